//! A message does not read like the others.
//!
//! Messages, helps and warrants stand in one list with those of other packs: they begin with a small letter, end without
//! a full stop, and have one line.
//!
//! Avoid: `"This sentence cites nothing."`
//! Prefer: `"this sentence cites nothing"`

use super::{Checked, craft, rules};
use crate::syntax::Fix;
use crate::syntax::tree::Says;
use crate::text::Span;

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    let work = checked.work;
    for (_, item) in rules(work) {
        for clause in craft::clauses(item) {
            let Says::Prose(texts) = &clause.says else { continue };
            for (_, text) in texts {
                let (raw, start) = (text.raw, text.start());
                let (fault, fix) = if raw.trim().is_empty() {
                    ("is empty", None)
                } else if let Some(at) = raw.find("\\n") {
                    ("has a line break", Some((at..at + 2, " ".to_owned())))
                } else if begins_with_capital(raw) {
                    let first = raw.chars().next().map_or(0, char::len_utf8);
                    ("begins with a capital", Some((0..first, raw[..first].to_lowercase())))
                } else if raw.trim_end().ends_with('.') && !raw.trim_end().ends_with("...") {
                    let end = raw.trim_end().len();
                    ("ends in a full stop", Some((end - 1..end, String::new())))
                } else {
                    continue;
                };
                let warning = checked.warn(item.file, text.span, format!("this {} {fault}", clause.keyword.text));
                warning.fix =
                    fix.map(|(at, text)| Box::new(Fix { span: Span::new(start + at.start, start + at.end), text }));
            }
        }
    }
}

/// A capital, and a small letter after it: `AI` and `L'IA` are none of the writer's style.
fn begins_with_capital(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}
