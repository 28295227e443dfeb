//! Puts lines together again: paragraphs, items, headings, entries, notes.

use super::line::{Layout, Line, Role, begins_low, ends_sentence};
use crate::document::BlockKind;
use crate::document::markdown::{begins_caption, lists_sources};

/// Lines that make one block.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) kind: BlockKind,
    /// Of a heading.
    pub(super) level: u8,
    /// Their places among the lines of the text.
    pub(super) lines: Vec<u32>,
    /// The bytes of a mark (`•`, `2.`) at its head that are no prose.
    pub(super) mark: usize,
    /// Of a note.
    pub(super) number: Option<u32>,
}

/// How many blocks back the note is looked for that goes on.
const MOST_BETWEEN: usize = 12;

/// The blocks of the text, a note after the paragraph that it interrupts.
pub(super) fn gather(text: &str, lines: &[Line], layout: &Layout) -> Vec<Paragraph> {
    let mut reader = Reader { text, lines, layout, done: Vec::new(), open: None, notes: Vec::new(), listing: false };
    let mut at = 0;
    while at < lines.len() {
        at = match lines[at].role {
            Role::Furniture => at + 1,
            Role::Note(number) => reader.aside(at, BlockKind::Note, Some(number)),
            Role::NoteMore => reader.note_more(at),
            Role::Address => reader.aside(at, BlockKind::Reference, None),
            Role::Body => reader.body(at),
        };
    }
    reader.close();
    reader.done
}

struct Reader<'a> {
    text: &'a str,
    lines: &'a [Line],
    layout: &'a Layout,
    done: Vec<Paragraph>,
    open: Option<Paragraph>,
    /// What stands beside the open paragraph, or beside none.
    notes: Vec<Paragraph>,
    /// Under a heading that lists sources or contents.
    listing: bool,
}

impl<'a> Reader<'a> {
    fn line(&self, at: usize) -> &'a str {
        self.lines[at].text(self.text)
    }

    fn close(&mut self) {
        self.done.extend(self.open.take());
        self.done.append(&mut self.notes);
    }

    fn begin(&mut self, kind: BlockKind, at: usize, mark: usize) {
        self.close();
        self.open = Some(Paragraph { kind, level: 0, lines: vec![at as u32], mark, number: None });
    }

    /// A line that is no part of the body.
    fn aside(&mut self, at: usize, kind: BlockKind, number: Option<u32>) -> usize {
        let goes_on = kind == BlockKind::Reference
            && self
                .notes
                .last()
                .is_some_and(|n| n.kind == kind && n.lines.last() == Some(&(at as u32).wrapping_sub(1)));
        match self.notes.last_mut().filter(|_| goes_on) {
            Some(last) => last.lines.push(at as u32),
            None => self.notes.push(Paragraph { kind, level: 0, lines: vec![at as u32], mark: 0, number }),
        }
        at + 1
    }

    fn note_more(&mut self, at: usize) -> usize {
        // The note may have begun below a paragraph that is closed by now.
        let near = self.notes.iter_mut().rev().chain(self.done.iter_mut().rev().take(MOST_BETWEEN));
        let last = near.into_iter().find(|n| n.kind == BlockKind::Note);
        let unfinished = last.filter(|n| {
            let last = n.lines[n.lines.len() - 1] as usize;
            last + 1 == at && !self.lines[at].page || !ends_sentence(self.lines[last].text(self.text))
        });
        match unfinished {
            Some(note) => note.lines.push(at as u32),
            None => return self.aside(at, BlockKind::Note, None),
        }
        at + 1
    }

    fn body(&mut self, at: usize) -> usize {
        if is_rule(self.line(at)) {
            self.close();
            return at + 1;
        }
        let last = self.open.as_ref().map(|p| (p.lines[p.lines.len() - 1] as usize, p.kind));
        let joins = last.is_some_and(|(last, kind)| self.joins(last, kind, at));
        if !joins && let Some(next) = self.heading(at) {
            return next;
        }
        let loose = last.is_none_or(|(last, kind)| {
            kind == BlockKind::Item
                || ends_sentence(self.line(last))
                || self.layout.parts(&self.lines[at])
                || self.line(last).ends_with([';', ','])
        });
        let mark = if self.listing || !loose { None } else { item_mark(self.line(at)) };
        if let Some(mark) = mark {
            self.begin(BlockKind::Item, at, mark);
        } else if is_leader(self.line(at)) {
            self.begin(BlockKind::Reference, at, 0);
        } else if joins {
            if let Some(open) = &mut self.open {
                open.lines.push(at as u32);
            }
        } else if self.listing {
            self.begin(BlockKind::Reference, at, 0);
        } else if begins_caption(self.line(at)) {
            self.begin(BlockKind::Caption, at, 0);
        } else {
            self.begin(BlockKind::Paragraph, at, 0);
        }
        at + 1
    }

    /// Whether a line of the body goes on the open paragraph.
    fn joins(&self, last: usize, kind: BlockKind, at: usize) -> bool {
        let (before, line) = (&self.lines[last], &self.lines[at]);
        let done = ends_sentence(before.text(self.text));
        let words = line.text(self.text);
        let low = begins_low(words);
        if kind == BlockKind::Heading {
            return false;
        }
        let over_page = self.layout.paged && (last + 1 < at || line.page || line.apart);
        if over_page {
            // A sentence runs over the foot of a page, unless a heading begins there.
            return !done && (low || !self.layout.short(before));
        }
        if self.layout.parts(line) {
            return false;
        }
        if self.listing {
            return !(item_mark(words).is_some() || words.starts_with('[') || done && !low);
        }
        if is_leader(before.text(self.text)) {
            return false;
        }
        // A line that is done and leaves room ends its paragraph; so does a long one, which nobody wrapped.
        let word = words.split(' ').next().unwrap_or(words);
        let room = self.layout.short(before) || before.len() + word.len() + 5 <= self.layout.width;
        !(done && !low && (room || before.len() > 160))
            && !(self.layout.spaced && !low && self.layout.short(before) && self.layout.short(line))
    }

    /// Reads a heading at `at`, if one stands there, and says where to go on.
    fn heading(&mut self, at: usize) -> Option<usize> {
        let line = &self.lines[at];
        let words = self.line(at);
        let underline = self.lines.get(at + 1).filter(|l| l.gap == 0).map(|l| l.text(self.text));
        if let Some(underline) = underline
            && words.len() < 200
            && is_underline(underline)
        {
            let level = if underline.starts_with('=') { 1 } else { 2 };
            self.head(level, vec![at as u32]);
            return Some(at + 2);
        }
        let last = at.checked_sub(1).map(|l| &self.lines[l]);
        let set_off = last.is_none() || self.layout.parts(line) || self.layout.spaced;
        if !set_off || !is_title(words) || begins_low(words) || self.layout.spaced && !self.layout.short(line) {
            return None;
        }
        if item_mark(words).is_some() && !self.is_numbered_title(at) || is_leader(words) {
            return None;
        }
        let mut end = at + 1;
        while end < self.lines.len().min(at + 4) {
            let next = &self.lines[end];
            let words = next.text(self.text);
            let title = next.role == Role::Body && !self.parts_title(next) && begins_low(words);
            if !title || words.len() > 100 {
                break;
            }
            if self.layout.spaced && !self.layout.short(next) || words.ends_with(['.', ';', ',']) {
                return None; // the body
            }
            end += 1;
        }
        let next = self.lines.get(end)?;
        if !self.layout.spaced && (end > at + 1 || next.gap == 0) || self.listing && ends_in_number(words) {
            return None;
        }
        if begins_low(next.text(self.text)) && next.role == Role::Body && self.parts_title(next) {
            return None;
        }
        let numbered = words.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').collect::<Vec<_>>();
        let depth = String::from_utf8_lossy(&numbered).split('.').filter(|p| !p.is_empty()).count() as u8;
        let stacked = self.open.as_ref().is_some_and(|p| p.kind == BlockKind::Heading);
        let level = match depth {
            0 if last.is_none() || line.page && !stacked => 1,
            0 if !stacked && words.chars().any(char::is_alphabetic) && !words.chars().any(char::is_lowercase) => 1,
            0 => 2,
            depth => depth.min(6),
        };
        self.head(level, (at as u32..end as u32).collect());
        Some(end)
    }

    fn parts_title(&self, line: &Line) -> bool {
        line.page || line.gap >= if self.layout.spaced { 2 } else { 1 }
    }

    /// `2. Scope` where neither neighbour is such a line.
    fn is_numbered_title(&self, at: usize) -> bool {
        let words = self.line(at);
        let numbered = |words: &str| words.starts_with(|c: char| c.is_ascii_digit()) && item_mark(words).is_some();
        let other = |l: &Line| l.role == Role::Body && numbered(l.text(self.text));
        words.starts_with(|c: char| c.is_ascii_digit())
            && !self.lines.get(at + 1).is_some_and(other)
            && !at.checked_sub(1).map(|l| &self.lines[l]).is_some_and(other)
    }

    fn head(&mut self, level: u8, lines: Vec<u32>) {
        self.close();
        let title = self.line(lines[0] as usize);
        self.listing = lists_sources(title) || is_contents(title);
        self.open = Some(Paragraph { kind: BlockKind::Heading, level, lines, mark: 0, number: None });
    }
}

/// Whether a line could be a title: short, with letters, not ended as a sentence is.
fn is_title(words: &str) -> bool {
    words.len() < 120
        && words.chars().any(char::is_alphabetic)
        && words.starts_with(|c: char| c.is_alphanumeric() || "«“\"'‘(".contains(c))
        && !words.ends_with(['.', ',', ';', ':', '…', '-', '»', '”'])
        || words.len() < 60 && words.ends_with('»') && words.starts_with(char::is_uppercase)
}

fn is_contents(title: &str) -> bool {
    let title = title.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    matches!(
        title.as_str(),
        "contents"
            | "table of contents"
            | "sommaire"
            | "table des matières"
            | "list of figures"
            | "summary of contents"
    )
}

/// `Chapter ..... 12`.
fn is_leader(words: &str) -> bool {
    words.contains("....") && ends_in_number(words) || words.contains(". . . .")
}

fn ends_in_number(words: &str) -> bool {
    words.ends_with(|c: char| c.is_ascii_digit())
}

/// A line of `---` or `***` and the like.
fn is_rule(words: &str) -> bool {
    words.len() >= 3 && words.bytes().all(|b| matches!(b, b'-' | b'*' | b'_' | b'=' | b'~' | b' '))
}

fn is_underline(words: &str) -> bool {
    words.len() >= 3 && (words.bytes().all(|b| b == b'=') || words.bytes().all(|b| b == b'-'))
}

/// The length of the mark of a list item, with the space after it.
fn item_mark(words: &str) -> Option<usize> {
    let first = words.chars().next()?;
    let mark = match first {
        '•' | '-' | '*' | '–' | '—' | '‣' | '▪' | '◦' | '·' | '●' | '○' | '■' | '►' | '➢' | '✓' | '\u{f0b7}' => {
            first.len_utf8()
        }
        '0'..='9' => {
            let digits = words.bytes().take_while(u8::is_ascii_digit).count();
            let stop = matches!(words.as_bytes().get(digits), Some(b'.' | b')'));
            (digits <= 2 && stop).then_some(digits + 1)?
        }
        'a'..='z' if words[1..].starts_with(')') => 2,
        '(' if words.len() > 3 && words.as_bytes()[1].is_ascii_alphanumeric() && words.as_bytes()[2] == b')' => 3,
        _ => return None,
    };
    let rest = &words[mark..];
    let said = rest.trim_start();
    (said.len() < rest.len() && !said.is_empty()).then(|| words.len() - said.len())
}
