//! A rule is retired, and nothing is said of what took its place.
//!
//! Who has a rule's name in a configuration learns from `replaced-by` what to write instead.
//!
//! Avoid: `deprecated "0.3.0"` alone.
//! Prefer: `deprecated "0.3.0"` and `replaced-by the-new-rule`.

use super::{Checked, craft, rules};

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    let work = checked.work;
    for (rule, item) in rules(work) {
        if rule.deprecated.is_some() && rule.replaced_by.is_none() {
            let span = craft::clause_span(item, "deprecated");
            let name = item.item.name.text;
            checked.warn(item.file, span, format!("`{name}` is deprecated, and has no `replaced-by`"));
        }
    }
}
