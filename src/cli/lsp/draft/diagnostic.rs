//! Findings as the diagnostics of an editor: the words of the claim are underlined.

use super::Read;
use crate::cli::lsp::text::Text;
use crate::engine::Finding;
use crate::program::Level;
use crate::report::words;
use crate::text::Span;
use gen_lsp_types::{
    Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, Message, Range, Uri,
};

/// How many places are shown with one diagnostic.
const MOST_RELATED: usize = 5;

/// The diagnostic of a finding.
pub(super) fn of(read: &Read, finding: &Finding, uri: &Uri, text: &Text, related: bool) -> Diagnostic {
    let said = words(read.setup.language.unwrap_or(finding.language));
    let help = finding.help.as_ref().map_or_else(String::new, |help| format!("\n{}: {help}", said.help()));
    let found = finding.demands.iter().flat_map(|demand| &demand.wanted).flat_map(|wanted| &wanted.found);
    let found = found.filter(|evidence| evidence.lacks.is_some()).take(MOST_RELATED).map(|evidence| {
        let range = text.range(Span::new(evidence.place.start.byte, evidence.place.end.byte));
        DiagnosticRelatedInformation {
            location: Location { uri: uri.clone(), range },
            message: said.rejected(evidence),
        }
    });
    let found: Vec<_> = found.filter(|_| related).collect();
    // A comment that allows nothing is drawn as what may go.
    let is_idle = finding.rule == "toulmin/unused-allow";
    Diagnostic {
        range: text.range(read.in_text(marked(read, finding))),
        severity: Some(severity(finding.level)),
        code: Some(Code::String(finding.rule.clone())),
        source: Some("toulmin".to_owned()),
        message: Message::String(format!("{}{help}", finding.message)),
        tags: is_idle.then(|| vec![DiagnosticTag::Unnecessary]),
        related_information: (!found.is_empty()).then_some(found),
        code_description: None,
        data: None,
    }
}

/// What is underlined: the words of the claim, or the mark of a note, which is no word.
fn marked(read: &Read, finding: &Finding) -> Span {
    let span = finding.claim_span;
    let mark = || read.document.citations.iter().find(|citation| citation.source.start == span.start);
    if span.start < span.end { span } else { mark().map_or(span, |citation| citation.source) }
}

/// The diagnostic of a draft that cannot be read.
pub(super) fn unread(why: &str) -> Diagnostic {
    Diagnostic {
        range: Range::default(),
        severity: Some(DiagnosticSeverity::Error),
        source: Some("toulmin".to_owned()),
        message: Message::String(format!("it cannot be checked: {why}")),
        code: None,
        tags: None,
        related_information: None,
        code_description: None,
        data: None,
    }
}

/// How an editor calls a level.
pub(in crate::cli::lsp) fn severity(level: Level) -> DiagnosticSeverity {
    match level {
        Level::Error => DiagnosticSeverity::Error,
        Level::Warning => DiagnosticSeverity::Warning,
        Level::Note | Level::Off => DiagnosticSeverity::Information,
    }
}
