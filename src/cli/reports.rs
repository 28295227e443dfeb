//! What each output says of a run over drafts.

use super::args::CheckArgs;
use super::check::{Checked, Run, failures, pretty};
use super::files::Input;
use super::formats::CheckFormat;
use super::output::Output;
use super::setup::Setup;
use super::terminal::Terminal;
use crate::document::Document;
use crate::engine::Report;
use crate::program::{Level, Rule};
use crate::report::{self, Anchors, Human, Tally, json, narrated, words};
use crate::text::Language;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is kept of a draft after its check, for the formats.
pub(crate) struct Kept {
    /// For each output, what was drawn of the draft while its text was at hand.
    pub(crate) drawn: Vec<String>,
    pub(crate) anchors: Anchors,
    pub(crate) document: Option<Document>,
}

/// What the formats need besides the reports.
#[derive(Clone, Copy)]
pub(crate) struct Needs {
    pub(crate) anchors: bool,
    pub(crate) document: bool,
}

impl Needs {
    pub(crate) fn of(outputs: &[Output<CheckFormat>]) -> Self {
        use CheckFormat::{Html, Human, Narrated};
        let any = |fits: &dyn Fn(CheckFormat) -> bool| outputs.iter().any(|output| fits(output.format));
        Self { anchors: any(&|format| !matches!(format, Human | Narrated)), document: any(&|format| format == Html) }
    }
}

/// What an output for people says of one draft.
pub(crate) fn draw(
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
pub(crate) fn text(args: &CheckArgs, run: &Run<Kept>, place: usize, terminal: &Terminal) -> String {
    let output = &args.outputs.0[place];
    if matches!(output.format, CheckFormat::Human | CheckFormat::Narrated) {
        return people(args, run, place, terminal);
    }
    if output.format == CheckFormat::Json {
        let reports = run.checked.iter().map(|checked| (checked.name.as_str(), &checked.report));
        let anchors = || run.checked.iter().map(|checked| &checked.kept.anchors);
        let whole = json::Check::new(reports, failures(&run.troubles)).known_by(
            anchors().flat_map(|anchors| &anchors.told).map(|anchor| anchor.fingerprint.as_str()),
            anchors().flat_map(|anchors| &anchors.suppressed).map(|anchor| anchor.fingerprint.as_str()),
        );
        return pretty(&whole);
    }
    let whole = report::Run {
        drafts: run.checked.iter().map(|c| seen(c, &c.kept.anchors, c.kept.document.as_ref())).collect(),
        rules: rules(&run.checked),
        failures: failures(&run.troubles),
        language: language(args.choice.language, run),
        told_only: args.hide.told_only,
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
    anchors: &'r Anchors,
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
pub(crate) fn summary(args: &CheckArgs, run: &Run<Kept>, human: Human) -> String {
    let mut tally = Tally::default();
    run.checked.iter().for_each(|checked| tally.add(&checked.report));
    tally.unreadable = run.unread;
    let language = args.choice.language.or_else(|| run.checked.first().and_then(|checked| checked.setup.language));
    let human = language.map_or(human.clone(), |language| human.language(language));
    human.summary(&tally) + &unseen(run, language.unwrap_or(Language::EN))
}

/// What was not looked at for want of phrases in its language, a line for each: silence there says nothing.
fn unseen(run: &Run<Kept>, language: Language) -> String {
    let mut unseen: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for checked in &run.checked {
        let mut here: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for one in checked.report.skipped() {
            let (rules, blocks) = here.entry(&one.language).or_default();
            *rules += 1;
            *blocks = (*blocks).max(one.blocks);
        }
        for (language, (rules, blocks)) in here {
            let all = unseen.entry(language).or_default();
            all.0 = all.0.max(rules);
            all.1 += blocks;
        }
    }
    unseen.iter().map(|(of, (rules, blocks))| words(language).skipped(of, *rules, *blocks) + "\n").collect()
}
