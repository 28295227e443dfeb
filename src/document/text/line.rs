//! The lines of a text, and how they are set: spaced, wrapped, in pages.

use crate::text::Span;
use rustc_hash::FxHashMap;

/// A line with something on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    start: u32,
    end: u32,
    /// How many blank lines stand before it.
    pub(super) gap: u16,
    /// White space before it.
    pub(super) indent: u16,
    /// The first of a page.
    pub(super) page: bool,
    /// Set off from the line before by lines of white space, as a foot of a page is.
    pub(super) apart: bool,
    pub(super) role: Role,
}

/// What a line is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Body,
    /// Begins the note of this number.
    Note(u32),
    /// Goes on a note.
    NoteMore,
    /// An address and nothing else, in a list that a PDF extractor adds.
    Address,
    /// A page number, a running head.
    Furniture,
}

impl Line {
    pub(super) fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    pub(super) fn text(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }

    pub(super) fn len(self) -> usize {
        (self.end - self.start) as usize
    }
}

/// How a text is set.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Layout {
    /// A blank line stands after every line, and means nothing.
    pub(super) spaced: bool,
    /// It is in pages.
    pub(super) paged: bool,
    /// What most lines of the body do not exceed.
    pub(super) width: usize,
}

impl Layout {
    /// Whether the blank lines before a line part it from the one before.
    pub(super) fn parts(&self, line: &Line) -> bool {
        line.apart || line.page || line.gap >= if self.spaced { 3 } else { 1 }
    }

    /// Whether a line leaves room for a word more.
    pub(super) fn short(&self, line: &Line) -> bool {
        line.len() * 100 < self.width * 78
    }

    /// Learns how wide the body is.
    pub(super) fn measure(&mut self, lines: &[Line]) {
        const WIDEST: usize = 1000;
        let mut widths = [0usize; WIDEST + 1];
        let mut body = 0;
        for line in lines.iter().filter(|l| l.role == Role::Body) {
            widths[line.len().min(WIDEST)] += 1;
            body += 1;
        }
        let mut seen = 0;
        self.width = widths
            .iter()
            .position(|n| {
                seen += n;
                seen * 100 >= body * 70
            })
            .unwrap_or(0);
    }
}

/// The lines that have something on them, and how they are set.
pub(super) fn cut(text: &str) -> (Vec<Line>, Layout) {
    let mut lines: Vec<Line> = Vec::new();
    let (mut gap, mut page, mut apart, mut at) = (0u16, false, false, 0);
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let raw = &text[at..end];
        let shown = raw.trim();
        let start = at + (raw.len() - raw.trim_start().len());
        let head = &text[at..start];
        page |= head.contains('\u{c}');
        if shown.is_empty() {
            // One space alone is what some extractors leave of an image, a rule, the foot of a page.
            apart |= !raw.trim_end_matches('\r').is_empty();
            gap = gap.saturating_add(1);
        } else {
            let indent = head.chars().count().min(1000) as u16;
            let (start, end) = (start as u32, (start + shown.len()) as u32);
            lines.push(Line { start, end, gap, indent, page, apart, role: Role::Body });
            (gap, page, apart) = (0, false, false);
        }
        at = end + 1;
    }
    let layout = set(text, &mut lines);
    (lines, layout)
}

/// Tells how the lines are set; white space between lines means something only where they are spaced.
fn set(text: &str, lines: &mut [Line]) -> Layout {
    let (mut single, mut going_on) = (0, 0);
    for pair in lines.windows(2) {
        if pair[1].gap == 1 {
            single += 1;
            let goes_on = !ends_sentence(pair[0].text(text)) && begins_low(pair[1].text(text));
            going_on += usize::from(goes_on);
        }
    }
    let spaced = lines.len() > 4 && single * 10 > lines.len() * 6 && going_on * 4 > single;
    for line in lines.iter_mut() {
        // Where all lines are spaced, one that is not, and is indented by one, begins a page.
        line.page |= spaced && line.indent == 1 && line.gap == 0;
        line.apart &= spaced;
    }
    let paged = lines.iter().any(|l| l.page) || spaced && lines.iter().any(|l| l.apart);
    Layout { spaced, paged, width: 0 }
}

/// Which lines of the body are page numbers, or come back on page after page.
pub(super) fn running(text: &str, lines: &[Line], layout: &Layout) -> Vec<bool> {
    if !layout.paged {
        return vec![false; lines.len()];
    }
    let bare = |line: &Line| line.text(text).trim_matches(|c: char| !c.is_alphabetic()).to_owned();
    let edge = |i: usize| lines[i].page || lines[i].apart || lines.get(i + 1).is_none_or(|l| l.page || l.apart);
    let may = |i: usize| lines[i].len() < 90 && edge(i);
    let mut seen: FxHashMap<String, u32> = FxHashMap::default();
    for i in (0..lines.len()).filter(|i| may(*i)) {
        *seen.entry(bare(&lines[i])).or_default() += 1;
    }
    let runs = |i: usize| {
        let words = bare(&lines[i]);
        let number = words.is_empty() && lines[i].len() <= 12 || matches!(words.as_str(), "Page" | "page");
        number || seen.get(&words).is_some_and(|n| *n >= 3)
    };
    (0..lines.len()).map(|i| lines[i].role == Role::Body && may(i) && runs(i)).collect()
}

/// Sets apart page numbers, and lines that come back on page after page.
pub(super) fn drop_furniture(text: &str, lines: &mut [Line], layout: &Layout) {
    let running = running(text, lines, layout);
    for i in (0..lines.len()).filter(|i| running[*i]) {
        lines[i].role = Role::Furniture;
        if let Some(next) = lines.get_mut(i + 1) {
            next.page = true;
        }
    }
}

/// Whether a line ends what it says, note calls and closing marks aside.
pub(super) fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(|c: char| c.is_ascii_digit() || super::super::sentence::is_superscript(c));
    let line = if line.len() - bare.len() <= 6 && !bare.ends_with([' ', ',']) { bare } else { line };
    line.trim_end_matches([' ', '»', '"', '”', '’', ')', ']', '\'', '\u{a0}']).ends_with(['.', '?', '!', '…', ':'])
}

/// Whether a line begins in lower case.
pub(super) fn begins_low(line: &str) -> bool {
    line.trim_start_matches(['(', '«', '“', '"', '[', ' ', '\u{a0}']).starts_with(char::is_lowercase)
}
