//! An `allow` has nothing to allow, or gives no reason.
//!
//! `# allow ID: reason` before a line, behind it, or before an item, says that a warning there is meant. One that silences
//! nothing is left over from something that was mended; one without a reason leaves the next reader to guess.
//!
//! Avoid: `# allow shadowed-phrase`
//! Prefer: `# allow shadowed-phrase: the page of the rule shows it`

use super::{Checked, craft, ids};
use crate::program::allow::allowances;
use crate::syntax::{Fix, nearest};
use crate::text::Span;

/// What a check of the rule files alone cannot tell.
const OF_RUNS: [&str; 3] = ["example-fails", "never-fires", "promote"];

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    for (file, source) in checked.work.files.iter().enumerate() {
        for one in allowances(source.text) {
            let known = ids().any(|id| id == one.id) || OF_RUNS.contains(&one.id);
            let used = checked.told.iter().any(|(at, fault)| *at == file && one.allows(fault));
            if !known {
                let near = nearest(one.id, ids().chain(OF_RUNS));
                let warning = checked.warn(file, one.span, format!("there is no warning `{}`", one.id));
                warning.help = near.map(|near| format!("did you mean `{near}`?"));
                let id = source.text[one.span.range()].find(one.id).map(|at| one.span.start + at);
                let span = id.map(|at| Span::new(at, at + one.id.len()));
                warning.fix = span.zip(near).map(|(span, near)| Box::new(Fix { span, text: near.to_owned() }));
            } else if !used && !OF_RUNS.contains(&one.id) {
                let warning = checked.warn(file, one.span, format!("there is no `{}` here to allow", one.id));
                warning.help = Some("take the comment out".into());
                warning.fix = craft::removal(source.text, one.span);
            } else if one.reason.is_empty() {
                let warning = checked.warn(file, one.span, format!("no reason is given for allowing `{}`", one.id));
                warning.help = Some(format!("write `# allow {}: why it is meant`", one.id));
            }
        }
    }
}
