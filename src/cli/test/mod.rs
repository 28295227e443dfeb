//! `toulmin test`: each example of a rule is run against its rule alone.

pub(crate) mod example;
mod page;

use super::Outcome;
use super::args::{CheckFormat, TestArgs};
use super::check::print_json;
use super::near::did_you_mean;
use super::packs::{Care, RuleSet, Shipped, named};
use super::terminal::Terminal;
use super::trouble::{self, Trouble};
use crate::program::Rule;
use example::{Judgement, judge};
use page::{Counts, Results};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Runs the examples and prints those that do not do what they say.
pub(crate) fn run(args: &TestArgs, terminal: &Terminal) -> Outcome {
    let shipped = if args.paths.is_empty() { Shipped::All } else { Shipped::Needed(BTreeSet::new()) };
    let set = RuleSet::read(&args.paths, &shipped, Care::All);
    let troubles = set.troubles();
    let human = args.format == CheckFormat::Human;
    if human {
        trouble::draw(&troubles, terminal);
    }
    let names = set.names();
    if let Some(name) = args.only.iter().find(|name| !names.contains(name.as_str())) {
        let help = did_you_mean(name, names.iter().copied()).map_or_else(String::new, |help| format!("; {help}"));
        terminal.err(&format!("toulmin: there is no rule and no pack `{}`{help}\n", crate::report::visible(name)));
        return Outcome::Failed;
    }
    let rules: Vec<&Rule> = set.rules().into_iter().filter(|rule| is_meant(&set, rule, args)).collect();
    let judged: Vec<Vec<Judgement<'_>>> = rules
        .par_iter()
        .map(|rule| rule.examples.iter().map(|example| judge(&set.checker, rule, example)).collect())
        .collect();
    let judged: Vec<Judgement<'_>> = judged.into_iter().flatten().collect();
    let counts = Counts::of(rules.len(), &judged);
    if human {
        terminal.out(&page::human(&set, &judged, &counts, terminal, args.verbose));
    } else {
        print_json(&Results::new(&set, &judged, counts, &troubles), terminal);
    }
    if troubles.iter().any(Trouble::is_error) {
        Outcome::Failed
    } else if counts.failed() {
        Outcome::Faulty
    } else {
        Outcome::Clean
    }
}

/// Whether a rule's examples are to be run: those of the files given, or of all where none is.
fn is_meant(set: &RuleSet, rule: &Rule, args: &TestArgs) -> bool {
    let given = args.paths.is_empty() || set.own.contains(&rule.file);
    given && (args.only.is_empty() || args.only.iter().any(|name| named(rule, name)))
}
