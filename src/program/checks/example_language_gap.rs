//! A rule has examples in one of its languages and not in another.
//!
//! What no example shows, no test holds. Each rule has a `flags` and an `allows` in every language that it runs in.
//!
//! Avoid: `flags en "…"` in a rule with French phrases.
//! Prefer: `flags en "…"` and `flags fr "…"`.

use super::{Checked, rules};
use crate::program::Verdict;

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    let work = checked.work;
    for (rule, item) in rules(work) {
        for language in &rule.languages {
            let has = |verdict| rule.examples.iter().any(|e| e.verdict == verdict && e.language == *language);
            // A rule without any is told of by `no-allows`.
            let allowed = rule.examples.iter().any(|e| e.verdict == Verdict::Allows);
            let missing = match (has(Verdict::Flags), has(Verdict::Allows) || !allowed) {
                (true, true) => continue,
                (false, true) => "`flags`",
                (true, false) => "`allows`",
                (false, false) => "`flags` and no `allows`",
            };
            let message = format!("`{}` has no {missing} in `{language}`", item.item.name.text);
            checked.warn(item.file, item.item.name.span, message);
        }
    }
}
