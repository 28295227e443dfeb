//! The ledger and findings as spreadsheets, one on each row.

use crate::engine::{Claim, Grounds};
use crate::report::human::demand_text;
use crate::report::json::kind;
use crate::report::run::Run;
use crate::report::words;
use std::borrow::Cow;

const COLUMNS: [&str; 10] =
    ["rule", "level", "path", "line", "column", "verdict", "claim", "excerpt", "language", "evidence"];

/// Claims, each with the path of its document, as CSV with a header. A cell that a spreadsheet would run as a formula is
/// given an apostrophe first.
pub fn claims_csv<'r>(claims: impl IntoIterator<Item = (&'r str, &'r Claim)>) -> String {
    sheet(COLUMNS, claims.into_iter().map(|(path, claim)| row(path, claim)))
}

/// The columns of findings.
const FINDING: [&str; 15] = [
    "rule", "level", "confidence", "path", "line", "column", "end_line", "end_column", "message", "help", "claim",
    "excerpt", "language", "grounds", "fingerprint",
];

/// The findings of a run as CSV with a header, disarmed like claims.
pub(crate) fn findings_csv(run: &Run<'_>) -> String {
    let rows = run.findings().map(|(path, finding, anchor)| {
        let (start, end) = (finding.claim.start, finding.claim.end);
        let words = words(finding.language);
        let demands: Vec<String> = finding.demands.iter().map(|demand| demand_text(words, demand)).collect();
        let confidence = format!("{:?}", finding.confidence).to_lowercase();
        let cells: [Cow<'_, str>; 15] = [
            finding.rule.as_str().into(),
            finding.level.word().into(),
            confidence.into(),
            path.into(),
            start.line.to_string().into(),
            start.column.to_string().into(),
            end.line.to_string().into(),
            end.column.to_string().into(),
            finding.message.as_str().into(),
            finding.help.as_deref().unwrap_or_default().into(),
            finding.words().into(),
            finding.excerpt.as_str().into(),
            finding.language.code().to_owned().into(),
            demands.join("\n").into(),
            anchor.fingerprint.as_str().into(),
        ];
        cells
    });
    sheet(FINDING, rows)
}

fn sheet<'r, const N: usize>(head: [&'r str; N], rows: impl Iterator<Item = [Cow<'r, str>; N]>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in std::iter::once(head.map(Cow::Borrowed)).chain(rows) {
        let row = row.map(harmless);
        writer
            .write_record(row.iter().map(|cell| cell.as_bytes()))
            .expect("rows have one length, and memory takes them");
    }
    let bytes = writer.into_inner().expect("memory takes what is left");
    String::from_utf8(bytes).expect("cells are UTF-8")
}

fn row<'r>(path: &'r str, claim: &'r Claim) -> [Cow<'r, str>; 10] {
    let evidence: Vec<String> = claim
        .evidence
        .iter()
        .map(|evidence| {
            let target = evidence.target.as_ref().map_or_else(String::new, |target| format!(" -> {target}"));
            format!("{}: {}{target}", kind(evidence.kind), evidence.text)
        })
        .collect();
    [
        claim.rule.as_str().into(),
        claim.level.word().into(),
        path.into(),
        claim.claim.start.line.to_string().into(),
        claim.claim.start.column.to_string().into(),
        match claim.grounds {
            Grounds::Met => "met",
            Grounds::Unmet => "unmet",
            Grounds::Undetermined => "undetermined",
        }
        .into(),
        claim.words().into(),
        claim.excerpt.as_str().into(),
        claim.language.code().to_owned().into(),
        evidence.join("\n").into(),
    ]
}

/// A cell that no spreadsheet takes for a formula.
fn harmless(cell: Cow<'_, str>) -> Cow<'_, str> {
    if cell.trim_start().starts_with(['=', '+', '-', '@']) || cell.starts_with(['\t', '\r']) {
        return Cow::Owned(format!("'{cell}"));
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_disarmed() {
        assert_eq!(harmless("=HYPERLINK(\"x\")".into()), "'=HYPERLINK(\"x\")");
        assert_eq!(harmless(" @SUM(A1)".into()), "' @SUM(A1)");
        assert_eq!(harmless("40 % = 2/5".into()), "40 % = 2/5");
    }
}
