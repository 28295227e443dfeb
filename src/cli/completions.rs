//! `toulmin completions`: what a shell needs to complete the command.

use super::args::{Cli, CompletionsArgs};
use super::{Outcome, terminal::Terminal};
use clap::CommandFactory;

/// Prints the completions.
pub(crate) fn run(args: &CompletionsArgs, terminal: &Terminal) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "toulmin", &mut script);
    terminal.out(&String::from_utf8_lossy(&script));
    Outcome::Clean
}
