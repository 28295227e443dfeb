//! A draft in the editor: what was found in it, and what can be asked about it.

mod action;
mod diagnostic;
mod hover;
mod lens;
mod link;

use super::session::Session;
use super::text::Text;
use crate::cli::baseline::Baselines;
use crate::cli::bibliography;
use crate::cli::files::Input;
use crate::cli::setup::Setup;
use crate::document::Document;
use crate::engine::Report;
use crate::text::Span;
use gen_lsp_types::{Diagnostic, Uri};
use std::sync::Arc;

pub(super) use action::{actions, fingerprint_at};
pub(super) use diagnostic::severity;
pub(super) use hover::hover;
pub(super) use lens::lens;
pub(super) use link::links;

/// What came of a check.
#[derive(Debug)]
pub(super) enum Checked {
    /// The configuration leaves it out.
    Excluded,
    /// It is no text; why.
    Unread(String),
    Read(Box<Read>),
}

/// A draft that was read and checked.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) document: Document,
    pub(super) report: Report,
    pub(super) setup: Arc<Setup>,
}

impl Checked {
    /// Checks the bytes of a draft.
    pub(super) fn of(bytes: &[u8], input: &Input, setup: Arc<Setup>, baselines: &Baselines) -> Self {
        match Document::read(bytes, input.format) {
            Ok(document) => {
                let document = bibliography::complete(document, input, &setup);
                let mut report = setup.rules.checker.check(&document, &setup.context);
                baselines.apply(&input.path, &document, &setup, &mut report);
                Self::Read(Box::new(Read { document, report, setup }))
            }
            Err(error) => Self::Unread(error.to_string()),
        }
    }

    /// What was read.
    pub(super) fn read(&self) -> Option<&Read> {
        match self {
            Self::Read(read) => Some(read),
            Self::Excluded | Self::Unread(_) => None,
        }
    }

    /// The diagnostics of the draft at a URI, of which this is the text.
    pub(super) fn diagnostics(&self, session: &Session<'_>, uri: &Uri, text: &Text) -> Vec<Diagnostic> {
        match self {
            Self::Excluded => Vec::new(),
            Self::Unread(why) => vec![diagnostic::unread(why)],
            Self::Read(read) => {
                let one = |finding| diagnostic::of(read, finding, uri, text, session.client.related);
                read.report.findings().iter().map(one).collect()
            }
        }
    }
}

impl Read {
    /// The bytes of the editor's text for a span of the document's, which has no byte order mark.
    fn in_text(&self, span: Span) -> Span {
        let place = self.document.place(span);
        Span::new(place.start.byte, place.end.byte)
    }
}
