//! `toulmin.toml`: what a folder asks of the checks of its drafts.

mod chain;
mod read;
mod settings;
pub(crate) mod show;

pub(crate) use chain::chain;
#[cfg(test)]
pub(crate) use read::KEYS;
pub(crate) use settings::Settings;

use super::args::FailOn;
use super::trouble::{Source, Trouble, shown};
use crate::program::{Adjustments, Diagnostic, Level};
use crate::syntax::RuleFile;
use crate::text::{Date, Language, Span};
use ignore::gitignore::Gitignore;
use read::Reader;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::{fs, io};

/// The name of the file.
pub(crate) const NAME: &str = "toulmin.toml";

/// What one file says, or one override in it.
#[derive(Debug)]
pub(crate) struct Config {
    /// How messages name it.
    pub(crate) path: String,
    source: Arc<Source>,
    /// Where it stands; its paths begin there.
    pub(crate) folder: PathBuf,
    /// Paths of the configurations that this one goes on from.
    extends: Vec<(String, Span)>,
    /// Names of packs that ship, or paths of folders.
    pub(crate) packs: Option<Vec<(String, Span)>>,
    exclude: Option<Globs>,
    /// Rules and packs with their levels.
    pub(crate) levels: Vec<(String, Level, Span)>,
    /// Options of rules, and phrases for lexicons.
    pub(crate) adjustments: Adjustments,
    pub(crate) fail_on: Option<FailOn>,
    pub(crate) language: Option<Language>,
    pub(crate) issuer: Option<Vec<String>>,
    pub(crate) as_of: Option<Date>,
    /// Paths of bibliographies.
    pub(crate) bibliography: Option<Vec<(String, Span)>>,
    /// The path of the file of known findings.
    pub(crate) baseline: Option<String>,
    overrides: Vec<Override>,
    /// The keys that it has, with their places.
    written: Vec<(&'static str, Span)>,
}

/// What holds for drafts at some paths.
#[derive(Debug)]
struct Override {
    paths: Globs,
    config: Rc<Config>,
}

/// Patterns of paths.
#[derive(Clone, Debug)]
pub(crate) struct Globs {
    /// As they are written.
    pub(crate) written: Vec<String>,
    read: Gitignore,
}

impl Globs {
    /// Whether they name a path; they begin at a folder.
    fn name(&self, folder: &Path, path: &Path) -> bool {
        let path = path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned());
        path.strip_prefix(folder).is_ok_and(|path| self.read.matched_path_or_any_parents(path, false).is_ignore())
    }
}

impl Config {
    /// Reads a configuration, and all that is wrong with it.
    pub(crate) fn read(path: &Path) -> io::Result<(Self, Vec<Trouble>)> {
        let text = fs::read_to_string(path)?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let (config, wrong) =
            Reader { path: shown(path), text: &text, source: Source::new(&text), wrong: Vec::new() }.read(folder);
        Ok((config, wrong))
    }

    /// Whether it changes anything of the packs themselves.
    fn adjusts(&self) -> bool {
        !self.adjustments.phrases.is_empty() || !self.adjustments.options.is_empty()
    }

    /// The file, with its text.
    fn file(&self) -> RuleFile {
        RuleFile { path: self.path.clone(), text: self.source.text().to_owned() }
    }

    /// A fault at `span` of this file.
    pub(crate) fn wrong(&self, id: &'static str, span: Span, message: String, help: Option<String>) -> Trouble {
        read::wrong(&self.path, &self.source, id, span, message, help)
    }

    /// Something worth knowing of what stands at `span`.
    pub(crate) fn note(&self, id: &'static str, span: Span, message: String) -> Trouble {
        let level = Level::Note;
        let diagnostic =
            Diagnostic { id, level, file: self.path.clone(), span, message, help: None, related: None, fix: None };
        Trouble::Wrong { diagnostic: Box::new(diagnostic), source: Arc::clone(&self.source) }
    }

    /// The line on which a byte stands.
    pub(crate) fn line(&self, byte: usize) -> usize {
        self.source.line(byte)
    }
}

/// The configurations that were found, by the folder that they were looked for from.
#[derive(Debug, Default)]
pub(crate) struct Found {
    by_folder: HashMap<PathBuf, Option<PathBuf>>,
}

impl Found {
    /// The nearest `toulmin.toml` at or above a folder.
    pub(crate) fn nearest(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some(known) = self.by_folder.get(folder) {
            return known.clone();
        }
        let here = folder.join(NAME);
        let found = if here.is_file() { Some(here) } else { folder.parent().and_then(|above| self.nearest(above)) };
        self.by_folder.insert(folder.to_owned(), found.clone());
        found
    }
}
