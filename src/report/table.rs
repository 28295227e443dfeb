//! The ledger as a table for people.

use crate::engine::{Claim, Grounds};
use crate::report::visible;
use crate::report::words::words;
use crate::text::Language;
use comfy_table::{Cell, ColumnConstraint, ContentArrangement, Table, Width, presets};
use unicode_width::UnicodeWidthStr;

/// The columns below which a row is stacked.
const STACKED: usize = 130;

/// Claims, each with the path of its document, as a table at most `width` columns wide.
pub fn claims_table<'r>(
    claims: impl IntoIterator<Item = (&'r str, &'r Claim)>,
    width: usize,
    language: Language,
) -> String {
    let words = words(language);
    let width = width.clamp(60, 200);
    let claims: Vec<(String, &Claim)> = claims
        .into_iter()
        .map(|(path, claim)| (format!("{path}:{}:{}", claim.claim.start.line, claim.claim.start.column), claim))
        .collect();
    let places = claims.iter().map(|(place, _)| place.width()).max().unwrap_or(0);
    let rules = claims.iter().map(|(_, claim)| claim.rule.width()).max().unwrap_or(0);
    // Where names would take half of the width, the first three columns stand one under the other.
    let stacked = width < STACKED || (places + rules) * 2 > width;
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width).unwrap_or(200));
    let row = |first: [String; 3], last: [String; 2]| -> Vec<Cell> {
        let first = if stacked { vec![first.join("\n")] } else { first.to_vec() };
        first.into_iter().chain(last).map(|text| Cell::new(visible(&text))).collect()
    };
    let [place, rule, grounds, claim, evidence] = words.columns().map(str::to_owned);
    table.set_header(row([place, rule, grounds], [claim, evidence]));
    for (place, claim) in claims {
        let start = claim.span.start;
        let range = claim.claim_span.start.saturating_sub(start)..claim.claim_span.end.saturating_sub(start);
        let said = claim.excerpt.get(range).unwrap_or(&claim.excerpt);
        let sign = match claim.grounds {
            Grounds::Met => "✓",
            Grounds::Unmet => "✗",
            Grounds::Undetermined => "?",
        };
        let mut evidence: Vec<String> = claim.evidence.iter().take(4).map(|e| words.supports(e)).collect();
        if claim.evidence.len() > evidence.len() {
            evidence.push(format!("+{}", claim.evidence.len() - evidence.len()));
        }
        let verdict = format!("{sign} {}", words.verdict(claim.grounds));
        table.add_row(row([place, claim.rule.clone(), verdict], [one_line(said), evidence.join("\n")]));
    }
    let upper = |percent: u16| ColumnConstraint::UpperBoundary(Width::Percentage(percent));
    let constraints = if stacked {
        // Names are cut only where they would take more than half.
        let first = if places.max(rules) * 2 <= width { ColumnConstraint::ContentWidth } else { upper(50) };
        vec![first, upper(40), upper(45)]
    } else {
        let whole = ColumnConstraint::ContentWidth;
        vec![whole, whole, whole, upper(35), upper(40)]
    };
    table.set_constraints(constraints);
    let mut drawn = table.trim_fmt();
    drawn.push('\n');
    drawn
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
