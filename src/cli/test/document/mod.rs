//! Test documents: checked with their pack, and their report held against the one that is kept.

mod page;
mod review;
mod settle;
mod snapshot;
mod suite;
mod tested;

use crate::cli::diff::changes;
use crate::cli::packs::RuleSet;
use crate::cli::trouble::{Trouble, shown};
use crate::document::Document;
use crate::engine::{Context, FoundPhrases, PhraseFinder, Report};
use crate::report::{Human, Tally};
use crate::text::Language;
pub(super) use page::{page, summary};
use rayon::prelude::*;
pub(super) use settle::{Mode, settle};
use snapshot::Snapshot;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
pub(super) use suite::{Asked, suites};
use suite::{Draft, Suite};
pub(super) use tested::Tested;
use tested::{Settled, State};

/// The bytes of a test document that are read.
const LIMIT: u64 = 1 << 30;

/// What a document touches.
#[derive(Debug, Default)]
pub(super) struct Touched {
    pub(super) phrases: FoundPhrases,
    /// The rules that had something to say, supported or not, each with the language.
    pub(super) spoke: BTreeSet<(String, Language)>,
}

/// All documents, what each touches, and what could not be read.
#[derive(Debug, Default)]
pub(super) struct Documents {
    pub(super) tested: Vec<Tested>,
    pub(super) touched: Vec<Touched>,
    pub(super) troubles: Vec<Trouble>,
}

impl Documents {
    /// Checks the documents of a pack.
    pub(super) fn add(&mut self, set: &RuleSet, suite: &Suite, finder: Option<&PhraseFinder>) {
        let (drafts, mut troubles) = suite.drafts();
        let context = set.packs().filter(|pack| *pack != suite.pack).fold(Context::new(), Context::except);
        let results: Vec<_> = drafts.par_iter().map(|draft| one(set, suite, draft, &context, finder)).collect();
        for result in results {
            match result {
                Ok((tested, touched)) => {
                    self.tested.push(tested);
                    self.touched.push(touched);
                }
                Err(trouble) => self.troubles.push(trouble),
            }
        }
        // Where a folder could not be read, a document that is not seen may be there all the same.
        let whole = troubles.is_empty() && suite.only.is_empty();
        let kept = if whole { suite.snapshots(&mut troubles) } else { Vec::new() };
        self.troubles.append(&mut troubles);
        if whole {
            let known: BTreeSet<&Path> = drafts.iter().map(|draft| draft.snapshot.as_path()).collect();
            let known = |path: &Path| {
                let plain =
                    if path.extension().is_some_and(|e| e == "new") { path.with_extension("") } else { path.into() };
                known.contains(plain.as_path())
            };
            let lost = kept.into_iter().filter(|path| !known(path) && is_ours(path));
            self.tested.extend(lost.map(|path| unreferenced(suite, path)));
        }
    }
}

fn one(
    set: &RuleSet,
    suite: &Suite,
    draft: &Draft,
    context: &Context,
    finder: Option<&PhraseFinder>,
) -> Result<(Tested, Touched), Trouble> {
    let unreadable = |reason: String| Trouble::Unreadable { path: shown(&draft.path), reason };
    let bytes = read(&draft.path).map_err(|error| Trouble::io(&draft.path, &error))?;
    let checked = || {
        let document = Document::read(&bytes, draft.format).map_err(|error| unreadable(error.to_string()))?;
        let report = set.checker.check(&document, context);
        let drawn = draw(&draft.name, &document, &report);
        let phrases = finder.map(|finder| finder.find(&document)).unwrap_or_default();
        let claims = report.claims().iter().map(|claim| (claim.rule.clone(), claim.language));
        let findings = report.findings().iter().map(|finding| (finding.rule.clone(), finding.language));
        Ok((drawn, Touched { phrases, spoke: claims.chain(findings).collect() }))
    };
    // A fault of ours in one document is no reason to keep quiet about the others.
    let failed = |_| Err(unreadable("toulmin failed on it, which is a fault of toulmin".to_owned()));
    let (report, touched) = panic::catch_unwind(AssertUnwindSafe(checked)).unwrap_or_else(failed)?;
    let kept = no_link(&suite.folder, &draft.snapshot).and_then(|()| Snapshot::read(&draft.snapshot));
    let kept = kept.map_err(|error| Trouble::io(&draft.snapshot, &error))?;
    let (state, reason, before) = match kept {
        None => (State::New, None, String::new()),
        Some(Snapshot::Broken(reason)) => (State::Broken, Some(reason), String::new()),
        Some(Snapshot::Sound { report: before, .. }) if before == report => (State::Same, None, before),
        Some(Snapshot::Sound { report: before, .. }) => (State::Changed, None, before),
    };
    let tested = Tested {
        pack: suite.pack.clone(),
        document: Some(draft.name.clone()),
        snapshot: shown(&draft.snapshot),
        state,
        reason,
        settled: None,
        diff: (state != State::Same).then(|| changes(&before, &report, false)),
        before,
        report,
        path: draft.snapshot.clone(),
    };
    Ok((tested, touched))
}

/// The bytes of a document. Ends of lines as Windows writes them become plain ones, so that a checkout changes nothing.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(LIMIT + 1).read_to_end(&mut bytes)?;
    // Two bytes to a letter are left as they are.
    if memchr::memchr(0, &bytes).is_some() {
        return Ok(bytes);
    }
    let mut plain = Vec::with_capacity(bytes.len());
    let mut from = 0;
    for at in memchr::memmem::find_iter(&bytes, b"\r\n") {
        plain.extend_from_slice(&bytes[from..at]);
        from = at + 1;
    }
    plain.extend_from_slice(&bytes[from..]);
    Ok(plain)
}

/// The report for people, 80 columns wide, without colour.
fn draw(name: &str, document: &Document, report: &Report) -> String {
    let human = Human::new();
    let mut drawn = String::new();
    for finding in report.findings() {
        drawn.push_str(&human.finding(name, document.text(), finding));
        drawn.push('\n');
    }
    let mut tally = Tally::default();
    tally.add(report);
    drawn.push_str(&human.summary(&tally));
    snapshot::tidy(&drawn)
}

/// A link on the way could lead out of the pack.
fn no_link(folder: &Path, path: &Path) -> io::Result<()> {
    let inner = path.strip_prefix(folder).unwrap_or(path);
    let mut place = folder.to_owned();
    for part in inner.components() {
        place.push(part);
        match fs::symlink_metadata(&place) {
            Ok(metadata) if metadata.is_symlink() => {
                return Err(io::Error::other(suite::LINK));
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Whether `toulmin test` made a snapshot: others may keep theirs in the same folder.
fn is_ours(path: &Path) -> bool {
    matches!(Snapshot::read(path), Ok(Some(Snapshot::Sound { ours: true, .. })))
}

fn unreferenced(suite: &Suite, path: PathBuf) -> Tested {
    Tested {
        pack: suite.pack.clone(),
        document: None,
        snapshot: shown(&path),
        state: State::Unreferenced,
        reason: None,
        settled: None,
        diff: None,
        before: String::new(),
        report: String::new(),
        path,
    }
}
