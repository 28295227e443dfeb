//! A backing bears no date.
//!
//! A reader cannot see how old the authority is, and nobody learns when it should be looked at again.
//!
//! Avoid: `backing "Handbook of the school board"`
//! Prefer: `backing "Handbook of the school board" dated 2021-09-01`, or a title with the year: `"The 2021 handbook"`.

use super::{Checked, craft, rules};
use crate::syntax::tree::Says;

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    for (_, item) in rules(checked.work) {
        for clause in craft::clauses(item) {
            let Says::Backing { title, parts } = &clause.says else { continue };
            let dated = parts.iter().any(|part| part.is_day("dated"));
            if !dated && !names_a_year(title.raw) {
                checked.warn(item.file, title.span, "this backing bears no date").help =
                    Some("write when it was published, as in `dated 2021-09-01`".into());
            }
        }
    }
}

/// Whether four digits of a title are a year.
fn names_a_year(title: &str) -> bool {
    title.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4 && matches!(&number[..2], "18" | "19" | "20"))
}
