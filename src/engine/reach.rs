//! The part of a draft for which a comment speaks: the next block, or the sentence beside it.
//!
//! A comment on lines of its own speaks for the block that follows: a paragraph, a heading, a list item, a note, a whole
//! table. Beside text it speaks for the sentence in which it stands or which it follows; in a row of a table, for the row.

use crate::document::{Block, BlockKind, Comment, Document};
use crate::text::Span;

/// Finds what comments speak for; they are asked about in the order of the text, and each block is cut once.
pub(super) struct Reach<'d> {
    document: &'d Document,
    /// The bytes of the text of each block.
    blocks: Vec<Span>,
    /// The sentences, in the text, of the block that was cut last.
    sentences: (usize, Vec<Span>),
    /// The table, row or passage that was measured last, by what it was measured from.
    measured: Option<(Measured, Span)>,
}

impl<'d> Reach<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let blocks = document.blocks.iter().map(|block| document.source(block.span)).collect();
        Self { document, blocks, sentences: (usize::MAX, Vec::new()), measured: None }
    }

    /// The first block that ends behind a byte of the text.
    pub(super) fn block_after(&self, at: usize) -> usize {
        self.blocks.partition_point(|block| block.end <= at)
    }

    /// Whether a part of the text begins in a note.
    pub(super) fn is_note(&self, part: Span) -> bool {
        let block = self.block_after(part.start);
        self.blocks.get(block).is_some_and(|span| span.start < part.end && !part.is_empty())
            && self.document.blocks[block].kind == BlockKind::Note
    }

    /// The bytes of the text for which a comment speaks.
    pub(super) fn of(&mut self, comment: Comment) -> Span {
        let at = comment.span;
        let next = self.block_after(at.start);
        if self.blocks.get(next).is_some_and(|block| block.start < at.start) {
            return self.within(next, comment);
        }
        let before = next.checked_sub(1).filter(|_| !comment.alone);
        if let Some(before) = before.filter(|before| self.on_one_line(self.blocks[*before].end, at.start)) {
            return match self.document.blocks[before].kind {
                BlockKind::Cell => self.passage(before),
                _ => self.sentences_of(before).last().copied().unwrap_or(self.blocks[before]),
            };
        }
        let Some(block) = self.document.blocks.get(next) else { return Span::new(at.end, at.end) };
        if !comment.alone && self.on_one_line(at.end, self.blocks[next].start) {
            return match block.kind {
                BlockKind::Cell => self.passage(next),
                _ => self.sentences_of(next).first().copied().unwrap_or(self.blocks[next]),
            };
        }
        match block.kind {
            BlockKind::Cell if !self.inside_table(next, at) => self.table(next),
            _ => self.passage(next),
        }
    }

    /// For a comment inside a block.
    fn within(&mut self, block: usize, comment: Comment) -> Span {
        let whole = self.blocks[block];
        if self.document.blocks[block].kind == BlockKind::Cell {
            return self.passage(block);
        }
        let at = comment.span;
        let sentences = self.sentences_of(block);
        let found = if comment.alone {
            sentences.get(sentences.partition_point(|sentence| sentence.end <= at.end))
        } else {
            sentences.partition_point(|sentence| sentence.start < at.start).checked_sub(1).map(|n| &sentences[n])
        };
        found.copied().unwrap_or(whole)
    }

    fn sentences_of(&mut self, block: usize) -> &[Span] {
        if self.sentences.0 != block {
            let document = self.document;
            let prose = document.sentences(&document.blocks[block]);
            self.sentences = (block, prose.into_iter().map(|sentence| document.source(sentence)).collect());
        }
        &self.sentences.1
    }

    /// Whether no line ends between two places.
    fn on_one_line(&self, from: usize, to: usize) -> bool {
        from <= to && memchr::memchr(b'\n', &self.document.text.as_bytes()[from..to]).is_none()
    }

    /// Whether a comment before a cell stands between rows, as in a table of HTML.
    fn inside_table(&self, cell: usize, at: Span) -> bool {
        let Some(before) = cell.checked_sub(1) else { return false };
        let between = &self.document.text[self.blocks[before].end.min(at.start)..at.start];
        self.document.blocks[before].kind == BlockKind::Cell
            && between.lines().skip(1).all(|line| !line.trim().is_empty())
    }

    /// A block, with those that follow it in its item or note; the whole row of a cell.
    fn passage(&mut self, first: usize) -> Span {
        let block = &self.document.blocks[first];
        let same = |other: &Block| other.passage == block.passage;
        match block.kind {
            BlockKind::Cell => self.measure(Measured::Row(block.passage), first, same),
            _ => self.measure(Measured::From(first), first, same),
        }
    }

    fn table(&mut self, first: usize) -> Span {
        self.measure(Measured::Table(first), first, |other| other.kind == BlockKind::Cell)
    }

    fn measure(&mut self, what: Measured, first: usize, same: impl Fn(&Block) -> bool) -> Span {
        if let Some((known, span)) = self.measured
            && known == what
        {
            return span;
        }
        let blocks = &self.document.blocks;
        let from = match what {
            Measured::Row(_) => blocks[..first].iter().rposition(|block| !same(block)).map_or(0, |before| before + 1),
            Measured::From(_) | Measured::Table(_) => first,
        };
        let more = blocks[first..].iter().take_while(|block| same(block)).count();
        let last = first + more.saturating_sub(1);
        let span = Span::new(self.blocks[from].start, self.blocks[last].end);
        self.measured = Some((what, span));
        span
    }
}

/// What a span was measured of, so that it is measured once.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Measured {
    /// A passage from a block on.
    From(usize),
    /// A row, by its passage.
    Row(usize),
    /// A table, by its first cell.
    Table(usize),
}
