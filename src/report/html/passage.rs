//! The words of one block with the claims in them marked.

use super::entry::{CLASSES, Entry};
use crate::document::{Block, Document};
use crate::report::labels::Labels;
use crate::report::visible;
use crate::text::Span;
use maud::{Markup, html};

/// The entries of one draft, in the order of their places in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marks<'e, 'r>(pub(super) &'e [Entry<'r>]);

impl<'e, 'r> Marks<'e, 'r> {
    /// Those that begin in the block that is at `text`: no claim goes beyond its block.
    pub(super) fn of(self, text: Span) -> &'e [Entry<'r>] {
        let from = self.0.partition_point(|entry| entry.span.start < text.start);
        let to = self.0.partition_point(|entry| entry.span.start < text.end);
        &self.0[from..to.max(from)]
    }
}

/// What a block says, with its marks.
pub(super) fn words(document: &Document, block: &Block, marks: Marks<'_, '_>, labels: &Labels) -> Markup {
    let prose = &document.prose[block.span.range()];
    let over = marks.of(document.source(block.span));
    if over.is_empty() {
        return html! { (visible(prose)) };
    }
    let mut edges = edges(document, block, prose, over);
    edges.sort_by_key(|edge| (edge.at, edge.begins));
    let mut written = 0;
    // How many claims of each grade are open.
    let mut open = [0_usize; 3];
    let mut ids: Vec<usize> = Vec::new();
    let mut parts = Vec::new();
    for edge in &edges {
        parts.push(stretch(&prose[written..edge.at], open, &mut ids));
        written = edge.at;
        let grade = edge.entry.grade();
        if edge.begins {
            open[grade] += 1;
            ids.push(edge.entry.number);
        } else {
            open[grade] -= 1;
            parts.push(call(edge.entry, labels));
        }
    }
    parts.push(stretch(&prose[written..], open, &mut ids));
    html! { @for part in parts { (part) } }
}

/// The number of a claim, after its words; it leads to the ledger.
fn call(entry: &Entry<'_>, labels: &Labels) -> Markup {
    let verdict = entry.verdict.map_or(labels.fault, |verdict| labels.verdict(verdict));
    html! {
        a.call href={ "#l" (entry.number) } aria-label={ (labels.claim) " " (entry.number) ", " (verdict) } {
            (entry.sign()) (entry.number)
        }
    }
}

/// Where a claim begins or ends in the words of its block.
struct Edge<'e, 'r> {
    at: usize,
    begins: bool,
    entry: &'e Entry<'r>,
}

fn edges<'e, 'r>(document: &Document, block: &Block, prose: &str, over: &'e [Entry<'r>]) -> Vec<Edge<'e, 'r>> {
    let characters: Vec<(usize, Span)> = prose
        .char_indices()
        .map(|(at, c)| {
            let start = block.span.start + at;
            (at, document.source(Span::new(start, start + c.len_utf8())))
        })
        .collect();
    let at = |place: usize| characters.get(place).map_or(prose.len(), |(at, _)| *at);
    let mut edges = Vec::new();
    for entry in over {
        let first = characters.partition_point(|(_, source)| source.end <= entry.span.start);
        let last = characters.partition_point(|(_, source)| source.start < entry.span.end);
        if first < last {
            edges.push(Edge { at: at(first), begins: true, entry });
            edges.push(Edge { at: at(last), begins: false, entry });
        }
    }
    edges
}

/// A stretch of words inside the claims that are open; it bears the ids of those that begin with it.
fn stretch(text: &str, open: [usize; 3], ids: &mut Vec<usize>) -> Markup {
    if text.is_empty() {
        return html! {};
    }
    let class = open.iter().position(|count| *count > 0).map(|grade| CLASSES[grade]);
    let Some(class) = class else { return html! { (visible(text)) } };
    // A mark has one id; claims that begin at the same word have theirs right before it.
    let own = ids.pop();
    html! {
        @for id in ids.drain(..) { span id={ "c" (id) } {} }
        mark id=[own.map(|id| format!("c{id}"))] class=(class) { (visible(text)) }
    }
}
