//! A rule says on no one's authority that grounds are needed.
//!
//! A reader who is told that something is wrong may ask who says so. `backing` names the work, the place in it, and
//! when it was published.
//!
//! Avoid: a rule without `backing`.
//! Prefer: `backing "Handbook of the school board, chapter 3" <https://example.org/handbook> dated 2021-09-01`

use super::{Checked, rules};

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    let work = checked.work;
    for (rule, item) in rules(work) {
        if rule.backing.is_empty() {
            let name = item.item.name;
            checked.warn(item.file, name.span, format!("`{}` has no `backing`", name.text));
        }
    }
}
