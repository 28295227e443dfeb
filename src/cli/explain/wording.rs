//! What a rule looks for, said in words.

use crate::program::{
    Condition, Criterion, Demand, Distance, Ground, GroundKind, Pattern, Program, Qualifier, Recogniser, Subject, Unit,
};

/// Says the parts of a rule of one program.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wording<'p>(pub(crate) &'p Program);

impl Wording<'_> {
    /// What the rule is about, one line for each claim.
    pub(crate) fn subject(self, subject: &Subject) -> Vec<String> {
        match subject {
            Subject::Claims(patterns) => patterns.iter().map(|pattern| self.pattern(pattern)).collect(),
            Subject::Topic(pattern) => vec![format!("a text about {}", self.pattern(pattern))],
            Subject::EveryClaim => vec!["each claim that another rule finds".to_owned()],
        }
    }

    /// A pattern.
    pub(crate) fn pattern(self, pattern: &Pattern) -> String {
        match pattern {
            Pattern::Lexicon(id) => self.lexicon(*id),
            Pattern::Recogniser(recogniser) => recogniser_name(*recogniser),
            Pattern::All { operands, ordered } => self.joined(operands, if *ordered { " then " } else { " and " }),
            Pattern::Any(operands) => self.joined(operands, " or "),
            Pattern::Not(pattern) => format!("no {}", self.bracketed(pattern)),
            Pattern::Within(pattern, distance) => format!("{}, {}", self.pattern(pattern), within(*distance)),
            Pattern::AtLeast { count, sentences: false, pattern } => {
                format!("{count} or more of {}", self.bracketed(pattern))
            }
            Pattern::AtLeast { count, sentences: true, pattern } => {
                format!("{count} or more sentences with {}", self.bracketed(pattern))
            }
        }
    }

    fn joined(self, operands: &[Pattern], word: &str) -> String {
        operands.iter().map(|operand| self.bracketed(operand)).collect::<Vec<_>>().join(word)
    }

    fn bracketed(self, pattern: &Pattern) -> String {
        match pattern {
            Pattern::Lexicon(_) | Pattern::Recogniser(_) | Pattern::Not(_) => self.pattern(pattern),
            _ => format!("({})", self.pattern(pattern)),
        }
    }

    fn lexicon(self, id: usize) -> String {
        let name = self.0.lexicons.get(id).map_or("?", |lexicon| lexicon.name.as_str());
        format!("`{}`", name.rsplit_once('.').filter(|_| !name.starts_with('"')).map_or(name, |(_, name)| name))
    }

    /// What removes a claim.
    pub(crate) fn condition(self, condition: &Condition) -> String {
        match condition {
            Condition::Cue(id) => {
                let name = self.0.cues.get(*id).map_or("?", |cue| cue.name.as_str());
                format!("words of `{}` reach it", name.rsplit_once('.').map_or(name, |(_, name)| name))
            }
            Condition::Question => "it is a question".to_owned(),
            Condition::Heading => "it is a heading, or the few words of a cell".to_owned(),
            Condition::Quoted => "it is a quotation that nobody signs".to_owned(),
            Condition::Table => "it stands in a table".to_owned(),
            Condition::Attributed { named: false } => "somebody says it".to_owned(),
            Condition::Attributed { named: true } => "a named person, body or study says it".to_owned(),
            Condition::Pattern(pattern) => format!("{} stands in the sentence", self.pattern(pattern)),
            Condition::Not(condition) => format!("not where {}", self.condition(condition)),
        }
    }

    /// What lowers its level.
    pub(crate) fn qualifier(self, qualifier: &Qualifier) -> String {
        format!("{} where {}", qualifier.level.word(), self.condition(&qualifier.condition))
    }

    /// Grounds of which any will do.
    pub(crate) fn demand(self, demand: &Demand) -> String {
        demand.0.iter().map(|ground| self.ground(ground)).collect::<Vec<_>>().join(", or ")
    }

    fn ground(self, ground: &Ground) -> String {
        let many = ground.count > 1;
        let what = match &ground.kind {
            GroundKind::Source if many => format!("{} sources", ground.count),
            GroundKind::Source => "a source".to_owned(),
            GroundKind::Attribution if many => format!("{} attributions to somebody named", ground.count),
            GroundKind::Attribution => "an attribution to somebody named".to_owned(),
            GroundKind::Definition(pattern) => format!("a definition of {}", self.bracketed(pattern)),
            GroundKind::Mention(pattern) if many => format!("{} mentions of {}", ground.count, self.bracketed(pattern)),
            GroundKind::Mention(pattern) => format!("a mention of {}", self.bracketed(pattern)),
        };
        let criteria: Vec<String> = ground.criteria.iter().map(|criterion| self.criterion(criterion)).collect();
        let criteria = if criteria.is_empty() { String::new() } else { format!(" that is {}", criteria.join(" and ")) };
        format!("{what} {}{criteria}", beside(ground.within))
    }

    fn criterion(self, criterion: &Criterion) -> String {
        let any = |ids: &[usize]| ids.iter().map(|id| self.lexicon(*id)).collect::<Vec<_>>();
        match criterion {
            Criterion::Kind(ids) => format!("of {}", any(ids).join(" or ")),
            Criterion::Independent { of, issuer } => {
                let mut names = any(of);
                if *issuer {
                    names.push("the document's issuer".to_owned());
                }
                format!("independent of {}", names.join(" and "))
            }
            Criterion::DatedWithin { months } => format!("not older than {months} months"),
            Criterion::DatedAfter(day) => format!("not from before {day}"),
            Criterion::States(patterns) => {
                let all = patterns.iter().map(|pattern| self.bracketed(pattern)).collect::<Vec<_>>();
                format!("given with {}", all.join(" and "))
            }
        }
    }
}

/// Once for each of these.
pub(crate) fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Sentence => "sentence",
        Unit::Paragraph => "paragraph",
        Unit::Section => "section",
        Unit::Document => "document",
    }
}

/// Where grounds are looked for, as seen from the claim.
fn beside(distance: Distance) -> String {
    match distance {
        Distance::Words(_) => within(distance),
        Distance::Unit(Unit::Document) => "in the document".to_owned(),
        Distance::Unit(one) => format!("in the same {}", unit(one)),
        Distance::NextSentence => "in the sentence or the next".to_owned(),
    }
}

fn within(distance: Distance) -> String {
    match distance {
        Distance::Words(1) => "within 1 word".to_owned(),
        Distance::Words(n) => format!("within {n} words"),
        Distance::Unit(Unit::Document) => "in the document".to_owned(),
        Distance::Unit(one) => format!("in one {}", unit(one)),
        Distance::NextSentence => "in one sentence or the next".to_owned(),
    }
}

fn recogniser_name(recogniser: Recogniser) -> String {
    let name = Recogniser::ALL.iter().find(|(_, one)| *one == recogniser).map_or("?", |(name, _)| name);
    format!("@{name}")
}
