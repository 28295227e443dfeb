//! A phrase has no word to look for: all of its words stand in nearly every sentence.
//!
//! A phrase is tried wherever its first word stands. Where that is an article or a preposition, and no rarer word follows, it is
//! tried everywhere, and what it finds says nothing of a subject.
//!
//! Avoid: `en: "that ... the"`
//! Prefer: a phrase with one word that a sentence is about.

use super::short_phrase::STOP_WORDS;
use super::{Checked, walk};
use crate::program::{Form, Piece};

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    for (_, declared, phrases) in walk::own_phrases(checked) {
        for (phrase, text) in phrases {
            if let Some(form) = phrase.forms.iter().find(|form| is_slow(form)) {
                let message = format!("\"{}\" has no word that is rarer than most", super::show(form));
                checked.warn(declared.file, text.span, message).help =
                    Some("add the word that the sentence is about".into());
            }
        }
    }
}

/// Whether none of several words has three letters and is rarer than an article; one alone is `short-phrase`.
fn is_slow(form: &Form) -> bool {
    let common = |piece: &Piece| match piece {
        Piece::Word(word) => word.chars().count() < 3 || STOP_WORDS.contains(&word.as_str()),
        Piece::Gap(_) => true,
        Piece::Exact(_) | Piece::Stem(_) | Piece::Any(_) => false,
    };
    form.0.len() > 1 && form.0.iter().all(common)
}
