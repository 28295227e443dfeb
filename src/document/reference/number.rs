//! Numbered citations, and the numbered lists that they lead to.

use super::{Reference, run};
use crate::document::sentence::is_superscript;
use crate::document::{Block, BlockKind, CitationKind};
use rustc_hash::FxHashMap;

/// The numbered entries of a document.
#[derive(Debug, Default)]
pub(super) struct List {
    entries: FxHashMap<u32, usize>,
    /// They bear no numbers, and count from 1.
    pub(super) counted: bool,
}

impl List {
    /// Notes and entries by the number they begin with; entries without any count from 1.
    pub(super) fn gather(prose: &str, blocks: &[Block]) -> Self {
        let mut list = FxHashMap::default();
        let mut entries: (usize, Vec<usize>) = (0, Vec::new());
        for (index, block) in blocks.iter().enumerate() {
            let text = &prose[block.span.range()];
            let kept = matches!(block.kind, BlockKind::Reference | BlockKind::Note);
            match marker(text) {
                Some((number, _)) if kept || text.starts_with('[') => {
                    list.entry(number).or_insert(index);
                }
                _ if block.kind == BlockKind::Reference => {
                    if entries.0 != block.section {
                        entries = (block.section, Vec::new());
                    }
                    entries.1.push(index);
                }
                _ => {}
            }
        }
        let counted = list.is_empty() && !entries.1.is_empty();
        if counted {
            list = (1..).zip(entries.1).collect();
        }
        Self { entries: list, counted }
    }

    /// Whether all numbers lead to an entry, and the first of them that does.
    pub(super) fn resolve(&self, numbers: &[u32]) -> (bool, Option<usize>) {
        let all = !numbers.is_empty() && numbers.iter().all(|n| self.entries.contains_key(n));
        (all, numbers.iter().find_map(|n| self.entries.get(n).copied()))
    }
}

/// The number at the head of an entry, and where the entry's words begin: `[12] Moss`, `12. Moss`, `12) Moss`, `12 Moss`.
pub(super) fn marker(text: &str) -> Option<(u32, usize)> {
    let inside = text.strip_prefix('[').unwrap_or(text);
    let open = text.len() - inside.len();
    let end = run(text.as_bytes(), open);
    let number = text.get(open..end).filter(|d| (1..=4).contains(&d.len()))?.parse().ok()?;
    let mut rest = &text[end..];
    rest = if open == 1 { rest.strip_prefix(']')? } else { rest.strip_prefix(['.', ')']).unwrap_or(rest) };
    let words = rest.strip_prefix(' ')?;
    Some((number, text.len() - words.len()))
}

/// `[12]`, `[3, 4]`, `[5-7]`, `(12)`, at its first digit.
pub(super) fn bracketed(text: &str, digit: usize) -> Option<Reference> {
    let bytes = text.as_bytes();
    let start = digit.checked_sub(1)?;
    let (close, bare) = match bytes[start] {
        b'[' => (b']', false),
        b'(' => (b')', true),
        _ => return None,
    };
    let mut numbers = Vec::new();
    let mut at = digit;
    let mut range = false;
    loop {
        let end = run(bytes, at);
        let number: u32 = text.get(at..end).filter(|d| (1..=3).contains(&d.len()))?.parse().ok()?;
        if number == 0 {
            return None;
        }
        match numbers.last() {
            Some(&first) if range && first < number && number - first < 60 => numbers.extend(first + 1..=number),
            _ => numbers.push(number),
        }
        if *bytes.get(end)? == close {
            let mut reference = Reference::new(CitationKind::Number, start, end + 1);
            (reference.numbers, reference.bare) = (numbers, bare);
            return Some(reference);
        }
        let rest = &text[end..];
        let gap = [", ", ",", "; ", ";", "-", "–", " - ", " – "].iter().find(|g| rest.starts_with(**g))?;
        range = gap.contains(['-', '–']);
        at = end + gap.len();
        if bare && range || numbers.len() > 100 {
            return None;
        }
    }
}

/// `¹²` after a word or a stop, not after a unit.
pub(super) fn raised(text: &str, start: usize) -> Option<Reference> {
    let raised = text[start..].chars().take_while(|c| is_superscript(*c));
    let mut number = 0u32;
    let mut end = start;
    for c in raised {
        if end - start > 9 {
            return None;
        }
        let digit = match c {
            '¹' => 1,
            '²' => 2,
            '³' => 3,
            c => c as u32 - '⁰' as u32,
        };
        number = number * 10 + digit;
        end += c.len_utf8();
    }
    let before = &text[..start];
    let letters = before.chars().rev().take(4).take_while(|c| c.is_alphabetic()).count();
    let called = match before.chars().next_back()? {
        c if c.is_alphabetic() => letters >= 3 || letters == 2 && !before.ends_with(['m', 'M']),
        c => matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | '"' | '\'' | '”' | '»' | ')' | ']' | '%' | '…'),
    };
    if number == 0 || !called {
        return None;
    }
    let mut reference = Reference::new(CitationKind::Number, start, end);
    reference.numbers.push(number);
    Some(reference)
}
