//! Line, column and byte of the file for any byte of the text.

use super::source::Form;
use crate::text::Location;

/// Counts kept at each [`STRIDE`] of the text, so that a place is found by looking at few bytes, also in a long line.
#[derive(Debug)]
pub(crate) struct Places {
    marks: Vec<Mark>,
}

/// What stands before a byte of the text.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    /// Ends of lines.
    lines: u32,
    /// Characters of its line.
    column: u32,
    /// Characters.
    characters: u32,
    /// Characters of two UTF-16 units.
    pairs: u32,
}

const STRIDE: usize = 1024;

impl Places {
    pub(crate) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut mark = Mark::default();
        let mut marks = Vec::with_capacity(bytes.len() / STRIDE + 1);
        for start in (0..=bytes.len()).step_by(STRIDE) {
            marks.push(mark);
            mark.advance(bytes, start, (start + STRIDE).min(bytes.len()));
        }
        Self { marks }
    }

    /// The place of a byte of the text for which the places were made.
    pub(crate) fn location(&self, text: &str, form: &Form, byte: usize) -> Location {
        let byte = byte.min(text.len());
        let nearest = byte / STRIDE;
        let mut mark = self.marks[nearest];
        mark.advance(text.as_bytes(), nearest * STRIDE, byte);
        let in_file = match form {
            Form::Utf8 { mark: bom, mended } => {
                match mended.partition_point(|(text, _)| *text <= byte).checked_sub(1) {
                    Some(last) => mended[last].1 + (byte - mended[last].0),
                    None => bom + byte,
                }
            }
            Form::Utf16 { mark: bom, length } => (bom + 2 * (mark.characters + mark.pairs) as usize).min(*length),
            Form::Single => mark.characters as usize,
        };
        Location { line: mark.lines as usize + 1, column: mark.column as usize + 1, byte: in_file }
    }
}

impl Mark {
    fn advance(&mut self, bytes: &[u8], from: usize, to: usize) {
        let characters = |part: &[u8]| part.iter().map(|b| u32::from(*b & 0xc0 != 0x80)).sum::<u32>();
        let part = &bytes[from..to];
        self.characters += characters(part);
        self.pairs += part.iter().map(|b| u32::from(*b >= 0xf0)).sum::<u32>();
        let mut line = from;
        for end in memchr::memchr2_iter(b'\n', b'\r', part).map(|at| from + at) {
            if bytes[end] == b'\n' || bytes.get(end + 1) != Some(&b'\n') {
                self.lines += 1;
                self.column = 0;
                line = end + 1;
            }
        }
        self.column += characters(&bytes[line..to]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, form: &Form, byte: usize) -> (usize, usize, usize) {
        let place = Places::new(text).location(text, form, byte);
        (place.line, place.column, place.byte)
    }

    const UTF8: Form = Form::Utf8 { mark: 0, mended: Vec::new() };

    #[test]
    fn each_kind_of_line_end_ends_one_line() {
        let text = "é\r\nb\rc\nd";
        assert_eq!(at(text, &UTF8, 2), (1, 2, 2));
        assert_eq!(at(text, &UTF8, 4), (2, 1, 4));
        assert_eq!(at(text, &UTF8, 6), (3, 1, 6));
        assert_eq!(at(text, &UTF8, 8), (4, 1, 8));
        assert_eq!(at(text, &UTF8, 99), (4, 2, 9));
    }

    #[test]
    fn bytes_are_those_of_the_file() {
        let text = "é🙂x";
        assert_eq!(at(text, &Form::Utf16 { mark: 2, length: 64 }, 6), (1, 3, 8));
        assert_eq!(at(text, &Form::Single, 6), (1, 3, 2));
        assert_eq!(at(text, &Form::Utf8 { mark: 3, mended: Vec::new() }, 6), (1, 3, 9));
    }

    #[test]
    fn a_long_line_is_looked_at_in_part() {
        let text = format!("{}\n{}", "é".repeat(1_000_001), "x\r\n".repeat(5000));
        for byte in [0, 2_000_000, 2_000_002, 2_000_003, 2_005_003, text.len()] {
            let before = &text[..byte];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
            assert_eq!(at(&text, &UTF8, byte), (line, column, byte));
        }
    }
}
