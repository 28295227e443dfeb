//! A note to be filled in for each claim that cites nothing: its call after the sentence, its body at the end.

use crate::document::{BlockKind, CitationKind, Document, Format};
use crate::engine::{Finding, Grounds, Report, WantedKind};
use pulldown_cmark::{Event, Options, Parser};
use std::collections::{BTreeMap, BTreeSet};

/// A draft with notes to be filled in.
pub(crate) struct Stubbed {
    pub(crate) text: String,
    /// How many notes were put in.
    pub(crate) notes: usize,
    /// How many claims have none, since the draft would read otherwise.
    pub(crate) left: usize,
}

/// How many places are tried one by one.
const TRIED: usize = 100;

/// The draft with a note for each claim that wants a source and has none; nothing where there is no such claim.
pub(crate) fn stubs(document: &Document, report: &Report) -> Option<Stubbed> {
    if document.format != Format::Markdown {
        return None;
    }
    // One note serves a sentence, whatever finds fault with it. A heading has none: it is listed elsewhere.
    let headings = document.blocks.iter().filter(|block| block.kind == BlockKind::Heading);
    let headings: BTreeSet<usize> = headings.map(|block| document.source(block.span).end).collect();
    let mut wanted: BTreeMap<usize, &str> = BTreeMap::new();
    for finding in report.findings().iter().filter(|finding| wants_source(finding)) {
        wanted.entry(finding.span.end).or_insert(&finding.rule);
    }
    let before = wanted.len();
    wanted.retain(|end, _| !headings.contains(end));
    let in_headings = before - wanted.len();
    let places: Vec<(usize, &str)> = wanted.into_iter().collect();
    if before == 0 {
        return None;
    }
    let all = with(document, &places);
    if reads_the_same(document, &all, places.len()) {
        return Some(Stubbed { text: all, notes: places.len(), left: in_headings });
    }
    // Somewhere a call is no call: in HTML, in the text of a link.
    let mut kept: Vec<(usize, &str)> = Vec::new();
    for place in places.iter().take(TRIED) {
        kept.push(*place);
        if !reads_the_same(document, &with(document, &kept), kept.len()) {
            kept.pop();
        }
    }
    Some(Stubbed { text: with(document, &kept), notes: kept.len(), left: in_headings + places.len() - kept.len() })
}

/// What a note for one finding puts in: its call and its body, each with its byte of the text; nothing where no note would do.
pub(crate) fn stub(document: &Document, finding: &Finding) -> Option<Vec<(usize, String)>> {
    let is_heading = |block: &crate::document::Block| {
        block.kind == BlockKind::Heading && document.source(block.span).end == finding.span.end
    };
    let apt = document.format == Format::Markdown && wants_source(finding);
    if !apt || document.blocks.iter().any(is_heading) {
        return None;
    }
    let place = [(finding.span.end, finding.rule.as_str())];
    reads_the_same(document, &with(document, &place), 1).then(|| insertions(document, &place))
}

/// Whether a source would do, and none is there that will not: not even a promise of one.
fn wants_source(finding: &Finding) -> bool {
    let mut unmet = finding.demands.iter().filter(|demand| demand.verdict == Grounds::Unmet).flat_map(|d| &d.wanted);
    let none = finding.demands.iter().flat_map(|demand| &demand.wanted).all(|wanted| wanted.found.is_empty());
    none && finding.grounds == Grounds::Unmet && unmet.any(|wanted| wanted.what == WantedKind::Source)
}

/// The text with a call at each place, and the notes at its end.
fn with(document: &Document, places: &[(usize, &str)]) -> String {
    let text = document.text();
    let (mut stubbed, mut from) = (String::with_capacity(text.len()), 0);
    for (at, new) in insertions(document, places) {
        stubbed.push_str(&text[from..at]);
        stubbed.push_str(&new);
        from = at;
    }
    stubbed + &text[from..]
}

/// A call at each place, and the notes at the end, each with its byte of the text.
fn insertions(document: &Document, places: &[(usize, &str)]) -> Vec<(usize, String)> {
    let text = document.text();
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let taken = |number: &usize| text.contains(&format!("[^todo-{number}]"));
    let numbers = (1..).filter(|number| !taken(number)).take(places.len());
    let (mut insertions, mut notes) = (Vec::new(), String::new());
    for ((at, rule), number) in places.iter().zip(numbers) {
        insertions.push((*at, format!("[^todo-{number}]")));
        // A long note would be taken for one that is written.
        let why = if rule.len() < 50 { format!(" ({rule})") } else { String::new() };
        notes.push_str(&format!("[^todo-{number}]: TODO: source{why}{line_end}"));
    }
    if !places.is_empty() {
        let ends_at_last = places.last().is_some_and(|(at, _)| *at == text.len());
        let gap = if text.ends_with('\n') && !ends_at_last { "" } else { line_end };
        insertions.push((text.len(), format!("{gap}{line_end}{notes}")));
    }
    insertions
}

/// Whether the prose is what it was, but for the notes, and each call leads to its own.
fn reads_the_same(before: &Document, after: &str, notes: usize) -> bool {
    let Ok(after) = Document::read(after.as_bytes(), Format::Markdown) else { return false };
    let is_stub = |citation: &&crate::document::Citation| {
        citation.kind == CitationKind::Note && citation.fault == Some("placeholder") && citation.body.is_some()
    };
    let count = |document: &Document| document.citations.iter().filter(is_stub).count();
    after.prose.starts_with(before.prose.trim_end())
        && count(&after) == count(before) + notes
        && calls(&after.text) == calls(&before.text) + notes
}

/// How many calls of notes to be filled in Markdown itself sees: none in HTML, which is shown as it stands.
fn calls(text: &str) -> usize {
    let events = Parser::new_ext(text, Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES);
    events.filter(|event| matches!(event, Event::FootnoteReference(label) if label.starts_with("todo-"))).count()
}
