//! No rule speaks of a cue.
//!
//! Packs without rules are there to be used by others, and are not looked at.
//!
//! Avoid: a `cue` that stands in no `rebuttal` and no `qualifier`.
//! Prefer: to name it in one, or to delete it.

use super::Checked;

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    let work = checked.work;
    let unused = work.cue_items.iter().filter(|d| !d.used && super::has_rules(work, d.pack));
    for declared in unused.filter(|d| super::is_sound(work, d)) {
        let name = declared.item.name;
        checked.warn(declared.file, name.span, format!("no rule speaks of the cue `{}`", name.text));
    }
}
