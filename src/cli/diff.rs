//! What differs between two texts, line by line: as a patch of a file, or as a few lines of a report.

use crate::report::visible;
use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};
use std::fmt::Write as _;
use std::time::Duration;

/// How long the shortest diff is sought, before any will do.
const PATIENCE: Duration = Duration::from_secs(2);
/// Lines around a change.
const AROUND: usize = 3;
/// The lines that a report shows.
const MOST_LINES: usize = 400;

/// The patch from one text of a file to the other, the second as it is called; nothing where they are the same.
pub(crate) fn patch(path: &str, how: &str, before: &str, after: &str, colour: bool) -> String {
    let mut page = String::new();
    if before == after {
        return page;
    }
    let styled = |style: Style| if colour { style } else { Style::new() };
    let (head, hunk) = (styled(Style::new().bold()), styled(AnsiColor::Cyan.on_default()));
    let path = visible(path);
    let _ = writeln!(page, "{head}--- {path}{head:#}\n{head}+++ {path} ({how}){head:#}");
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(before, after);
    for part in diff.unified_diff().context_radius(AROUND).iter_hunks() {
        let _ = writeln!(page, "{hunk}{}{hunk:#}", part.header());
        for change in part.iter_changes() {
            line(&mut page, change.tag(), change.value(), "", colour);
            if change.missing_newline() {
                let _ = writeln!(page, "\\ no line end here");
            }
        }
    }
    page
}

/// What changed in a report, with a sign before each line: `-` as it was, `+` as it is.
pub(crate) fn changes(before: &str, after: &str, colour: bool) -> String {
    let ended = |text: &str| if text.is_empty() { String::new() } else { format!("{}\n", text.trim_end_matches('\n')) };
    let (before, after) = (ended(before), ended(after));
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(&before, &after);
    let (mut page, mut shown, mut left_out) = (String::new(), 0, 0);
    for (at, group) in diff.grouped_ops(AROUND).iter().enumerate() {
        if at > 0 && shown < MOST_LINES {
            page.push_str("⋯\n");
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            if shown == MOST_LINES {
                left_out += 1;
                continue;
            }
            shown += 1;
            line(&mut page, change.tag(), change.value(), " ", colour);
        }
    }
    if left_out > 0 {
        let _ = writeln!(page, "⋯ {left_out} more lines");
    }
    page
}

/// One line, with its sign.
fn line(page: &mut String, tag: ChangeTag, value: &str, gap: &str, colour: bool) {
    let style = match tag {
        _ if !colour => Style::new(),
        ChangeTag::Equal => Style::new(),
        ChangeTag::Delete => AnsiColor::Red.on_default(),
        ChangeTag::Insert => AnsiColor::Green.on_default(),
    };
    let shown = visible(value.strip_suffix('\n').unwrap_or(value));
    let line = format!("{tag}{gap}{shown}");
    // A report's lines are read, and those of a patch put in.
    let line = if gap.is_empty() { &*line } else { line.trim_end() };
    let _ = writeln!(page, "{style}{line}{style:#}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_shown_with_a_few_lines_around_it() {
        let before = "1\n2\n3\n4\n5\n6\n7\n";
        assert_eq!(changes(before, &before.replace('6', "six"), false), "  3\n  4\n  5\n- 6\n+ six\n  7\n");
        assert_eq!(changes("", "a\u{1b}[31m", false), "+ a␛[31m\n");
        assert_eq!(changes("a", "a", false), "");
        assert!(changes("a", "b", true).contains("\u{1b}[31m- a"));
    }

    #[test]
    fn a_patch_names_its_file_and_its_lines() {
        let patch = patch("a\u{1b}.md", "mended", "1\n2\n", "1\ntwo", false);
        assert_eq!(patch, "--- a␛.md\n+++ a␛.md (mended)\n@@ -1,2 +1,2 @@\n 1\n-2\n+two\n\\ no line end here\n");
    }
}
