//! Which phrases, cues, rules and languages the tests of a pack touch.
//!
//! A phrase is touched where its words stand in an example of a rule that looks for it, or in a test document of a pack
//! with such a rule; a rule, where it has something to say of one.

mod needs;
mod page;

use super::document::{Documents, Touched};
use super::example::Judgement;
use super::places::Places;
use crate::cli::packs::RuleSet;
use crate::document::{Document, Format};
use crate::engine::{FoundPhrases, PhraseFinder};
use crate::program::{AllWritten, Of, Rule, written};
use crate::text::Language;
use needs::Needs;
pub(super) use page::page;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What is touched, pack by pack.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct Coverage {
    packs: Vec<PackCoverage>,
}

/// What is touched of a pack.
#[derive(Debug, Serialize)]
struct PackCoverage {
    pack: String,
    languages: Vec<Row>,
    untouched: Vec<Untouched>,
}

/// What is touched in a language; `any` holds the phrases that are the same in all.
#[derive(Debug, Serialize)]
struct Row {
    language: &'static str,
    phrases: Count,
    cues: Count,
    rules: Count,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, Serialize)]
struct Count {
    touched: usize,
    all: usize,
}

impl Count {
    fn add(&mut self, touched: bool) {
        self.touched += usize::from(touched);
        self.all += 1;
    }
}

/// Something that nothing tests.
#[derive(Debug, Serialize)]
struct Untouched {
    kind: Kind,
    language: &'static str,
    /// The lexicon, the cue or the rule.
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    phrase: Option<String>,
    path: String,
    line: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Phrase,
    Cue,
    Rule,
}

/// Finds the phrases of a rule set in texts.
pub(super) struct Survey {
    written: AllWritten,
    pub(super) finder: PhraseFinder,
}

impl Survey {
    pub(super) fn new(set: &RuleSet) -> Self {
        let written = written(&set.files);
        let finder = PhraseFinder::new(&written.phrases);
        Self { written, finder }
    }

    /// What the examples and the documents touch of the files given.
    pub(super) fn coverage(
        &self,
        set: &RuleSet,
        rules: &[&Rule],
        some: bool,
        judged: &[Judgement<'_>],
        documents: &Documents,
    ) -> Coverage {
        let needs = Needs::new(&set.checker.program, &self.written);
        let mut phrases = vec![false; self.written.phrases.len()];
        let touched: Vec<Vec<usize>> = judged.par_iter().map(|one| self.of_example(&needs, one)).collect();
        touched.into_iter().flatten().for_each(|at| phrases[at] = true);
        let mut spoke: BTreeSet<(&str, Language)> =
            judged.iter().flat_map(|one| one.spoke.iter().map(|language| (one.rule.id.as_str(), *language))).collect();
        // Each document is checked with the rules of its pack.
        let with_document = documents.tested.iter().filter(|one| one.document.is_some());
        for (tested, Touched { phrases: found, spoke: rules }) in with_document.zip(&documents.touched) {
            let of_pack = needs.of_pack(&tested.pack);
            self.needed(&of_pack, found).for_each(|at| phrases[at] = true);
            spoke.extend(rules.iter().map(|(rule, language)| (rule.as_str(), *language)));
        }
        // Where only some rules are asked for, so are the phrases that they look for.
        let meant = some.then(|| {
            let needs = rules.iter().map(|rule| needs.of_rule(&rule.id));
            needs.fold(needs::Need::default(), |all, need| all.and(need))
        });
        self.tell(set, rules, meant.as_ref(), &phrases, &spoke)
    }

    fn of_example(&self, needs: &Needs, judged: &Judgement<'_>) -> Vec<usize> {
        let Ok(document) = Document::read(judged.example.text.as_bytes(), Format::Markdown) else { return Vec::new() };
        self.needed(needs.of_rule(&judged.rule.id), &self.finder.find(&document)).collect()
    }

    /// Those of the phrases found that somebody looks for where they stand.
    fn needed<'a>(&'a self, need: &'a needs::Need, found: &'a FoundPhrases) -> impl Iterator<Item = usize> + 'a {
        let of = |at: usize| self.written.phrases[at].of;
        let prose = found.prose.iter().copied().filter(move |at| match of(*at) {
            Of::Lexicon(id) => need.lexicons.contains(&id),
            Of::Cue(id) => need.cues.contains(&id),
        });
        let of = |at: usize| self.written.phrases[at].of;
        let sources = found.sources.iter().copied().filter(move |at| match of(*at) {
            Of::Lexicon(id) => need.sources.contains(&id),
            Of::Cue(_) => false,
        });
        prose.chain(sources)
    }

    fn tell(
        &self,
        set: &RuleSet,
        rules: &[&Rule],
        meant: Option<&needs::Need>,
        phrases: &[bool],
        spoke: &BTreeSet<(&str, Language)>,
    ) -> Coverage {
        let mut places = Places::new(set);
        let mut packs: BTreeMap<&str, PackWork> = BTreeMap::new();
        let all = set.own.is_empty();
        for (written, touched) in self.written.phrases.iter().zip(phrases) {
            if !all && !set.own.contains(&written.file) || meant.is_some_and(|need| !need.includes(written.of)) {
                continue;
            }
            let pack = packs.entry(&written.pack).or_default();
            let language = code(written.language);
            let row = pack.row(language);
            let (count, kind) = match written.of {
                Of::Lexicon(_) => (&mut row.phrases, Kind::Phrase),
                Of::Cue(_) => (&mut row.cues, Kind::Cue),
            };
            count.add(*touched);
            if !touched {
                // The file is that of the rule set, which `places` knows by its own text.
                let line = set.files.iter().find(|file| file.path == written.file);
                let line = line.map_or(1, |file| places.line(&file.path, written.span.start));
                let phrase = Some(written.phrase.clone());
                let (name, path) = (written.name.clone(), written.file.clone());
                pack.untouched.push(Untouched { kind, language, name, phrase, path, line });
            }
        }
        for rule in rules {
            let Some((pack, name)) = rule.id.split_once('/') else { continue };
            let pack = packs.entry(pack).or_default();
            for language in &rule.languages {
                let touched = spoke.contains(&(rule.id.as_str(), *language));
                let language = code(Some(*language));
                pack.row(language).rules.add(touched);
                if !touched {
                    let (path, line) = (rule.file.clone(), line_of(set.text(&rule.file), name));
                    pack.untouched.push(Untouched {
                        kind: Kind::Rule,
                        language,
                        name: name.into(),
                        phrase: None,
                        path,
                        line,
                    });
                }
            }
        }
        let done = |(pack, work): (&str, PackWork)| PackCoverage {
            pack: pack.to_owned(),
            languages: work.rows.into_values().collect(),
            untouched: sorted(work.untouched),
        };
        Coverage { packs: packs.into_iter().map(done).collect() }
    }
}

#[derive(Default)]
struct PackWork {
    rows: BTreeMap<&'static str, Row>,
    untouched: Vec<Untouched>,
}

impl PackWork {
    fn row(&mut self, language: &'static str) -> &mut Row {
        let none = Count::default();
        self.rows.entry(language).or_insert(Row { language, phrases: none, cues: none, rules: none })
    }
}

fn sorted(mut untouched: Vec<Untouched>) -> Vec<Untouched> {
    untouched.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    untouched
}

fn code(language: Option<Language>) -> &'static str {
    match language {
        None => "any",
        Some(Language::EN) => "en",
        Some(Language::FR) => "fr",
        Some(_) => "other",
    }
}

/// The line on which a rule begins.
fn line_of(text: &str, name: &str) -> usize {
    let begins = |line: &str| {
        line.strip_prefix("rule")
            .is_some_and(|rest| rest.split([' ', '\t', '{', '#']).find(|w| !w.is_empty()) == Some(name))
    };
    text.lines().position(begins).map_or(1, |at| at + 1)
}
