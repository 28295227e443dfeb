//! The check: a compiled program over a document gives a report.

mod allow;
mod attribution;
mod carry;
mod check;
mod checker;
mod claim;
mod context;
mod coverage;
mod criterion;
mod finding;
mod ground;
mod known;
mod label;
mod lapse;
mod meter;
mod notice;
mod packs;
mod plan;
#[cfg(feature = "cli")]
mod profile;
mod reach;
mod scan;
mod scope;
mod signature;
mod stance;
mod suppress;
mod title;
mod topic;
mod trace;

pub use checker::Checker;
pub use context::Context;
pub(crate) use coverage::{FoundPhrases, PhraseFinder};
pub use finding::*;
pub(crate) use known::Known;
pub(crate) use notice::NOTICES;
pub use packs::Packs;
#[cfg(feature = "cli")]
pub(crate) use profile::{Profile, RuleCost, commonest};
pub use trace::{Stop, Trace};
