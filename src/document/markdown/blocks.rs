//! Blocks: where they begin and end, what they are, and what contains them.

use super::super::model::{BlockKind, CitationKind};
use super::{Reader, note};
use crate::text::Span;
use pulldown_cmark::{Tag, TagEnd};

/// A block that contains blocks, with what its end brings back.
#[derive(Debug)]
pub(super) enum Container {
    Quote { quoted: bool },
    List { lead_in: Option<usize> },
    Item { passage: Option<usize>, open_html: usize },
    Note { label: String, first: usize, passage: Option<usize>, said: Span },
    Table { passage: Option<usize> },
}

impl Reader<'_> {
    /// Opens a block where none is open, of the kind that its place gives it.
    pub(super) fn open(&mut self) {
        if self.builder.is_open() {
            return;
        }
        let kind = match self.html.kind() {
            _ if self.notes > 0 || self.leads.names_note(self.builder.blocks().len()) => BlockKind::Note,
            Some(kind) => kind,
            None if self.in_cell => BlockKind::Cell,
            None if self.containers.iter().any(|c| matches!(c, Container::Item { .. })) => BlockKind::Item,
            None => BlockKind::Paragraph,
        };
        let kind = if self.listing.is_some() && kind != BlockKind::Note { BlockKind::Reference } else { kind };
        self.builder.open(kind);
        // Only the first paragraph of an item goes on from what introduces it.
        self.builder.lead_in = None;
    }

    /// Says that the open block is the body of a note.
    pub(super) fn is_note(&mut self) {
        if let Some(block) = self.builder.blocks_mut().last_mut()
            && matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Reference)
        {
            block.kind = BlockKind::Note;
        }
    }

    /// Ends the open block, if any, and sees what it has become.
    pub(super) fn close(&mut self) -> Option<usize> {
        self.flush();
        let closed = self.builder.close()?;
        self.before = Some(closed);
        let kind = self.builder.blocks()[closed].kind;
        let prose = self.builder.prose_of(closed);
        let links = match kind {
            // What introduces a list is read with it.
            _ if prose.ends_with(':') => usize::MAX,
            BlockKind::Item => 1,
            BlockKind::Paragraph if prose.is_empty() => 1,
            BlockKind::Paragraph => 2,
            _ => usize::MAX,
        };
        if links < usize::MAX && self.is_links(closed, links) {
            self.builder.blocks_mut()[closed].kind = BlockKind::Reference;
        }
        if !self.builder.prose_of(closed).is_empty() {
            let figure = std::mem::take(&mut self.after_figure);
            if figure && kind == BlockKind::Paragraph && note::begins_caption(self.builder.prose_of(closed)) {
                self.builder.blocks_mut()[closed].kind = BlockKind::Caption;
            }
        }
        Some(closed)
    }

    pub(super) fn start_block(&mut self, tag: Tag<'_>, range: Span) {
        self.close();
        match tag {
            Tag::Paragraph if self.containers.is_empty() => self.paragraph = Some(range),
            Tag::Heading { level, id, .. } => {
                self.close_html(0);
                self.open_heading(level as u8);
                if let Some(id) = id {
                    self.leads.anchor(&id, self.builder.blocks().len() - 1);
                }
            }
            Tag::BlockQuote(alert) => {
                self.before = None;
                self.containers.push(Container::Quote { quoted: self.builder.quoted });
                // An alert and an admonition are in the draft's own voice.
                let marked = self.original.as_bytes().get(range.start) == Some(&b'>');
                self.builder.quoted |= alert.is_none() && marked;
            }
            Tag::List(_) => {
                let lead_in = self.lead_in();
                self.containers.push(Container::List { lead_in });
            }
            Tag::Item => {
                let lead_in = match self.containers.last() {
                    Some(Container::List { lead_in }) => *lead_in,
                    _ => None,
                };
                self.containers.push(Container::Item { passage: self.builder.passage, open_html: self.html.depth() });
                self.builder.passage = Some(self.builder.new_passage());
                self.builder.lead_in = lead_in;
                self.before = None;
            }
            Tag::FootnoteDefinition(label) => {
                let passage = self.builder.passage;
                self.builder.passage = Some(self.builder.new_passage());
                let first = self.builder.blocks().len();
                let colon = self.text[range.range()].find("]:").map_or(range.end, |n| range.start + n + 2);
                let said = Span::new(colon, range.end);
                self.containers.push(Container::Note { label: label.to_string(), first, passage, said });
                self.notes += 1;
            }
            Tag::Table(_) => self.containers.push(Container::Table { passage: self.builder.passage }),
            Tag::TableHead | Tag::TableRow => self.builder.passage = Some(self.builder.new_passage()),
            Tag::TableCell => self.in_cell = true,
            Tag::CodeBlock(_) => {
                self.in_code = true;
                self.code.push(range);
                self.before = None;
            }
            _ => {}
        }
    }

    pub(super) fn end_block(&mut self, tag: TagEnd, range: Span) {
        if tag == TagEnd::HtmlBlock {
            self.flush_html();
        }
        self.flush();
        self.end_inline_html(range.end);
        let closed = self.close();
        match tag {
            TagEnd::Paragraph => {
                self.paragraph = None;
                if std::mem::take(&mut self.bold)
                    && let Some(closed) = closed
                {
                    self.promote(closed);
                }
            }
            TagEnd::Heading(level) => self.closed_heading(closed, level as u8),
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::TableCell => self.in_cell = false,
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition | TagEnd::Table => {
                self.leave();
            }
            _ => {}
        }
    }

    /// Begins a section.
    pub(super) fn open_heading(&mut self, level: u8) {
        self.close();
        if self.listing.is_some_and(|listing| level <= listing) {
            self.listing = None;
        }
        self.builder.heading(level);
    }

    /// Sees what a heading has said.
    pub(super) fn closed_heading(&mut self, closed: Option<usize>, level: u8) {
        let Some(closed) = closed else { return };
        let title = self.builder.prose_of(closed);
        let (slug, lists) = (note::slug(title), note::lists_sources(title));
        self.leads.anchor(&slug, closed);
        if lists && self.listing.is_none() {
            self.listing = Some(level);
        }
    }

    /// A bold run in a paragraph: whether it is all of it.
    pub(super) fn strong(&mut self, range: Span) {
        if let Some(paragraph) = self.paragraph
            && self.text[paragraph.start..range.start].trim().is_empty()
            && self.text[range.end..paragraph.end.max(range.end)].trim().is_empty()
            && range.len() < 250
            && self.html.depth() == 0
        {
            self.bold = true;
        }
    }

    /// What introduces a list that begins here.
    pub(super) fn lead_in(&self) -> Option<usize> {
        self.before.filter(|block| self.builder.prose_of(*block).trim_end_matches(['"', '»', ')', ' ']).ends_with(':'))
    }

    /// The end of the innermost container.
    fn leave(&mut self) {
        self.before = None;
        self.builder.lead_in = None;
        match self.containers.pop() {
            Some(Container::Quote { quoted }) => self.builder.quoted = quoted,
            Some(Container::Item { passage, open_html }) => {
                self.builder.passage = passage;
                self.close_html(open_html);
            }
            Some(Container::Note { label, first, passage, said }) => {
                self.builder.passage = passage;
                self.notes -= 1;
                let is = first < self.builder.blocks().len();
                self.leads.note(label, is.then_some(first), said);
            }
            Some(Container::Table { passage }) => {
                self.builder.passage = passage;
                self.after_figure = true;
            }
            Some(Container::List { .. }) | None => {}
        }
    }

    /// Makes a paragraph that is one bold run without an end a heading: it is one in practice.
    fn promote(&mut self, closed: usize) {
        let prose = self.builder.prose_of(closed);
        let kind = self.builder.blocks()[closed].kind;
        let lists = note::lists_sources(prose);
        let ends = prose.ends_with(['.', ':', ';', ',', '!', '?', '…', '"', '»', '”']);
        if prose.is_empty()
            || ends && !lists
            || !matches!(kind, BlockKind::Paragraph | BlockKind::Reference)
            || self.is_links(closed, 1)
        {
            return;
        }
        if self.listing == Some(6) {
            self.listing = None;
        }
        self.builder.promote(6);
        self.closed_heading(Some(closed), 6);
    }

    /// Whether a block is nothing but links, and at least so many.
    fn is_links(&self, block: usize, least: usize) -> bool {
        let citations = self.builder.citations();
        let own = citations.iter().rev().take_while(|c| c.block == block).count();
        if own < least {
            return false;
        }
        let start = self.builder.blocks()[block].span.start;
        let prose = self.builder.prose_of(block);
        let says = |from: usize, to: usize| prose.get(from..to).is_some_and(|p| p.contains(char::is_alphanumeric));
        let mut at = 0;
        for citation in &citations[citations.len() - own..] {
            if !matches!(citation.kind, CitationKind::Link | CitationKind::InternalLink) {
                return false;
            }
            let (from, to) = (citation.span.start.saturating_sub(start), citation.span.end.saturating_sub(start));
            if says(at, from) {
                return false;
            }
            at = at.max(to);
        }
        !says(at, prose.len())
    }
}
