//! Findings that a baseline knows, taken out of reports.

use super::file::{Baseline, NAME, entries, known_by};
use super::follow::follow;
use crate::cli::setup::{Setup, near_here};
use crate::cli::trouble::{Trouble, shown};
use crate::document::Document;
use crate::engine::Report;
use crate::program::Level;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The baselines of a run, each read once.
#[derive(Debug, Default)]
pub(crate) struct Baselines {
    /// The one that the command names.
    asked: Option<PathBuf>,
    off: bool,
    read: Mutex<BTreeMap<PathBuf, Option<Arc<Baseline>>>>,
    troubles: Mutex<Vec<Trouble>>,
    /// How many known findings are no longer found, by baseline.
    solved: Mutex<BTreeMap<PathBuf, usize>>,
}

impl Baselines {
    /// The one that is named, or those of configurations, or none.
    pub(crate) fn new(asked: Option<PathBuf>, off: bool) -> Self {
        Self { asked, off, ..Self::default() }
    }

    /// What could not be read.
    pub(crate) fn troubles(&self) -> Vec<Trouble> {
        self.troubles.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How many known findings are no longer found, by baseline.
    pub(crate) fn solved(&self) -> BTreeMap<PathBuf, usize> {
        self.solved.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes out of a report what the baseline of its draft knows, and counts what is no longer found.
    pub(crate) fn apply(&self, draft: &Path, document: &Document, setup: &Setup, report: &mut Report) {
        let solved = self.hide(draft, document, setup, report);
        if solved > 0 {
            let path = path(self.asked.as_deref(), setup);
            *self.solved.lock().unwrap_or_else(PoisonError::into_inner).entry(path).or_default() += solved;
        }
    }

    /// Takes out of a report what the baseline of its draft knows; how many known findings are no longer found.
    pub(crate) fn hide(&self, draft: &Path, document: &Document, setup: &Setup, report: &mut Report) -> usize {
        let path = path(self.asked.as_deref(), setup);
        let Some(baseline) = self.of(&path, setup) else { return 0 };
        let today = entries(document, &report.findings);
        let name = baseline.known_as(&baseline.name_of(draft), &today);
        let old = name.and_then(|name| baseline.drafts.get(&name)).map_or(&[][..], Vec::as_slice);
        let mut left: HashMap<(String, String), usize> =
            follow(old, &today).into_iter().map(|entry| (entry.key(), entry.count)).collect();
        let fingerprints: Vec<String> = known_by(document, &report.findings).collect();
        let mut fingerprints = fingerprints.into_iter();
        report.known = Some(report.take_out(|finding| {
            let fingerprint = fingerprints.next().unwrap_or_default();
            let left = left.get_mut(&(finding.rule.clone(), fingerprint)).filter(|count| **count > 0);
            left.map(|count| *count -= 1).is_some()
        }));
        left.iter().filter(|((rule, _), _)| ran(setup, rule)).map(|(_, count)| count).sum()
    }

    fn of(&self, path: &Path, setup: &Setup) -> Option<Arc<Baseline>> {
        if self.off {
            return None;
        }
        // Held while reading, so that no file is read twice.
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read.get(path) {
            return known.clone();
        }
        let named = self.asked.is_some() || setup.baseline.is_some();
        let baseline = if !named && !path.exists() {
            None
        } else {
            let tell = |reason| {
                let trouble = Trouble::Unreadable { path: shown(path), reason };
                self.troubles.lock().unwrap_or_else(PoisonError::into_inner).push(trouble);
            };
            Baseline::read(path).map_err(tell).ok().map(Arc::new)
        };
        read.insert(path.to_owned(), baseline.clone());
        baseline
    }
}

/// The baseline of a draft: the one asked for, that of its configuration, or the one beside that.
pub(crate) fn path(asked: Option<&Path>, setup: &Setup) -> PathBuf {
    let beside = || near_here(setup.root.clone().unwrap_or_default().join(NAME));
    asked.map(Path::to_owned).or_else(|| setup.baseline.clone()).unwrap_or_else(beside)
}

/// Whether a rule ran, so that what it does not find is not there.
pub(crate) fn ran(setup: &Setup, id: &str) -> bool {
    let program = &setup.rules.checker.program;
    let Some((pack, _)) = id.split_once('/') else { return true };
    match program.rules.iter().find(|rule| rule.id == id) {
        Some(rule) => setup.runs(rule) && setup.level(rule) != Level::Off,
        // A rule that is gone finds nothing any more; one of a pack that is not here is not known to be gone.
        None => program.packs.iter().any(|one| one.name == pack) && setup.chosen.contains(pack),
    }
}
