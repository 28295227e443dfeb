//! A finding as a compiler would show it: what is wrong, where, what was looked for, what to do, on whose authority.

use super::{Excerpt, Lines, Mark, Tally, cite, visible, words};
use crate::engine::{DemandOutcome, Finding, Grounds, Lapsed, Skipped};
use crate::program::{Diagnostic, Level};
use crate::report::words::Words;
use crate::text::{Language, Span};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity};
use std::collections::BTreeMap;
use std::fmt;
use textwrap::{Options, WordSeparator, WordSplitter};

/// The narrowest and the widest that is drawn.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=200;

/// How reports are drawn for people.
#[derive(Clone, Debug)]
pub struct Human {
    width: usize,
    colour: bool,
    verbose: bool,
    language: Option<Language>,
}

impl Default for Human {
    fn default() -> Self {
        Self { width: 80, colour: false, verbose: false, language: None }
    }
}

impl Human {
    /// 80 columns, no colour, each finding in its own language.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many columns there are; between 40 and 200 are used.
    #[must_use]
    pub fn width(mut self, columns: usize) -> Self {
        self.width = columns.clamp(*WIDTHS.start(), *WIDTHS.end());
        self
    }

    /// Whether to colour with ANSI sequences.
    #[must_use]
    pub fn colour(mut self, colour: bool) -> Self {
        self.colour = colour;
        self
    }

    /// Whether to give the warrant too.
    #[must_use]
    pub fn verbose(mut self, verbose: bool) -> Self {
        self.verbose = verbose;
        self
    }

    /// The language of all that is said, instead of each finding's own.
    #[must_use]
    pub fn language(mut self, language: Language) -> Self {
        self.language = Some(language);
        self
    }

    /// A finding in the document `path`, of which `text` is the decoded text.
    pub fn finding(&self, path: &str, text: &str, finding: &Finding) -> String {
        let words = words(self.language.unwrap_or(finding.language));
        let mark = Mark { span: finding.claim_span, start: finding.claim.start };
        let head = format!("{}\n{}", finding.rule, finding.message);
        let last_line = finding.claim.end.line.max(finding.claim.start.line);
        let excerpt = Excerpt::new(path, text, mark, self.room(last_line));
        // A comment to toulmin is no claim.
        let label = if finding.rule.starts_with("toulmin/") { "" } else { words.claim() };
        let mut page = self.frame(finding.level, &head, Some((excerpt, label)));
        let mut rows = Vec::new();
        for demand in &finding.demands {
            rows.push((words.grounds(), demand_text(words, demand)));
        }
        if let Some(help) = &finding.help {
            rows.push((words.help(), help.clone()));
        }
        if let (true, Some(warrant)) = (self.verbose, &finding.warrant) {
            rows.push((words.warrant(), warrant.clone()));
        }
        for backing in &finding.backing {
            rows.push((words.backing(), cite(words, backing)));
        }
        self.rows(&mut page, &rows);
        page
    }

    /// What the compiler has to say of the rule file with this text, of which `lines` are the lines.
    pub fn diagnostic(&self, text: &str, lines: &Lines, diagnostic: &Diagnostic) -> String {
        let head = format!("{}\n{}", diagnostic.id, diagnostic.message);
        let at = |span: Span| Mark { span, start: lines.place(text, span).start };
        let alone = |span: Span| {
            let room = self.room(lines.place(text, span).end.line);
            Excerpt::new(&diagnostic.file, text, at(span), room)
        };
        let level = diagnostic.level;
        let mut page = match &diagnostic.related {
            None => self.frame(level, &head, Some((alone(diagnostic.span), ""))),
            Some((span, label)) => {
                let mark = at(diagnostic.span);
                let room = self.room(mark.start.line);
                match Excerpt::with_second(&diagnostic.file, text, mark, *span, room) {
                    Some(excerpt) => {
                        let labels = if *span < diagnostic.span { [label, ""] } else { ["", label] };
                        self.draw(level, &head, Some(excerpt), &labels)
                    }
                    None => {
                        let second = self.frame(level, "", Some((alone(*span), label)));
                        let second = second.split_once('\n').map_or("", |(_, frame)| frame);
                        self.frame(level, &head, Some((alone(diagnostic.span), ""))) + second
                    }
                }
            }
        };
        if let Some(help) = &diagnostic.help {
            self.rows(&mut page, &[(words(Language::EN).help(), help.clone())]);
        }
        page
    }

    /// A file that could not be read.
    pub fn unreadable(&self, path: &str, reason: &str) -> String {
        let head = format!("{path}\n{reason}");
        self.frame(Level::Error, &head, None)
    }

    /// Something worth knowing of what was asked.
    pub fn note(&self, about: &str, says: &str) -> String {
        self.frame(Level::Note, &format!("{about}\n{says}"), None)
    }

    /// A rule whose backing is past its day.
    pub fn lapsed(&self, lapsed: &Lapsed) -> String {
        let words = words(self.language.unwrap_or(Language::EN));
        self.frame(Level::Note, &format!("{}\n{}", lapsed.rule, words.lapsed(lapsed)), None)
    }

    /// What was not looked at in a document, by language; nothing where all was.
    pub fn skipped(&self, path: &str, skipped: &[Skipped]) -> String {
        let mut languages: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for one in skipped {
            let (rules, blocks) = languages.entry(&one.language).or_default();
            *rules += 1;
            *blocks = (*blocks).max(one.blocks);
        }
        let words = words(self.language.unwrap_or(Language::EN));
        let lines = languages.iter().map(|(language, (rules, blocks))| words.skipped(language, *rules, *blocks));
        let lines: Vec<String> = lines.collect();
        if lines.is_empty() {
            return String::new();
        }
        self.frame(Level::Note, &format!("{path}\n{}", lines.join("\n")), None)
    }

    /// The last line.
    pub fn summary(&self, tally: &Tally) -> String {
        let line = words(self.language.unwrap_or_else(|| tally.language())).summary(tally);
        let mut wrapped = textwrap::fill(&line, at_spaces(self.width));
        wrapped.push('\n');
        wrapped
    }

    /// The columns for an excerpt beside its line numbers.
    fn room(&self, last_line: usize) -> usize {
        self.width.saturating_sub(last_line.to_string().len() + 4)
    }

    /// The head and the frame, with a label under the last line of what is marked.
    fn frame(&self, level: Level, head: &str, excerpt: Option<(Excerpt, &str)>) -> String {
        let (excerpt, label) = excerpt.unzip();
        let marks = excerpt.as_ref().map_or(0, |excerpt| excerpt.marks().len());
        let mut labels = vec![""; marks];
        if let (Some(last), Some(label)) = (labels.last_mut(), label) {
            *last = label;
        }
        self.draw(level, head, excerpt, &labels)
    }

    /// The head and the frame, with a label for each mark.
    fn draw(&self, level: Level, head: &str, excerpt: Option<Excerpt>, labels: &[&str]) -> String {
        let labels = labels.iter().map(|label| visible(label).into_owned()).collect();
        let frame = Frame { level, head: visible(head).into_owned(), excerpt, labels };
        let mut page = String::new();
        let handler = GraphicalReportHandler::new_themed(self.theme(level))
            .with_links(false)
            .without_syntax_highlighting()
            .with_word_separator(WordSeparator::AsciiSpace)
            .with_word_splitter(WordSplitter::NoHyphenation)
            .with_width(self.width);
        handler.render_report(&mut page, &frame).expect("writing to a string does not fail");
        page
    }

    fn theme(&self, level: Level) -> GraphicalTheme {
        let mut theme = if self.colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        "✗".clone_into(&mut theme.characters.error);
        "ℹ".clone_into(&mut theme.characters.advice);
        theme.styles.highlights = vec![match level {
            Level::Error => theme.styles.error,
            Level::Warning => theme.styles.warning,
            Level::Note | Level::Off => theme.styles.advice,
        }];
        theme
    }

    /// Headed lines under the frame, aligned and wrapped. A heading that was just said is not said again.
    fn rows(&self, page: &mut String, rows: &[(&str, String)]) {
        let wide = rows.iter().map(|(heading, _)| heading.chars().count()).max().unwrap_or(0).max(7);
        let style = if self.colour { anstyle::AnsiColor::Cyan.on_default() } else { anstyle::Style::new() };
        let indent = " ".repeat(2 + wide + 2);
        let mut before = "";
        for (heading, text) in rows {
            let said = *heading == before;
            before = heading;
            let text = visible(text);
            let options = at_spaces(self.width).break_words(false).initial_indent(&indent).subsequent_indent(&indent);
            let body = textwrap::fill(&text, options);
            let pad = " ".repeat(wide - heading.chars().count());
            match body.get(indent.len()..) {
                Some(body) if !said => page.push_str(&format!("  {style}{heading}{style:#}{pad}  {body}")),
                _ => page.push_str(&body),
            }
            page.push('\n');
        }
    }
}

/// Lines end at spaces alone: a date or an address is not cut.
fn at_spaces(width: usize) -> Options<'static> {
    Options::new(width).word_separator(WordSeparator::AsciiSpace).word_splitter(WordSplitter::NoHyphenation)
}

/// What was looked for and what came of it, then what was found that did not do.
pub(crate) fn demand_text(words: &dyn Words, demand: &DemandOutcome) -> String {
    let wanted: Vec<String> = demand.wanted.iter().map(|wanted| words.wanted(wanted)).collect();
    let rejected: Vec<String> = demand.wanted.iter().flat_map(|w| &w.found).map(|e| words.rejected(e)).collect();
    let rejected = if demand.verdict == Grounds::Met { Vec::new() } else { rejected };
    let colon = if words.or() == "ou" { "\u{a0}:" } else { ":" };
    let outcome = words.outcome(demand.verdict, !rejected.is_empty());
    let mut text = format!("{}{colon} {outcome}", wanted.join(&format!(", {} ", words.or())));
    for line in rejected.iter().take(5) {
        text.push_str("\n– ");
        text.push_str(line);
    }
    if rejected.len() > 5 {
        text.push_str(&format!("\n– … (+{})", rejected.len() - 5));
    }
    text
}

/// What miette draws.
#[derive(Debug)]
struct Frame {
    level: Level,
    head: String,
    excerpt: Option<Excerpt>,
    labels: Vec<String>,
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.head)
    }
}

impl std::error::Error for Frame {}

impl miette::Diagnostic for Frame {
    fn severity(&self) -> Option<Severity> {
        Some(match self.level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Note | Level::Off => Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as &dyn miette::SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let marks = self.excerpt.as_ref()?.marks();
        let label = |at: usize| self.labels.get(at).filter(|label| !label.is_empty()).cloned();
        Some(Box::new(marks.iter().enumerate().map(move |(at, m)| LabeledSpan::new(label(at), m.start, m.len()))))
    }
}
