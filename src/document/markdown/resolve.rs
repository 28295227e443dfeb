//! Where notes and anchors lead, told once the whole draft is read.

use super::super::model::{BlockKind, CitationKind};
use super::super::prose::normalise;
use super::{Reader, note};
use crate::text::Span;
use rustc_hash::FxHashMap;

/// What the draft has that can be led to, and what leads there.
#[derive(Debug, Default)]
pub(super) struct Leads {
    /// The block in which each anchor stands; the next one, where none was open.
    anchors: FxHashMap<String, usize>,
    /// By label in lower case: the first block of the body, and all its bytes.
    notes: FxHashMap<String, (Option<usize>, Span)>,
    /// A citation, and the label or anchor that it asks for; whether it is a footnote's label.
    leads: Vec<(usize, String, bool)>,
    /// The last anchor of a note's body, and the block that is to come or is open there.
    last_note: Option<usize>,
    /// No inline note ends before this byte.
    pub(super) no_note_before: usize,
}

impl Leads {
    pub(super) fn anchor(&mut self, name: &str, block: usize) {
        if !name.is_empty() && !self.anchors.contains_key(name) {
            self.anchors.insert(name.to_owned(), block);
        }
    }

    /// An anchor that marks the body of a note.
    pub(super) fn note_anchor(&mut self, name: &str, block: usize) {
        self.anchor(name, block);
        self.last_note = Some(block);
    }

    /// Whether the block of this index begins with the anchor of a note.
    pub(super) fn names_note(&self, block: usize) -> bool {
        self.last_note == Some(block)
    }

    pub(super) fn note(&mut self, label: String, first: Option<usize>, said: Span) {
        self.notes.entry(label.to_lowercase()).or_insert((first, said));
    }

    pub(super) fn lead(&mut self, citation: usize, to: String, footnote: bool) {
        self.leads.push((citation, to, footnote));
    }
}

/// The most bytes of a note that a citation of it repeats.
const LONGEST: usize = 500;

impl Reader<'_> {
    /// Sets what each note, number and internal link leads to.
    pub(super) fn resolve(&mut self) {
        let Leads { anchors, notes, leads, .. } = std::mem::take(&mut self.leads);
        let numbered = self.numbered_notes();
        for (index, to, footnote) in leads {
            if footnote {
                let Some((body, said)) = notes.get(&to.to_lowercase()) else { continue };
                let said = head(self.text[said.range()].trim());
                let target = normalise(said);
                let citation = &mut self.builder.citations_mut()[index];
                citation.body = *body;
                citation.resolved = body.is_some() && !target.is_empty();
                citation.fault = (!citation.resolved).then_some("empty-note");
                if citation.resolved {
                    citation.target = target;
                }
                continue;
            }
            let body = anchors.get(&to).or_else(|| anchors.get(&percent_decoded(&to))).copied();
            let body = body.filter(|block| *block < self.builder.blocks().len());
            // Anchors are often miscopied: the note of that number is what a reader finds.
            let body = body.or_else(|| numbered.get(to.trim_start_matches(|c: char| !c.is_ascii_digit())).copied());
            let said = body.map(|block| head(self.builder.prose_of(block)).to_owned());
            let citation = &mut self.builder.citations_mut()[index];
            citation.body = body;
            if citation.kind == CitationKind::InternalLink {
                continue;
            }
            match said {
                Some(said) if body != Some(citation.block) => citation.target = said,
                // Its own mark has the anchor: a link to itself.
                Some(_) => {}
                None => {
                    citation.resolved = false;
                    citation.fault = Some("no-such-note");
                }
            }
        }
    }

    /// The notes that begin with a number, by it: `[3] …`, `3. …`.
    fn numbered_notes(&self) -> FxHashMap<String, usize> {
        let blocks = self.builder.blocks().iter().enumerate();
        let numbered = blocks.filter(|(_, b)| b.kind == BlockKind::Note).filter_map(|(index, _)| {
            let prose = self.builder.prose_of(index).trim_start_matches(['[', '(']);
            let digits = prose.bytes().take_while(u8::is_ascii_digit).count();
            let number = &prose[..digits];
            (digits > 0 && digits < 5).then(|| (number.to_owned(), index))
        });
        let mut first = FxHashMap::default();
        for (number, index) in numbered {
            first.entry(number).or_insert(index);
        }
        first
    }

    /// Keeps an anchor of an element, for the block that is open or the next one.
    pub(super) fn name_anchor(&mut self, name: &str, marks: bool) {
        let open = self.builder.is_open();
        let block = self.builder.blocks().len() - usize::from(open);
        if note::is_note_anchor(name) && !open && !marks {
            self.leads.note_anchor(name, block);
        } else {
            self.leads.anchor(name, block);
        }
    }
}

fn head(said: &str) -> &str {
    let mut end = said.len().min(LONGEST);
    while !said.is_char_boundary(end) {
        end -= 1;
    }
    said[..end].trim_end()
}

fn percent_decoded(anchor: &str) -> String {
    let mut bytes = Vec::with_capacity(anchor.len());
    let mut rest = anchor.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let hex = after.get(..2).and_then(|h| std::str::from_utf8(h).ok()).and_then(|h| u8::from_str_radix(h, 16).ok());
        match hex {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
