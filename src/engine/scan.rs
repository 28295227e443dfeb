//! One pass over a document: which phrases, numbers and cues stand in which sentence.

use super::carry::{carried, is_idle};
use super::known::Known;
use super::plan::Plan;
use crate::document::{Block, BlockKind, Document, Quotation};
use crate::program::index::{Hit, Owner};
use crate::program::words::Words;
use crate::program::{CueId, Program, Reach, Recogniser};
use crate::text::Span;
use rustc_hash::FxHashMap;
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
    /// The sentences of all blocks in which anything was found that some rule may look for there, in order.
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
    hits: Vec<AtomHit>,
    cues: Vec<CueHit>,
    stops: Vec<i32>,
    quotations: Vec<Quotation>,
    /// By block, where it has any.
    quoted: FxHashMap<usize, Range<u32>>,
}

/// A sentence with what was found in it.
#[derive(Debug)]
pub(crate) struct Sentence {
    pub(crate) block: usize,
    /// In the prose view.
    pub(crate) span: Span,
    /// How many words.
    pub(crate) words: i32,
    /// The sentence that introduces this list item.
    pub(crate) lead_in: Option<u32>,
    hits: Range<u32>,
    cues: Range<u32>,
    stops: Range<u32>,
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
            hits: Vec::new(),
            cues: Vec::new(),
            stops: Vec::new(),
            quotations: Vec::new(),
            quoted: FxHashMap::default(),
        };
        let mut introduces = vec![false; document.blocks.len()];
        document.blocks.iter().filter_map(|block| block.lead_in).for_each(|lead| introduces[lead] = true);
        let known = Known::new(program);
        let mut buffers =
            Buffers { known, leftmost: vec![(usize::MAX, 0, 0); program.lexicons.len()], ..Buffers::default() };
        for (id, block) in document.blocks.iter().enumerate() {
            let start = scan.sentences.len() as u32;
            if block.kind.asserts() {
                scan.block(id, block, plan, introduces[id], &mut buffers);
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

    fn block(&mut self, id: usize, block: &Block, plan: &Plan, introduces: bool, buffers: &mut Buffers) {
        let known = buffers.known;
        let range = block.span.range();
        let (prose, folded) = (&self.document.prose[range.clone()], &self.document.folded[range]);
        let automaton = self.program.index.of(block.language);
        automaton.cut(prose, folded, &mut buffers.words);
        self.words += buffers.words.words.len();
        buffers.hits.clear();
        automaton.scan(&buffers.words, &mut buffers.hits);
        buffers.keep_atoms(id, block.span.start);
        self.recognise(id, block, plan, buffers);
        let Buffers { words, hits, found, .. } = buffers;
        let wanted = introduces || found.iter().any(|hit| plan.wants(hit.atom));
        if !wanted {
            return;
        }
        let key = |hit: &AtomHit| (hit.span.start, hit.span.end, hit.atom);
        if !found.is_sorted_by_key(key) {
            found.sort_unstable_by_key(key);
        }
        let cues = cues(hits, words, prose, block.span.start);
        let (mut found, mut cues) = (found.iter().peekable(), cues.into_iter().peekable());
        let any_cues = cues.peek().is_some();
        let mut at = 0;
        for span in self.document.sentences(block) {
            let inside = |start: u32| (start as usize + block.span.start) < span.end;
            let first = at;
            while words.words.get(at).is_some_and(|word| inside(word.start)) {
                at += 1;
            }
            let base = first as i32;
            let starts = (self.hits.len(), self.cues.len(), self.stops.len());
            // A note's mark is no prose: it stands at the end of its sentence.
            let belongs = |hit: &Span| hit.start < span.end || hit.is_empty() && hit.start == span.end;
            while let Some(hit) = found.next_if(|hit| belongs(&hit.span)) {
                let hit = AtomHit { first: hit.first - base, last: hit.last - base, ..*hit };
                if !is_idle(known, &hit) {
                    self.hits.push(hit);
                }
            }
            if let Some(before) = self.sentences.last().filter(|before| before.block == id) {
                let before = before.hits.start as usize..before.hits.end as usize;
                let carried = carried(known, self.program.lexicons.len(), &self.hits[before], &self.hits[starts.0..]);
                if !carried.is_empty() {
                    self.hits.extend(carried);
                    self.hits[starts.0..].sort_by_key(key);
                }
            }
            let sentence_id = self.sentences.len() as u32;
            for hit in &self.hits[starts.0..] {
                let holders = &mut self.holders[hit.atom];
                if holders.last() != Some(&sentence_id) {
                    holders.push(sentence_id);
                }
            }
            while let Some(hit) = cues.next_if(|hit| hit.span.start < span.end) {
                self.cues.push(CueHit { first: hit.first - base, last: hit.last - base, ..hit });
            }
            if any_cues {
                stops(prose, words, first, at, &mut self.stops);
            }
            self.sentences.push(Sentence {
                block: id,
                span,
                words: (at - first) as i32,
                lead_in: None,
                hits: starts.0 as u32..self.hits.len() as u32,
                cues: starts.1 as u32..self.cues.len() as u32,
                stops: starts.2 as u32..self.stops.len() as u32,
            });
        }
    }

    fn recognise(&mut self, id: usize, block: &Block, plan: &Plan, buffers: &mut Buffers) {
        let Buffers { words, found, .. } = buffers;
        let program = self.program;
        let mut add = |what: Recogniser, span: Span| {
            if plan.asks(what) {
                let (first, last) = word_range(words, block.span.start, span);
                found.push(AtomHit { atom: recogniser_atom(program, what), span, first, last, own: u64::MAX });
            }
        };
        for recognised in self.document.recognise(block, block.span, plan.asks(Recogniser::ProperName)) {
            add(recognised.what, recognised.span);
        }
        let start = self.quotations.len() as u32;
        self.quotations.extend(self.document.quotations(block));
        for quotation in &self.quotations[start as usize..] {
            if quotation.words > 3 {
                add(Recogniser::Quotation, quotation.span);
            }
            if quotation.words >= 6 && !is_a_title(&self.document.prose[quotation.span.range()]) {
                add(Recogniser::LongQuotation, quotation.span);
            }
        }
        if self.quotations.len() as u32 > start {
            self.quoted.insert(id, start..self.quotations.len() as u32);
        }
        for citation in self.document.citations_in(block.span) {
            if citation.block == id && citation.fault.is_some() {
                add(Recogniser::UnresolvedCitation, citation.span);
            }
        }
    }

    /// The atoms in a sentence, in the order of the text.
    pub(crate) fn hits(&self, sentence: usize) -> &[AtomHit] {
        let range = &self.sentences[sentence].hits;
        &self.hits[range.start as usize..range.end as usize]
    }

    /// The cues in a sentence, in the order of the text.
    pub(crate) fn cues(&self, sentence: usize) -> &[CueHit] {
        let range = &self.sentences[sentence].cues;
        &self.cues[range.start as usize..range.end as usize]
    }

    /// The words of a sentence before which a colon or a semicolon stands; known where it has cues.
    pub(crate) fn stops(&self, sentence: usize) -> &[i32] {
        let range = &self.sentences[sentence].stops;
        &self.stops[range.start as usize..range.end as usize]
    }

    /// The quotations of a sentence's block, in the order of the text.
    pub(crate) fn quotations(&self, sentence: usize) -> &[Quotation] {
        let range = self.quoted.get(&self.sentences[sentence].block);
        range.map_or(&[], |range| &self.quotations[range.start as usize..range.end as usize])
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

/// What is used again for each block.
#[derive(Default)]
struct Buffers {
    known: Known,
    words: Words,
    hits: Vec<Hit>,
    found: Vec<AtomHit>,
    /// By lexicon: the block in which it was found last, the last word, and the place in `found`.
    leftmost: Vec<(usize, u32, usize)>,
}

impl Buffers {
    /// The lexicons' hits: for each lexicon the leftmost, then the longest, and none that touches an exception.
    fn keep_atoms(&mut self, block: usize, base: usize) {
        let Self { words, hits, found, leftmost, .. } = self;
        found.clear();
        let mut exceptions: Vec<(usize, u32, u32)> = Vec::new();
        for hit in hits.iter() {
            let id = match hit.owner {
                Owner::Lexicon(id) => id,
                Owner::Except(id) => {
                    exceptions.push((id, hit.first, hit.last));
                    continue;
                }
                Owner::Cue(..) => continue,
            };
            let own = AtomHit {
                atom: id,
                span: span_of(words, hit.first, hit.last, base),
                first: hit.first as i32,
                last: hit.last as i32,
                own: hit.own,
            };
            let (seen, last, place) = leftmost[id];
            if seen == block && hit.first <= last {
                let before = &mut found[place];
                let better = before.first == own.first && (own.last, !own.own) > (before.last, !before.own);
                if better {
                    *before = own;
                    leftmost[id].1 = hit.last;
                }
                continue;
            }
            leftmost[id] = (block, hit.last, found.len());
            found.push(own);
        }
        if !exceptions.is_empty() {
            exceptions.sort_unstable();
            found.retain(|hit| {
                let from = exceptions.partition_point(|e| e.0 < hit.atom);
                let past = exceptions.partition_point(|e| e.0 <= hit.atom);
                let (first, last) = (hit.first as u32, hit.last as u32);
                touching(&exceptions[from..past], first, last, |e| (e.1, e.2)).next().is_none()
            });
        }
    }
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

/// Whether the pronoun of a French verb stands behind its hyphen: `« … », ajoute-t-elle`.
fn is_inverted_pronoun(after: &str) -> bool {
    let after = after.strip_prefix('-').unwrap_or(after);
    let after = after.strip_prefix("t-").unwrap_or(after);
    let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
    matches!(&after[..end], "il" | "elle" | "ils" | "elles")
}

/// The cues' hits, in order; a pseudo-cue takes out the cues that it covers.
fn cues(hits: &[Hit], words: &Words, prose: &str, base: usize) -> Vec<CueHit> {
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
    // «good-but-not-elite» denies nothing.
    let glued = |span: Span| {
        let (before, after) = (&prose[..span.start - base], &prose[span.end - base..]);
        before.ends_with('-') || after.starts_with('-') && !is_inverted_pronoun(after)
    };
    found.retain(|hit| !glued(hit.span));
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

/// Adds the words of a sentence before which a colon or a semicolon stands.
fn stops(prose: &str, words: &Words, first: usize, past: usize, stops: &mut Vec<i32>) {
    for at in first + 1..past {
        let (before, word) = (words.words[at - 1], words.words[at]);
        if word.gap == crate::text::Gap::Stop && prose[before.end as usize..word.start as usize].contains([';', ':']) {
            stops.push((at - first) as i32);
        }
    }
}

/// Whether a quotation is a name: `“Framework for Systems of Public Infrastructure”` has a capital on each word but small ones.
fn is_a_title(quotation: &str) -> bool {
    const SMALL: usize = 4;
    const FEWEST: usize = 3;
    let words = crate::text::words(quotation).map(|word| word.text(quotation));
    let long = words.filter(|word| word.chars().count() > SMALL);
    let is_capital = |word: &str| word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase);
    let mut count = 0;
    let all = long.inspect(|_| count += 1).all(is_capital);
    all && count >= FEWEST
}
