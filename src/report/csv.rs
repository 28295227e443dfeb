//! The ledger as a spreadsheet, one claim on each row.

use crate::engine::{Claim, Grounds};
use crate::report::json::kind;
use std::borrow::Cow;

const COLUMNS: [&str; 10] =
    ["rule", "level", "path", "line", "column", "verdict", "claim", "excerpt", "language", "evidence"];

/// Claims, each with the path of its document, as CSV with a header. A cell that a spreadsheet would run as a formula is
/// given an apostrophe first.
pub fn claims_csv<'r>(claims: impl IntoIterator<Item = (&'r str, &'r Claim)>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut rows = vec![COLUMNS.map(|column| Cow::Borrowed(column.as_bytes())).to_vec()];
    rows.extend(claims.into_iter().map(|(path, claim)| row(path, claim)));
    for row in rows {
        writer.write_record(row).expect("rows have one length, and memory takes them");
    }
    let bytes = writer.into_inner().expect("memory takes what is left");
    String::from_utf8(bytes).expect("cells are UTF-8")
}

fn row<'r>(path: &'r str, claim: &'r Claim) -> Vec<Cow<'r, [u8]>> {
    let words =
        claim.claim_span.start.saturating_sub(claim.span.start)..claim.claim_span.end.saturating_sub(claim.span.start);
    let evidence: Vec<String> = claim
        .evidence
        .iter()
        .map(|evidence| {
            let target = evidence.target.as_ref().map_or_else(String::new, |target| format!(" -> {target}"));
            format!("{}: {}{target}", kind(evidence.kind), evidence.text)
        })
        .collect();
    let cells: [Cow<'r, str>; 10] = [
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
        claim.excerpt.get(words).unwrap_or(&claim.excerpt).into(),
        claim.excerpt.as_str().into(),
        claim.language.code().to_owned().into(),
        evidence.join("\n").into(),
    ];
    cells
        .into_iter()
        .map(|cell| match harmless(cell) {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        })
        .collect()
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
