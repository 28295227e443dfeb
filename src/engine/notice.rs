//! What is wrong with the comments that allow findings, in the languages that reports are written in.

use super::allow::Malformed;
use crate::document::Format;
use crate::text::{Date, Language};

/// Something wrong with a comment to toulmin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Notice<'t> {
    /// It cannot be followed.
    Malformed(Malformed<'t>),
    /// It does not end.
    Unended,
    /// It stands in a format that has no comments.
    NoComments,
    /// It gives no reason.
    NoReason,
    /// It names a rule that there is not.
    UnknownRule {
        /// As it is written.
        rule: &'t str,
        /// The name most like it.
        near: Option<&'t str>,
    },
    /// It allows what is not found.
    Unused {
        rule: &'t str,
        /// It speaks for a note, in which nothing is looked for.
        in_note: bool,
    },
    /// Its last day is past.
    Expired { rule: &'t str, until: Date, day: Date },
    /// A region without its end.
    Unclosed(&'t str),
    /// The end of a region that has not begun.
    Unopened,
}

/// Every id that is given out, for those who list rules.
pub(crate) const NOTICES: [&str; 6] = [
    "toulmin/malformed-allow",
    "toulmin/allow-without-reason",
    "toulmin/allow-of-unknown-rule",
    "toulmin/unused-allow",
    "toulmin/expired-allow",
    "toulmin/unclosed-allow",
];

impl Notice<'_> {
    /// The id of the finding.
    pub(super) fn id(&self) -> &'static str {
        let [malformed, without_reason, unknown, unused, expired, unclosed] = NOTICES;
        match self {
            Self::Malformed(_) | Self::Unended | Self::NoComments => malformed,
            Self::NoReason => without_reason,
            Self::UnknownRule { .. } => unknown,
            Self::Unused { .. } => unused,
            Self::Expired { .. } => expired,
            Self::Unclosed(_) | Self::Unopened => unclosed,
        }
    }

    /// What is wrong, and what to do.
    pub(super) fn says(&self, language: Language) -> (String, String) {
        if language == Language::FR { self.french() } else { self.english() }
    }

    fn english(&self) -> (String, String) {
        const FORM: &str = "write `toulmin: allow RULE: reason`";
        let says = |message: String, help: &str| (message, help.to_owned());
        match self {
            Self::Malformed(Malformed::Word("")) => says("this comment has no colon after `toulmin`".into(), FORM),
            Self::Malformed(Malformed::Word(word)) => says(
                format!("`{word}` is no word of a comment to toulmin"),
                "the words are `allow`, `allow-start`, `allow-end` and `allow-file`",
            ),
            Self::Malformed(Malformed::NoRule) => says("this comment names no rule".into(), FORM),
            Self::Malformed(Malformed::Day(day)) => {
                says(format!("`{day}` is no day of the calendar"), "write the day as in `until 2027-01-31`")
            }
            Self::Malformed(Malformed::Unread(word)) => says(
                format!("this comment cannot be read from `{word}` on"),
                "write `toulmin: allow RULE until 2027-01-31 by NAME: reason`; `until` and `by` may be left out",
            ),
            Self::Unended => {
                says("this comment has no end".into(), "close it as it was opened: `<!-- … -->`, in MDX `{/* … */}`")
            }
            Self::NoComments => says(
                "plain text has no comments, and this one allows nothing".into(),
                "give the rule another level in `toulmin.toml`, or use a baseline",
            ),
            Self::NoReason => says(
                "this comment gives no reason, and allows nothing".into(),
                "say why, after a colon: `toulmin: allow RULE: reason`",
            ),
            Self::UnknownRule { rule, near } => says(
                format!("this comment allows `{rule}`, and there is no such rule"),
                &near.map_or("`toulmin rules` lists the rules".to_owned(), |near| format!("did you mean `{near}`?")),
            ),
            Self::Unused { rule, in_note: true } => says(
                format!("this comment allows `{rule}`, which looks into no notes"),
                "put it beside the sentence that calls the note",
            ),
            Self::Unused { rule, .. } => says(
                format!("this comment allows `{rule}`, which finds nothing here"),
                "take the comment out, or move it: before a block, into a sentence or right after it",
            ),
            Self::Expired { rule, until, day } => says(
                format!("this comment allows `{rule}` until {until}, and this check is of {day}"),
                "mend what it allows, or agree on another day",
            ),
            Self::Unclosed(rule) => says(
                format!("the region in which `{rule}` is allowed has no end, and nothing is allowed"),
                "end it with `toulmin: allow-end`, or allow the rule in the whole file with `allow-file`",
            ),
            Self::Unopened => {
                says("this comment ends a region that has not begun".into(), "begin it with `toulmin: allow-start`")
            }
        }
    }

    fn french(&self) -> (String, String) {
        const FORM: &str = "écrire `toulmin: allow RÈGLE: motif`";
        let says = |message: String, help: &str| (message, help.to_owned());
        match self {
            Self::Malformed(Malformed::Word("")) => {
                says("ce commentaire n'a pas de deux-points après `toulmin`".into(), FORM)
            }
            Self::Malformed(Malformed::Word(word)) => says(
                format!("`{word}` n'est pas un mot d'un commentaire à toulmin"),
                "les mots sont `allow`, `allow-start`, `allow-end` et `allow-file`",
            ),
            Self::Malformed(Malformed::NoRule) => says("ce commentaire ne nomme aucune règle".into(), FORM),
            Self::Malformed(Malformed::Day(day)) => says(
                format!("`{day}` n'est pas un jour du calendrier"),
                "écrire le jour ainsi\u{a0}: `until 2027-01-31`",
            ),
            Self::Malformed(Malformed::Unread(word)) => says(
                format!("ce commentaire est illisible à partir de `{word}`"),
                "écrire `toulmin: allow RÈGLE until 2027-01-31 by NOM: motif`\u{a0}; `until` et `by` sont facultatifs",
            ),
            Self::Unended => says(
                "ce commentaire n'a pas de fin".into(),
                "le fermer comme il a été ouvert\u{a0}: `<!-- … -->`, en MDX `{/* … */}`",
            ),
            Self::NoComments => says(
                "le texte brut n'a pas de commentaires, et celui-ci n'admet rien".into(),
                "donner à la règle un autre niveau dans `toulmin.toml`, ou se servir d'un état de référence",
            ),
            Self::NoReason => says(
                "ce commentaire ne donne pas de motif, et n'admet rien".into(),
                "dire pourquoi, après deux-points\u{a0}: `toulmin: allow RÈGLE: motif`",
            ),
            Self::UnknownRule { rule, near } => says(
                format!("ce commentaire admet `{rule}`, et cette règle n'existe pas"),
                &near.map_or("`toulmin rules` donne la liste des règles".to_owned(), |near| {
                    format!("s'agit-il de `{near}`\u{a0}?")
                }),
            ),
            Self::Unused { rule, in_note: true } => says(
                format!("ce commentaire admet `{rule}`, qui ne cherche pas dans les notes"),
                "le mettre près de la phrase qui appelle la note",
            ),
            Self::Unused { rule, .. } => says(
                format!("ce commentaire admet `{rule}`, qui ne trouve rien ici"),
                "enlever le commentaire, ou le déplacer\u{a0}: avant un bloc, dans une phrase ou juste après elle",
            ),
            Self::Expired { rule, until, day } => says(
                format!("ce commentaire admet `{rule}` jusqu'au {until}, et ce contrôle est du {day}"),
                "corriger ce qu'il admet, ou convenir d'un autre jour",
            ),
            Self::Unclosed(rule) => says(
                format!("la région où `{rule}` est admise n'a pas de fin, et rien n'est admis"),
                "la terminer par `toulmin: allow-end`, ou admettre la règle dans tout le fichier par `allow-file`",
            ),
            Self::Unopened => says(
                "ce commentaire termine une région qui n'a pas commencé".into(),
                "la commencer par `toulmin: allow-start`",
            ),
        }
    }
}

/// What is wrong with a comment before its words are read.
pub(super) fn unread<'t>(closed: bool, format: Format) -> Option<Notice<'t>> {
    match format {
        Format::Text => Some(Notice::NoComments),
        Format::Markdown => (!closed).then_some(Notice::Unended),
    }
}
