//! Which language a block is in, and what each language knows of abbreviations and small words.

mod en;
mod fr;

use super::{Block, Section};
use crate::text::{Language, words};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What a full stop after a word may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// A title or a connective: goes before a name or a clause, and never ends a sentence.
    Title,
    /// Goes before a number (`fig. 3`, `12 janv. 2023`); ends a sentence before anything else.
    Pointer,
    /// May end a sentence: it does where the next word likes to begin one.
    Either,
}

/// What the language makes of `word` (folded, without its last full stop) when it is written short.
pub(super) fn abbreviation(word: &str, language: Language) -> Option<Abbreviation> {
    let table = if language == Language::FR { fr::ABBREVIATIONS } else { en::ABBREVIATIONS };
    table.iter().find(|(_, list)| list.contains(&word)).map(|(kind, _)| *kind)
}

/// Whether `word` (folded) likes to begin a sentence, and is no name.
pub(super) fn begins_sentences(word: &str, language: Language) -> bool {
    let table = if language == Language::FR { fr::OPENERS } else { en::OPENERS };
    table.contains(&word)
}

/// Whether `word` (folded) is an article, a pronoun, a preposition or the like in either language.
pub(super) fn is_small_word(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| en::SMALL_WORDS.iter().chain(fr::SMALL_WORDS).copied().collect());
    word.len() <= 12 && WORDS.contains(word)
}

/// Which language each word that only one of them has speaks for.
static VOTERS: LazyLock<FxHashMap<&str, Language>> = LazyLock::new(|| {
    let en = en::VOTERS.iter().map(|w| (*w, Language::EN));
    en.chain(fr::VOTERS.iter().map(|w| (*w, Language::FR))).collect()
});

/// How many words speak for each language.
#[derive(Clone, Copy, Debug, Default)]
struct Vote {
    en: u32,
    fr: u32,
    words: u32,
}

impl Vote {
    /// Only a bounded head of a block is looked at.
    const HEAD: usize = 2000;
    /// How many words are enough where the vote is one-sided.
    const ENOUGH: u32 = 45;

    fn of(folded: &str) -> Self {
        let mut end = folded.len().min(Self::HEAD);
        while !folded.is_char_boundary(end) {
            end -= 1;
        }
        let mut vote = Self::default();
        let voters = &*VOTERS;
        for word in words(&folded[..end]) {
            let word = word.text(&folded[..end]);
            vote.words += 1;
            match voters.get(word).copied() {
                Some(language) if language == Language::FR => vote.fr += 1,
                Some(_) => vote.en += 1,
                None if !word.is_ascii() && word.contains(['é', 'è', 'ê', 'à', 'ù', 'ç', 'œ']) => vote.fr += 1,
                None => {}
            }
            // A longer look would not change what is plain by now.
            if vote.words >= Self::ENOUGH && vote.en.max(vote.fr) >= 10 * (vote.en.min(vote.fr) + 1) {
                break;
            }
        }
        vote
    }

    fn add(&mut self, other: Self) {
        self.en += other.en;
        self.fr += other.fr;
        self.words += other.words;
    }

    /// The language that leads, if only by a little.
    fn leader(self) -> Option<Language> {
        match self.en.cmp(&self.fr) {
            std::cmp::Ordering::Greater => Some(Language::EN),
            std::cmp::Ordering::Less => Some(Language::FR),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// The language that leads by so much that the block needs no other opinion.
    fn clear(self) -> Option<Language> {
        let (more, less) = (self.en.max(self.fr), self.en.min(self.fr));
        (more >= 3 && more >= 3 * less).then(|| self.leader())?
    }
}

/// How many words a block needs to stand against the declared language.
const AGAINST_DECLARED: u32 = 40;

/// Gives each block its language: its own where it is clear, else its section's, else the document's, else English.
/// A declared language gives way only to a long block that is clearly in another.
pub(super) fn tell(blocks: &mut [Block], sections: &[Section], folded: &str, declared: Option<Language>) {
    let votes: Vec<Vote> = blocks.iter().map(|b| Vote::of(&folded[b.span.range()])).collect();
    let mut by_section = vec![Vote::default(); sections.len()];
    let mut all = Vote::default();
    for (block, vote) in blocks.iter().zip(&votes) {
        if let Some(section) = by_section.get_mut(block.section) {
            section.add(*vote);
        }
        all.add(*vote);
    }
    let document = all.leader().unwrap_or(Language::EN);
    for (block, vote) in blocks.iter_mut().zip(&votes) {
        block.language = match declared {
            Some(declared) => vote.clear().filter(|_| vote.words >= AGAINST_DECLARED).unwrap_or(declared),
            None => vote.clear().or_else(|| by_section.get(block.section).and_then(|v| v.clear())).unwrap_or(document),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_tell_the_language() {
        assert_eq!(Vote::of("the ministry will publish its report in the spring").leader(), Some(Language::EN));
        assert_eq!(Vote::of("le ministère publiera son rapport au printemps").leader(), Some(Language::FR));
        assert_eq!(Vote::of("l'usage des modèles dans l'école").leader(), Some(Language::FR));
        assert_eq!(Vote::of("openai gemini 2024").leader(), None);
        assert_eq!(Vote::of("").leader(), None);
    }

    #[test]
    fn the_tables_are_in_order() {
        assert!(en::SMALL_WORDS.is_sorted() && fr::SMALL_WORDS.is_sorted());
    }
}
