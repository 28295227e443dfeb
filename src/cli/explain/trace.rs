//! A line of a draft: what was seen on it, and where each rule stopped.

use super::page::Page;
use super::stop::{demand_lines, depth, plain, stopped};
use super::vocabulary::Vocabulary;
use crate::cli::args::ChoiceArgs;
use crate::cli::bibliography;
use crate::cli::files;
use crate::cli::setup::{Setup, Setups};
use crate::cli::terminal::Terminal;
use crate::cli::trouble::{self, Trouble};
use crate::cli::{Outcome, explain::short};
use crate::engine::{Stop, Suppressed, Trace};
use crate::report::words;
use crate::text::Language;
use std::collections::BTreeSet;
use std::path::Path;

/// Explains a line.
pub(crate) fn run(file: &Path, line: usize, choice: &ChoiceArgs, terminal: &Terminal) -> Outcome {
    let (inputs, mut troubles) = files::collect(&[file.to_owned()], None);
    let mut setups = Setups::new(choice);
    let mut page = Page::new(terminal);
    if let Some(input) = inputs.first().filter(|input| input.outright)
        && let Some(setup) = setups.of(input)
    {
        match bibliography::read(input, &setup) {
            Ok(document) => {
                let traces = setup.rules.checker.trace(&document, line, &setup.context);
                if traces.is_empty() {
                    page.text(&format!("No sentence stands on line {line} of {}.", input.name));
                }
                let seen = Seen::by(&setup);
                let report = setup.rules.checker.check(&document, &setup.context);
                for trace in &traces {
                    sentence(&mut page, &input.name, trace, &seen, choice.language.unwrap_or(Language::EN));
                }
                let here =
                    |one: &&Suppressed| (one.finding.place.start.line..=one.finding.place.end.line).contains(&line);
                for one in report.suppressed().iter().filter(here) {
                    let (rule, at) = (short(&one.finding.rule), one.comment.start.line);
                    page.text.push('\n');
                    page.text(&format!("{rule} is allowed here by the comment on line {at}: {}", one.reason));
                }
            }
            Err(error) => troubles.push(error),
        }
    } else if troubles.is_empty() {
        let reason = "it is a folder; a line is explained of a file".to_owned();
        troubles.push(Trouble::Unreadable { path: trouble::shown(file), reason });
    }
    troubles.extend(setups.shelf.troubles());
    troubles.extend(setups.troubles);
    trouble::draw(&troubles, terminal);
    terminal.out(&page.text);
    if troubles.iter().any(Trouble::is_error) { Outcome::Failed } else { Outcome::Clean }
}

/// The names that some rule that runs has an eye on.
struct Seen<'s>(BTreeSet<&'s str>);

impl<'s> Seen<'s> {
    fn by(setup: &'s Setup) -> Self {
        let program = &setup.rules.checker.program;
        let mut vocabulary = Vocabulary::default();
        program.rules.iter().filter(|rule| setup.runs(rule)).for_each(|rule| vocabulary.add(rule));
        let lexicons = vocabulary.lexicons.iter().map(|id| program.lexicons[*id].name.as_str());
        Self(lexicons.chain(vocabulary.cues.iter().map(|id| program.cues[*id].name.as_str())).collect())
    }

    fn sees(&self, name: &str) -> bool {
        name.starts_with('@') || self.0.contains(name)
    }
}

fn sentence(page: &mut Page, name: &str, trace: &Trace, seen: &Seen<'_>, language: Language) {
    let start = trace.place.start;
    if !page.text.is_empty() {
        page.text.push('\n');
    }
    page.title(&format!("{name}:{}:{} ({})", start.line, start.column, trace.language));
    page.text(&trace.text);

    page.head("Hits");
    let mut hits: Vec<(&str, Vec<&str>)> = Vec::new();
    for (what, words) in trace.hits.iter().filter(|(what, _)| seen.sees(what)) {
        match hits.iter_mut().find(|(known, _)| known == words) {
            Some((_, names)) => names.push(plain(what)),
            None => hits.push((words, vec![plain(what)])),
        }
    }
    let hits = hits.into_iter().map(|(words, names)| format!("“{words}”: {}", names.join(", "))).collect();
    list(page, hits, "none: no rule has a word in this sentence");
    // What ends a reach matters only where something reaches.
    let reaches = |cue: &str| trace.cues.iter().any(|(other, reach, _)| other == cue && *reach != "stops");
    let cues = trace.cues.iter().filter(|(cue, ..)| seen.sees(cue) && reaches(cue));
    let cues: Vec<String> = cues.map(|(cue, reach, words)| format!("“{words}”: {}, {reach}", plain(cue))).collect();
    if !cues.is_empty() {
        page.head("Cues");
        page.items(cues);
    }
    if let Some((named, words)) = &trace.attribution {
        page.head("Who says it");
        page.text(&format!("“{words}”, {}", if *named { "named" } else { "not named: it counts for nobody" }));
    }
    page.head("Rules");
    let mut rules: Vec<_> = trace.rules.iter().collect();
    // Those that got furthest come first.
    rules.sort_by_key(|(id, stop)| (std::cmp::Reverse(depth(stop)), id.clone()));
    if rules.is_empty() {
        page.text("none begins here");
    }
    for (id, stop) in rules {
        page.items(vec![format!("{}: {}", short(id), stopped(stop))]);
        if let Stop::Grounds { demands, evidence, .. } = stop {
            if demands.is_empty() {
                page.wrapped("      ", "        ", "no grounds would do: the claim is a fault in itself");
            }
            for line in demands.iter().flat_map(|demand| demand_lines(demand, language)) {
                page.wrapped("      ", "        ", &line);
            }
            for found in evidence {
                page.wrapped("      + ", "        ", &words(language).supports(found));
            }
        }
    }
}

fn list(page: &mut Page, items: Vec<String>, none: &str) {
    if items.is_empty() { page.text(none) } else { page.items(items) }
}
