//! A qualifier lowers a claim to a level that is not lower.
//!
//! Avoid: `severity note` with `qualifier hedged lowers to warning`.
//! Prefer: a level below that of the rule.

use super::{Checked, craft, rules};
use crate::program::Level;

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    let work = checked.work;
    for (rule, item) in rules(work) {
        // A rule that is off has no level to be lowered from until somebody gives it one.
        if rule.level == Level::Off {
            continue;
        }
        if let Some(qualifier) = rule.qualifiers.iter().find(|q| q.level >= rule.level) {
            let (to, from) = (qualifier.level.word(), rule.level.word());
            let message = format!("`{to}` is no lower than `{from}`, the level of the rule");
            checked.warn(item.file, craft::clause_span(item, "qualifier"), message);
        }
    }
}
