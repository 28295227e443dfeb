//! What is touched and what is not, for people.

use super::tally::{Count, Coverage, Kind, PackCoverage, Untouched};
use crate::cli::terminal::Terminal;
use crate::report::visible;
use anstyle::{AnsiColor, Style};
use std::fmt::Write;
use textwrap::{Options, WordSeparator, WordSplitter};
use unicode_width::UnicodeWidthStr;

/// A table, then what nothing touches, by place.
pub(in crate::cli::test) fn page(coverage: &Coverage, terminal: &Terminal) -> String {
    let mut page = String::new();
    let style = if terminal.colour() { AnsiColor::Cyan.on_default().bold() } else { Style::new() };
    table(&mut page, coverage, style);
    for pack in coverage.packs.iter().filter(|pack| !pack.untouched.is_empty()) {
        untouched(&mut page, pack, terminal, style);
    }
    page
}

fn table(page: &mut String, coverage: &Coverage, style: Style) {
    let names = coverage.packs.iter().map(|pack| pack.pack.width());
    let wide = names.max().unwrap_or(0).max("touched by tests".len());
    let _ = writeln!(
        page,
        "{style}{:<wide$}  {:<5}{:>20}{:>20}{:>18}{style:#}",
        "touched by tests", "", "phrases", "phrases of cues", "rules"
    );
    for pack in &coverage.packs {
        for (at, row) in pack.languages.iter().enumerate() {
            let name = if at == 0 { visible(&pack.pack).into_owned() } else { String::new() };
            let (phrases, cues, rules) = (share(row.phrases), share(row.cues), share(row.rules));
            let line = format!("{name:<wide$}  {:<5}{phrases:>20}{cues:>20}{rules:>18}", row.language);
            let _ = writeln!(page, "{}", line.trim_end());
        }
    }
    page.push('\n');
}

fn share(count: Count) -> String {
    match count.all {
        0 => "–".to_owned(),
        all => format!("{} of {all} ({} %)", count.touched, count.touched * 100 / all),
    }
}

/// One paragraph for each line of a file and what stands on it.
fn untouched(page: &mut String, pack: &PackCoverage, terminal: &Terminal, style: Style) {
    let _ = writeln!(page, "{style}untouched in {}{style:#}", visible(&pack.pack));
    let options = Options::new(terminal.width.clamp(40, 120))
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .initial_indent("  ")
        .subsequent_indent("      ");
    let together = |a: &Untouched, b: &Untouched| {
        (&a.path, a.line, a.kind, a.language, &a.name) == (&b.path, b.line, b.kind, b.language, &b.name)
    };
    for group in pack.untouched.chunk_by(together) {
        let Untouched { kind, language, name, path, line, .. } = &group[0];
        let what = match kind {
            Kind::Language => "everything of",
            Kind::Phrase => "lexicon",
            Kind::Cue => "cue",
            Kind::Rule => "rule",
        };
        let mut text = format!("{path}:{line} {what} {name}, {language}");
        for (at, phrase) in group.iter().filter_map(|one| one.phrase.as_ref()).enumerate() {
            let _ = write!(text, "{}\"{phrase}\"", if at == 0 { ": " } else { " " });
        }
        page.push_str(&textwrap::fill(&visible(&text), &options));
        page.push('\n');
    }
    page.push('\n');
}
