//! A rule has no example of what it lets pass.
//!
//! A rule that flags everything passes every `flags`. An `allows`, better one for each rebuttal, shows where it stops.
//!
//! Avoid: `flags` alone.
//! Prefer: `flags en "[[AI will end hunger]]."` and `allows en "Nothing shows that AI will end hunger."`

use super::{Checked, rules};
use crate::program::Verdict;

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    let work = checked.work;
    for (rule, item) in rules(work) {
        if !rule.examples.iter().any(|e| e.verdict == Verdict::Allows) {
            let name = item.item.name;
            checked.warn(item.file, name.span, format!("`{}` has no `allows`", name.text));
        }
    }
}
