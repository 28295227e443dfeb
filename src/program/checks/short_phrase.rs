//! A phrase is so short or so common that it is found everywhere.
//!
//! Two letters, or an article, a preposition, a pronoun alone, say nothing of a subject.
//!
//! Avoid: `en: "it"`, `fr: "ia"`
//! Prefer: `en: "IT"` (capitals only), `fr: "IA"`, or a phrase of several words.

use super::{Checked, walk};
use crate::program::Piece;

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    for (_, declared, phrases) in walk::own_phrases(checked) {
        for (phrase, text) in phrases {
            if phrase.except {
                continue;
            }
            let short = phrase.forms.iter().find(|form| matches!(form.0.as_slice(), [Piece::Word(word)] if is_common(word)));
            if let Some(form) = short {
                let message = format!("\"{}\" is found nearly everywhere", super::show(form));
                checked.warn(declared.file, text.span, message).help =
                    Some("add a word, or write capitals if it is an acronym".into());
            }
        }
    }
}

fn is_common(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    (letters <= 2 && !word.chars().any(char::is_numeric)) || STOP_WORDS.contains(&word)
}

pub(super) const STOP_WORDS: [&str; 53] = [
    "about", "all", "and", "any", "are", "because", "been", "but", "can", "for", "from", "had", "has", "have", "her", "his",
    "its", "not", "our", "that", "the", "their", "them", "they", "this", "was", "were", "which", "with", "you", "aux", "avec",
    "ces", "cette", "dans", "des", "elle", "est", "les", "leur", "leurs", "mais", "nos", "nous", "ont", "par", "pas", "pour",
    "que", "qui", "son", "sont", "une",
];
