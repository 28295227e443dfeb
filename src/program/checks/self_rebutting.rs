//! A phrase of the claim contains a cue that removes the claim.
//!
//! Avoid: `claim ai and job-loss` with the phrase "no jobs", and `rebuttal negated` with the cue "no".
//! Prefer: a phrase without the cue; "not only" and the like belong to the cue's `pseudo` phrases.

use super::{Checked, craft, rules, walk};
use crate::program::{Condition, Pattern, Phrase, Piece, Reach};
use crate::text::Language;
use rustc_hash::{FxHashMap, FxHashSet};

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    let work = checked.work;
    let mut known: FxHashMap<(usize, usize), Option<(String, String)>> = FxHashMap::default();
    for (rule, item) in rules(work) {
        let cues = rule.rebuttals.iter().filter_map(|c| if let Condition::Cue(id) = c { Some(*id) } else { None });
        let cues: Vec<usize> = cues.collect();
        let mut told = FxHashSet::default();
        for head in walk::patterns(&rule.subject).iter().filter_map(head) {
            for cue in &cues {
                let found = known.entry((head, *cue)).or_insert_with(|| find(work, head, *cue));
                if let (Some((phrase, word)), true) = (found, told.insert((head, *cue))) {
                    let message = format!(
                        "\"{phrase}\" of `{}` contains \"{word}\" of the rebuttal `{}`",
                        super::plain(work, head),
                        work.cue_items[*cue].item.name.text
                    );
                    checked.warn(item.file, craft::clause_span(item, "claim"), message);
                }
            }
        }
    }
}

/// The lexicon of the head: the last operand.
fn head(pattern: &Pattern) -> Option<usize> {
    match pattern {
        Pattern::Lexicon(id) => Some(*id),
        Pattern::All { operands, .. } => operands.iter().rev().find(|o| !matches!(o, Pattern::Not(_))).and_then(head),
        Pattern::Within(inner, _) => head(inner),
        _ => None,
    }
}

fn find(work: &crate::program::compile::Work<'_>, lexicon: usize, cue: usize) -> Option<(String, String)> {
    let mut first: FxHashMap<(Language, &Piece), Vec<&[Piece]>> = FxHashMap::default();
    let mut pseudo: FxHashSet<(Language, &[Piece])> = FxHashSet::default();
    for entry in &work.cues[cue].entries {
        for form in entry.forms.iter() {
            match entry.reach {
                Reach::Stops => {}
                Reach::Pseudo => {
                    pseudo.insert((entry.language, &form.0));
                }
                _ => first.entry((entry.language, &form.0[0])).or_default().push(&form.0),
            }
        }
    }
    let runs = |phrase: &Phrase, pieces: &[Piece]| -> Option<String> {
        let language = phrase.language?;
        for at in 0..pieces.len() {
            for cue in first.get(&(language, &pieces[at])).into_iter().flatten() {
                // What a pseudo-cue covers does not count.
                let masked = (0..=at).any(|from| {
                    (at + cue.len()..=pieces.len()).any(|to| pseudo.contains(&(language, &pieces[from..to])))
                });
                if pieces[at..].starts_with(cue) && !masked {
                    return Some(super::show_pieces(cue));
                }
            }
        }
        None
    };
    for phrase in work.lexicons[lexicon].phrases.iter().filter(|p| !p.except) {
        for form in phrase.forms.iter() {
            if let Some(word) = runs(phrase, &form.0) {
                return Some((super::show(form), word));
            }
        }
    }
    None
}
