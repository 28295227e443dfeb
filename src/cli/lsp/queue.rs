//! Messages that wait, in the order in which they came. What a later one makes idle is taken out before it is begun.

use gen_lsp_types::{LspNotificationMethod, LspRequestMethod};
use lsp_server::{ErrorCode, Message, RequestId, Response, ResponseError};
use serde_json::{Value, json};
use std::collections::VecDeque;

/// Messages that wait.
#[derive(Debug, Default)]
pub(super) struct Queue {
    messages: VecDeque<Message>,
}

impl Queue {
    /// Takes a message in; what is to be answered at once because of it.
    pub(super) fn push(&mut self, message: Message) -> Vec<Response> {
        let mut answers = Vec::new();
        if let Message::Notification(said) = &message {
            match LspNotificationMethod::from(said.method.as_str()) {
                LspNotificationMethod::CancelRequest => {
                    if let Some(id) = id(&said.params) {
                        answers.extend(self.cancel(&id));
                    }
                }
                LspNotificationMethod::TextDocumentDidChange => answers.extend(self.outdated(uri(&said.params))),
                _ => {}
            }
        }
        self.messages.push_back(message);
        answers
    }

    /// The next message.
    pub(super) fn pop(&mut self) -> Option<Message> {
        self.messages.pop_front()
    }

    fn cancel(&mut self, id: &RequestId) -> Option<Response> {
        let at = self.messages.iter().position(|one| matches!(one, Message::Request(request) if request.id == *id))?;
        self.messages.remove(at);
        Some(cancelled(id.clone()))
    }

    /// Takes out requests for the diagnostics of a text that is another one by now.
    fn outdated(&mut self, of: Option<&str>) -> Vec<Response> {
        let mut answers = Vec::new();
        self.messages.retain(|message| match message {
            Message::Request(request)
                if LspRequestMethod::from(request.method.as_str()) == LspRequestMethod::TextDocumentDiagnostic
                    && uri(&request.params) == of =>
            {
                answers.push(ask_again(request.id.clone()));
                false
            }
            _ => true,
        });
        answers
    }
}

/// The answer to a request that was called off.
pub(super) fn cancelled(id: RequestId) -> Response {
    Response::new_err(id, ErrorCode::RequestCanceled as i32, "it was called off".to_owned())
}

/// The answer to a request for diagnostics that are old before they are found.
fn ask_again(id: RequestId) -> Response {
    let (code, message) = (ErrorCode::ServerCancelled as i32, "the text has changed".to_owned());
    let data = Some(json!({ "retriggerRequest": true }));
    Response { id, response_result: Err(ResponseError { code, message, data }) }
}

/// The request that is called off.
pub(super) fn id(params: &Value) -> Option<RequestId> {
    serde_json::from_value(params.get("id")?.clone()).ok()
}

fn uri(params: &Value) -> Option<&str> {
    params.get("textDocument")?.get("uri")?.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use lsp_server::{Notification, Request};

    fn said(method: &str, params: Value) -> Message {
        Message::Notification(Notification::new(method.to_owned(), params))
    }

    fn asked(id: i32, method: &str, uri: &str) -> Message {
        let params = json!({ "textDocument": { "uri": uri } });
        Message::Request(Request::new(id.into(), method.to_owned(), params))
    }

    #[test]
    fn what_is_called_off_before_it_is_begun_never_is() {
        let mut queue = Queue::default();
        assert!(queue.push(asked(1, "textDocument/hover", "a")).is_empty());
        let answers = queue.push(said("$/cancelRequest", json!({ "id": 1 })));
        assert_eq!(answers.len(), 1);
        assert!(matches!(queue.pop(), Some(Message::Notification(_))));
        assert!(queue.pop().is_none());
        assert!(queue.push(said("$/cancelRequest", json!({ "id": "unknown" }))).is_empty());
    }

    #[test]
    fn diagnostics_of_a_text_that_has_changed_are_not_looked_for() {
        let mut queue = Queue::default();
        queue.push(asked(1, "textDocument/diagnostic", "a"));
        queue.push(asked(2, "textDocument/diagnostic", "b"));
        queue.push(asked(3, "textDocument/hover", "a"));
        let answers = queue.push(said("textDocument/didChange", json!({ "textDocument": { "uri": "a" } })));
        let ids: Vec<RequestId> = answers.into_iter().map(|answer| answer.id).collect();
        assert_eq!(ids, [1.into()]);
    }
}
