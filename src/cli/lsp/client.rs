//! What the editor can do, as it says when it begins.

use super::text::Units;
use super::uri;
use gen_lsp_types::{InitializeParams, WorkspaceFolders};
use std::path::PathBuf;

/// The editor.
#[derive(Clone, Debug, Default)]
pub(super) struct Client {
    pub(super) units: Units,
    /// It asks for diagnostics; else it is told.
    pub(super) pulls: bool,
    /// It can be told to ask for all diagnostics again.
    pub(super) refreshes: bool,
    /// It can be told to ask for all lenses again.
    pub(super) refreshes_lenses: bool,
    /// It shows places that belong to a diagnostic.
    pub(super) related: bool,
    /// It watches files that it is asked to watch.
    pub(super) watches: bool,
    /// Its edits may hold places to be filled in.
    pub(super) snippets: bool,
    /// Its completions may hold places to be filled in.
    pub(super) completes_snippets: bool,
    /// It can say of which version of a text an edit is.
    pub(super) versions: bool,
    /// The folders that it works in.
    pub(super) folders: Vec<PathBuf>,
}

impl Client {
    pub(super) fn of(params: &InitializeParams) -> Self {
        let client = &params.capabilities;
        let offered = client.general.as_ref().and_then(|general| general.position_encodings.as_deref());
        let text = client.text_document.as_ref();
        let workspace = client.workspace.as_ref();
        let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let yes = |said: Option<bool>| said == Some(true);
        let lenses = workspace.and_then(|workspace| workspace.code_lens.as_ref());
        let diagnostics = workspace.and_then(|workspace| workspace.diagnostics.as_ref());
        let watched = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
        let published = text.and_then(|text| text.publish_diagnostics.as_ref());
        let completed = text.and_then(|text| text.completion.as_ref()).and_then(|one| one.completion_item.as_ref());
        Self {
            units: Units::among(offered.unwrap_or_default()),
            pulls: text.is_some_and(|text| text.diagnostic.is_some()),
            refreshes: yes(diagnostics.and_then(|one| one.refresh_support)),
            refreshes_lenses: yes(lenses.and_then(|one| one.refresh_support)),
            related: published.is_some_and(|one| yes(one.diagnostics_capabilities.related_information))
                || text.and_then(|text| text.diagnostic.as_ref()).is_some(),
            watches: yes(watched.and_then(|one| one.dynamic_registration)),
            snippets: yes(edits.and_then(|edits| edits.snippet_edit_support)),
            completes_snippets: yes(completed.and_then(|one| one.snippet_support)),
            versions: yes(edits.and_then(|edits| edits.document_changes)),
            folders: folders(params),
        }
    }
}

fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    if let Some(WorkspaceFolders::WorkspaceFolderList(folders)) =
        &params.workspace_folders_initialize_params.workspace_folders
    {
        return folders.iter().filter_map(|folder| uri::path(&folder.uri)).collect();
    }
    #[expect(deprecated, reason = "an older editor names its folder so")]
    let root = params.root_uri.as_ref();
    root.and_then(uri::path).into_iter().collect()
}
