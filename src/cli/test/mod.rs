//! `toulmin test`: the examples of rules, the test documents of packs, and what neither touches.

mod args;
mod coverage;
mod document;
pub(crate) mod example;
mod json;
mod places;

use super::Outcome;
use super::args::MessageFormat;
use super::check::print_json;
use super::near::did_you_mean;
use super::packs::{Care, RuleSet, Shipped, named, whole_packs};
use super::rule_files::packs_here;
use super::terminal::Terminal;
use super::trouble::{self, Trouble};
use crate::program::Rule;
pub(crate) use args::TestArgs;
use coverage::Survey;
use document::{Asked, Documents, Mode, Tested};
use example::{Counts, Judgement, judge};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Runs the examples and the documents, and prints those that are not as they should be.
pub(crate) fn run(args: &TestArgs, terminal: &Terminal) -> Outcome {
    let mut args = args.clone();
    if args.paths.is_empty() {
        // What is wrong with the configuration is told by those who check with it.
        args.paths = packs_here(&mut Vec::new());
    } else if args.whole_pack {
        args.paths = whole_packs(&args.paths);
    }
    let args = &args;
    let mode = match Mode::of(args) {
        Ok(mode) => mode,
        Err(reason) => {
            terminal.err(&format!("toulmin: {reason}\n"));
            return Outcome::Failed;
        }
    };
    let shipped = if args.paths.is_empty() { Shipped::All } else { Shipped::Needed(BTreeSet::new()) };
    let asked = Asked::of(&args.paths);
    let set = RuleSet::read(&asked.rules, &shipped, Care::All);
    let mut troubles = set.troubles();
    let human = args.format == MessageFormat::Human;
    if human {
        trouble::draw(&troubles, terminal);
    }
    let names = set.names();
    if let Some(name) = args.only.iter().find(|name| !names.contains(name.as_str())) {
        let help = did_you_mean(name, names.iter().copied()).map_or_else(String::new, |help| format!("; {help}"));
        terminal.err(&format!("toulmin: there is no rule and no pack `{}`{help}\n", crate::report::visible(name)));
        return Outcome::Failed;
    }
    // One who names documents wants to see these alone.
    let with_examples = asked.documents.is_empty();
    let is_meant = |rule: &&Rule| with_examples && is_meant(&set, rule, args);
    let rules: Vec<&Rule> = set.rules().into_iter().filter(is_meant).collect();
    let judged: Vec<Vec<Judgement<'_>>> = rules
        .par_iter()
        .map(|rule| rule.examples.iter().map(|example| judge(&set.checker, rule, example)).collect())
        .collect();
    let judged: Vec<Judgement<'_>> = judged.into_iter().flatten().collect();
    let counts = Counts::of(rules.len(), &judged);
    let survey = args.coverage.then(|| Survey::new(&set));
    let mut documents = Documents::default();
    for suite in document::suites(&set, args, &asked) {
        documents.add(&set, &suite, survey.as_ref().map(|survey| &survey.finder));
    }
    if human {
        terminal.out(&example::page(&set, &judged, terminal, args.verbose));
    }
    let mut later = std::mem::take(&mut documents.troubles);
    document::settle(mode, &mut documents.tested, terminal, &mut later);
    if human {
        trouble::draw(&later, terminal);
    }
    troubles.append(&mut later);
    let coverage = survey.map(|survey| survey.coverage(&set, &rules, !args.only.is_empty(), &judged, &documents));
    if human {
        terminal.out(&document::page(&documents.tested, mode, terminal));
        if let Some(coverage) = &coverage {
            terminal.out(&coverage::page(coverage, terminal));
        }
        let examples = if with_examples { format!("{counts}\n") } else { String::new() };
        terminal.out(&format!("{examples}{}", document::summary(&documents.tested, mode)));
    } else {
        let results = json::Results::new(&set, (&judged, counts), &documents.tested, coverage.as_ref(), &troubles);
        print_json(&results, terminal);
    }
    if troubles.iter().any(Trouble::is_error) {
        Outcome::Failed
    } else if counts.failed() || documents.tested.iter().any(Tested::failed) {
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
