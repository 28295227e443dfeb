//! `--changed`: of the findings of a draft, those in sentences that a change touches.

mod git;

use super::files::Input;
use super::trouble::Trouble;
use crate::engine::{Finding, Report};
use git::{Lines, Repository};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// What has changed since a commit, asked of git once for each repository.
#[derive(Debug, Default)]
pub(crate) struct Changed {
    /// The commit; without one, nothing is taken out.
    rev: Option<String>,
    /// The folder of the repository around the command, where it stands in one.
    here: Mutex<Option<Result<PathBuf, String>>>,
    repositories: Mutex<BTreeMap<PathBuf, Result<Arc<Repository>, String>>>,
    /// Why git could not say, by what it was asked about.
    troubles: Mutex<BTreeMap<String, Trouble>>,
}

impl Changed {
    /// Since a commit, as git names it.
    pub(crate) fn since(rev: Option<String>) -> Self {
        Self { rev, ..Self::default() }
    }

    /// What git could not say, each once.
    pub(crate) fn troubles(&self) -> Vec<Trouble> {
        self.troubles.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    /// Takes out of a report what stands in sentences that have not changed. All stays where git cannot say.
    pub(crate) fn apply(&self, input: &Input, report: &mut Report) {
        let Some(rev) = &self.rev else { return };
        let lines = match self.lines(input, rev) {
            Ok(Some(lines)) => lines,
            Ok(None) => return,
            Err((about, reason)) => {
                let trouble = Trouble::Unreadable { path: about.clone(), reason };
                self.troubles.lock().unwrap_or_else(PoisonError::into_inner).insert(about, trouble);
                return;
            }
        };
        report.unchanged = report.take_out(|finding| !touched(finding, &lines));
    }

    /// The lines of a draft that have changed; `None` where all is new. An error with what it is about.
    fn lines(&self, input: &Input, rev: &str) -> Result<Option<Lines>, (String, String)> {
        let of_draft = |reason| (input.name.clone(), reason);
        if input.stdin {
            return Err(of_draft("what comes from the standard input has no changes; name the file".to_owned()));
        }
        let draft = input.path.canonicalize().map_err(|error| of_draft(super::trouble::reason(&error)))?;
        let folder = self.folder(&draft).map_err(of_draft)?;
        let mut repositories = self.repositories.lock().unwrap_or_else(PoisonError::into_inner);
        let known =
            repositories.entry(folder).or_insert_with_key(|folder| Repository::against(folder, rev).map(Arc::new));
        let repository = known.clone().map_err(|reason| ("--changed".to_owned(), reason))?;
        drop(repositories);
        repository.lines(&draft).map_err(of_draft)
    }

    /// The folder of the repository of a draft: mostly that of the command, which a hook of git names to git itself.
    fn folder(&self, draft: &Path) -> Result<PathBuf, String> {
        let mut here = self.here.lock().unwrap_or_else(PoisonError::into_inner);
        let around = here.get_or_insert_with(|| git::folder_around(Path::new(".")));
        match around {
            Ok(folder) if draft.starts_with(&*folder) && !is_inner(draft, folder) => Ok(folder.clone()),
            _ => git::folder_around(draft.parent().unwrap_or(draft)),
        }
    }
}

/// Whether a draft is in a repository inside of another, such as a submodule.
fn is_inner(draft: &Path, folder: &Path) -> bool {
    let between = draft.ancestors().skip(1).take_while(|above| *above != folder);
    between.into_iter().any(|above| above.join(".git").exists())
}

/// Whether the sentence of a finding stands on a line that has changed. The lines are in order.
fn touched(finding: &Finding, lines: &Lines) -> bool {
    let (first, last) = (finding.place.start.line, finding.place.end.line);
    let next = lines.partition_point(|changed| *changed.end() < first);
    lines.get(next).is_some_and(|changed| *changed.start() <= last)
}
