//! The names that rule files declare, and every place that refers to one: what an editor asks about.

use super::compile::{Declared, Work, resolved};
use super::names::Kind;
use super::{Adjustments, is_kebab};
use crate::syntax::RuleFile;
use crate::syntax::tree::{Body, Clause, Item, Says, Text};
use crate::text::Span;
use std::collections::BTreeMap;

/// How many phrases of a list are shown.
const MOST_SHOWN: usize = 6;

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SymbolKind {
    Pack,
    Lexicon,
    Cue,
    Rule,
}

impl SymbolKind {
    /// The word of the language.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Pack => "pack",
            Self::Lexicon => "lexicon",
            Self::Cue => "cue",
            Self::Rule => "rule",
        }
    }
}

/// Something that has a name.
#[derive(Clone, Debug)]
pub(crate) struct Symbol {
    pub(crate) kind: SymbolKind,
    /// The pack in which it stands.
    pub(crate) pack: String,
    pub(crate) name: String,
    pub(crate) file: String,
    pub(crate) name_span: Span,
    /// The whole item.
    pub(crate) span: Span,
    pub(crate) doc: String,
    /// The phrases of a lexicon or cue, by what stands before them: `en`, `fr except`, `en forward`.
    pub(crate) lists: Vec<List>,
    /// The lexicons that it takes in.
    pub(crate) uses: Vec<String>,
    /// What a rule says, by the word of the clause: its severity, its first message.
    pub(crate) says: Vec<(&'static str, String)>,
}

/// Phrases of a lexicon or cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct List {
    pub(crate) head: String,
    pub(crate) count: usize,
    /// The first of them.
    pub(crate) first: Vec<String>,
}

/// A place that refers to something that has a name.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub(crate) file: String,
    /// The name as it stands there, with its pack where it says so.
    pub(crate) span: Span,
    /// Its place among the symbols.
    pub(crate) symbol: usize,
}

/// All names of rule files.
#[derive(Debug, Default)]
pub(crate) struct Symbols {
    pub(crate) all: Vec<Symbol>,
    pub(crate) mentions: Vec<Mention>,
    /// The pack of each file.
    packs: BTreeMap<String, String>,
    /// What each pack uses.
    uses: BTreeMap<String, Vec<String>>,
}

impl Symbols {
    /// The pack of a file.
    pub(crate) fn pack_of(&self, file: &str) -> Option<&str> {
        self.packs.get(file).map(String::as_str)
    }

    /// The names of all packs.
    pub(crate) fn packs(&self) -> impl Iterator<Item = &str> {
        self.uses.keys().map(String::as_str)
    }

    /// The packs that a pack uses.
    pub(crate) fn used_by(&self, pack: &str) -> &[String] {
        self.uses.get(pack).map_or(&[], Vec::as_slice)
    }

    /// The name that stands at a byte of a file, where it stands, and whether it is declared there.
    pub(crate) fn at(&self, file: &str, byte: usize) -> Option<(usize, Span, bool)> {
        let holds = |span: Span| span.start <= byte && byte <= span.end;
        let declared = self.all.iter().position(|one| one.file == file && holds(one.name_span));
        let mention = || self.mentions.iter().find(|one| one.file == file && holds(one.span));
        declared
            .map(|at| (at, self.all[at].name_span, true))
            .or_else(|| mention().map(|one| (one.symbol, one.span, false)))
    }

    /// What refers to a symbol.
    pub(crate) fn mentions_of(&self, symbol: usize) -> impl Iterator<Item = &Mention> {
        self.mentions.iter().filter(move |one| one.symbol == symbol)
    }
}

/// The names of rule files that are compiled together, those of files with errors too.
pub(crate) fn symbols(files: &[RuleFile]) -> Symbols {
    resolved(files, &Adjustments::default(), |work| Gather::default().all(&work))
}

/// Symbols as they are gathered.
#[derive(Default)]
struct Gather {
    symbols: Symbols,
    lexicons: Vec<usize>,
    cues: Vec<usize>,
    rules: BTreeMap<(usize, String), usize>,
    by_pack: BTreeMap<String, usize>,
}

impl Gather {
    fn all(mut self, work: &Work<'_>) -> Symbols {
        for (file, source) in work.files.iter().enumerate() {
            let pack = &work.packs[source.pack];
            self.symbols.packs.insert(source.path.to_owned(), pack.name.clone());
            let uses = pack.uses.iter().map(|at| work.packs[*at].name.clone()).collect();
            self.symbols.uses.insert(pack.name.clone(), uses);
            for item in &source.tree.items {
                let declared = Declared { file, pack: source.pack, item, used: false };
                match &item.body {
                    Body::Pack(_) if !item.name.text.is_empty() => {
                        let at = self.add(work, SymbolKind::Pack, declared);
                        self.by_pack.entry(item.name.text.to_owned()).or_insert(at);
                    }
                    Body::Rule(_) if !item.name.text.is_empty() => {
                        let at = self.add(work, SymbolKind::Rule, declared);
                        self.rules.entry((source.pack, item.name.text.to_owned())).or_insert(at);
                    }
                    _ => {}
                }
            }
        }
        for declared in &work.lexicon_items {
            let at = self.add(work, SymbolKind::Lexicon, *declared);
            self.lexicons.push(at);
        }
        for declared in &work.cue_items {
            let at = self.add(work, SymbolKind::Cue, *declared);
            self.cues.push(at);
        }
        for one in &work.references {
            let ids = if one.kind == Kind::Lexicon { &self.lexicons } else { &self.cues };
            if let Some(symbol) = ids.get(one.id) {
                self.mention(work.files[one.file].path, one.span, *symbol);
            }
        }
        for source in work.files {
            for item in &source.tree.items {
                if let Body::Pack(clauses) | Body::Rule(clauses) = &item.body {
                    clauses.iter().for_each(|clause| self.clause(work, source.path, source.pack, clause));
                }
            }
        }
        let mut symbols = self.symbols;
        symbols.mentions.sort_by(|a, b| (&a.file, a.span).cmp(&(&b.file, b.span)));
        symbols.mentions.dedup_by(|a, b| (&a.file, a.span) == (&b.file, b.span));
        symbols
    }

    fn add(&mut self, work: &Work<'_>, kind: SymbolKind, declared: Declared<'_>) -> usize {
        let item = declared.item;
        let (lists, uses) = phrases(item);
        self.symbols.all.push(Symbol {
            kind,
            pack: work.packs[declared.pack].name.clone(),
            name: item.name.text.to_owned(),
            file: work.files[declared.file].path.to_owned(),
            name_span: item.name.span,
            span: item.span,
            doc: item.doc.clone(),
            lists,
            uses,
            says: says(item),
        });
        self.symbols.all.len() - 1
    }

    fn mention(&mut self, file: &str, span: Span, symbol: usize) {
        self.symbols.mentions.push(Mention { file: file.to_owned(), span, symbol });
    }

    /// The packs and rules that a clause names.
    fn clause(&mut self, work: &Work<'_>, file: &str, pack: usize, clause: &Clause<'_>) {
        let Says::Setting(values) = &clause.says else { return };
        for value in values {
            let symbol = match clause.keyword.text {
                "uses" => self.by_pack.get(value.text).copied(),
                "replaced-by" => {
                    let (of, name) = match value.text.split_once(['/', '.']) {
                        Some((of, name)) => (work.packs.iter().position(|one| one.name == of), name),
                        None => (Some(pack), value.text),
                    };
                    of.and_then(|of| self.rules.get(&(of, name.to_owned())).copied())
                }
                _ => None,
            };
            // A text in quotation marks is left as it is.
            if let Some(symbol) = symbol
                && value.span.len() == value.text.len()
            {
                self.mention(file, value.span, symbol);
            }
        }
    }
}

fn phrases(item: &Item<'_>) -> (Vec<List>, Vec<String>) {
    let (mut lists, mut uses): (Vec<List>, Vec<String>) = (Vec::new(), Vec::new());
    let mut add = |head: String, phrases: &[Text<'_>]| {
        let at = lists.iter().position(|list: &List| list.head == head).unwrap_or_else(|| {
            lists.push(List { head, count: 0, first: Vec::new() });
            lists.len() - 1
        });
        let list = &mut lists[at];
        list.count += phrases.len();
        let room = MOST_SHOWN - list.first.len();
        list.first.extend(phrases.iter().take(room).map(|phrase| phrase.raw.to_owned()));
    };
    match &item.body {
        Body::Lexicon(entries) => {
            for entry in entries {
                let except = if entry.except { " except" } else { "" };
                add(format!("{}{except}", entry.language.text), &entry.phrases);
                uses.extend(entry.uses.iter().map(|name| name.text.to_owned()));
            }
        }
        Body::Cue(entries) => {
            for entry in entries {
                add(format!("{} {}", entry.language.text, entry.reach.text), &entry.phrases);
            }
        }
        Body::Pack(_) | Body::Rule(_) => {}
    }
    uses.sort();
    uses.dedup();
    (lists, uses)
}

fn says(item: &Item<'_>) -> Vec<(&'static str, String)> {
    let (Body::Rule(clauses) | Body::Pack(clauses)) = &item.body else { return Vec::new() };
    let mut said = Vec::new();
    for clause in clauses {
        let words = ["severity", "deprecated", "replaced-by", "version", "languages", "uses"];
        let word = words.into_iter().find(|word| *word == clause.keyword.text);
        match (&clause.says, word) {
            (Says::Setting(values), Some(word)) => {
                let values: Vec<&str> = values.iter().map(|value| value.text).collect();
                said.push((word, values.join(" ")));
            }
            (Says::Prose(texts), _) if clause.keyword.text == "message" => {
                said.extend(texts.first().map(|(_, text)| ("message", text.raw.to_owned())));
            }
            _ => {}
        }
    }
    said
}

/// Why something cannot go by a name.
pub(crate) fn unfit(name: &str, kind: SymbolKind) -> Option<String> {
    if !is_kebab(name) || !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        return Some(format!("`{name}` is not in kebab-case: letters and numbers, joined by `-`, and a letter first"));
    }
    let reserved = super::names::is_reserved(name) && matches!(kind, SymbolKind::Lexicon | SymbolKind::Cue);
    reserved.then(|| format!("`{name}` is a word of the language, and no name"))
}
