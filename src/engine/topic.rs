//! What a document or a section is about, and where that first shows.

use super::claim::{Match, Matcher, triggers};
use crate::program::{Condition, Distance, Pattern, Rule, Unit};

/// A topic that a unit has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Topic {
    /// The sentence where it first shows.
    pub(crate) sentence: usize,
    /// The words there.
    pub(crate) words: Match,
}

/// The units of the document that have a rule's topic.
pub(crate) fn topics(matcher: &Matcher<'_>, rule: &Rule, topic: &Pattern) -> Vec<Topic> {
    let scan = matcher.scan;
    let unit = match topic {
        Pattern::Within(_, Distance::Unit(unit)) => *unit,
        _ => Unit::Document,
    };
    let mut atoms = Vec::new();
    all_atoms(matcher, subject(topic), &mut atoms);
    let mut is_subject = vec![false; scan.holders.len()];
    atoms.into_iter().for_each(|atom| is_subject[atom] = true);
    let mut seen = Vec::new();
    let mut found = Vec::new();
    for sentence in 0..scan.sentences.len() {
        let Some(hit) = scan.hits(sentence).iter().find(|hit| is_subject[hit.atom]) else { continue };
        let id = scan.unit_id(sentence, unit);
        if !scan.in_body(sentence) || seen.last() == Some(&id) || !rule.runs_in(scan.block_of(sentence).language) {
            continue;
        }
        seen.push(id);
        if matcher.holds(topic, sentence, unit) && !rebutted(matcher, rule, sentence, unit) {
            let words = Match { span: hit.span, first: hit.first, last: hit.last, head: *hit };
            found.push(Topic { sentence, words });
        }
    }
    found
}

/// Of a rule's rebuttals only words can speak of a whole unit; stance is a sentence's.
fn rebutted(matcher: &Matcher<'_>, rule: &Rule, sentence: usize, unit: Unit) -> bool {
    rule.rebuttals.iter().any(|condition| match condition {
        Condition::Pattern(pattern) => matcher.holds(pattern, sentence, unit),
        _ => false,
    })
}

/// What the topic is named by: the first of its operands.
fn subject(topic: &Pattern) -> &Pattern {
    match topic {
        Pattern::Within(inner, _) => subject(inner),
        Pattern::All { operands, .. } => operands.first().map_or(topic, subject),
        other => other,
    }
}

fn all_atoms(matcher: &Matcher<'_>, pattern: &Pattern, into: &mut Vec<usize>) {
    match pattern {
        Pattern::Within(inner, _) | Pattern::AtLeast { pattern: inner, .. } => all_atoms(matcher, inner, into),
        Pattern::All { operands, .. } | Pattern::Any(operands) => {
            operands.iter().for_each(|o| all_atoms(matcher, o, into));
        }
        Pattern::Not(_) => {}
        leaf => triggers(matcher.scan.program, leaf, into),
    }
}
