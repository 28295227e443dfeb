//! What only shows when rules are run: on their examples, and on drafts.

use crate::cli::args::LintArgs;
use crate::cli::files;
use crate::cli::packs::RuleSet;
use crate::cli::test::example::{Judgement, Kind, judge};
use crate::cli::trouble::Trouble;
use crate::engine::Context;
use crate::program::{Diagnostic, Level, Rule, Verdict, allow::allowances};
use crate::text::Span;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// What the examples of rules show: those that fail, and known limits that are none any more.
pub(super) fn of_examples(set: &RuleSet, rules: &[&Rule]) -> Vec<Diagnostic> {
    let told = rules.par_iter().flat_map_iter(|rule| {
        let judged = rule.examples.iter().map(|example| judge(&set.checker, rule, example));
        judged.filter_map(|judgement| of_example(&judgement)).collect::<Vec<_>>()
    });
    told.collect()
}

fn of_example(judgement: &Judgement<'_>) -> Option<Diagnostic> {
    let (rule, example) = (judgement.rule, judgement.example);
    let (id, level, message, help) = match judgement.kind {
        Kind::Missing | Kind::Noisy => {
            let first = judgement.faults.first();
            let says = first.map_or_else(String::new, |fault| format!("{}; {}", fault.expected, fault.came));
            let help = format!("`toulmin test {}` tells more", rule.file);
            ("example-fails", Level::Error, says, help)
        }
        Kind::Promote => {
            let (now, verdict) = match example.verdict {
                Verdict::Misses => ("is found now", "flags"),
                _ => ("is no longer reported", "allows"),
            };
            ("promote", Level::Warning, format!("what is a known limit {now}"), format!("write `{verdict}`"))
        }
        Kind::Reported | Kind::Validated | Kind::KnownLimit => return None,
    };
    let (file, help) = (rule.file.clone(), Some(help));
    Some(Diagnostic { id, level, file, span: example.span, message, help, related: None, fix: None })
}

/// The rules that find nothing in drafts, and what could not be read of these.
pub(super) fn of_drafts(set: &RuleSet, rules: &[&Rule], args: &LintArgs) -> (Vec<Diagnostic>, Vec<Trouble>) {
    if args.corpus.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let (inputs, mut troubles) = files::collect(&args.corpus, None);
    if inputs.is_empty() {
        return (Vec::new(), troubles);
    }
    let checked: Vec<Result<BTreeSet<String>, Trouble>> = inputs
        .par_iter()
        .map(|input| {
            let document = input.read()?;
            let report = set.checker.check(&document, &Context::new());
            let findings = report.findings().iter().map(|finding| finding.rule.clone());
            Ok(findings.chain(report.claims().iter().map(|claim| claim.rule.clone())).collect())
        })
        .collect();
    let mut spoke = BTreeSet::new();
    for one in checked {
        match one {
            Ok(rules) => spoke.extend(rules),
            Err(trouble) => troubles.push(trouble),
        }
    }
    let drafts = if inputs.len() == 1 { "the draft".to_owned() } else { format!("the {} drafts", inputs.len()) };
    let silent = rules.iter().filter(|rule| rule.level != Level::Off && !spoke.contains(&rule.id));
    let told = silent.map(|rule| Diagnostic {
        id: "never-fires",
        level: Level::Warning,
        file: rule.file.clone(),
        span: name_in(set.text(&rule.file), rule),
        message: format!("`{}` finds no claim in {drafts}", rule.id),
        help: Some("look for the words that drafts of the field use".to_owned()),
        related: None,
        fix: None,
    });
    (told.collect(), troubles)
}

/// Whether the file says that a message of a run is meant.
pub(super) fn is_meant(set: &RuleSet, told: &Diagnostic) -> bool {
    allowances(set.text(&told.file)).iter().any(|one| one.id == told.id && one.covers.contains(told.span))
}

/// Where the name of a rule stands in its file.
fn name_in(text: &str, rule: &Rule) -> Span {
    let name = rule.id.rsplit('/').next().unwrap_or_default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(rest) = line.strip_prefix("rule")
            && rest.trim_start().strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('{'))
        {
            let start = at + line.find(name).unwrap_or(0);
            return Span::new(start, start + name.len());
        }
        at += line.len();
    }
    Span::default()
}
