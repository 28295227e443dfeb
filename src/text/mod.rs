//! What the language and the documents share: how text is folded, cut into words and named by language.

mod date;
mod fold;
mod language;
mod span;
mod word;

pub(crate) use fold::{fold, unaccented};
pub use date::Date;
pub use language::Language;
pub use span::Span;
pub(crate) use word::{Gap, Word, words};
