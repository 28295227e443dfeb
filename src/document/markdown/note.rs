//! How notes, keys and marks of reference are written, and the titles under which sources are listed.

use crate::document::CitationKind;
use crate::text::Span;

/// Whether an anchor is that of a note or of an entry, as `fn1`, `cite_note-3`, `_ftn2`, `ref-smith2020`.
pub(super) fn is_note_anchor(anchor: &str) -> bool {
    let anchor = anchor.trim_start_matches(['_', '#']).to_ascii_lowercase();
    let after = |prefix: &str| anchor.strip_prefix(prefix);
    let numbered = |rest: &str| rest.trim_start_matches(['-', '_', ':', '.']).starts_with(|c: char| c.is_ascii_digit());
    const NUMBERED: [&str; 12] =
        ["footnote", "endnote", "sdfootnote", "fn", "ftn", "edn", "note", "ref", "bib", "cite", "n", "b"];
    const NAMED: [&str; 8] = ["cite_note-", "fn:", "ref-", "bib-", "bib.", "cite-", "citation-", "user-content-fn-"];
    if is_back_anchor(&anchor) {
        return false;
    }
    NAMED.iter().any(|p| after(p).is_some_and(|rest| !rest.is_empty()))
        || NUMBERED.iter().any(|p| after(p).is_some_and(numbered))
}

/// Whether an anchor is that of an entry in a list of sources, and not of a note.
pub(super) fn is_entry_anchor(anchor: &str) -> bool {
    let anchor = anchor.trim_start_matches(['_', '#']).to_ascii_lowercase();
    ["ref", "bib", "cite-", "citation-"].iter().any(|p| anchor.starts_with(p))
}

/// Whether an anchor leads back from a note to its mark: `fnref1`, `cite_ref-3`.
pub(super) fn is_back_anchor(anchor: &str) -> bool {
    let anchor = anchor.trim_start_matches(['_', '#']).to_ascii_lowercase();
    [
        "fnref",
        "ftnref",
        "ednref",
        "cite_ref",
        "footnote-ref",
        "noteref",
        "note-ref",
        "backref",
        "fnr",
        "user-content-fnref",
    ]
    .iter()
    .any(|p| anchor.starts_with(p))
}

/// Whether what a link shows is only a mark: `[1]`, `<sup>2</sup>`, `*`, `a`; `Some(true)` for a number in brackets.
pub(super) fn mark(shown: &str) -> Option<bool> {
    if shown.len() > 120 {
        return None;
    }
    let mut bare = String::new();
    let mut tag = false;
    for c in shown.chars() {
        match c {
            '<' => tag = true,
            '>' if tag => tag = false,
            _ if tag => {}
            '\\' | '^' | ' ' | '_' | '\u{a0}' | '\u{1a}' => {}
            c => bare.push(c),
        }
    }
    let inner = bare.trim_matches(['[', ']', '(', ')']);
    let digits = !inner.is_empty() && inner.len() <= 4 && inner.bytes().all(|b| b.is_ascii_digit());
    let sign = matches!(inner, "*" | "**" | "†" | "‡" | "§" | "¹" | "²" | "³") || inner.is_empty() && !bare.is_empty();
    let letter = inner.len() == 1 && inner.bytes().all(|b| b.is_ascii_lowercase()) && inner.len() < bare.len();
    (digits || sign || letter).then_some(digits && bare.starts_with('['))
}

/// Whether what a link shows only leads back: `↩`, `↑`.
pub(super) fn is_return(shown: &str) -> bool {
    let bare = shown.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '[' | ']' | '\\' | '^' | '\u{fe0e}' | '\u{fe0f}' | '&' | ';')
    });
    shown.len() < 40
        && (bare.is_empty()
            || matches!(bare, "↩" | "↩︎" | "↑" | "⏎" | "↵" | "⤴" | "⬆" | "#8617" | "larrhk" | "#x21a9" | "<sup>"))
}

/// The keys in a pandoc citation, without its brackets: each with its bytes from `@`, locator included.
pub(super) fn keys(inside: &str) -> Vec<(Span, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for part in inside.split(';') {
        let at = memchr::memchr_iter(b'@', part.as_bytes())
            .find(|at| !part[..*at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '_')));
        if let Some(at) = at
            && let Some(key) = key(&part[at..])
        {
            let end = part.trim_end().len();
            found.push((Span::new(start + at, start + end), key));
        }
        start += part.len() + 1;
    }
    found
}

/// The key after an `@` at the head of `text`.
pub(crate) fn key(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('@')?;
    if let Some(braced) = rest.strip_prefix('{') {
        return braced
            .split_once('}')
            .map(|(key, _)| key)
            .filter(|k| !k.is_empty() && !k.contains(char::is_whitespace));
    }
    let inside = |c: char| {
        c.is_alphanumeric() || matches!(c, '_' | ':' | '.' | '#' | '$' | '%' | '&' | '-' | '+' | '?' | '~' | '/')
    };
    let end = rest.find(|c| !inside(c)).unwrap_or(rest.len());
    let key = rest[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_');
    (key.len() <= 200 && key.starts_with(|c: char| c.is_alphabetic() || c == '_')).then_some(key)
}

/// What a key leads to inside the draft: `fig-walls` and `tbl:walls` to its own figure or table, `sec-scope` to a part of
/// it.
pub(super) fn cross_reference(key: &str) -> Option<CitationKind> {
    let (kind, name) = key.split_once(['-', ':'])?;
    match kind {
        _ if name.is_empty() => None,
        "fig" | "tbl" | "tab" | "lst" => Some(CitationKind::SourceLine),
        "sec" | "eq" | "thm" | "lem" | "cor" | "prp" | "def" | "exm" | "exr" => Some(CitationKind::InternalLink),
        _ => None,
    }
}

/// Whether sources are listed under a heading of these words.
pub(in crate::document) fn lists_sources(title: &str) -> bool {
    if title.len() > 60 {
        return false;
    }
    let title = title.to_lowercase();
    let bare = title
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | ')' | '-' | '–' | '—'))
        .trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
    const TITLES: &[&str] = &[
        "references",
        "reference list",
        "reference",
        "references and notes",
        "notes and references",
        "bibliography",
        "selected bibliography",
        "works cited",
        "literature cited",
        "literature",
        "sources",
        "sources and notes",
        "notes and sources",
        "notes",
        "footnotes",
        "endnotes",
        "citations",
        "further reading",
        "recommended reading",
        "reading list",
        "external links",
        "useful links",
        "additional resources",
        "table of contents",
        "contents",
        "on this page",
        "références",
        "référence",
        "références bibliographiques",
        "liste des références",
        "bibliographie",
        "bibliographie sélective",
        "webographie",
        "sitographie",
        "sources et références",
        "sources et notes",
        "notes et références",
        "notes et sources",
        "notes de bas de page",
        "notes de fin",
        "pour aller plus loin",
        "en savoir plus",
        "pour en savoir plus",
        "lectures complémentaires",
        "à lire aussi",
        "liens externes",
        "liens utiles",
        "table des matières",
        "documents de référence",
    ];
    TITLES.contains(&bare)
}

/// Whether a paragraph that begins so, after a table or a figure, is its caption.
pub(in crate::document) fn begins_caption(prose: &str) -> bool {
    let prose = prose.trim_start_matches(['(', '*', ':', ' ']);
    let lower: String = prose.chars().take(40).collect::<String>().to_lowercase();
    let labelled = [
        "source", "sources", "note", "notes", "lecture", "champ", "credit", "crédit", "crédits", "caption", "légende",
        "table",
    ];
    let word_end = lower.find(|c: char| !c.is_alphabetic()).unwrap_or(lower.len());
    let (word, rest) = lower.split_at(word_end);
    let rest = rest.trim_start_matches(['.', ' ', '\u{a0}']);
    if labelled.contains(&word) && rest.starts_with(':') {
        return true;
    }
    let numbered = [
        "figure", "fig", "table", "tableau", "tab", "chart", "graph", "graphique", "exhibit", "box", "encadré",
        "carte", "map", "photo", "image", "schéma", "diagram",
    ];
    let rest = rest.trim_start_matches("n°").trim_start();
    numbered.contains(&word) && rest.starts_with(|c: char| c.is_ascii_digit())
}

/// The anchor that a heading of these words has on most sites.
pub(super) fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    for c in title.chars() {
        match c {
            ' ' => slug.push('-'),
            'a'..='z' | '0'..='9' | '-' | '_' => slug.push(c),
            c if c.is_ascii() => slug.extend(c.is_ascii_uppercase().then(|| c.to_ascii_lowercase())),
            c if c.is_alphanumeric() => slug.extend(c.to_lowercase()),
            _ => {}
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_of_notes_and_of_headings() {
        for anchor in
            ["fn1", "fn:quota", "cite_note-3", "_ftn2", "note12", "ref-smith2020", "ref4", "bib.7", "footnote-1"]
        {
            assert!(is_note_anchor(anchor), "{anchor}");
        }
        for anchor in
            ["fnref1", "cite_ref-3", "_ftnref2", "reform-of-law", "note-on-method", "references", "next-steps"]
        {
            assert!(!is_note_anchor(anchor), "{anchor}");
        }
    }

    #[test]
    fn marks_and_words() {
        assert_eq!(mark("[1]"), Some(true));
        assert_eq!(mark("\\[12\\]"), Some(true));
        assert_eq!(mark("<sup>2</sup>"), Some(false));
        assert_eq!(mark("*"), Some(false));
        assert_eq!((mark("GPT-4"), mark("the law"), mark("a"), mark("2023")), (None, None, None, Some(false)));
    }

    #[test]
    fn keys_with_prefix_and_locator() {
        let inside = "see @doe99, pp. 3-5; -@roe_2020 ; me@x.org";
        let found: Vec<_> = keys(inside).into_iter().map(|(span, key)| (&inside[span.range()], key)).collect();
        assert_eq!(found, [("@doe99, pp. 3-5", "doe99"), ("@roe_2020", "roe_2020")]);
        assert_eq!(key("@smith2020."), Some("smith2020"));
    }

    #[test]
    fn keys_that_stay_in_the_draft() {
        assert_eq!(cross_reference("fig-walls"), Some(CitationKind::SourceLine));
        assert_eq!(cross_reference("sec:scope"), Some(CitationKind::InternalLink));
        assert_eq!([cross_reference("fig"), cross_reference("figaro-2020"), cross_reference("doe99")], [None; 3]);
    }

    #[test]
    fn titles_over_sources_in_both_languages() {
        for title in ["References", "7. Notes et références", "Pour aller plus loin :", "Sources"] {
            assert!(lists_sources(title), "{title}");
        }
        for title in ["Sources of risk", "Notes on method", "Ressources humaines"] {
            assert!(!lists_sources(title), "{title}");
        }
    }

    #[test]
    fn captions() {
        for text in
            ["Source: OECD, 2023", "Figure 1. Jobs", "Tableau 2 : emplois", "Lecture : en 2020, …", "Fig. 3 – Risk"]
        {
            assert!(begins_caption(text), "{text}");
        }
        for text in ["Sources say so", "Figure it out", "The table shows 3"] {
            assert!(!begins_caption(text), "{text}");
        }
    }
}
