//! BibTeX and BibLaTeX: entries one by one, so that a broken one spoils no other.

use super::Bibliography;
use super::entry::{Work, year_in};
use crate::text::Span;
use biblatex::{ChunksExt, Pair, ParseErrorKind, Person, RawBibliography, RawChunk, RawEntry, Spanned, Token};
use rustc_hash::FxHashMap;

/// What is read of an entry; the first of a kind that is there holds.
const FIELDS: [&str; 17] = [
    "author", "editor", "date", "year", "title", "subtitle", "journaltitle", "journal", "booktitle", "publisher",
    "institution", "organization", "school", "url", "doi", "howpublished", "crossref",
];
/// The most bytes of a value; more is cut off.
const LONGEST: usize = 4096;
/// How deep braces may nest in a value that is read as TeX.
const DEEPEST: usize = 20;

pub(super) fn read(text: &str, read: &mut Bibliography) {
    let mut strings = FxHashMap::default();
    let mut raws: Vec<(Span, Raw)> = Vec::new();
    match RawBibliography::parse(text) {
        Ok(all) => gather(&all, 0, &mut strings, &mut raws),
        Err(_) => {
            for piece in pieces(text) {
                match RawBibliography::parse(&text[piece.range()]) {
                    Ok(one) => gather(&one, piece.start, &mut strings, &mut raws),
                    Err(error) => broken(text, piece, &error, read),
                }
            }
        }
    }
    let known: FxHashMap<&str, &Raw> = raws.iter().rev().map(|(_, raw)| (raw.key.as_str(), raw)).collect();
    for (span, raw) in &raws {
        let parent = raw.get("crossref").and_then(|key| known.get(key)).copied();
        read.add(raw.work(parent).entry(&raw.key), *span);
    }
}

/// An entry with its values in one piece each, TeX as it stands.
struct Raw {
    key: String,
    fields: FxHashMap<&'static str, String>,
}

/// Each entry of a text: from an `@` that begins a line to the next.
fn pieces(text: &str) -> Vec<Span> {
    let begins = |at: &usize| {
        let near = &text.as_bytes()[at.saturating_sub(40)..*at];
        let blank = near.iter().rev().take_while(|b| matches!(b, b' ' | b'\t')).count();
        near[..near.len() - blank].last().is_none_or(|b| *b == b'\n')
    };
    let starts: Vec<usize> = memchr::memchr_iter(b'@', text.as_bytes()).filter(begins).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| Span::new(start, end)).collect()
}

/// Tells a broken entry. Its key is known all the same, if it can be seen.
fn broken(text: &str, piece: Span, error: &biblatex::ParseError, read: &mut Bibliography) {
    let head = &text[piece.range()];
    let rest = head.split_once('{').map_or("", |(_, rest)| rest.trim_start());
    let key = rest.split([',', '}', '\n', ' ']).next().filter(|key| !key.is_empty());
    let (name, place) = match key {
        Some(key) => {
            let start = piece.end - rest.len();
            (format!(" `{key}`"), Span::new(start, start + key.len()))
        }
        None => (String::new(), Span::new(piece.start, piece.start + 1)),
    };
    let why = match &error.kind {
        ParseErrorKind::UnexpectedEof => "a brace or a quotation mark is not closed".to_owned(),
        ParseErrorKind::Expected(Token::Comma | Token::ClosingBrace) => "a comma or a brace is missing".to_owned(),
        kind => kind.to_string(),
    };
    read.fault(place, format!("the entry{name} cannot be read: {why}"));
    if let Some(key) = key {
        read.add(super::Entry { key: key.to_owned(), ..super::Entry::default() }, place);
    }
}

fn gather(
    from: &RawBibliography<'_>,
    offset: usize,
    strings: &mut FxHashMap<String, String>,
    raws: &mut Vec<(Span, Raw)>,
) {
    for string in &from.abbreviations {
        let value = flat(&string.value.v, strings);
        strings.insert(string.key.v.to_ascii_lowercase(), value);
    }
    for entry in &from.entries {
        let mut fields = FxHashMap::default();
        for field in &entry.v.fields {
            let name = FIELDS.iter().find(|name| field.key.v.eq_ignore_ascii_case(name));
            if let Some(name) = name {
                fields.insert(*name, flat(&field.value.v, strings));
            }
        }
        let key = entry.v.key.v.trim().to_owned();
        let span = Span::new(offset + entry.v.key.span.start, offset + entry.v.key.span.end);
        raws.push((span, Raw { key, fields }));
    }
}

/// The parts of a value joined, names of strings replaced.
fn flat(parts: &[Spanned<RawChunk<'_>>], strings: &FxHashMap<String, String>) -> String {
    let mut joined = String::new();
    for part in parts {
        let part = match part.v {
            RawChunk::Normal(text) => text,
            RawChunk::Abbreviation(name) => strings.get(&name.to_ascii_lowercase()).map_or(name, String::as_str),
        };
        joined.push_str(&part[..part.floor_char_boundary(LONGEST - joined.len())]);
        if joined.len() + 4 > LONGEST {
            break;
        }
    }
    joined
}

impl Raw {
    fn get(&self, field: &str) -> Option<&str> {
        self.fields.get(field).map(String::as_str).filter(|value| !value.trim().is_empty())
    }

    /// The work; what it lacks is its parent's.
    fn work(&self, parent: Option<&Self>) -> Work {
        let first = |names: &[&str]| {
            names.iter().find_map(|name| self.get(name)).or_else(|| names.iter().find_map(|name| parent?.get(name)))
        };
        let written = |names: &[&str]| first(names).map(plain).unwrap_or_default();
        let date = first(&["date", "year"]).map(plain).unwrap_or_default();
        let book = self.get("booktitle").or_else(|| parent?.get("title")).map(plain);
        let (title, subtitle) = (self.get("title").map(plain), self.get("subtitle").map(plain));
        let title = [title, subtitle].into_iter().flatten().collect::<Vec<_>>().join(": ");
        let address = match (written(&["url"]), written(&["doi"])) {
            (url, _) if !url.is_empty() => url,
            (_, doi) if !doi.is_empty() => format!("doi:{doi}"),
            _ => written(&["howpublished"]),
        };
        let venue = match written(&["journaltitle", "journal"]) {
            journal if journal.is_empty() => book.unwrap_or_default(),
            journal => journal,
        };
        let publisher = written(&["institution", "organization", "publisher", "school"]);
        let authors = first(&["author", "editor"]).map(people).unwrap_or_default();
        Work { authors, year: year_in(&date), title, venues: vec![venue, publisher], address }
    }
}

/// A value without TeX.
fn plain(value: &str) -> String {
    read_as("title", value)
        .map_or_else(|| bare(value), |entry| entry.get("title").map_or_else(|| bare(value), |v| v.format_verbatim()))
}

fn people(value: &str) -> Vec<String> {
    let people = read_as("author", value).and_then(|entry| entry.get_as::<Vec<Person>>("author").ok());
    let whole = |person: &Person| {
        let parts = [&person.given_name, &person.prefix, &person.name, &person.suffix];
        let parts: Vec<&str> = parts.into_iter().map(|p| p.trim()).filter(|p| !p.is_empty()).collect();
        if parts == ["others"] { "et al.".to_owned() } else { parts.join(" ") }
    };
    match people {
        Some(people) => people.iter().map(whole).collect(),
        None => bare(value).split(" and ").map(str::to_owned).collect(),
    }
}

/// An entry of this one field, its TeX read; `None` where that cannot be.
fn read_as(field: &str, value: &str) -> Option<biblatex::Entry> {
    let mut depth = 0usize;
    let mut deepest = 0;
    for b in value.bytes() {
        match b {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    if deepest > DEEPEST {
        return None;
    }
    let value = Spanned::zero(vec![Spanned::zero(RawChunk::Normal(value))]);
    let fields = vec![Pair::new(Spanned::zero(field), value)];
    let entry = RawEntry { key: Spanned::zero("x"), kind: Spanned::zero("misc"), fields };
    let raw =
        RawBibliography { preamble: String::new(), entries: vec![Spanned::zero(entry)], abbreviations: Vec::new() };
    biblatex::Bibliography::from_raw(raw).ok()?.into_vec().pop()
}

fn bare(value: &str) -> String {
    value.replace(['{', '}', '\\', '~'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}
