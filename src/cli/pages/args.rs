//! What can be asked of `toulmin pages`.

use crate::cli::args::language;
use crate::text::Language;
use clap::Args;
use std::path::PathBuf;

/// The options of the command.
#[derive(Debug, Args)]
#[command(after_help = "\
Each rule has a page, `DIR/PACK/RULE.md`, made of its documentation, its clauses and its examples; `DIR/README.md` lists them all.
Pages of rules that are gone are removed. A file that this command did not write is left as it is.

Examples:
  toulmin pages rules/school-meals --output docs/rules
  toulmin pages evidence ai-narratives --messages --output docs/rules
  toulmin pages rules/school-meals --output docs/rules --check

Exit status:
  0  the pages are written, or with --check: as they should be
  1  with --check: some pages are not
  2  something could not be read, compiled or written")]
pub(crate) struct PagesArgs {
    /// Folders of packs, or names of packs that ship
    #[arg(value_name = "PACK", required_unless_present = "messages")]
    pub(crate) packs: Vec<PathBuf>,
    /// The folder to write to
    #[arg(long, short, value_name = "DIR")]
    pub(crate) output: PathBuf,
    /// Write a page of all messages of the rule compiler too, `messages.md`
    #[arg(long)]
    pub(crate) messages: bool,
    /// Write nothing; list the pages that are not as they should be
    #[arg(long)]
    pub(crate) check: bool,
    /// The language of messages and examples [default: each that the rule is written in]
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    pub(crate) language: Option<Language>,
}
