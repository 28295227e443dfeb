//! Whose findings a block tells: the name that stands as a label at its head.

use super::attribution::Attributions;
use crate::program::Reach;
use crate::text::Span;

/// A label has no more bytes and words than this.
const LONGEST: usize = 120;
const MOST_WORDS: usize = 12;

impl Attributions<'_> {
    /// The label at the head of a sentence's block, where it is a source: `OECD survey: …`, `Marlowe Institute (May 2024): found that …`.
    pub(super) fn labelled(&self, sentence: usize) -> Option<Span> {
        let scan = self.scan;
        let own = scan.sentences[sentence].block;
        let block = &scan.document.blocks[own];
        let prose = &scan.document.prose[block.span.range()];
        let colon = prose[..prose.floor_char_boundary(LONGEST.min(prose.len()))].find(':')?;
        let (label, rest) = prose.split_at(colon);
        let span = Span::new(block.span.start, block.span.start + colon);
        let closed = rest[1..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '/');
        if !closed || label.contains(['?', '!', ';']) || crate::text::words(label).count() > MOST_WORDS {
            return None;
        }
        let first = scan.by_block[own].start as usize;
        if !self.begins_with_a_name(first, span) {
            return None;
        }
        // `Marlowe Institute: found that …`, not `Cost Savings: experts found that …`.
        let says = || {
            self.verbs(first).any(|cue| {
                let before = scan.document.prose.get(span.end..cue.span.start).unwrap_or("a");
                cue.reach == Reach::Forward && !before.contains(char::is_alphanumeric)
            })
        };
        let introduces = || rest[1..].trim().is_empty() && dated(label);
        (self.of_a_study(first, span) || introduces() || says()).then_some(span)
    }

    /// Whether a label has a study or its makers after the name, in small letters: a title has them in capitals.
    fn of_a_study(&self, first: usize, label: Span) -> bool {
        let small = |span: Span| self.scan.document.prose[span.range()].starts_with(char::is_lowercase);
        let hits = self.scan.hits(first).iter().filter(|hit| label.contains(hit.span) && small(hit.span));
        hits.into_iter().any(|hit| [self.known.unnamed, self.known.anaphoric].contains(&Some(hit.atom)))
    }

    /// Whether a label begins with a name: one of several words, or one that the lexicons have.
    fn begins_with_a_name(&self, first: usize, label: Span) -> bool {
        let text = &self.scan.document.prose[label.range()];
        let mut hits = self.scan.hits(first).iter();
        let words = crate::text::words(text).map(|word| word.text(text));
        let mut words = words.skip_while(|word| matches!(*word, "The" | "A" | "Le" | "La" | "L'"));
        hits.any(|hit| Some(hit.atom) == self.known.named && label.contains(hit.span))
            || [words.next(), words.next()]
                .iter()
                .all(|word| word.is_some_and(|word| word.starts_with(char::is_uppercase)))
    }
}

/// Whether brackets in a label hold a year: `(2025)`, `(May 2024)`.
fn dated(label: &str) -> bool {
    let year = |digits: &str| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    let inside = label.split('(').skip(1).filter_map(|rest| rest.split(')').next());
    inside.into_iter().any(|text| text.split(|c: char| !c.is_ascii_digit()).any(year))
}
