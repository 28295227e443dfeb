//! Works cited in a sentence of their own: `See A. Moss, “On Walls”, The Post, 3 May 2023.`, `Lire B. Morel, « … », 2021.`

use super::Reference;
use crate::document::CitationKind;

/// How far the year of a work may stand from the word that leads to it.
const REACH: usize = 360;

const LEADS: [&str; 20] = [
    "see also ",
    "see notably ",
    "see for example ",
    "see for instance ",
    "see e.g. ",
    "see, e.g., ",
    "see ",
    "read ",
    "lire aussi ",
    "lire notamment ",
    "lire par exemple ",
    "lire ",
    "voir aussi ",
    "voir également ",
    "voir notamment ",
    "voir par exemple ",
    "voir ",
    "cf. ",
    "cf ",
    "consulter ",
];

/// The works that are led to so.
pub(super) fn cited(text: &str, folded: &str, found: &mut Vec<Reference>) {
    let mut past = 0;
    let bytes = folded.as_bytes();
    let initial = |start: &usize| matches!(bytes.get(*start), Some(b's' | b'r' | b'l' | b'v' | b'c'));
    let starts = (1..bytes.len()).filter(|start| initial(start) && matches!(bytes[*start - 1], b' ' | b'('));
    for start in std::iter::once(0).filter(initial).chain(starts).filter(|start| begins(text, *start)) {
        let lead = LEADS.iter().find(|lead| folded[start..].starts_with(**lead));
        if let Some(lead) = lead.filter(|_| start >= past)
            && let Some(end) = work(text, start + lead.len())
        {
            found.push(Reference::new(CitationKind::AuthorYear, start + lead.len(), end));
            past = end;
        }
    }
}

/// Whether a sentence or a bracket begins here.
fn begins(text: &str, start: usize) -> bool {
    let Some((last, before)) = text.as_bytes()[..start].split_last() else { return true };
    *last == b'('
        || match before.last() {
            Some(b'.' | b'?' | b'!' | b')' | b';' | b':') => true,
            Some(b) if b.is_ascii() => false,
            _ => text[..start - 1].ends_with(['»', '”']),
        }
}

/// The end of a work that begins at `start`: an author, a title in quotation marks or several parts, and a year.
fn work(text: &str, start: usize) -> Option<usize> {
    let reach = text.floor_char_boundary((start + REACH).min(text.len()));
    let said = &text[start..reach];
    if !said.starts_with(|c: char| c.is_uppercase() || matches!(c, '«' | '“' | '"')) {
        return None;
    }
    let bytes = said.as_bytes();
    let mut at = 0;
    let mut quoted = false;
    let mut commas = 0;
    while at < said.len() {
        match bytes[at] {
            b',' => commas += 1,
            b'.' | b'?' | b'!' if !quoted && ends(said, at) => return None,
            b'0'..=b'9' => {
                let end = super::run(bytes, at);
                let year = end - at == 4 && matches!(&said[at..at + 2], "18" | "19" | "20");
                let titled = said[..at].contains(['«', '“', '"']);
                if year && !quoted && (titled || commas >= 2) {
                    return Some(start + end);
                }
                at = end;
                continue;
            }
            _ => match said[at..].chars().next() {
                Some('«' | '“') => quoted = true,
                Some('»' | '”') => quoted = false,
                Some('"') => quoted = !quoted,
                _ => {}
            },
        }
        at += said[at..].chars().next().map_or(1, char::len_utf8);
    }
    None
}

/// Whether a stop ends the sentence, rather than an initial or a word cut short.
fn ends(said: &str, stop: usize) -> bool {
    let next = &said[stop + 1..];
    let goes_on = !next.is_empty() && !next.starts_with(' ');
    let word = said[..stop].chars().rev().take_while(|c| c.is_alphanumeric()).count();
    !goes_on && word > 3
}
