//! What would change in a file, as a unified diff.

use crate::report::visible;
use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};
use std::fmt::Write as _;
use std::time::Duration;

/// How long the shortest diff is sought, before any will do.
const PATIENCE: Duration = Duration::from_secs(2);

/// The diff from one text to the other, the second as it is called; nothing where they are the same.
pub(crate) fn diff(path: &str, how: &str, before: &str, after: &str, colour: bool) -> String {
    let mut page = String::new();
    if before == after {
        return page;
    }
    let styled = |style: Style| if colour { style } else { Style::new() };
    let (head, hunk) = (styled(Style::new().bold()), styled(AnsiColor::Cyan.on_default()));
    let (gone, new) = (styled(AnsiColor::Red.on_default()), styled(AnsiColor::Green.on_default()));
    let path = visible(path);
    let _ = writeln!(page, "{head}--- {path}{head:#}\n{head}+++ {path} ({how}){head:#}");
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(before, after);
    for part in diff.unified_diff().iter_hunks() {
        let _ = writeln!(page, "{hunk}{}{hunk:#}", part.header());
        for change in part.iter_changes() {
            let style = match change.tag() {
                ChangeTag::Equal => Style::new(),
                ChangeTag::Delete => gone,
                ChangeTag::Insert => new,
            };
            let line = change.value();
            let text = visible(line.strip_suffix('\n').unwrap_or(line));
            let _ = writeln!(page, "{style}{}{text}{style:#}", change.tag());
            if change.missing_newline() {
                let _ = writeln!(page, "\\ no line end here");
            }
        }
    }
    page
}
