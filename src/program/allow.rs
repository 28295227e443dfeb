//! `# allow ID: reason`: a warning that is meant, said in the rule file itself.

use crate::syntax::Fault;
use crate::syntax::comment::{Comment, comments};
use crate::text::Span;

/// A comment that allows a warning.
#[derive(Clone, Debug)]
pub(crate) struct Allowance<'a> {
    pub(crate) id: &'a str,
    /// Empty where none is given.
    pub(crate) reason: &'a str,
    /// The comment.
    pub(crate) span: Span,
    /// The bytes of the file for which it speaks.
    pub(crate) covers: Span,
}

impl Allowance<'_> {
    /// Whether it speaks of a fault.
    pub(super) fn allows(&self, fault: &Fault) -> bool {
        self.id == fault.id && self.covers.start <= fault.span.start && fault.span.start < self.covers.end
    }
}

/// The allowances of a rule file, in order.
pub(crate) fn allowances(text: &str) -> Vec<Allowance<'_>> {
    comments(text).into_iter().filter_map(|comment| allowance(text, comment)).collect()
}

fn allowance(text: &str, comment: Comment) -> Option<Allowance<'_>> {
    let said = text[comment.span.range()].trim_start_matches('#').trim();
    let said =
        said.strip_prefix("allow").filter(|rest| rest.starts_with([' ', '\t', ':']))?.trim_start_matches(':').trim();
    let (id, reason) = said.split_once(':').unwrap_or((said, ""));
    // A sentence that happens to begin with the word is a comment like any other.
    let id = id.trim();
    if id.contains(char::is_whitespace) {
        return None;
    }
    let covers = if comment.alone { what_follows(text, comment.span.end) } else { line_of(text, comment.span.start) };
    Some(Allowance { id, reason: reason.trim(), span: comment.span, covers })
}

fn line_of(text: &str, at: usize) -> Span {
    let start = text[..at].rfind('\n').map_or(0, |line| line + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    Span::new(start, end)
}

/// The next line with something on it, and the lines that are indented deeper; before an item, the whole of it.
fn what_follows(text: &str, from: usize) -> Span {
    let mut start = from;
    let mut covered: Option<(Span, usize)> = None;
    for line in text[from..].split_inclusive('\n') {
        let (at, end) = (start, start + line.len());
        start = end;
        let words = line.trim();
        let indent = line.len() - line.trim_start().len();
        match &mut covered {
            None if words.is_empty() || words.starts_with('#') => {}
            None => covered = Some((Span::new(at, end), indent)),
            Some((span, _)) if words.is_empty() => span.end = end,
            Some((span, head)) if indent > *head || (indent == *head && words.starts_with('}')) => span.end = end,
            Some(_) => break,
        }
    }
    covered.map_or(Span::new(from, from), |(span, _)| span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_allowance_speaks_for_its_line_the_next_or_an_item() {
        let text = "# allow unused-lexicon: another pack uses it\n## Doc.\nlexicon a {\n  # allow shadowed-phrase: for its page\n  en: \"b\"\n      \"c\"\n  fr: \"d\" # allow short-phrase\n}\n\nlexicon e {\n  # allow me to say: that this is a comment\n}\n";
        let found: Vec<_> =
            allowances(text).iter().map(|one| (one.id, one.reason, &text[one.covers.range()])).collect();
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].1, "another pack uses it");
        assert!(found[0].2.starts_with("lexicon a {") && found[0].2.trim_end().ends_with('}'), "{:?}", found[0]);
        assert!(!found[0].2.contains("lexicon e"));
        assert_eq!(found[1], ("shadowed-phrase", "for its page", "  en: \"b\"\n      \"c\"\n"));
        assert_eq!(found[2].0, "short-phrase");
        assert!(found[2].2.contains("fr: \"d\""));
    }
}
