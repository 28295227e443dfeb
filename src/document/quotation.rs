//! Finds the quotations of a block: pairs of marks, curly, angled or straight, with apostrophes told apart.

use super::Quotation;
use crate::text::{Span, words};

/// The quotations of `block`, by where they begin; one may stand inside another.
pub(crate) fn quotations(prose: &str, block: Span) -> Vec<Quotation> {
    let text = &prose[block.range()];
    let bytes = text.as_bytes();
    let mut open: Vec<(Mark, usize)> = Vec::new();
    let mut quotations = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let (length, mark, role) = match bytes[at] {
            b'"' => (1, Mark::Straight, straight(text, at, is_open(&open, Mark::Straight))),
            b'\'' => (1, Mark::Single, single(text, at, is_open(&open, Mark::Single))),
            0xc2 => match bytes.get(at + 1) {
                Some(0xab) => (2, Mark::Angle, Role::Opens),
                Some(0xbb) => (2, Mark::Angle, Role::Closes),
                _ => (2, Mark::Angle, Role::Nothing),
            },
            0xe2 => match (bytes.get(at + 1), bytes.get(at + 2)) {
                (Some(0x80), Some(0x9c)) => (3, Mark::Curly, Role::Opens),
                (Some(0x80), Some(0x9d)) => (3, Mark::Curly, Role::Closes),
                (Some(0x80), Some(0x98)) => (3, Mark::Single, Role::Opens),
                (Some(0x80), Some(0x99)) => (3, Mark::Single, single(text, at, is_open(&open, Mark::Single))),
                (Some(0x80), Some(0xb9)) => (3, Mark::SingleAngle, Role::Opens),
                (Some(0x80), Some(0xba)) => (3, Mark::SingleAngle, Role::Closes),
                _ => (3, Mark::Angle, Role::Nothing),
            },
            _ => {
                at += 1;
                continue;
            }
        };
        match role {
            Role::Nothing => {}
            Role::Opens => {
                // The oldest of too many has surely been left open.
                if open.len() == DEPTH {
                    open.remove(0);
                }
                open.push((mark, at));
            }
            Role::Reopens => {
                if let Some(place) = open.iter().rposition(|(m, _)| *m == mark) {
                    open.truncate(place);
                }
                open.push((mark, at));
            }
            Role::Closes => {
                if let Some(place) = open.iter().rposition(|(m, _)| *m == mark) {
                    let start = open[place].1;
                    open.truncate(place);
                    let inside = text[start..at].trim_start_matches(['"', '\'', '«', '“', '‘', '‹']);
                    let span = Span::new(block.start + start, block.start + at + length);
                    quotations.push(Quotation { span, words: words(inside).count() });
                }
            }
        }
        at += length;
    }
    quotations.sort_by_key(|q| (q.span.start, std::cmp::Reverse(q.span.end)));
    quotations
}

/// How deep quotations are followed.
const DEPTH: usize = 8;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Straight,
    Single,
    Curly,
    Angle,
    SingleAngle,
}

enum Role {
    Opens,
    Closes,
    /// Looks like an opening mark while one is open: the older one was a stray.
    Reopens,
    Nothing,
}

fn is_open(open: &[(Mark, usize)], mark: Mark) -> bool {
    open.iter().any(|(m, _)| *m == mark)
}

fn around(text: &str, at: usize) -> (Option<char>, Option<char>) {
    let mut after = text[at..].chars();
    after.next();
    (text[..at].chars().next_back(), after.next())
}

fn straight(text: &str, at: usize, open: bool) -> Role {
    let (before, after) = around(text, at);
    let word_before = before.is_some_and(char::is_alphanumeric);
    let word_after = after.is_some_and(char::is_alphanumeric);
    match open {
        true if word_after && before.is_some_and(char::is_whitespace) => Role::Reopens,
        true => Role::Closes,
        false if word_before => Role::Nothing, // 5" of rain
        false => Role::Opens,
    }
}

fn single(text: &str, at: usize, open: bool) -> Role {
    let (before, after) = around(text, at);
    let word_before = before.is_some_and(char::is_alphanumeric);
    let word_after = after.is_some_and(char::is_alphanumeric);
    match (word_before, word_after) {
        (true, true) => Role::Nothing,
        _ if open && !word_after && before.is_some_and(|c| !c.is_whitespace()) => Role::Closes,
        (true, false) => Role::Nothing,
        (false, _) if after.is_none_or(|c| c.is_whitespace() || c.is_ascii_digit()) => Role::Nothing, // the '90s
        (false, _) if before.is_some_and(|c| !c.is_whitespace() && !"([{«“\"—–-".contains(c)) => Role::Nothing,
        _ if clipped(text[at..].trim_start_matches(['\'', '’'])) => Role::Nothing,
        _ if open => Role::Reopens,
        _ => Role::Opens,
    }
}

/// `'em`, `'tis`: a word that has lost its head.
fn clipped(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    ["em", "tis", "twas", "til", "cause", "bout", "n"].iter().any(|w| word.eq_ignore_ascii_case(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, usize)> {
        quotations(text, Span::new(0, text.len())).iter().map(|q| (&text[q.span.range()], q.words)).collect()
    }

    #[test]
    fn pairs() {
        assert_eq!(found("She said “we will see” twice."), [("“we will see”", 3)]);
        assert_eq!(found("Il parle de « l'avenir du port » ici."), [("« l'avenir du port »", 4)]);
        assert_eq!(found(r#"A "plan" and a "map"."#), [("\"plan\"", 1), ("\"map\"", 1)]);
        assert_eq!(found("the word 'risk' and ‘harm' too"), [("'risk'", 1), ("‘harm'", 1)]);
        assert_eq!(found("a ‹ petit › mot"), [("‹ petit ›", 1)]);
    }

    #[test]
    fn one_inside_another() {
        assert_eq!(found("« il a dit “non merci” hier »"), [("« il a dit “non merci” hier »", 6), ("“non merci”", 2)]);
        assert_eq!(found("“he's ‘quite sure' now”").len(), 2);
    }

    #[test]
    fn apostrophes_open_nothing() {
        for text in ["the '90s weren't the workers' best", "l'eau d'ici", "don't 'em", "5' 6\" tall", "rock 'n' roll"] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn a_mark_left_open_opens_nothing() {
        assert_eq!(found("she said “we will see"), []);
        assert_eq!(found("a « b « c d »"), [("« c d »", 2)]);
        assert_eq!(found("a stray \" and \"a pair\""), [("\"a pair\"", 2)]);
        assert_eq!(found(&"« ".repeat(10_000)), []);
    }

    proptest::proptest! {
        #[test]
        fn in_order_inside_the_block_and_on_character_edges(text in "[a-z0-9é«»“”‘’‹›\"' .]{0,60}") {
            let mut last = 0;
            for quotation in quotations(&text, Span::new(0, text.len())) {
                proptest::prop_assert!(quotation.span.start >= last);
                proptest::prop_assert!(text.get(quotation.span.range()).is_some());
                last = quotation.span.start;
            }
        }
    }
}
