//! A page of headed lines, wrapped and aligned.

use crate::cli::terminal::Terminal;
use crate::report::visible;
use anstyle::{AnsiColor, Style};
use std::fmt::Write;
use textwrap::{Options, WordSeparator, WordSplitter};

/// A page that grows downwards.
pub(super) struct Page {
    pub(super) text: String,
    width: usize,
    bold: Style,
    head: Style,
    pub(super) mark: Style,
    last_row: String,
}

impl Page {
    pub(super) fn new(terminal: &Terminal) -> Self {
        let styled = |style: Style| if terminal.colour() { style } else { Style::new() };
        Self {
            text: String::new(),
            width: terminal.width.clamp(40, 100),
            bold: styled(Style::new().bold()),
            head: styled(AnsiColor::Cyan.on_default().bold()),
            mark: styled(AnsiColor::Yellow.on_default()),
            last_row: String::new(),
        }
    }

    pub(super) fn title(&mut self, title: &str) {
        let (bold, title) = (self.bold, visible(title));
        let _ = writeln!(self.text, "{bold}{title}{bold:#}\n");
    }

    pub(super) fn head(&mut self, head: &str) {
        let style = self.head;
        let _ = writeln!(self.text, "\n{style}{head}{style:#}");
        self.last_row.clear();
    }

    /// Paragraphs with a blank line between, wrapped anew.
    pub(super) fn text(&mut self, text: &str) {
        for (at, paragraph) in text.split("\n\n").enumerate() {
            if at > 0 {
                self.text.push('\n');
            }
            let paragraph = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
            self.wrapped("  ", "  ", &paragraph);
        }
    }

    pub(super) fn row(&mut self, name: &str, text: &str) {
        let shown = if self.last_row == name { "" } else { name };
        self.wrapped(&format!("  {shown:<12}"), &" ".repeat(14), text);
        name.clone_into(&mut self.last_row);
    }

    pub(super) fn items(&mut self, items: Vec<String>) {
        for item in items {
            self.wrapped("  - ", "    ", &item);
        }
    }

    pub(super) fn wrapped(&mut self, first: &str, rest: &str, text: &str) {
        let text = if text.contains('\u{1b}') { text.into() } else { visible(text) };
        let options = Options::new(self.width)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .break_words(false)
            .initial_indent(first)
            .subsequent_indent(rest);
        self.text.push_str(&textwrap::fill(&text, options));
        self.text.push('\n');
    }
}
