//! A rebuttal always holds, so that the rule never reports anything.
//!
//! It has a condition and its opposite, or it names what the claim itself asks for.
//!
//! Avoid: `rebuttal question or not question`; `claim a and b` with `rebuttal b`
//! Prefer: the condition that was meant.

use super::{Checked, craft, rules};
use crate::program::{Condition, Pattern, Subject};

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    let work = checked.work;
    for (rule, item) in rules(work) {
        let opposed = rule.rebuttals.iter().take(256).any(|condition| {
            matches!(condition, Condition::Not(inner) if rule.rebuttals.contains(inner))
        });
        let span = craft::clause_span(item, "rebuttal");
        if opposed {
            checked.warn(item.file, span, "a condition and its opposite: one of them always holds");
            continue;
        }
        let Subject::Claims(claims) = &rule.subject else { continue };
        let asked = |id: usize| !claims.is_empty() && claims.iter().all(|claim| asks(claim, id));
        let idle = rule.rebuttals.iter().find_map(|c| match c {
            Condition::Pattern(Pattern::Lexicon(id)) if asked(*id) => Some(*id),
            _ => None,
        });
        if let Some(id) = idle {
            let message = format!("`{}` is part of the claim, and so always there", super::plain(work, id));
            checked.warn(item.file, span, message);
        }
    }
}

/// Whether a claim of one sentence needs the lexicon in it.
fn asks(claim: &Pattern, id: usize) -> bool {
    match claim {
        Pattern::Lexicon(own) => *own == id,
        Pattern::All { operands, .. } => operands.contains(&Pattern::Lexicon(id)),
        Pattern::Within(inner, crate::program::Distance::Words(_)) => asks(inner, id),
        _ => false,
    }
}
