//! Addresses: where one begins and ends in text, and whether it leads out of the draft.

use crate::text::Span;
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// Built once: a run of text is often shorter than what it takes to build one.
static WWW: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("www."));

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target<'a> {
    /// Out of the draft: `https://…`, `doi:…`.
    Outside,
    /// To another page of the site, to a mailbox.
    Inside,
    /// To an anchor of the draft, without its `#`.
    Anchor(&'a str),
    /// Nowhere: empty, `#`, `TODO`, `http://`.
    Nowhere,
}

/// Where a link with this address leads.
pub(crate) fn target(address: &str) -> Target<'_> {
    let address = address.trim();
    if let Some(anchor) = address.strip_prefix('#') {
        return if anchor.is_empty() { Target::Nowhere } else { Target::Anchor(anchor) };
    }
    let bytes = address.as_bytes();
    let begins = |prefix: &str| bytes.get(..prefix.len()).is_some_and(|b| b.eq_ignore_ascii_case(prefix.as_bytes()));
    if let Some(scheme) = ["http://", "https://", "ftp://", "//"].into_iter().find(|s| begins(s)) {
        return if has_host(&address[scheme.len()..]) { Target::Outside } else { Target::Nowhere };
    }
    if ["doi:", "urn:", "isbn:", "hdl:", "arxiv:"].into_iter().any(begins) {
        let rest = address.split_once(':').map_or("", |(_, rest)| rest);
        return if rest.trim().is_empty() { Target::Nowhere } else { Target::Outside };
    }
    if begins("www.") {
        return if has_host(&address[4..]) { Target::Outside } else { Target::Nowhere };
    }
    let placeholder = ["todo", "tbd", "url", "link", "lien", "xxx", "tk", "source", "?", "...", "…", "http", "https"];
    if address.is_empty() || placeholder.iter().any(|p| address.eq_ignore_ascii_case(p)) {
        return Target::Nowhere;
    }
    Target::Inside
}

/// The bare addresses in a part of a text, found in one pass.
#[derive(Debug)]
pub(crate) struct Addresses<'t> {
    text: &'t str,
    to: usize,
    /// The next one with a scheme, and the next with `www.`, as far as they are known.
    schemed: Option<usize>,
    www: Option<usize>,
}

impl<'t> Addresses<'t> {
    /// Those that begin within `from..to`; one goes on to its own end.
    pub(crate) fn new(text: &'t str, from: usize, to: usize) -> Self {
        let mut found = Self { text, to, schemed: None, www: None };
        found.schemed = found.next_schemed(from);
        found.www = found.next_www(from);
        found
    }

    /// The first that begins at `from` or later; `from` must not go back.
    pub(crate) fn next(&mut self, from: usize) -> Option<Span> {
        if self.schemed.is_some_and(|at| at < from) {
            self.schemed = self.next_schemed(from);
        }
        if self.www.is_some_and(|at| at < from) {
            self.www = self.next_www(from);
        }
        let start = match (self.schemed, self.www) {
            (Some(a), Some(b)) => a.min(b),
            (a, b) => a.or(b)?,
        };
        Some(Span::new(start, end(self.text, start)))
    }

    fn next_schemed(&self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes().get(from..self.to)?;
        memchr::memchr_iter(b':', bytes).find_map(|at| {
            let rest = &bytes[at + 1..];
            let back = |word: &[u8]| {
                let start = at.checked_sub(word.len())?;
                bytes[start..at].eq_ignore_ascii_case(word).then_some(from + start)
            };
            let start = if rest.starts_with(b"//") {
                back(b"https").or_else(|| back(b"http"))
            } else if rest.strip_prefix(b" ").unwrap_or(rest).starts_with(b"10.") {
                back(b"doi")
            } else if rest.first().is_some_and(u8::is_ascii_digit) {
                back(b"arxiv")
            } else {
                None
            };
            start.filter(|start| at_word_start(self.text, *start))
        })
    }

    fn next_www(&self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes().get(from..self.to)?;
        let begins = |at: &usize| {
            at_word_start(self.text, from + at) && bytes.get(at + 4).is_some_and(u8::is_ascii_alphanumeric)
        };
        WWW.find_iter(bytes).find(begins).map(|at| from + at)
    }
}

/// Where an address that begins at `start` ends: before white space, quotation marks and the punctuation of its sentence.
fn end(text: &str, start: usize) -> usize {
    let mut to = text.len().min(start + 2048);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let mut depth = 0i32;
    let mut end = to;
    // `doi: 10.` has a space of its own.
    let skip = if text[start..to].get(..5).is_some_and(|s| s.eq_ignore_ascii_case("doi: ")) { 5 } else { 0 };
    for (at, c) in text[start + skip..to].char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' if depth == 0 => {
                end = start + skip + at;
                break;
            }
            ')' | ']' => depth -= 1,
            '<' | '>' | '"' | '«' | '»' | '“' | '”' | '`' | '|' | '{' | '}' => {
                end = start + skip + at;
                break;
            }
            c if c.is_whitespace() || c.is_control() => {
                end = start + skip + at;
                break;
            }
            _ => {}
        }
    }
    let trailing = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '*' | '_' | '~' | '…' | '\\');
    let unbalanced = |c: char| depth > 0 && matches!(c, '(' | '[');
    start + text[start..end].trim_end_matches(|c| trailing(c) || unbalanced(c)).len()
}

fn has_host(rest: &str) -> bool {
    rest.chars().next().is_some_and(|c| c.is_alphanumeric() || c == '[')
}

fn at_word_start(text: &str, at: usize) -> bool {
    !text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        let mut at = 0;
        let mut addresses = Addresses::new(text, 0, text.len());
        while let Some(span) = addresses.next(at) {
            found.push(&text[span.range()]);
            at = span.end;
        }
        found
    }

    #[test]
    fn an_address_ends_before_the_punctuation_of_its_sentence() {
        assert_eq!(all("See https://a.org/x_(y), or (http://b.fr/?q=1)."), ["https://a.org/x_(y)", "http://b.fr/?q=1"]);
        assert_eq!(
            all("« www.insee.fr » et doi:10.1000/182; doi: 10.1/x."),
            ["www.insee.fr", "doi:10.1000/182", "doi: 10.1/x"]
        );
        assert_eq!(all("(arXiv:2401.03408), at 12:30, arXiv: a server"), ["arXiv:2401.03408"]);
        assert_eq!(all("a ratio of 3://4, www. and xhttp://no"), Vec::<&str>::new());
    }

    #[test]
    fn where_links_lead() {
        for (address, leads) in [
            ("https://a.org", Target::Outside),
            ("//a.org/x", Target::Outside),
            ("doi:10.1/x", Target::Outside),
            ("http://", Target::Nowhere),
            ("", Target::Nowhere),
            ("#", Target::Nowhere),
            ("TODO", Target::Nowhere),
            ("#fn1", Target::Anchor("fn1")),
            ("/risks", Target::Inside),
            ("mailto:a@b.org", Target::Inside),
        ] {
            assert_eq!(target(address), leads, "{address}");
        }
    }
}
