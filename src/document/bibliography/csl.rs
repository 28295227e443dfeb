//! CSL: the entries of reference managers, in JSON or in YAML, also those in the front matter of a draft.

use super::Bibliography;
use super::entry::{Entry, Work, year_in};
use crate::text::Span;
use saphyr_parser::{Event, Parser};
use serde_json::{Map, Value};

/// How deep YAML may nest.
const DEEPEST: usize = 24;

pub(super) fn read_json(text: &str, read: &mut Bibliography) {
    match serde_json::from_str::<Value>(text) {
        Ok(value) => items(text, &value, read),
        Err(error) => {
            let at = offset(text, error.line(), error.column());
            let why = error.to_string();
            let why = why.split(" at line ").next().unwrap_or_default();
            read.fault(Span::new(at, at), format!("this is not JSON: {why}"));
        }
    }
}

pub(super) fn read_yaml(text: &str, read: &mut Bibliography) {
    let (value, error) = yaml(text);
    items(text, &value, read);
    if let Some((line, column)) = error {
        let at = offset(text, line, column + 1);
        read.fault(Span::new(at, at), "this is not YAML from here on".to_owned());
    }
}

/// The entries under `references` in the front matter of a draft.
pub(in crate::document) fn yaml_references(body: &str) -> Vec<Entry> {
    let (value, _) = yaml(body);
    let listed = value.get("references").and_then(Value::as_array);
    listed.into_iter().flatten().filter_map(entry).collect()
}

fn items(text: &str, value: &Value, read: &mut Bibliography) {
    let listed = match value {
        Value::Array(items) => Some(items),
        Value::Object(fields) => ["references", "items"].iter().find_map(|name| fields.get(*name)?.as_array()),
        _ => None,
    };
    let Some(listed) = listed else {
        read.fault(Span::new(0, 0), "this is no list of entries".to_owned());
        return;
    };
    for (at, item) in listed.iter().enumerate() {
        match entry(item) {
            Some(entry) => {
                // Looked for only where it is told.
                let told = read.get(&entry.key).is_some() && read.faults().len() < super::MOST_FAULTS;
                let place = told.then(|| text.rfind(&entry.key)).flatten();
                let place = place.map_or(Span::new(0, 0), |at| Span::new(at, at + entry.key.len()));
                read.add(entry, place);
            }
            None => read.fault(Span::new(0, 0), format!("entry {} has no `id`", at + 1)),
        }
    }
}

fn entry(item: &Value) -> Option<Entry> {
    let item = item.as_object()?;
    let key = item.get("id").or_else(|| item.get("citation-key")).map(scalar).filter(|key| !key.is_empty())?;
    let text = |name: &str| item.get(name).map(scalar).unwrap_or_default();
    let names = ["author", "editor"].iter().find_map(|role| item.get(*role).map(names).filter(|n| !n.is_empty()));
    let year = ["issued", "original-date"].iter().find_map(|name| year(item.get(*name)?));
    let address = match text("URL") {
        url if url.is_empty() && !text("DOI").is_empty() => format!("doi:{}", text("DOI")),
        url => url,
    };
    let venues = ["container-title", "publisher"].map(text).into();
    let work = Work { authors: names.unwrap_or_default(), year, title: text("title"), venues, address };
    Some(work.entry(&key))
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(parts) => parts.first().filter(|p| !p.is_array()).map(scalar).unwrap_or_default(),
        _ => String::new(),
    }
}

fn names(value: &Value) -> Vec<String> {
    let one = |name: &Value| match name {
        Value::Object(parts) => {
            let part = |name: &str| parts.get(name).map(scalar).unwrap_or_default();
            let whole = [part("literal"), part("name")].into_iter().find(|n| !n.is_empty());
            let parts = [part("given"), part("non-dropping-particle"), part("family")];
            whole.unwrap_or_else(|| parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" "))
        }
        other => scalar(other),
    };
    let all = value.as_array().map_or_else(|| vec![one(value)], |list| list.iter().map(one).collect());
    all.into_iter().filter(|name| !name.is_empty()).collect()
}

/// `{"date-parts": [[2023, 5]]}`, `{"raw": "May 2023"}`, `"2023-05"`, `[{year: 2023}]`.
fn year(issued: &Value) -> Option<i32> {
    let issued = issued.as_array().and_then(|list| list.first()).unwrap_or(issued);
    let Some(fields) = issued.as_object() else { return year_in(&scalar(issued)) };
    let parts = fields.get("date-parts").and_then(|parts| parts.get(0)?.get(0));
    let said = ["raw", "literal", "year"].iter().filter_map(|name| fields.get(*name));
    parts.into_iter().chain(said).find_map(|value| year_in(&scalar(value)))
}

/// The first document of some YAML as far as it can be read, and where it cannot. An alias is nothing: it might stand
/// for any amount.
fn yaml(text: &str) -> (Value, Option<(usize, usize)>) {
    let mut open: Vec<(Value, Option<String>)> = Vec::new();
    let mut whole = Value::Null;
    for event in Parser::new_from_str(text) {
        let event = match event {
            Ok((event, _)) => event,
            Err(error) => {
                let place = Some((error.marker().line(), error.marker().col()));
                while let Some((value, _)) = open.pop() {
                    put(&mut open, &mut whole, value);
                }
                return (whole, place);
            }
        };
        match event {
            Event::MappingStart(..) if open.len() < DEEPEST => open.push((Value::Object(Map::new()), None)),
            Event::SequenceStart(..) if open.len() < DEEPEST => open.push((Value::Array(Vec::new()), None)),
            Event::MappingStart(..) | Event::SequenceStart(..) => break,
            Event::MappingEnd | Event::SequenceEnd => {
                if let Some((value, _)) = open.pop() {
                    put(&mut open, &mut whole, value);
                }
            }
            Event::Scalar(value, ..) => put(&mut open, &mut whole, Value::String(value.into_owned())),
            Event::Alias(_) => put(&mut open, &mut whole, Value::String(String::new())),
            Event::DocumentEnd => break,
            _ => {}
        }
    }
    while let Some((value, _)) = open.pop() {
        put(&mut open, &mut whole, value);
    }
    (whole, None)
}

/// Puts a value into what is open around it.
fn put(open: &mut [(Value, Option<String>)], whole: &mut Value, value: Value) {
    match open.last_mut() {
        None => *whole = value,
        Some((Value::Array(items), _)) => items.push(value),
        Some((Value::Object(fields), key)) => match (key.take(), value) {
            (Some(key), value) => {
                fields.insert(key, value);
            }
            (None, Value::String(name)) => *key = Some(name),
            (None, _) => {}
        },
        Some(_) => {}
    }
}

/// The byte at a line and a column, both counted from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    text.floor_char_boundary((start + column.saturating_sub(1)).min(text.len()))
}
