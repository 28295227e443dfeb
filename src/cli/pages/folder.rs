//! A folder of pages: what has to be written, and what is there from before.

use super::MARK;
use crate::cli::replace::replace;
use crate::cli::trouble::{reason, shown};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// What differs between the pages and the folder.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Pages that are new or not as they should be.
    pub(super) written: Vec<PathBuf>,
    /// Pages of what is there no more.
    pub(super) removed: Vec<PathBuf>,
}

/// Compares the pages with what stands in the folder, and refuses where that was written by somebody.
pub(super) fn compare(folder: &Path, pages: &BTreeMap<PathBuf, String>) -> Result<Changes, String> {
    let mut changes = Changes::default();
    for (path, text) in pages {
        let path = folder.join(path);
        match read(&path)? {
            Some(before) if before == *text => {}
            Some(before) if !before.starts_with(MARK) => {
                return Err(format!(
                    "{}: it was not written by `toulmin pages`; move it, or choose another folder",
                    shown(&path)
                ));
            }
            _ => changes.written.push(path),
        }
    }
    // Pages of rules stand in the folder of their pack.
    let folders: BTreeSet<&Path> = pages.keys().filter_map(|path| path.parent()).collect();
    for within in folders.into_iter().filter(|within| !within.as_os_str().is_empty()) {
        for path in markdown_in(&folder.join(within)) {
            let is_page = path.strip_prefix(folder).is_ok_and(|path| pages.contains_key(path));
            if !is_page && read(&path)?.is_some_and(|text| text.starts_with(MARK)) {
                changes.removed.push(path);
            }
        }
    }
    Ok(changes)
}

/// Writes what differs, and removes what is there no more.
pub(super) fn write(folder: &Path, pages: &BTreeMap<PathBuf, String>, changes: &Changes) -> Result<(), String> {
    for (path, text) in pages {
        let path = folder.join(path);
        if !changes.written.contains(&path) {
            continue;
        }
        let why = |says: String| format!("{}: {says}", shown(&path));
        if path.exists() {
            replace(&path, text).map_err(why)?;
        } else {
            let parent = path.parent().map_or(Ok(()), fs::create_dir_all);
            let made = parent.and_then(|()| fs::File::create_new(&path)?.write_all(text.as_bytes()));
            made.map_err(|error| why(reason(&error)))?;
        }
    }
    for path in &changes.removed {
        fs::remove_file(path).map_err(|error| format!("{}: {}", shown(path), reason(&error)))?;
    }
    Ok(())
}

/// The text of a file, where there is one. Line ends do not count.
fn read(path: &Path) -> Result<Option<String>, String> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).replace("\r\n", "\n"))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("{}: {}", shown(path), reason(&error))),
    }
}

fn markdown_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_page = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_file());
    let mut paths: Vec<PathBuf> = entries.filter(is_page).map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    paths
}
