//! `toulmin check`: findings of drafts.

use super::args::{CheckArgs, ChoiceArgs, DraftArgs};
use super::files::{self, Input};
use super::formats::CheckFormat;
use super::output::Output;
use super::progress::Progress;
use super::setup::{Setup, Setups};
use super::terminal::Terminal;
use super::trouble::{self, Trouble};
use super::{Outcome, bibliography};
use crate::document::Document;
use crate::engine::Report;
use crate::program::{Level, Rule};
use crate::report::{self, Anchor, Human, Tally, anchors, json, narrated, words};
use crate::text::Language;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

/// Checks the drafts, and prints and writes what was found.
pub(crate) fn run(args: &CheckArgs, terminal: &Terminal) -> Outcome {
    let outputs = &args.outputs.0;
    // Those alone print nothing of what could not be read on the standard error: it stands in what they print.
    let json = args.outputs.prints(CheckFormat::Json);
    let needs = Needs::of(outputs);
    let keep = |input: &Input, document: Document, setup: &Setup, report: &Report| Kept {
        drawn: outputs.iter().map(|output| draw(output, args, terminal, setup, (input, &document, report))).collect(),
        anchors: if needs.anchors { anchors(&document, report) } else { Vec::new() },
        document: needs.document.then_some(document),
    };
    let watched = args.outputs.prints(CheckFormat::Human) && !args.quiet && terminal.watched();
    let mut run = check_all(&args.drafts, &args.choice, watched, keep);
    if run.misnamed {
        report_troubles(&run.troubles, !json, terminal);
        return Outcome::Failed;
    }
    if !json {
        trouble::draw(&run.troubles, terminal);
    }
    let written: Vec<Result<(), Trouble>> =
        outputs.iter().enumerate().map(|(place, output)| output.put(&text(args, &run, place, terminal), terminal)).collect();
    let unwritten: Vec<Trouble> = written.into_iter().filter_map(Result::err).collect();
    trouble::draw(&unwritten, terminal);
    if args.outputs.is_silent() && !args.quiet {
        terminal.out(&summary(args, &run, terminal.human()));
    }
    run.troubles.extend(unwritten);
    let fails = |checked: &Checked<Kept>| {
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

/// What is kept of a draft after its check, for the formats.
struct Kept {
    /// For each output, what was drawn of the draft while its text was at hand.
    drawn: Vec<String>,
    anchors: Vec<Anchor>,
    document: Option<Document>,
}

/// What the formats need besides the reports.
#[derive(Clone, Copy)]
struct Needs {
    anchors: bool,
    document: bool,
}

impl Needs {
    fn of(outputs: &[Output<CheckFormat>]) -> Self {
        use CheckFormat::{Html, Human, Json, Narrated};
        let any = |fits: &dyn Fn(CheckFormat) -> bool| outputs.iter().any(|output| fits(output.format));
        Self {
            anchors: any(&|format| !matches!(format, Human | Narrated | Json)),
            document: any(&|format| format == Html),
        }
    }
}

/// What an output for people says of one draft.
fn draw(
    output: &Output<CheckFormat>,
    args: &CheckArgs,
    terminal: &Terminal,
    setup: &Setup,
    (input, document, report): (&Input, &Document, &Report),
) -> String {
    let mut drawn = String::new();
    match output.format {
        CheckFormat::Human => {
            let drawing = drawing(output, terminal, setup).verbose(args.verbose);
            for finding in report.findings() {
                drawn.push_str(&drawing.finding(&input.name, document.text(), finding));
                drawn.push('\n');
            }
            if args.verbose && !report.skipped().is_empty() {
                drawn.push_str(&drawing.skipped(&input.name, report.skipped()));
                drawn.push('\n');
            }
        }
        CheckFormat::Narrated => {
            for finding in report.findings() {
                drawn.push_str(&narrated(&input.name, finding, setup.language, args.verbose));
                drawn.push('\n');
            }
        }
        _ => {}
    }
    drawn
}

/// The whole of one output.
fn text(args: &CheckArgs, run: &Run<Kept>, place: usize, terminal: &Terminal) -> String {
    let output = &args.outputs.0[place];
    if matches!(output.format, CheckFormat::Human | CheckFormat::Narrated) {
        return people(args, run, place, terminal);
    }
    if output.format == CheckFormat::Json {
        let reports = run.checked.iter().map(|checked| (checked.name.as_str(), &checked.report));
        return pretty(&json::Check::new(reports, failures(&run.troubles)));
    }
    let whole = report::Run {
        drafts: run.checked.iter().map(|c| seen(c, &c.kept.anchors, c.kept.document.as_ref())).collect(),
        rules: rules(&run.checked),
        failures: failures(&run.troubles),
        language: language(args.choice.language, run),
    };
    match output.format {
        CheckFormat::Human | CheckFormat::Narrated | CheckFormat::Json => String::new(),
        CheckFormat::Jsonl => report::jsonl(&whole),
        CheckFormat::Sarif => report::sarif(&whole),
        CheckFormat::Github => report::github(&whole),
        CheckFormat::Gitlab => report::gitlab(&whole),
        CheckFormat::Junit => report::junit(&whole),
        CheckFormat::Checkstyle => report::checkstyle(&whole),
        CheckFormat::Rdjson => report::rdjson(&whole),
        CheckFormat::Csv => report::findings_csv(&whole),
        CheckFormat::Html => report::html(&whole, args.choice.language, &|_| true),
    }
}

/// A draft as the formats see it.
pub(crate) fn seen<'r, T>(
    checked: &'r Checked<T>,
    anchors: &'r [Anchor],
    document: Option<&'r Document>,
) -> report::Checked<'r> {
    report::Checked { path: &checked.name, report: &checked.report, anchors, document }
}

/// The rules that ran, by id.
pub(crate) fn rules<T>(checked: &[Checked<T>]) -> BTreeMap<&str, &Rule> {
    let mut rules = BTreeMap::new();
    let mut seen = Vec::new();
    for one in checked {
        let setup = &one.setup;
        if seen.iter().any(|other| Arc::ptr_eq(other, setup)) {
            continue;
        }
        let runs = setup.rules.rules().into_iter().filter(|rule| setup.context.level_of(rule) != Level::Off);
        rules.extend(runs.map(|rule| (rule.id.as_str(), rule)));
        seen.push(Arc::clone(setup));
    }
    rules
}

/// The language of what is said of the whole.
pub(crate) fn language<T>(asked: Option<Language>, run: &Run<T>) -> Language {
    let mut tally = Tally::default();
    run.checked.iter().for_each(|checked| tally.add(&checked.report));
    let configured = run.checked.first().and_then(|checked| checked.setup.language);
    asked.or(configured).unwrap_or_else(|| tally.language())
}

/// All that a run over drafts gives.
pub(crate) struct Run<T> {
    /// The drafts that were read, in the order of their paths.
    pub(crate) checked: Vec<Checked<T>>,
    pub(crate) troubles: Vec<Trouble>,
    /// How many drafts could not be read.
    unread: usize,
    /// Whether the command names a rule or a pack that there is not; then nothing was checked.
    pub(crate) misnamed: bool,
}

/// A draft that was checked.
pub(crate) struct Checked<T> {
    pub(crate) name: String,
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
    keep: impl Fn(&Input, Document, &Setup, &Report) -> T + Sync,
) -> Run<T> {
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
            let report = setup.rules.checker.check(&document, &setup.context);
            let kept = keep(&input, document, &setup, &report);
            Ok((report, kept))
        };
        // A fault of ours in one draft is no reason to keep quiet about the others.
        let result = panic::catch_unwind(AssertUnwindSafe(one)).unwrap_or_else(|_| {
            let reason = "toulmin failed on it, which is a fault of toulmin".to_owned();
            Err(Trouble::Unreadable { path: input.name.clone(), reason })
        });
        progress.done(&input.name);
        result.map(|(report, kept)| Checked { name: input.name, report, setup, kept })
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

/// The threads asked for; none where the system gives none.
fn pool(threads: Option<usize>) -> Option<rayon::ThreadPool> {
    rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build().ok()
}

/// How to draw for an output: a file has no colours.
fn drawing(output: &Output<CheckFormat>, terminal: &Terminal, setup: &Setup) -> Human {
    let human = if output.file.is_some() { terminal.human().colour(false) } else { terminal.human() };
    match setup.language {
        Some(language) => human.language(language),
        None => human,
    }
}

/// Findings for people, then what lapsed, then the last line.
fn people(args: &CheckArgs, run: &Run<Kept>, place: usize, terminal: &Terminal) -> String {
    let output = &args.outputs.0[place];
    let mut page = String::new();
    let mut lapsed = BTreeMap::new();
    for checked in &run.checked {
        page.push_str(&checked.kept.drawn[place]);
        // Said once in a run, not for every draft.
        for one in checked.report.lapsed() {
            lapsed.entry((&one.rule, &one.backing.title)).or_insert((checked, one));
        }
    }
    for (checked, one) in lapsed.into_values() {
        match output.format {
            CheckFormat::Human => page.push_str(&drawing(output, terminal, &checked.setup).lapsed(one)),
            _ => {
                let words = words(checked.setup.language.unwrap_or(Language::EN));
                page.push_str(&format!("{}. {}.\n", one.rule, words.lapsed(one)));
            }
        }
        page.push('\n');
    }
    if !args.quiet {
        let human = if output.file.is_some() { terminal.human().colour(false) } else { terminal.human() };
        page.push_str(&summary(args, run, human));
    }
    page
}

/// The last line.
fn summary(args: &CheckArgs, run: &Run<Kept>, human: Human) -> String {
    let mut tally = Tally::default();
    run.checked.iter().for_each(|checked| tally.add(&checked.report));
    tally.unreadable = run.unread;
    let language = args.choice.language.or_else(|| run.checked.first().and_then(|checked| checked.setup.language));
    language.map_or(human.clone(), |language| human.language(language)).summary(&tally)
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
