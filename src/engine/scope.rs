//! Units of a document as ranges of sentences.

use super::scan::Scan;
use crate::program::Unit;

impl Scan<'_> {
    /// The sentences of the unit around a sentence, as far as anything was found in them, in order.
    pub(crate) fn unit(&self, sentence: usize, unit: Unit) -> impl Iterator<Item = usize> + use<'_> {
        let block = self.block_of(sentence);
        let (range, passage) = match unit {
            Unit::Sentence => (sentence..sentence + 1, None),
            Unit::Paragraph => (self.between(self.passages[block.passage]), Some(block.passage)),
            Unit::Section => (self.between(self.sections[block.section]), None),
            Unit::Document => (0..self.sentences.len(), None),
        };
        range.filter(move |s| passage.is_none_or(|passage| self.block_of(*s).passage == passage))
    }

    /// A number that two sentences share when, and only when, they are of one unit.
    pub(crate) fn unit_id(&self, sentence: usize, unit: Unit) -> usize {
        let block = self.block_of(sentence);
        match unit {
            Unit::Sentence => sentence,
            Unit::Paragraph => block.passage,
            Unit::Section => block.section,
            Unit::Document => 0,
        }
    }

    /// The sentence right after, in the same paragraph.
    pub(crate) fn next(&self, sentence: usize) -> Option<usize> {
        let next = sentence + 1;
        let same = next < self.sentences.len() && self.block_of(next).passage == self.block_of(sentence).passage;
        same.then_some(next)
    }

    /// The sentence right before, in the same paragraph.
    pub(crate) fn previous(&self, sentence: usize) -> Option<usize> {
        let previous = sentence.checked_sub(1)?;
        (self.block_of(previous).passage == self.block_of(sentence).passage).then_some(previous)
    }

    /// The sentences of the unit around a sentence that hold an atom, in order.
    pub(crate) fn holders_in(&self, atom: usize, sentence: usize, unit: Unit) -> impl Iterator<Item = usize> + use<'_> {
        let holders = &self.holders[atom];
        let block = self.block_of(sentence);
        let range = match unit {
            Unit::Sentence => sentence..sentence + 1,
            Unit::Paragraph => self.between(self.passages[block.passage]),
            Unit::Section => self.between(self.sections[block.section]),
            Unit::Document => 0..self.sentences.len(),
        };
        let from = holders.partition_point(|s| (*s as usize) < range.start);
        let within = holders[from..].iter().map(|s| *s as usize).take_while(move |s| *s < range.end);
        within.filter(move |s| unit != Unit::Paragraph || self.block_of(*s).passage == block.passage)
    }

    /// Whether an atom stands in the unit around a sentence.
    pub(crate) fn holds(&self, atom: usize, sentence: usize, unit: Unit) -> bool {
        self.holders_in(atom, sentence, unit).next().is_some()
    }

    fn between(&self, (first, last): (u32, u32)) -> std::ops::Range<usize> {
        self.by_block[first as usize].start as usize..self.by_block[last as usize].end as usize
    }
}
