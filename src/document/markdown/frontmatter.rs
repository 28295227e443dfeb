//! The front matter of a draft: title, date, language, authors, bibliography, in YAML or TOML.

use super::super::bibliography::{Entry, yaml_references};
use super::super::model::Metadata;
use super::super::prose::normalise;
use super::date;
use crate::text::{Language, Span};
use saphyr_parser::{Event, Parser};

/// What stands before the draft.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub(super) metadata: Metadata,
    /// The entries under `references`.
    pub(super) references: Vec<Entry>,
    /// Where the draft begins.
    pub(super) end: usize,
}

/// Reads the front matter at the head of `text`, if there is one.
pub(super) fn read(text: &str) -> FrontMatter {
    let Some((fence, body)) = delimited(text) else { return FrontMatter::default() };
    let end = text[body.end..].find('\n').map_or(text.len(), |n| body.end + n + 1);
    let mut matter = FrontMatter { end, ..FrontMatter::default() };
    let body = &text[body.range()];
    let pairs = if fence == "+++" { toml(body) } else { yaml(body) };
    if fence == "---" && body.contains("references") {
        matter.references = yaml_references(body);
    }
    for (key, value) in pairs {
        matter.set(&key, &value);
    }
    matter
}

impl FrontMatter {
    fn set(&mut self, key: &str, value: &str) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let metadata = &mut self.metadata;
        match key.to_ascii_lowercase().as_str() {
            "title" | "titre" if metadata.title.is_none() => metadata.title = Some(normalise(value)),
            "lang" | "language" | "langue" | "locale" if metadata.language.is_none() => {
                metadata.language = language(value);
            }
            "author" | "authors" | "auteur" | "auteurs" | "auteurices" => metadata.authors.push(normalise(value)),
            "bibliography" | "bibliographie" => metadata.bibliography.push(value.to_owned()),
            // A date that is called so wins over the others.
            "date" => self.date(value, true),
            "published" | "published_time" | "publishdate" | "datepublished" | "pubdate" | "publish_date"
            | "date_published" | "publication_date" => self.date(value, false),
            _ => {}
        }
    }

    fn date(&mut self, value: &str, wins: bool) {
        let (date, year) = date::read(value);
        if wins || self.metadata.year.is_none() {
            self.metadata.date = date.or(self.metadata.date.filter(|_| year.is_none()));
            self.metadata.year = year.or(self.metadata.year);
        }
    }
}

/// `fr`, `fr-CA`, `French`, `français`.
fn language(value: &str) -> Option<Language> {
    match value.to_lowercase().as_str() {
        "english" | "anglais" | "eng" => Some(Language::EN),
        "french" | "français" | "francais" | "fra" | "fre" => Some(Language::FR),
        code => Language::new(code),
    }
}

/// The fence and what it encloses, where that looks like front matter and not like prose between two rules.
fn delimited(text: &str) -> Option<(&'static str, Span)> {
    let blank = text.len() - text.trim_start_matches(['\n', '\r', ' ']).len();
    let fence = ["---", "+++"].into_iter().find(|f| text[blank..].starts_with(f))?;
    let first_end = blank + text[blank..].find('\n')?;
    if text[blank..first_end].trim_end() != fence {
        return None;
    }
    let start = first_end + 1;
    let mut at = start;
    let reach = text.len().min(start + (64 << 10));
    while at < reach {
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |n| at + n);
        let line = text[at..end].trim_end();
        if line == fence || fence == "---" && line == "..." {
            let body = Span::new(start, at);
            return looks_like_pairs(&text[body.range()]).then_some((fence, body));
        }
        at = end + 1;
    }
    None
}

fn looks_like_pairs(body: &str) -> bool {
    let first = body.lines().map(str::trim).find(|l| !l.is_empty() && !l.starts_with('#'));
    first.is_none_or(|line| {
        let key = line.split([':', '=']).next().unwrap_or_default();
        let quoted = key.trim().trim_matches(['"', '\'']);
        key.len() < line.len()
            && !quoted.is_empty()
            && quoted.len() < 60
            && quoted.split(' ').count() <= 3
            && quoted.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '))
            || line.starts_with('[')
            || line.starts_with('{')
    })
}

/// The scalars directly under each key, and those of a list there. What cannot be read any more is left out.
fn yaml(body: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut depth = 0usize;
    let mut key: Option<String> = None;
    // Of the mapping inside a list: its own key.
    let mut inner: Option<String> = None;
    let mut maps = Vec::new();
    for event in Parser::new_from_str(body) {
        let Ok((event, _)) = event else { break };
        match event {
            Event::MappingStart(..) => {
                maps.push(true);
                depth += 1;
                inner = None;
            }
            Event::SequenceStart(..) => {
                maps.push(false);
                depth += 1;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                depth = depth.saturating_sub(1);
                maps.pop();
                if depth == 1 {
                    key = None;
                }
                inner = None;
            }
            Event::Scalar(value, ..) => {
                let in_map = maps.last() == Some(&true);
                match (depth, &key) {
                    (1, None) => key = Some(value.into_owned()),
                    (1, Some(_)) => pairs.extend(key.take().map(|k| (k, value.into_owned()))),
                    (2, Some(k)) if !in_map => pairs.push((k.clone(), value.into_owned())),
                    // `author: {name: …}` and `- name: …`.
                    (2 | 3, Some(k)) if in_map => match inner.take() {
                        None => inner = Some(value.into_owned()),
                        Some(field) if field == "name" || field == "nom" => pairs.push((k.clone(), value.into_owned())),
                        Some(_) => {}
                    },
                    _ => {}
                }
            }
            Event::Alias(_) if depth == 1 => key = None,
            Event::Alias(_) => inner = None,
            _ => {}
        }
    }
    if pairs.is_empty() {
        pairs = lines(body, ':');
    }
    pairs
}

/// `key = "value"` and `key = ["one", "two"]` before the first table.
fn toml(body: &str) -> Vec<(String, String)> {
    let head = body
        .lines()
        .position(|l| l.trim_start().starts_with('['))
        .map_or(body.len(), |n| body.lines().take(n).map(|l| l.len() + 1).sum::<usize>().min(body.len()));
    lines(body.get(..head).unwrap_or(body), '=')
}

fn lines(body: &str, separator: char) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for line in body.lines() {
        let Some((key, value)) = line.split_once(separator) else { continue };
        let (key, value) = (key.trim(), value.trim());
        let unquote = |v: &str| v.trim().trim_matches(['"', '\'']).to_owned();
        match value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
            Some(list) => pairs.extend(list.split(',').map(|v| (key.to_owned(), unquote(v)))),
            None => pairs.push((key.to_owned(), unquote(value))),
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_and_toml_say_the_same() {
        let yaml = "---\ntitle: 'Sûre : l’IA'\ndate: 2024-05-03T10:00\nlang: fr-CA\nauthors:\n  - name: Ada\n  - Bo\nbibliography: [a.bib, b.bib]\n---\nText";
        let toml = "+++\ntitle = \"Sûre : l’IA\"\ndate = 2024-05-03\nlanguage = \"fr\"\nauthors = [\"Ada\", \"Bo\"]\nbibliography = [\"a.bib\", \"b.bib\"]\n[extra]\ntitle = \"no\"\n+++\nText";
        for text in [yaml, toml] {
            let matter = read(text);
            let metadata = matter.metadata;
            assert_eq!(metadata.title.as_deref(), Some("Sûre : l'IA"));
            assert_eq!(metadata.date.map(|d| d.to_string()).as_deref(), Some("2024-05-03"));
            assert_eq!((metadata.year, metadata.language), (Some(2024), Some(Language::FR)));
            assert_eq!(metadata.authors, ["Ada", "Bo"]);
            assert_eq!(metadata.bibliography, ["a.bib", "b.bib"]);
            assert_eq!(&text[matter.end..], "Text");
        }
    }

    #[test]
    fn prose_between_rules_is_prose() {
        for text in
            ["---\nWe must act now, they say: it is late.\n---\n", "---\nno end: here\n", "text\n---\na: b\n---\n"]
        {
            assert_eq!(read(text).end, 0, "{text}");
        }
    }

    #[test]
    fn broken_yaml_is_read_by_line_and_references_are_kept() {
        let matter = read("---\ntitle: \"a: b\ndate: 2023\nlang: en\n---\n");
        assert_eq!((matter.metadata.year, matter.metadata.language), (Some(2023), Some(Language::EN)));
        let matter =
            read("---\nreferences:\n- id: doe99\n  title: On risk\n  author:\n  - family: Doe\n- id: roe\n---\n");
        let told: Vec<_> = matter.references.iter().map(|e| (e.key.as_str(), e.said.as_str())).collect();
        assert_eq!(told, [("doe99", "Doe: On risk"), ("roe", "")]);
    }
}
