//! A draft as rules see it: prose with its markup removed, cut into blocks, and the way back to every byte.

mod address;
mod bibliography;
mod comment;
mod language;
mod markdown;
mod model;
mod outline;
mod placeholder;
mod places;
mod prose;
mod quotation;
mod recognise;
mod reference;
mod sentence;
mod source;
mod spans;
#[cfg(test)]
mod tests;
mod text;

use crate::text::Span;
use places::Places;
use prose::Draft;
use rustc_hash::FxHashMap;
use source::Form;
use spans::SpanMap;
use std::sync::OnceLock;

pub use bibliography::{Bibliography, BibliographyFault, BibliographyFormat, Entry};
pub(crate) use model::*;
pub use model::{CitationKind, Format, Metadata};
pub(crate) use outline::Outline;
pub(crate) use reference::{opens_sources, works};

/// A draft, read.
#[derive(Debug)]
pub struct Document {
    /// The decoded text, BOM removed, line ends as they are.
    pub(crate) text: String,
    /// The prose view: NFC, markup removed, each kind of space one space, `’` as `'`.
    pub(crate) prose: String,
    /// The prose view in lower case, byte for byte.
    pub(crate) folded: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) sections: Vec<Section>,
    /// In the order of `span`.
    pub(crate) citations: Vec<Citation>,
    pub(crate) metadata: Metadata,
    /// Those that speak to toulmin, in order.
    pub(crate) comments: Vec<Comment>,
    pub(crate) format: Format,
    map: SpanMap,
    form: Form,
    /// What known keys stand for.
    bibliography: FxHashMap<String, Entry>,
    /// Made when a place is first asked for.
    places: OnceLock<Places>,
}

/// Why bytes could not be read as a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The bytes are no text.
    #[error("this is not text: {0}")]
    NotText(&'static str),
    /// There are more bytes than are read.
    #[error("{bytes} bytes are more than the {limit} that are read")]
    TooLarge {
        /// How many there are.
        bytes: usize,
        /// How many are read.
        limit: usize,
    },
}

impl Document {
    /// Reads a draft. UTF-8 (with or without a byte order mark), UTF-16 and Windows-1252 are decoded.
    ///
    /// # Errors
    /// Where the bytes are no text, or too many.
    pub fn read(bytes: &[u8], format: Format) -> Result<Self, ReadError> {
        let (text, form) = source::decode(bytes)?;
        let (draft, references) = match format {
            Format::Markdown => markdown::read(&text),
            Format::Text => {
                let comments = comment::comments(&text, 0, &[]);
                (Draft { comments, ..text::read(&text) }, Vec::new())
            }
        };
        let Draft { prose, folded, map, blocks, sections, mut citations, metadata, comments } = draft;
        placeholder::empty_notes(&mut citations);
        reference::follow(&text, &blocks, &mut citations);
        let places = OnceLock::new();
        let document = Self {
            text,
            prose,
            folded,
            blocks,
            sections,
            citations,
            metadata,
            comments,
            format,
            map,
            form,
            bibliography: FxHashMap::default(),
            places,
        };
        Ok(match references {
            references if references.is_empty() => document,
            // Files that are named may have the others.
            references if !document.metadata.bibliography.is_empty() => document.with_some_entries(references),
            references => document.with_bibliography(references),
        })
    }

    /// The decoded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the draft says of itself.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// The bytes of the decoded text that a span of the prose view stands for, outer markup left out.
    pub(crate) fn source(&self, prose: Span) -> Span {
        self.map.source(prose)
    }

    /// Line, column and byte of the file for a byte of the decoded text.
    pub(crate) fn location(&self, text_byte: usize) -> crate::text::Location {
        self.places.get_or_init(|| Places::new(&self.text)).location(&self.text, &self.form, text_byte)
    }

    /// The sentences of a block, in order, as spans of the prose view.
    pub(crate) fn sentences(&self, block: &Block) -> Vec<Span> {
        sentence::sentences(&self.prose, &self.folded, block.span, block.language)
    }

    /// The quotations of a block, in order.
    pub(crate) fn quotations(&self, block: &Block) -> Vec<Quotation> {
        let bytes = &self.prose.as_bytes()[block.span.range()];
        // The lead bytes of `“` and of `«` among them.
        if memchr::memchr3(b'"', b'\'', 0xe2, bytes).is_none() && memchr::memchr(0xc2, bytes).is_none() {
            return Vec::new();
        }
        quotation::quotations(&self.prose, block.span)
    }

    /// The amounts and dates in a span of one block, and where asked for the names, in order; two may overlap.
    pub(crate) fn recognise(&self, block: &Block, span: Span, names: bool) -> Vec<Recognised> {
        let mut found = Vec::new();
        recognise::recognise(&self.prose, &self.folded, span, block.language, names, &mut found);
        found
    }

    /// The names in a span of one block.
    pub(crate) fn names(&self, block: &Block, span: Span) -> Vec<Span> {
        self.recognise(block, span, true)
            .into_iter()
            .filter(|r| r.what == crate::program::Recogniser::ProperName)
            .map(|r| r.span)
            .collect()
    }

    /// The citations that stand in a span of the prose view, or right at its end.
    pub(crate) fn citations_in(&self, prose: Span) -> &[Citation] {
        let from = self.citations.partition_point(|c| c.span.start < prose.start);
        let past = self.citations.partition_point(|c| c.span.start <= prose.end);
        &self.citations[from..past.max(from)]
    }

    /// Where a span of the decoded text stands in the file.
    pub(crate) fn place(&self, text: Span) -> crate::text::Place {
        crate::text::Place { start: self.location(text.start), end: self.location(text.end) }
    }
}
