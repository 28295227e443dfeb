//! The lexicons and cues that a rule looks for, with all that they use.

use crate::cli::explain::vocabulary::Vocabulary;
use crate::engine::Known;
use crate::program::{AllWritten, CueId, LexiconId, Of, Program};
use std::collections::{BTreeMap, BTreeSet};

/// What each rule looks for.
pub(super) struct Needs {
    by_rule: BTreeMap<String, Need>,
    none: Need,
}

/// What is looked for, in prose and in the words of sources.
#[derive(Clone, Debug, Default)]
pub(super) struct Need {
    pub(super) lexicons: BTreeSet<LexiconId>,
    pub(super) cues: BTreeSet<CueId>,
    pub(super) sources: BTreeSet<LexiconId>,
}

impl Need {
    /// Both.
    pub(super) fn and(mut self, other: &Self) -> Self {
        self.lexicons.extend(&other.lexicons);
        self.cues.extend(&other.cues);
        self.sources.extend(&other.sources);
        self
    }

    /// Whether phrases of this are looked for anywhere.
    pub(super) fn includes(&self, of: Of) -> bool {
        match of {
            Of::Lexicon(id) => self.lexicons.contains(&id) || self.sources.contains(&id),
            Of::Cue(id) => self.cues.contains(&id),
        }
    }
}

impl Needs {
    pub(super) fn new(program: &Program, written: &AllWritten) -> Self {
        let known = Known::new(program);
        let mut by_rule = BTreeMap::new();
        for rule in &program.rules {
            let mut words = Vocabulary::default();
            words.add(rule);
            // Who says something is looked for in every sentence.
            let always = [known.named, known.unnamed, known.own_voice, known.anaphoric];
            let lexicons = words.lexicons.into_iter().chain(words.stated).chain(always.into_iter().flatten());
            let cues = words.cues.into_iter().chain([known.attributed, known.defined].into_iter().flatten());
            let need = Need {
                lexicons: with_what_they_use(lexicons, written),
                cues: cues.collect(),
                sources: with_what_they_use(words.sources.into_iter(), written),
            };
            by_rule.insert(rule.id.clone(), need);
        }
        Self { by_rule, none: Need::default() }
    }

    pub(super) fn of_rule(&self, id: &str) -> &Need {
        self.by_rule.get(id).unwrap_or(&self.none)
    }

    /// What any rule of a pack looks for.
    pub(super) fn of_pack(&self, pack: &str) -> Need {
        let of_pack = self.by_rule.iter().filter(|(id, _)| id.split_once('/').is_some_and(|(of, _)| of == pack));
        of_pack.fold(Need::default(), |all, (_, need)| all.and(need))
    }
}

fn with_what_they_use(lexicons: impl Iterator<Item = LexiconId>, written: &AllWritten) -> BTreeSet<LexiconId> {
    let mut open: Vec<LexiconId> = lexicons.collect();
    let mut all = BTreeSet::new();
    while let Some(id) = open.pop() {
        if all.insert(id) {
            open.extend(written.uses.get(id).into_iter().flatten());
        }
    }
    all
}
