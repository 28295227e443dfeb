//! All phrases of a program, in an automaton for each language: a text is not searched for phrases of another.

use super::automaton::Automaton;
use super::each::each;
use super::model::{Cue, CueId, Lexicon, LexiconId, Reach};
use super::words::Words;
use crate::text::{Language, fold};

/// What a phrase belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Owner {
    /// A phrase of a lexicon.
    Lexicon(LexiconId),
    /// A phrase that is not meant by its lexicon.
    Except(LexiconId),
    /// A phrase of a cue.
    Cue(CueId, Reach),
}

/// A phrase found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hit {
    pub(crate) owner: Owner,
    /// The first word, counted from the start of the text.
    pub(crate) first: u32,
    /// The last word.
    pub(crate) last: u32,
    /// Bit n: the word `first + n` is one of the phrase's own, rather than in a gap.
    pub(crate) own: u64,
}

/// The automata.
#[derive(Debug)]
pub(crate) struct Index {
    /// Each with the phrases that are the same in every language.
    languages: Vec<(Language, Automaton)>,
    /// These alone: for a text in a language that has no phrases.
    rest: Automaton,
}

impl Index {
    pub(crate) fn new(lexicons: &[Lexicon], cues: &[Cue]) -> Self {
        let of_lexicons = lexicons.iter().flat_map(|lexicon| &lexicon.phrases).filter_map(|phrase| phrase.language);
        let of_cues = cues.iter().flat_map(|cue| &cue.entries).map(|entry| entry.language);
        let mut languages: Vec<Language> = Vec::new();
        for language in of_lexicons.chain(of_cues) {
            if !languages.contains(&language) {
                languages.push(language);
            }
        }
        let automata = each(&languages, |language| Automaton::new(lexicons, cues, Some(*language)));
        let rest = Automaton::new(lexicons, cues, None);
        Self { languages: languages.into_iter().zip(automata).collect(), rest }
    }

    /// The automaton for a text.
    pub(crate) fn of(&self, language: Language) -> &Automaton {
        self.languages.iter().find(|(own, _)| *own == language).map_or(&self.rest, |(_, automaton)| automaton)
    }

    /// Automata that have every phrase.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Automaton> {
        let rest = self.languages.is_empty().then_some(&self.rest);
        self.languages.iter().map(|(_, automaton)| automaton).chain(rest)
    }

    /// The lexicons of which `text` (an address, a title, a note) has a phrase in any language.
    pub(crate) fn lexicons_in(&self, text: &str) -> Vec<LexiconId> {
        let plain: String = text.chars().map(|c| if c.is_alphanumeric() || c == '\'' { c } else { ' ' }).collect();
        let folded = fold(&plain);
        let mut words = Words::default();
        let mut hits = Vec::new();
        for automaton in self.all() {
            automaton.cut(&plain, &folded, &mut words);
            automaton.scan(&words, &mut hits);
        }
        let mut found: Vec<_> =
            hits.iter().filter_map(|hit| if let Owner::Lexicon(id) = hit.owner { Some(id) } else { None }).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}
