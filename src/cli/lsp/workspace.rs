//! Diagnostics told and asked for: of what is open, of all drafts of the workspace, of configurations.

use super::open::What;
use super::session::{Session, input};
use super::text::Text;
use super::{rules, uri};
use crate::cli::files::{self, Input};
use crate::cli::trouble::Trouble;
use crate::cli::{baseline, config};
use gen_lsp_types::*;
use lsp_server::{RequestId, Response};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// The files that findings are built on beside the drafts, by name.
pub(super) const BUILT_ON: [&str; 2] = [config::NAME, baseline::NAME];
/// And by how their names end.
pub(super) const BUILT_ON_ENDINGS: [&str; 3] = [".toulmin", ".bib", ".bibtex"];

/// How many drafts are reported at once while others are still looked at.
const AT_ONCE: usize = 20;

/// Diagnostics of an open text, asked for.
pub(super) fn diagnostics(
    session: &mut Session<'_>,
    params: DocumentDiagnosticParams,
) -> Result<DocumentDiagnosticReport, String> {
    let uri = &params.text_document.uri;
    let Some(open) = session.open.get_mut(&uri::key(uri)) else {
        return Ok(RelatedFullDocumentDiagnosticReport::default().into());
    };
    open.untold = false;
    let id = format!("{}", open.state);
    if params.previous_result_id.as_ref() == Some(&id) {
        let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id: id };
        return Ok(RelatedUnchangedDocumentDiagnosticReport {
            unchanged_document_diagnostic_report,
            related_documents: None,
        }
        .into());
    }
    let items = of_open(session, uri);
    let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id: Some(id), items };
    Ok(RelatedFullDocumentDiagnosticReport { full_document_diagnostic_report, related_documents: None }.into())
}

fn of_open(session: &mut Session<'_>, uri: &Uri) -> Vec<Diagnostic> {
    match session.get(uri).map(|open| open.what) {
        Some(What::Draft(_)) => match session.draft(uri) {
            Some((text, checked)) => checked.diagnostics(session, uri, &text),
            None => Vec::new(),
        },
        Some(What::Rules) => rules::diagnostics(session, uri),
        Some(What::Other) | None => Vec::new(),
    }
}

/// Tells the diagnostics of an open text to an editor that does not ask for them.
pub(super) fn tell(session: &mut Session<'_>, uri: &Uri) {
    let Some(open) = session.open.get_mut(&uri::key(uri)) else { return };
    open.untold = false;
    let (version, what) = (open.version, open.what);
    // What is checked now is at hand when it is asked for.
    let diagnostics = of_open(session, uri);
    if !session.client.pulls && what != What::Other {
        session.say::<PublishDiagnosticsNotification>(PublishDiagnosticsParams {
            uri: uri.clone(),
            version: Some(version),
            diagnostics,
        });
    }
}

/// Tells what is wrong with configurations and what they name, where that has changed.
pub(super) fn tell_faults(session: &mut Session<'_>) {
    let troubles = session.troubles();
    if troubles.len() == session.told && session.told > 0 || troubles.is_empty() && session.faulted.is_empty() {
        return;
    }
    let mut by_file: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for trouble in troubles.iter().skip(session.told.min(troubles.len())) {
        if let Trouble::Unreadable { path, reason } = trouble {
            session.show(MessageType::Warning, format!("{path}: {reason}"));
        }
    }
    for trouble in &troubles {
        if let Trouble::Wrong { diagnostic, source } | Trouble::Doubt { diagnostic, source } = trouble {
            let path = Path::new(&diagnostic.file);
            let Some(uri) = uri::of_path(path).filter(|_| path.exists()) else { continue };
            // What is open and ours is told with all else that is said of it.
            if !matches!(session.get(&uri).map(|open| open.what), Some(What::Rules | What::Draft(_))) {
                let text = Text::new(source.text(), session.client.units);
                by_file.entry(uri.0.clone()).or_default().push(rules::diagnostic(diagnostic, &uri, &text, session));
            }
        }
    }
    session.told = troubles.len();
    let mended: Vec<String> = session.faulted.iter().filter(|uri| !by_file.contains_key(*uri)).cloned().collect();
    session.faulted = by_file.keys().cloned().collect();
    for (uri, diagnostics) in by_file.into_iter().chain(mended.into_iter().map(|uri| (uri, Vec::new()))) {
        session.say::<PublishDiagnosticsNotification>(PublishDiagnosticsParams {
            uri: Uri(uri),
            version: None,
            diagnostics,
        });
    }
}

/// A file was saved: what is built on it is looked at again.
pub(super) fn saved(session: &mut Session<'_>, uri: &Uri) {
    let name = uri::path(uri).and_then(|path| path.file_name().map(|name| name.to_string_lossy().into_owned()));
    let name = name.unwrap_or_default();
    if BUILT_ON.contains(&name.as_str()) || BUILT_ON_ENDINGS.iter().any(|ending| name.ends_with(ending)) {
        session.reload();
    }
}

/// A text was closed: nothing more is said of it.
pub(super) fn closed(session: &mut Session<'_>, uri: &Uri) {
    let Some(open) = session.open.remove(&uri::key(uri)) else { return };
    session.rules_changed(&open.uri, open.what);
    if !session.client.pulls {
        session.say::<PublishDiagnosticsNotification>(PublishDiagnosticsParams {
            uri: open.uri,
            version: None,
            diagnostics: Vec::new(),
        });
    }
}

/// Folders were added to the workspace, or taken out.
pub(super) fn folders(session: &mut Session<'_>, event: &WorkspaceFoldersChangeEvent) {
    let gone: BTreeSet<_> = event.removed.iter().filter_map(|folder| uri::path(&folder.uri)).collect();
    session.client.folders.retain(|folder| !gone.contains(folder));
    session.client.folders.extend(event.added.iter().filter_map(|folder| uri::path(&folder.uri)));
    session.reload();
}

/// A walk over all drafts of the workspace, one draft a step, so that nothing else has to wait for it.
#[derive(Debug)]
pub(super) struct Walk {
    pub(super) id: RequestId,
    token: Option<ProgressToken>,
    /// What the editor has already, by file.
    known: BTreeMap<String, String>,
    left: VecDeque<Input>,
    items: Vec<WorkspaceDocumentDiagnosticReport>,
}

impl Walk {
    /// A walk over the drafts below the folders of the editor.
    pub(super) fn new(id: RequestId, params: WorkspaceDiagnosticParams, session: &Session<'_>) -> Self {
        let known = params.previous_result_ids.into_iter().map(|one| (uri::key(&one.uri), one.value)).collect();
        let folders = &session.client.folders;
        let inputs = if folders.is_empty() { Vec::new() } else { files::collect(folders, None).0 };
        Self {
            id,
            token: params.partial_result_params.partial_result_token,
            known,
            left: inputs.into(),
            items: Vec::new(),
        }
    }

    /// Looks at the next draft; the answer, once all are looked at.
    pub(super) fn step(&mut self, session: &mut Session<'_>) -> Option<Response> {
        if let Some(input) = self.left.pop_front() {
            self.look(&input, session);
            if self.items.len() >= AT_ONCE
                && let Some(token) = &self.token
            {
                let value = WorkspaceDiagnosticReport { items: std::mem::take(&mut self.items) };
                let value = serde_json::to_value(value).unwrap_or_default();
                session.say::<ProgressNotification>(ProgressParams { token: token.clone(), value });
            }
        }
        let items = self.left.is_empty().then(|| std::mem::take(&mut self.items))?;
        Some(Response::new_ok(self.id.clone(), WorkspaceDiagnosticReport { items }))
    }

    fn look(&mut self, input: &Input, session: &mut Session<'_>) {
        let Some(uri) = uri::of_path(&input.path) else { return };
        // What is open is asked for by itself.
        if session.get(&uri).is_some() {
            return;
        }
        let input = &self::input(&input.path, input.format);
        let stamp = stamp(&input.path, session.generation);
        if self.known.get(&uri.0) == Some(&stamp) {
            let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id: stamp };
            let report =
                WorkspaceUnchangedDocumentDiagnosticReport { unchanged_document_diagnostic_report, uri, version: None };
            self.items.push(report.into());
            return;
        }
        // A file that is gone meanwhile has nothing to report.
        let bytes = fs::read(&input.path).unwrap_or_default();
        let checked = session.check(input, &bytes);
        let text = Text::new(&String::from_utf8_lossy(&bytes), session.client.units);
        let items = checked.diagnostics(session, &uri, &text);
        let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id: Some(stamp), items };
        self.items
            .push(WorkspaceFullDocumentDiagnosticReport { full_document_diagnostic_report, uri, version: None }.into());
    }
}

/// What tells one state of a file from another.
fn stamp(path: &Path, generation: u64) -> String {
    let data = fs::metadata(path).ok();
    let length = data.as_ref().map_or(0, fs::Metadata::len);
    let time = data.and_then(|data| data.modified().ok()).and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    format!("{generation}-{length}-{}", time.unwrap_or_default().as_nanos())
}
