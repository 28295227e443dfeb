//! Findings as JSON, one on each line, as `json` has them.

use super::json::Finding;
use super::run::Run;

/// One object a line.
pub(crate) fn jsonl(run: &Run<'_>) -> String {
    let mut lines = String::new();
    for (path, finding, anchor) in run.findings() {
        let finding = Finding::new(path, finding).known_by(&anchor.fingerprint);
        lines += &serde_json::to_string(&finding).expect("a finding has no map with keys that are no texts");
        lines.push('\n');
    }
    lines
}
