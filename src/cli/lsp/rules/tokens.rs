//! The words of a rule file by what they are, for the editor to colour.

use crate::cli::lsp::session::Session;
use gen_lsp_types::*;

/// The kinds of words that are told apart.
pub(in crate::cli::lsp) fn offer() -> SemanticTokensOptions {
    SemanticTokensOptions { full: Some(Full::Bool(true)), ..SemanticTokensOptions::default() }
}

/// The words of an open rule file.
pub(in crate::cli::lsp) fn tokens(_session: &mut Session<'_>, _uri: &Uri) -> Option<SemanticTokens> {
    None
}
