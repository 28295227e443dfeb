//! A draft as rules see it: prose with its markup removed, cut into blocks, and the way back to every byte.

mod model;

pub use model::{CitationKind, Format, Metadata};
pub(crate) use model::*;

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
