//! What an editor can do about a finding: a note to be filled in, a comment that allows it, an entry of the baseline.

use super::Read;
use crate::cli::lsp::command::ADD_TO_BASELINE;
use crate::cli::lsp::open::What;
use crate::cli::lsp::session::Session;
use crate::cli::lsp::text::Text;
use crate::cli::mend::stub;
use crate::document::{Document, Format};
use crate::engine::Finding;
use crate::report::fingerprints;
use crate::text::Span;
use gen_lsp_types::*;
use std::collections::HashMap;

/// What can be done about the findings in a range of an open draft.
pub(in crate::cli::lsp) fn actions(session: &mut Session<'_>, params: &CodeActionParams) -> Vec<CodeAction> {
    let uri = &params.text_document.uri;
    let wanted = |kind: &CodeActionKind| {
        params
            .context
            .only
            .as_ref()
            .is_none_or(|only| only.iter().any(|one| one == kind || *one == CodeActionKind::Empty))
    };
    let Some((text, checked)) = session.draft(uri) else { return Vec::new() };
    let (Some(read), true) = (checked.read(), wanted(&CodeActionKind::QuickFix)) else { return Vec::new() };
    let format = match session.get(uri).map(|open| open.what) {
        Some(What::Draft(format)) => format,
        _ => return Vec::new(),
    };
    let is_mdx = session.get(uri).is_some_and(|open| open.path.extension().is_some_and(|extension| extension == "mdx"));
    let asked = text.span(params.range);
    let touches = |span: Span| span.start <= asked.end && asked.start <= span.end;
    let mut actions = Vec::new();
    let all = fingerprints(&read.document, read.report.findings());
    for (finding, fingerprint) in read.report.findings().iter().zip(all) {
        if !touches(read.in_text(finding.claim_span)) || finding.rule.starts_with("toulmin/") {
            continue;
        }
        let told: Vec<Diagnostic> =
            params.context.diagnostics.iter().filter(|one| is_of(one, finding)).cloned().collect();
        let action = |title: String, edits: Vec<TextEdit>| CodeAction {
            title,
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: (!told.is_empty()).then(|| told.clone()),
            edit: Some(WorkspaceEdit {
                changes: Some(HashMap::from([(uri.clone(), edits)])),
                ..WorkspaceEdit::default()
            }),
            ..CodeAction::default()
        };
        if let Some(insertions) = stub(&read.document, finding) {
            let edits = insertions.into_iter().map(|(at, new)| insert(read, &text, at, new)).collect();
            actions.push(action("Put in a note to be filled in".to_owned(), edits));
        }
        if format == Format::Markdown {
            actions.push(allow(read, finding, &text, uri, is_mdx, session, &action));
        }
        let arguments = vec![uri.0.clone().into(), finding.rule.clone().into(), fingerprint.into()];
        let title = format!("Add to the baseline: {}", finding.rule);
        let command = ADD_TO_BASELINE.to_owned();
        actions.push(CodeAction {
            edit: None,
            command: Some(Command { title: title.clone(), tooltip: None, command, arguments: Some(arguments) }),
            ..action(title, Vec::new())
        });
    }
    actions
}

/// A comment behind the sentence, with the place of the reason to be filled in.
fn allow(
    read: &Read,
    finding: &Finding,
    text: &Text,
    uri: &Uri,
    is_mdx: bool,
    session: &Session<'_>,
    action: &dyn Fn(String, Vec<TextEdit>) -> CodeAction,
) -> CodeAction {
    let comment = |reason: &str, close: &str| {
        let open = if is_mdx { "{/*" } else { "<!--" };
        format!(" {open} toulmin: allow {}:{reason} {close}", finding.rule)
    };
    let title = format!("Allow {} here, with a reason", finding.rule);
    let end = behind(&read.document, finding);
    if let (true, true, Some(one)) = (session.client.snippets, session.client.versions, session.get(uri)) {
        // In a snippet `}` ends a place to be filled in, and is escaped elsewhere.
        let value = comment(" ${0:reason}", if is_mdx { "*/\\}" } else { "-->" });
        let value = if is_mdx { value.replacen("{/*", "\\{/*", 1) } else { value };
        let snippet = StringValue { value };
        let range = text.range(read.in_text(Span::new(end, end)));
        let edit = SnippetTextEdit { range, snippet, annotation_id: None };
        let text_document = OptionalVersionedTextDocumentIdentifier {
            version: Some(one.version),
            text_document_identifier: TextDocumentIdentifier { uri: uri.clone() },
        };
        let change = TextDocumentEdit { text_document, edits: vec![Edit::SnippetTextEdit(edit)] };
        let changes = vec![DocumentChange::TextDocumentEdit(change)];
        let edit = WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() };
        return CodeAction { edit: Some(edit), ..action(title, Vec::new()) };
    }
    // Without a reason the comment is a finding itself, which asks for it.
    action(title, vec![insert(read, text, end, comment("", if is_mdx { "*/}" } else { "-->" }))])
}

/// The end of the sentence with its notes.
fn behind(document: &Document, finding: &Finding) -> usize {
    let notes = document.citations_in(finding.prose).iter().map(|citation| citation.source.end);
    notes.chain([finding.span.end]).max().unwrap_or(finding.span.end)
}

fn insert(read: &Read, text: &Text, at: usize, new_text: String) -> TextEdit {
    TextEdit { range: text.range(read.in_text(Span::new(at, at))), new_text }
}

/// Whether a diagnostic that the editor has is of a finding.
fn is_of(diagnostic: &Diagnostic, finding: &Finding) -> bool {
    diagnostic.source.as_deref() == Some("toulmin")
        && matches!(&diagnostic.code, Some(Code::String(code)) if *code == finding.rule)
}

/// The finding of a rule that has a fingerprint.
pub(in crate::cli::lsp) fn fingerprint_at<'r>(read: &'r Read, rule: &str, fingerprint: &str) -> Option<&'r Finding> {
    let findings = read.report.findings();
    let all = fingerprints(&read.document, findings);
    findings
        .iter()
        .zip(all)
        .find(|(finding, one)| finding.rule == rule && one == fingerprint)
        .map(|(finding, _)| finding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Checker, Context, Packs};
    use std::fs;

    #[test]
    fn a_comment_behind_its_sentence_allows_that_finding_and_no_other() {
        let checker = Checker::lenient(&Packs::embedded());
        let check = |text: &str| {
            let document = Document::read(text.as_bytes(), Format::Markdown).expect("it is text");
            let report = checker.check(&document, &Context::new());
            (document, report)
        };
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/drafts");
        let (mut tried, mut left) = (0, Vec::new());
        for file in fs::read_dir(root).expect("the drafts are there").flatten().map(|entry| entry.path()) {
            if file.extension().is_none_or(|extension| extension != "md") {
                continue;
            }
            let text = fs::read_to_string(&file).expect("it can be read");
            let (document, report) = check(&text);
            for finding in report.findings().iter().filter(|finding| !finding.rule.starts_with("toulmin/")) {
                let at = behind(&document, finding);
                let comment = format!(" <!-- toulmin: allow {}: quoted -->", finding.rule);
                let (_, after) = check(&format!("{}{comment}{}", &text[..at], &text[at..]));
                let same = |other: &&Finding| (&other.rule, &other.excerpt) == (&finding.rule, &finding.excerpt);
                let (before, now) =
                    (report.findings().iter().filter(same).count(), after.findings().iter().filter(same).count());
                tried += 1;
                if now + 1 != before || after.suppressed().is_empty() {
                    left.push(format!("{}:{}: {}", file.display(), finding.place.start.line, finding.rule));
                }
            }
        }
        assert!(tried > 20, "{tried}");
        assert!(left.is_empty(), "{tried} tried: {left:#?}");
    }
}
