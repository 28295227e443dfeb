//! The bibliographies of drafts: those that the command and `toulmin.toml` name, and those that a draft's front matter
//! names.
//!
//! A draft may be anybody's: what its front matter names is read only below the folder of its `toulmin.toml`, or else
//! the folder that the command runs in, or else the draft's own.

use super::files::Input;
use super::setup::{Setup, near_here};
use super::trouble::{Source, Trouble, reason, shown};
use crate::document::{Bibliography, BibliographyFormat, Document, Entry};
use crate::program::{Diagnostic, Level};
use crate::text::Span;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The most bytes that are read of one.
const LIMIT: u64 = 32 << 20;
/// How many files the front matter of one draft may name.
const MOST_NAMED: usize = 16;

/// Bibliographies that were read, each once however many drafts name it, and what is wrong with them.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    read: Mutex<BTreeMap<PathBuf, Result<Arc<Bibliography>, String>>>,
    troubles: Mutex<BTreeMap<String, Vec<Trouble>>>,
}

impl Shelf {
    /// What was wrong, in the order of the paths.
    pub(crate) fn troubles(&self) -> Vec<Trouble> {
        let troubles = self.troubles.lock().unwrap_or_else(PoisonError::into_inner);
        troubles.values().flatten().cloned().collect()
    }

    /// A bibliography that the command or a configuration names; `None` where it cannot be read, which is told.
    pub(crate) fn open(&self, path: &Path) -> Option<Arc<Bibliography>> {
        self.get(path)
            .map_err(|reason| self.tell(&shown(path), vec![Trouble::Unreadable { path: shown(path), reason }]))
            .ok()
    }

    fn tell(&self, name: &str, troubles: Vec<Trouble>) {
        if !troubles.is_empty() {
            let mut told = self.troubles.lock().unwrap_or_else(PoisonError::into_inner);
            told.entry(name.to_owned()).or_insert(troubles);
        }
    }

    /// The bibliography at a path, read now or before; or why it cannot be.
    fn get(&self, path: &Path) -> Result<Arc<Bibliography>, String> {
        // Held while reading, so that no file is read twice.
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read.get(path) {
            return known.clone();
        }
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        let bibliography = match BibliographyFormat::from_extension(&extension) {
            None => Err("its extension tells no format: `bib`, `json` (CSL) or `yaml` (CSL)".to_owned()),
            Some(format) => text_of(path).map(|text| {
                let bibliography = Bibliography::read(&text, format);
                self.tell(&shown(path), wrong(&shown(path), &text, &bibliography));
                Arc::new(bibliography)
            }),
        };
        read.insert(path.to_owned(), bibliography.clone());
        bibliography
    }
}

fn text_of(path: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(LIMIT + 1).read_to_end(&mut bytes))
        .map_err(|error| reason(&error))?;
    if bytes.len() as u64 > LIMIT {
        return Err(format!("it has more than the {LIMIT} bytes that are read"));
    }
    Bibliography::decode(&bytes).map_err(|error| error.to_string())
}

/// What is wrong with a bibliography: warnings, since its other entries are used.
fn wrong(path: &str, text: &str, bibliography: &Bibliography) -> Vec<Trouble> {
    let faults = bibliography.faults();
    if faults.is_empty() {
        return Vec::new();
    }
    let source = Source::new(text);
    let told = |(span, message): (Span, String)| doubt("broken-bibliography", path, span, message, None, &source);
    faults.iter().map(|fault| told((fault.span, fault.message.clone()))).collect()
}

fn doubt(
    id: &'static str,
    path: &str,
    span: Span,
    message: String,
    help: Option<String>,
    source: &Arc<Source>,
) -> Trouble {
    let level = Level::Warning;
    let diagnostic = Diagnostic { id, level, file: path.to_owned(), span, message, help, related: None, fix: None };
    Trouble::Doubt { diagnostic: Box::new(diagnostic), source: Arc::clone(source) }
}

/// Reads a draft, with the bibliographies that it and its setup name.
pub(crate) fn read(input: &Input, setup: &Setup) -> Result<Document, Trouble> {
    Ok(with(input, input.read()?, setup))
}

/// The draft, which may say otherwise than its file, with those bibliographies.
pub(crate) fn with(input: &Input, document: Document, setup: &Setup) -> Document {
    if document.keys().next().is_none() {
        return document;
    }
    let named = named(input, &document, setup);
    let mut all = setup.all_bibliographies && named.all;
    let bibliographies: Vec<&Bibliography> =
        setup.bibliographies.iter().chain(&named.read).map(AsRef::as_ref).collect();
    all &= !bibliographies.is_empty();
    let entries: Vec<Entry> = bibliographies.iter().flat_map(|read| read.cited_in(&document)).collect();
    match all {
        true => document.with_bibliography(entries),
        false if entries.is_empty() => document,
        false => document.with_some_entries(entries),
    }
}

/// What the front matter of a draft names.
struct Named {
    read: Vec<Arc<Bibliography>>,
    /// Whether all that it names was read.
    all: bool,
}

fn named(input: &Input, document: &Document, setup: &Setup) -> Named {
    let names = &document.metadata().bibliography;
    let mut named = Named { read: Vec::new(), all: names.len() <= MOST_NAMED };
    let mut refused = Vec::new();
    for name in names.iter().take(MOST_NAMED) {
        match beside(input, name, setup).and_then(|path| setup.shelf.get(&path)) {
            Ok(bibliography) => named.read.push(bibliography),
            Err(reason) => refused.push((name, reason)),
        }
    }
    if !refused.is_empty() {
        named.all = false;
        let text = document.text();
        let source = Source::new(text);
        let told = |(name, reason): (&String, String)| {
            // As it stands behind its key; escapes may hide it.
            let key = text.find("bibliograph").unwrap_or(0);
            let start = text[key..].find(name.as_str()).map(|at| key + at);
            let span = start.map_or(Span::new(key, key), |start| Span::new(start, start + name.len()));
            let help = "without it, no key is held against the draft".to_owned();
            doubt(
                "unread-bibliography",
                &input.name,
                span,
                format!("`{name}` is not read: {reason}"),
                Some(help),
                &source,
            )
        };
        setup.shelf.tell(&input.name, refused.into_iter().map(told).collect());
    }
    named
}

/// The path of a bibliography that a draft names, or why it is not read.
fn beside(input: &Input, name: &str, setup: &Setup) -> Result<PathBuf, String> {
    let path = Path::new(name);
    if name.contains("://") {
        return Err("it is an address, and no network is asked".to_owned());
    }
    if !path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir | Component::ParentDir)) {
        return Err("it is not named from the draft's folder".to_owned());
    }
    let folder = input.path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let real = |path: &Path| path.canonicalize().map_err(|error| reason(&error));
    let folder = real(folder)?;
    let root = setup.root.as_ref().filter(|root| folder.starts_with(root)).unwrap_or(&folder);
    // Links are followed before the place is judged.
    let path = real(&folder.join(path))?;
    if !path.starts_with(root) {
        return Err(format!("it is outside of `{}`; name it with `--bibliography`", shown(&near_here(root.clone()))));
    }
    if !path.is_file() {
        return Err("it is no file".to_owned());
    }
    Ok(near_here(path))
}
