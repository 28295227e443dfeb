//! How many examples ended how.

use super::{Judgement, Kind};
use serde::Serialize;
use std::fmt;

/// How many examples ended how.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Counts {
    rules: usize,
    examples: usize,
    reported: usize,
    validated: usize,
    missing: usize,
    noisy: usize,
    known_limits: usize,
    promote: usize,
}

impl Counts {
    pub(crate) fn of(rules: usize, judged: &[Judgement<'_>]) -> Self {
        let mut counts = Self { rules, examples: judged.len(), ..Self::default() };
        for judgement in judged {
            match judgement.kind {
                Kind::Reported => counts.reported += 1,
                Kind::Validated => counts.validated += 1,
                Kind::Missing => counts.missing += 1,
                Kind::Noisy => counts.noisy += 1,
                Kind::KnownLimit => counts.known_limits += 1,
                Kind::Promote => counts.promote += 1,
            }
        }
        counts
    }

    /// Whether an example does not do what it says. One to promote is good news.
    pub(crate) fn failed(&self) -> bool {
        self.missing + self.noisy > 0
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (examples, rules) = (noun(self.examples, "example"), noun(self.rules, "rule"));
        write!(f, "{examples} of {rules}: {} reported, {} validated", self.reported, self.validated)?;
        let limits = if self.known_limits == 1 { "known limit" } else { "known limits" };
        let rest = [
            (self.missing, "missing"),
            (self.noisy, "noisy"),
            (self.known_limits, limits),
            (self.promote, "to promote"),
        ];
        rest.iter().filter(|(n, _)| *n > 0).try_for_each(|(n, what)| write!(f, ", {n} {what}"))
    }
}

/// A number with its noun.
pub(in crate::cli::test) fn noun(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
