//! What is touched and what is not, counted by pack and language.

use crate::cli::packs::{RuleSet, declared};
use crate::text::Language;
use serde::Serialize;
use std::collections::BTreeMap;

/// What is touched, pack by pack.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct Coverage {
    pub(super) packs: Vec<PackCoverage>,
}

/// What is touched of a pack.
#[derive(Debug, Serialize)]
pub(super) struct PackCoverage {
    pub(super) pack: String,
    pub(super) languages: Vec<Row>,
    pub(super) untouched: Vec<Untouched>,
}

/// What is touched in a language; `any` holds the phrases that are the same in all.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub(super) language: &'static str,
    pub(super) phrases: Count,
    pub(super) cues: Count,
    pub(super) rules: Count,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct Count {
    pub(super) touched: usize,
    pub(super) all: usize,
}

impl Count {
    pub(super) fn add(&mut self, touched: bool) {
        self.touched += usize::from(touched);
        self.all += 1;
    }
}

/// Something that nothing tests.
#[derive(Debug, Serialize)]
pub(super) struct Untouched {
    pub(super) kind: Kind,
    pub(super) language: &'static str,
    /// The lexicon, the cue or the rule.
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) phrase: Option<String>,
    pub(super) path: String,
    pub(super) line: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// A whole language of a pack.
    Language,
    Phrase,
    Cue,
    Rule,
}

#[derive(Default)]
pub(super) struct PackWork {
    pub(super) rows: BTreeMap<&'static str, Row>,
    pub(super) untouched: Vec<Untouched>,
}

impl PackWork {
    pub(super) fn row(&mut self, language: &'static str) -> &mut Row {
        let none = Count::default();
        self.rows.entry(language).or_insert(Row { language, phrases: none, cues: none, rules: none })
    }

    /// Adds the languages in which nothing is touched.
    pub(super) fn silent_languages(&mut self, set: &RuleSet, pack: &str) {
        let file = set.files.iter().find(|file| declared(&file.text).any(|name| name == pack));
        let first = self.untouched.first().map(|one| one.path.clone());
        let (path, line) = match (file, first) {
            (Some(file), _) => (file.path.clone(), line_of(&file.text, "pack", pack)),
            (None, Some(path)) => (path, 1),
            (None, None) => return,
        };
        let silent = |row: &&Row| row.phrases.touched + row.cues.touched + row.rules.touched == 0;
        for Row { language, .. } in self.rows.values().filter(silent).filter(|row| row.language != "any") {
            let (name, path) = (pack.to_owned(), path.clone());
            self.untouched.push(Untouched { kind: Kind::Language, language, name, phrase: None, path, line });
        }
    }
}

pub(super) fn sorted(mut untouched: Vec<Untouched>) -> Vec<Untouched> {
    untouched.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    untouched
}

pub(super) fn code(language: Option<Language>) -> &'static str {
    match language {
        None => "any",
        Some(Language::EN) => "en",
        Some(Language::FR) => "fr",
        Some(_) => "other",
    }
}

/// The line on which an item begins.
pub(super) fn line_of(text: &str, keyword: &str, name: &str) -> usize {
    let begins = |line: &str| {
        line.strip_prefix(keyword)
            .is_some_and(|rest| rest.split([' ', '\t', '{', '#']).find(|w| !w.is_empty()) == Some(name))
    };
    text.lines().position(begins).map_or(1, |at| at + 1)
}
