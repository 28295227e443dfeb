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

    /// Whether an atom stands in the unit around a sentence.
    pub(crate) fn holds(&self, atom: usize, sentence: usize, unit: Unit) -> bool {
        let holders = &self.holders[atom];
        match unit {
            Unit::Document => !holders.is_empty(),
            Unit::Sentence => holders.binary_search(&(sentence as u32)).is_ok(),
            Unit::Paragraph | Unit::Section => {
                let block = self.block_of(sentence);
                let blocks = match unit {
                    Unit::Paragraph => self.passages[block.passage],
                    _ => self.sections[block.section],
                };
                let range = self.between(blocks);
                let from = holders.partition_point(|s| (*s as usize) < range.start);
                holders[from..]
                    .iter()
                    .take_while(|s| (**s as usize) < range.end)
                    .any(|s| unit == Unit::Section || self.block_of(*s as usize).passage == block.passage)
            }
        }
    }

    fn between(&self, (first, last): (u32, u32)) -> std::ops::Range<usize> {
        self.by_block[first as usize].start as usize..self.by_block[last as usize].end as usize
    }
}
