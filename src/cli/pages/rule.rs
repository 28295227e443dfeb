//! The page of a rule, as Markdown.

use super::MARK;
use super::markdown::{cell, example, inline, paragraphs};
use crate::cli::explain::sheet::{Line, Part, Sheet};
use crate::program::Backing;
use crate::report::{cite, words};
use crate::text::Language;
use std::fmt::Write;

/// The page.
pub(super) fn page(sheet: &Sheet<'_>) -> String {
    let mut page = format!("{MARK}\n# {}\n\n{}\n", inline(sheet.id), paragraphs(sheet.doc));
    for part in &sheet.parts {
        let _ = write!(page, "\n## {}\n\n{}", part.head, body(part));
    }
    page
}

/// What stands under one heading.
pub(crate) fn body(part: &Part<'_>) -> String {
    let (mut body, mut last) = (String::new(), "");
    for line in &part.lines {
        match line {
            Line::Row(name, text) => row(&mut body, &mut last, name, &cell(text)),
            Line::Backing(backing) => row(&mut body, &mut last, "backing", &work(backing)),
            Line::Item(text) => {
                let _ = writeln!(body, "- {}", inline(text));
            }
            Line::Text(text) => {
                let gap = if body.is_empty() { "" } else { "\n" };
                let _ = writeln!(body, "{gap}{}", paragraphs(text));
            }
            Line::Example(one) => body.push_str(&example(one)),
        }
    }
    body
}

/// A row of a table, whose head is left empty.
fn row(body: &mut String, last: &mut &'static str, name: &'static str, text: &str) {
    if body.is_empty() {
        body.push_str("| | |\n| --- | --- |\n");
    }
    let shown = if *last == name { "" } else { name };
    let _ = writeln!(body, "| {shown} | {text} |");
    *last = name;
}

/// A work, with a link that can be followed.
fn work(backing: &Backing) -> String {
    let english = words(Language::EN);
    let unlinked = Backing { link: None, ..backing.clone() };
    let mut text = cell(&cite(english, &unlinked));
    if let Some(link) = &backing.link {
        let is_plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '|' | '`' | '\\');
        text += &if link.chars().all(is_plain) { format!(" <{link}>") } else { format!(" {}", cell(link)) };
    }
    if let Some(until) = english.holds_until(backing) {
        text += &format!("; {}", cell(&until));
    }
    text
}
