//! Findings in the diagnostic format of reviewdog, in which columns count bytes of UTF-8.

use super::run::Run;
use super::uri::{slashed, web};
use crate::program::Level;
use serde::Serialize;
use std::borrow::Cow;

#[derive(Serialize)]
struct Result<'r> {
    source: Source,
    diagnostics: Vec<Diagnostic<'r>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'r> {
    message: String,
    location: Location<'r>,
    severity: &'static str,
    code: Code<'r>,
}

#[derive(Serialize)]
struct Location<'r> {
    path: Cow<'r, str>,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Code<'r> {
    value: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
}

/// One result with all diagnostics.
pub(crate) fn rdjson(run: &Run<'_>) -> String {
    let diagnostics = run.findings().map(|(path, finding, anchor)| {
        let (start, end) = anchor.bytes;
        Diagnostic {
            message: match &finding.help {
                Some(help) => format!("{}\n{help}", finding.message),
                None => finding.message.clone(),
            },
            location: Location {
                path: slashed(path),
                range: Range {
                    start: Position { line: finding.claim.start.line, column: start },
                    end: Position { line: finding.claim.end.line, column: end },
                },
            },
            severity: match finding.level {
                Level::Error => "ERROR",
                Level::Warning => "WARNING",
                Level::Note | Level::Off => "INFO",
            },
            code: Code {
                value: &finding.rule,
                url: finding.backing.iter().find_map(|backing| web(backing.link.as_deref()?)),
            },
        }
    });
    let result = Result { source: Source { name: "toulmin" }, diagnostics: diagnostics.collect() };
    let mut text = serde_json::to_string_pretty(&result).expect("diagnostics are plain texts");
    text.push('\n');
    text
}
