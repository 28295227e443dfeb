//! What the names in a rule stand for: the lexicons and cues that it looks for, with some of their phrases.

use super::markdown::cell;
use crate::cli::explain::vocabulary::Vocabulary;
use crate::program::{Program, Rule};
use crate::syntax::{RuleFile, parse, tree::Body};
use crate::text::Language;
use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;

/// How many phrases are shown of a list.
const MOST: usize = 6;
/// The characters of a phrase that can be read at a glance.
const LONGEST: usize = 40;

/// A lexicon or a cue as its author wrote it.
#[derive(Debug)]
struct Written {
    file: String,
    doc: String,
    /// Phrases and the lexicons that are used, by language.
    phrases: Vec<(String, String)>,
}

/// All lexicons and cues of the files, by their plain names.
#[derive(Debug)]
pub(super) struct Glossary(HashMap<String, Vec<Written>>);

impl Glossary {
    pub(super) fn of(files: &[RuleFile]) -> Self {
        let mut known: HashMap<String, Vec<Written>> = HashMap::new();
        for file in files {
            for item in parse(&file.text).0.items {
                let mut phrases = Vec::new();
                let mut add = |language: &str, shown: String| phrases.push((language.to_owned(), shown));
                match &item.body {
                    Body::Lexicon(entries) => {
                        for entry in entries.iter().filter(|entry| !entry.except) {
                            let uses = entry.uses.iter().map(|name| format!("all of `{}`", name.text));
                            uses.for_each(|shown| add(entry.language.text, shown));
                            entry.phrases.iter().for_each(|text| add(entry.language.text, code(text.raw)));
                        }
                    }
                    Body::Cue(entries) => {
                        let meant = entries.iter().filter(|one| !matches!(one.reach.text, "stops" | "pseudo"));
                        for entry in meant {
                            entry.phrases.iter().for_each(|text| add(entry.language.text, code(text.raw)));
                        }
                    }
                    Body::Pack(_) | Body::Rule(_) => continue,
                }
                let written = Written { file: file.path.clone(), doc: item.doc.trim().to_owned(), phrases };
                known.entry(item.name.text.to_owned()).or_default().push(written);
            }
        }
        Self(known)
    }

    /// The part of a rule's page about its words; nothing where it has none with a name.
    pub(super) fn part(&self, rule: &Rule, program: &Program, language: Option<Language>) -> String {
        let mut vocabulary = Vocabulary::default();
        vocabulary.add(rule);
        let lexicons = vocabulary.lexicons.iter().chain(&vocabulary.sources).chain(&vocabulary.stated);
        let mut names: Vec<&str> = lexicons.map(|id| program.lexicons[*id].name.as_str()).collect();
        names.extend(vocabulary.cues.iter().map(|id| program.cues[*id].name.as_str()));
        names.sort_by_key(|name| short(name));
        names.dedup();
        let shown = language.or_else(|| rule.languages.first().copied()).unwrap_or(Language::EN);
        let mut part = String::new();
        for name in names {
            let Some(written) = self.find(name) else { continue };
            let doc = written.doc.split("\n\n").next().unwrap_or_default();
            let _ = writeln!(part, "| `{}` | {} | {} |", short(name), cell(doc), cell(&some(&written.phrases, shown)));
        }
        if part.is_empty() {
            return part;
        }
        format!("\n## Words\n\n| name | what it holds | for instance |\n| --- | --- | --- |\n{part}")
    }

    /// The item of a full name, `pack.name`: of two with one plain name, the one below the folder of the pack.
    fn find(&self, name: &str) -> Option<&Written> {
        let (pack, plain) = name.split_once('.').filter(|_| !name.starts_with('"'))?;
        let all = self.0.get(plain)?;
        let is_below = |one: &&Written| Path::new(&one.file).iter().any(|part| part == pack);
        all.iter().find(is_below).or_else(|| all.first())
    }
}

fn short(name: &str) -> &str {
    name.split_once('.').map_or(name, |(_, plain)| plain)
}

/// A phrase as code. A backtick counts as little as a space in it.
fn code(phrase: &str) -> String {
    format!("`{}`", phrase.replace('`', " ").trim())
}

/// The first short phrases in a language, and of those that are the same in each.
fn some(phrases: &[(String, String)], language: Language) -> String {
    let of = |code: &str| -> Vec<&str> {
        let meant = phrases.iter().filter(|(language, _)| language == code);
        meant.map(|(_, shown)| shown.as_str()).collect()
    };
    let mut all = of(language.code());
    all.extend(of("any"));
    let (count, length) = (all.len(), |shown: &&str| shown.chars().count());
    let longest = all.iter().map(length).min().unwrap_or(0).max(LONGEST);
    all.retain(|shown| length(shown) <= longest);
    all.truncate(MOST);
    if all.len() < count {
        all.push("…");
    }
    all.join(", ")
}
