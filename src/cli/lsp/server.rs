//! The loop of the server: what comes is taken in, answered in its order, and where nothing waits, diagnostics are told.
//!
//! One thread does all of it. A check takes milliseconds, so an answer is never far; and what a later message makes
//! idle is taken out of the queue before it is begun.

use super::client::Client;
use super::dispatch::Dispatch;
use super::open::Open;
use super::queue::{self, Queue};
use super::session::Session;
use super::transport::{Incoming, Out};
use super::workspace::Walk;
use super::{command, draft, offer, rules, uri, workspace};
use crate::cli::args::ChoiceArgs;
use gen_lsp_types::*;
use lsp_server::{ErrorCode, Message, RequestId, Response};
use serde::de::DeserializeOwned;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

/// How long nothing has to come before diagnostics are told unasked.
const QUIET: Duration = Duration::from_millis(15);

/// How long nothing has to come before warnings of large packs of rules are looked for.
const LONG_QUIET: Duration = Duration::from_millis(250);

/// How far the server and the editor have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Begin,
    Run,
    /// Shut down; the end is awaited.
    Down,
}

/// A server, with its editor.
pub(super) struct Server<'a> {
    session: Session<'a>,
    incoming: Receiver<Incoming>,
    out: Out,
    queue: Queue,
    walks: Vec<Walk>,
    phase: Phase,
}

impl<'a> Server<'a> {
    pub(super) fn new(choice: &'a ChoiceArgs, incoming: Receiver<Incoming>, out: Out) -> Self {
        let (session, queue) = (Session::new(choice), Queue::default());
        Self { session, incoming, out, queue, walks: Vec::new(), phase: Phase::Begin }
    }

    /// Serves until the editor says that it is the end.
    ///
    /// # Errors
    /// Where it says so too early, or says what is no message.
    pub(super) fn serve(mut self) -> Result<(), String> {
        loop {
            while let Ok(incoming) = self.incoming.try_recv() {
                if let Some(end) = self.take(incoming)? {
                    return end;
                }
            }
            if let Some(message) = self.queue.pop() {
                if let Some(end) = self.handle(message)? {
                    return end;
                }
                continue;
            }
            let untold = self.session.open.values().any(|open| open.untold);
            let incoming = match (untold, self.walks.is_empty()) {
                (true, _) => self.incoming.recv_timeout(QUIET),
                // A walk goes on as soon as nothing comes.
                (false, false) => self.incoming.recv_timeout(Duration::ZERO),
                (false, true) if self.session.packs.is_late() => self.incoming.recv_timeout(LONG_QUIET),
                (false, true) => self.incoming.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match incoming {
                Ok(incoming) => {
                    if let Some(end) = self.take(incoming)? {
                        return end;
                    }
                }
                Err(RecvTimeoutError::Timeout) => self.work()?,
                Err(RecvTimeoutError::Disconnected) => return self.cut_off(None),
            }
        }
    }

    /// Takes in what comes. `Some` is the end.
    fn take(&mut self, incoming: Incoming) -> Result<Option<Result<(), String>>, String> {
        match incoming {
            Incoming::Message(message) => {
                if let Message::Notification(said) = &message
                    && LspNotificationMethod::from(said.method.as_str()) == LspNotificationMethod::CancelRequest
                    && let Some(id) = queue::id(&said.params)
                    && let Some(at) = self.walks.iter().position(|walk| walk.id == id)
                {
                    self.walks.remove(at);
                    self.send(queue::cancelled(id).into())?;
                }
                for answer in self.queue.push(message) {
                    self.send(answer.into())?;
                }
                Ok(None)
            }
            Incoming::NoMessage(why) => {
                // Which request it would have been is not known.
                let id = RequestId::from(String::new());
                self.send(Response::new_err(id, ErrorCode::ParseError as i32, why).into())?;
                Ok(None)
            }
            Incoming::End(why) => Ok(Some(self.cut_off(why))),
        }
    }

    fn cut_off(&self, why: Option<String>) -> Result<(), String> {
        match (self.phase, why) {
            (Phase::Down, None) => Ok(()),
            (_, Some(why)) => Err(why),
            (_, None) => Err("the editor is gone without a word".to_owned()),
        }
    }

    /// Answers a message. `Some` is the end.
    fn handle(&mut self, message: Message) -> Result<Option<Result<(), String>>, String> {
        match message {
            Message::Request(request) => self.request(request)?,
            Message::Notification(said) => {
                if LspNotificationMethod::from(said.method.as_str()) == LspNotificationMethod::Exit {
                    let early = || "the editor ended it without a shutdown".to_owned();
                    return Ok(Some(if self.phase == Phase::Down { Ok(()) } else { Err(early()) }));
                }
                if self.phase == Phase::Run {
                    self.notification(said);
                }
            }
            // Nothing that we ask for changes what we do.
            Message::Response(_) => {}
        }
        workspace::tell_faults(&mut self.session);
        self.flush()?;
        Ok(None)
    }

    fn request(&mut self, request: lsp_server::Request) -> Result<(), String> {
        let method = LspRequestMethod::from(request.method.as_str());
        let id = request.id.clone();
        let refuse = |code: ErrorCode, why: &str| Response::new_err(id.clone(), code as i32, why.to_owned());
        let answer = match (self.phase, method) {
            (Phase::Begin, LspRequestMethod::Initialize) => Some(self.initialize(request)),
            (Phase::Begin, _) => Some(refuse(ErrorCode::ServerNotInitialized, "`initialize` comes first")),
            (Phase::Down, _) => Some(refuse(ErrorCode::InvalidRequest, "the server is shut down")),
            (Phase::Run, LspRequestMethod::Initialize) => {
                Some(refuse(ErrorCode::InvalidRequest, "`initialize` was said before"))
            }
            (Phase::Run, LspRequestMethod::Shutdown) => {
                self.phase = Phase::Down;
                self.walks.clear();
                Some(Response::new_ok(id, ()))
            }
            (Phase::Run, LspRequestMethod::WorkspaceDiagnostic) => {
                match serde_json::from_value::<WorkspaceDiagnosticParams>(request.params) {
                    Ok(params) => {
                        self.walks.push(Walk::new(id, params, &self.session));
                        None
                    }
                    Err(error) => Some(refuse(ErrorCode::InvalidParams, &error.to_string())),
                }
            }
            (Phase::Run, _) => answer(&mut self.session, request),
        };
        match answer {
            Some(answer) => self.send(answer.into()),
            None => Ok(()),
        }
    }

    fn initialize(&mut self, request: lsp_server::Request) -> Response {
        let params: InitializeParams = match serde_json::from_value(request.params) {
            Ok(params) => params,
            Err(error) => return Response::new_err(request.id, ErrorCode::InvalidParams as i32, error.to_string()),
        };
        self.session.client = Client::of(&params);
        // As the command would run there: names of files are told from it. A folder that is gone is told by what is asked of it.
        if let Some(folder) = self.session.client.folders.first() {
            let _ = std::env::set_current_dir(folder);
        }
        self.phase = Phase::Run;
        Response::new_ok(request.id, offer::offer(&self.session.client))
    }

    fn notification(&mut self, said: lsp_server::Notification) {
        let session = &mut self.session;
        match LspNotificationMethod::from(said.method.as_str()) {
            LspNotificationMethod::Initialized if session.client.watches => {
                session.ask::<RegistrationRequest>(offer::watched());
            }
            LspNotificationMethod::TextDocumentDidOpen => {
                if let Some(params) = read::<DidOpenTextDocumentParams>(said.params) {
                    let open = Open::new(params.text_document, session.client.units, session.state());
                    let (uri, what) = (open.uri.clone(), open.what);
                    session.open.insert(uri::key(&uri), open);
                    session.rules_changed(&uri, what);
                }
            }
            LspNotificationMethod::TextDocumentDidChange => {
                if let Some(params) = read::<DidChangeTextDocumentParams>(said.params) {
                    let state = session.state();
                    let VersionedTextDocumentIdentifier { version, text_document_identifier } = params.text_document;
                    if let Some(open) = session.open.get_mut(&uri::key(&text_document_identifier.uri)) {
                        open.change(version, params.content_changes, state);
                        let (uri, what) = (open.uri.clone(), open.what);
                        session.rules_changed(&uri, what);
                    }
                }
            }
            LspNotificationMethod::TextDocumentDidSave => {
                if let Some(params) = read::<DidSaveTextDocumentParams>(said.params) {
                    workspace::saved(session, &params.text_document.uri);
                }
            }
            LspNotificationMethod::TextDocumentDidClose => {
                if let Some(params) = read::<DidCloseTextDocumentParams>(said.params) {
                    workspace::closed(session, &params.text_document.uri);
                }
            }
            LspNotificationMethod::WorkspaceDidChangeWatchedFiles
            | LspNotificationMethod::WorkspaceDidChangeConfiguration => session.reload(),
            LspNotificationMethod::WorkspaceDidChangeWorkspaceFolders => {
                if let Some(params) = read::<DidChangeWorkspaceFoldersParams>(said.params) {
                    workspace::folders(session, &params.event);
                }
            }
            _ => {}
        }
    }

    /// A piece of what is to be done while nothing comes.
    fn work(&mut self) -> Result<(), String> {
        let untold = self.session.open.values().find(|open| open.untold).map(|open| open.uri.clone());
        if let Some(uri) = untold {
            workspace::tell(&mut self.session, &uri);
        } else if let Some(walk) = self.walks.first_mut()
            && let Some(answer) = walk.step(&mut self.session)
        {
            self.walks.remove(0);
            self.send(answer.into())?;
        } else if self.session.packs.is_late() {
            rules::look_later(&mut self.session);
        }
        workspace::tell_faults(&mut self.session);
        self.flush()
    }

    fn flush(&mut self) -> Result<(), String> {
        self.session.outbox().into_iter().try_for_each(|message| self.send(message))
    }

    fn send(&mut self, message: Message) -> Result<(), String> {
        message.write(&mut self.out).map_err(|error| format!("the editor takes no more: {error}"))
    }
}

/// What is said, where it can be read; what cannot is let go, as the protocol has it for what is said unasked.
fn read<P: DeserializeOwned>(params: serde_json::Value) -> Option<P> {
    serde_json::from_value(params).ok()
}

/// Leads a request to what answers it.
fn answer(session: &mut Session<'_>, request: lsp_server::Request) -> Option<Response> {
    Dispatch::new(session, request)
        .on::<DocumentDiagnosticRequest>(workspace::diagnostics)
        .on::<HoverRequest>(|session, params| {
            let at = &params.text_document_position_params;
            Ok(draft::hover(session, at).or_else(|| rules::hover(session, at)))
        })
        .on::<CodeActionRequest>(|session, params| {
            let mut actions = draft::actions(session, &params);
            actions.extend(rules::actions(session, &params));
            Ok(Some(actions.into_iter().map(CodeActionResponse::CodeAction).collect()))
        })
        .on::<CodeLensRequest>(|session, params| {
            let uri = &params.text_document.uri;
            Ok(draft::lens(session, uri).or_else(|| rules::lenses(session, uri)))
        })
        .on::<DocumentLinkRequest>(|session, params| Ok(draft::links(session, &params.text_document.uri)))
        .on::<DocumentSymbolRequest>(|session, params| Ok(rules::symbols(session, &params.text_document.uri)))
        .on::<CompletionRequest>(|session, params| Ok(rules::complete(session, &params.text_document_position_params)))
        .on::<DefinitionRequest>(|session, params| {
            Ok(rules::definition(session, &params.text_document_position_params))
        })
        .on::<ReferencesRequest>(|session, params| Ok(rules::references(session, &params)))
        .on::<PrepareRenameRequest>(|session, params| {
            rules::prepare_rename(session, &params.text_document_position_params)
        })
        .on::<RenameRequest>(|session, params| rules::rename(session, &params))
        .on::<DocumentFormattingRequest>(|session, params| rules::format(session, &params.text_document.uri))
        .on::<SemanticTokensRequest>(|session, params| Ok(rules::tokens::tokens(session, &params.text_document.uri)))
        .on::<ExecuteCommandRequest>(command::run)
        .finish()
}
