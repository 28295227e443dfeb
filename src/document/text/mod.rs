//! Reads plain text, also as a PDF extractor leaves it: lines are rejoined, notes at the foot of pages are found.

mod emit;
mod foot;
mod join;
mod line;
mod note;
mod paragraph;

use super::prose::Draft;

/// Reads a text.
pub(super) fn read(text: &str) -> Draft {
    let (mut lines, mut layout) = line::cut(text);
    let notes = note::find(text, &mut lines, &layout);
    layout.measure(&lines);
    line::drop_furniture(text, &mut lines, &layout);
    let paragraphs = paragraph::gather(text, &lines, &layout);
    emit::draft(text, &lines, &paragraphs, notes)
}

#[cfg(test)]
mod tests;
