//! The difference between two reports, line by line.

use crate::report::visible;
use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};
use std::fmt::Write;
use std::time::Duration;

/// Lines around a change.
const AROUND: usize = 3;
/// The lines that are shown.
const MOST_LINES: usize = 400;
/// After this, a difference that is easier to find will do.
const PATIENCE: Duration = Duration::from_secs(1);

/// What changed, with a sign before each line: `-` as it was, `+` as it is.
pub(super) fn diff(before: &str, after: &str, colour: bool) -> String {
    let (before, after) = (ended(before), ended(after));
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(&before, &after);
    let styled = |colour_of: AnsiColor| if colour { colour_of.on_default() } else { Style::new() };
    let (gone, come, quiet) = (styled(AnsiColor::Red), styled(AnsiColor::Green), Style::new());
    let (mut text, mut shown, mut left_out) = (String::new(), 0, 0);
    for (at, group) in diff.grouped_ops(AROUND).iter().enumerate() {
        if at > 0 && shown < MOST_LINES {
            text.push_str("⋯\n");
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            if shown == MOST_LINES {
                left_out += 1;
                continue;
            }
            shown += 1;
            let (sign, style) = match change.tag() {
                ChangeTag::Delete => ('-', gone),
                ChangeTag::Insert => ('+', come),
                ChangeTag::Equal => (' ', quiet),
            };
            let line = format!("{sign} {}", visible(change.value().trim_end()));
            let _ = writeln!(text, "{style}{}{style:#}", line.trim_end());
        }
    }
    if left_out > 0 {
        let _ = writeln!(text, "⋯ {left_out} more lines");
    }
    text
}

/// With the end of the last line.
fn ended(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{text}\n") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_shown_with_a_few_lines_around_it() {
        let before = "1\n2\n3\n4\n5\n6\n7";
        assert_eq!(diff(before, &before.replace('6', "six"), false), "  3\n  4\n  5\n- 6\n+ six\n  7\n");
        assert_eq!(diff("", "a\u{1b}[31m", false), "+ a␛[31m\n");
        assert_eq!(diff("a", "a", false), "");
        assert!(diff("a", "b", true).contains("\u{1b}[31m- a"));
    }
}
