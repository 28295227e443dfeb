//! Rules made ready: trees of several files resolved into one program, checked, and indexed for the scan.

pub(crate) mod index;
mod model;

pub(crate) use model::*;
pub use model::{Backing, Confidence, Level};

/// All packs, compiled together.
#[derive(Debug)]
pub(crate) struct Program {
    pub(crate) packs: Vec<Pack>,
    pub(crate) lexicons: Vec<Lexicon>,
    pub(crate) cues: Vec<Cue>,
    pub(crate) rules: Vec<Rule>,
    /// Every phrase of every lexicon and cue, for one pass over a text.
    pub(crate) index: index::Index,
}
