//! Looks at the words beside a place, a few at a time.

use super::{CLASS, DIGIT, LETTER, Scan, word_end};

/// A word by its bytes in the stretch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Near {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// No word that matters is longer.
const LONGEST: usize = 32;

impl<'a> Scan<'a> {
    pub(super) fn folded_at(&self, near: Near) -> &'a str {
        &self.folded[near.start..near.end]
    }

    /// The word after `at`: glued to it, or past one space, hyphen or apostrophe.
    pub(super) fn after(&self, at: usize) -> Option<Near> {
        let bytes = self.folded.as_bytes();
        let mut start = at;
        if matches!(bytes.get(start)?, b' ' | b'-' | b'\'') {
            start += 1;
        } else if self.folded[start..].starts_with('‑') {
            start += '‑'.len_utf8();
        }
        if CLASS[*bytes.get(start)? as usize] != LETTER {
            return None;
        }
        let limit = bytes.len().min(start + LONGEST);
        let end = word_end(&bytes[..limit], start);
        (end < limit || limit == bytes.len()).then_some(Near { start, end })
    }

    /// The folded word after `at`, or nothing.
    pub(super) fn word_after(&self, at: usize) -> &'a str {
        self.after(at).map_or("", |near| self.folded_at(near))
    }

    /// The word before `at`, past one space, hyphen, apostrophe, bracket or full stop and space.
    pub(super) fn preceding(&self, at: usize) -> Option<Near> {
        let bytes = self.folded.as_bytes();
        let mut end = at;
        if matches!(bytes.get(end.checked_sub(1)?)?, b' ' | b'-' | b'\'' | b'(') {
            end -= 1;
        }
        if bytes.get(end.checked_sub(1)?)? == &b'.' {
            end -= 1;
        }
        let mut start = end;
        let floor = end.saturating_sub(LONGEST);
        while start > floor && matches!(CLASS[bytes[start - 1] as usize], LETTER | DIGIT) {
            start -= 1;
        }
        // Not into the middle of a character that is no letter.
        while start < end && !self.folded.is_char_boundary(start) {
            start += 1;
        }
        (start < end).then_some(Near { start, end })
    }

    /// The folded word before `at`, or nothing.
    pub(super) fn word_before(&self, at: usize) -> &'a str {
        self.preceding(at).map_or("", |near| self.folded_at(near))
    }

    /// Past `of`, `de`, `d'` after `at`, if they are there.
    pub(super) fn past_of(&self, at: usize) -> Option<usize> {
        let rest = &self.folded[at..];
        ["of the ", "of ", "de ", "d'", "des ", "du "]
            .iter()
            .find_map(|of| rest.strip_prefix(' ').is_some_and(|r| r.starts_with(of)).then_some(at + of.len()))
    }

    /// The byte before `at`.
    pub(super) fn byte_before(&self, at: usize) -> Option<u8> {
        at.checked_sub(1).map(|b| self.folded.as_bytes()[b]).or_else(|| self.before.as_bytes().last().copied())
    }
}
