//! `toulmin check --profile`: what a check costs, by stage, by rule and by phrase.

use super::Outcome;
use super::args::CheckArgs;
use super::bibliography;
use super::check::report_troubles;
use super::files;
use super::setup::{Setup, Setups};
use super::terminal::Terminal;
use super::trouble::{self, Trouble};
use crate::engine::{PhraseFinder, Profile, RuleCost, commonest};
use crate::program::{AllWritten, written};
use crate::report::{Lines, visible};
use comfy_table::{Cell, CellAlignment, Table, presets};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How many rules and phrases are listed.
const MOST: usize = 20;

/// Checks the drafts one after another, and prints what that took instead of findings.
pub(crate) fn run(args: &CheckArgs, terminal: &Terminal) -> Outcome {
    let (inputs, unread) = files::meant(&args.drafts);
    let began = Instant::now();
    let mut setups = Setups::new(&args.choice);
    let work: Vec<_> = inputs.into_iter().filter_map(|input| setups.of(&input).map(|setup| (input, setup))).collect();
    let start = began.elapsed();
    let mut troubles = std::mem::take(&mut setups.troubles);
    troubles.extend(unread);
    if setups.misnamed {
        report_troubles(&troubles, true, terminal);
        return Outcome::Failed;
    }
    // Drafts with the same rules are told of together.
    let mut costs: Vec<Cost> = Vec::new();
    for (input, setup) in work {
        let before = Instant::now();
        match bibliography::read(&input, &setup) {
            Err(trouble) => troubles.push(trouble),
            Ok(document) => {
                let read = before.elapsed();
                let at = costs.iter().position(|cost| Arc::ptr_eq(&cost.setup.rules, &setup.rules));
                let at = at.unwrap_or_else(|| {
                    costs.push(Cost::new(&setup));
                    costs.len() - 1
                });
                costs[at].add(&document, read);
            }
        }
    }
    trouble::draw(&troubles, terminal);
    for cost in &costs {
        terminal.out(&cost.page(start));
    }
    if costs.is_empty() {
        terminal.out("no drafts\n");
    }
    if troubles.iter().any(Trouble::is_error) { Outcome::Failed } else { Outcome::Clean }
}

/// What the drafts with one set of rules cost.
struct Cost {
    setup: Arc<Setup>,
    written: AllWritten,
    finder: PhraseFinder,
    profile: Profile,
    read: Duration,
    drafts: usize,
    bytes: usize,
}

impl Cost {
    fn new(setup: &Arc<Setup>) -> Self {
        let written = written(&setup.rules.files);
        let finder = PhraseFinder::new(&written.phrases);
        let profile = Profile::default();
        Self { setup: Arc::clone(setup), written, finder, profile, read: Duration::ZERO, drafts: 0, bytes: 0 }
    }

    fn add(&mut self, document: &crate::Document, read: Duration) {
        let began = Instant::now();
        let now = || began.elapsed();
        let checker = &self.setup.rules.checker;
        let (_, profile) = checker.profile(document, &self.setup.context, &self.finder, &now);
        self.profile.add(&profile);
        self.read += read;
        self.drafts += 1;
        self.bytes += document.text().len();
    }

    fn page(&self, start: Duration) -> String {
        let noun = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
        let mut page = format!(
            "{}, {}, {} of text\n\n",
            noun(self.drafts, "draft"),
            noun(self.profile.words, "word"),
            kilobytes(self.bytes)
        );
        page.push_str(&self.stages(start));
        page.push_str(&self.rules());
        page.push_str(&self.phrases());
        page
    }

    fn stages(&self, start: Duration) -> String {
        let sum = |of: fn(&RuleCost) -> Duration| self.profile.rules.iter().map(of).sum::<Duration>();
        let stages = [
            ("rules compiled", start),
            ("drafts read", self.read),
            ("scanned for phrases, numbers, sentences", self.profile.scan),
            ("claims and topics sought", sum(|cost| cost.claims)),
            ("grounds sought", sum(|cost| cost.grounds)),
            ("report put together", self.profile.report),
        ];
        let mut table = plain(["stage", "ms"]);
        for (stage, time) in stages {
            table.add_row([Cell::new(stage), number(milliseconds(time))]);
        }
        titled(&table)
    }

    fn rules(&self) -> String {
        let rules = &self.setup.rules.checker.program.rules;
        let mut costs: Vec<_> = rules.iter().zip(&self.profile.rules).filter(|(_, cost)| cost.tried > 0).collect();
        costs.sort_by(|(a, x), (b, y)| y.time().cmp(&x.time()).then_with(|| a.id.cmp(&b.id)));
        let mut table = plain(["rule", "ms", "tried", "found"]);
        for (rule, cost) in costs.iter().take(MOST) {
            table.add_row([
                Cell::new(visible(&rule.id)),
                number(milliseconds(cost.time())),
                number(cost.tried.to_string()),
                number(cost.found.to_string()),
            ]);
        }
        titled(&table) + "tried: sentences that hold the head of a claim, or drafts searched for a topic\n\n"
    }

    fn phrases(&self) -> String {
        let mut table = plain(["phrase", "hits", "of", "place"]);
        for (written, hits) in commonest(&self.written.phrases, &self.profile.phrases, MOST) {
            let text = self.setup.rules.text(&written.file);
            let line = Lines::new(text).location(text, written.span.start).line;
            table.add_row([
                Cell::new(visible(&short(&written.phrase))),
                number(hits.to_string()),
                Cell::new(visible(&format!("{}.{}", written.pack, written.name))),
                Cell::new(visible(&format!("{}:{line}", written.file))),
            ]);
        }
        titled(&table)
            + "hits: how often the phrase stands in the drafts; common words that a rule does not need cost time\n"
    }
}

fn plain<const N: usize>(heads: [&str; N]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(heads);
    table
}

fn titled(table: &Table) -> String {
    format!("{}\n\n", table.trim_fmt())
}

fn number(text: String) -> Cell {
    Cell::new(text).set_alignment(CellAlignment::Right)
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() * 1000.0)
}

fn kilobytes(bytes: usize) -> String {
    format!("{:.1} KB", bytes as f64 / 1000.0)
}

/// A phrase, cut where it is long.
fn short(phrase: &str) -> String {
    const LONGEST: usize = 40;
    if phrase.chars().count() <= LONGEST {
        return phrase.to_owned();
    }
    let cut: String = phrase.chars().take(LONGEST - 1).collect();
    format!("{cut}…")
}
