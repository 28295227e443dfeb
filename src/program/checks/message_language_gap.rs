//! A rule has no message in one of the languages of its pack.
//!
//! A reader of a French draft is then told in English what is wrong with it. Where there is a `help` or a `warrant`,
//! it too is written in every language.
//!
//! Avoid: `message { en: "…" }` in a pack with `languages en fr`.
//! Prefer: `message { en: "…"  fr: "…" }`.

use super::{Checked, craft, rules};

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    let work = checked.work;
    for (rule, item) in rules(work) {
        for (keyword, texts) in [("message", &rule.message), ("help", &rule.help), ("warrant", &rule.warrant)] {
            if texts.0.is_empty() {
                continue;
            }
            for language in &work.packs[rule.pack].languages {
                if !texts.0.iter().any(|(l, _)| l == language) {
                    let message = format!("`{}` has no {keyword} in `{language}`", item.item.name.text);
                    checked.warn(item.file, craft::keyword_span(item, keyword), message);
                }
            }
        }
    }
}
