//! Words that only name a text: the title that a link bears, a line of sources.

use super::scan::Scan;
use crate::document::{CitationKind, opens_sources};
use crate::text::Span;

/// A title has so many words with capitals; shorter ones than this need none.
const CAPITALS: usize = 3;
const SHORT: usize = 4;

/// Whether words of a sentence stand in a title or a line of sources.
pub(super) fn names_a_text(scan: &Scan<'_>, sentence: usize, words: Span) -> bool {
    let document = scan.document;
    let own = scan.sentences[sentence].span;
    let link = |kind| matches!(kind, CitationKind::Link | CitationKind::InternalLink);
    let mut links = document.citations_in(own).iter().filter(|c| link(c.kind) && c.span.contains(words));
    opens_sources(&document.prose[own.range()]) || links.any(|c| is_title(&document.prose[c.span.range()]))
}

/// Whether each longer word has a capital, as in `What the Evidence Shows`.
fn is_title(text: &str) -> bool {
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let words = || crate::text::words(text).map(|word| word.text(text));
    let letters = |word: &str| word.starts_with(char::is_alphabetic);
    words().filter(|word| capital(word)).count() >= CAPITALS
        && words().filter(|word| word.len() > SHORT && letters(word)).all(capital)
}

#[cfg(test)]
mod tests {
    use super::is_title;

    #[test]
    fn a_title_has_its_longer_words_in_capitals() {
        assert!(is_title("What the Evidence Shows About Walls"));
        assert!(is_title("Post-Flood Walls: Who Pays?"));
        assert!(!is_title("the Council says that walls fall"));
        assert!(!is_title("Walls of 2024"));
    }
}
