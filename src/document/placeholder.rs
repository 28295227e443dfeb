//! Marks that stand for a source still to be found: `[citation needed]`, `[à sourcer]`, `TODO: source`.

use super::model::{Citation, CitationKind};
use crate::text::Span;
use memchr::memmem::Finder;
use std::sync::LazyLock;

static TODO: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("todo"));

/// The marks in one block of the prose view, `folded` being its lower case, both beginning at `offset` of the whole.
pub(crate) fn find<'a>(prose: &'a str, folded: &'a str, offset: usize) -> impl Iterator<Item = Span> + 'a {
    let bytes = folded.as_bytes();
    let mut after = 0;
    memchr::memchr3_iter(b'[', b'(', b'{', bytes).chain(TODO.find_iter(bytes)).filter_map(move |at| {
        if bytes[at] == b't' {
            return todo(prose, folded, at).map(|len| Span::new(offset + at, offset + at + len));
        }
        if at < after {
            return None;
        }
        let window = &bytes[at..bytes.len().min(at + LONGEST)];
        let end = memchr::memchr3(b']', b')', b'}', window)?;
        let inside = folded.get(at + 1..at + end)?;
        let (inside, end) = match bytes[at] {
            b'{' if window[end..].starts_with(b"}}") => (inside.strip_prefix('{')?, end + 2),
            b'{' => return None,
            _ => (inside, end + 1),
        };
        let known = match bytes[at] {
            b'[' => is_mark(inside) || is_mark_in_brackets(inside),
            _ => is_mark(inside),
        };
        known.then(|| {
            after = at + end;
            Span::new(offset + at, offset + after.min(bytes.len()))
        })
    })
}

/// A citation that such a mark is.
pub(crate) fn citation(prose: &str, span: Span, source: Span, block: usize) -> Citation {
    Citation {
        kind: CitationKind::Note,
        span,
        source,
        block,
        resolved: false,
        target: prose[span.range()].to_owned(),
        body: None,
        fault: Some("placeholder"),
    }
}

/// Holds it against the notes that say no more than such a mark: `[^1]: TODO`.
pub(crate) fn empty_notes(citations: &mut [Citation]) {
    for citation in citations.iter_mut().filter(|c| c.kind == CitationKind::Note && c.resolved) {
        if is_unwritten(&citation.target) {
            citation.resolved = false;
            citation.fault = Some("placeholder");
        }
    }
}

fn is_unwritten(note: &str) -> bool {
    const UNWRITTEN: [&str; 12] =
        ["tbd", "tbc", "tk", "xx", "xxx", "n/a", "?", "…", "...", "to come", "à venir", "à compléter"];
    if note.len() >= LONGEST {
        return false;
    }
    let said = note.to_lowercase();
    let said = said.trim().trim_matches(['[', ']', '(', ')', '{', '}', '*', '_']).trim();
    let word = said.trim_end_matches(['.', '!', ' ']);
    is_mark(said) || is_mark_in_brackets(said) || UNWRITTEN.contains(&said) || UNWRITTEN.contains(&word)
}

/// Whether `{{…}}` is such a mark, and so to be read.
pub(crate) fn is_template(text: &str) -> bool {
    let inside = text.trim_matches(['{', '}']).trim();
    inside.len() < LONGEST && is_mark(&inside.to_lowercase())
}

const LONGEST: usize = 80;

/// What the mark says, alone or before a `|` or a `:` with the rest.
fn is_mark(inside: &str) -> bool {
    let said = inside.split(['|', ':']).next().unwrap_or_default().trim().trim_end_matches(['?', '.', '!']).trim_end();
    const MARKS: &[&str] = &[
        "citation needed",
        "citations needed",
        "source needed",
        "sources needed",
        "reference needed",
        "references needed",
        "ref needed",
        "cite",
        "citation requise",
        "citation nécessaire",
        "référence nécessaire",
        "références nécessaires",
        "réf. nécessaire",
        "réf nécessaire",
        "référence à ajouter",
        "référence manquante",
        "source nécessaire",
        "source manquante",
        "source à ajouter",
        "source à trouver",
        "source à vérifier",
        "sources à ajouter",
        "source to be added",
        "add source",
        "add citation",
        "insert citation",
        "insert source",
        "missing citation",
        "missing source",
        "à sourcer",
        "a sourcer",
        "refnec",
        "todo",
        "todo source",
        "todo sources",
        "todo citation",
        "todo ref",
        "todo add source",
    ];
    MARKS.contains(&said)
}

/// Words that are such a mark only in square brackets.
fn is_mark_in_brackets(inside: &str) -> bool {
    matches!(
        inside.trim(),
        "ref"
            | "réf"
            | "réf."
            | "ref."
            | "tk"
            | "cn"
            | "source"
            | "source?"
            | "source ?"
            | "sources ?"
            | "sources?"
            | "xx"
            | "?"
            | "ref?"
            | "ref ?"
    )
}

/// `TODO: source`, `TODO add a citation`: its length.
fn todo(prose: &str, folded: &str, at: usize) -> Option<usize> {
    let after = folded.get(at + 4..)?;
    let edge = !folded[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    // In brackets it is found whole.
    if !edge || !prose[at..].starts_with("TODO") || folded[..at].ends_with(['[', '(', '{']) {
        return None;
    }
    let skipped = after.len() - after.trim_start_matches([':', ' ', '-']).len();
    let mut rest = &after[skipped..];
    let mut len = 4 + skipped;
    for word in ["add ", "ajouter ", "find ", "trouver ", "a ", "une ", "la ", "the "] {
        if let Some(shorter) = rest.strip_prefix(word) {
            rest = shorter;
            len += word.len();
        }
    }
    let word = ["sources", "source", "citation", "reference", "référence", "ref", "réf"]
        .into_iter()
        .find(|w| rest.starts_with(w))?;
    Some(len + word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> Vec<&str> {
        let folded = crate::text::fold(text);
        find(text, &folded, 0).map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn a_promise_of_a_source_is_seen_in_both_languages() {
        assert_eq!(
            marks("Jobs go [citation needed]. So do taxes {{Citation needed|date=May}}."),
            ["[citation needed]", "{{Citation needed|date=May}}"]
        );
        assert_eq!(
            marks("Les emplois partent [réf. nécessaire], dit-on [à sourcer] [source ?]."),
            ["[réf. nécessaire]", "[à sourcer]", "[source ?]"]
        );
        assert_eq!(
            marks("It grows TODO: source. It shrinks (TODO source) [TK]."),
            ["(TODO source)", "[TK]", "TODO: source"]
        );
    }

    #[test]
    fn a_note_that_is_only_a_mark_is_unwritten() {
        for note in ["TODO", "TBD.", "[citation needed]", "à compléter", "…", "TODO: the study of 2020", "source ?"]
        {
            assert!(is_unwritten(note), "{note}");
        }
        for note in ["Moss, *Walls*, 2020.", "Ibid.", "OECD", "Reference of the mayor"] {
            assert!(!is_unwritten(note), "{note}");
        }
    }

    #[test]
    fn ordinary_brackets_are_not() {
        assert_eq!(
            marks("He [the minister] cites (see below) a source [12] {x} todo list [ref-1]"),
            Vec::<&str>::new()
        );
    }
}
