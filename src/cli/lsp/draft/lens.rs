//! The line above a draft: how many claims it makes, and how many have their grounds.

use crate::cli::lsp::session::Session;
use crate::report::{Tally, words};
use gen_lsp_types::{CodeLens, Command, Range, Uri};

/// The line of an open draft.
pub(in crate::cli::lsp) fn lens(session: &mut Session<'_>, uri: &Uri) -> Option<Vec<CodeLens>> {
    let (_, checked) = session.draft(uri)?;
    let Some(read) = checked.read() else { return Some(Vec::new()) };
    let mut tally = Tally::default();
    tally.add(&read.report);
    let language = read.setup.language.unwrap_or_else(|| tally.language());
    // Without a name it is a line, and no button.
    let command =
        Command { title: words(language).ledger(&tally), tooltip: None, command: String::new(), arguments: None };
    Some(vec![CodeLens { range: Range::default(), command: Some(command), data: None }])
}
