//! Works that keys stand for, from the draft itself or from files beside it, and which keys of a draft are known.

#[cfg(feature = "bibtex")]
mod bibtex;
mod csl;
mod entry;

use super::model::{Citation, CitationKind};
use super::{Document, ReadError, source};
use crate::text::Span;
pub(super) use csl::yaml_references;
pub use entry::Entry;
use rustc_hash::{FxHashMap, FxHashSet};

/// The most bytes of a bibliography that are read.
pub(crate) const LIMIT: usize = 32 << 20;

/// How many faults of one file are told.
const MOST_FAULTS: usize = 20;

/// How a bibliography is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BibliographyFormat {
    /// BibTeX and BibLaTeX.
    #[cfg(feature = "bibtex")]
    BibTex,
    /// CSL-JSON, as reference managers export it.
    CslJson,
    /// The same in YAML: a list, or a list under `references`.
    CslYaml,
}

impl BibliographyFormat {
    /// The format that a file name's extension tells, without its dot.
    pub fn from_extension(extension: &str) -> Option<Self> {
        Some(match extension.to_ascii_lowercase().as_str() {
            #[cfg(feature = "bibtex")]
            "bib" | "bibtex" | "biblatex" => Self::BibTex,
            "json" => Self::CslJson,
            "yaml" | "yml" => Self::CslYaml,
            _ => return None,
        })
    }
}

/// A bibliography, read: its entries, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Bibliography {
    entries: FxHashMap<String, Entry>,
    faults: Vec<BibliographyFault>,
}

/// An entry that could not be read, or a doubt about one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BibliographyFault {
    /// Its bytes in the bibliography.
    pub span: Span,
    /// What is wrong.
    pub message: String,
}

impl Bibliography {
    /// The text of a bibliography, in whatever encoding it is.
    ///
    /// # Errors
    /// Where the bytes are no text.
    pub fn decode(bytes: &[u8]) -> Result<String, ReadError> {
        source::decode(bytes).map(|(text, _)| text)
    }

    /// Reads a bibliography. What cannot be read of it is told, and the rest is kept.
    pub fn read(text: &str, format: BibliographyFormat) -> Self {
        let mut read = Self::default();
        if text.len() > LIMIT {
            read.fault(Span::new(0, 0), format!("{} bytes are more than the {LIMIT} that are read", text.len()));
            return read;
        }
        match format {
            #[cfg(feature = "bibtex")]
            BibliographyFormat::BibTex => bibtex::read(text, &mut read),
            BibliographyFormat::CslJson => csl::read_json(text, &mut read),
            BibliographyFormat::CslYaml => csl::read_yaml(text, &mut read),
        }
        read.faults.sort_by_key(|fault| fault.span);
        read
    }

    /// What is wrong with it, in the order of the text.
    pub fn faults(&self) -> &[BibliographyFault] {
        &self.faults
    }

    /// The entry of a key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.get(key)
    }

    /// The entries that a document cites.
    pub fn cited_in(&self, document: &Document) -> Vec<Entry> {
        let keys: FxHashSet<&str> = document.keys().collect();
        keys.into_iter().filter_map(|key| self.get(key)).cloned().collect()
    }

    fn add(&mut self, entry: Entry, span: Span) {
        if self.entries.contains_key(&entry.key) {
            self.fault(span, format!("the key `{}` is used before: the first entry holds", entry.key));
        } else {
            self.entries.insert(entry.key.clone(), entry);
        }
    }

    fn fault(&mut self, span: Span, message: String) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(BibliographyFault { span, message });
        }
    }
}

impl Document {
    /// Says which keys are known, each with what a reader needs of its entry. A key that is not among them leads nowhere;
    /// where no bibliography is given, nothing is held against a key.
    #[must_use]
    pub fn with_bibliography(self, entries: impl IntoIterator<Item = impl Into<Entry>>) -> Self {
        self.with_entries(entries, true)
    }

    /// Says what some keys stand for, where others may stand in a bibliography that is not at hand: nothing is held
    /// against those.
    #[must_use]
    pub fn with_some_entries(self, entries: impl IntoIterator<Item = impl Into<Entry>>) -> Self {
        self.with_entries(entries, false)
    }

    /// The keys that the draft cites, in its order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let cited = self.citations.iter().filter(|c| c.kind == CitationKind::Key);
        cited.map(|c| written_key(&self.text, c.source))
    }

    fn with_entries(mut self, entries: impl IntoIterator<Item = impl Into<Entry>>, all: bool) -> Self {
        for entry in entries {
            let entry = entry.into();
            self.bibliography.entry(entry.key.clone()).or_insert(entry);
        }
        for citation in self.citations.iter_mut().filter(|c| c.kind == CitationKind::Key) {
            let key = written_key(&self.text, citation.source);
            let entry = self.bibliography.get(key);
            citation.resolved = entry.is_some() || !all;
            citation.fault = (!citation.resolved).then_some("no-such-key");
            citation.target = match entry {
                Some(entry) if !entry.said.is_empty() => entry.said.clone(),
                _ => key.to_owned(),
            };
        }
        self
    }

    /// The entry of the work that a citation's key stands for, where one is known.
    pub(crate) fn entry_of(&self, citation: &Citation) -> Option<&Entry> {
        let key = (citation.kind == CitationKind::Key).then(|| written_key(&self.text, citation.source))?;
        self.bibliography.get(key)
    }
}

fn written_key(text: &str, source: Span) -> &str {
    super::markdown::key(&text[source.range()]).unwrap_or_default()
}

#[cfg(test)]
mod tests;
