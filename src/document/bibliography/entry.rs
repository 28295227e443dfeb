//! A work that a key stands for, in a line for a reader.

/// A work that a key stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Who wrote it, when, its title, where it came out, its address: one line.
    pub said: String,
    /// The year it came out.
    pub year: Option<i32>,
    /// Who stands behind it: authors, where it came out, its address; all that is said of it, where this is empty.
    pub issuer: String,
}

impl From<(String, String)> for Entry {
    /// A key, and what a reader needs of its entry.
    fn from((key, said): (String, String)) -> Self {
        Self { key, said, ..Self::default() }
    }
}

/// What an entry tells of a work.
#[derive(Clone, Debug, Default)]
pub(super) struct Work {
    pub(super) authors: Vec<String>,
    pub(super) year: Option<i32>,
    pub(super) title: String,
    /// The journal, the book, the publisher, the institution.
    pub(super) venues: Vec<String>,
    pub(super) address: String,
}

/// How many authors are named.
const MOST_AUTHORS: usize = 8;
/// The most bytes of each part.
const LONGEST: usize = 400;

impl Work {
    /// The entry of this work: `Ada Moss, Ben Reed (2023): On Rain. Weather Letters. https://…`.
    pub(super) fn entry(self, key: &str) -> Entry {
        let mut said = String::new();
        for (at, author) in self.authors.iter().enumerate() {
            if at == MOST_AUTHORS {
                said.push_str(" et al.");
                break;
            }
            said.push_str(if at > 0 { ", " } else { "" });
            said.push_str(&line(author));
        }
        let title = line(&self.title);
        let titled = said.is_empty();
        said.push_str(if titled { &title } else { "" });
        if let Some(year) = self.year {
            said.push_str(if said.is_empty() { "" } else { " " });
            said.push_str(&format!("({year})"));
        }
        if !titled && !title.is_empty() {
            said.push_str(": ");
            said.push_str(&title);
        }
        for part in self.venues.iter().chain([&self.address]).map(|part| line(part)).filter(|part| !part.is_empty()) {
            let done = said.is_empty() || said.ends_with(['.', '?', '!']);
            said.push_str(if said.is_empty() {
                ""
            } else if done {
                " "
            } else {
                ". "
            });
            said.push_str(&part);
        }
        let behind =
            self.authors.iter().take(MOST_AUTHORS).chain(&self.venues).chain([&self.address]).map(|part| line(part));
        let issuer = behind.collect::<Vec<_>>().join(" \n ");
        Entry { key: key.to_owned(), said, year: self.year, issuer }
    }
}

/// The first year in a date, however it is written.
pub(super) fn year_in(date: &str) -> Option<i32> {
    let digits = date.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() == 4)?;
    digits.parse().ok().filter(|year| (1000..=2199).contains(year))
}

fn line(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text[..text.floor_char_boundary(LONGEST)].to_owned()
}
