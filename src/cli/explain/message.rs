//! The page of a message.

use super::page::Page;
use crate::cli::message_pages;
use crate::cli::terminal::Terminal;

/// The page of an id, where there is one.
pub(crate) fn page(id: &str, terminal: &Terminal) -> Option<String> {
    let told = message_pages::all().iter().find(|told| told.id == id)?;
    let mut page = Page::new(terminal);
    page.title(told.id);
    page.text(&told.title);
    for paragraph in told.text.split("\n\n") {
        page.text.push('\n');
        // `Avoid:` and `Prefer:` stand on lines of their own.
        let examples = paragraph.lines().all(|line| line.starts_with("Avoid:") || line.starts_with("Prefer:"));
        if examples {
            paragraph.lines().for_each(|line| page.wrapped("  ", "          ", line));
        } else {
            page.text(paragraph);
        }
    }
    Some(page.text)
}

/// All ids.
pub(crate) fn ids<'a>() -> impl Iterator<Item = &'a str> {
    message_pages::all().iter().map(|page| page.id)
}
