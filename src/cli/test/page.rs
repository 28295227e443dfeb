//! The results of examples, for people and for programs.

use super::example::{Judgement, Kind};
use crate::cli::check::failures;
use crate::cli::packs::RuleSet;
use crate::cli::terminal::Terminal;
use crate::cli::trouble::Trouble;
use crate::program::Verdict;
use crate::report::json::Failure;
use crate::report::{Lines, visible};
use anstyle::{AnsiColor, Style};
use serde::Serialize;
use std::collections::HashMap;
use std::fmt::Write;
use textwrap::{Options, WordSeparator, WordSplitter};

/// How many examples ended how.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Counts {
    rules: usize,
    examples: usize,
    reported: usize,
    validated: usize,
    missing: usize,
    noisy: usize,
    known_limits: usize,
    promote: usize,
}

impl Counts {
    pub(crate) fn of(rules: usize, judged: &[Judgement<'_>]) -> Self {
        let mut counts = Self { rules, examples: judged.len(), ..Self::default() };
        for judgement in judged {
            match judgement.kind {
                Kind::Reported => counts.reported += 1,
                Kind::Validated => counts.validated += 1,
                Kind::Missing => counts.missing += 1,
                Kind::Noisy => counts.noisy += 1,
                Kind::KnownLimit => counts.known_limits += 1,
                Kind::Promote => counts.promote += 1,
            }
        }
        counts
    }

    /// Whether an example does not do what it says. One to promote is good news.
    pub(crate) fn failed(&self) -> bool {
        self.missing + self.noisy > 0
    }
}

/// What `toulmin test --format json` prints.
#[derive(Debug, Serialize)]
pub(crate) struct Results<'r> {
    version: u32,
    counts: Counts,
    examples: Vec<Line<'r>>,
    errors: Vec<Failure>,
}

/// An example.
#[derive(Debug, Serialize)]
struct Line<'r> {
    rule: &'r str,
    path: &'r str,
    line: usize,
    verdict: &'static str,
    language: &'r str,
    kind: Kind,
    text: &'r str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    faults: Vec<FaultLine<'r>>,
}

/// A fault.
#[derive(Debug, Serialize)]
struct FaultLine<'r> {
    says: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<&'r str>,
}

impl<'r> Results<'r> {
    pub(crate) fn new(set: &'r RuleSet, judged: &'r [Judgement<'r>], counts: Counts, troubles: &[Trouble]) -> Self {
        let mut places = Places::new(set);
        let line = |judgement: &'r Judgement<'r>| Line {
            rule: &judgement.rule.id,
            path: &judgement.rule.file,
            line: places.line(judgement),
            verdict: word(judgement.example.verdict),
            language: judgement.example.language.code(),
            kind: judgement.kind,
            text: &judgement.example.text,
            faults: judgement
                .faults
                .iter()
                .map(|fault| FaultLine { says: &fault.says, words: fault.words.as_deref() })
                .collect(),
        };
        Self { version: 1, counts, examples: judged.iter().map(line).collect(), errors: failures(troubles) }
    }
}

/// The lines of rule files, each file indexed once.
struct Places<'r> {
    set: &'r RuleSet,
    lines: HashMap<&'r str, Lines>,
}

impl<'r> Places<'r> {
    fn new(set: &'r RuleSet) -> Self {
        Self { set, lines: HashMap::new() }
    }

    fn line(&mut self, judgement: &Judgement<'r>) -> usize {
        let file = judgement.rule.file.as_str();
        let text = self.set.text(file);
        let lines = self.lines.entry(file).or_insert_with(|| Lines::new(text));
        lines.location(text, judgement.example.span.start).line
    }
}

/// The results for people: what differs, then the counts.
pub(crate) fn human(
    set: &RuleSet,
    judged: &[Judgement<'_>],
    counts: &Counts,
    terminal: &Terminal,
    verbose: bool,
) -> String {
    let mut places = Places::new(set);
    let mut page = String::new();
    for judgement in judged {
        let sign = match judgement.kind {
            Kind::Missing | Kind::Noisy => ("✗", AnsiColor::Red),
            Kind::Promote => ("↑", AnsiColor::Green),
            Kind::KnownLimit if verbose => ("·", AnsiColor::Yellow),
            _ => continue,
        };
        one(&mut page, sign, judgement, places.line(judgement), terminal);
    }
    summary(&mut page, counts);
    page
}

fn one(
    page: &mut String,
    (sign, colour): (&str, AnsiColor),
    judgement: &Judgement<'_>,
    line: usize,
    terminal: &Terminal,
) {
    let style = if terminal.colour() { colour.on_default().bold() } else { Style::new() };
    let (rule, example) = (judgement.rule, judgement.example);
    let place = format!("{}:{line}", rule.file);
    let _ = writeln!(page, "{style}{sign}{style:#} {} {}", visible(&rule.id), visible(&place));
    let wrap = |page: &mut String, first: &str, text: &str| {
        let options = Options::new(terminal.width.clamp(40, 120))
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .initial_indent(first)
            .subsequent_indent("      ");
        page.push_str(&textwrap::fill(&visible(text), options));
        page.push('\n');
    };
    let expected = format!("{} {} “{}”", word(example.verdict), example.language, marked(judgement));
    wrap(page, "    ", &expected.replace('\n', "⏎"));
    for fault in &judgement.faults {
        let words = fault.words.as_ref().map_or_else(String::new, |words| format!("“{}” ", words.replace('\n', "⏎")));
        wrap(page, "    → ", &format!("{words}{}", fault.says));
    }
    match (judgement.kind, example.verdict) {
        (Kind::Promote, Verdict::Misses) => wrap(page, "    → ", "promote: it may be written `flags` now"),
        (Kind::Promote, _) => wrap(page, "    → ", "promote: it may be written `allows` now"),
        _ => {}
    }
    page.push('\n');
}

fn summary(page: &mut String, counts: &Counts) {
    let noun = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
    let _ = write!(
        page,
        "{} of {}: {} reported, {} validated",
        noun(counts.examples, "example"),
        noun(counts.rules, "rule"),
        counts.reported,
        counts.validated,
    );
    let rest = [
        (counts.missing, "missing".to_owned()),
        (counts.noisy, "noisy".to_owned()),
        (counts.known_limits, if counts.known_limits == 1 { "known limit" } else { "known limits" }.to_owned()),
        (counts.promote, "to promote".to_owned()),
    ];
    for (n, what) in rest.iter().filter(|(n, _)| *n > 0) {
        let _ = write!(page, ", {n} {what}");
    }
    page.push('\n');
}

/// The example with its marks put back.
fn marked(judgement: &Judgement<'_>) -> String {
    let example = judgement.example;
    let (mut text, mut from) = (String::new(), 0);
    for mark in &example.marks {
        if let (Some(before), Some(words)) = (example.text.get(from..mark.start), example.text.get(mark.range())) {
            let _ = write!(text, "{before}[[{words}]]");
            from = mark.end;
        }
    }
    text.push_str(example.text.get(from..).unwrap_or_default());
    text
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Flags => "flags",
        Verdict::Allows => "allows",
        Verdict::Misses => "misses",
        Verdict::Overflags => "overflags",
    }
}
