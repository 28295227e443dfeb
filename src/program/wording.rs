//! How a compiled program names its parts to people.

use super::Program;
use super::model::{Criterion, LexiconId, Pattern, Recogniser, Rule};
use crate::text::Language;

impl Rule {
    /// Whether it has phrases in a language.
    pub(crate) fn runs_in(&self, language: Language) -> bool {
        self.languages.contains(&language)
    }

    /// Whether `name` is an older name of it.
    pub(crate) fn replaces(&self, name: &str) -> bool {
        self.formerly.iter().any(|old| old == name || old.rsplit('/').next() == Some(name))
    }
}

impl Program {
    /// A lexicon's name as people read it: without its pack, hyphens as spaces.
    pub(crate) fn lexicon_words(&self, id: LexiconId) -> String {
        let name = &self.lexicons[id].name;
        name.rsplit('.').next().unwrap_or(name).replace('-', " ")
    }

    /// What a pattern looks for, in the names of its parts.
    pub(crate) fn words_of(&self, pattern: &Pattern) -> String {
        let join =
            |operands: &[Pattern], word: &str| operands.iter().map(|o| self.words_of(o)).collect::<Vec<_>>().join(word);
        match pattern {
            Pattern::Lexicon(id) => self.lexicon_words(*id),
            Pattern::Recogniser(what) => recogniser_words(*what).to_owned(),
            Pattern::All { operands, ordered: true } => join(operands, " then "),
            Pattern::All { operands, .. } => join(operands, " and "),
            Pattern::Any(operands) => join(operands, " or "),
            Pattern::Not(inner) => format!("no {}", self.words_of(inner)),
            Pattern::Within(inner, _) | Pattern::AtLeast { pattern: inner, .. } => self.words_of(inner),
        }
    }

    /// A criterion, in the words of the language.
    pub(crate) fn criterion_words(&self, criterion: &Criterion) -> String {
        let names = |ids: &[LexiconId]| ids.iter().map(|id| self.lexicon_words(*id)).collect::<Vec<_>>();
        match criterion {
            Criterion::Kind(of) => format!("kind {}", names(of).join(" or ")),
            Criterion::Independent { of, issuer } => {
                let mut names = names(of);
                names.extend(issuer.then(|| "issuer".to_owned()));
                format!("independent of {}", names.join(" and "))
            }
            Criterion::DatedWithin { months } => format!("dated within {months} months"),
            Criterion::DatedAfter(day) => format!("dated after {day}"),
            Criterion::States(patterns) => {
                let names: Vec<_> = patterns.iter().map(|p| self.words_of(p)).collect();
                format!("states {}", names.join(" and "))
            }
        }
    }
}

fn recogniser_words(what: Recogniser) -> &'static str {
    Recogniser::ALL.iter().find(|(_, r)| *r == what).map_or("", |(name, _)| name)
}
