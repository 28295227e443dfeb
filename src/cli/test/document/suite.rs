//! Where the test documents of packs are, and where their snapshots.

use crate::cli::packs::{RuleSet, declared, holds_tests};
use crate::cli::test::TestArgs;
use crate::cli::trouble::{Trouble, shown};
use crate::document::Format;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why a link is not followed.
pub(super) const LINK: &str = "it is a link, which may lead out of the pack: put the file itself here";

/// A pack with a folder of its own.
#[derive(Debug)]
pub(in crate::cli::test) struct Suite {
    pub(super) pack: String,
    pub(super) folder: PathBuf,
    /// Documents, or folders of them, that are checked alone, by their whole paths; empty for all.
    pub(super) only: Vec<PathBuf>,
}

/// A test document.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) path: PathBuf,
    /// As it is named in the report: from the pack's folder on, with `/`.
    pub(super) name: String,
    pub(super) format: Format,
    /// Where its report is kept.
    pub(super) snapshot: PathBuf,
}

/// The paths of a command: those of rules, and those of test documents, which are checked alone.
#[derive(Debug, Default)]
pub(in crate::cli::test) struct Asked {
    /// Rule files and folders of them; of a document, the folder of its pack.
    pub(in crate::cli::test) rules: Vec<PathBuf>,
    /// Documents, or folders of them; where there are any, nothing else is tested.
    pub(in crate::cli::test) documents: Vec<PathBuf>,
}

impl Asked {
    /// Tells them apart: a document lies in the folder `tests` of a pack.
    pub(in crate::cli::test) fn of(paths: &[PathBuf]) -> Self {
        let mut asked = Self::default();
        for path in paths {
            let tests = path.ancestors().find(|folder| holds_tests(folder)).filter(|_| path.exists());
            match tests.and_then(Path::parent) {
                Some(pack) => {
                    asked.rules.push(if pack.as_os_str().is_empty() { PathBuf::from(".") } else { pack.to_owned() });
                    asked.documents.extend(path.canonicalize().ok());
                }
                None => asked.rules.push(path.clone()),
            }
        }
        asked
    }
}

/// The packs that are asked for as a whole, or by their documents.
pub(in crate::cli::test) fn suites(set: &RuleSet, args: &TestArgs, asked: &Asked) -> Vec<Suite> {
    let documents = &asked.documents;
    let asked: Vec<PathBuf> =
        asked.rules.iter().filter(|path| path.is_dir()).filter_map(|path| path.canonicalize().ok()).collect();
    let mut seen = BTreeSet::new();
    let mut suites = Vec::new();
    for pack in set.given.iter().filter(|pack| args.only.is_empty() || args.only.contains(pack)) {
        let Some(folder) = folder_of(set, pack) else { continue };
        // Where a folder has several packs, its documents are the first one's.
        let known = folder.canonicalize().unwrap_or_else(|_| folder.clone());
        if asked.iter().any(|path| known.starts_with(path)) && seen.insert(known) {
            suites.push(Suite { pack: pack.clone(), folder, only: documents.clone() });
        }
    }
    suites
}

/// The folder in which a pack is declared, else the highest that holds a rule of it.
fn folder_of(set: &RuleSet, pack: &str) -> Option<PathBuf> {
    let own = || set.files.iter().filter(|file| set.own.contains(&file.path));
    let of_rules = || {
        let rules = set.checker.program.rules.iter().filter(|rule| set.own.contains(&rule.file));
        let files = rules.filter(|rule| rule.id.split_once('/').is_some_and(|(of, _)| of == pack));
        files.map(|rule| rule.file.as_str()).min_by_key(|file| (file.matches(['/', '\\']).count(), *file))
    };
    let declaring = own().find(|file| declared(&file.text).any(|name| name == pack)).map(|file| file.path.as_str());
    let folder = Path::new(declaring.or_else(of_rules)?).parent()?;
    Some(if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() })
}

impl Suite {
    /// The documents in the folder `tests`, in the order of their names, and what could not be looked into.
    pub(super) fn drafts(&self) -> (Vec<Draft>, Vec<Trouble>) {
        let (mut drafts, mut troubles) = (Vec::new(), Vec::new());
        for path in self.files("tests", &mut troubles) {
            let format = path.extension().and_then(|extension| Format::from_extension(&extension.to_string_lossy()));
            let inner = path.strip_prefix(self.folder.join("tests"));
            let (Some(format), Ok(inner)) = (format, inner) else { continue };
            let mut snapshot = self.folder.join("snapshots").join(inner).into_os_string();
            snapshot.push(".snap");
            let name = format!("tests/{}", slashed(inner));
            let known = path.canonicalize().unwrap_or_else(|_| path.clone());
            if !self.only.is_empty() && !self.only.iter().any(|only| known.starts_with(only)) {
                continue;
            }
            drafts.push(Draft { name, format, snapshot: snapshot.into(), path });
        }
        drafts.sort_by(|a, b| a.name.cmp(&b.name));
        (drafts, troubles)
    }

    /// The snapshots that are kept or wait, in the order of their names.
    pub(super) fn snapshots(&self, troubles: &mut Vec<Trouble>) -> Vec<PathBuf> {
        let mut files = self.files("snapshots", troubles);
        files.retain(|path| {
            let name = path.to_string_lossy();
            name.ends_with(".snap") || name.ends_with(".snap.new")
        });
        files.sort_by_key(|path| slashed(path));
        files
    }

    /// All plain files below a folder of the pack that are not hidden. No `.gitignore` is asked: there may be others on
    /// other machines.
    fn files(&self, name: &str, troubles: &mut Vec<Trouble>) -> Vec<PathBuf> {
        let folder = self.folder.join(name);
        match fs::symlink_metadata(&folder) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(metadata) => {
                let reason = if metadata.is_symlink() { LINK } else { "it is no folder" };
                troubles.push(Trouble::Unreadable { path: shown(&folder), reason: reason.to_owned() });
                return Vec::new();
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Vec::new(),
            Err(error) => {
                troubles.push(Trouble::io(&folder, &error));
                return Vec::new();
            }
        }
        let mut files = Vec::new();
        let walk = ignore::WalkBuilder::new(&folder).standard_filters(false).hidden(true).build();
        for entry in walk {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => files.push(entry.into_path()),
                Ok(entry) if entry.path_is_symlink() => {
                    troubles.push(Trouble::Unreadable { path: shown(entry.path()), reason: LINK.to_owned() });
                }
                Ok(_) => {}
                Err(error) => {
                    let reason = error.io_error().map_or_else(|| error.to_string(), crate::cli::trouble::reason);
                    troubles.push(Trouble::Unreadable { path: shown(&folder), reason });
                }
            }
        }
        files
    }
}

/// A path with `/` between its parts.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
