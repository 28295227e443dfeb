//! A draft as rules see it: prose with its markup removed, cut into blocks, and the way back to every byte.

mod language;
mod model;
mod quotation;
mod recognise;
mod sentence;

use crate::text::Span;

pub(crate) use model::*;
pub use model::{CitationKind, Format, Metadata};

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
    /// Reads a draft. UTF-8 (with or without a byte order mark), UTF-16 with one, and Windows-1252 are decoded.
    ///
    /// # Errors
    /// Where the bytes are no text, or too many.
    pub fn read(_bytes: &[u8], _format: Format) -> Result<Self, ReadError> {
        unimplemented!()
    }

    /// The decoded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the draft says of itself.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// The bytes of the decoded text that a span of the prose view stands for.
    pub(crate) fn source(&self, _prose: Span) -> Span {
        unimplemented!()
    }

    /// Line, column and byte of the file for a byte of the decoded text.
    pub(crate) fn location(&self, _text_byte: usize) -> crate::text::Location {
        unimplemented!()
    }

    /// The sentences of a block, in order, as spans of the prose view.
    pub(crate) fn sentences(&self, _block: &Block) -> Vec<Span> {
        unimplemented!()
    }

    /// The quotations of a block, in order.
    pub(crate) fn quotations(&self, _block: &Block) -> Vec<Quotation> {
        unimplemented!()
    }

    /// What the recognisers find in a span of one block (quotations and citations apart), in order; two may overlap.
    pub(crate) fn recognise(&self, _block: &Block, _span: Span) -> Vec<Recognised> {
        unimplemented!()
    }
}
