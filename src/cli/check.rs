//! `toulmin check`: findings of drafts.

use super::args::{CheckArgs, CheckFormat, DraftArgs, MendArgs};
use super::baseline::Baselines;
use super::changed::Changed;
use super::files::{self, Input};
use super::mend::{Mending, Mends};
use super::near::plural;
use super::progress::Progress;
use super::setup::{Setup, Setups};
use super::terminal::Terminal;
use super::trouble::{self, Trouble, shown};
use super::{Outcome, args::ChoiceArgs, bibliography};
use crate::document::Document;
use crate::engine::Report;
use crate::report::{Human, Tally, json};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Checks the drafts and prints what was found.
pub(crate) fn run(args: &CheckArgs, terminal: &Terminal) -> Outcome {
    let human = args.format == CheckFormat::Human;
    let baselines = Baselines::new(args.hide.baseline.clone(), args.hide.no_baseline);
    let changed = Changed::since(args.hide.changed.clone());
    let mends = Mends::new(match args.mend {
        MendArgs { fix: true, .. } => Mending::Write,
        MendArgs { diff: true, .. } => Mending::Show,
        MendArgs { .. } => Mending::Off,
    });
    let draw = |input: &Input, document: &Document, setup: &Setup, report: &mut Report| {
        baselines.apply(&input.path, document, setup, report);
        changed.apply(input, report);
        mends.look(input, document, report);
        if !human {
            return String::new();
        }
        let drawing = drawing(terminal, setup).verbose(args.verbose);
        let mut drawn = String::new();
        for finding in report.findings() {
            drawn.push_str(&drawing.finding(&input.name, document.text(), finding));
            drawn.push('\n');
        }
        if args.verbose && !report.skipped().is_empty() {
            drawn.push_str(&drawing.skipped(&input.name, report.skipped()));
            drawn.push('\n');
        }
        drawn
    };
    let mut run = check_all(&args.drafts, &args.choice, human && !args.quiet && terminal.watched(), draw);
    run.troubles.extend(baselines.troubles());
    run.troubles.extend(changed.troubles());
    run.troubles.extend(baselines.solved().into_iter().map(|(path, count)| solved(&path, count)));
    if run.misnamed {
        report_troubles(&run.troubles, human, terminal);
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
    let (_, unwritten) = mends.settle(args.quiet, terminal);
    run.troubles.extend(unwritten);
    if human {
        print_human(args, &run, terminal);
    } else {
        let reports = run.checked.iter().map(|checked| (checked.name.as_str(), &checked.report));
        print_json(&json::Check::new(reports, failures(&run.troubles)), terminal);
    }
    let fails = |checked: &Checked| {
        let fail_on = args.fail_on.unwrap_or(checked.setup.fail_on);
        checked.report.findings().iter().any(|finding| fail_on.fails(finding.level))
    };
    if run.troubles.iter().any(Trouble::is_error) {
        Outcome::Failed
    } else if run.checked.iter().any(fails) {
        Outcome::Faulty
    } else {
        Outcome::Clean
    }
}

/// All that a run over drafts gives.
pub(crate) struct Run {
    /// The drafts that were read, in the order of their paths.
    pub(crate) checked: Vec<Checked>,
    pub(crate) troubles: Vec<Trouble>,
    /// How many drafts could not be read.
    unread: usize,
    /// Whether the command names a rule or a pack that there is not; then nothing was checked.
    pub(crate) misnamed: bool,
}

/// A draft that was checked.
pub(crate) struct Checked {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) report: Report,
    pub(crate) setup: Arc<Setup>,
    /// What was drawn of it while its text was at hand.
    drawn: String,
}

/// Reads and checks all drafts, several at once; the order of what comes back is that of the paths.
pub(crate) fn check_all(
    drafts: &DraftArgs,
    choice: &ChoiceArgs,
    watched: bool,
    draw: impl Fn(&Input, &Document, &Setup, &mut Report) -> String + Sync,
) -> Run {
    let (inputs, unread) = files::collect(&drafts.paths, drafts.stdin_name.as_deref());
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
            let drawn = draw(&input, &document, &setup, &mut report);
            Ok((report, drawn))
        };
        // A fault of ours in one draft is no reason to keep quiet about the others.
        let result = panic::catch_unwind(AssertUnwindSafe(one)).unwrap_or_else(|_| {
            let reason = "toulmin failed on it, which is a fault of toulmin".to_owned();
            Err(Trouble::Unreadable { path: input.name.clone(), reason })
        });
        progress.done(&input.name);
        result.map(|(report, drawn)| Checked { name: input.name, path: input.path, report, setup, drawn })
    };
    let results: Vec<Result<Checked, Trouble>> = match pool(drafts.threads) {
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

fn drawing(terminal: &Terminal, setup: &Setup) -> Human {
    match setup.language {
        Some(language) => terminal.human().language(language),
        None => terminal.human(),
    }
}

fn print_human(args: &CheckArgs, run: &Run, terminal: &Terminal) {
    trouble::draw(&run.troubles, terminal);
    let mut tally = Tally::default();
    let mut lapsed = BTreeMap::new();
    for checked in &run.checked {
        terminal.out(&checked.drawn);
        tally.add(&checked.report);
        // Said once in a run, not for every draft.
        for one in checked.report.lapsed() {
            lapsed.entry((&one.rule, &one.backing.title)).or_insert((checked, one));
        }
    }
    for (checked, one) in lapsed.into_values() {
        terminal.out(&drawing(terminal, &checked.setup).lapsed(one));
        terminal.out("\n");
    }
    tally.unreadable = run.unread;
    if !args.quiet {
        let language = args.choice.language.or_else(|| run.checked.first().and_then(|checked| checked.setup.language));
        let human = language.map_or_else(|| terminal.human(), |language| terminal.human().language(language));
        terminal.out(&human.summary(&tally));
    }
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
    let text = serde_json::to_string_pretty(value).expect("a report has no map with keys that are no texts");
    terminal.out(&text);
    terminal.out("\n");
}
