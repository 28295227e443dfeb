//! Which phrases, cues, rules and languages the tests of a pack touch.
//!
//! A phrase is touched where its words stand in an example of a rule that looks for it, or in a test document of a pack
//! with such a rule; a rule, where it has something to say of one.

mod needs;
mod page;
mod tally;

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
use std::collections::{BTreeMap, BTreeSet};
pub(crate) use tally::Coverage;
use tally::{Kind, PackCoverage, PackWork, Untouched, code, line_of, sorted};

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
                    let (path, line) = (rule.file.clone(), line_of(set.text(&rule.file), "rule", name));
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
        let done = |(pack, mut work): (&str, PackWork)| {
            work.silent_languages(set, pack);
            let untouched = sorted(work.untouched);
            PackCoverage { pack: pack.to_owned(), languages: work.rows.into_values().collect(), untouched }
        };
        Coverage { packs: packs.into_iter().map(done).collect() }
    }
}
