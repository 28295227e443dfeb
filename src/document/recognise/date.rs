//! Dates: in digits, with the month in words, and quarters.

use super::{Scan, numeral::Numeral, word_end};
use crate::program::Recogniser;
use crate::text::Language;

impl Scan<'_> {
    /// `2024-05-03`, `03/05/2024`, `3.5.2024`.
    pub(super) fn date_in_digits(&mut self, at: usize) -> Option<usize> {
        let bytes = &self.folded.as_bytes()[at..];
        let bytes = &bytes[..bytes.len().min(12)];
        let mut parts = [(0u32, 0usize); 3];
        let mut end = 0;
        let mut separator = None;
        for (i, part) in parts.iter_mut().enumerate() {
            if i > 0 {
                let b = *bytes.get(end)?;
                if !matches!(b, b'-' | b'/' | b'.') || separator.is_some_and(|s| s != b) {
                    return None;
                }
                separator = Some(b);
                end += 1;
            }
            while let Some(b) = bytes.get(end).filter(|b| b.is_ascii_digit()) {
                *part = (part.0 * 10 + u32::from(b - b'0'), part.1 + 1);
                end += 1;
                if part.1 > 4 {
                    return None;
                }
            }
            if !(1..=4).contains(&part.1) {
                return None;
            }
        }
        let day = |p: (u32, usize)| p.1 <= 2 && (1..=31).contains(&p.0);
        let year = |p: (u32, usize)| p.1 == 4 && (1000..=2999).contains(&p.0);
        let [a, b, c] = parts;
        let shape = year(a) && day(b) && day(c) && separator != Some(b'.') || day(a) && day(b) && year(c);
        let edge = bytes.get(end).is_none_or(|b| !b.is_ascii_alphanumeric());
        let free = !matches!(self.byte_before(at), Some(b'/' | b'-' | b'_' | b'.'));
        (shape && edge && free).then(|| {
            self.emit(Recogniser::Date, at, at + end);
            at + end
        })
    }

    /// `3 May 2024`, `3rd of May`, `1er janvier 2023`.
    pub(super) fn date_from_day(&mut self, n: &Numeral) -> Option<usize> {
        if !n.plain || !(1. ..=31.).contains(&n.value) {
            return None;
        }
        let ordinal = word_end(self.folded.as_bytes(), n.end);
        if !matches!(&self.folded[n.end..ordinal], "" | "st" | "nd" | "rd" | "th" | "er") {
            return None;
        }
        let mut near = self.after(ordinal)?;
        if self.folded_at(near) == "of" {
            near = self.after(near.end)?;
        }
        if !self.is_month(near.start, near.end) {
            return None;
        }
        let end = self.year_after(near.end).unwrap_or(near.end);
        self.emit(Recogniser::Date, n.start, end);
        Some(end)
    }

    /// `May 2024`, `May 3, 2024`, at a month's name.
    pub(super) fn date_from_month(&mut self, start: usize, end: usize) -> Option<usize> {
        if !self.is_month(start, end) {
            return None;
        }
        if let Some(year) = self.year_after(end) {
            self.emit(Recogniser::Date, start, year);
            return Some(year);
        }
        let bytes = self.folded.as_bytes();
        let day = end + usize::from(bytes.get(end) == Some(&b'.')) + 1;
        if bytes.get(day - 1) != Some(&b' ') || self.language == Language::FR {
            return None;
        }
        let digits = bytes[day.min(bytes.len())..].iter().take(3).take_while(|b| b.is_ascii_digit()).count();
        let value = self.folded.get(day..day + digits)?.parse::<u32>().ok()?;
        let after = word_end(bytes, day + digits);
        let plain = matches!(&self.folded[day + digits..after], "" | "st" | "nd" | "rd" | "th");
        if digits > 2 || !(1..=31).contains(&value) || !plain {
            return None;
        }
        let end = self.year_after(after).unwrap_or(after);
        self.emit(Recogniser::Date, start, end);
        Some(end)
    }

    /// `Q3 2025`, `T3 2025`, `H1 2025`.
    pub(super) fn quarter(&mut self, start: usize, end: usize) -> Option<usize> {
        let [letter, digit] = self.text.as_bytes()[start..end] else { return None };
        if !matches!(letter, b'Q' | b'T' | b'H' | b'S') || !matches!(digit, b'1'..=b'4') {
            return None;
        }
        let end = self.year_after(end)?;
        self.emit(Recogniser::Date, start, end);
        Some(end)
    }

    /// The end of a year after `at`, past a space, a comma, a full stop.
    fn year_after(&self, at: usize) -> Option<usize> {
        let bytes = self.folded.as_bytes();
        let mut start = at;
        for _ in 0..3 {
            if matches!(bytes.get(start), Some(b' ' | b',' | b'.')) {
                start += 1;
            }
        }
        let digits = bytes[start..].iter().take(5).take_while(|b| b.is_ascii_digit()).count();
        let century = self.folded.get(start..start + 2)?;
        let end = start + 4;
        let alone = bytes.get(end).is_none_or(|b| !b.is_ascii_alphanumeric());
        (digits == 4 && start > at && matches!(century, "18" | "19" | "20" | "21") && alone).then_some(end)
    }

    pub(super) fn is_month(&self, start: usize, end: usize) -> bool {
        let word = &self.folded[start..end];
        if self.language == Language::FR {
            return matches!(
                word,
                "janvier"
                    | "février"
                    | "mars"
                    | "avril"
                    | "mai"
                    | "juin"
                    | "juillet"
                    | "août"
                    | "septembre"
                    | "octobre"
                    | "novembre"
                    | "décembre"
                    | "janv"
                    | "févr"
                    | "avr"
                    | "juil"
                    | "sept"
                    | "oct"
                    | "nov"
                    | "déc"
            );
        }
        self.is_capital(start)
            && matches!(
                word,
                "january"
                    | "february"
                    | "march"
                    | "april"
                    | "may"
                    | "june"
                    | "july"
                    | "august"
                    | "september"
                    | "october"
                    | "november"
                    | "december"
                    | "jan"
                    | "feb"
                    | "mar"
                    | "apr"
                    | "jun"
                    | "jul"
                    | "aug"
                    | "sep"
                    | "sept"
                    | "oct"
                    | "nov"
                    | "dec"
            )
    }
}
