//! What a rule makes of one of its examples.

use crate::document::{Document, Format};
use crate::engine::{Checker, Context, Finding, Grounds, Report};
use crate::program::{Example, Level, Rule, Subject, Verdict};
use crate::text::Span;

/// An example with what came of it.
#[derive(Debug)]
pub(crate) struct Judgement<'r> {
    pub(crate) rule: &'r Rule,
    pub(crate) example: &'r Example,
    pub(crate) faults: Vec<Fault>,
    pub(crate) kind: Kind,
}

/// What became of an example, after the fashion of a test matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    /// `flags`, and it is reported.
    Reported,
    /// `allows`, and it is not.
    Validated,
    /// `flags`, and it is not reported, or not where it should be.
    Missing,
    /// `allows`, and it is reported.
    Noisy,
    /// A known limit that is still one.
    KnownLimit,
    /// A known limit that is none any more.
    Promote,
}

/// How an example differs from what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// What was expected or came instead.
    pub(crate) says: String,
    /// The words of the example it is about, where there are some.
    pub(crate) words: Option<String>,
}

/// Runs one example against its rule alone.
pub(crate) fn judge<'r>(checker: &Checker, rule: &'r Rule, example: &'r Example) -> Judgement<'r> {
    let judged = |faults, kind| Judgement { rule, example, faults, kind };
    let document = match Document::read(example.text.as_bytes(), Format::Markdown) {
        Ok(document) => document,
        Err(error) => {
            let fault = Fault { says: format!("it cannot be read: {error}"), words: None };
            return judged(vec![fault], if example.verdict == Verdict::Flags { Kind::Missing } else { Kind::Noisy });
        }
    };
    // A rule that is off, or that yields to others, has to show what it finds by itself.
    let level = if rule.level == Level::Off { Level::Note } else { rule.level };
    let mut context = Context::new().level(&rule.id, level);
    // «Every claim» is about what the other rules find.
    if !matches!(rule.subject, Subject::EveryClaim) {
        context = context.only(&rule.id);
    }
    let report = checker.check(&document, &context);
    let findings: Vec<&Finding> = report.findings().iter().filter(|finding| finding.rule == rule.id).collect();
    match example.verdict {
        Verdict::Flags => {
            let faults = unflagged(rule, example, &findings, &report);
            let kind = if faults.is_empty() { Kind::Reported } else { Kind::Missing };
            judged(faults, kind)
        }
        Verdict::Allows => {
            let faults: Vec<Fault> = findings.iter().map(|finding| came(finding, "is reported")).collect();
            let kind = if faults.is_empty() { Kind::Validated } else { Kind::Noisy };
            judged(faults, kind)
        }
        Verdict::Misses if findings.is_empty() => judged(Vec::new(), Kind::KnownLimit),
        Verdict::Misses => judged(findings.iter().map(|finding| came(finding, "is reported")).collect(), Kind::Promote),
        Verdict::Overflags if findings.is_empty() => judged(Vec::new(), Kind::Promote),
        Verdict::Overflags => judged(Vec::new(), Kind::KnownLimit),
    }
}

/// Marks without a finding inside, and findings outside of every mark.
fn unflagged(rule: &Rule, example: &Example, findings: &[&Finding], report: &Report) -> Vec<Fault> {
    let mut faults = Vec::new();
    if example.marks.is_empty() && findings.is_empty() {
        faults.push(Fault { says: why_not(rule, report, None, "nothing is reported"), words: None });
    }
    for mark in &example.marks {
        if !findings.iter().any(|finding| mark.contains(finding.claim_span)) {
            faults.push(Fault {
                says: why_not(rule, report, Some(*mark), "is not reported"),
                words: example.text.get(mark.range()).map(str::to_owned),
            });
        }
    }
    if !example.marks.is_empty() {
        let outside = findings.iter().filter(|finding| !example.marks.iter().any(|m| m.contains(finding.claim_span)));
        faults.extend(outside.map(|finding| came(finding, "is reported, and does not lie within a mark")));
    }
    faults
}

/// Adds what the ledger knows of the reason.
fn why_not(rule: &Rule, report: &Report, mark: Option<Span>, says: &str) -> String {
    let claim = report
        .claims()
        .iter()
        .filter(|claim| claim.rule == rule.id)
        .find(|claim| mark.is_none_or(|mark| mark.overlaps(claim.claim_span)));
    match claim {
        Some(claim) if claim.grounds == Grounds::Met => {
            let by = claim.evidence.first().map_or_else(String::new, |evidence| format!(": “{}”", evidence.text));
            format!("{says}; the claim is found and has its grounds{by}")
        }
        Some(_) => format!("{says}; the claim is found elsewhere"),
        None => format!("{says}; no claim is found there"),
    }
}

fn came(finding: &Finding, says: &str) -> Fault {
    let start = finding.span.start;
    let range = finding.claim_span.start.saturating_sub(start)..finding.claim_span.end.saturating_sub(start);
    let words = finding.excerpt.get(range).unwrap_or(&finding.excerpt).to_owned();
    Fault { says: says.to_owned(), words: Some(words) }
}
