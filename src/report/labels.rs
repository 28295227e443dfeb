//! The words of pages and of spoken reports, in the languages that reports are written in.

use crate::engine::Grounds;
use crate::program::Level;
use crate::text::Language;

/// What a language calls the parts of a page.
#[derive(Debug)]
pub(crate) struct Labels {
    pub(crate) error: &'static str,
    pub(crate) warning: &'static str,
    pub(crate) note: &'static str,
    pub(crate) line: &'static str,
    pub(crate) column: &'static str,
    pub(crate) rule: &'static str,
    pub(crate) claim: &'static str,
    pub(crate) sentence: &'static str,
    pub(crate) colon: &'static str,
    pub(crate) quotes: [&'static str; 2],
    pub(crate) title: &'static str,
    pub(crate) skip: &'static str,
    pub(crate) contents: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) ledger: &'static str,
    pub(crate) drafts: &'static str,
    pub(crate) draft: &'static str,
    pub(crate) supported: &'static str,
    pub(crate) unsupported: &'static str,
    pub(crate) undetermined: &'static str,
    pub(crate) fault: &'static str,
    pub(crate) verdict: &'static str,
    pub(crate) level: &'static str,
    pub(crate) evidence: &'static str,
    pub(crate) place: &'static str,
    pub(crate) by_theme: &'static str,
    pub(crate) by_rule: &'static str,
    pub(crate) by_grounds: &'static str,
    pub(crate) no_theme: &'static str,
    pub(crate) no_grounds: &'static str,
    pub(crate) nothing: &'static str,
    pub(crate) key: &'static str,
    pub(crate) sort: &'static str,
    pub(crate) failures: &'static str,
    pub(crate) others: &'static str,
    pub(crate) made: &'static str,
    pub(crate) notes: &'static str,
    pub(crate) allowed: &'static str,
    pub(crate) by: &'static str,
    pub(crate) until: &'static str,
    pub(crate) known: &'static str,
    pub(crate) known_word: &'static str,
}

impl Labels {
    /// The labels of a language; English where there are none.
    pub(crate) fn of(language: Language) -> &'static Self {
        if language == Language::FR { &FRENCH } else { &ENGLISH }
    }

    /// The word for a level.
    pub(crate) fn level(&self, level: Level) -> &'static str {
        match level {
            Level::Error => self.error,
            Level::Warning => self.warning,
            Level::Note | Level::Off => self.note,
        }
    }

    /// The word for a verdict on a claim.
    pub(crate) fn verdict(&self, grounds: Grounds) -> &'static str {
        match grounds {
            Grounds::Met => self.supported,
            Grounds::Unmet => self.unsupported,
            Grounds::Undetermined => self.undetermined,
        }
    }
}

const ENGLISH: Labels = Labels {
    error: "error",
    warning: "warning",
    note: "note",
    line: "line",
    column: "column",
    rule: "Rule",
    claim: "Claim",
    sentence: "Sentence",
    colon: ": ",
    quotes: ["“", "”"],
    title: "Claims",
    skip: "Skip to the draft",
    contents: "Contents",
    summary: "At a glance",
    ledger: "Ledger of claims",
    drafts: "Drafts",
    draft: "The draft",
    supported: "supported",
    unsupported: "unsupported",
    undetermined: "undetermined",
    fault: "fault",
    verdict: "Verdict",
    level: "Level",
    evidence: "Evidence, or what is missing",
    place: "Place",
    by_theme: "Claims by theme",
    by_rule: "Claims by rule",
    by_grounds: "What supports the claims",
    no_theme: "no theme",
    no_grounds: "nothing",
    nothing: "No claims were found.",
    key: "Key",
    sort: "sort by",
    failures: "What could not be read",
    others: "others",
    made: "Made by toulmin",
    notes: "What was found in this passage",
    allowed: "allowed",
    by: "by",
    until: "until",
    known: "known in the baseline",
    known_word: "known",
};

const FRENCH: Labels = Labels {
    error: "erreur",
    warning: "avertissement",
    note: "remarque",
    line: "ligne",
    column: "colonne",
    rule: "Règle",
    claim: "Affirmation",
    sentence: "Phrase",
    colon: "\u{a0}: ",
    quotes: ["«\u{a0}", "\u{a0}»"],
    title: "Affirmations",
    skip: "Aller au texte",
    contents: "Sommaire",
    summary: "En bref",
    ledger: "Registre des affirmations",
    drafts: "Textes",
    draft: "Le texte",
    supported: "étayée",
    unsupported: "non étayée",
    undetermined: "indéterminée",
    fault: "défaut",
    verdict: "Verdict",
    level: "Niveau",
    evidence: "Preuves, ou ce qui manque",
    place: "Endroit",
    by_theme: "Affirmations par thème",
    by_rule: "Affirmations par règle",
    by_grounds: "Ce qui étaye les affirmations",
    no_theme: "sans thème",
    no_grounds: "rien",
    nothing: "Aucune affirmation n'a été trouvée.",
    key: "Légende",
    sort: "trier par",
    failures: "Ce qui n'a pas pu être lu",
    others: "autres",
    made: "Établi par toulmin",
    notes: "Ce qui a été trouvé dans ce passage",
    allowed: "admis",
    by: "par",
    until: "jusqu'au",
    known: "déjà dans l'état de référence",
    known_word: "connu",
};
