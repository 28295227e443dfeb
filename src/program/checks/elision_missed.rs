//! A French phrase ends a word in «de», «le» or «que» before a word that may be missing or begins with a vowel.
//!
//! Drafts write «d'emploi», and a phrase with «de emploi» finds none of them. Where what follows may be left out or
//! is one of several words, both forms are needed.
//!
//! Avoid: `fr: "perte de emploi"`, `fr: "hausse de [impôts|taxes]"`
//! Prefer: `fr: "perte d'emploi"`, `fr: "hausse [d'impôts|de taxes]"`

use super::{Checked, walk};
use crate::program::{Form, Piece};
use crate::text::Language;

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    for (_, declared, phrases) in walk::own_phrases(checked) {
        for (phrase, text) in phrases {
            if phrase.language != Some(Language::FR) || phrase.except {
                continue;
            }
            let misses = phrase.forms.iter().filter_map(missed);
            // Where the elided form is written beside the other, nothing is missed.
            let missed = misses.into_iter().find(|(word, next)| !phrase.forms.iter().any(|f| has_elided(f, word, next)));
            if let Some((word, next)) = missed {
                let elided = &word[..word.len() - 1];
                checked.warn(declared.file, text.span, format!("drafts write `{elided}'{next}`, not `{word} {next}`")).help =
                    Some(format!("write `{elided}'{next}`"));
            }
        }
    }
}

/// A word that is elided before the next, and the next.
fn missed(form: &Form) -> Option<(&str, &str)> {
    form.0.windows(2).find_map(|pair| match pair {
        [Piece::Word(word), Piece::Word(next) | Piece::Stem(next)] if is_elided(word) && begins_with_vowel(next) => {
            Some((word.as_str(), next.as_str()))
        }
        _ => None,
    })
}

/// Whether a form has the word elided before the next.
fn has_elided(form: &Form, word: &str, next: &str) -> bool {
    form.0.windows(2).any(|pair| match pair {
        [Piece::Word(first), Piece::Word(second) | Piece::Stem(second)] => {
            first.trim_end_matches('\'') == &word[..word.len() - 1] && first != word && second == next
        }
        _ => false,
    })
}

fn is_elided(word: &str) -> bool {
    matches!(word, "de" | "le" | "je" | "me" | "te" | "se" | "ne" | "que" | "jusque" | "lorsque" | "puisque")
}

/// A vowel that takes elision; not before «y» and «h», where it depends on the word, nor before «onze» and «oui».
fn begins_with_vowel(word: &str) -> bool {
    word.starts_with(['a', 'à', 'â', 'e', 'é', 'è', 'ê', 'i', 'î', 'o', 'ô', 'u', 'û'])
        && !["onze", "onzième", "oui", "un", "uns", "une", "unième"].contains(&word)
}
