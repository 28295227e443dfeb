//! Why a rule reports an example or does not: what `toulmin explain` shows of a line, for one rule.

use super::Run;
use crate::cli::explain::stop::{demand_lines, depth, plain, stopped};
use crate::cli::explain::vocabulary::Vocabulary;
use crate::cli::explain::wording::Wording;
use crate::engine::{Claim, Finding, Grounds, Stop, Trace};
use crate::program::{Program, Rule, Subject};
use crate::text::{Language, Span};
use std::cmp::Reverse;

/// Why nothing is reported, where it should be in `mark` if there is one.
pub(super) fn of_silence(run: &Run<'_>, mark: Option<Span>) -> Vec<String> {
    let mut lines = match &run.rule.subject {
        Subject::Claims(_) => of_sentence(run, mark),
        Subject::Topic(_) => of_document(run),
        Subject::EveryClaim => of_others(run),
    };
    let (said, mut blocks) = (run.example.language, run.document.blocks.iter());
    if let Some(block) = blocks.find(|block| block.kind.asserts() && block.language != said) {
        lines.push(format!("it is read as `{}`, and the example says `{said}`", block.language));
    }
    lines
}

fn of_sentence(run: &Run<'_>, mark: Option<Span>) -> Vec<String> {
    let program = &*run.checker.program;
    let traces = run.checker.trace_rule(run.document, run.rule, run.context);
    let inside = |trace: &&Trace| mark.is_none_or(|mark| mark.overlaps(span(trace)));
    // Words of no concern to the rule tell nothing of it.
    let concerns = |trace: &&Trace| {
        let stopped_early = matches!(trace.rules.first(), Some((_, Stop::Pattern { .. })));
        !stopped_early || found(program, run.rule, trace).is_some()
    };
    // The sentence in which the rule got furthest tells most.
    let rank = |trace: &&Trace| trace.rules.first().map(|(_, stop)| (depth(stop), Reverse(lacking(stop))));
    let furthest = traces.iter().filter(inside).filter(concerns).rev().max_by_key(rank);
    let Some(trace) = furthest else {
        let lines = Wording(program).subject(&run.rule.subject);
        let looked_for = lines.iter().map(|line| format!("looked for: {line}"));
        return std::iter::once("no word that the rule looks for stands there".to_owned()).chain(looked_for).collect();
    };
    let mut lines = told(program, run.rule, trace);
    let report = run.checker.check(run.document, run.context);
    let here = |claim: &&Claim| claim.rule == run.rule.id && span(trace).overlaps(claim.claim_span);
    let evidence = report.claims().iter().filter(here).flat_map(|claim| &claim.evidence);
    lines.extend(evidence.map(|evidence| format!("satisfied by “{}”", evidence.text)));
    lines
}

/// Why there is a finding.
pub(super) fn of_finding(run: &Run<'_>, finding: &Finding) -> Vec<String> {
    let mut lines: Vec<String> = finding.demands.iter().flat_map(|demand| demand_lines(demand, Language::EN)).collect();
    if lines.is_empty() {
        lines.push("the claim is a fault in itself: no grounds would do".to_owned());
    }
    let traces = run.checker.trace_rule(run.document, run.rule, run.context);
    if let Some(trace) = traces.iter().find(|trace| span(trace).contains(finding.claim_span)) {
        lines.splice(0..0, found(&run.checker.program, run.rule, trace));
    }
    lines
}

/// How many operands were nowhere.
fn lacking(stop: &Stop) -> usize {
    if let Stop::Pattern { missing } = stop { missing.len() } else { 0 }
}

fn told(program: &Program, rule: &Rule, trace: &Trace) -> Vec<String> {
    let Some((_, stop)) = trace.rules.first() else { return Vec::new() };
    let mut lines = Vec::new();
    match stop {
        Stop::Rebuttal { condition, .. } => {
            let by = trace.cues.iter().filter(|(cue, reach, _)| cue == condition && *reach != "stops");
            let by: Vec<String> = by.map(|(_, _, words)| format!("“{words}”")).collect();
            let by = if by.is_empty() { String::new() } else { format!(": {}", by.join(", ")) };
            lines.push(format!("{}{by}", stopped(stop)));
        }
        Stop::Grounds { verdict, demands, .. } => {
            // A claim without its grounds that is silent all the same was lowered away.
            let lowered = *verdict != Grounds::Met && rule.qualifiers.iter().any(|q| q.level == crate::Level::Off);
            let lowered = if lowered { ", unless a qualifier turns it off" } else { "" };
            lines.push(format!("{}{lowered}", stopped(stop)));
            lines.extend(demands.iter().flat_map(|demand| demand_lines(demand, Language::EN)));
        }
        Stop::Off | Stop::Language | Stop::Pattern { .. } => lines.push(stopped(stop)),
    }
    lines.extend(found(program, rule, trace));
    lines
}

/// What stands in a sentence of what the rule looks for.
fn found(program: &Program, rule: &Rule, trace: &Trace) -> Option<String> {
    let mut vocabulary = Vocabulary::default();
    vocabulary.add(rule);
    let subject = Wording(program).subject(&rule.subject).join(" ");
    let named = |name: &str| match name.strip_prefix('@') {
        Some(_) => subject.contains(name),
        None => vocabulary.lexicons.iter().any(|id| program.lexicons[*id].name == name),
    };
    let hits = trace.hits.iter().filter(|(name, _)| named(name));
    let hits: Vec<String> = hits.map(|(name, words)| format!("“{words}” ({})", plain(name))).collect();
    (!hits.is_empty()).then(|| format!("found: {}", hits.join(", ")))
}

/// What the ledger knows of the claims of others.
fn of_others(run: &Run<'_>) -> Vec<String> {
    let report = run.checker.check(run.document, run.context);
    let told = |claim: &Claim| {
        let by: Vec<String> = claim.evidence.iter().map(|evidence| format!("“{}”", evidence.text)).collect();
        let by = if by.is_empty() { "nothing".to_owned() } else { by.join(", ") };
        format!("`{}` finds a claim, supported by {by}", claim.rule)
    };
    let lines: Vec<String> = report.claims().iter().map(told).collect();
    if lines.is_empty() { vec!["no other rule finds a claim here".to_owned()] } else { lines }
}

/// What the ledger knows, of a rule that is about a whole text.
fn of_document(run: &Run<'_>) -> Vec<String> {
    let report = run.checker.check(run.document, run.context);
    let lines = Wording(&run.checker.program).subject(&run.rule.subject);
    match report.claims().iter().find(|claim| claim.rule == run.rule.id) {
        Some(claim) => {
            let by = claim.evidence.first().map_or_else(String::new, |evidence| format!(": “{}”", evidence.text));
            vec![format!("it applies, and has its grounds{by}")]
        }
        None => lines.iter().map(|line| format!("this is not found: {line}")).collect(),
    }
}

/// A sentence in the text of the example.
fn span(trace: &Trace) -> Span {
    Span::new(trace.place.start.byte, trace.place.end.byte)
}
