//! The examples that do not do what they say, for people.

use super::{Judgement, Kind};
use crate::cli::packs::RuleSet;
use crate::cli::terminal::Terminal;
use crate::cli::test::places::Places;
use crate::program::Verdict;
use crate::report::visible;
use anstyle::{AnsiColor, Style};
use std::fmt::Write;
use textwrap::{Options, WordSeparator, WordSplitter};

/// What differs; with `verbose`, the known limits too.
pub(crate) fn page(set: &RuleSet, judged: &[Judgement<'_>], terminal: &Terminal, verbose: bool) -> String {
    let mut places = Places::new(set);
    let mut page = String::new();
    for judgement in judged {
        let sign = match judgement.kind {
            Kind::Missing | Kind::Noisy => ("✗", AnsiColor::Red),
            Kind::Promote => ("↑", AnsiColor::Green),
            Kind::KnownLimit if verbose => ("·", AnsiColor::Yellow),
            _ => continue,
        };
        one(&mut page, sign, judgement, places.line(&judgement.rule.file, judgement.example.span.start), terminal);
    }
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
    let kind = word_of(judgement.kind);
    let _ = writeln!(page, "{style}{sign} {kind}{style:#} {} {}", visible(&rule.id), visible(&place));
    let expected = format!("{} {} “{}”", word(example.verdict), example.language, marked(judgement));
    wrap(page, terminal, "    ", "      ", &expected.replace('\n', "⏎"));
    let mut row = |head: &str, text: &str| {
        wrap(page, terminal, &format!("    {head:<10}"), &" ".repeat(14), &text.replace('\n', "⏎"));
    };
    for fault in &judgement.faults {
        row("expected", &fault.expected);
        row("came", &fault.came);
        for (at, line) in fault.why.iter().enumerate() {
            row(if at == 0 { "why" } else { "" }, line);
        }
    }
    match (judgement.kind, example.verdict) {
        (Kind::Promote, Verdict::Misses) => row("promote", "it is reported now: write `flags` in place of `misses`"),
        (Kind::Promote, _) => row("promote", "it is silent now: write `allows` in place of `overflags`"),
        _ => {}
    }
    page.push('\n');
}

/// Adds a line, wrapped.
fn wrap(page: &mut String, terminal: &Terminal, first: &str, rest: &str, text: &str) {
    let options = Options::new(terminal.width.clamp(40, 120))
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .initial_indent(first)
        .subsequent_indent(rest);
    page.push_str(&textwrap::fill(&visible(text), options));
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

const fn word_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Reported => "reported",
        Kind::Validated => "validated",
        Kind::Missing => "missing",
        Kind::Noisy => "noisy",
        Kind::KnownLimit => "known limit",
        Kind::Promote => "promote",
    }
}

/// The word of the language.
pub(in crate::cli::test) const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Flags => "flags",
        Verdict::Allows => "allows",
        Verdict::Misses => "misses",
        Verdict::Overflags => "overflags",
    }
}
