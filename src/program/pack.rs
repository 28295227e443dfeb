//! Files grouped into packs, and what a `pack` item says.

use super::compile::{Source, Work};
use super::names::{is_kebab, kebab_fault, unknown_word, with_nearest};
use super::{Condition, Pack};
use crate::syntax::tree::{Body, Clause, Condition as ConditionNode, Item, Name, Says};
use crate::syntax::{Fault, nearest};
use crate::text::Language;
use std::collections::BTreeMap;

/// The edition of the language that this engine reads.
const EDITION: u32 = 1;

/// A pack while it is compiled.
#[derive(Debug)]
pub(super) struct PackWork<'a> {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) languages: Vec<Language>,
    pub(super) uses: Vec<usize>,
    pub(super) rebuttals: Vec<Condition>,
    /// The file and the item, where there is one.
    pub(super) item: Option<(usize, &'a Item<'a>)>,
    /// The item says which languages there are.
    pub(super) closed: bool,
    /// Something that would tell which names are known could not be read: unknown names are not reported.
    pub(super) blind: bool,
    /// Nothing of it can be run.
    pub(super) dropped: bool,
}

impl PackWork<'_> {
    fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            version: "0.0.0".into(),
            languages: Vec::new(),
            uses: Vec::new(),
            rebuttals: Vec::new(),
            item: None,
            closed: false,
            blind: false,
            dropped: false,
        }
    }

    pub(super) fn done(self) -> Pack {
        Pack { name: self.name, version: self.version, languages: self.languages }
    }
}

/// Tells for every file to which pack it belongs: to its own, else to that of its folder or of the nearest folder
/// above, else to one named after its folder or itself. Where a folder has several, the first counts.
pub(super) fn group<'a>(sources: &mut [Source<'a>]) -> Vec<PackWork<'a>> {
    let mut packs: Vec<PackWork<'a>> = Vec::new();
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    let mut folders: BTreeMap<String, usize> = BTreeMap::new();
    let mut place = |name: &str| {
        *named.entry(name.to_owned()).or_insert_with(|| {
            packs.push(PackWork::new(name));
            packs.len() - 1
        })
    };
    let mut homeless = Vec::new();
    for (at, source) in sources.iter_mut().enumerate() {
        let own = source.tree.items.iter().find(|i| matches!(i.body, Body::Pack(_)) && !i.name.text.is_empty());
        match own {
            Some(item) => {
                source.pack = place(item.name.text);
                folders.entry(folder(source.path).to_owned()).or_insert(source.pack);
            }
            None => homeless.push(at),
        }
    }
    for at in homeless {
        let path = sources[at].path;
        let mut above = folder(path);
        let pack = loop {
            if let Some(pack) = folders.get(above) {
                break Some(*pack);
            }
            if above.is_empty() {
                break None;
            }
            above = folder(above);
        };
        sources[at].pack = pack.unwrap_or_else(|| place(&implied_name(path)));
    }
    packs
}

/// The folder of a path, empty at the top. Both kinds of slash separate.
fn folder(path: &str) -> &str {
    path.rfind(['/', '\\']).map_or("", |at| &path[..at])
}

fn implied_name(path: &str) -> String {
    let folder = folder(path);
    let last = folder.rsplit(['/', '\\']).next().unwrap_or("");
    let last = if matches!(last, "" | "." | "..") { stem(path) } else { last };
    let name: String =
        last.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let name = name.split('-').filter(|p| !p.is_empty()).collect::<Vec<_>>().join("-");
    if name.is_empty() { "pack".into() } else { name }
}

/// The name of a file without folder and ending.
pub(super) fn stem(path: &str) -> &str {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    file.split('.').next().unwrap_or(file)
}

/// The fault of an edition that is not this one.
pub(super) fn edition_fault(edition: Name<'_>) -> Fault {
    match edition.text.parse::<u32>() {
        Ok(number) if number > EDITION => {
            let message = format!("this file is written in edition {number}, and this engine reads up to {EDITION}");
            Fault::new("edition-too-new", edition.span, message).help("use a newer toulmin")
        }
        _ => Fault::new("syntax", edition.span, format!("`{}` is no edition", edition.text)).help("write `toulmin 1`"),
    }
}

/// A version as numbers: `1.2.3`, `1.2.3-beta`.
pub(super) fn version(text: &str) -> Option<[u64; 3]> {
    let (numbers, suffix) = text.split_once('-').map_or((text, None), |(n, s)| (n, Some(s)));
    if suffix.is_some_and(|s| s.is_empty() || !s.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-')) {
        return None;
    }
    let mut parts = numbers.split('.');
    let mut number = || parts.next().filter(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()))?.parse().ok();
    let version = [number()?, number()?, number()?];
    parts.next().is_none().then_some(version)
}

/// The fault of a text that is no version.
pub(super) fn version_fault(name: Name<'_>) -> Fault {
    Fault::new("bad-version", name.span, format!("`{}` is no version", name.text))
        .help("write three numbers, as in `0.1.0`")
}

impl<'a> Work<'a> {
    /// Reads the `pack` items, and tells the languages of packs without one.
    pub(super) fn read_packs(&mut self) {
        let files = self.files;
        let mut rebuttals = Vec::new();
        for (file, source) in files.iter().enumerate() {
            for item in &source.tree.items {
                let Body::Pack(clauses) = &item.body else { continue };
                let Some(at) = self.packs.iter().position(|p| p.name == item.name.text) else { continue };
                if let Some((first, earlier)) = self.packs[at].item {
                    let name = item.name;
                    let fault = if first == file {
                        Fault::new("duplicate-name", name.span, format!("there are two packs `{}`", name.text))
                            .related(earlier.name.span, "the first stands here")
                    } else {
                        let message = format!("there is a pack `{}` in {} already", name.text, files[first].path);
                        Fault::new("duplicate-name", name.span, message)
                    };
                    self.error(file, fault);
                    continue;
                }
                if source.pack != at {
                    let message = "a file has one pack";
                    self.error(file, Fault::new("duplicate-name", item.name.span, message));
                    continue;
                }
                self.packs[at].item = Some((file, item));
                rebuttals.extend(self.read_pack(at, file, item, clauses).map(|r| (at, file, r)));
            }
        }
        self.imply_languages();
        for (pack, file, conditions) in rebuttals {
            let mut faults = Vec::new();
            let resolved = super::rule::conditions(self, (file, pack), conditions, &mut faults);
            self.packs[pack].rebuttals = resolved;
            for fault in faults {
                self.error(file, fault);
            }
        }
    }

    fn read_pack(
        &mut self,
        at: usize,
        file: usize,
        item: &'a Item<'a>,
        clauses: &'a [Clause<'a>],
    ) -> Option<&'a [ConditionNode<'a>]> {
        if item.broken {
            self.packs[at].blind = true;
        }
        if !is_kebab(item.name.text) {
            self.error(file, kebab_fault(item.name));
        }
        let mut rebuttal = None;
        let mut seen: Vec<Name<'a>> = Vec::new();
        for clause in clauses {
            let keyword = clause.keyword;
            if let Some(first) = seen.iter().find(|k| k.text == keyword.text) {
                let fault = super::rule::duplicate_clause(keyword, *first);
                self.error(file, fault);
                continue;
            }
            seen.push(keyword);
            match (&clause.says, keyword.text) {
                (Says::Setting(values), "version") => match single(values, keyword) {
                    Ok(value) if version(value.text).is_some() => self.packs[at].version = value.text.to_owned(),
                    Ok(value) => self.error(file, version_fault(value)),
                    Err(fault) => self.error(file, fault),
                },
                (Says::Setting(values), "requires") => match single(values, keyword).map(|v| (v, version(v.text))) {
                    Ok((value, Some(wanted))) => {
                        let engine = env!("CARGO_PKG_VERSION");
                        if version(engine).is_some_and(|engine| engine < wanted) {
                            let message = format!("this pack requires toulmin {}, and this is {engine}", value.text);
                            self.error(
                                file,
                                Fault::new("engine-too-old", value.span, message).help("use a newer toulmin"),
                            );
                            self.drop_pack(at);
                        }
                    }
                    Ok((value, None)) => self.error(file, version_fault(value)),
                    Err(fault) => self.error(file, fault),
                },
                (Says::Setting(values), "languages") => {
                    self.packs[at].closed = true;
                    for value in values {
                        match language(*value) {
                            Ok(language) if self.packs[at].languages.contains(&language) => {}
                            Ok(language) => self.packs[at].languages.push(language),
                            Err(fault) => {
                                self.packs[at].closed = false;
                                self.error(file, fault);
                            }
                        }
                    }
                }
                (Says::Setting(values), "uses") => self.read_uses(at, file, values),
                (Says::Rebuttal(conditions), _) => rebuttal = Some(conditions.as_slice()),
                _ => {
                    let fault = unknown_clause(keyword, "pack", &PACK_CLAUSES);
                    self.packs[at].blind |= matches!(nearest(keyword.text, ["uses"]), Some("uses"));
                    self.error(file, fault);
                }
            }
        }
        let missing: Vec<&str> =
            ["version", "languages"].into_iter().filter(|c| !seen.iter().any(|k| k.text == *c)).collect();
        if !item.broken && !missing.is_empty() {
            self.error(file, missing_clause(item.name, "pack", &missing));
        }
        rebuttal
    }

    fn read_uses(&mut self, at: usize, file: usize, values: &[Name<'_>]) {
        for value in values {
            match self.packs.iter().position(|p| p.name == value.text) {
                Some(used) if used == at || self.packs[at].uses.contains(&used) => {}
                Some(used) => self.packs[at].uses.push(used),
                None => {
                    let fault = Fault::new("unknown-name", value.span, format!("there is no pack `{}`", value.text));
                    let near = nearest(value.text, self.packs.iter().map(|p| p.name.as_str()));
                    let fault = with_nearest(fault, value.text, near);
                    self.packs[at].blind = true;
                    self.error(file, fault);
                }
            }
        }
    }

    fn drop_pack(&mut self, at: usize) {
        self.packs[at].dropped = true;
        for declared in self.lexicon_items.iter().chain(&self.cue_items).filter(|d| d.pack == at) {
            self.names.mark_broken(at, declared.item.name.text);
        }
    }

    /// The languages of a pack that does not name them: those in which something is written.
    fn imply_languages(&mut self) {
        for source in self.files {
            if self.packs[source.pack].closed {
                continue;
            }
            let languages = &mut self.packs[source.pack].languages;
            for item in &source.tree.items {
                match &item.body {
                    Body::Lexicon(entries) => languages.extend(entries.iter().filter_map(|e| code(e.language))),
                    Body::Cue(entries) => languages.extend(entries.iter().filter_map(|e| code(e.language))),
                    Body::Rule(clauses) | Body::Pack(clauses) => {
                        for clause in clauses {
                            match &clause.says {
                                Says::Prose(texts) => languages.extend(texts.iter().filter_map(|(l, _)| code(*l))),
                                Says::Example { language, .. } => languages.extend(code(*language)),
                                _ => {}
                            }
                        }
                    }
                }
            }
            languages.sort_unstable();
            languages.dedup();
        }
    }
}

const PACK_CLAUSES: [&str; 5] = ["version", "languages", "requires", "uses", "rebuttal"];
const RULE_CLAUSES: [&str; 21] = [
    "severity", "confidence", "since", "deprecated", "replaced-by", "formerly", "tags", "claim", "topic", "rebuttal",
    "qualifier", "grounds", "yields", "once", "message", "help", "warrant", "backing", "flags", "allows", "misses",
];

/// The clauses of a rule.
pub(super) fn rule_clauses() -> Vec<&'static str> {
    let mut clauses = RULE_CLAUSES.to_vec();
    clauses.push("overflags");
    clauses
}

/// The fault of a clause that `item` has not.
pub(super) fn unknown_clause(keyword: Name<'_>, item: &str, known: &[&str]) -> Fault {
    let word = keyword.text;
    let elsewhere = if item == "rule" { PACK_CLAUSES.contains(&word) } else { rule_clauses().contains(&word) };
    if elsewhere {
        let other = if item == "rule" { "pack" } else { "rule" };
        return Fault::new(
            "unknown-clause",
            keyword.span,
            format!("`{word}` is a clause of a {other}, not of a {item}"),
        );
    }
    let fault = Fault::new("unknown-clause", keyword.span, format!("a {item} has no clause `{word}`"));
    with_nearest(fault, word, nearest(word, known.iter().copied()))
}

/// The fault of an item without clauses that it needs.
pub(super) fn missing_clause(name: Name<'_>, item: &str, missing: &[&str]) -> Fault {
    let list: Vec<String> = missing.iter().map(|m| format!("`{m}`")).collect();
    let list = match list.as_slice() {
        [one] => one.clone(),
        [many @ .., last] => format!("{} and {last}", many.join(", ")),
        [] => String::new(),
    };
    Fault::new("missing-clause", name.span, format!("the {item} `{}` lacks {list}", name.text))
}

/// The value of a clause that takes one.
pub(super) fn single<'a>(values: &[Name<'a>], keyword: Name<'_>) -> Result<Name<'a>, Fault> {
    match values {
        [one] => Ok(*one),
        [_, second, ..] => Err(Fault::new("syntax", second.span, format!("`{}` takes one value", keyword.text))),
        [] => Err(Fault::new("syntax", keyword.span, format!("`{}` takes a value", keyword.text))),
    }
}

/// A language from its word.
pub(super) fn language(word: Name<'_>) -> Result<Language, Fault> {
    code(word).ok_or_else(|| {
        let near = match word.text.get(..2).map(str::to_ascii_lowercase).as_deref() {
            Some("fr") => ["fr"].as_slice(),
            Some("en") => &["en"],
            _ => &["en", "fr"],
        };
        let fault = unknown_word("language", word, near);
        match near {
            [one] => Fault { help: Some(format!("did you mean `{one}`?")), ..fault },
            _ => Fault { help: Some("a language is two letters: `en`, `fr`".into()), ..fault },
        }
    })
}

fn code(word: Name<'_>) -> Option<Language> {
    let region = word.text.len() == 5 && word.text.as_bytes()[2] == b'-';
    let lower = word.text.bytes().take(2).all(|b| b.is_ascii_lowercase());
    ((word.text.len() == 2 || region) && lower).then(|| Language::new(word.text))?
}
