//! A text that is open in the editor, and what it is.

use super::draft::Checked;
use super::text::{Text, Units};
use super::uri;
use crate::document::Format;
use gen_lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};
use std::path::PathBuf;
use std::rc::Rc;

/// What a text is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Draft(Format),
    Rules,
    /// A configuration, a bibliography, or nothing of ours.
    Other,
}

/// A text that is open.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) uri: Uri,
    /// The editor's number of its state.
    pub(super) version: i32,
    pub(super) text: Text,
    pub(super) what: What,
    /// Its file; for one that is not saved, where it would be beside the others.
    pub(super) path: PathBuf,
    /// Our number of its state, never given twice.
    pub(super) state: u64,
    /// What a check of this state found.
    pub(super) checked: Option<Rc<Checked>>,
    /// Its diagnostics are to be told.
    pub(super) untold: bool,
}

impl Open {
    /// A text as the editor opens it.
    pub(super) fn new(item: TextDocumentItem, units: Units, state: u64) -> Self {
        let TextDocumentItem { uri, language_id, version, text } = item;
        let file = uri::path(&uri);
        let what = what(&uri, file.as_ref(), &language_id.to_string());
        let unsaved = || PathBuf::from(uri.0.rsplit([':', '/']).next().unwrap_or_default());
        let path = file.unwrap_or_else(unsaved);
        let text = Text::new(&text, units);
        Self { uri, version, text, what, path, state, checked: None, untold: true }
    }

    /// Puts edits in, one after the other.
    pub(super) fn change(&mut self, version: i32, edits: Vec<TextDocumentContentChangeEvent>, state: u64) {
        for edit in edits {
            match edit {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    self.text.edit(part.range, &part.text);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    self.text = self.text.anew(&whole.text);
                }
            }
        }
        self.version = version;
        self.forget(state);
    }

    /// What was found holds no longer.
    pub(super) fn forget(&mut self, state: u64) {
        (self.state, self.checked, self.untold) = (state, None, true);
    }
}

/// What a file's name tells, or else the editor's word for its language.
fn what(uri: &Uri, file: Option<&PathBuf>, language: &str) -> What {
    let known = matches!(uri.0.split(':').next(), Some("file" | "untitled"));
    let extension = file.and_then(|file| file.extension()).map(|extension| extension.to_string_lossy().into_owned());
    let format = extension.as_deref().and_then(Format::from_extension);
    match (known, extension.as_deref(), format) {
        // The other side of a comparison, a cell of a notebook.
        (false, ..) => What::Other,
        (true, Some("toulmin"), _) => What::Rules,
        (true, _, Some(format)) => What::Draft(format),
        (true, extension, None) => match language {
            "toulmin" => What::Rules,
            "markdown" | "mdx" | "quarto" | "rmd" | "pandoc" => What::Draft(Format::Markdown),
            "plaintext" | "text" if extension.is_none() && file.is_none() => What::Draft(Format::Text),
            _ => What::Other,
        },
    }
}
