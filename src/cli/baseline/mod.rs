//! `toulmin baseline`: writes down the findings of today, so that `check` tells those of tomorrow alone.

mod file;
mod follow;
mod known;

pub(crate) use file::NAME;
pub(crate) use known::Baselines;

use super::args::BaselineArgs;
use super::check::check_all;
use super::files::Input;
use super::setup::Setup;
use super::terminal::Terminal;
use super::trouble::{self, Trouble, shown};
use super::{Outcome, near::plural};
use crate::document::Document;
use crate::engine::{Finding, Report};
use crate::report::visible;
use file::{Baseline, Entry, entries};
use follow::follow;
use known::{path, ran};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The findings of a draft.
struct Today {
    draft: PathBuf,
    setup: Arc<Setup>,
    entries: Vec<Entry>,
}

/// Writes the baselines of the drafts.
pub(crate) fn run(args: &BaselineArgs, terminal: &Terminal) -> Outcome {
    let look = |_: &Input, document: Document, _: &Setup, report: &mut Report| entries(&document, report.findings());
    let run = check_all(&args.drafts, &args.choice, terminal.watched(), look);
    trouble::draw(&run.troubles, terminal);
    if run.troubles.iter().any(Trouble::is_error) {
        terminal.err("toulmin: no baseline was written, since not all could be checked\n");
        return Outcome::Failed;
    }
    let mut by_file: BTreeMap<PathBuf, Vec<Today>> = BTreeMap::new();
    for checked in run.checked {
        let file = path(args.baseline.as_deref(), &checked.setup);
        by_file.entry(file).or_default().push(Today {
            draft: checked.path,
            setup: checked.setup,
            entries: checked.kept,
        });
    }
    if by_file.is_empty() {
        terminal.out("no drafts were found, and nothing was written\n");
    }
    let mut outcome = Outcome::Clean;
    for (file, drafts) in by_file {
        match update(&file, &drafts, args.prune) {
            Ok(said) => terminal.out(&said),
            Err(reason) => {
                terminal.err(&terminal.human_err().unreadable(&shown(&file), &reason));
                outcome = Outcome::Failed;
            }
        }
    }
    outcome
}

/// Adds one finding of a draft to its baseline, and leaves all else there as it is; what there is to say of it.
///
/// # Errors
/// Where the baseline cannot be read or written.
pub(crate) fn add(draft: &Path, document: &Document, finding: &Finding, setup: &Setup) -> Result<String, String> {
    let path = path(None, setup);
    let mut baseline = if path.exists() { Baseline::read(&path)? } else { Baseline::empty(&path) };
    let known = baseline.drafts.entry(baseline.name_of(draft)).or_default();
    for new in entries(document, std::slice::from_ref(finding)) {
        match known.iter_mut().find(|old| (&old.rule, &old.fingerprint) == (&new.rule, &new.fingerprint)) {
            Some(old) => old.count += 1,
            None => known.push(new),
        }
    }
    known.sort();
    file::write(&path, &baseline.text())?;
    Ok(format!("{} is in {} now", finding.rule, shown(&path)))
}

/// Writes one baseline; what there is to say of it.
fn update(path: &Path, drafts: &[Today], prune: bool) -> Result<String, String> {
    let mut baseline = match (path.exists(), prune) {
        (_, true) => Baseline::read(path)?,
        // One that cannot be read is written anew.
        (true, false) => Baseline::read(path).unwrap_or_else(|_| Baseline::empty(path)),
        (false, false) => Baseline::empty(path),
    };
    let before = baseline.text();
    let mut solved: Vec<(String, Entry)> = Vec::new();
    let mut added = 0;
    let mut moved: Vec<(String, String)> = Vec::new();
    let mut gone = baseline.gone().to_vec();
    for today in drafts {
        let name = baseline.name_of(&today.draft);
        let was = baseline.known_as(&name, &today.entries).unwrap_or_else(|| name.clone());
        let old = baseline.drafts.remove(&was).unwrap_or_default();
        if was != name {
            gone.retain(|gone| *gone != was);
            moved.push((was, name.clone()));
        }
        let old = follow(&old, &today.entries);
        let change = Change::new(old, &today.entries, |rule| ran(&today.setup, rule), prune);
        solved.extend(change.solved.into_iter().map(|entry| (name.clone(), entry)));
        added += change.added;
        baseline.drafts.insert(name, change.entries);
    }
    for name in gone {
        let entries = baseline.drafts.remove(&name).unwrap_or_default();
        solved.extend(entries.into_iter().map(|entry| (name.clone(), entry)));
    }
    baseline.drafts.retain(|_, entries| !entries.is_empty());
    let text = baseline.text();
    let mut said = String::new();
    for (name, entry) in solved.iter().filter(|_| prune) {
        let times = if entry.count > 1 { format!(" ({} times)", entry.count) } else { String::new() };
        let _ = writeln!(
            said,
            "solved  {}  {}  “{}”{times}",
            visible(name),
            visible(&entry.rule),
            visible(&entry.sentence)
        );
    }
    for (was, name) in &moved {
        let _ = writeln!(said, "moved   {}  to {}", visible(was), visible(name));
    }
    let is_new = !path.exists();
    if is_new || text != before {
        file::write(path, &text)?;
    }
    let count = baseline.count();
    let solved: usize = solved.iter().map(|(_, entry)| entry.count).sum();
    let changed = match (is_new, added, solved) {
        (true, ..) | (false, 0, 0) => String::new(),
        (_, added, 0) => format!(", {added} of them new"),
        (_, 0, solved) => format!("; {} taken out", plural(solved, "solved one")),
        (_, added, solved) => format!(", {added} of them new; {} taken out", plural(solved, "solved one")),
    };
    let in_drafts = plural(baseline.drafts.len(), "draft");
    let _ = writeln!(said, "{}: {} in {in_drafts}{changed}", shown(path), plural(count, "known finding"));
    Ok(said)
}

/// What becomes of the entries of a draft.
struct Change {
    entries: Vec<Entry>,
    solved: Vec<Entry>,
    added: usize,
}

impl Change {
    fn new(old: Vec<Entry>, today: &[Entry], ran: impl Fn(&str) -> bool, prune: bool) -> Self {
        let key = Entry::key;
        let now: BTreeMap<_, &Entry> = today.iter().map(|entry| (key(entry), entry)).collect();
        let mut kept: BTreeMap<(String, String), Entry> = BTreeMap::new();
        let mut change = Self { entries: Vec::new(), solved: Vec::new(), added: 0 };
        for mut entry in old {
            let found = now.get(&key(&entry)).map_or(0, |now| now.count);
            if !ran(&entry.rule) || found >= entry.count {
                kept.insert(key(&entry), entry);
                continue;
            }
            change.solved.push(Entry { count: entry.count - found, ..entry.clone() });
            entry.count = found;
            if found > 0 {
                kept.insert(key(&entry), entry);
            }
        }
        for entry in today.iter().filter(|_| !prune) {
            let count = kept.get(&key(entry)).map_or(0, |kept| kept.count);
            change.added += entry.count.saturating_sub(count);
            kept.insert(key(entry), Entry { count: entry.count.max(count), ..entry.clone() });
        }
        change.entries = kept.into_values().collect();
        change
    }
}
