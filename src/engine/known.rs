//! The names of the pack `std` that the engine reads by meaning: who says something, and what defines a word.

use crate::program::{CueId, LexiconId, Program};

/// Where those names are, in a program that has them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known {
    /// Cue: verbs and markers of attribution.
    pub(crate) attributed: Option<CueId>,
    /// Cue: «means», «is defined as».
    pub(crate) defined: Option<CueId>,
    /// Lexicon: bodies, ministries, journals.
    pub(crate) named: Option<LexiconId>,
    /// Lexicon: «experts», «de nombreux observateurs».
    pub(crate) unnamed: Option<LexiconId>,
    /// Lexicon: «we», «notre rapport».
    pub(crate) own_voice: Option<LexiconId>,
    /// Lexicon: «the report», «ces auteurs», named before.
    pub(crate) anaphoric: Option<LexiconId>,
    /// Lexicon: «she», «ils», as the subject of a clause.
    pub(crate) pronoun: Option<LexiconId>,
    /// Lexicon: «it will», «ces systèmes», as the subject of a sentence about what was named in the one before.
    pub(crate) carrying: Option<LexiconId>,
    /// Lexicon: «is», «peut»: what follows a subject.
    pub(crate) subject_verb: Option<LexiconId>,
}

impl Known {
    pub(crate) fn new(program: &Program) -> Self {
        let cue = |name: &str| program.cues.iter().position(|c| c.name == name);
        let lexicon = |name: &str| program.lexicons.iter().position(|l| l.name == name);
        Self {
            attributed: cue("std.attributing"),
            defined: cue("std.defined"),
            named: lexicon("std.named-source"),
            unnamed: lexicon("std.unnamed-source"),
            own_voice: lexicon("std.own-voice"),
            anaphoric: lexicon("std.anaphoric-source"),
            pronoun: lexicon("std.pronoun-source"),
            carrying: lexicon("std.carrying-pronoun"),
            subject_verb: lexicon("std.subject-verb"),
        }
    }
}
