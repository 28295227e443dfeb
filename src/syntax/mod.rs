//! Rule files parsed into a tree, and phrases into the forms that they stand for.

pub(crate) mod comment;
mod error;
pub(crate) mod format;
mod lower;
mod notation;
mod parse;
pub(crate) mod phrase;
mod text;
pub(crate) mod tree;

pub use error::Fix;
pub(crate) use error::{Fault, nearest};
pub(crate) use parse::parse;
pub(crate) use phrase::{Form, Piece};
pub(crate) use text::unescape;

/// A file of rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFile {
    /// How messages name it.
    pub path: String,
    /// What it holds.
    pub text: String,
}
