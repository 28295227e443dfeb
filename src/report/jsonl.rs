//! Findings as JSON, one on each line, as `json` has them, with their fingerprints.

use super::json;
use super::run::Run;
use serde::Serialize;

#[derive(Serialize)]
struct Line<'r> {
    fingerprint: &'r str,
    #[serde(flatten)]
    finding: json::Finding<'r>,
}

/// One object a line.
pub(crate) fn jsonl(run: &Run<'_>) -> String {
    let mut lines = String::new();
    for (path, finding, anchor) in run.findings() {
        let line = Line { fingerprint: &anchor.fingerprint, finding: json::Finding::new(path, finding) };
        lines += &serde_json::to_string(&line).expect("a finding has no map with keys that are no texts");
        lines.push('\n');
    }
    lines
}
