//! Findings as workflow commands of GitHub Actions: notes beside the lines of a pull request.

use super::narrated::one_line;
use super::run::{Anchor, Run};
use super::uri::slashed;
use super::visible;
use crate::engine::Finding;
use crate::program::Level;
use std::fmt::Write;

/// How many notes of one level GitHub shows of a step.
const SHOWN: usize = 10;

/// One command for each finding, the gravest first; where there are more of a level than are shown, the last that is
/// shown counts the others, and these follow in a fold of the log.
pub(crate) fn github(run: &Run<'_>) -> String {
    let mut commands = String::new();
    let mut hidden = Vec::new();
    let errors: Vec<(String, String)> = failures(run);
    for level in [Level::Error, Level::Warning, Level::Note] {
        let own = errors.iter().filter(|_| level == Level::Error).cloned();
        let found = run.findings().filter(|(_, finding, _)| finding.level == level);
        let mut all: Vec<(String, String)> = own.chain(found.map(command)).collect();
        let room = if all.len() > SHOWN { SHOWN - 1 } else { all.len() };
        let name = name(level);
        let rest = all.split_off(room);
        for (properties, message) in &all {
            let _ = writeln!(commands, "::{name} {properties}::{message}");
        }
        if !rest.is_empty() {
            let what = level.word();
            let _ =
                writeln!(commands, "::{name} title=toulmin::{} more {what}s are in the log of this step", rest.len());
        }
        hidden.extend(rest);
    }
    if !hidden.is_empty() {
        commands += "::group::The other findings\n";
        for (properties, message) in &hidden {
            let _ = writeln!(commands, "- {} {}", harmless(properties), harmless(message));
        }
        commands += "::endgroup::\n";
    }
    commands
}

/// The properties and the message of a finding.
fn command((path, finding, _): (&str, &Finding, &Anchor)) -> (String, String) {
    let (start, end) = (finding.claim.start, finding.claim.end);
    let path = slashed(path);
    let mut properties = format!("file={},line={},endLine={}", property(&path), start.line, end.line);
    // Columns are only shown inside one line.
    if start.line == end.line && end.column > start.column {
        let _ = write!(properties, ",col={},endColumn={}", start.column, end.column - 1);
    }
    let _ = write!(properties, ",title={}", property(&finding.rule));
    let mut message = finding.message.clone();
    if let Some(help) = &finding.help {
        let _ = write!(message, "\n{help}");
    }
    (properties, data(&format!("{}:{}:{}: {message}", one_line(&path), start.line, start.column)))
}

fn failures(run: &Run<'_>) -> Vec<(String, String)> {
    let one = |failure: &super::json::Failure| {
        let line = failure.place.map_or_else(String::new, |place| format!(",line={}", place.start.line));
        let properties = format!("file={}{line}", property(&slashed(&failure.path)));
        (properties, data(&format!("{}: {}", one_line(&failure.path), failure.message)))
    };
    run.failures.iter().map(one).collect()
}

const fn name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note | Level::Off => "notice",
    }
}

/// A message, in which a line end would end the command.
fn data(text: &str) -> String {
    let text = text.split('\n').map(visible).collect::<Vec<_>>().join("\n");
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property, in which a comma or a colon would end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A line of the log that is no command, not even one of the older kind, which may stand anywhere in a line.
fn harmless(text: &str) -> String {
    text.replace("##[", "# #[").replace("%0A", " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(data("50 %\r\n::error::x"), "50 %25␍%0A::error::x");
        assert_eq!(property("a:b,c\n::stop"), "a%3Ab%2Cc%0A%3A%3Astop");
        assert_eq!(harmless("##[error]x"), "# #[error]x");
    }
}
