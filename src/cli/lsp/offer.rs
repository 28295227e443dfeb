//! What the server can do, as it says when it begins.

use super::client::Client;
use super::{command, rules, workspace};
use gen_lsp_types::*;

/// What is offered to an editor.
pub(super) fn offer(client: &Client) -> InitializeResult {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        save: Some(Save::Bool(true)),
        ..TextDocumentSyncOptions::default()
    };
    let diagnostics = DiagnosticOptions {
        identifier: Some("toulmin".to_owned()),
        inter_file_dependencies: true,
        workspace_diagnostics: true,
        ..DiagnosticOptions::default()
    };
    let kinds = vec![CodeActionKind::QuickFix, CodeActionKind::SourceFixAll];
    let actions = CodeActionOptions { code_action_kinds: Some(kinds), ..CodeActionOptions::default() };
    let commands = command::ALL.iter().map(|name| (*name).to_owned()).collect();
    let folders = WorkspaceFoldersServerCapabilities {
        supported: Some(true),
        change_notifications: Some(ChangeNotifications::Bool(true)),
    };
    let capabilities = ServerCapabilities {
        position_encoding: Some(client.units.kind()),
        text_document_sync: Some(sync.into()),
        hover_provider: Some(HoverProvider::Bool(true)),
        code_action_provider: Some(CodeActionProvider::CodeActionOptions(actions)),
        code_lens_provider: Some(CodeLensOptions::default()),
        document_link_provider: Some(DocumentLinkOptions::default()),
        document_symbol_provider: Some(DocumentSymbolProvider::Bool(true)),
        diagnostic_provider: Some(DiagnosticProvider::DiagnosticOptions(diagnostics)),
        execute_command_provider: Some(ExecuteCommandOptions { commands, ..ExecuteCommandOptions::default() }),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(["@", "."].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        definition_provider: Some(DefinitionProvider::Bool(true)),
        references_provider: Some(ReferencesProvider::Bool(true)),
        rename_provider: Some(RenameProvider::RenameOptions(RenameOptions {
            prepare_provider: Some(true),
            ..RenameOptions::default()
        })),
        document_formatting_provider: Some(DocumentFormattingProvider::Bool(true)),
        semantic_tokens_provider: Some(rules::tokens::offer().into()),
        workspace: Some(WorkspaceOptions { workspace_folders: Some(folders), ..WorkspaceOptions::default() }),
        ..ServerCapabilities::default()
    };
    let server = ServerInfo { name: "toulmin".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) };
    InitializeResult { capabilities, server_info: Some(server) }
}

/// The files that are to be watched for changes that others make.
pub(super) fn watched() -> RegistrationParams {
    let names = workspace::BUILT_ON.iter().map(|name| format!("**/{name}"));
    let endings = workspace::BUILT_ON_ENDINGS.iter().map(|ending| format!("**/*{ending}"));
    let watchers = names.chain(endings).map(|glob| serde_json::json!({ "globPattern": glob })).collect::<Vec<_>>();
    RegistrationParams {
        registrations: vec![Registration {
            id: "toulmin-files".to_owned(),
            method: String::from(LspNotificationMethod::WorkspaceDidChangeWatchedFiles),
            register_options: Some(serde_json::json!({ "watchers": watchers })),
        }],
    }
}
