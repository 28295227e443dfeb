//! A test document with what came of it.

use serde::Serialize;
use std::path::PathBuf;

/// A test document with what came of it, or a snapshot that has none.
#[derive(Debug, Serialize)]
pub(in crate::cli::test) struct Tested {
    pub(in crate::cli::test) pack: String,
    /// From the pack's folder on; none for a snapshot without its document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::cli::test) document: Option<String>,
    /// The path of the snapshot.
    pub(in crate::cli::test) snapshot: String,
    pub(in crate::cli::test) state: State,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::cli::test) reason: Option<&'static str>,
    /// What was done about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::cli::test) settled: Option<Settled>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::cli::test) diff: Option<String>,
    #[serde(skip)]
    pub(in crate::cli::test) before: String,
    #[serde(skip)]
    pub(in crate::cli::test) report: String,
    #[serde(skip)]
    pub(in crate::cli::test) path: PathBuf,
}

/// How a report stands to the one that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::cli::test) enum State {
    /// It is as before.
    Same,
    /// It differs.
    Changed,
    /// None is kept.
    New,
    /// What is kept cannot be read as a snapshot.
    Broken,
    /// A snapshot is kept of a document that is gone.
    Unreferenced,
}

/// What was done about a report that is not as before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::cli::test) enum Settled {
    /// It is kept now.
    Accepted,
    /// It is not right.
    Rejected,
    /// It waits beside the snapshot.
    Waiting,
    /// The snapshot of a document that is gone was removed.
    Removed,
}

impl Tested {
    /// Whether the run fails for it.
    pub(in crate::cli::test) fn failed(&self) -> bool {
        !matches!(self.state, State::Same | State::Unreferenced) && self.settled != Some(Settled::Accepted)
    }
}
