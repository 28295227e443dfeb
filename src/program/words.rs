//! The words of a text as an automaton knows them, with a look at those ahead.

use crate::text::Word;

/// A word of the vocabulary.
pub(super) type WordId = u32;

/// A word's bit, in sets of words that may stand somewhere.
pub(super) const fn bit(word: WordId) -> u64 {
    1 << (word.wrapping_mul(0x9e37_79b9) >> 26)
}

/// Words of a text with what the vocabulary knows of them; kept to be used again for the next text.
#[derive(Debug, Default)]
pub(crate) struct Words {
    pub(crate) words: Vec<Word>,
    /// By word: where its ids begin in `ids`; one more at the end.
    starts: Vec<u32>,
    ids: Vec<WordId>,
    /// By word: the bits of its ids.
    bits: Vec<u64>,
    /// By word: the bits of the next words, as far as most gaps lead, and as far as any.
    near: Vec<(u64, u64)>,
}

/// How many words the gap of `...` may lead to, which is the usual one.
const USUAL: usize = 4;
/// The widest leads to no more than these.
const WIDEST: usize = 4 * USUAL;

impl Words {
    /// What the vocabulary knows of a word.
    pub(super) fn ids(&self, word: usize) -> &[WordId] {
        &self.ids[self.starts[word] as usize..self.starts[word + 1] as usize]
    }

    /// The bits of all words that a gap after a word may lead to, and perhaps of some more.
    pub(super) fn near(&self, word: usize, width: u8) -> u64 {
        let (usual, widest) = self.near[word];
        if usize::from(width) < USUAL { usual } else { widest }
    }

    /// The same for the widest gap.
    pub(super) fn far(&self, word: usize) -> u64 {
        self.near[word].1
    }

    /// The bits of a word's ids; none after the last word.
    pub(super) fn bits(&self, word: usize) -> u64 {
        self.bits[word]
    }

    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.starts.clear();
        self.ids.clear();
        self.bits.clear();
    }

    /// Adds a word, whose ids `look_up` writes.
    pub(super) fn push(&mut self, word: Word, look_up: impl FnOnce(&mut Vec<WordId>)) {
        let start = self.ids.len();
        self.starts.push(start as u32);
        look_up(&mut self.ids);
        self.bits.push(self.ids[start..].iter().fold(0, |bits, id| bits | bit(*id)));
        self.words.push(word);
    }

    /// All words are there.
    pub(super) fn end(&mut self) {
        self.starts.push(self.ids.len() as u32);
        self.near.clear();
        // No bits after the last word.
        self.bits.resize(self.words.len() + 1 + WIDEST, 0);
        let usual = self.bits[1..].windows(USUAL).map(|next| (next[0] | next[1] | next[2] | next[3], 0));
        self.near.extend(usual);
        for at in 0..self.words.len() {
            let wide = self.near[at].0 | self.near[at + USUAL].0 | self.near[at + 2 * USUAL].0;
            self.near[at].1 = wide | self.near[at + 3 * USUAL].0;
        }
    }
}
