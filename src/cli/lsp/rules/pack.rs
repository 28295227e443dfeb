//! The pack of an open rule file: the files of its folder, those that are open as they are in the editor, and the packs that it uses.

use crate::cli::lsp::open::{Open, What};
use crate::cli::lsp::session::Session;
use crate::cli::lsp::text::Text;
use crate::cli::lsp::uri;
use crate::cli::packs::{Shipped, declared, home_where, read_under, used, with_shipped};
use crate::cli::setup::near_here;
use crate::cli::trouble::shown;
use crate::engine::{Checker, Packs as RulePacks};
use crate::program::{Symbols, symbols};
use crate::syntax::RuleFile;
use gen_lsp_types::Uri;
use rustc_hash::FxHasher;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// How many folders beside a pack are looked at for packs that it uses, or that use it.
const MOST_NEIGHBOURS: usize = 100;

/// Packs as they are in the editor.
#[derive(Debug, Default)]
pub(in crate::cli::lsp) struct Packs {
    /// By the folder, or the file where it is alone.
    made: BTreeMap<PathBuf, Rc<Pack>>,
    /// The same with those that use them.
    wide: BTreeMap<String, Rc<Pack>>,
    /// The rule files on disk, by folder.
    disk: BTreeMap<PathBuf, Rc<Vec<RuleFile>>>,
    /// What came of the examples that were run, by file.
    pub(super) runs: BTreeMap<String, super::examples::Ran>,
}

impl Packs {
    /// A rule file has changed: one pack may be built on another.
    pub(in crate::cli::lsp) fn forget(&mut self) {
        self.made.clear();
        self.wide.clear();
    }

    /// All is to be read again. Runs of examples know themselves of which state they are.
    pub(in crate::cli::lsp) fn reread(&mut self) {
        self.forget();
        self.disk.clear();
    }
}

/// A pack, with all that it is compiled with.
#[derive(Debug)]
pub(super) struct Pack {
    pub(super) files: Vec<RuleFile>,
    /// The files of the pack itself.
    own: BTreeSet<String>,
    /// Where files are that ship with nobody.
    uris: BTreeMap<String, Uri>,
    checker: OnceCell<Checker>,
    symbols: OnceCell<Symbols>,
    state: OnceCell<u64>,
}

impl Pack {
    fn new(files: Vec<RuleFile>, own: BTreeSet<String>, uris: BTreeMap<String, Uri>) -> Self {
        let files = with_shipped(files, &own, &Shipped::Needed(BTreeSet::new()));
        Self { files, own, uris, checker: OnceCell::new(), symbols: OnceCell::new(), state: OnceCell::new() }
    }

    /// The rules, compiled with every static check.
    pub(super) fn checker(&self) -> &Checker {
        self.checker.get_or_init(|| Checker::thorough(&RulePacks::from_files(self.files.iter().cloned())))
    }

    /// All names and what refers to them.
    pub(super) fn symbols(&self) -> &Symbols {
        self.symbols.get_or_init(|| symbols(&self.files))
    }

    /// What tells one state of all its files from another.
    pub(super) fn state(&self) -> u64 {
        *self.state.get_or_init(|| {
            let mut hasher = FxHasher::default();
            self.files.iter().for_each(|file| (&file.path, &file.text).hash(&mut hasher));
            hasher.finish()
        })
    }

    /// The text of a file.
    pub(super) fn text(&self, name: &str) -> &str {
        self.files.iter().find(|file| file.path == name).map_or("", |file| &file.text)
    }

    /// Where a file is; `None` for one that ships.
    pub(super) fn uri(&self, name: &str) -> Option<&Uri> {
        self.uris.get(name)
    }
}

/// An open rule file at hand.
#[derive(Clone, Debug)]
pub(super) struct At {
    pub(super) pack: Rc<Pack>,
    /// The name of the file in the pack.
    pub(super) name: String,
    pub(super) text: Text,
    /// The same as one string.
    pub(super) whole: Rc<str>,
}

/// The open rule file that a URI names, with its pack.
pub(super) fn open(session: &mut Session<'_>, uri: &Uri) -> Option<At> {
    let open = session.get(uri).filter(|open| open.what == What::Rules)?;
    let (path, text) = (open.path.clone(), open.text.clone());
    let key = home(session, &path).unwrap_or_else(|| path.clone());
    let pack = match session.packs.made.get(&key) {
        Some(pack) if pack.own.contains(&name(&path)) => Rc::clone(pack),
        _ => {
            let pack = Rc::new(make(session, &path, Vec::new()));
            session.packs.made.insert(key, Rc::clone(&pack));
            pack
        }
    };
    let name = name(&path);
    let whole = pack.text(&name).into();
    Some(At { pack, name, text, whole })
}

/// The same pack with those beside it, and those that are open, that use it.
pub(super) fn with_users(session: &mut Session<'_>, at: &At) -> Option<Rc<Pack>> {
    let uri = at.pack.uri(&at.name)?;
    let key = uri::key(uri);
    if let Some(pack) = session.packs.wide.get(&key) {
        return Some(Rc::clone(pack));
    }
    let path = session.get(uri)?.path.clone();
    let names: BTreeSet<String> = at.pack.symbols().pack_of(&at.name).map(str::to_owned).into_iter().collect();
    let opened: Vec<PathBuf> =
        session.open.values().filter(|open| open.what == What::Rules).map(|open| open.path.clone()).collect();
    let mut others: BTreeSet<PathBuf> = opened.iter().filter_map(|path| home(session, path)).collect();
    if let Some(home) = home(session, &path) {
        others.extend(neighbours(session, &home));
    }
    let uses = |home: &PathBuf, session: &mut Session<'_>| {
        files_of(session, home).0.iter().any(|file| used(&file.text).any(|name| names.contains(name)))
    };
    let users = others.into_iter().filter(|home| uses(home, session)).collect();
    let pack = Rc::new(make(session, &path, users));
    session.packs.wide.insert(key, Rc::clone(&pack));
    Some(pack)
}

/// How a file is called.
fn name(path: &Path) -> String {
    shown(&near_here(path.to_owned()))
}

/// The folder of the pack of a file: one that has a `pack.toulmin`, on disk or in the editor.
fn home(session: &Session<'_>, path: &Path) -> Option<PathBuf> {
    let opened = |file: &Path| session.open.values().any(|open| open.path == file);
    let home = home_where(path, |file| file.is_file() || opened(file))?;
    std::path::absolute(home).ok()
}

fn make(session: &mut Session<'_>, path: &Path, users: Vec<PathBuf>) -> Pack {
    let (mut files, mut uris) = match home(session, path) {
        Some(home) => files_of(session, &home),
        None => Default::default(),
    };
    if let Some(open) = session.open.values().find(|open| open.path == path)
        && !uris.contains_key(&name(path))
    {
        put(open, &mut files, &mut uris);
    }
    let own: BTreeSet<String> = files.iter().map(|file| file.path.clone()).collect();
    let mut homes = users;
    let beside = home(session, path).map(|home| neighbours(session, &home)).unwrap_or_default();
    let mut seen = BTreeSet::from_iter(home(session, path));
    loop {
        for home in std::mem::take(&mut homes).into_iter().filter(|home| seen.insert(home.clone())) {
            let (more, places) = files_of(session, &home);
            files.extend(more.into_iter().filter(|file| !uris.contains_key(&file.path)));
            uris.extend(places);
        }
        let given: BTreeSet<&str> = files.iter().flat_map(|file| declared(&file.text)).collect();
        let wanted: BTreeSet<&str> = files
            .iter()
            .flat_map(|file| used(&file.text))
            .chain(["std"])
            .filter(|name| !given.contains(name))
            .collect();
        let is_wanted =
            |home: &&PathBuf| home.file_name().is_some_and(|name| wanted.contains(&*name.to_string_lossy()));
        homes = beside.iter().filter(is_wanted).filter(|home| !seen.contains(*home)).cloned().collect();
        if homes.is_empty() {
            return Pack::new(files, own, uris);
        }
    }
}

/// The rule files of a folder: those that are open as they are in the editor.
fn files_of(session: &mut Session<'_>, home: &Path) -> (Vec<RuleFile>, BTreeMap<String, Uri>) {
    let on_disk = session.packs.disk.entry(home.to_owned()).or_insert_with(|| {
        let mut files = Vec::new();
        // What cannot be read is told by what it lacks.
        read_under(home, &mut files, &mut Vec::new());
        Rc::new(files)
    });
    let on_disk = Rc::clone(on_disk);
    let (mut files, mut uris) = (Vec::new(), BTreeMap::new());
    for file in on_disk.iter() {
        let path = PathBuf::from(&file.path);
        if let Some(uri) = uri::of_path(&path)
            && session.get(&uri).is_none()
        {
            let name = name(&path);
            files.push(RuleFile { path: name.clone(), text: file.text.clone() });
            uris.insert(name, uri);
        }
    }
    let opened = session.open.values().filter(|open| open.what == What::Rules && open.path.starts_with(home));
    for open in opened {
        if !open.path.strip_prefix(home).is_ok_and(|rest| rest.starts_with("tests")) {
            put(open, &mut files, &mut uris);
        }
    }
    (files, uris)
}

fn put(open: &Open, files: &mut Vec<RuleFile>, uris: &mut BTreeMap<String, Uri>) {
    let path = name(&open.path);
    files.push(RuleFile { path: path.clone(), text: open.text.whole() });
    uris.insert(path, open.uri.clone());
}

/// The packs in the folders beside one; none outside of the folders that the editor works in.
fn neighbours(session: &Session<'_>, home: &Path) -> Vec<PathBuf> {
    let Some(above) = home.parent().filter(|above| session.client.folders.iter().any(|one| above.starts_with(one)))
    else {
        return Vec::new();
    };
    let entries = std::fs::read_dir(above).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut homes: Vec<PathBuf> =
        entries.filter(|path| path != home && path.join("pack.toulmin").is_file()).take(MOST_NEIGHBOURS).collect();
    homes.sort();
    homes
}
