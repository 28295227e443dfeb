//! The results of `toulmin test`, for programs.

use super::coverage::Coverage;
use super::document::Tested;
use super::example::{Counts, Fault, Judgement, Kind, word};
use super::places::Places;
use crate::cli::check::failures;
use crate::cli::packs::RuleSet;
use crate::cli::trouble::Trouble;
use crate::program::Verdict;
use crate::report::json::Failure;
use serde::Serialize;

/// What `toulmin test --format json` prints.
#[derive(Debug, Serialize)]
pub(crate) struct Results<'r> {
    version: u32,
    counts: Counts,
    examples: Vec<Line<'r>>,
    documents: &'r [Tested],
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<&'r Coverage>,
    errors: Vec<Failure>,
}

/// An example.
#[derive(Debug, Serialize)]
struct Line<'r> {
    rule: &'r str,
    path: &'r str,
    line: usize,
    verdict: &'static str,
    language: &'r str,
    kind: Kind,
    text: &'r str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    faults: &'r [Fault],
    /// What may be written in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    promote_to: Option<&'static str>,
}

impl<'r> Results<'r> {
    pub(crate) fn new(
        set: &'r RuleSet,
        (judged, counts): (&'r [Judgement<'r>], Counts),
        documents: &'r [Tested],
        coverage: Option<&'r Coverage>,
        troubles: &[Trouble],
    ) -> Self {
        let mut places = Places::new(set);
        let line = |judgement: &'r Judgement<'r>| Line {
            rule: &judgement.rule.id,
            path: &judgement.rule.file,
            line: places.line(&judgement.rule.file, judgement.example.span.start),
            verdict: word(judgement.example.verdict),
            language: judgement.example.language.code(),
            kind: judgement.kind,
            text: &judgement.example.text,
            faults: &judgement.faults,
            promote_to: promotion(judgement),
        };
        Self {
            version: 1,
            counts,
            examples: judged.iter().map(line).collect(),
            documents,
            coverage,
            errors: failures(troubles),
        }
    }
}

fn promotion(judgement: &Judgement<'_>) -> Option<&'static str> {
    let verdict = if judgement.example.verdict == Verdict::Misses { Verdict::Flags } else { Verdict::Allows };
    (judgement.kind == Kind::Promote).then(|| word(verdict))
}
