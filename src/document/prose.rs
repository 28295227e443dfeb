//! The builder with which readers make a document: prose is pushed range by range, and every byte's way back is kept.

use super::model::*;
use super::spans::SpanMap;
use super::{language, placeholder, reference};
use crate::text::{Language, Span, fold};
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// A byte that readers put in place of markup, one for each byte, where a space would change what is around it.
pub(crate) const BLANK: u8 = 0x1a;

/// All that a reader finds in a text.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) prose: String,
    pub(crate) folded: String,
    pub(crate) map: SpanMap,
    pub(crate) blocks: Vec<Block>,
    pub(crate) sections: Vec<Section>,
    pub(crate) citations: Vec<Citation>,
    pub(crate) metadata: Metadata,
    pub(crate) comments: Vec<Comment>,
}

/// Makes the prose view. Ranges of the text must be pushed in their order; they are normalised here.
///
/// White space is held back until something visible follows, so that no block begins or ends with it and a run of it,
/// also across markup, is one space.
#[derive(Debug)]
pub(crate) struct Builder<'t> {
    text: &'t str,
    prose: String,
    map: SpanMap,
    blocks: Vec<Block>,
    sections: Vec<Section>,
    citations: Vec<Citation>,
    open: bool,
    /// The white space of the text that is owed before the next visible character.
    pending: Option<Span>,
    passages: usize,
    /// The passage that the next blocks share; `None` gives each its own.
    pub(crate) passage: Option<usize>,
    /// What introduces the next blocks.
    pub(crate) lead_in: Option<usize>,
    /// Whether the next blocks are inside a block quotation.
    pub(crate) quoted: bool,
}

impl<'t> Builder<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self {
            text,
            prose: String::with_capacity(text.len()),
            map: SpanMap::default(),
            blocks: Vec::new(),
            sections: vec![Section { heading: None, level: 0 }],
            citations: Vec::new(),
            open: false,
            pending: None,
            passages: 0,
            passage: None,
            lead_in: None,
            quoted: false,
        }
    }

    /// Begins a block; one that is open is closed first.
    pub(crate) fn open(&mut self, kind: BlockKind) {
        self.close();
        if !self.prose.is_empty() && !self.prose.ends_with('\n') {
            self.map.gap(self.prose.len());
            self.prose.push('\n');
        }
        let passage = self.passage.unwrap_or_else(|| self.new_passage());
        let at = self.prose.len();
        self.blocks.push(Block {
            kind,
            span: Span::new(at, at),
            section: self.sections.len() - 1,
            passage,
            lead_in: self.lead_in,
            language: Language::EN,
            quoted: self.quoted,
        });
        self.open = true;
    }

    /// Begins a heading's block, and with it a section. A level of 1 to 6.
    pub(crate) fn heading(&mut self, level: u8) {
        self.close();
        self.sections.push(Section { heading: Some(self.blocks.len()), level });
        self.open(BlockKind::Heading);
    }

    /// Makes the last block, open or not, a heading: for one that is known as such only by its end.
    pub(crate) fn promote(&mut self, level: u8) {
        if let Some(block) = self.blocks.last_mut() {
            block.kind = BlockKind::Heading;
            block.section = self.sections.len();
            self.sections.push(Section { heading: Some(self.blocks.len() - 1), level });
        }
    }

    /// Ends the open block, if any; one without prose or citation is forgotten. Its index, where it stays.
    pub(crate) fn close(&mut self) -> Option<usize> {
        self.pending = None;
        if !std::mem::take(&mut self.open) {
            return None;
        }
        let last = self.blocks.len() - 1;
        let block = &mut self.blocks[last];
        block.span.end = self.prose.len();
        let cited = self.citations.last().is_some_and(|c| c.block == last);
        if block.span.is_empty() && !cited {
            if block.kind == BlockKind::Heading {
                // The section stays: what follows is under an empty heading.
                if let Some(section) = self.sections.last_mut() {
                    section.heading = None;
                }
            }
            self.blocks.pop();
            return None;
        }
        Some(last)
    }

    /// Whether a block is open.
    pub(crate) fn is_open(&self) -> bool {
        self.open
    }

    /// A number that no passage has yet.
    pub(crate) fn new_passage(&mut self) -> usize {
        self.passages += 1;
        self.passages - 1
    }

    /// The blocks so far.
    pub(crate) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The blocks so far, to change what they are.
    pub(crate) fn blocks_mut(&mut self) -> &mut [Block] {
        &mut self.blocks
    }

    /// The citations so far, in the order in which they were made.
    pub(crate) fn citations(&self) -> &[Citation] {
        &self.citations
    }

    /// The citations so far, to change where they lead.
    pub(crate) fn citations_mut(&mut self) -> &mut [Citation] {
        &mut self.citations
    }

    /// The prose of a block that is closed, or of the open one so far.
    pub(crate) fn prose_of(&self, block: usize) -> &str {
        let span = self.blocks[block].span;
        let end = if self.open && block + 1 == self.blocks.len() { self.prose.len() } else { span.end };
        &self.prose[span.start..end]
    }

    /// The end of the prose so far: where a mark that is no prose stands.
    pub(crate) fn here(&self) -> usize {
        self.prose.len()
    }

    /// Where the next visible character will stand.
    pub(crate) fn ahead(&self) -> usize {
        self.prose.len() + usize::from(self.pending.is_some() && !self.at_start())
    }

    /// From `start`, an earlier [`ahead`](Self::ahead), to here; empty at the end of the word before where nothing came.
    pub(crate) fn since(&self, start: usize) -> Span {
        if start < self.prose.len() { Span::new(start, self.prose.len()) } else { Span::new(self.here(), self.here()) }
    }

    /// Adds a citation to the open block, or to the last one; `block` is set here, and its
    /// span kept inside. Its index until the end.
    pub(crate) fn cite(&mut self, citation: Citation) -> Option<usize> {
        let block = self.blocks.len().checked_sub(1)?;
        let own = self.blocks[block].span;
        let end = if self.open { self.prose.len() } else { own.end };
        let span = Span::new(citation.span.start.clamp(own.start, end), citation.span.end.clamp(own.start, end));
        self.citations.push(Citation { block, span, ..citation });
        Some(self.citations.len() - 1)
    }

    /// White space, at these bytes of the text.
    pub(crate) fn space(&mut self, at: Span) {
        self.pending = Some(self.pending.map_or(at, |p| p.join(at)));
    }

    /// Bytes of the text, as they are but normalised. There must be an open block.
    pub(crate) fn push(&mut self, range: Span) {
        debug_assert!(self.open, "a block is open");
        let text = self.text;
        let bytes = &text.as_bytes()[..range.end];
        let mut run = range.start;
        let mut at = range.start;
        // Up to here, bytes are looked at one by one.
        let mut looked = 0;
        while at < range.end {
            let b = bytes[at];
            if at > run && at >= looked {
                if is_plain(bytes, at) {
                    at += CHUNK - 1;
                    continue;
                }
                looked = at + CHUNK;
            }
            if b > b' ' && b < 0x80 {
                at += 1;
            } else if (0xc3..0xcc).contains(&b) {
                // Accented letters of Latin: U+00C0 to U+02FF are as they should be.
                at += 2;
            } else if b == b' ' && at > run && bytes.get(at + 1).is_some_and(|n| *n > b' ' && *n < 0x80) {
                at += 2;
            } else if b < 0x80 {
                if !is_white(b as char) {
                    at += 1;
                    continue;
                }
                self.verbatim(run, at);
                self.space(Span::new(at, at + 1));
                at += 1;
                run = at;
            } else {
                let Some(c) = text[at..].chars().next() else { break };
                let width = c.len_utf8();
                let piece = Span::new(at, at + width);
                match kind(c) {
                    Kind::Plain => at += width,
                    Kind::White => {
                        self.verbatim(run, at);
                        self.space(piece);
                        at += width;
                        run = at;
                    }
                    Kind::Removed => {
                        self.verbatim(run, at);
                        at += width;
                        run = at;
                    }
                    Kind::Other(other) => {
                        self.verbatim(run, at);
                        self.whole(other, piece);
                        at += width;
                        run = at;
                    }
                    Kind::Composing => {
                        let (start, end, composed) = compose(text, Span::new(run, range.end), at);
                        self.verbatim(run, start);
                        self.whole(&composed, Span::new(start, end));
                        at = end;
                        run = at;
                    }
                }
            }
        }
        self.verbatim(run, range.end);
    }

    /// Other characters that stand for these bytes of the text: an entity, an escape.
    pub(crate) fn push_as(&mut self, characters: &str, range: Span) {
        if characters.starts_with(is_white) {
            self.space(range);
        }
        let shown = normalise(characters);
        if !shown.is_empty() {
            self.whole(&shown, range);
            if characters.ends_with(is_white) {
                self.space(range);
            }
        }
    }

    /// The document, all blocks closed.
    pub(crate) fn finish(mut self, metadata: Metadata) -> Draft {
        self.close();
        if self.prose.ends_with('\n') && self.blocks.last().is_none_or(|b| b.span.end < self.prose.len()) {
            self.prose.pop();
        }
        self.map.finish(self.prose.len());
        let folded = fold(&self.prose);
        self.name_languages(&folded, &metadata);
        self.find_references(&folded);
        self.citations.sort_by_key(|c| (c.span, c.source));
        Draft {
            folded,
            prose: self.prose,
            map: self.map,
            blocks: self.blocks,
            sections: self.sections,
            citations: self.citations,
            metadata,
            comments: Vec::new(),
        }
    }

    /// Sets the language of each block.
    fn name_languages(&mut self, folded: &str, metadata: &Metadata) {
        language::tell(&mut self.blocks, &self.sections, folded, metadata.language);
    }

    /// Adds the citations that are words of the prose: `[12]`, `(Author, 2023)`, `Regulation (EU) 2024/1689`.
    fn find_references(&mut self, folded: &str) {
        for (index, block) in self.blocks.iter().enumerate() {
            let Span { start, .. } = block.span;
            let range = block.span.range();
            for span in placeholder::find(&self.prose[range.clone()], &folded[range], start) {
                self.citations.push(placeholder::citation(&self.prose, span, self.map.source(span), index));
            }
        }
        let mut taken: Vec<Span> = self.citations.iter().map(|c| c.span).filter(|s| !s.is_empty()).collect();
        taken.sort_unstable();
        let source = |span| self.map.source(span);
        self.citations.extend(reference::citations(&self.prose, folded, &self.blocks, &taken, source));
    }

    fn at_start(&self) -> bool {
        self.blocks.last().is_none_or(|b| b.span.start == self.prose.len())
    }

    /// Writes the space that is owed.
    fn settle(&mut self) {
        let Some(white) = self.pending.take() else { return };
        if self.at_start() {
            return;
        }
        if white.len() == 1 {
            self.map.same(self.prose.len(), white.start);
        } else {
            self.map.whole(self.prose.len(), white);
        }
        self.prose.push(' ');
    }

    fn verbatim(&mut self, start: usize, end: usize) {
        if start < end {
            self.settle();
            self.map.same(self.prose.len(), start);
            self.prose.push_str(&self.text[start..end]);
        }
    }

    fn whole(&mut self, characters: &str, range: Span) {
        self.settle();
        self.map.whole(self.prose.len(), range);
        self.prose.push_str(characters);
    }
}

/// How many bytes are looked at together.
const CHUNK: usize = 16;

/// Whether the bytes from `at`, up to a chunk, are ASCII without white space but single spaces.
fn is_plain(bytes: &[u8], at: usize) -> bool {
    let Some(window) = bytes.get(at - 1..at + CHUNK) else { return false };
    let odd = |pair: &[u8]| (pair[1] < b' ') | (pair[1] >= 0x80) | ((pair[1] == b' ') & (pair[0] == b' '));
    !window.windows(2).fold(false, |any, pair| any | odd(pair))
}

/// `text` as the prose view would have it: for names, notes and the like that are no part of it.
pub(crate) fn normalise(text: &str) -> String {
    if text.bytes().all(|b| b.is_ascii_graphic()) {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    let mut owed = false;
    let composed;
    let text = if text.is_ascii() {
        text
    } else {
        composed = text.nfc().collect::<String>();
        &composed
    };
    for c in text.chars() {
        match kind(c) {
            Kind::White => {
                owed = !shown.is_empty();
                continue;
            }
            Kind::Removed => continue,
            _ if std::mem::take(&mut owed) => shown.push(' '),
            _ => {}
        }
        match kind(c) {
            Kind::Other(other) => shown.push_str(other),
            _ => shown.push(c),
        }
    }
    shown
}

/// The character at `at` with all that composes with it, before and after: from where, to where, and what it makes.
fn compose(text: &str, within: Span, at: usize) -> (usize, usize, String) {
    let mut marks = text[at..within.end].chars();
    let first = marks.next().map_or(0, char::len_utf8);
    let end = at + first + marks.take_while(|c| matches!(kind(*c), Kind::Composing)).map(char::len_utf8).sum::<usize>();
    let before = text[within.start..at].chars().next_back().filter(|c| !is_white(*c));
    let alone = || text[at..end].nfc().collect();
    let Some(before) = before else { return (at, end, alone()) };
    let start = at - before.len_utf8();
    let composed: String = text[start..end].nfc().collect();
    if composed.starts_with(before) { (at, end, alone()) } else { (start, end, composed) }
}

/// What the prose view makes of a character.
enum Kind {
    Plain,
    White,
    Removed,
    Other(&'static str),
    /// It may make one character with its neighbours, or has another normal form.
    Composing,
}

fn kind(c: char) -> Kind {
    match c {
        '\u{ad}' => Kind::Removed,
        c if is_white(c) => Kind::White,
        ..'\u{300}' => Kind::Plain,
        '’' => Kind::Other("'"),
        'ﬀ' => Kind::Other("ff"),
        'ﬁ' => Kind::Other("fi"),
        'ﬂ' => Kind::Other("fl"),
        'ﬃ' => Kind::Other("ffi"),
        'ﬄ' => Kind::Other("ffl"),
        'ﬅ' | 'ﬆ' => Kind::Other("st"),
        '\u{61c}' | '\u{180e}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => Kind::Removed,
        '\u{2060}'..='\u{206f}' => Kind::Removed,
        '\u{2010}'..='\u{2027}' => Kind::Plain,
        '\u{3400}'..='\u{9fff}' => Kind::Plain,
        c if canonical_combining_class(c) != 0 || is_nfc_quick(std::iter::once(c)) != IsNormalized::Yes => {
            Kind::Composing
        }
        _ => Kind::Plain,
    }
}

/// White space, and the mark that readers put in place of what is no prose.
fn is_white(c: char) -> bool {
    c.is_whitespace() || c == BLANK as char
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The prose of one block that is all of `text`, and the text of each of its words.
    fn read(text: &str) -> (Draft, Vec<String>) {
        let mut builder = Builder::new(text);
        builder.open(BlockKind::Paragraph);
        builder.push(Span::new(0, text.len()));
        let draft = builder.finish(Metadata::default());
        let words = crate::text::words(&draft.prose)
            .map(|w| text[draft.map.source(Span::new(w.start as usize, w.end as usize)).range()].to_owned())
            .collect();
        (draft, words)
    }

    #[test]
    fn white_space_is_one_space_and_typography_is_plain() {
        let (draft, words) = read("  L’e\u{301}tat\t\r\n  40\u{202f}% \u{ad} co\u{ad}de  o\u{fb03}ce\u{a0}\n");
        assert_eq!(draft.prose, "L'état 40 % code office");
        assert_eq!(words, ["L’", "e\u{301}tat", "40", "co\u{ad}de", "o\u{fb03}ce"]);
    }

    #[test]
    fn blocks_without_prose_are_forgotten_unless_cited() {
        let text = "a b";
        let mut builder = Builder::new(text);
        builder.open(BlockKind::Paragraph);
        builder.space(Span::new(1, 2));
        builder.open(BlockKind::Paragraph);
        builder.push(Span::new(0, 1));
        builder.open(BlockKind::Cell);
        assert_eq!(builder.close(), None);
        builder.open(BlockKind::Item);
        builder.push(Span::new(2, 3));
        let draft = builder.finish(Metadata::default());
        assert_eq!(draft.prose, "a\nb");
        let kinds: Vec<_> = draft.blocks.iter().map(|b| (b.kind, b.span, b.passage)).collect();
        assert_eq!(kinds, [(BlockKind::Paragraph, Span::new(0, 1), 1), (BlockKind::Item, Span::new(2, 3), 3)]);
        assert_eq!(draft.map.source(Span::new(0, 3)), Span::new(0, 3));
    }

    proptest::proptest! {
        #[test]
        fn prose_is_normal_and_leads_back(text in "([a-z .,;=«»€日]|[ \\n\u{301}\u{327}’\u{ad}ﬁ\u{a0}éç\u{212b}]){0,60}") {
            let (draft, words) = read(&text);
            proptest::prop_assert_eq!(&draft.prose, &normalise(&text));
            let prose: Vec<&str> = crate::text::words(&draft.prose).map(|w| w.text(&draft.prose)).collect();
            let back: Vec<String> = words.iter().map(|w| normalise(w)).collect();
            proptest::prop_assert_eq!(prose, back);
        }

        #[test]
        fn any_text_has_a_prose_view(text in "\\PC{0,40}") {
            read(&text);
        }
    }
}
