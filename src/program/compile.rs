//! Rule files to a program: parsed, grouped into packs, named, resolved.

use super::each::each;
use super::names::{Entity, Kind, Names};
use super::pack::{PackWork, group};
use super::*;
use crate::syntax::phrase::{Form, forms};
use crate::syntax::tree::{Body, Item, Tree};
use crate::syntax::{Fault, RuleFile, parse};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// The most bytes that all rule files may have together.
const LARGEST: usize = 16 << 20;
/// The most rules.
const MOST_RULES: usize = 5_000;
/// The most words of all phrases together, each alternative counted, and each phrase for each lexicon that uses it.
pub(super) const MOST_PIECES: usize = 1_000_000;

/// What is looked for besides errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Checks {
    /// Errors only: what a check of drafts needs.
    Errors,
    /// Warnings too.
    All,
}

/// A rule file, parsed.
#[derive(Debug)]
pub(super) struct Source<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a str,
    pub(super) tree: Tree<'a>,
    /// It is written in another edition: nothing more is said of it.
    pub(super) foreign: bool,
    /// Its place among the packs.
    pub(super) pack: usize,
}

/// Everything at hand while a program is compiled.
pub(super) struct Work<'a> {
    pub(super) files: &'a [Source<'a>],
    pub(super) packs: Vec<PackWork<'a>>,
    pub(super) names: Names<'a>,
    pub(super) lexicons: Vec<Lexicon>,
    pub(super) lexicon_items: Vec<Declared<'a>>,
    pub(super) cues: Vec<Cue>,
    pub(super) cue_items: Vec<Declared<'a>>,
    /// The lexicons of phrases that stand in rules.
    pub(super) literals: FxHashMap<String, LexiconId>,
    /// The words of all phrases so far.
    pub(super) pieces: usize,
    /// What the sound phrases of lexicons and cues stand for, worked out beforehand.
    pub(super) expanded: FxHashMap<&'a str, Arc<[Form]>>,
    pub(super) rules: Vec<Rule>,
    pub(super) rule_items: Vec<Declared<'a>>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Every name of a lexicon or cue that was found, and what it stands for.
    pub(super) references: Vec<Reference>,
}

/// A name in a file that stands for a lexicon or a cue.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reference {
    pub(super) file: usize,
    pub(super) span: Span,
    pub(super) kind: Kind,
    /// Its place among the lexicons or cues.
    pub(super) id: usize,
}

/// An item of a file, beside what was compiled from it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Declared<'a> {
    pub(super) file: usize,
    pub(super) pack: usize,
    pub(super) item: &'a Item<'a>,
    /// Whether anything refers to it.
    pub(super) used: bool,
}

impl Work<'_> {
    /// Remembers the lexicon of a phrase that stands in a rule.
    pub(super) fn keep_literal(&mut self, raw: &str, id: LexiconId) {
        self.literals.insert(raw.to_owned(), id);
    }

    /// Remembers what a name stands for.
    pub(super) fn refer(&mut self, file: usize, span: Span, to: Entity) {
        self.references.push(Reference { file, span, kind: to.kind, id: to.id });
    }

    pub(super) fn error(&mut self, file: usize, fault: Fault) {
        self.tell(file, Level::Error, fault);
    }

    pub(super) fn tell(&mut self, file: usize, level: Level, fault: Fault) {
        if !self.files[file].foreign {
            self.diagnostics.push(diagnostic(self.files[file].path, level, fault));
        }
    }
}

pub(super) fn diagnostic(path: &str, level: Level, fault: Fault) -> Diagnostic {
    let Fault { id, span, message, help, related, fix } = fault;
    Diagnostic {
        id,
        level,
        file: path.to_owned(),
        span,
        message: message.into(),
        help,
        related,
        fix: fix.map(|fix| *fix),
    }
}

/// Compiles rule files together, as they stand.
#[cfg(test)]
pub(crate) fn compile(files: &[RuleFile], checks: Checks) -> (Program, Vec<Diagnostic>) {
    compile_adjusted(files, &Adjustments::default(), checks)
}

/// Compiles rule files together, and says all that is wrong with them. An item with an error is left out.
pub(crate) fn compile_adjusted(
    files: &[RuleFile],
    adjustments: &Adjustments,
    checks: Checks,
) -> (Program, Vec<Diagnostic>) {
    resolved(files, adjustments, |mut work| {
        if checks == Checks::All {
            super::checks::run(&mut work);
        }
        let Work { packs, lexicons, cues, rules, mut diagnostics, .. } = work;
        diagnostics.sort_by(|a, b| (&a.file, a.span, a.id, &a.message).cmp(&(&b.file, b.span, b.id, &b.message)));
        diagnostics.dedup();
        let index = super::index::Index::new(&lexicons, &cues);
        (Program { packs: packs.into_iter().map(PackWork::done).collect(), lexicons, cues, rules, index }, diagnostics)
    })
}

/// Rule files parsed and resolved, for `then` to make something of.
pub(super) fn resolved<T>(files: &[RuleFile], adjustments: &Adjustments, then: impl FnOnce(Work<'_>) -> T) -> T {
    let mut diagnostics = Vec::new();
    let mut sources = read(files, &mut diagnostics);
    let packs = group(&mut sources);
    let mut work = Work::begin(&sources, packs, diagnostics);
    work.fill_lexicons(&adjustments.phrases);
    work.fill_cues();
    work.write_rules();
    work.set_options(&adjustments.options);
    then(work)
}

/// Expands the phrases of all lexicons and cues. Those with a fault are left for the place that tells of it.
fn expand_all<'a>(sources: &[Source<'a>]) -> FxHashMap<&'a str, Arc<[Form]>> {
    let texts = sources.iter().flat_map(|source| &source.tree.items).flat_map(|item| match &item.body {
        Body::Lexicon(entries) => entries.iter().flat_map(|entry| &entry.phrases).collect::<Vec<_>>(),
        Body::Cue(entries) => entries.iter().flat_map(|entry| &entry.phrases).collect(),
        Body::Pack(_) | Body::Rule(_) => Vec::new(),
    });
    let mut seen = FxHashSet::default();
    let raws: Vec<&'a str> = texts.map(|text| text.raw).filter(|raw| seen.insert(*raw)).collect();
    let expanded = each(&raws, |raw| forms(raw, 0).ok().map(Arc::from));
    raws.into_iter().zip(expanded).filter_map(|(raw, forms)| Some((raw, forms?))).collect()
}

pub(super) fn read<'a>(files: &'a [RuleFile], diagnostics: &mut Vec<Diagnostic>) -> Vec<Source<'a>> {
    let mut files: Vec<&RuleFile> = files.iter().collect();
    files.sort_by(|a, b| (&a.path, &a.text).cmp(&(&b.path, &b.text)));
    let mut bytes = 0;
    let fit = files.iter().take_while(|file| {
        bytes += file.text.len();
        bytes <= LARGEST
    });
    let fit = fit.count();
    if let Some(file) = files.get(fit) {
        let message = format!("the rule files have more than {LARGEST} bytes together");
        diagnostics.push(diagnostic(&file.path, Level::Error, Fault::new("too-large", Span::default(), message)));
        files.truncate(fit);
    }
    let mut sources = Vec::with_capacity(files.len());
    let trees = each(&files, |file| parse(&file.text));
    for (file, (mut tree, faults)) in files.into_iter().zip(trees) {
        let mut foreign = false;
        match tree.edition {
            Some(edition) if edition.text != "1" => {
                diagnostics.push(diagnostic(&file.path, Level::Error, super::pack::edition_fault(edition)));
                foreign = true;
                // Its names stay known, so that nothing else is reported for want of them.
                for item in &mut tree.items {
                    item.broken = true;
                }
            }
            _ => diagnostics.extend(faults.into_iter().map(|fault| diagnostic(&file.path, Level::Error, fault))),
        }
        sources.push(Source { path: &file.path, text: &file.text, tree, foreign, pack: 0 });
    }
    sources
}

impl<'a> Work<'a> {
    /// Parsed files with their names known and their packs read.
    pub(super) fn begin(files: &'a [Source<'a>], packs: Vec<PackWork<'a>>, diagnostics: Vec<Diagnostic>) -> Self {
        let mut work = Self {
            files,
            packs,
            names: Names::default(),
            lexicons: Vec::new(),
            lexicon_items: Vec::new(),
            cues: Vec::new(),
            cue_items: Vec::new(),
            literals: FxHashMap::default(),
            pieces: 0,
            expanded: expand_all(files),
            rules: Vec::new(),
            rule_items: Vec::new(),
            diagnostics,
            references: Vec::new(),
        };
        work.declare();
        work.read_packs();
        work
    }

    /// Gives every lexicon, cue and rule its name.
    fn declare(&mut self) {
        let files = self.files;
        let mut rules: FxHashMap<(usize, &'a str), (usize, Span)> = FxHashMap::default();
        for (file, source) in files.iter().enumerate() {
            for item in &source.tree.items {
                let declared = Declared { file, pack: source.pack, item, used: false };
                let broken = item.broken || self.packs[source.pack].dropped;
                match &item.body {
                    Body::Pack(_) => {}
                    Body::Rule(_) => {
                        if let Some(first) = rules.get(&(source.pack, item.name.text)) {
                            self.duplicate("rule", declared, *first);
                            continue;
                        }
                        rules.insert((source.pack, item.name.text), (file, item.name.span));
                        self.names.rules.insert((source.pack, item.name.text));
                        self.rule_items.push(declared);
                    }
                    Body::Lexicon(_) => {
                        let entity = Entity { kind: Kind::Lexicon, id: self.lexicons.len(), broken };
                        if self.name(declared, entity) {
                            self.lexicons.push(Lexicon { name: self.full_name(declared), phrases: Vec::new() });
                            self.lexicon_items.push(declared);
                        }
                    }
                    Body::Cue(_) => {
                        let entity = Entity { kind: Kind::Cue, id: self.cues.len(), broken };
                        if self.name(declared, entity) {
                            self.cues.push(Cue { name: self.full_name(declared), entries: Vec::new() });
                            self.cue_items.push(declared);
                        }
                    }
                }
            }
        }
    }

    fn full_name(&self, declared: Declared<'_>) -> String {
        format!("{}.{}", self.packs[declared.pack].name, declared.item.name.text)
    }

    fn name(&mut self, declared: Declared<'a>, entity: Entity) -> bool {
        let name = declared.item.name;
        if name.text.is_empty() {
            return false;
        }
        if super::names::RESERVED.contains(&name.text) {
            let message = format!("`{}` is a word of the language, and no name", name.text);
            self.error(declared.file, Fault::new("duplicate-name", name.span, message));
            return false;
        }
        if let Some(first) = self.names.get(declared.pack, name.text) {
            let first = match first.kind {
                Kind::Lexicon => self.lexicon_items[first.id],
                Kind::Cue => self.cue_items[first.id],
            };
            self.duplicate("lexicon or cue", declared, (first.file, first.item.name.span));
            return false;
        }
        if !super::names::is_kebab(name.text) {
            self.error(declared.file, super::names::kebab_fault(name));
        }
        self.names.insert(declared.pack, name.text, entity);
        true
    }

    fn duplicate(&mut self, what: &str, declared: Declared<'_>, (file, span): (usize, Span)) {
        let name = declared.item.name;
        let mut fault = if file == declared.file {
            Fault::new("duplicate-name", name.span, format!("there are two of the name `{}`", name.text))
                .related(span, "the first stands here")
        } else {
            let message = format!("there is a {what} `{}` in {} already", name.text, self.files[file].path);
            Fault::new("duplicate-name", name.span, message)
        };
        fault.help = Some("give it another name".into());
        self.error(declared.file, fault);
    }

    fn write_rules(&mut self) {
        let items = std::mem::take(&mut self.rule_items);
        if let Some(beyond) = items.get(MOST_RULES) {
            let message = format!("there are more than {MOST_RULES} rules");
            self.error(beyond.file, Fault::new("too-large", beyond.item.name.span, message));
        }
        for declared in items.into_iter().take(MOST_RULES) {
            if let Some(rule) = super::rule::write(self, declared) {
                self.rules.push(rule);
                self.rule_items.push(declared);
            }
        }
    }
}
