//! toulmin finds the claims in a draft, sees whether each has the grounds it needs, and says so as a compiler would.
//!
//! Five types: [`Packs`] of rules are compiled into a [`Checker`]; a [`Document`] is read from bytes; a check in a
//! [`Context`] gives a [`Report`].
//!
//! ```
//! use toulmin::{Checker, Context, Document, Format, Packs};
//!
//! let checker = Checker::new(&Packs::embedded()).expect("the shipped rules compile");
//! let draft = "Advanced AI could bring about human extinction within decades.";
//! let document = Document::read(draft.as_bytes(), Format::Markdown)?;
//! let report = checker.check(&document, &Context::new().issuer("DSIT"));
//!
//! let finding = &report.findings()[0];
//! assert_eq!(finding.rule, "ai-narratives/extinction-risk");
//! assert_eq!((finding.place.start.line, finding.place.start.column), (1, 1));
//!
//! // The ledger holds the claims that have their grounds, too.
//! assert_eq!(report.claims().len(), 1);
//! # Ok::<(), toulmin::ReadError>(())
//! ```
//!
//! Rules of one's own are text, read by the caller; the library opens no file, asks no clock and no network, and
//! writes to no terminal. `default-features = false` leaves the command line out.
//!
//! ```
//! use toulmin::{Checker, Packs, RuleFile};
//!
//! let mine = RuleFile { path: "mine/pack.toulmin".into(), text: "rule broken {\n  clam \"AI\"\n}\n".into() };
//! let errors = Checker::new(&Packs::from_files([mine])).expect_err("`clam` is no clause");
//! assert!(errors.iter().any(|e| e.id == "unknown-clause" && e.help.as_deref() == Some("did you mean `claim`?")));
//! ```
//!
//! A `Checker` is compiled once and checks from many threads; the same bytes, rules and context always give the same
//! report.

#![cfg_attr(
    not(feature = "cli"),
    expect(
        dead_code,
        unused_imports,
        reason = "the command line alone shows the pages and runs the examples of rules"
    )
)]

pub(crate) mod document;
pub(crate) mod engine;
pub(crate) mod program;
pub mod report;
pub(crate) mod syntax;
pub(crate) mod text;

#[cfg(feature = "cli")]
pub mod cli;

pub use document::{
    Bibliography, BibliographyFault, BibliographyFormat, CitationKind, Document, Entry, Format, Metadata, ReadError,
};
pub use engine::{Checker, Context, Packs, Report};
pub use program::{Backing, Confidence, Diagnostic, Fix, FormatError, Level, format_rules};
pub use syntax::RuleFile;
pub use text::{Date, Language, Span};

/// The parts of a [`Report`].
pub mod finding {
    pub use crate::engine::{
        Claim, DemandOutcome, Evidence, EvidenceKind, Finding, Grounds, Hidden, Lapsed, Reachable, Skipped, Stop,
        Suppressed, Trace, Wanted, WantedKind,
    };
    pub use crate::text::{Location, Place};
}
