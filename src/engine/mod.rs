//! The check: a compiled program over a document gives a report.

mod allow;
mod attribution;
mod check;
mod checker;
mod claim;
mod context;
mod coverage;
mod criterion;
mod finding;
mod ground;
mod known;
mod lapse;
mod notice;
mod packs;
mod plan;
mod reach;
mod scan;
mod scope;
mod signature;
mod stance;
mod suppress;
mod topic;
mod trace;

pub use checker::Checker;
pub use context::Context;
pub(crate) use coverage::{FoundPhrases, PhraseFinder};
pub use finding::*;
pub(crate) use known::Known;
pub(crate) use notice::NOTICES;
pub use packs::Packs;
pub use trace::{Stop, Trace};
