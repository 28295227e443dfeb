//! Rule files from the file system, with those that ship.

use super::trouble::{Source, Trouble, shown};
use crate::engine::{Checker, NOTICES, Packs};
use crate::program::{Adjustments, Rule};
use crate::syntax::RuleFile;
use crate::text::Language;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The bytes of a rule file that are read.
const LIMIT: u64 = 16 << 20;

/// Rules, compiled, with the text of their files.
#[derive(Debug)]
pub(crate) struct RuleSet {
    pub(crate) checker: Checker,
    pub(crate) files: Vec<RuleFile>,
    /// The packs that stand in the files given, rather than among those that ship.
    pub(crate) given: BTreeSet<String>,
    /// The files given.
    pub(crate) own: BTreeSet<String>,
    /// The configurations that adjust them.
    by: Vec<RuleFile>,
    /// What could not be read.
    pub(crate) unread: Vec<Trouble>,
}

/// What a configuration changes of packs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Adjusted {
    pub(crate) adjustments: Adjustments,
    /// The configurations, with their text.
    pub(crate) by: Vec<RuleFile>,
}

/// Which of the packs that ship are compiled beside those given.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shipped {
    /// All.
    All,
    /// These, and what they use; `std` always.
    Needed(BTreeSet<String>),
}

/// How much is asked of the rule compiler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Care {
    /// Errors, for those who check drafts.
    Errors,
    /// Every static check, for those who write rules.
    All,
}

impl RuleSet {
    /// The rules under `paths`, and those that ship. A pack that is given takes the place of the one of its name.
    pub(crate) fn read(paths: &[PathBuf], shipped: &Shipped, care: Care) -> Self {
        Self::read_adjusted(paths, shipped, care, &Adjusted::default())
    }

    /// The same, with what a configuration changes of them.
    pub(crate) fn read_adjusted(paths: &[PathBuf], shipped: &Shipped, care: Care, adjusted: &Adjusted) -> Self {
        let (mut files, mut unread) = (Vec::new(), Vec::new());
        for path in paths {
            read_under(path, &mut files, &mut unread);
        }
        let mut own = BTreeSet::new();
        files.retain(|file: &RuleFile| own.insert(file.path.clone()));
        if care == Care::All {
            let mut known = own.clone();
            for home in paths.iter().filter_map(|path| home(path)) {
                let mut others = Vec::new();
                read_under(&home, &mut others, &mut unread);
                // A file named without its folder is the same file.
                let plain = others.into_iter().map(|file| RuleFile {
                    path: file.path.strip_prefix("./").unwrap_or(&file.path).to_owned(),
                    text: file.text,
                });
                files.extend(plain.filter(|file| known.insert(file.path.clone())));
            }
        }
        let mut given: BTreeSet<String> =
            files.iter().flat_map(|file| declared(&file.text)).map(str::to_owned).collect();
        let mut packs = Packs::from_files(with_shipped(files, &own, shipped));
        packs.adjustments = adjusted.adjustments.clone();
        let checker = match care {
            Care::Errors => Checker::lenient(&packs),
            Care::All => Checker::thorough(&packs),
        };
        // A folder without a `pack` item is a pack too, named after itself.
        let of_own = checker.program.rules.iter().filter(|rule| own.contains(&rule.file));
        given.extend(of_own.map(|rule| checker.program.packs[rule.pack].name.clone()));
        let by = adjusted.by.clone();
        Self { checker, files: packs.files().to_vec(), given, own, by, unread }
    }

    /// All rules, in the order of their names.
    pub(crate) fn rules(&self) -> Vec<&Rule> {
        let mut rules: Vec<&Rule> = self.checker.program.rules.iter().collect();
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        rules
    }

    /// The names of all packs.
    pub(crate) fn packs(&self) -> impl Iterator<Item = &str> {
        self.checker.program.packs.iter().map(|pack| pack.name.as_str())
    }

    /// Everything that a rule can be asked for by: `pack`, `pack/rule`, `rule`, and what it was called before.
    pub(crate) fn names(&self) -> BTreeSet<&str> {
        let rules = &self.checker.program.rules;
        let ids = rules.iter().flat_map(|rule| rule.formerly.iter().chain([&rule.id])).map(String::as_str);
        let short = ids.clone().filter_map(|id| id.split_once('/')).map(|(_, name)| name);
        self.packs().chain(short).chain(ids).chain(NOTICES).chain(["toulmin"]).collect()
    }

    /// What is to be said of a name that still works and is no longer the right one.
    pub(crate) fn outdated(&self, name: &str) -> Option<String> {
        let rules = &self.checker.program.rules;
        let means = |rule: &&Rule| rule.id == name || rule.id.rsplit('/').next() == Some(name);
        match rules.iter().find(means) {
            Some(rule) => {
                let version = rule.deprecated.as_ref()?;
                let instead = rule.replaced_by.as_ref().map_or_else(String::new, |name| format!("; use `{name}`"));
                Some(format!("the rule `{}` is deprecated since {version}{instead}", rule.id))
            }
            None => {
                let rule = rules.iter().find(|rule| rule.replaces(name))?;
                Some(format!("the rule `{name}` is now called `{}`", rule.id))
            }
        }
    }

    /// The languages of the packs given, in the order that the first of them names them.
    pub(crate) fn declared_languages(&self) -> Vec<Language> {
        let packs = &self.checker.program.packs;
        packs.iter().find(|pack| self.given.contains(&pack.name)).map_or_else(Vec::new, |pack| pack.languages.clone())
    }

    /// The text of a rule file.
    pub(crate) fn text(&self, file: &str) -> &str {
        self.files.iter().chain(&self.by).find(|f| f.path == file).map_or("", |f| f.text.as_str())
    }

    /// What could not be read or compiled; the warnings are those of the files given.
    pub(crate) fn troubles(&self) -> Vec<Trouble> {
        let told = |file: &str| self.own.contains(file);
        let mut sources: BTreeMap<&str, Arc<Source>> = BTreeMap::new();
        let mut troubles = self.unread.clone();
        for one in self.checker.diagnostics().iter().filter(|d| d.is_error() || told(&d.file)) {
            let source = sources.entry(&one.file).or_insert_with(|| Source::new(self.text(&one.file)));
            troubles.push(Trouble::Wrong { diagnostic: Box::new(one.clone()), source: Arc::clone(source) });
        }
        troubles
    }
}

/// Rule files behind those that ship, without the packs of which they take the place.
pub(crate) fn with_shipped(files: Vec<RuleFile>, own: &BTreeSet<String>, shipped: &Shipped) -> Vec<RuleFile> {
    let given: BTreeSet<&str> = files.iter().flat_map(|file| declared(&file.text)).collect();
    let replaced =
        |file: &RuleFile| own.contains(&file.path) || pack_folder(file).is_some_and(|pack| given.contains(pack));
    let ships = Packs::embedded();
    let needed = match shipped {
        Shipped::All => None,
        Shipped::Needed(names) => Some(with_what_they_use(names, &files, ships.files())),
    };
    let is_needed = |file: &RuleFile| {
        needed.as_ref().is_none_or(|needed| pack_folder(file).is_some_and(|pack| needed.contains(pack)))
    };
    let mut all: Vec<RuleFile> =
        ships.files().iter().filter(|file| is_needed(file) && !replaced(file)).cloned().collect();
    all.extend(files);
    all
}

/// Whether a rule is meant by `pack`, `pack/rule` or `rule`.
pub(crate) fn named(rule: &Rule, name: &str) -> bool {
    rule.id == name
        || rule.id.split_once('/').is_some_and(|(pack, short)| pack == name || short == name)
        || rule.replaces(name)
}

/// The pack of a rule file that ships: `rules/pack/…`.
pub(crate) fn pack_folder(file: &RuleFile) -> Option<&str> {
    file.path.split('/').nth(1)
}

/// The packs that a rule file declares: an item begins at the first column.
pub(crate) fn declared(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let rest = line.strip_prefix("pack")?.strip_prefix([' ', '\t'])?.trim_start();
        Some(rest.split([' ', '\t', '{', '#']).next().unwrap_or_default()).filter(|name| !name.is_empty())
    })
}

/// Packs that ship with all that they, and the files given, use.
fn with_what_they_use(names: &BTreeSet<String>, given: &[RuleFile], ships: &[RuleFile]) -> BTreeSet<String> {
    let mut needed = names.clone();
    needed.insert("std".to_owned());
    needed.extend(given.iter().flat_map(|file| used(&file.text)).map(str::to_owned));
    loop {
        let before = needed.len();
        for file in ships {
            if pack_folder(file).is_some_and(|pack| needed.contains(pack)) {
                needed.extend(used(&file.text).map(str::to_owned));
            }
        }
        if needed.len() == before {
            return needed;
        }
    }
}

/// The packs that a rule file uses.
pub(crate) fn used(text: &str) -> impl Iterator<Item = &str> {
    let clauses = text.lines().filter_map(|line| line.trim_start().strip_prefix("uses "));
    clauses.flat_map(|names| names.split('#').next().unwrap_or_default().split_whitespace())
}

/// The folder of the pack that a single rule file is of: its lexicons and its other rules stand there.
fn home(path: &Path) -> Option<PathBuf> {
    home_where(path, Path::is_file)
}

/// The same, for files that are there in a sense of one's own.
pub(crate) fn home_where(path: &Path, is_there: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    const HIGHEST: usize = 3;
    let folders = path.parent().filter(|_| !path.is_dir())?.ancestors().take(HIGHEST);
    let found = folders.into_iter().find(|folder| is_there(&folder.join("pack.toulmin")))?;
    Some(if found.as_os_str().is_empty() { PathBuf::from(".") } else { found.to_owned() })
}

/// The folders of the packs that files are of, each once: of rules, of test documents and of snapshots. A path that
/// lies in no pack stays as it is.
pub(crate) fn whole_packs(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut seen = BTreeSet::new();
    let pack = |path: &PathBuf| {
        let beside = || path.parent().filter(|_| path.extension().is_some_and(|extension| extension == "toulmin"));
        let folder = if path.is_dir() { None } else { home(path).or_else(|| beside().map(Path::to_owned)) };
        match folder {
            Some(folder) if folder.as_os_str().is_empty() => PathBuf::from("."),
            Some(folder) => folder,
            None => path.clone(),
        }
    };
    let mut folders: Vec<PathBuf> = paths.iter().map(pack).filter(|folder| seen.insert(folder.clone())).collect();
    // A pack inside of another one is read with it.
    let inner = |folder: &PathBuf| seen.iter().any(|other| other != folder && folder.starts_with(other));
    folders.retain(|folder| !inner(folder));
    folders
}

/// A rule file, or all in a folder, in the order of their names.
pub(crate) fn read_under(path: &Path, files: &mut Vec<RuleFile>, unread: &mut Vec<Trouble>) {
    if !path.is_dir() {
        match read(path) {
            Ok(text) => files.push(RuleFile { path: shown(path), text }),
            Err(error) => unread.push(Trouble::io(path, &error)),
        }
        return;
    }
    let before = files.len();
    let walk = ignore::WalkBuilder::new(path)
        .require_git(false)
        .sort_by_file_path(Path::cmp)
        .filter_entry(|entry| entry.depth() == 0 || !holds_tests(entry.path()))
        .build();
    for entry in walk {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                if !is_file || entry.path().extension().is_none_or(|extension| extension != "toulmin") {
                    continue;
                }
                match read(entry.path()) {
                    Ok(text) => files.push(RuleFile { path: shown(entry.path()), text }),
                    Err(error) => unread.push(Trouble::io(entry.path(), &error)),
                }
            }
            Err(error) => unread.push(Trouble::Unreadable { path: shown(path), reason: error.to_string() }),
        }
    }
    if files.len() == before && unread.is_empty() {
        let reason = "there is no `.toulmin` file in this folder".to_owned();
        unread.push(Trouble::Unreadable { path: shown(path), reason });
    }
}

/// Whether a path is the folder `tests` of a pack, which stands beside rule files: what is in it is no part of the pack.
pub(crate) fn holds_tests(path: &Path) -> bool {
    let beside = || {
        let folder = path.parent()?;
        fs::read_dir(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }).ok()
    };
    path.file_name().is_some_and(|name| name == "tests")
        && path.is_dir()
        && beside()
            .into_iter()
            .flatten()
            .flatten()
            .any(|entry| Path::new(&entry.file_name()).extension().is_some_and(|extension| extension == "toulmin"))
}

/// Reads a rule file.
pub(crate) fn read(path: &Path) -> io::Result<String> {
    read_from(fs::File::open(path)?)
}

/// Reads a rule file from an open one.
pub(crate) fn read_from(file: impl Read) -> io::Result<String> {
    let mut text = String::new();
    file.take(LIMIT + 1).read_to_string(&mut text)?;
    if text.len() as u64 > LIMIT {
        return Err(io::Error::other("it is too large for a rule file"));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_is_declared_at_the_first_column() {
        let text = "toulmin 1\n# pack no {\n  pack neither {\npack school-meals{\n}\npack\tother {\npacket x\n";
        assert_eq!(declared(text).collect::<Vec<_>>(), ["school-meals", "other"]);
    }
}
