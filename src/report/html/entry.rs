//! A claim of the page: what the ledger and the findings say of the same words, as one.

use crate::engine::{Claim, Evidence, Finding, Grounds};
use crate::program::Level;
use crate::report::run::{Checked, Quiet};
use crate::text::{Language, Location, Span};
use rustc_hash::FxHashMap;

/// The names of verdicts in the style of the page, the gravest first.
pub(super) const CLASSES: [&str; 3] = ["unmet", "undetermined", "met"];

/// A claim, or a fault that is no claim.
#[derive(Debug)]
pub(super) struct Entry<'r> {
    /// Its number on the page, from 1.
    pub(super) number: usize,
    /// Its draft on the page.
    pub(super) draft: usize,
    pub(super) rule: &'r str,
    pub(super) level: Level,
    /// `None` for a fault that is no claim.
    pub(super) verdict: Option<Grounds>,
    pub(super) words: &'r str,
    pub(super) span: Span,
    pub(super) at: Location,
    pub(super) language: Language,
    pub(super) evidence: &'r [Evidence],
    pub(super) finding: Option<&'r Finding>,
    /// Why the finding is not told, where there is one.
    pub(super) quiet: Option<Quiet<'r>>,
}

impl Entry<'_> {
    /// How grave: the place of its verdict in [`CLASSES`].
    pub(super) fn grade(&self) -> usize {
        match self.verdict {
            Some(Grounds::Unmet) | None => 0,
            Some(Grounds::Undetermined) => 1,
            Some(Grounds::Met) => 2,
        }
    }

    /// The name of its verdict in the style of the page.
    pub(super) fn class(&self) -> &'static str {
        CLASSES[self.grade()]
    }

    /// A sign for its verdict, for eyes that do not tell the colours.
    pub(super) fn sign(&self) -> &'static str {
        match self.verdict {
            Some(Grounds::Met) => "✓",
            Some(Grounds::Undetermined) => "?",
            Some(Grounds::Unmet) => "✗",
            None => "!",
        }
    }
}

/// The entries of all drafts, in the order of their texts; claims that `wanted` refuses are left out.
pub(super) fn entries<'r>(drafts: &[Checked<'r>], wanted: &dyn Fn(&Claim) -> bool) -> Vec<Entry<'r>> {
    let mut entries = Vec::new();
    for (draft, checked) in drafts.iter().enumerate() {
        let first = entries.len();
        of_draft(checked, draft, wanted, &mut entries);
        entries[first..].sort_by_key(|entry: &Entry<'_>| (entry.span.start, entry.span.end));
    }
    for (place, entry) in entries.iter_mut().enumerate() {
        entry.number = place + 1;
    }
    entries
}

fn of_draft<'r>(checked: &Checked<'r>, draft: usize, wanted: &dyn Fn(&Claim) -> bool, entries: &mut Vec<Entry<'r>>) {
    let report = checked.report;
    let told = report.findings().iter().map(|finding| (finding, None));
    let quiet = checked.quiet().map(|(finding, why)| (finding, Some(why)));
    let all: Vec<(&Finding, Option<Quiet<'_>>)> = told.chain(quiet).collect();
    let key = |finding: &'r Finding| (finding.rule.as_str(), finding.claim_span);
    let mut findings: FxHashMap<(&str, Span), (&Finding, Option<Quiet<'_>>)> = FxHashMap::default();
    findings.extend(all.iter().map(|(finding, why)| (key(finding), (*finding, *why))));
    for claim in report.claims() {
        let found = findings.remove(&(claim.rule.as_str(), claim.claim_span));
        if wanted(claim) {
            entries.push(Entry {
                number: 0,
                draft,
                rule: &claim.rule,
                level: claim.level,
                verdict: Some(claim.grounds),
                words: claim.words(),
                span: shown(claim.claim_span, claim.span),
                at: claim.claim.start,
                language: claim.language,
                evidence: &claim.evidence,
                finding: found.map(|(finding, _)| finding),
                quiet: found.and_then(|(_, why)| why),
            });
        }
    }
    let faults = all.iter().filter(|(finding, _)| findings.contains_key(&key(finding)));
    entries.extend(faults.map(|(finding, why)| Entry {
        number: 0,
        draft,
        rule: &finding.rule,
        level: finding.level,
        verdict: None,
        words: finding.words(),
        span: shown(finding.claim_span, finding.span),
        at: finding.claim.start,
        language: finding.language,
        evidence: &[],
        finding: Some(*finding),
        quiet: *why,
    }));
}

/// The words to mark: those of the claim, or the sentence where the claim is a mark and no words.
const fn shown(claim: Span, sentence: Span) -> Span {
    if claim.is_empty() { sentence } else { claim }
}
