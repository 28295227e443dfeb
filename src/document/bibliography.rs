//! A bibliography beside the draft: which keys are known, and what they stand for.

use super::Document;
use super::model::CitationKind;
use crate::text::Span;
use rustc_hash::FxHashMap;

impl Document {
    /// Says which keys are known, each with what a reader needs of its entry. A key that is not among them leads nowhere;
    /// where no bibliography is given, nothing is held against a key.
    #[must_use]
    pub fn with_bibliography(mut self, entries: impl IntoIterator<Item = (String, String)>) -> Self {
        self.bibliography.extend(entries);
        let known: FxHashMap<&str, &str> =
            self.bibliography.iter().map(|(k, said)| (k.as_str(), said.as_str())).collect();
        for citation in self.citations.iter_mut().filter(|c| c.kind == CitationKind::Key) {
            let key = written_key(&self.text, citation.source);
            let entry = known.get(key);
            citation.resolved = entry.is_some();
            citation.fault = entry.is_none().then_some("no-such-key");
            citation.target = match entry {
                Some(said) if !said.is_empty() => (*said).to_owned(),
                _ => key.to_owned(),
            };
        }
        self
    }
}

fn written_key(text: &str, source: Span) -> &str {
    super::markdown::key(&text[source.range()]).unwrap_or_default()
}
