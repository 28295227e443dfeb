//! The headings above a place of a document.

use super::Document;

/// Which section each byte of the text is in, and which sections are around that one.
#[derive(Debug)]
pub(crate) struct Outline<'d> {
    document: &'d Document,
    /// Where blocks begin in the text, in order, each with its section.
    starts: Vec<(usize, usize)>,
    /// For each section the one that it is a part of.
    parents: Vec<Option<usize>>,
}

impl<'d> Outline<'d> {
    /// Reads the sections once.
    pub(crate) fn new(document: &'d Document) -> Self {
        let mut starts: Vec<_> = document.blocks.iter().map(|b| (document.source(b.span).start, b.section)).collect();
        starts.sort_unstable();
        let mut parents = Vec::with_capacity(document.sections.len());
        let mut open: Vec<usize> = Vec::new();
        for (section, one) in document.sections.iter().enumerate() {
            while open.last().is_some_and(|above| document.sections[*above].level >= one.level) {
                open.pop();
            }
            parents.push(open.last().copied());
            open.push(section);
        }
        Self { document, starts, parents }
    }

    /// The headings above a byte of the decoded text, the outermost first; its own is not above a heading.
    pub(crate) fn headings(&self, text_byte: usize) -> Vec<&'d str> {
        let document = self.document;
        let after = self.starts.partition_point(|(start, _)| *start <= text_byte);
        let mut section = after.checked_sub(1).map(|at| self.starts[at].1);
        let mut headings = Vec::new();
        while let Some(one) = section {
            if let Some(block) = document.sections[one].heading.map(|block| &document.blocks[block]) {
                let source = document.source(block.span);
                if text_byte < source.start || text_byte >= source.end {
                    headings.push(document.prose[block.span.range()].trim());
                }
            }
            section = self.parents[one];
        }
        headings.reverse();
        headings
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;

    #[test]
    fn headings_stand_above_a_place_by_their_levels() {
        let text = "Zero.\n\n# A\n\nOne.\n\n### B *b*\n\nTwo.\n\n## C\n\nThree.\n\n# D\n\nFour.\n";
        let document = Document::read(text.as_bytes(), Format::Markdown).expect("it is text");
        let outline = Outline::new(&document);
        let above = |words: &str| outline.headings(text.find(words).expect("the words stand in it")).join(" / ");
        assert_eq!(above("Zero"), "");
        assert_eq!(above("One"), "A");
        assert_eq!(above("Two"), "A / B b");
        assert_eq!(above("C\n"), "A");
        assert_eq!(above("Three"), "A / C");
        assert_eq!(above("Four"), "D");
    }
}
