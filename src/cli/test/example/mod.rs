//! What a rule makes of one of its examples.

mod counts;
mod page;
mod reason;

use crate::document::{Document, Format};
use crate::engine::{Checker, Context, Finding};
use crate::program::{Example, Level, Rule, Subject, Verdict};
use crate::text::{Language, Span};
pub(super) use counts::{Counts, noun};
pub(super) use page::{page, word};
use serde::Serialize;
use std::collections::BTreeSet;

/// An example with what came of it.
#[derive(Debug)]
pub(crate) struct Judgement<'r> {
    pub(crate) rule: &'r Rule,
    pub(crate) example: &'r Example,
    pub(crate) faults: Vec<Fault>,
    pub(crate) kind: Kind,
    /// The languages in which the rule had something to say, supported or not.
    pub(crate) spoke: BTreeSet<Language>,
}

/// What became of an example, after the fashion of a test matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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

/// How an example differs from what it says, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Fault {
    /// What should have come.
    pub(crate) expected: String,
    /// What came instead.
    pub(crate) came: String,
    /// How the rule got there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) why: Vec<String>,
}

/// An example at hand.
struct Run<'a> {
    checker: &'a Checker,
    rule: &'a Rule,
    example: &'a Example,
    document: &'a Document,
    context: &'a Context,
}

/// Runs one example against its rule alone.
pub(crate) fn judge<'r>(checker: &Checker, rule: &'r Rule, example: &'r Example) -> Judgement<'r> {
    let document = match Document::read(example.text.as_bytes(), Format::Markdown) {
        Ok(document) => document,
        Err(error) => {
            let (expected, came) = ("a text that can be read".to_owned(), error.to_string());
            let kind = if example.verdict == Verdict::Allows { Kind::Noisy } else { Kind::Missing };
            let faults = vec![Fault { expected, came, why: Vec::new() }];
            return Judgement { rule, example, faults, kind, spoke: BTreeSet::new() };
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
    let claims = report.claims().iter().filter(|claim| claim.rule == rule.id).map(|claim| claim.language);
    let spoke = claims.chain(findings.iter().map(|finding| finding.language)).collect();
    let run = Run { checker, rule, example, document: &document, context: &context };
    let reported = || findings.iter().map(|finding| run.unexpected(finding, "nothing")).collect();
    let (kind, faults) = match example.verdict {
        Verdict::Flags => match run.unflagged(example, &findings) {
            faults if faults.is_empty() => (Kind::Reported, faults),
            faults => (Kind::Missing, faults),
        },
        Verdict::Allows if findings.is_empty() => (Kind::Validated, Vec::new()),
        Verdict::Allows => (Kind::Noisy, reported()),
        // A known miss is none any more when it would do as `flags`.
        Verdict::Misses => match run.unflagged(example, &findings) {
            faults if faults.is_empty() => (Kind::Promote, faults),
            faults => (Kind::KnownLimit, faults),
        },
        Verdict::Overflags if findings.is_empty() => (Kind::Promote, Vec::new()),
        Verdict::Overflags => (Kind::KnownLimit, reported()),
    };
    Judgement { rule, example, faults, kind, spoke }
}

impl Run<'_> {
    /// Marks without a finding inside, and findings outside of every mark.
    fn unflagged(&self, example: &Example, findings: &[&Finding]) -> Vec<Fault> {
        let mut faults = Vec::new();
        if example.marks.is_empty() && findings.is_empty() {
            faults.push(self.missing("a finding".to_owned(), None, findings));
        }
        for mark in &example.marks {
            if !findings.iter().any(|finding| mark.contains(finding.claim_span)) {
                let words = example.text.get(mark.range()).unwrap_or_default();
                faults.push(self.missing(format!("a finding within “{words}”"), Some(*mark), findings));
            }
        }
        if !example.marks.is_empty() {
            let outside = |finding: &&&Finding| !example.marks.iter().any(|mark| mark.contains(finding.claim_span));
            let expected = "nothing outside of a mark";
            // One that sticks out of a mark in which there is no other was told of with it.
            let told = |finding: &&&Finding| {
                let empty = |mark: &Span| !findings.iter().any(|other| mark.contains(other.claim_span));
                example.marks.iter().any(|mark| mark.overlaps(finding.claim_span) && empty(mark))
            };
            let outside = findings.iter().filter(outside).filter(|finding| !told(finding));
            faults.extend(outside.map(|finding| self.unexpected(finding, expected)));
        }
        faults
    }

    fn missing(&self, expected: String, mark: Option<Span>, findings: &[&Finding]) -> Fault {
        let near = findings.iter().find(|finding| mark.is_some_and(|mark| mark.overlaps(finding.claim_span)));
        let came = match near {
            Some(finding) => format!("“{}”, of which a part lies outside of the mark", claimed(finding)),
            None => "nothing".to_owned(),
        };
        let why = if near.is_some() { Vec::new() } else { reason::of_silence(self, mark) };
        Fault { expected, came, why }
    }

    fn unexpected(&self, finding: &Finding, expected: &str) -> Fault {
        let came = format!("“{}” is reported", claimed(finding));
        Fault { expected: expected.to_owned(), came, why: reason::of_finding(self, finding) }
    }
}

/// The words of the claim.
fn claimed(finding: &Finding) -> &str {
    let start = finding.span.start;
    let range = finding.claim_span.start.saturating_sub(start)..finding.claim_span.end.saturating_sub(start);
    finding.excerpt.get(range).unwrap_or(&finding.excerpt)
}
