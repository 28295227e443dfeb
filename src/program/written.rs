//! Every phrase of the lexicons and cues as it is written, with its place: what tells which of them a text touches.

use super::compile::{Work, read};
use super::names::{Kind, LookUp};
use super::pack::group;
use super::{CueId, LexiconId};
use crate::syntax::tree::{Body, Text};
use crate::syntax::{Form, RuleFile};
use crate::text::{Language, Span};
use std::sync::Arc;

/// A phrase of a lexicon or of a cue.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    pub(crate) of: Of,
    /// The name of its pack.
    pub(crate) pack: String,
    /// The name of its lexicon or cue.
    pub(crate) name: String,
    pub(crate) file: String,
    pub(crate) span: Span,
    /// The phrase, as it is written.
    pub(crate) phrase: String,
    /// `None`: the same in every language (`any:`).
    pub(crate) language: Option<Language>,
    pub(crate) forms: Arc<[Form]>,
}

/// What a phrase is of, by its place in the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// A lexicon.
    Lexicon(LexiconId),
    /// A cue.
    Cue(CueId),
}

/// All phrases, in the order of the files, and by lexicon those that it uses.
#[derive(Debug, Default)]
pub(crate) struct AllWritten {
    pub(crate) phrases: Vec<Written>,
    pub(crate) uses: Vec<Vec<LexiconId>>,
}

/// Reads the phrases of rule files. Items are numbered as they are in the program that these files make.
pub(crate) fn written(files: &[RuleFile]) -> AllWritten {
    let mut sources = read(files, &mut Vec::new());
    let packs = group(&mut sources);
    let mut work = Work::begin(&sources, packs, Vec::new());
    let mut all = AllWritten::default();
    for id in 0..work.lexicon_items.len() {
        let declared = work.lexicon_items[id];
        let Body::Lexicon(entries) = &declared.item.body else { continue };
        let mut uses = Vec::new();
        for entry in entries {
            let language = if entry.language.text == "any" { None } else { Language::new(entry.language.text) };
            for phrase in &entry.phrases {
                all.phrases.extend(work.one(Of::Lexicon(id), phrase, language));
            }
            for name in &entry.uses {
                if let LookUp::Found(entity) = work.look_up(declared.pack, *name, "lexicon")
                    && entity.kind == Kind::Lexicon
                {
                    uses.push(entity.id);
                }
            }
        }
        all.uses.push(uses);
    }
    for id in 0..work.cue_items.len() {
        let Body::Cue(entries) = &work.cue_items[id].item.body else { continue };
        for entry in entries {
            let language = Language::new(entry.language.text);
            for phrase in &entry.phrases {
                all.phrases.extend(work.one(Of::Cue(id), phrase, language));
            }
        }
    }
    all.phrases.sort_by(|a, b| (&a.file, a.span).cmp(&(&b.file, b.span)));
    all
}

impl Work<'_> {
    /// A phrase, where it has no fault.
    fn one(&mut self, of: Of, phrase: &Text<'_>, language: Option<Language>) -> Option<Written> {
        let declared = match of {
            Of::Lexicon(id) => self.lexicon_items[id],
            Of::Cue(id) => self.cue_items[id],
        };
        let forms = self.expand(phrase).ok().filter(|forms| !forms.is_empty())?;
        Some(Written {
            of,
            pack: self.packs[declared.pack].name.clone(),
            name: declared.item.name.text.to_owned(),
            file: self.files[declared.file].path.to_owned(),
            span: phrase.span,
            phrase: phrase.raw.to_owned(),
            language,
            forms,
        })
    }
}
