//! Findings as a code quality report of GitLab.

use super::fingerprint::fingerprint;
use super::run::Run;
use super::uri::slashed;
use crate::program::Level;
use serde::Serialize;
use std::borrow::Cow;

#[derive(Serialize)]
struct Issue<'r> {
    description: String,
    check_name: &'r str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'r>,
}

#[derive(Serialize)]
struct Location<'r> {
    path: Cow<'r, str>,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// A list of issues.
pub(crate) fn gitlab(run: &Run<'_>) -> String {
    let issues = run.findings().map(|(path, finding, anchor)| Issue {
        description: match &finding.help {
            Some(help) => format!("{}; {help}", finding.message),
            None => finding.message.clone(),
        },
        check_name: &finding.rule,
        // GitLab shows one issue of those with one fingerprint, in whatever file they are.
        fingerprint: fingerprint(&anchor.fingerprint, path, []),
        severity: match finding.level {
            Level::Error => "critical",
            Level::Warning => "major",
            Level::Note | Level::Off => "minor",
        },
        location: Location {
            path: slashed(path),
            lines: Lines { begin: finding.claim.start.line, end: finding.claim.end.line },
        },
    });
    let mut text = serde_json::to_string_pretty(&issues.collect::<Vec<_>>()).expect("issues are plain texts");
    text.push('\n');
    text
}
