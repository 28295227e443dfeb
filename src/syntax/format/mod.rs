//! Rule files in one style: pairs of the grammar are laid out as pieces, pieces fill lines, and the result is compared.

mod clause;
mod entry;
mod fill;
mod gap;
mod layout;
mod lexeme;
mod piece;
mod same;

use super::error::Fault;
use super::parse::{Grammar, LARGEST_FILE, Rule, parse};
use crate::text::Span;
pub(crate) use lexeme::{Lexeme, Lexemes};
use pest::Parser as _;
pub(crate) use same::Lost;

/// Why a file is not formatted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It does not parse, or would be too large.
    Faulty(Vec<Fault>),
    /// The result would not say the same.
    Lost(Lost),
}

/// The text of a rule file in the one style. Nothing but white space changes, or it is refused.
pub(crate) fn format(text: &str) -> Result<String, Refusal> {
    let faults = parse(text).1;
    if !faults.is_empty() {
        return Err(Refusal::Faulty(faults));
    }
    let file = Grammar::parse(Rule::file, text).ok().and_then(|mut pairs| pairs.next());
    let pieces = file.map(|file| layout::Layout::of(file, text)).unwrap_or_default();
    let formatted = fill::fill(&pieces);
    if formatted.len() > LARGEST_FILE {
        let bytes = formatted.len();
        let message = format!("formatted, this file would have {bytes} bytes, and a rule file may have {LARGEST_FILE}");
        let fault = Fault::new("too-large", Span::default(), message).help("divide it into several files");
        return Err(Refusal::Faulty(vec![fault]));
    }
    same::same(text, &formatted).map_err(Refusal::Lost)?;
    Ok(formatted)
}

#[cfg(test)]
mod tests;
