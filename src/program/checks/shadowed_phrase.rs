//! A phrase is found only where a shorter one of its lexicon is found anyway.
//!
//! Avoid: `en: "extinction" "risk of extinction"`
//! Prefer: `en: "extinction"`, unless the words that are marked should be the longer ones; or the longer phrase alone, if the shorter is too much.

use super::{Checked, walk};
use crate::program::{Phrase, Piece};
use rustc_hash::FxHashMap;

/// The longest run of pieces that is looked up: longer phrases do not make others idle in practice.
const LONGEST: usize = 8;

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    for (_, declared, phrases) in walk::own_phrases(checked) {
        let mut forms: FxHashMap<&[Piece], Vec<usize>> = FxHashMap::default();
        let mut stems: FxHashMap<&str, usize> = FxHashMap::default();
        for (at, (phrase, _)) in phrases.iter().enumerate().filter(|(_, (p, _))| !p.except) {
            for form in phrase.forms.iter() {
                match form.0.as_slice() {
                    [Piece::Stem(stem)] => {
                        stems.entry(stem.as_str()).or_insert(at);
                    }
                    pieces if pieces.len() < LONGEST => {
                        let known = forms.entry(pieces).or_default();
                        if known.len() < 4 {
                            known.push(at);
                        }
                    }
                    _ => {}
                }
            }
        }
        for (at, (phrase, text)) in phrases.iter().enumerate().filter(|(_, (p, _))| !p.except) {
            let shorter = |pieces: &[Piece]| shorter(pieces, at, phrase, &phrases, &forms, &stems);
            let mut by = None;
            let idle = !phrase.forms.is_empty()
                && phrase.forms.iter().all(|form| {
                    let found = shorter(&form.0);
                    by = by.or(found);
                    found.is_some()
                });
            if let (true, Some(by)) = (idle, by) {
                let other = phrases[by].1;
                let message = format!("\"{}\" is idle beside \"{}\"", text.raw, other.raw);
                let warning = checked.warn(declared.file, text.span, message);
                warning.related = Some((other.span, "this one is found wherever that is".into()));
            }
        }
    }
}

/// Another phrase of which a form stands inside `pieces`.
fn shorter(
    pieces: &[Piece],
    at: usize,
    phrase: &Phrase,
    phrases: &[(&Phrase, crate::syntax::tree::Text<'_>)],
    forms: &FxHashMap<&[Piece], Vec<usize>>,
    stems: &FxHashMap<&str, usize>,
) -> Option<usize> {
    let fits = |other: usize| {
        let wide = phrases[other].0.language;
        other != at && (wide.is_none() || wide == phrase.language)
    };
    for from in 0..pieces.len() {
        for to in from + 1..=(from + LONGEST).min(pieces.len()) {
            if to - from == pieces.len() {
                continue;
            }
            if let Some(other) = forms.get(&pieces[from..to]).and_then(|known| known.iter().find(|o| fits(**o))) {
                return Some(*other);
            }
        }
        if let Piece::Word(word) = &pieces[from] {
            let prefixes = word.char_indices().map(|(end, _)| &word[..end]).skip(3).chain([word.as_str()]);
            if let Some(other) = prefixes.filter_map(|prefix| stems.get(prefix)).find(|o| fits(**o)) {
                return Some(*other);
            }
        }
    }
    None
}
