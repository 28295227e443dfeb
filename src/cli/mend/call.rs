//! Calls of notes that a slip of the keys keeps from being any: `[ ^1]`, `[^1 ]`, `^[1]`, `(^1)`, `\[^1\]`, where there is
//! such a note.

use crate::document::{Document, Format};
use crate::text::Span;
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::collections::BTreeSet;

/// How many places are tried one by one.
const TRIED: usize = 100;

/// How often a draft is gone over: calls that touch each other are repaired one after the other.
const ROUNDS: usize = 16;

/// The draft with its calls repaired, and how many were; nothing where there is nothing to repair.
pub(crate) fn repaired(document: &Document) -> Option<(String, usize)> {
    let mut all = once(document)?;
    for _ in 1..ROUNDS {
        let read = Document::read(all.0.as_bytes(), document.format).ok();
        let Some((text, count)) = read.as_ref().and_then(once) else { break };
        all = (text, all.1 + count);
    }
    Some(all)
}

fn once(document: &Document) -> Option<(String, usize)> {
    if document.format != Format::Markdown || !document.text().contains('^') {
        return None;
    }
    let notes = Notes::of(document.text());
    if notes.defined.is_empty() {
        return None;
    }
    let slips = slips(document, &notes);
    let sound = |slips: &[Slip]| {
        let after = Notes::of(&with(document.text(), slips));
        // Some read `[^1 ]` as a call, and others do not.
        let new = slips.iter().filter(|slip| !notes.calls.contains(&slip.span.start)).count();
        after.calls.len() == notes.calls.len() + new && after.defined == notes.defined
    };
    if !sound(&slips) {
        // In a link, or where two meet, a call may still be none.
        let mut kept: Vec<Slip> = Vec::new();
        for slip in slips.into_iter().take(TRIED) {
            kept.push(slip);
            if !sound(&kept) {
                kept.pop();
            }
        }
        return (!kept.is_empty()).then(|| (with(document.text(), &kept), kept.len()));
    }
    (!slips.is_empty()).then(|| (with(document.text(), &slips), slips.len()))
}

/// Something to be written as a call.
#[derive(Clone)]
struct Slip {
    span: Span,
    label: String,
}

fn with(text: &str, slips: &[Slip]) -> String {
    let (mut written, mut from) = (String::with_capacity(text.len()), 0);
    for slip in slips {
        written.push_str(&text[from..slip.span.start]);
        written.push_str(&format!("[^{}]", slip.label));
        from = slip.span.end;
    }
    written + &text[from..]
}

/// The notes of a text, as Markdown reads them.
struct Notes {
    defined: BTreeSet<String>,
    called: BTreeSet<String>,
    /// Where calls stand.
    calls: BTreeSet<usize>,
    /// Where no call is read: code and HTML.
    shut: Vec<Span>,
}

impl Notes {
    fn of(text: &str) -> Self {
        let mut notes =
            Self { defined: BTreeSet::new(), called: BTreeSet::new(), calls: BTreeSet::new(), shut: Vec::new() };
        let options = Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES;
        for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    notes.defined.insert(label.to_lowercase());
                }
                Event::FootnoteReference(label) => {
                    notes.called.insert(label.to_lowercase());
                    notes.calls.insert(range.start);
                }
                Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) | Event::Code(_) | Event::InlineHtml(_) => {
                    notes.shut.push(range.into());
                }
                _ => {}
            }
        }
        notes
    }
}

/// All slips in prose, in their order.
fn slips(document: &Document, notes: &Notes) -> Vec<Slip> {
    let text = document.text();
    let blocks: Vec<Span> = document.blocks.iter().map(|block| document.source(block.span)).collect();
    let inside = |spans: &[Span], at: usize| {
        let past = spans.partition_point(|span| span.start <= at);
        past.checked_sub(1).is_some_and(|before| at <= spans[before].end)
    };
    let mut slips: Vec<Slip> = Vec::new();
    for (at, _) in text.match_indices('^') {
        let Some(slip) = slip(text, at, notes) else { continue };
        let apart = slips.last().is_none_or(|last| last.span.end <= slip.span.start);
        if apart && inside(&blocks, at) && !inside(&notes.shut, at) {
            slips.push(slip);
        }
    }
    slips
}

/// The slip around a `^`.
fn slip(text: &str, at: usize, notes: &Notes) -> Option<Slip> {
    let (before, after) = (&text[..at], &text[at + 1..]);
    // `^[1]` is a note of its own in pandoc, but for one that says nothing but the name of another.
    if let Some(rest) = after.strip_prefix('[') {
        let (label, rest) = label(rest)?;
        let end = text.len() - rest.strip_prefix(']')?.len();
        return never_called(label, notes).then(|| Slip { span: Span::new(at, end), label: label.to_owned() });
    }
    let spaced = before.trim_end_matches(' ');
    let (label, rest) = label(after.trim_start_matches(' '))?;
    let rest = rest.trim_start_matches(' ');
    if let (Some(before), Some(rest)) = (before.strip_suffix('('), rest.strip_prefix(')')) {
        let span = Span::new(before.len(), text.len() - rest.len());
        return never_called(label, notes).then(|| Slip { span, label: label.to_owned() });
    }
    let open = spaced.strip_suffix('[')?;
    let escaped = open.strip_suffix('\\');
    let rest = rest.strip_prefix('\\').filter(|_| escaped.is_some()).unwrap_or(rest).strip_prefix(']')?;
    let start = escaped.unwrap_or(open);
    let span = Span::new(start.len(), text.len() - rest.len());
    let is_call = text[span.range()].len() == label.len() + 3;
    let other = rest.starts_with([':', '(', '[']) || start.ends_with(['\\', '!', ']', '[']);
    let known = match escaped {
        None => notes.defined.contains(&label.to_lowercase()),
        Some(_) => never_called(label, notes),
    };
    (known && !is_call && !other).then(|| Slip { span, label: label.to_owned() })
}

/// Whether there is a note of this name that nothing calls.
fn never_called(label: &str, notes: &Notes) -> bool {
    let label = label.to_lowercase();
    notes.defined.contains(&label) && !notes.called.contains(&label)
}

/// The name of a note, and what follows it.
fn label(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_')).unwrap_or(text.len());
    (1..=64).contains(&end).then(|| text.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> Option<(String, usize)> {
        repaired(&Document::read(text.as_bytes(), Format::Markdown).expect("it is text"))
    }

    #[test]
    fn slips_around_a_call_are_repaired() {
        for slip in ["[ ^1]", "[^1 ]", "[^ 1]", "[ ^ 1 ]", "^[1]", "(^1)", "\\[^1\\]", "\\[^1]"] {
            let (text, count) = mended(&format!("Words{slip}. More.\n\n[^1]: Moss.\n")).unwrap_or_default();
            assert_eq!((text.as_str(), count), ("Words[^1]. More.\n\n[^1]: Moss.\n", 1), "{slip}");
            assert_eq!(mended(&text), None, "what is repaired stays");
        }
    }

    #[test]
    fn what_may_be_meant_stays() {
        for text in [
            "Words[ ^2].\n\n[^1]: Moss.\n",
            "Words[^1]. And (^1), ^[1], \\[^1\\].\n\n[^1]: Moss.\n",
            "Words `[ ^1]`.\n\n```\n[ ^1]\n```\n\n<p>[ ^1]</p>\n\n[^1]: Moss.\n",
            "---\ntitle: Words[ ^1]\n---\n\nWords[^1].\n\n[^1]: Moss.\n",
            "Words ^[a note of its own].\n\n[^a]: Moss.\n",
            "Words[ ^1](#x), ![ ^1].\n\n[^1]: Moss.\n",
            "2 ^ 1 and x^[12] and (^12).\n\n[^1]: Moss.\n",
        ] {
            assert_eq!(mended(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn mended_twice_is_mended_once(text in "(\\[ ?\\^ ?1 ?\\]|\\^\\[1\\]|\\(\\^b\\)|\\\\\\[\\^b\\\\?\\]|Words|[ .`\n(\\[\\]]|\n\n){0,20}") {
            let text = format!("{text}\n\n[^1]: Moss.\n[^b]: Reed.\n");
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            if let Some((once, _)) = mended(&text) {
                proptest::prop_assert_eq!(letters(&once), letters(&text));
                proptest::prop_assert_eq!(mended(&once), None, "{}", once);
            }
        }
    }
}
