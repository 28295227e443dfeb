//! What can be asked of `toulmin test`.

use crate::cli::args::MessageFormat;
use clap::Args;
use clap::builder::FalseyValueParser;
use std::path::PathBuf;

#[derive(Clone, Debug, Args)]
#[command(after_help = "\
Each example of a rule is run against its rule alone.
  flags      must be reported inside each [[mark]], and nowhere else
  allows     must not be reported
  misses     is a known limit: `promote` when it is reported after all
  overflags  is a known limit: `promote` when it is no longer reported

Documents in the folder `tests` of a pack are checked with the pack. Their reports
are kept in its folder `snapshots`, one file for each. A report that is new or has
changed is a failure: it is shown, and waits in a `.snap.new` beside the snapshot
until it is accepted or rejected. `cargo insta review` reads these files too.

Examples:
  toulmin test meals/                    a pack's examples and test documents
  toulmin test meals/meals-cost.toulmin  the examples of one rule
  toulmin test meals/tests/letter.md     one test document
  toulmin test meals/ --review           look at each changed report, and say whether it is right
  toulmin test meals/ --accept           take all of them, and remove snapshots without a document
  toulmin test meals/ --coverage         which phrases, cues and rules nothing tests

Exit status:
  0  every example does what it says, every report is as before
  1  some do not, or a report is new or has changed
  2  something could not be read, written or compiled")]
pub(crate) struct TestArgs {
    /// Rule files, or folders of them; or test documents, to check these alone [default: the packs of `toulmin.toml`, or those that ship]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Run the examples of these only: a pack, a rule, or `pack/rule`. Documents are checked where their whole pack is asked for
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// Test the whole pack of each file that is named: a change of one shows in others
    #[arg(long)]
    pub(crate) whole_pack: bool,
    /// Ask at the terminal, for each report that is new or has changed: accept, reject or skip
    #[arg(long, conflicts_with = "accept", help_heading = "Snapshots")]
    pub(crate) review: bool,
    /// Accept every report that is new or has changed; remove the snapshots of documents that are gone
    #[arg(long, help_heading = "Snapshots")]
    pub(crate) accept: bool,
    /// Write nothing: a report that is new or has changed is a failure
    #[arg(long, env = "CI", hide_env_values = true, value_parser = FalseyValueParser::new(), help_heading = "Snapshots")]
    pub(crate) ci: bool,
    /// How to print results
    #[arg(long, value_name = "FORMAT", default_value = "human", help_heading = "Output")]
    pub(crate) format: MessageFormat,
    /// List the phrases, cues and rules that no example and no test document touches
    #[arg(long, help_heading = "Output")]
    pub(crate) coverage: bool,
    /// List known limits too, and why they are
    #[arg(long, short, help_heading = "Output")]
    pub(crate) verbose: bool,
}
