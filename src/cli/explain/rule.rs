//! The page of a rule, for the terminal.

use super::page::Page;
use super::sheet::{Line, Sheet};
use crate::cli::setup::Setup;
use crate::cli::terminal::Terminal;
use crate::program::{Example, Rule};
use crate::report::{cite, visible, words};
use crate::text::Language;
use anstyle::Style;
use std::fmt::Write;

/// The page, in one language where one is asked for, else in each that the rule is written in.
pub(crate) fn page(rule: &Rule, setup: &Setup, terminal: &Terminal, language: Option<Language>) -> String {
    let sheet = Sheet::of(rule, &setup.rules.checker.program, setup.level(rule), language);
    let mut page = Page::new(terminal);
    let english = words(Language::EN);
    page.title(sheet.id);
    page.text(sheet.doc);
    for part in &sheet.parts {
        page.head(part.head);
        for line in &part.lines {
            match line {
                Line::Row(name, text) => page.row(name, text),
                Line::Item(text) => page.items(vec![text.clone()]),
                Line::Text(text) => page.text(text),
                Line::Backing(backing) => {
                    let until = english.holds_until(backing).map_or_else(String::new, |until| format!("; {until}"));
                    page.row("backing", &format!("{}{until}", cite(english, backing)));
                }
                Line::Example(example) => draw(&mut page, example),
            }
        }
    }
    page.text
}

fn draw(page: &mut Page, example: &Example) {
    let (text, indent) = (marked(page, example), "      ");
    for (at, line) in text.lines().enumerate() {
        let first = if at == 0 { format!("  {}  ", example.language) } else { indent.to_owned() };
        page.wrapped(&first, indent, line);
    }
}

/// The example with its marks, in brackets or in colour.
fn marked(page: &Page, example: &Example) -> String {
    let (mut text, mut from) = (String::new(), 0);
    let style = page.mark;
    let plain = style == Style::new();
    for mark in &example.marks {
        let (Some(before), Some(marked)) = (example.text.get(from..mark.start), example.text.get(mark.range())) else {
            continue;
        };
        text.push_str(&visible(before));
        let marked = visible(marked);
        let _ = if plain { write!(text, "[{marked}]") } else { write!(text, "{style}{marked}{style:#}") };
        from = mark.end;
    }
    text.push_str(&visible(example.text.get(from..).unwrap_or_default()));
    text
}
