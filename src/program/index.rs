//! Every phrase of a program, indexed by its words for one pass over a text.

#[derive(Debug, Default)]
pub(crate) struct Index;
