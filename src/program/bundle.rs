//! A pack with all that it uses of others, as one file.

use super::adjust::Adjustments;
use super::compile::{Declared, Reference, Work, resolved};
use super::names::Kind;
use super::pack::stem;
use super::{Checks, Diagnostic, compile_adjusted};
use crate::syntax::RuleFile;
use crate::syntax::tree::{Body, Item};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A lexicon or a cue, by its place.
type Known = (Kind, usize);

/// Why there is no bundle.
#[derive(Clone, Debug)]
pub(crate) enum NoBundle {
    /// There is no pack of the name.
    Unknown,
    /// Something of the pack does not compile.
    Faulty(Vec<Diagnostic>),
}

/// The files of a pack as one, with the lexicons and cues that it uses of other packs written into it. The result needs no other
/// file: it is compiled alone before it is given out.
pub(crate) fn bundle(files: &[RuleFile], pack: &str) -> Result<String, NoBundle> {
    let text = resolved(files, &Adjustments::default(), |work| {
        let at = work.packs.iter().position(|one| one.name == pack).ok_or(NoBundle::Unknown)?;
        let own: FxHashSet<&str> = work.files.iter().filter(|file| file.pack == at).map(|file| file.path).collect();
        let faults = work.diagnostics.iter().filter(|one| one.is_error() && own.contains(one.file.as_str()));
        let faults: Vec<Diagnostic> = faults.cloned().collect();
        if faults.is_empty() { Ok(Bundle::new(&work, at).write()) } else { Err(NoBundle::Faulty(faults)) }
    })?;
    let alone = RuleFile { path: format!("{pack}.toulmin"), text: text.clone() };
    let (_, mut faults) = compile_adjusted(&[alone], &Adjustments::default(), Checks::Errors);
    faults.retain(Diagnostic::is_error);
    if faults.is_empty() { Ok(text) } else { Err(NoBundle::Faulty(faults)) }
}

/// What goes into a bundle.
struct Bundle<'w, 'a> {
    work: &'w Work<'a>,
    pack: usize,
    /// The references of each file.
    references: BTreeMap<usize, Vec<Reference>>,
    /// The items of other packs that are needed, in the order of their packs and files.
    foreign: Vec<(Known, Declared<'a>)>,
    /// What those are called here.
    names: FxHashMap<Known, String>,
}

impl<'w, 'a> Bundle<'w, 'a> {
    fn new(work: &'w Work<'a>, pack: usize) -> Self {
        let mut references: BTreeMap<usize, Vec<Reference>> = BTreeMap::new();
        for reference in &work.references {
            references.entry(reference.file).or_default().push(*reference);
        }
        let mut bundle = Self { work, pack, references, foreign: Vec::new(), names: FxHashMap::default() };
        bundle.gather();
        bundle.name();
        bundle
    }

    fn declared(&self, (kind, id): Known) -> Option<Declared<'a>> {
        match kind {
            Kind::Lexicon => self.work.lexicon_items.get(id).copied(),
            Kind::Cue => self.work.cue_items.get(id).copied(),
        }
    }

    fn inside(&self, file: usize, span: Span) -> impl Iterator<Item = Known> {
        let references = self.references.get(&file).into_iter().flatten();
        references.filter(move |one| span.contains(one.span)).map(|one| (one.kind, one.id))
    }

    /// Finds all items of other packs that are needed, one leading to the next.
    fn gather(&mut self) {
        let mut open: Vec<Known> = Vec::new();
        for (file, source) in self.work.files.iter().enumerate().filter(|(_, source)| source.pack == self.pack) {
            open.extend(self.inside(file, Span::new(0, source.text.len())));
        }
        let mut seen: FxHashSet<Known> = FxHashSet::default();
        while let Some(known) = open.pop() {
            let Some(declared) = self.declared(known) else { continue };
            if declared.pack != self.pack && seen.insert(known) {
                open.extend(self.inside(declared.file, declared.item.span));
                self.foreign.push((known, declared));
            }
        }
        self.foreign.sort_by_key(|(_, declared)| (declared.pack, declared.file, declared.item.span.start));
    }

    /// Names that no two items share: a plain one where it is free, else with that of its pack before it.
    fn name(&mut self) {
        let own = self.work.files.iter().filter(|source| source.pack == self.pack);
        let mut taken: FxHashSet<String> =
            own.flat_map(|source| &source.tree.items).map(|item| item.name.text.to_owned()).collect();
        for (known, declared) in &self.foreign {
            let plain = declared.item.name.text;
            let mut name = plain.to_owned();
            if taken.contains(&name) {
                name = format!("{}-{plain}", self.work.packs[declared.pack].name);
            }
            while !taken.insert(name.clone()) {
                name.push_str("-too");
            }
            self.names.insert(*known, name);
        }
    }

    fn write(&self) -> String {
        let mut packs: Vec<usize> = self.foreign.iter().map(|(_, declared)| declared.pack).collect();
        packs.dedup();
        let of = |at: &usize| format!("`{}` {}", self.work.packs[*at].name, self.work.packs[*at].version);
        let mut text =
            format!("toulmin 1\n\n# Bundled by toulmin {} from the pack {}", env!("CARGO_PKG_VERSION"), of(&self.pack));
        let others: Vec<String> = packs.iter().map(of).collect();
        let with =
            if others.is_empty() { String::new() } else { format!(", with what it uses of {}", others.join(", ")) };
        let _ = writeln!(text, "{with}. Change that pack, not this file.");
        for (file, source) in self.own_files() {
            let start = source.tree.edition.map_or(0, |edition| edition.span.end);
            let mut edits = self.edits(file, Span::new(start, source.text.len()));
            edits.extend(self.without_uses(source.text, &source.tree.items));
            let body = cut(source.text, Span::new(start, source.text.len()), edits);
            let _ = write!(text, "\n{}\n", body.trim_matches(['\n', '\r', '\u{feff}', ' ']));
        }
        let mut from = None;
        for (known, declared) in &self.foreign {
            if from != Some(declared.pack) {
                from = Some(declared.pack);
                let _ = writeln!(text, "\n# From the pack {}", of(&declared.pack));
            }
            let _ = write!(text, "\n{}\n", self.item(*known, *declared));
        }
        text
    }

    /// The files of the pack: first the one that declares it.
    fn own_files(&self) -> Vec<(usize, &'w super::compile::Source<'a>)> {
        let mut own: Vec<_> =
            self.work.files.iter().enumerate().filter(|(_, source)| source.pack == self.pack).collect();
        let declares = |items: &[Item<'_>]| items.iter().any(|item| matches!(item.body, Body::Pack(_)));
        own.sort_by_key(|(_, source)| (!declares(&source.tree.items), stem(source.path)));
        own
    }

    /// What changes within a span of a file: names of items of other packs.
    fn edits(&self, file: usize, within: Span) -> Vec<(Span, String)> {
        let references = self.references.get(&file).into_iter().flatten().filter(|one| within.contains(one.span));
        let renamed = references.filter_map(|one| {
            let known = (one.kind, one.id);
            let own = || self.declared(known).filter(|d| d.pack == self.pack).map(|d| d.item.name.text.to_owned());
            self.names.get(&known).cloned().or_else(own).map(|name| (one.span, name))
        });
        renamed.collect()
    }

    /// The `uses` of the pack, which uses nothing any more.
    fn without_uses(&self, text: &str, items: &[Item<'_>]) -> Vec<(Span, String)> {
        let clauses = items.iter().filter_map(|item| match &item.body {
            Body::Pack(clauses) => Some(clauses),
            _ => None,
        });
        let uses = clauses.flatten().filter(|clause| clause.keyword.text == "uses");
        uses.map(|clause| {
            let start = text[..clause.span.start].trim_end_matches([' ', '\t', '\n', '\r']).len();
            (Span::new(start, clause.span.end), String::new())
        })
        .collect()
    }

    /// An item of another pack: its documentation, its name here, and its phrases in the languages of this pack.
    fn item(&self, known: Known, declared: Declared<'a>) -> String {
        let text = self.work.files[declared.file].text;
        let item = declared.item;
        let mut edits = self.edits(declared.file, item.span);
        if let Some(name) = self.names.get(&known) {
            edits.push((item.name.span, name.clone()));
        }
        let pack = &self.work.packs[self.pack];
        let is_foreign = |code: &str| code != "any" && !pack.languages.iter().any(|language| language.code() == code);
        let entries: Vec<Span> = match &item.body {
            Body::Lexicon(entries) => entries.iter().map(|entry| entry.language.span).collect(),
            Body::Cue(entries) => entries.iter().map(|entry| entry.language.span).collect(),
            Body::Pack(_) | Body::Rule(_) => Vec::new(),
        };
        let end = text[..item.span.end].trim_end_matches('}').trim_end().len();
        for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| is_foreign(&text[entry.range()])) {
            let next = entries.get(at + 1).map_or(end, |next| next.start);
            let dropped = Span::new(entry.start, next);
            edits.retain(|(span, _)| !dropped.contains(*span));
            edits.push((dropped, String::new()));
        }
        let body = cut(text, item.span, edits);
        let body: Vec<&str> = body.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
        let doc = item.doc.lines().fold(String::new(), |mut doc, line| {
            let _ = writeln!(doc, "{}", format!("## {line}").trim_end());
            doc
        });
        doc + &body.join("\n")
    }
}

/// A part of a text with some of it replaced.
fn cut(text: &str, part: Span, mut edits: Vec<(Span, String)>) -> String {
    edits.sort_by_key(|(span, _)| *span);
    let (mut written, mut from) = (String::new(), part.start);
    for (span, new) in edits.iter().filter(|(span, _)| part.contains(*span)) {
        if span.start < from {
            continue;
        }
        written.push_str(&text[from..span.start]);
        written.push_str(new);
        from = span.end;
    }
    written.push_str(&text[from..part.end]);
    written
}
