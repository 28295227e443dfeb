//! The lexicons and cues that rules need, so that a line is explained by these alone.

use crate::program::{Condition, Criterion, CueId, GroundKind, LexiconId, Pattern, Rule, Subject};
use std::collections::BTreeSet;

/// The lexicons and the cues that a rule needs, each once.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    pub(crate) lexicons: BTreeSet<LexiconId>,
    pub(crate) cues: BTreeSet<CueId>,
    /// The lexicons that are looked for in the words of a source.
    pub(crate) sources: BTreeSet<LexiconId>,
    /// Those that may stand in the sentence of a claim instead.
    pub(crate) stated: BTreeSet<LexiconId>,
}

impl Vocabulary {
    /// Adds those of a rule.
    pub(crate) fn add(&mut self, rule: &Rule) {
        match &rule.subject {
            Subject::Claims(patterns) => patterns.iter().for_each(|pattern| self.pattern(pattern)),
            Subject::Topic(pattern) => self.pattern(pattern),
            Subject::EveryClaim => {}
        }
        rule.rebuttals.iter().for_each(|condition| self.condition(condition));
        rule.qualifiers.iter().for_each(|qualifier| self.condition(&qualifier.condition));
        for ground in rule.grounds.iter().flat_map(|demand| &demand.0) {
            if let GroundKind::Definition(pattern) | GroundKind::Mention(pattern) = &ground.kind {
                self.pattern(pattern);
            }
            ground.criteria.iter().for_each(|criterion| self.criterion(criterion));
        }
    }

    fn criterion(&mut self, criterion: &Criterion) {
        match criterion {
            Criterion::Kind(of) | Criterion::Independent { of, .. } => self.sources.extend(of),
            Criterion::DatedWithin { .. } | Criterion::DatedAfter(_) => {}
            Criterion::States(patterns) => {
                // In the claim's own sentence, or with the source.
                let mut states = Self::default();
                patterns.iter().for_each(|pattern| states.pattern(pattern));
                self.sources.extend(&states.lexicons);
                self.stated.extend(states.lexicons);
            }
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::Lexicon(id) => {
                self.lexicons.insert(*id);
            }
            Pattern::Recogniser(_) => {}
            Pattern::All { operands, .. } | Pattern::Any(operands) => operands.iter().for_each(|one| self.pattern(one)),
            Pattern::Not(one) | Pattern::Within(one, _) | Pattern::AtLeast { pattern: one, .. } => self.pattern(one),
        }
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::Cue(id) => {
                self.cues.insert(*id);
            }
            Condition::Pattern(pattern) => self.pattern(pattern),
            Condition::Not(one) => self.condition(one),
            Condition::Question | Condition::Heading | Condition::Quoted | Condition::Table => {}
            Condition::Attributed { .. } => {}
        }
    }
}
