//! What a reader or a program is shown of a report: prose with an excerpt, JSON, a spreadsheet, a table.
//!
//! Nothing here reads a file, asks a terminal or knows a clock. Colour, width and language are the caller's choice.

#[cfg(feature = "cli")]
mod checkstyle;
#[cfg(feature = "cli")]
mod csv;
mod excerpt;
mod fingerprint;
#[cfg(feature = "cli")]
mod github;
#[cfg(feature = "cli")]
mod gitlab;
#[cfg(feature = "cli")]
mod html;
#[cfg(feature = "cli")]
mod human;
pub mod json;
#[cfg(feature = "cli")]
mod jsonl;
#[cfg(feature = "cli")]
mod junit;
#[cfg(feature = "cli")]
mod labels;
mod lines;
#[cfg(feature = "cli")]
mod narrated;
#[cfg(feature = "cli")]
mod rdjson;
#[cfg(feature = "cli")]
mod run;
#[cfg(feature = "cli")]
mod sarif;
#[cfg(feature = "cli")]
mod table;
mod tally;
#[cfg(all(test, feature = "cli"))]
mod tests;
#[cfg(feature = "cli")]
mod uri;
mod visible;
#[cfg(feature = "cli")]
mod words;
#[cfg(feature = "cli")]
mod xml;

#[cfg(feature = "cli")]
pub use self::csv::claims_csv;
pub use excerpt::{Excerpt, Mark};
#[cfg(feature = "cli")]
pub(crate) use fingerprint::text_fingerprint;
pub use fingerprint::{VERSION as FINGERPRINT_VERSION, fingerprint, fingerprints};
#[cfg(feature = "cli")]
pub use human::Human;
#[cfg(feature = "cli")]
pub(crate) use human::demand_text;
pub use lines::Lines;
#[cfg(feature = "cli")]
pub use table::claims_table;
pub use tally::Tally;
pub use visible::visible;
#[cfg(feature = "cli")]
pub(crate) use words::{cite, words};
#[cfg(feature = "cli")]
pub(crate) use {
    self::csv::findings_csv,
    checkstyle::checkstyle,
    github::github,
    gitlab::gitlab,
    html::html,
    jsonl::jsonl,
    junit::junit,
    narrated::narrated,
    rdjson::rdjson,
    run::{Anchors, Checked, Run, anchors},
    sarif::sarif,
};
