//! Rules that spoke of a document while their backing was past its day.

use super::{Context, Lapsed, Report};
use crate::document::Document;
use crate::program::Program;
use std::collections::BTreeSet;

/// The backing that has lapsed, of the rules that found something. Its day is held against the later of the document's own
/// and the one that the caller gives.
pub(super) fn lapsed(program: &Program, document: &Document, context: &Context, report: &Report) -> Vec<Lapsed> {
    let Some(day) = document.metadata.date.max(context.as_of) else { return Vec::new() };
    let spoke: BTreeSet<&str> = report
        .findings
        .iter()
        .map(|finding| finding.rule.as_str())
        .chain(report.claims.iter().map(|claim| claim.rule.as_str()))
        .collect();
    let rules = program.rules.iter().filter(|rule| spoke.contains(rule.id.as_str()));
    let lapsed =
        rules.flat_map(|rule| rule.backing.iter().filter(|one| one.has_lapsed(day)).map(move |one| (rule, one)));
    let mut lapsed: Vec<Lapsed> =
        lapsed.map(|(rule, one)| Lapsed { rule: rule.id.clone(), backing: one.clone(), day }).collect();
    lapsed.sort_by(|a, b| a.rule.cmp(&b.rule));
    lapsed
}
