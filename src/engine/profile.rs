//! What a check costs: by stage, by rule, by phrase.

use super::Checker;
use super::check::{self, Check};
use super::coverage::PhraseFinder;
use super::meter::{Meter, Step};
use super::{Context, Report};
use crate::document::Document;
use crate::program::Written;
use std::time::Duration;

/// What checks cost, of one document or of several together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profile {
    /// Words, phrases, numbers and sentences sought, before any rule runs.
    pub(crate) scan: Duration,
    /// Findings and ledger put together.
    pub(crate) report: Duration,
    /// By rule, in the order of the program.
    pub(crate) rules: Vec<RuleCost>,
    /// By written phrase: how often it stands in the text.
    pub(crate) phrases: Vec<usize>,
    /// Words of prose.
    pub(crate) words: usize,
}

/// What a rule costs.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RuleCost {
    /// Sentences in which its head stands, or documents in which its topic was sought.
    pub(crate) tried: usize,
    /// Claims or topics that stand.
    pub(crate) found: usize,
    /// Looking for claims or topics, stance included.
    pub(crate) claims: Duration,
    /// Looking for grounds.
    pub(crate) grounds: Duration,
}

impl RuleCost {
    /// All of its time.
    pub(crate) fn time(&self) -> Duration {
        self.claims + self.grounds
    }
}

impl Profile {
    /// Adds what another document cost.
    pub(crate) fn add(&mut self, other: &Self) {
        self.scan += other.scan;
        self.report += other.report;
        self.words += other.words;
        self.rules.resize(self.rules.len().max(other.rules.len()), RuleCost::default());
        for (own, more) in self.rules.iter_mut().zip(&other.rules) {
            own.tried += more.tried;
            own.found += more.found;
            own.claims += more.claims;
            own.grounds += more.grounds;
        }
        self.phrases.resize(self.phrases.len().max(other.phrases.len()), 0);
        self.phrases.iter_mut().zip(&other.phrases).for_each(|(own, more)| *own += more);
    }
}

/// Reads the time since some moment. The library has no clock: the caller brings one.
pub(crate) type Clock<'c> = &'c dyn Fn() -> Duration;

struct Stopwatch<'c> {
    now: Clock<'c>,
    rules: Vec<RuleCost>,
}

impl Meter for Stopwatch<'_> {
    fn step<T>(&mut self, rule: usize, step: Step, found: impl Fn(&T) -> bool, work: impl FnOnce() -> T) -> T {
        let before = (self.now)();
        let done = work();
        let time = (self.now)().saturating_sub(before);
        let cost = &mut self.rules[rule];
        match step {
            Step::Grounds => cost.grounds += time,
            Step::Claim | Step::Topic | Step::Review => {
                cost.claims += time;
                cost.tried += 1;
                cost.found += usize::from(found(&done));
            }
        }
        done
    }
}

impl Checker {
    /// Checks a document, and says what that cost. `phrases` are those of the rules, and their finder.
    pub(crate) fn profile(
        &self,
        document: &Document,
        context: &Context,
        phrases: &PhraseFinder,
        now: Clock<'_>,
    ) -> (Report, Profile) {
        let mut watch = Stopwatch { now, rules: vec![RuleCost::default(); self.program.rules.len()] };
        let began = now();
        let (report, scan, put_together) =
            check::with(&self.program, &self.plan, document, context, |check: &Check<'_>| {
                let scan = now().saturating_sub(began);
                let judged = check.judged(&mut watch);
                let reviewed = check.reviews(&judged, &mut watch);
                let before = now();
                let report = check.report(judged, &reviewed, context);
                (report, scan, now().saturating_sub(before))
            });
        let words = report.words();
        let phrases = phrases.count(document);
        (report, Profile { scan, report: put_together, rules: watch.rules, phrases, words })
    }
}

/// The phrases that stand most often, with how often: those that cost most to look for.
pub(crate) fn commonest<'w>(written: &'w [Written], counts: &[usize], most: usize) -> Vec<(&'w Written, usize)> {
    let mut common: Vec<(&Written, usize)> =
        written.iter().zip(counts.iter().copied()).filter(|(_, n)| *n > 0).collect();
    common.sort_by_key(|(written, n)| (std::cmp::Reverse(*n), &written.file, written.span.start));
    common.truncate(most);
    common
}
