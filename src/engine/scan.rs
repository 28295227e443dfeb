//! One pass over a document: which phrases, numbers and cues stand in which sentence.

use super::plan::Plan;
use crate::document::{Block, BlockKind, Document};
use crate::program::index::{Hit, Owner, Words};
use crate::program::{CueId, Program, Reach, Recogniser};
use crate::text::Span;
use std::cmp::Reverse;
use std::ops::Range;

/// A lexicon or a recogniser, by one number: lexicons first.
pub(crate) type Atom = usize;

/// The atom of a recogniser.
pub(crate) fn recogniser_atom(program: &Program, what: Recogniser) -> Atom {
    let place = Recogniser::ALL.iter().position(|(_, r)| *r == what);
    program.lexicons.len() + place.expect("every recogniser is listed")
}

/// A document with what was found in it.
#[derive(Debug)]
pub(crate) struct Scan<'a> {
    pub(crate) program: &'a Program,
    pub(crate) document: &'a Document,
    /// The sentences of all blocks in which anything was found, in order.
    pub(crate) sentences: Vec<Sentence>,
    /// By atom: the sentences that hold it, in order.
    pub(crate) holders: Vec<Vec<u32>>,
    /// By block: its sentences; empty where nothing was found.
    pub(crate) by_block: Vec<Range<u32>>,
    /// By passage: its first and last block.
    pub(crate) passages: Vec<(u32, u32)>,
    /// By section: its first and last block.
    pub(crate) sections: Vec<(u32, u32)>,
    /// Words of prose.
    pub(crate) words: usize,
}

/// A sentence with what was found in it.
#[derive(Debug)]
pub(crate) struct Sentence {
    pub(crate) block: usize,
    /// In the prose view.
    pub(crate) span: Span,
    /// In the order of their first words.
    pub(crate) hits: Vec<AtomHit>,
    pub(crate) cues: Vec<CueHit>,
    /// The words before which a colon or a semicolon stands.
    pub(crate) stops: Vec<i32>,
    /// How many words.
    pub(crate) words: i32,
    /// The sentence that introduces this list item.
    pub(crate) lead_in: Option<u32>,
}

/// An atom in a sentence. Words are counted from the sentence's first, 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AtomHit {
    pub(crate) atom: Atom,
    /// In the prose view.
    pub(crate) span: Span,
    pub(crate) first: i32,
    pub(crate) last: i32,
    /// Bit n: the word `first + n` belongs to the phrase, not to a gap.
    pub(crate) own: u64,
}

/// A cue's words in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CueHit {
    pub(crate) cue: CueId,
    pub(crate) reach: Reach,
    pub(crate) span: Span,
    pub(crate) first: i32,
    pub(crate) last: i32,
}

impl<'a> Scan<'a> {
    pub(crate) fn new(program: &'a Program, plan: &Plan, document: &'a Document) -> Self {
        let atoms = program.lexicons.len() + Recogniser::ALL.len();
        let mut scan = Self {
            program,
            document,
            sentences: Vec::new(),
            holders: vec![Vec::new(); atoms],
            by_block: Vec::with_capacity(document.blocks.len()),
            passages: Vec::new(),
            sections: vec![(u32::MAX, 0); document.sections.len()],
            words: 0,
        };
        let mut buffers = Buffers::default();
        for (id, block) in document.blocks.iter().enumerate() {
            let start = scan.sentences.len() as u32;
            if block.kind.asserts() {
                scan.block(id, block, plan, &mut buffers);
            }
            scan.by_block.push(start..scan.sentences.len() as u32);
            if scan.passages.len() <= block.passage {
                scan.passages.resize(block.passage + 1, (u32::MAX, 0));
            }
            for range in [&mut scan.passages[block.passage], &mut scan.sections[block.section]] {
                *range = (range.0.min(id as u32), range.1.max(id as u32));
            }
        }
        scan.join_lists();
        scan
    }

    fn block(&mut self, id: usize, block: &Block, plan: &Plan, buffers: &mut Buffers) {
        let Buffers { words, hits } = buffers;
        let range = block.span.range();
        let (prose, folded) = (&self.document.prose[range.clone()], &self.document.folded[range]);
        self.program.index.cut(prose, folded, words);
        self.words += words.words.len();
        hits.clear();
        self.program.index.scan(words, Some(block.language), hits);
        let mut found = atoms(hits, words, block.span.start);
        self.recognise(id, block, plan, words, &mut found);
        let cues = cues(hits, words, block.span.start);
        if found.is_empty() && cues.is_empty() {
            return;
        }
        found.sort_unstable_by_key(|hit| (hit.span.start, hit.span.end, hit.atom));
        let (mut found, mut cues) = (found.into_iter().peekable(), cues.into_iter().peekable());
        let mut at = 0;
        for span in self.document.sentences(block) {
            let inside = |start: u32| (start as usize + block.span.start) < span.end;
            let first = at;
            while words.words.get(at).is_some_and(|word| inside(word.start)) {
                at += 1;
            }
            let base = first as i32;
            let mut sentence = Sentence {
                block: id,
                span,
                hits: Vec::new(),
                cues: Vec::new(),
                stops: stops(prose, words, first, at),
                words: (at - first) as i32,
                lead_in: None,
            };
            while let Some(mut hit) = found.next_if(|hit| hit.span.start < span.end) {
                (hit.first, hit.last) = (hit.first - base, hit.last - base);
                let holders = &mut self.holders[hit.atom];
                let sentence_id = self.sentences.len() as u32;
                if holders.last() != Some(&sentence_id) {
                    holders.push(sentence_id);
                }
                sentence.hits.push(hit);
            }
            while let Some(mut hit) = cues.next_if(|hit| hit.span.start < span.end) {
                (hit.first, hit.last) = (hit.first - base, hit.last - base);
                sentence.cues.push(hit);
            }
            self.sentences.push(sentence);
        }
    }

    fn recognise(&self, id: usize, block: &Block, plan: &Plan, words: &Words, found: &mut Vec<AtomHit>) {
        let mut add = |what: Recogniser, span: Span| {
            if !plan.asks(what) {
                return;
            }
            let (first, last) = word_range(words, block.span.start, span);
            let atom = recogniser_atom(self.program, what);
            found.push(AtomHit { atom, span, first, last, own: u64::MAX });
        };
        for recognised in self.document.recognise(block, block.span) {
            add(recognised.what, recognised.span);
        }
        if self.document.prose[block.span.range()].contains(['"', '“', '«', '‹', '‘', '„', '\'']) {
            for quotation in self.document.quotations(block) {
                if quotation.words > 3 {
                    add(Recogniser::Quotation, quotation.span);
                }
                if quotation.words >= 6 {
                    add(Recogniser::LongQuotation, quotation.span);
                }
            }
        }
        let from = self.document.citations.partition_point(|c| c.span.start < block.span.start);
        for citation in self.document.citations[from..].iter().take_while(|c| c.span.start <= block.span.end) {
            if citation.block == id && citation.fault.is_some() {
                add(Recogniser::UnresolvedCitation, citation.span);
            }
        }
    }

    /// Ties each list item's first sentence to the last one of the line that introduces it.
    fn join_lists(&mut self) {
        for (id, block) in self.document.blocks.iter().enumerate() {
            let own = self.by_block[id].clone();
            if let Some(lead) = block.lead_in
                && !own.is_empty()
                && let Some(range) = self.by_block.get(lead).filter(|r| !r.is_empty())
            {
                self.sentences[own.start as usize].lead_in = Some(range.end - 1);
            }
        }
    }

    /// The block of a sentence.
    pub(crate) fn block_of(&self, sentence: usize) -> &'a Block {
        &self.document.blocks[self.sentences[sentence].block]
    }

    /// Whether a sentence stands in the body, rather than in a heading.
    pub(crate) fn in_body(&self, sentence: usize) -> bool {
        self.block_of(sentence).kind != BlockKind::Heading
    }
}

#[derive(Default)]
struct Buffers {
    words: Words,
    hits: Vec<Hit>,
}

fn span_of(words: &Words, first: u32, last: u32, base: usize) -> Span {
    let (first, last) = (words.words[first as usize], words.words[last as usize]);
    Span::new(first.start as usize + base, last.end as usize + base)
}

/// The words that a span of the prose view touches.
fn word_range(words: &Words, base: usize, span: Span) -> (i32, i32) {
    let first = words.words.partition_point(|w| w.end as usize + base <= span.start);
    let past = words.words.partition_point(|w| (w.start as usize + base) < span.end);
    (first as i32, past.saturating_sub(1).max(first) as i32)
}

/// The lexicons' hits: for each lexicon the leftmost, then the longest, and none that touches an exception.
fn atoms(hits: &[Hit], words: &Words, base: usize) -> Vec<AtomHit> {
    let key = |hit: &Hit| match hit.owner {
        Owner::Except(id) => Some((id, false)),
        Owner::Lexicon(id) => Some((id, true)),
        Owner::Cue(..) => None,
    };
    let mut sorted: Vec<(usize, bool, Hit)> =
        hits.iter().filter_map(|hit| key(hit).map(|(id, own)| (id, own, *hit))).collect();
    sorted.sort_unstable_by_key(|(id, own, hit)| (*id, *own, hit.first, Reverse(hit.last), hit.own));
    let mut found: Vec<AtomHit> = Vec::new();
    let mut exceptions: Vec<(usize, u32, u32)> = Vec::new();
    let mut past: Option<(usize, u32)> = None;
    for (id, own, hit) in sorted {
        if !own {
            if exceptions.last().is_some_and(|(other, ..)| *other != id) {
                exceptions.clear();
            }
            exceptions.push((id, hit.first, hit.last));
            continue;
        }
        let overlaps = past.is_some_and(|(other, last)| other == id && hit.first <= last);
        let excepted = exceptions.first().is_some_and(|(other, ..)| *other == id)
            && touching(&exceptions, hit.first, hit.last, |e| (e.1, e.2)).next().is_some();
        if overlaps || excepted {
            continue;
        }
        past = Some((id, hit.last));
        found.push(AtomHit {
            atom: id,
            span: span_of(words, hit.first, hit.last, base),
            first: hit.first as i32,
            last: hit.last as i32,
            own: hit.own,
        });
    }
    found
}

/// The cues' hits, in order; a pseudo-cue takes out the cues that it covers.
fn cues(hits: &[Hit], words: &Words, base: usize) -> Vec<CueHit> {
    let mut found: Vec<CueHit> = hits
        .iter()
        .filter_map(|hit| match hit.owner {
            Owner::Cue(cue, reach) => Some(CueHit {
                cue,
                reach,
                span: span_of(words, hit.first, hit.last, base),
                first: hit.first as i32,
                last: hit.last as i32,
            }),
            _ => None,
        })
        .collect();
    let pseudo: Vec<CueHit> = found.iter().filter(|hit| hit.reach == Reach::Pseudo).copied().collect();
    found.retain(|hit| {
        hit.reach != Reach::Pseudo
            && !touching(&pseudo, hit.first as u32, hit.last as u32, |p| (p.first as u32, p.last as u32))
                .any(|p| p.cue == hit.cue && p.last - p.first >= hit.last - hit.first)
    });
    found.sort_unstable_by_key(|hit| (hit.first, hit.last, hit.cue, hit.reach));
    found.dedup();
    found
}

/// A phrase with its gaps is never longer than this, in words.
const LONGEST_PHRASE: u32 = 640;

/// Those of `sorted`, by first word, that share a word with `first..=last`.
fn touching<T>(sorted: &[T], first: u32, last: u32, words: impl Fn(&T) -> (u32, u32)) -> impl Iterator<Item = &T> {
    let past = sorted.partition_point(|t| words(t).0 <= last);
    let near = sorted[..past].partition_point(|t| words(t).0 + LONGEST_PHRASE < first);
    sorted[near..past].iter().filter(move |t| words(t).1 >= first)
}

/// The words of a sentence before which a colon or a semicolon stands.
fn stops(prose: &str, words: &Words, first: usize, past: usize) -> Vec<i32> {
    let mut stops = Vec::new();
    for at in first + 1..past {
        let (before, word) = (words.words[at - 1], words.words[at]);
        if word.gap == crate::text::Gap::Stop && prose[before.end as usize..word.start as usize].contains([';', ':']) {
            stops.push((at - first) as i32);
        }
    }
    stops
}
