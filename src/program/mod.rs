//! Rules made ready: trees of several files resolved into one program, checked, and indexed for the scan.

mod adjust;
pub(crate) mod allow;
pub(crate) mod automaton;
mod backing;
mod bundle;
mod checks;
mod compile;
mod condition;
mod each;
mod example;
mod format;
mod ground;
pub(crate) mod index;
mod lexicon;
mod model;
mod names;
mod pack;
mod pages;
mod parts;
mod pattern;
mod reach;
mod rule;
mod symbols;
mod wording;
pub(crate) mod words;
mod written;

#[cfg(test)]
pub(crate) use adjust::OPTIONS;
pub(crate) use adjust::{AddedPhrase, Adjustments, Origin, SetOption};
pub(crate) use bundle::{NoBundle, bundle};
#[cfg(test)]
pub(crate) use compile::compile;
pub(crate) use compile::{Checks, compile_adjusted};
pub use format::{FormatError, format_rules};
pub(crate) use model::*;
pub use model::{Backing, Confidence, Level};
pub(crate) use names::{is_kebab, is_reserved};
pub(crate) use pages::{Page, pages, warnings};
pub(crate) use symbols::{List, Symbol, SymbolKind, Symbols, symbols, unfit};
pub(crate) use written::{AllWritten, Of, Written, written};

pub use crate::syntax::Fix;

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

/// Something wrong with a rule file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// A kebab-case word, the same for ever: `unknown-name`.
    pub id: &'static str,
    /// [`Level::Error`]: the item is left out. [`Level::Warning`]: it is kept.
    pub level: Level,
    /// The path of the rule file.
    pub file: String,
    /// Where, in bytes of the file.
    pub span: crate::text::Span,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// A second place that explains the first: a span of the same file and what it shows.
    pub related: Option<(crate::text::Span, String)>,
    /// A change of the file that takes it away, where there is a safe one.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Whether the item was left out.
    pub fn is_error(&self) -> bool {
        self.level == Level::Error
    }
}

#[cfg(test)]
mod tests;
