//! `toulmin lsp`: drafts and rule files in an editor, over the Language Server Protocol.

mod client;
mod command;
mod dispatch;
mod draft;
mod markdown;
mod offer;
mod open;
mod queue;
mod rules;
mod server;
mod session;
mod text;
mod transport;
mod uri;
mod workspace;

use super::Outcome;
use super::args::LspArgs;
use super::terminal::Terminal;
use server::Server;

/// Serves until the editor ends it, or the standard input.
pub(crate) fn run(args: &LspArgs, terminal: &Terminal) -> Outcome {
    let (messages, out) = transport::stdio();
    match Server::new(&args.choice, messages, out).serve() {
        Ok(()) => Outcome::Clean,
        Err(why) => {
            terminal.err(&format!("toulmin lsp: {why}\n"));
            Outcome::Faulty
        }
    }
}
