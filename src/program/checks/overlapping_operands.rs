//! Two operands of one pattern share a phrase.
//!
//! Operands stand on different words, so a shared phrase has to stand twice before the claim is found: seldom what
//! is meant.
//!
//! Avoid: `claim ai and tool`, where both have "chatbot".
//! Prefer: "chatbot" in one of them; for two of a kind, `at least 2 ai`.

use super::{Checked, craft, rules, walk};
use crate::program::{Lexicon, Pattern};
use crate::text::Language;
use rustc_hash::{FxHashMap, FxHashSet};

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    let work = checked.work;
    let mut known: FxHashMap<(usize, usize), Option<String>> = FxHashMap::default();
    for (rule, item) in rules(work) {
        let mut pairs = FxHashSet::default();
        for pattern in walk::patterns(&rule.subject) {
            walk::each(pattern, &mut |pattern| {
                let Pattern::All { operands, .. } = pattern else { return };
                let lexicons: Vec<usize> = operands
                    .iter()
                    .filter_map(|o| if let Pattern::Lexicon(id) = o { Some(*id) } else { None })
                    .collect();
                for (at, a) in lexicons.iter().enumerate() {
                    // A long list is a pattern of few lexicons all the same.
                    for b in lexicons[at + 1..].iter().take(8) {
                        pairs.insert((*a.min(b), *a.max(b)));
                    }
                }
            });
        }
        let mut pairs: Vec<_> = pairs.into_iter().collect();
        pairs.sort_unstable();
        for (a, b) in pairs {
            let shared = known.entry((a, b)).or_insert_with(|| shared(&work.lexicons[a], &work.lexicons[b]));
            if let Some(phrase) = shared {
                let (a, b) = (super::plain(work, a), super::plain(work, b));
                let message = if a == b {
                    format!("`{a}` stands twice in one pattern")
                } else {
                    format!("`{a}` and `{b}` both have \"{phrase}\"")
                };
                let keyword = if matches!(rule.subject, crate::program::Subject::Topic(_)) { "topic" } else { "claim" };
                checked.warn(item.file, craft::clause_span(item, keyword), message);
            }
        }
    }
}

/// A form that both lexicons have in one language.
fn shared(a: &Lexicon, b: &Lexicon) -> Option<String> {
    let mut set: FxHashMap<&crate::program::Form, Vec<Option<Language>>> = FxHashMap::default();
    for phrase in a.phrases.iter().filter(|p| !p.except) {
        for form in phrase.forms.iter() {
            let languages = set.entry(form).or_default();
            if !languages.contains(&phrase.language) {
                languages.push(phrase.language);
            }
        }
    }
    for phrase in b.phrases.iter().filter(|p| !p.except) {
        for form in phrase.forms.iter() {
            if set.get(form).is_some_and(|l| l.iter().any(|l| walk::meet(*l, phrase.language))) {
                return Some(super::show(form));
            }
        }
    }
    None
}
