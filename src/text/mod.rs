//! What the language and the documents share: how text is folded, cut into words and named by language.

mod date;
mod fold;
mod language;
mod place;
mod span;
mod word;

pub use date::Date;
pub(crate) use fold::{fold, unaccented};
pub use language::Language;
pub use place::{Location, Place};
pub use span::Span;
pub(crate) use word::{Gap, Word, words};
