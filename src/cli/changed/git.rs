//! What git says of a repository: its folder, a commit, the files and lines that differ from it.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A repository, against one of its commits.
#[derive(Debug)]
pub(super) struct Repository {
    folder: PathBuf,
    /// The commit that the files are held against.
    base: String,
    tracked: HashSet<String>,
    /// Files that differ, each with the name that it had.
    differ: HashMap<String, String>,
}

/// Lines of a file, from 1.
pub(super) type Lines = Vec<RangeInclusive<usize>>;

/// The folder of the repository around a folder.
pub(super) fn folder_around(folder: &Path) -> Result<PathBuf, String> {
    let said = ask(folder, ["rev-parse", "--show-toplevel"])?;
    // Such as a repository of another owner, which git does not trust.
    let said = said.map_err(|why| format!("git gives no repository around it: {why}"))?;
    let path = PathBuf::from(said.trim_end_matches(['\n', '\r']));
    path.canonicalize().map_err(|error| crate::cli::trouble::reason(&error))
}

impl Repository {
    /// Holds the files of a repository against a commit, or against the one at which this branch left it.
    pub(super) fn against(folder: &Path, rev: &str) -> Result<Self, String> {
        let commit = format!("{rev}^{{commit}}");
        let known = match rev.starts_with('-') {
            true => None,
            false => git(folder, ["rev-parse", "--verify", "--quiet", &commit])?,
        };
        let Some(rev_commit) = known.map(|hash| hash.trim().to_owned()) else {
            let help = match rev {
                _ if rev.starts_with('-') => String::new(),
                "HEAD" => "; without a first commit there is nothing to hold drafts against".to_owned(),
                _ => format!("; in a shallow clone, `git fetch --depth=1 origin {rev}` brings it"),
            };
            return Err(format!("git knows no commit `{rev}`{help}"));
        };
        // A shallow clone has no common ancestor to give; then the commit itself will do.
        let base = git(folder, ["merge-base", &rev_commit, "HEAD"])?.map(|hash| hash.trim().to_owned());
        let base = base.filter(|hash| !hash.is_empty()).unwrap_or(rev_commit);
        let fails = |what: &str| format!("`git {what}` fails in `{}`", folder.display());
        let tracked = git(folder, ["ls-files", "-z"])?.ok_or_else(|| fails("ls-files"))?;
        let names = git(folder, ["diff", "--name-status", "-z", "-M", "--no-ext-diff", &base, "--"])?;
        Ok(Self {
            folder: folder.to_owned(),
            base,
            tracked: tracked.split_terminator('\0').map(str::to_owned).collect(),
            differ: differ(&names.ok_or_else(|| fails("diff"))?),
        })
    }

    /// The lines of a draft that differ; `None` where all of it is new to git.
    pub(super) fn lines(&self, draft: &Path) -> Result<Option<Lines>, String> {
        let Ok(below) = draft.strip_prefix(&self.folder) else { return Err("it is not in this repository".to_owned()) };
        let name = below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        if !self.tracked.contains(&name) {
            return Ok(None);
        }
        let Some(before) = self.differ.get(&name) else { return Ok(Some(Vec::new())) };
        let options =
            ["--unified=0", "--inter-hunk-context=0", "--text", "--no-color", "--no-ext-diff", "--no-textconv"];
        let mut args: Vec<&OsStr> = ["diff", "-M", &self.base].into_iter().chain(options).map(OsStr::new).collect();
        args.extend(["--", before, &name].map(OsStr::new));
        let patch = git(&self.folder, args)?;
        Ok(Some(hunks(&patch.ok_or_else(|| "`git diff` fails on it".to_owned())?)))
    }
}

/// What a command of git prints; `None` where it ends badly.
fn git(folder: &Path, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Result<Option<String>, String> {
    Ok(ask(folder, args)?.ok())
}

/// What a command of git prints, or its complaint where it ends badly.
fn ask(folder: &Path, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Result<Result<String, String>, String> {
    let mut command = Command::new("git");
    // No program that the repository's own settings name is run, and no setting of the reader's changes the form.
    command.args([
        "--literal-pathspecs",
        "--no-optional-locks",
        "-c",
        "core.fsmonitor=false",
        "-c",
        "diff.relative=false",
    ]);
    command.args(args).current_dir(folder).env("LC_ALL", "C").stdin(Stdio::null());
    match command.output() {
        Ok(output) if output.status.success() => Ok(Ok(String::from_utf8_lossy(&output.stdout).into_owned())),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            let line = said.lines().next().unwrap_or_default();
            Ok(Err(line.trim_start_matches("fatal: ").trim_end_matches('.').to_owned()))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err("`git` is not on the path; `--changed` asks it what has changed".to_owned())
        }
        Err(error) => Err(format!("`git` cannot be run: {}", crate::cli::trouble::reason(&error))),
    }
}

/// `M name`, `R100 before name`, each part closed by a zero byte.
fn differ(said: &str) -> HashMap<String, String> {
    let mut parts = said.split_terminator('\0');
    let mut differ = HashMap::new();
    while let (Some(status), Some(first)) = (parts.next(), parts.next()) {
        let name = if status.starts_with(['R', 'C']) { parts.next().unwrap_or(first) } else { first };
        differ.insert(name.to_owned(), first.to_owned());
    }
    differ
}

/// The lines that a patch without context adds or changes; where it takes lines out, those around the gap.
fn hunks(patch: &str) -> Lines {
    let of = |line: &str| {
        let added = line.strip_prefix("@@ -")?.split(' ').nth(1)?.strip_prefix('+')?;
        let (start, count) = added.split_once(',').unwrap_or((added, "1"));
        let (start, count) = (start.parse::<usize>().ok()?, count.parse::<usize>().ok()?);
        Some(if count == 0 { start..=start.saturating_add(1) } else { start..=start.saturating_add(count - 1) })
    };
    patch.lines().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_tells_its_lines() {
        let patch = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1 @@ # A\n-@@ -9 +9 @@\n+b\n@@ -4,0 +5,3 @@\n+@@ -7 +7 @@\n@@ -9 +11,0 @@\n@@ nonsense\n";
        assert_eq!(hunks(patch), [1..=1, 5..=7, 11..=12]);
        assert_eq!(differ("M\0a b.md\0R087\0old\nname.md\0new.md\0A\0é.md\0").len(), 3);
        assert_eq!(differ("R100\0a\0b\0").get("b").map(String::as_str), Some("a"));
        assert!(differ("M").is_empty());
    }
}
