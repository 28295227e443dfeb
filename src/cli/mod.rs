//! The command line: the file system, the terminal and the configuration, around the library.

mod args;
mod baseline;
mod bibliography;
mod bundle;
mod changed;
mod check;
mod claims;
mod completions;
mod config;
mod diff;
mod explain;
mod files;
mod fmt;
mod formats;
mod init;
mod lint;
mod lsp;
mod man;
mod mend;
mod message_pages;
mod near;
mod new;
mod output;
mod packs;
mod pages;
mod profile;
mod progress;
mod replace;
mod reports;
mod rule_files;
mod rules;
mod setup;
mod terminal;
mod test;
mod trouble;

use args::{Cli, Command};
use clap::{CommandFactory, Parser};
use std::process::ExitCode;
use terminal::Terminal;

/// How a run ended, as its exit status says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// Nothing to report.
    Clean,
    /// Something to report.
    Faulty,
    /// Something could not be read or compiled.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

/// Runs the command.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too, and a closed pipe is no fault.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let terminal = Terminal::new(cli.terminal.color, cli.terminal.width);
    let outcome = match &cli.command {
        None => {
            terminal.out(&Cli::command().render_help().to_string());
            Outcome::Clean
        }
        Some(Command::Check(args)) if args.profile => profile::run(args, &terminal),
        Some(Command::Check(args)) => check::run(args, &terminal),
        Some(Command::Baseline(args)) => baseline::run(args, &terminal),
        Some(Command::Claims(args)) => claims::run(args, &terminal),
        Some(Command::Test(args)) => test::run(args, &terminal),
        Some(Command::LintRules(args)) => lint::run(args, &terminal),
        Some(Command::Bundle(args)) => bundle::run(args, &terminal),
        Some(Command::New(args)) => new::run(args, &terminal),
        Some(Command::Init(args)) => init::run(args, &terminal),
        Some(Command::Config(args)) => config::show::run(args, &terminal),
        Some(Command::Fmt(args)) => fmt::run(args, &terminal),
        Some(Command::Explain(args)) => explain::run(args, &terminal),
        Some(Command::Rules(args)) => rules::run(args, &terminal),
        Some(Command::Pages(args)) => pages::run(args, &terminal),
        Some(Command::Lsp(args)) => lsp::run(args, &terminal),
        Some(Command::Completions(args)) => completions::run(args, &terminal),
        Some(Command::Man(args)) => man::run(args, &terminal),
    };
    outcome.into()
}
