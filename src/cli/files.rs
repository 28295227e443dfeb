//! The drafts that are meant by the paths of a command.

use super::args::DraftArgs;
use super::packs;
use super::trouble::{Trouble, shown};
use crate::document::{Document, Format};
use std::collections::HashSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The bytes of a draft that are read; [`Document::read`] has a limit of its own.
const LIMIT: u64 = 1 << 30;

/// A draft to be read.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    /// The path, as it is printed.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) format: Format,
    /// Whether the command names the file itself, rather than a folder, so that no `exclude` holds.
    pub(crate) outright: bool,
    /// Whether it comes from the standard input.
    pub(crate) stdin: bool,
}

impl Input {
    /// Reads the draft, or says why it cannot.
    pub(crate) fn read(&self) -> Result<Document, Trouble> {
        let mut bytes = Vec::new();
        let read = if self.stdin {
            io::stdin().lock().take(LIMIT + 1).read_to_end(&mut bytes)
        } else {
            fs::File::open(&self.path).and_then(|file| file.take(LIMIT + 1).read_to_end(&mut bytes))
        };
        read.map_err(|error| Trouble::io(&self.path, &error))?;
        let unreadable =
            |error: crate::ReadError| Trouble::Unreadable { path: self.name.clone(), reason: error.to_string() };
        Document::read(&bytes, self.format).map_err(unreadable)
    }
}

/// The drafts of a command; with `--force-exclude`, a draft that is named is excluded as one in a folder is.
pub(crate) fn meant(drafts: &DraftArgs) -> (Vec<Input>, Vec<Trouble>) {
    let (mut inputs, troubles) = collect(&drafts.paths, drafts.stdin_name.as_deref());
    for input in inputs.iter_mut().filter(|_| drafts.force_exclude) {
        input.outright = false;
    }
    (inputs, troubles)
}

/// The drafts under `paths`, each once, in the order of their paths, and what could not be looked into.
pub(crate) fn collect(paths: &[PathBuf], stdin_name: Option<&Path>) -> (Vec<Input>, Vec<Trouble>) {
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here[..] } else { paths };
    let (mut inputs, mut troubles) = (Vec::new(), Vec::new());
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(standard_input(stdin_name));
        } else {
            match fs::metadata(path) {
                Ok(metadata) if metadata.is_dir() => walk(path, &mut inputs, &mut troubles),
                Ok(_) => {
                    inputs.push(input(path, Some(Format::Markdown), true).expect("there is a format to fall back on"))
                }
                Err(error) => troubles.push(Trouble::io(path, &error)),
            }
        }
    }
    // A file that is named outright and stands in a folder that is named too counts as named.
    inputs.sort_by(|a: &Input, b: &Input| a.path.cmp(&b.path).then(b.outright.cmp(&a.outright)));
    let mut seen = HashSet::new();
    inputs.retain(|input| {
        let canonical = if input.stdin { None } else { input.path.canonicalize().ok() };
        seen.insert(canonical.unwrap_or_else(|| input.path.clone()))
    });
    (inputs, troubles)
}

fn walk(folder: &Path, inputs: &mut Vec<Input>, troubles: &mut Vec<Trouble>) {
    // The documents that test a pack are made to be found fault with.
    let drafts = |entry: &ignore::DirEntry| entry.depth() == 0 || !packs::holds_tests(entry.path());
    for entry in ignore::WalkBuilder::new(folder).require_git(false).filter_entry(drafts).build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                inputs.extend(input(entry.path(), None, false));
            }
            Ok(_) => {}
            Err(error) => {
                let reason = error.io_error().map_or_else(|| error.to_string(), super::trouble::reason);
                troubles.push(Trouble::Unreadable { path: path_of(&error).unwrap_or_else(|| shown(folder)), reason });
            }
        }
    }
}

fn path_of(error: &ignore::Error) -> Option<String> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(shown(path)),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

fn input(path: &Path, fallback: Option<Format>, outright: bool) -> Option<Input> {
    let format = format_of(path).or(fallback)?;
    Some(Input { name: shown(path), path: path.to_owned(), format, outright, stdin: false })
}

fn standard_input(name: Option<&Path>) -> Input {
    let name = name.unwrap_or(Path::new("<stdin>"));
    let format = format_of(name).unwrap_or(Format::Markdown);
    Input { name: shown(name), path: name.to_owned(), format, outright: true, stdin: true }
}

fn format_of(path: &Path) -> Option<Format> {
    path.extension().and_then(|extension| Format::from_extension(&extension.to_string_lossy()))
}
