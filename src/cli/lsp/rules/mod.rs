//! A rule file in the editor: its pack compiled as one types, and what can be asked about its names and phrases.

pub(super) mod tokens;

use super::draft::severity;
use super::session::Session;
use super::text::Text;
use crate::program::Diagnostic as Told;
use gen_lsp_types::*;
use std::path::Path;

/// Packs as they are in the editor.
#[derive(Debug, Default)]
pub(super) struct Packs {}

impl Packs {
    /// A file has changed.
    pub(super) fn forget(&mut self, _path: &Path) {}
}

/// What the compiler has to say, for the editor.
pub(super) fn diagnostic(told: &Told, uri: &Uri, text: &Text, session: &Session<'_>) -> Diagnostic {
    let help = told.help.as_ref().map_or_else(String::new, |help| format!("\nhelp: {help}"));
    let related = told.related.as_ref().filter(|_| session.client.related).map(|(span, label)| {
        let location = Location { uri: uri.clone(), range: text.range(*span) };
        vec![DiagnosticRelatedInformation { location, message: (*label).to_owned() }]
    });
    Diagnostic {
        range: text.range(told.span),
        severity: Some(severity(told.level)),
        code: Some(Code::String(told.id.to_owned())),
        source: Some("toulmin".to_owned()),
        message: Message::String(format!("{}{help}", told.message)),
        related_information: related,
        code_description: None,
        tags: None,
        data: None,
    }
}

pub(super) fn diagnostics(_session: &mut Session<'_>, _uri: &Uri) -> Vec<Diagnostic> {
    Vec::new()
}
pub(super) fn hover(_session: &mut Session<'_>, _at: &TextDocumentPositionParams) -> Option<Hover> {
    None
}
pub(super) fn actions(_session: &mut Session<'_>, _params: &CodeActionParams) -> Vec<CodeAction> {
    Vec::new()
}
pub(super) fn lenses(_session: &mut Session<'_>, _uri: &Uri) -> Option<Vec<CodeLens>> {
    None
}
pub(super) fn symbols(_session: &mut Session<'_>, _uri: &Uri) -> Option<DocumentSymbolResponse> {
    None
}
pub(super) fn complete(_session: &mut Session<'_>, _at: &TextDocumentPositionParams) -> Option<CompletionResponse> {
    None
}
pub(super) fn definition(_session: &mut Session<'_>, _at: &TextDocumentPositionParams) -> Option<DefinitionResponse> {
    None
}
pub(super) fn references(_session: &mut Session<'_>, _params: &ReferenceParams) -> Option<Vec<Location>> {
    None
}
pub(super) fn prepare_rename(
    _session: &mut Session<'_>,
    _at: &TextDocumentPositionParams,
) -> Option<PrepareRenameResult> {
    None
}
pub(super) fn rename(_session: &mut Session<'_>, _params: &RenameParams) -> Result<Option<WorkspaceEdit>, String> {
    Ok(None)
}
pub(super) fn format(_session: &mut Session<'_>, _uri: &Uri) -> Option<Vec<TextEdit>> {
    None
}
pub(super) fn run_examples(_session: &mut Session<'_>, _uri: &Uri, _rule: Option<&str>) -> Result<LspAny, String> {
    Err("not yet".to_owned())
}
