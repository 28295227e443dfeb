//! Which of the written phrases stand in a document: an index of its own, so that a check pays nothing for it.

use super::criterion::words_of;
use crate::document::Document;
use crate::program::index::{Hit, Index, Owner};
use crate::program::words::Words;
use crate::program::{Lexicon, Phrase, Written};
use crate::text::fold;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Finds written phrases in documents, each by its place in the list that this was made of.
#[derive(Debug)]
pub(crate) struct PhraseFinder {
    index: Index,
    phrases: usize,
}

/// The phrases of one document.
#[derive(Debug, Default)]
pub(crate) struct FoundPhrases {
    /// Those in its prose.
    pub(crate) prose: BTreeSet<usize>,
    /// Those in the words of its sources: addresses, titles, notes.
    pub(crate) sources: BTreeSet<usize>,
}

impl PhraseFinder {
    /// Lays each phrase as a lexicon of its own.
    pub(crate) fn new(written: &[Written]) -> Self {
        let lexicons: Vec<Lexicon> = written.iter().map(alone).collect();
        Self { index: Index::new(&lexicons, &[]), phrases: lexicons.len() }
    }

    /// How often each phrase stands in the prose of a document.
    pub(crate) fn count(&self, document: &Document) -> Vec<usize> {
        let (mut words, mut hits) = (Words::default(), Vec::new());
        let mut counts = vec![0; self.phrases];
        for block in document.blocks.iter().filter(|block| block.kind.asserts()) {
            let range = block.span.range();
            let automaton = self.index.of(block.language);
            automaton.cut(&document.prose[range.clone()], &document.folded[range], &mut words);
            automaton.scan(&words, &mut hits);
            for hit in hits.drain(..) {
                if let Owner::Lexicon(number) = hit.owner {
                    counts[number] += 1;
                }
            }
        }
        counts
    }

    /// The phrases that stand in a document.
    pub(crate) fn find(&self, document: &Document) -> FoundPhrases {
        let (mut words, mut hits) = (Words::default(), Vec::new());
        let mut found = FoundPhrases::default();
        for block in document.blocks.iter().filter(|block| block.kind.asserts()) {
            let range = block.span.range();
            let automaton = self.index.of(block.language);
            automaton.cut(&document.prose[range.clone()], &document.folded[range], &mut words);
            automaton.scan(&words, &mut hits);
            add(&mut hits, &mut found.prose);
        }
        for citation in &document.citations {
            let text = words_of(document, citation);
            let plain: String = text.chars().map(|c| if c.is_alphanumeric() || c == '\'' { c } else { ' ' }).collect();
            let folded = fold(&plain);
            for automaton in self.index.all() {
                automaton.cut(&plain, &folded, &mut words);
                automaton.scan(&words, &mut hits);
            }
            add(&mut hits, &mut found.sources);
        }
        found
    }
}

fn alone(written: &Written) -> Lexicon {
    let phrase = Phrase { language: written.language, except: false, forms: Arc::clone(&written.forms) };
    Lexicon { name: written.name.clone(), phrases: vec![phrase] }
}

/// Adds the numbers of the phrases that were hit, and forgets the hits.
fn add(hits: &mut Vec<Hit>, numbers: &mut BTreeSet<usize>) {
    numbers.extend(
        hits.drain(..).filter_map(|hit| if let Owner::Lexicon(number) = hit.owner { Some(number) } else { None }),
    );
}
