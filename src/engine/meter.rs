//! Who watches a check at work: nobody, or somebody who wants to know what a rule costs.

/// A step of the work of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// A pattern tried in a sentence, stance included.
    Claim,
    /// Grounds looked for.
    Grounds,
    /// A topic sought in the document.
    Topic,
    /// The claims of the other rules looked at again.
    Review,
}

/// Is told of each step of a check.
pub(crate) trait Meter {
    /// Does the work of a step, for the rule of this number; `found` tells whether something came of it.
    fn step<T>(&mut self, rule: usize, step: Step, found: impl Fn(&T) -> bool, work: impl FnOnce() -> T) -> T;
}

/// Nobody watches, and it costs nothing.
pub(crate) struct Unwatched;

impl Meter for Unwatched {
    #[inline]
    fn step<T>(&mut self, _: usize, _: Step, _: impl Fn(&T) -> bool, work: impl FnOnce() -> T) -> T {
        work()
    }
}
