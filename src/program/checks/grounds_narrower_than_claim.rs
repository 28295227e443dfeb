//! A rule looks for grounds in less than the claim itself may fill.
//!
//! A claim that is made over a whole section has no one sentence in which its source could stand.
//!
//! Avoid: `claim a and b within section` with `grounds source within sentence`.
//! Prefer: `grounds source within section`, or a claim of which one part has a narrower scope.

use super::{Checked, craft, rules, walk};
use crate::program::{Distance, Unit};

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    let work = checked.work;
    for (rule, item) in rules(work) {
        let widest = walk::patterns(&rule.subject).iter().map(walk::claim_unit).max().unwrap_or(Unit::Sentence);
        let narrower = |distance: Distance| match distance {
            Distance::Unit(unit) => unit < widest,
            Distance::Words(_) | Distance::NextSentence => widest > Unit::Sentence,
        };
        // One of a demand's grounds is enough: only where all are too narrow is there nothing to find.
        if rule.grounds.iter().any(|demand| demand.0.iter().all(|ground| narrower(ground.within))) {
            let message = "the claim may be wider than the place where its grounds are looked for";
            checked.warn(item.file, craft::clause_span(item, "grounds"), message).help =
                Some("widen the grounds, or narrow the claim".into());
        }
    }
}
