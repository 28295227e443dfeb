//! toulmin finds the claims in a draft, sees whether each has the grounds it needs, and says so as a compiler would.
#![cfg_attr(docsrs, feature(doc_cfg))]

pub(crate) mod document;
pub(crate) mod engine;
pub(crate) mod program;
pub mod report;
pub(crate) mod syntax;
pub(crate) mod text;

#[cfg(feature = "cli")]
pub mod cli;

pub use document::{CitationKind, Document, Format, Metadata, ReadError};
pub use engine::{Checker, Context, Packs, Report, RuleFile};
pub use program::{Backing, Confidence, Diagnostic, Level};
pub use text::{Date, Language, Span};

/// The parts of a [`Report`].
pub mod finding {
    pub use crate::engine::{
        Claim, DemandOutcome, Evidence, EvidenceKind, Finding, Grounds, Reachable, Skipped, Wanted, WantedKind,
    };
    pub use crate::text::{Location, Place};
}

/// What the compiler says of rule files. For `examples/compile.rs`, until `Checker::lenient` stands.
#[doc(hidden)]
pub fn diagnose(files: &[RuleFile]) -> Vec<Diagnostic> {
    program::compile(files, program::Checks::All).1
}
