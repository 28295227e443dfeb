//! A message does not read like the others.
//!
//! Messages, helps and warrants stand in one list with those of other packs: they begin with a small letter, end without
//! a full stop, and have one line.
//!
//! Avoid: `"This sentence cites nothing."`
//! Prefer: `"this sentence cites nothing"`

use super::{Checked, craft, rules};
use crate::syntax::tree::Says;

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    let work = checked.work;
    for (_, item) in rules(work) {
        for clause in craft::clauses(item) {
            let Says::Prose(texts) = &clause.says else { continue };
            for (_, text) in texts {
                let fault = if text.raw.trim().is_empty() {
                    "is empty"
                } else if text.raw.contains("\\n") {
                    "has a line break"
                } else if begins_with_capital(text.raw) {
                    "begins with a capital"
                } else if text.raw.trim_end().ends_with('.') && !text.raw.trim_end().ends_with("...") {
                    "ends in a full stop"
                } else {
                    continue;
                };
                checked.warn(item.file, text.span, format!("this {} {fault}", clause.keyword.text));
            }
        }
    }
}

/// A capital, and a small letter after it: `AI` and `L'IA` are none of the writer's style.
fn begins_with_capital(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}
