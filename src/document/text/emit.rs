//! Makes the document of a text: prose without calls, marks and line ends, and its citations.

use super::join::{Known, broken_at};
use super::line::Line;
use super::note::Call;
use super::paragraph::Paragraph;
use crate::document::address::Addresses;
use crate::document::prose::{Builder, Draft};
use crate::document::{BlockKind, Citation, CitationKind, Metadata};
use crate::text::Span;
use rustc_hash::FxHashMap;

/// The document of these paragraphs.
pub(super) fn draft(text: &str, lines: &[Line], paragraphs: &[Paragraph], calls: Vec<Call>) -> Draft {
    let mut emitter = Emitter {
        text,
        lines,
        builder: Builder::new(text),
        calls,
        notes: FxHashMap::default(),
        called: Vec::new(),
        known: Known::new(text, lines),
        lead_in: None,
    };
    for paragraph in paragraphs {
        emitter.paragraph(paragraph);
    }
    emitter.resolve();
    emitter.builder.finish(Metadata::default())
}

struct Emitter<'a> {
    text: &'a str,
    lines: &'a [Line],
    builder: Builder<'a>,
    /// In the order of the text.
    calls: Vec<Call>,
    /// The block of each note, and what it says.
    notes: FxHashMap<u32, (usize, String)>,
    /// The place of each call among the citations, with its number.
    called: Vec<(usize, u32)>,
    known: Known,
    /// The last paragraph, if it ends in a colon.
    lead_in: Option<usize>,
}

impl Emitter<'_> {
    fn paragraph(&mut self, paragraph: &Paragraph) {
        match paragraph.kind {
            BlockKind::Heading => {
                self.builder.lead_in = None;
                self.builder.heading(paragraph.level);
            }
            kind => {
                self.builder.lead_in = self.lead_in.filter(|_| kind == BlockKind::Item);
                self.builder.open(kind);
            }
        }
        let mut mark = paragraph.mark;
        for (i, line) in paragraph.lines.iter().enumerate() {
            let span = self.lines[*line as usize].span();
            let next = paragraph.lines.get(i + 1).map(|n| self.lines[*n as usize].span());
            let (end, glued) = self.line_end(span, next);
            self.line(Span::new(span.start + std::mem::take(&mut mark), end), paragraph.kind);
            if let Some(next) = next.filter(|_| !glued) {
                self.builder.space(Span::new(span.end.min(next.start), next.start.max(span.end)));
            }
        }
        let block = self.builder.close();
        if let (Some(block), Some(number)) = (block, paragraph.number) {
            let said = self.said(block);
            self.notes.insert(number, (block, said));
        }
        self.lead_in = match (paragraph.kind, block) {
            (BlockKind::Item | BlockKind::Note | BlockKind::Reference, _) => self.lead_in,
            (BlockKind::Paragraph, Some(block)) if self.builder.prose_of(block).ends_with(':') => Some(block),
            _ => None,
        };
    }

    /// Where the prose of a line ends, and whether the next goes on without a space: at a hyphen.
    fn line_end(&self, span: Span, next: Option<Span>) -> (usize, bool) {
        let Some(at) = next.and_then(|next| broken_at(&self.text[span.range()], &self.text[next.range()])) else {
            return (span.end, false);
        };
        (if self.known.is_broken(&at) { span.end - at.hyphen } else { span.end }, true)
    }

    /// Writes a part of a line; calls and addresses are no prose.
    fn line(&mut self, span: Span, kind: BlockKind) {
        let mut at = span.start;
        let mut addresses = Addresses::new(self.text, span.start, span.end);
        let mut call = self.calls.partition_point(|c| c.span.start < span.start);
        if kind == BlockKind::Note {
            call = self.calls.len();
        }
        while at < span.end {
            let next_call = self.calls.get(call).filter(|c| c.span.end <= span.end).copied();
            let address = addresses.next(at).filter(|a| a.start < span.end);
            match (next_call, address) {
                (Some(c), address) if address.is_none_or(|a| c.span.start < a.start) => {
                    self.push(at, c.span.start);
                    self.call(c);
                    call += 1;
                    at = c.span.end;
                }
                (_, Some(address)) => {
                    let end = address.end.min(span.end);
                    self.push(at, address.start);
                    self.address(Span::new(address.start, end), kind);
                    while self.calls.get(call).is_some_and(|c| c.span.start < end) {
                        call += 1;
                    }
                    at = end;
                }
                _ => {
                    self.push(at, span.end);
                    at = span.end;
                }
            }
        }
    }

    fn push(&mut self, start: usize, end: usize) {
        if start < end {
            self.builder.push(Span::new(start, end));
        }
    }

    fn call(&mut self, call: Call) {
        let here = self.builder.here();
        let citation = self.builder.cite(Citation {
            kind: CitationKind::Note,
            span: Span::new(here, here),
            source: call.span,
            block: 0,
            resolved: true,
            target: String::new(),
            body: None,
            fault: None,
        });
        self.called.extend(citation.map(|c| (c, call.number)));
    }

    fn address(&mut self, address: Span, kind: BlockKind) {
        // The words of a note or an entry keep their addresses.
        if matches!(kind, BlockKind::Note | BlockKind::Reference) {
            self.push(address.start, address.end);
            return;
        }
        self.builder.space(address);
        let here = self.builder.here();
        self.builder.cite(Citation {
            kind: CitationKind::Link,
            span: Span::new(here, here),
            source: address,
            block: 0,
            resolved: true,
            target: self.text[address.range()].to_owned(),
            body: None,
            fault: None,
        });
    }

    /// What a note says, without its number.
    fn said(&self, block: usize) -> String {
        // More is not needed to check a source.
        const LONGEST: usize = 2000;
        let said = self.builder.prose_of(block);
        let words = said.trim_start_matches(|c: char| !c.is_alphabetic() && !"«“\"".contains(c));
        let end = words.char_indices().map(|(i, c)| i + c.len_utf8()).take_while(|end| *end <= LONGEST).last();
        words[..end.unwrap_or(0)].to_owned()
    }

    /// Leads the calls to their notes. One whose note the extractor has lost, between notes that are there, is a source
    /// all the same.
    fn resolve(&mut self) {
        let notes = std::mem::take(&mut self.notes);
        for (citation, number) in std::mem::take(&mut self.called) {
            let Some(citation) = self.builder.citations_mut().get_mut(citation) else { continue };
            match notes.get(&number) {
                Some((block, said)) => {
                    citation.body = Some(*block);
                    citation.target.clone_from(said);
                }
                None => citation.target = format!("note {number}"),
            }
        }
    }
}
