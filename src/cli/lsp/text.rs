//! A text in an editor: edits put in as they come, and places as the editor counts them.

use crate::text::Span;
use gen_lsp_types::{Position, PositionEncodingKind, Range};
use ropey::Rope;

/// The units in which the editor counts the characters of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Units {
    Utf8,
    #[default]
    Utf16,
    Utf32,
}

impl Units {
    /// The best of those that the editor knows; UTF-16, which all know, where it names none.
    pub(super) fn among(offered: &[PositionEncodingKind]) -> Self {
        let known = [
            (PositionEncodingKind::UTF8, Self::Utf8),
            (PositionEncodingKind::UTF32, Self::Utf32),
            (PositionEncodingKind::UTF16, Self::Utf16),
        ];
        let best = known.into_iter().find(|(kind, _)| offered.contains(kind));
        best.map_or(Self::Utf16, |(_, units)| units)
    }

    /// Its name in the protocol.
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }
}

/// A text, and the units in which its places are told.
#[derive(Clone, Debug)]
pub(super) struct Text {
    rope: Rope,
    units: Units,
}

impl Text {
    pub(super) fn new(text: &str, units: Units) -> Self {
        Self { rope: Rope::from_str(text), units }
    }

    /// Another text, told in the same units.
    pub(super) fn anew(&self, text: &str) -> Self {
        Self::new(text, self.units)
    }

    /// The whole of it.
    pub(super) fn whole(&self) -> String {
        self.rope.to_string()
    }

    /// Puts `text` in the place of a range; one that is turned round, or reaches beyond the end, is taken as far as it goes.
    pub(super) fn edit(&mut self, range: Range, text: &str) {
        let (start, end) = (self.character(range.start), self.character(range.end));
        self.rope.remove(start.min(end)..end.max(start));
        self.rope.insert(start.min(end), text);
    }

    /// The byte at a place, or the nearest before it.
    pub(super) fn byte(&self, place: Position) -> usize {
        self.rope.char_to_byte(self.character(place))
    }

    /// The bytes of a range.
    pub(super) fn span(&self, range: Range) -> Span {
        let (start, end) = (self.byte(range.start), self.byte(range.end));
        Span::new(start.min(end), end.max(start))
    }

    /// The place of a byte; that of the end for one beyond it.
    pub(super) fn position(&self, byte: usize) -> Position {
        let character = self.rope.byte_to_char(byte.min(self.rope.len_bytes()));
        let line = self.rope.char_to_line(character);
        let start = self.rope.line_to_char(line);
        let column = match self.units {
            Units::Utf8 => self.rope.char_to_byte(character) - self.rope.char_to_byte(start),
            Units::Utf16 => self.rope.char_to_utf16_cu(character) - self.rope.char_to_utf16_cu(start),
            Units::Utf32 => character - start,
        };
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Position { line: number(line), character: number(column) }
    }

    /// The range of a span.
    pub(super) fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    /// The character at a place: no further than the end of its line.
    fn character(&self, place: Position) -> usize {
        let line = place.line as usize;
        if line >= self.rope.len_lines() {
            return self.rope.len_chars();
        }
        let (start, column) = (self.rope.line_to_char(line), place.character as usize);
        let text = self.rope.line(line);
        let length = text.len_chars()
            - text.chars_at(text.len_chars()).reversed().take_while(|c| matches!(c, '\n' | '\r')).count();
        let within = match self.units {
            Units::Utf8 => text.byte_to_char(column.min(text.len_bytes())),
            Units::Utf16 => text.utf16_cu_to_char(column.min(text.len_utf16_cu())),
            Units::Utf32 => column,
        };
        start + within.min(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: [Units; 3] = [Units::Utf8, Units::Utf16, Units::Utf32];

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn places_count_what_the_editor_counts() {
        let text = "é🙂x\r\ny\rz";
        let of = |units: Units| Text::new(text, units).position(6);
        assert_eq!(ALL.map(of), [at(0, 6), at(0, 3), at(0, 2)]);
        let text = Text::new(text, Units::Utf16);
        assert_eq!([9, 10, 11, 99].map(|byte| text.position(byte)), [at(1, 0), at(1, 1), at(2, 0), at(2, 1)]);
        assert_eq!(text.byte(at(0, 99)), 7);
        assert_eq!(text.byte(at(0, 2)), 2, "inside of a pair is before it");
        assert_eq!(text.byte(at(99, 0)), 12);
    }

    #[test]
    fn an_edit_that_is_turned_round_or_too_long_is_taken_as_far_as_it_goes() {
        let mut text = Text::new("one\ntwo\n", Units::Utf16);
        text.edit(Range { start: at(1, 99), end: at(1, 0) }, "2");
        text.edit(Range { start: at(99, 0), end: at(100, 7) }, "end");
        assert_eq!(text.whole(), "one\n2\nend");
    }

    proptest! {
        #[test]
        fn each_byte_leads_there_and_back(text in "[aé🙂\n\r ]{0,40}", units in 0..3_usize) {
            let open = Text::new(&text, ALL[units]);
            for (byte, _) in text.char_indices() {
                // Between `\r` and `\n` no place can be named.
                if !(text[..byte].ends_with('\r') && text[byte..].starts_with('\n')) {
                    prop_assert_eq!(open.byte(open.position(byte)), byte);
                }
            }
        }

        #[test]
        fn edits_come_to_the_text_that_the_editor_has(
            text in "[aé🙂\n ]{0,40}",
            edits in proptest::collection::vec((0..50_usize, 0..50_usize, "[bü🙃\n]{0,4}"), 0..6),
            units in 0..3_usize,
        ) {
            let (mut expected, mut open) = (text.clone(), Text::new(&text, ALL[units]));
            for (start, end, new) in edits {
                let edge = |mut at: usize| { at = at.min(expected.len()); while !expected.is_char_boundary(at) { at -= 1 } at };
                let (start, end) = (edge(start.min(end)), edge(end.max(start)));
                let range = open.range(Span::new(start, end));
                open.edit(range, &new);
                expected.replace_range(start..end, &new);
            }
            prop_assert_eq!(open.whole(), expected);
        }
    }
}
