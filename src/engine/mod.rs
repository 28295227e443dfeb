//! The check: a compiled program over a document gives a report.

mod finding;

pub use finding::*;

use crate::document::Document;
use crate::program::{Diagnostic, Program};
pub use crate::syntax::RuleFile;
use crate::text::{Date, Language};
use std::sync::Arc;

/// Rule files to be compiled together.
#[derive(Clone, Debug, Default)]
pub struct Packs {
    pub(crate) files: Vec<RuleFile>,
}

impl Packs {
    /// The packs that ship: `std`, `ai-narratives`, `evidence`.
    pub fn embedded() -> Self {
        unimplemented!()
    }

    /// Packs from files that the caller has read.
    pub fn from_files(files: impl IntoIterator<Item = RuleFile>) -> Self {
        Self { files: files.into_iter().collect() }
    }

    /// These packs and others.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.files.extend(other.files);
        self
    }

    /// The files, in order.
    pub fn files(&self) -> &[RuleFile] {
        &self.files
    }
}

/// Rules, compiled: made once, used from many threads.
#[derive(Clone, Debug)]
pub struct Checker {
    pub(crate) program: Arc<Program>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Checker {
    /// Compiles `packs`; refuses when an item has an error.
    ///
    /// # Errors
    /// All that is wrong in the rule files, warnings included.
    pub fn new(packs: &Packs) -> Result<Self, Vec<Diagnostic>> {
        let checker = Self::lenient(packs);
        if checker.diagnostics.iter().any(Diagnostic::is_error) { Err(checker.diagnostics) } else { Ok(checker) }
    }

    /// Compiles what can be compiled; [`diagnostics`](Self::diagnostics) tells what could not.
    pub fn lenient(_packs: &Packs) -> Self {
        unimplemented!()
    }

    /// What the compiler had to say of the rule files.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Checks one document.
    pub fn check(&self, _document: &Document, _context: &Context) -> Report {
        unimplemented!()
    }
}

/// What a check depends on besides rules and document. There is no clock in it: a report is the same for ever.
#[derive(Clone, Debug, Default)]
pub struct Context {
    pub(crate) as_of: Option<Date>,
    pub(crate) issuers: Vec<String>,
    pub(crate) language: Option<Language>,
    pub(crate) only: Vec<String>,
    pub(crate) except: Vec<String>,
    pub(crate) levels: Vec<(String, crate::program::Level)>,
}

impl Context {
    /// Nothing known.
    pub fn new() -> Self {
        Self::default()
    }

    /// The day from which the age of a source is counted, where the document bears no date.
    #[must_use]
    pub fn as_of(mut self, day: Date) -> Self {
        self.as_of = Some(day);
        self
    }

    /// A name of the document's issuer, for `independent of issuer`. May be called again for others.
    #[must_use]
    pub fn issuer(mut self, name: impl Into<String>) -> Self {
        self.issuers.push(name.into());
        self
    }

    /// The language of messages; the block's own where nothing is said.
    #[must_use]
    pub fn language(mut self, language: Language) -> Self {
        self.language = Some(language);
        self
    }

    /// Runs only the rules named so (`pack`, `pack/rule` or `rule`). May be called again for others.
    #[must_use]
    pub fn only(mut self, rule: impl Into<String>) -> Self {
        self.only.push(rule.into());
        self
    }

    /// Leaves out the rules named so. May be called again for others.
    #[must_use]
    pub fn except(mut self, rule: impl Into<String>) -> Self {
        self.except.push(rule.into());
        self
    }

    /// Gives a rule or a pack another level. The last that names a rule holds.
    #[must_use]
    pub fn level(mut self, rule: impl Into<String>, level: crate::program::Level) -> Self {
        self.levels.push((rule.into(), level));
        self
    }
}
