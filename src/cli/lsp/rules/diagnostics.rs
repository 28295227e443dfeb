//! What the rule compiler says of a file, and which of its examples fail, as the diagnostics of an editor.

use super::{examples, pack};
use crate::cli::lsp::draft::severity;
use crate::cli::lsp::session::Session;
use crate::cli::lsp::text::Text;
use crate::program::Diagnostic as Told;
use gen_lsp_types::*;

/// The diagnostics of an open rule file.
pub(in crate::cli::lsp) fn diagnostics(session: &mut Session<'_>, uri: &Uri) -> Vec<Diagnostic> {
    let Some(at) = pack::open(session, uri) else { return Vec::new() };
    let told = at.pack.checker().diagnostics().iter().filter(|one| one.file == at.name);
    let ran = examples::ran(session, &at, uri).map_or(&[][..], |ran| &ran.failures);
    told.chain(ran).map(|one| diagnostic(one, uri, &at.text, session)).collect()
}

/// What the compiler has to say, for the editor.
pub(in crate::cli::lsp) fn diagnostic(told: &Told, uri: &Uri, text: &Text, session: &Session<'_>) -> Diagnostic {
    let help = told.help.as_ref().map_or_else(String::new, |help| format!("\nhelp: {help}"));
    let related = told.related.as_ref().filter(|_| session.client.related).map(|(span, label)| {
        let location = Location { uri: uri.clone(), range: text.range(*span) };
        vec![DiagnosticRelatedInformation { location, message: (*label).to_owned() }]
    });
    // What nothing refers to is drawn as what may go.
    let is_idle = told.id.starts_with("unused-");
    Diagnostic {
        range: text.range(told.span),
        severity: Some(severity(told.level)),
        code: Some(Code::String(told.id.to_owned())),
        source: Some("toulmin".to_owned()),
        message: Message::String(format!("{}{help}", told.message)),
        related_information: related,
        tags: is_idle.then(|| vec![DiagnosticTag::Unnecessary]),
        code_description: None,
        data: None,
    }
}
