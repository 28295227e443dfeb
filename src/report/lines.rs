//! The lines of a text, indexed once, so that a place is found without reading the text again.

use crate::text::{Location, Place, Span};

/// Where each line of a text begins.
#[derive(Clone, Debug)]
pub struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Reads the text once.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
        let ends = ends.filter(|end| bytes[*end] == b'\n' || bytes.get(end + 1) != Some(&b'\n'));
        Self { starts: std::iter::once(0).chain(ends.map(|end| end + 1)).collect() }
    }

    /// Line, column and byte of a byte of the same text.
    pub fn location(&self, text: &str, byte: usize) -> Location {
        let byte = floor(text, byte);
        let line = self.starts.partition_point(|start| *start <= byte).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let column = text.get(start..byte).map_or(1, |before| before.chars().count() + 1);
        Location { line, column, byte }
    }

    /// The byte in its line, from 1, of a byte of the same text.
    #[cfg(feature = "cli")]
    pub(crate) fn byte_column(&self, byte: usize) -> usize {
        let line = self.starts.partition_point(|start| *start <= byte).max(1);
        byte - self.starts.get(line - 1).copied().unwrap_or(0) + 1
    }

    /// Both ends of a span.
    pub fn place(&self, text: &str, span: Span) -> Place {
        Place { start: self.location(text, span.start), end: self.location(text, span.end) }
    }
}

/// The edge of a character at `byte`, or the last one before it.
pub(crate) fn floor(text: &str, byte: usize) -> usize {
    let byte = byte.min(text.len());
    (byte.saturating_sub(3)..=byte).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The edge of a character at `byte`, or the first one after it.
pub(crate) fn ceil(text: &str, byte: usize) -> usize {
    (byte..text.len()).take(4).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        let text = "été\r\nà 2\n";
        let lines = Lines::new(text);
        let at = |byte| (lines.location(text, byte).line, lines.location(text, byte).column);
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(5), (1, 4));
        assert_eq!(at(7), (2, 1));
        assert_eq!(at(10), (2, 3));
        assert_eq!(at(text.len()), (3, 1));
        assert_eq!(at(text.len() + 9), (3, 1));
    }
}
