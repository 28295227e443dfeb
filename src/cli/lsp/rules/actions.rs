//! What an editor can do about what the rule compiler says: mend it, allow it with a reason, mend all.

use super::pack::{self, At};
use crate::cli::lint::fix;
use crate::cli::lsp::session::Session;
use crate::program::{Diagnostic as Told, Fix};
use crate::text::Span;
use gen_lsp_types::*;
use std::collections::HashMap;

/// What can be done in a range of an open rule file.
pub(in crate::cli::lsp) fn actions(session: &mut Session<'_>, params: &CodeActionParams) -> Vec<CodeAction> {
    let uri = &params.text_document.uri;
    let Some(at) = pack::open(session, uri) else { return Vec::new() };
    let told = super::diagnostics::told(session, &at, uri);
    let asked = at.text.span(params.range);
    let here = |span: Span| span.start <= asked.end && asked.start <= span.end;
    let mut actions = Vec::new();
    if wanted(params, &CodeActionKind::QuickFix) {
        for one in told.iter().filter(|one| here(one.span)) {
            let of: Vec<Diagnostic> =
                params.context.diagnostics.iter().filter(|given| is_of(given, one, &at)).cloned().collect();
            let of = (!of.is_empty()).then_some(of);
            if let Some(fix) = &one.fix {
                let edit = TextEdit { range: at.text.range(fix.span), new_text: fix.text.clone() };
                let action = action(title(&at, fix), CodeActionKind::QuickFix, uri, vec![edit]);
                actions.push(CodeAction { is_preferred: Some(true), diagnostics: of.clone(), ..action });
            }
            if !one.is_error() && one.id != "unused-allow" {
                let title = format!("Allow {} here, with a reason", one.id);
                let allowed = allow(session, &at, uri, one);
                let action = action(title, CodeActionKind::QuickFix, uri, Vec::new());
                actions.push(CodeAction { edit: Some(allowed), diagnostics: of, ..action });
            }
        }
    }
    let fixable = told.iter().filter(|one| one.fix.is_some()).count();
    if wanted(params, &CodeActionKind::SourceFixAll) && fixable > 0 {
        let (mended, count) = fix::apply(&at.whole, &told);
        if count > 0 {
            let edits = super::format::difference(&at.whole, &mended, &at.text);
            actions.push(action("Mend all that can be mended".to_owned(), CodeActionKind::SourceFixAll, uri, edits));
        }
    }
    actions
}

/// Whether actions of a kind are asked for: `source` asks for `source.fixAll` too.
fn wanted(params: &CodeActionParams, kind: &CodeActionKind) -> bool {
    let kind = String::from(kind.clone());
    let within = |only: &CodeActionKind| {
        let only = String::from(only.clone());
        only.is_empty() || kind == only || kind.strip_prefix(&only).is_some_and(|rest| rest.starts_with('.'))
    };
    params.context.only.as_ref().is_none_or(|only| only.iter().any(within))
}

fn action(title: String, kind: CodeActionKind, uri: &Uri, edits: Vec<TextEdit>) -> CodeAction {
    let edit = WorkspaceEdit { changes: Some(HashMap::from([(uri.clone(), edits)])), ..WorkspaceEdit::default() };
    CodeAction { title, kind: Some(kind), edit: Some(edit), ..CodeAction::default() }
}

fn title(at: &At, fix: &Fix) -> String {
    let old = at.whole.get(fix.span.range()).unwrap_or_default();
    let short = |text: &str| text.chars().count() <= 40 && !text.contains('\n');
    match (old.is_empty(), fix.text.is_empty()) {
        (false, false) if short(old) && short(&fix.text) => format!("Write `{}` for `{old}`", fix.text),
        (false, true) if short(old) => format!("Take out `{old}`"),
        (true, false) if short(&fix.text) => format!("Put in `{}`", fix.text.trim()),
        _ => "Mend this".to_owned(),
    }
}

fn is_of(given: &Diagnostic, told: &Told, at: &At) -> bool {
    given.source.as_deref() == Some("toulmin")
        && matches!(&given.code, Some(Code::String(code)) if code == told.id)
        && given.range == at.text.range(told.span)
}

/// A comment above the line, or above the item, that allows a warning.
fn allow(session: &Session<'_>, at: &At, uri: &Uri, told: &Told) -> WorkspaceEdit {
    let line = at.whole[..told.span.start].rfind('\n').map_or(0, |end| end + 1);
    let indent: String = at.whole[line..].chars().take_while(|c| matches!(c, ' ' | '\t')).collect();
    let comment = |reason: &str| format!("{indent}# allow {}: {reason}\n", told.id);
    let range = at.text.range(Span::new(line, line));
    if let (true, true, Some(one)) = (session.client.snippets, session.client.versions, session.get(uri)) {
        let snippet = StringValue { value: comment("${0:reason}") };
        let text_document = OptionalVersionedTextDocumentIdentifier {
            version: Some(one.version),
            text_document_identifier: TextDocumentIdentifier { uri: uri.clone() },
        };
        let edits = vec![Edit::SnippetTextEdit(SnippetTextEdit { range, snippet, annotation_id: None })];
        let changes = vec![DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits })];
        return WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let edits = vec![TextEdit { range, new_text: comment("reason") }];
    WorkspaceEdit { changes: Some(HashMap::from([(uri.clone(), edits)])), ..WorkspaceEdit::default() }
}
