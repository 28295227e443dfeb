//! The patterns of a rule, wherever they stand in it.

use super::model::{Condition, Criterion, GroundKind, Pattern, Rule, Subject};

impl Rule {
    /// Every pattern: claims or topic, rebuttals, qualifiers, grounds and their criteria.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        let subject: Vec<&Pattern> = match &self.subject {
            Subject::Claims(patterns) => patterns.iter().collect(),
            Subject::Topic(topic) => vec![topic],
            Subject::EveryClaim => Vec::new(),
        };
        let conditions = self.rebuttals.iter().chain(self.qualifiers.iter().map(|q| &q.condition));
        let grounds = self.grounds.iter().flat_map(|demand| &demand.0);
        let kinds = grounds.clone().filter_map(|ground| match &ground.kind {
            GroundKind::Definition(of) | GroundKind::Mention(of) => Some(of),
            GroundKind::Source | GroundKind::Attribution => None,
        });
        let criteria = grounds.flat_map(|ground| &ground.criteria).flat_map(|criterion| match criterion {
            Criterion::States(patterns) => patterns.as_slice(),
            _ => &[],
        });
        subject.into_iter().chain(conditions.filter_map(of_condition)).chain(kinds).chain(criteria)
    }
}

impl Rule {
    /// The patterns that are looked for in whole units: topics, and what grounds mention or define.
    pub(crate) fn patterns_of_units(&self) -> impl Iterator<Item = &Pattern> {
        let topic = match &self.subject {
            Subject::Topic(topic) => Some(topic),
            _ => None,
        };
        let grounds = self.grounds.iter().flat_map(|demand| &demand.0);
        let kinds = grounds.filter_map(|ground| match &ground.kind {
            GroundKind::Definition(of) | GroundKind::Mention(of) => Some(of),
            GroundKind::Source | GroundKind::Attribution => None,
        });
        topic.into_iter().chain(kinds)
    }
}

fn of_condition(condition: &Condition) -> Option<&Pattern> {
    match condition {
        Condition::Pattern(pattern) => Some(pattern),
        Condition::Not(inner) => of_condition(inner),
        _ => None,
    }
}
