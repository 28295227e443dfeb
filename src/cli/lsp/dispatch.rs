//! A request, led to what answers it.

use super::session::Session;
use gen_lsp_types::{LspRequestMethod, Request};
use lsp_server::{ErrorCode, Response};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A request, and the answer once there is one.
pub(super) struct Dispatch<'s, 'a> {
    session: &'s mut Session<'a>,
    request: Option<lsp_server::Request>,
    answer: Option<Response>,
}

impl<'s, 'a> Dispatch<'s, 'a> {
    pub(super) fn new(session: &'s mut Session<'a>, request: lsp_server::Request) -> Self {
        Self { session, request: Some(request), answer: None }
    }

    /// Answers the requests of one kind; an error is a sentence for whoever writes.
    pub(super) fn on<R: Request>(
        &mut self,
        answer: impl FnOnce(&mut Session<'a>, R::Params) -> Result<R::Result, String>,
    ) -> &mut Self {
        let is_meant = |request: &mut lsp_server::Request| LspRequestMethod::from(request.method.as_str()) == R::METHOD;
        let Some(lsp_server::Request { id, params, .. }) = self.request.take_if(is_meant) else { return self };
        let params = match serde_json::from_value::<R::Params>(params) {
            Ok(params) => params,
            Err(error) => {
                self.answer = Some(Response::new_err(id, ErrorCode::InvalidParams as i32, error.to_string()));
                return self;
            }
        };
        // A fault of ours in one request is no reason to leave the editor alone.
        let result = catch_unwind(AssertUnwindSafe(|| answer(self.session, params)));
        self.answer = Some(match result {
            Ok(Ok(result)) => Response::new_ok(id, result),
            Ok(Err(why)) => Response::new_err(id, ErrorCode::RequestFailed as i32, why),
            Err(_) => {
                let why = "toulmin failed on this, which is a fault of toulmin".to_owned();
                Response::new_err(id, ErrorCode::InternalError as i32, why)
            }
        });
        self
    }

    /// The answer: where nobody has one, that.
    pub(super) fn finish(&mut self) -> Option<Response> {
        if let Some(request) = self.request.take() {
            let why = format!("`{}` is not offered", request.method);
            self.answer = Some(Response::new_err(request.id, ErrorCode::MethodNotFound as i32, why));
        }
        self.answer.take()
    }
}
