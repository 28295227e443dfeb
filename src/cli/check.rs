//! `toulmin check`: findings of drafts.

use super::args::{CheckArgs, ChoiceArgs, DraftArgs, MendArgs};
use super::baseline::Baselines;
use super::changed::Changed;
use super::files::{self, Input};
use super::formats::CheckFormat;
use super::mend::{Mending, Mends};
use super::near::plural;
use super::output::Output;
use super::progress::Progress;
use super::reports::{self, Kept, Needs};
use super::setup::{Setup, Setups};
use super::terminal::Terminal;
use super::trouble::{self, Trouble, shown};
use super::{Outcome, bibliography};
use crate::document::Document;
use crate::engine::Report;
use crate::report::{Anchors, anchors, json};
use rayon::prelude::*;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Checks the drafts, and prints and writes what was found.
pub(crate) fn run(args: &CheckArgs, terminal: &Terminal) -> Outcome {
    let outputs = &args.outputs.0;
    // What could not be read stands in what it prints, and nowhere else.
    let json = args.outputs.prints(CheckFormat::Json);
    let needs = Needs::of(outputs);
    let baselines = Baselines::new(args.hide.baseline.clone(), args.hide.no_baseline);
    let changed = Changed::since(args.hide.changed.clone());
    let mends = Mends::new(match args.mend {
        MendArgs { fix: true, .. } => Mending::Write,
        MendArgs { diff: true, .. } => Mending::Show,
        MendArgs { .. } => Mending::Off,
    });
    let keep = |input: &Input, document: Document, setup: &Setup, report: &mut Report| {
        baselines.apply(&input.path, &document, setup, report);
        changed.apply(input, report);
        mends.look(input, &document, report, |document| {
            let document = bibliography::complete(document, input, setup);
            let mut report = setup.rules.checker.check(&document, &setup.context);
            baselines.hide(&input.path, &document, setup, &mut report);
            changed.apply(input, &mut report);
            (document, report)
        });
        Kept {
            drawn: outputs
                .iter()
                .map(|output| reports::draw(output, args, terminal, setup, (input, &document, report)))
                .collect(),
            anchors: if needs.anchors { anchors(&document, report) } else { Anchors::default() },
            document: needs.document.then_some(document),
        }
    };
    let watched = args.outputs.prints(CheckFormat::Human) && !args.quiet && terminal.watched();
    let mut run = check_all(&args.drafts, &args.choice, watched, keep);
    run.troubles.extend(baselines.troubles());
    run.troubles.extend(changed.troubles());
    run.troubles.extend(baselines.solved().into_iter().map(|(path, count)| solved(&path, count)));
    if run.misnamed {
        report_troubles(&run.troubles, !json, terminal);
        return Outcome::Failed;
    }
    if mends.shows() {
        let (mended, troubles) = mends.settle(args.quiet, terminal);
        run.troubles.extend(troubles);
        trouble::draw(&run.troubles, terminal);
        return match run.troubles.iter().any(Trouble::is_error) {
            true => Outcome::Failed,
            false if mended > 0 => Outcome::Faulty,
            false => Outcome::Clean,
        };
    }
    let (_, unmended) = mends.settle(args.quiet, terminal);
    run.troubles.extend(unmended);
    if !json {
        trouble::draw(&run.troubles, terminal);
    }
    let put = |(place, output): (usize, &Output<_>)| output.put(&reports::text(args, &run, place, terminal), terminal);
    let unwritten: Vec<Trouble> = outputs.iter().enumerate().filter_map(|output| put(output).err()).collect();
    trouble::draw(&unwritten, terminal);
    if args.outputs.is_silent() && !args.quiet {
        terminal.out(&reports::summary(args, &run, terminal.human()));
    }
    run.troubles.extend(unwritten);
    let fails = |checked: &Checked<Kept>| {
        let fail_on = args.fail_on.unwrap_or(checked.setup.fail_on);
        checked.report.findings().iter().any(|finding| fail_on.fails(finding.level))
    };
    let outcome = if run.troubles.iter().any(Trouble::is_error) {
        Outcome::Failed
    } else if run.checked.iter().any(fails) {
        Outcome::Faulty
    } else {
        Outcome::Clean
    };
    // The command ends here: to take the rules apart again, phrase by phrase, would be time for nothing.
    std::mem::forget(run);
    outcome
}

/// All that a run over drafts gives.
pub(crate) struct Run<T> {
    /// The drafts that were read, in the order of their paths.
    pub(crate) checked: Vec<Checked<T>>,
    pub(crate) troubles: Vec<Trouble>,
    /// How many drafts could not be read.
    pub(crate) unread: usize,
    /// Whether the command names a rule or a pack that there is not; then nothing was checked.
    pub(crate) misnamed: bool,
}

/// A draft that was checked.
pub(crate) struct Checked<T> {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) report: Report,
    pub(crate) setup: Arc<Setup>,
    /// What was kept of it while its text was at hand.
    pub(crate) kept: T,
}

/// Reads and checks all drafts, several at once; the order of what comes back is that of the paths.
pub(crate) fn check_all<T: Send>(
    drafts: &DraftArgs,
    choice: &ChoiceArgs,
    watched: bool,
    keep: impl Fn(&Input, Document, &Setup, &mut Report) -> T + Sync,
) -> Run<T> {
    let (inputs, unread) = files::meant(drafts);
    let mut setups = Setups::new(choice);
    let work: Vec<(Input, Arc<Setup>)> =
        inputs.into_iter().filter_map(|input| setups.of(&input).map(|setup| (input, setup))).collect();
    if work.is_empty() {
        // So that a wrong name or rule is told all the same.
        setups.here();
    }
    let mut run = Run {
        checked: Vec::new(),
        troubles: std::mem::take(&mut setups.troubles),
        unread: unread.len(),
        misnamed: setups.misnamed,
    };
    run.troubles.extend(unread);
    if run.misnamed {
        return run;
    }
    let progress = Progress::new(work.len(), watched);
    let check = |(input, setup): (Input, Arc<Setup>)| {
        let one = || {
            let document = bibliography::read(&input, &setup)?;
            let mut report = setup.rules.checker.check(&document, &setup.context);
            let kept = keep(&input, document, &setup, &mut report);
            Ok((report, kept))
        };
        // A fault of ours in one draft is no reason to keep quiet about the others.
        let result = panic::catch_unwind(AssertUnwindSafe(one)).unwrap_or_else(|_| {
            let reason = "toulmin failed on it, which is a fault of toulmin".to_owned();
            Err(Trouble::Unreadable { path: input.name.clone(), reason })
        });
        progress.done(&input.name);
        result.map(|(report, kept)| Checked { name: input.name, path: input.path, report, setup, kept })
    };
    let results: Vec<Result<Checked<T>, Trouble>> = match pool(drafts.threads) {
        Some(pool) => pool.install(|| work.into_par_iter().map(check).collect()),
        None => work.into_iter().map(check).collect(),
    };
    progress.end();
    run.troubles.extend(setups.shelf.troubles());
    for result in results {
        match result {
            Ok(checked) => run.checked.push(checked),
            Err(trouble) => {
                run.unread += 1;
                run.troubles.push(trouble);
            }
        }
    }
    run
}

/// What is to be said of known findings that are no longer there.
fn solved(path: &Path, count: usize) -> Trouble {
    let is = if count == 1 { "is" } else { "are" };
    let says = format!("{} {is} solved; `toulmin baseline --prune` takes out what is", plural(count, "known finding"));
    Trouble::Note { about: shown(path), says }
}

/// The threads asked for; none where the system gives none.
fn pool(threads: Option<usize>) -> Option<rayon::ThreadPool> {
    rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build().ok()
}

/// Says what is wrong in the form that was asked for.
pub(crate) fn report_troubles(troubles: &[Trouble], human: bool, terminal: &Terminal) {
    if human {
        trouble::draw(troubles, terminal);
    } else {
        print_json(&json::Check::new([], failures(troubles)), terminal);
    }
}

pub(crate) fn failures(troubles: &[Trouble]) -> Vec<json::Failure> {
    troubles.iter().filter(|trouble| trouble.is_error()).map(Trouble::failure).collect()
}

pub(crate) fn print_json(value: &impl serde::Serialize, terminal: &Terminal) {
    terminal.out(&pretty(value));
}

/// A report for programs, as text.
pub(crate) fn pretty(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).expect("a report has no map with keys that are no texts") + "\n"
}
