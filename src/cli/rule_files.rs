//! The rule files that are meant by the paths of the command.

use crate::cli::config::{Found, NAME, Settings, chain};
use crate::cli::packs;
use crate::cli::trouble::{Trouble, reason, shown};
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

/// A rule file to be formatted.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    /// The path, as it is printed.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
}

impl Input {
    fn new(path: &Path) -> Self {
        let name = if path.as_os_str() == "-" { "<stdin>".to_owned() } else { shown(path) };
        Self { name, path: path.to_owned() }
    }

    /// Whether it comes from the standard input.
    pub(crate) fn is_stdin(&self) -> bool {
        self.path.as_os_str() == "-"
    }

    /// Reads the file, or says why it cannot.
    pub(crate) fn read(&self) -> Result<String, Trouble> {
        let text = if self.is_stdin() { packs::read_from(io::stdin().lock()) } else { packs::read(&self.path) };
        text.map_err(|error| Trouble::Unreadable { path: self.name.clone(), reason: reason(&error) })
    }
}

/// The rule files under `paths`, each once, and what could not be looked into. Where no path is given, those of the
/// packs that the folder's configuration names, or of this folder.
pub(crate) fn collect(paths: &[PathBuf]) -> (Vec<Input>, Vec<Trouble>) {
    let (mut inputs, mut troubles) = (Vec::new(), Vec::new());
    let own;
    let paths = if paths.is_empty() {
        own = configured(&mut troubles);
        &own
    } else {
        paths
    };
    if paths.len() > 1 && paths.iter().any(|path| path.as_os_str() == "-") {
        let reason = "the standard input is formatted alone, without other paths".to_owned();
        return (inputs, vec![Trouble::Unreadable { path: "-".to_owned(), reason }]);
    }
    for path in paths {
        if path.as_os_str() != "-" && path.is_dir() {
            walk(path, &mut inputs, &mut troubles);
        } else {
            inputs.push(Input::new(path));
        }
    }
    let mut seen = HashSet::new();
    inputs.retain(|input| seen.insert(input.path.canonicalize().unwrap_or_else(|_| input.path.clone())));
    (inputs, troubles)
}

/// The folders of the packs in the nearest `toulmin.toml`, or this folder.
fn configured(troubles: &mut Vec<Trouble>) -> Vec<PathBuf> {
    let folders = packs_here(troubles);
    if folders.is_empty() { vec![PathBuf::from(".")] } else { folders }
}

/// The folders of the packs in the nearest `toulmin.toml`; none where there is none, or where it names none by path.
pub(crate) fn packs_here(troubles: &mut Vec<Trouble>) -> Vec<PathBuf> {
    let here = Path::new(".").canonicalize().unwrap_or_default();
    let mut folders = Vec::new();
    if let Some(path) = Found::default().nearest(&here) {
        let near = path.strip_prefix(&here).map_or_else(|_| path.clone(), |_| PathBuf::from(NAME));
        match chain(&near) {
            Ok((configs, wrong)) => {
                troubles.extend(wrong);
                let settings = Settings::of(&configs, None);
                let packs = settings.last(|config| config.packs.as_ref());
                let packs =
                    packs.into_iter().flat_map(|(by, packs)| packs.iter().map(|(pack, _)| by.folder.join(pack)));
                let near = |pack: PathBuf| pack.strip_prefix(&here).map(Path::to_owned).unwrap_or(pack);
                folders.extend(packs.filter(|pack| pack.exists()).map(near));
            }
            Err(error) => troubles.push(Trouble::io(&near, &error)),
        }
    }
    folders
}

/// The rule files of a folder, in the order of their names. Links are not followed.
fn walk(folder: &Path, inputs: &mut Vec<Input>, troubles: &mut Vec<Trouble>) {
    let before = inputs.len();
    let mut unreadable = |reason: String| troubles.push(Trouble::Unreadable { path: shown(folder), reason });
    let walk = ignore::WalkBuilder::new(folder).require_git(false).sort_by_file_path(Path::cmp).build();
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                if entry.path().extension().is_some_and(|extension| extension == "toulmin") {
                    inputs.push(Input::new(entry.path()));
                }
            }
            Ok(_) => {}
            Err(error) => unreadable(error.io_error().map_or_else(|| error.to_string(), reason)),
        }
    }
    if inputs.len() == before {
        unreadable("there is no `.toulmin` file in this folder".to_owned());
    }
}
