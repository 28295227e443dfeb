//! An excerpt of a text around a span: a window at word edges, that keeps the true line and column.
//!
//! A paragraph of Markdown is often one line of a thousand characters. miette would print all of it, and count lines
//! from the first byte of the file for each span. So the excerpt is cut here, in time that depends on the width alone.

use super::lines::{ceil, floor};
use super::visible::picture;
use crate::text::{Location, Span};
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthChar;

/// The lines that are shown of a span that runs over many.
const MOST_LINES: usize = 5;

/// A window on a text, for miette to draw.
#[derive(Clone, Debug)]
pub struct Excerpt {
    name: String,
    shown: String,
    marks: Vec<Span>,
    start: Location,
}

/// A span to be shown, and where it begins.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// The bytes of the text.
    pub span: Span,
    /// Line and column of its first character.
    pub start: Location,
}

impl Excerpt {
    /// The lines of `mark`, each cut at word edges to `width` columns. Tabs and control characters are made visible.
    pub fn new(name: &str, text: &str, mark: Mark, width: usize) -> Self {
        let start = floor(text, mark.span.start);
        let next = text[start..].chars().next().filter(|c| !matches!(c, '\n' | '\r')).map_or(0, char::len_utf8);
        let span = Span::new(start, ceil(text, mark.span.end).max(start + if mark.span.is_empty() { next } else { 0 }));
        let mut excerpt = Self {
            name: super::visible(name).into_owned(),
            shown: String::new(),
            marks: Vec::new(),
            start: mark.start,
        };
        let mut from = span.start;
        for line in 0.. {
            let to = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[from..span.end]).map_or(span.end, |end| from + end);
            let part = if line == 0 { Span::new(from, to) } else { without_prefix(text, from, to) };
            let more = to < span.end && !text[to..span.end].trim().is_empty();
            excerpt.push(text, part, width, more && line + 1 == MOST_LINES);
            if !more || line + 1 == MOST_LINES {
                break;
            }
            excerpt.shown.push('\n');
            from = to + if text[to..].starts_with("\r\n") { 2 } else { 1 };
            from = from.min(span.end);
        }
        if excerpt.marks.is_empty() {
            let last_line = excerpt.shown.lines().last().unwrap_or_default();
            let last = last_line.chars().next_back().filter(|_| columns(last_line) >= width);
            let at = excerpt.shown.len();
            match last {
                Some(last) => excerpt.marks.push(Span::new(at - last.len_utf8(), at)),
                None => {
                    excerpt.shown.push(' ');
                    excerpt.marks.push(Span::new(at, at + 1));
                }
            }
        }
        excerpt
    }

    /// The line of `mark` with a second span in it; `None` where the two are not on one line, or it is too wide.
    pub fn with_second(name: &str, text: &str, mark: Mark, second: Span, width: usize) -> Option<Self> {
        let inside = |span: Span| text.get(span.range()).is_some_and(|words| !words.is_empty());
        let (first, last) = if mark.span < second { (mark.span, second) } else { (second, mark.span) };
        if !inside(mark.span) || !inside(second) || first.end > last.start {
            return None;
        }
        let line = whole_line(text, first.join(last), width)?;
        if text[line.range()].contains(['\n', '\r']) {
            return None;
        }
        let mut excerpt = Self {
            name: super::visible(name).into_owned(),
            shown: String::new(),
            marks: Vec::new(),
            start: mark.start,
        };
        excerpt.draw(&text[line.start..first.start]);
        excerpt.draw_marked(&text[first.range()]);
        excerpt.draw(&text[first.end..last.start]);
        excerpt.draw_marked(&text[last.range()]);
        excerpt.draw(&text[last.end..line.end]);
        Some(excerpt)
    }

    /// The words of the span as they stand in the excerpt, one range for each line.
    pub fn marks(&self) -> &[Span] {
        &self.marks
    }

    /// What is shown, without numbers and frame.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Appends one line with `part` in it.
    fn push(&mut self, text: &str, part: Span, width: usize, more: bool) {
        let part = Span::new(part.start, part.start + text[part.range()].trim_end().len());
        if let Some(line) = whole_line(text, part, width.saturating_sub(usize::from(more))) {
            self.draw(&text[line.start..part.start]);
            self.draw_marked(&text[part.range()]);
            self.draw(&text[part.end..line.end]);
            if more {
                self.shown.push('…');
            }
            return;
        }
        let room = width.saturating_sub(2 + usize::from(more)).max(8);
        let core = forward(text, part.start, part.end, room);
        let cut = core < part.end;
        let core = if cut { word_end(text, part.start, core) } else { core };
        let left_room = room.saturating_sub(columns(&text[part.start..core]));
        let left = backward(text, part.start, left_room);
        let right_end = if cut { core } else { line_end(text, part.end, left_room) };
        let right = if cut { core } else { forward(text, part.end, right_end, left_room) };
        let (wide_left, wide_right) = (columns(&text[left..part.start]), columns(&text[core..right]));
        let share = left_room / 2;
        let for_left = share.max(left_room.saturating_sub(wide_right)).min(wide_left);
        let for_right = left_room.saturating_sub(for_left).min(wide_right);
        let left = word_start(text, backward(text, part.start, for_left), part.start);
        let right = match forward(text, core, right, for_right) {
            _ if cut => core,
            end if end < right_end => word_end(text, core, end),
            end => end,
        };
        if !at_line_start(text, left) {
            self.shown.push('…');
        }
        self.draw(&text[left..part.start]);
        self.draw_marked(&text[part.start..core]);
        self.draw(&text[core..right]);
        if cut || more || right < right_end || (right == right_end && !at_line_end(text, right)) {
            self.shown.push('…');
        }
    }

    fn draw_marked(&mut self, text: &str) {
        let start = self.shown.len();
        self.draw(text);
        if self.shown.len() > start {
            self.marks.push(Span::new(start, self.shown.len()));
        }
    }

    fn draw(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\t' => self.shown.push_str("    "),
                c => self.shown.push(picture(c).unwrap_or(c)),
            }
        }
    }
}

/// The line around `part`, where all of it has room.
fn whole_line(text: &str, part: Span, width: usize) -> Option<Span> {
    let start = backward(text, part.start, width);
    let end = line_end(text, part.end, width);
    let whole = at_line_start(text, start) && at_line_end(text, end);
    (whole && columns(&text[start..end]) <= width).then_some(Span::new(start, end))
}

/// How many columns a character takes on a terminal, drawn as here.
fn column(c: char) -> usize {
    match c {
        '\t' => 4,
        c => picture(c).unwrap_or(c).width().unwrap_or(0),
    }
}

fn columns(text: &str) -> usize {
    text.chars().map(column).sum()
}

/// How far text of `room` columns reaches from `from`; zero-width characters cannot make it long.
fn forward(text: &str, from: usize, to: usize, room: usize) -> usize {
    let (mut left, mut at) = (room, from);
    for c in text[from..to].chars() {
        if matches!(c, '\n' | '\r') || column(c) > left || at - from > 8 * (room + 1) {
            break;
        }
        left -= column(c);
        at += c.len_utf8();
    }
    at
}

/// The same towards the beginning of the line.
fn backward(text: &str, from: usize, room: usize) -> usize {
    let (mut left, mut at) = (room, from);
    for c in text[..from].chars().rev() {
        if matches!(c, '\n' | '\r') || column(c) > left || from - at > 8 * (room + 1) {
            break;
        }
        left -= column(c);
        at -= c.len_utf8();
    }
    at
}

/// The end of the line, or as far as could be shown of it.
fn line_end(text: &str, from: usize, room: usize) -> usize {
    let most = floor(text, from.saturating_add(8 * (room + 1)));
    let end = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[from..most]).map_or(most, |end| from + end);
    from + text[from..end].trim_end().len()
}

fn at_line_start(text: &str, at: usize) -> bool {
    at == 0 || text[..at].ends_with(['\n', '\r'])
}

fn at_line_end(text: &str, at: usize) -> bool {
    text[at..].starts_with(['\n', '\r']) || text[at..].is_empty()
}

/// The beginning of the next word, where `at` cuts one; `at` where that would leave little.
fn word_start(text: &str, at: usize, limit: usize) -> usize {
    if at == 0 || text[..at].ends_with(['\n', '\r', ' ']) {
        return at;
    }
    let word =
        text[at..limit].find(char::is_whitespace).map(|space| limit - text[at + space..limit].trim_start().len());
    match word {
        Some(word) if (limit - word) * 3 >= limit - at => word,
        _ => at + text[at..limit].find(|c| column(c) > 0).unwrap_or(0),
    }
}

/// The end of the word before, where `at` cuts one; `at` where that would leave little.
fn word_end(text: &str, from: usize, at: usize) -> usize {
    let cut = text[at..].chars().next().is_some_and(|c| !c.is_whitespace());
    match text[from..at].rfind(char::is_whitespace) {
        Some(space) if cut && space * 3 >= at - from => from + text[from..from + space].trim_end().len(),
        _ if cut => at,
        _ => from + text[from..at].trim_end().len(),
    }
}

/// A further line of a span without its indentation and the marks of a quotation.
fn without_prefix(text: &str, from: usize, to: usize) -> Span {
    let line = &text[from..to];
    Span::new(to - line.trim_start_matches([' ', '\t', '>']).len(), to)
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        // Asked for no context, miette wants to know where the span begins; else, what to draw.
        let column = if before == 0 { self.start.column.saturating_sub(1) } else { 0 };
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            self.shown.as_bytes(),
            (0, self.shown.len()).into(),
            self.start.line.saturating_sub(1),
            column,
            self.shown.matches('\n').count() + 1,
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Lines;
    use proptest::prelude::*;

    fn excerpt(text: &str, words: &str, width: usize) -> Excerpt {
        let start = text.find(words).unwrap();
        let span = Span::new(start, start + words.len());
        Excerpt::new("draft.md", text, Mark { span, start: Lines::new(text).location(text, start) }, width)
    }

    fn marked(excerpt: &Excerpt) -> Vec<&str> {
        excerpt.marks.iter().map(|mark| &excerpt.shown[mark.range()]).collect()
    }

    #[test]
    fn a_long_line_is_cut_at_word_edges() {
        let text = format!("{}the end of hunger is near {}", "left words ".repeat(99), "and right ".repeat(99));
        let excerpt = excerpt(&text, "end of hunger", 50);
        assert_eq!(excerpt.shown, "…left words the end of hunger is near and right…");
        assert_eq!(marked(&excerpt), ["end of hunger"]);
        assert_eq!(excerpt.start.column, 99 * 11 + 5);
    }

    #[test]
    fn a_short_line_is_whole() {
        let excerpt = excerpt("# Head\n\nAI ends hunger.\n\nNext.", "AI ends hunger", 50);
        assert_eq!(excerpt.shown, "AI ends hunger.");
    }

    #[test]
    fn each_hard_wrapped_line_has_its_mark() {
        let text = "> So AI\r\n> will end\r\n> hunger soon.\r\n";
        let excerpt = excerpt(text, "AI\r\n> will end\r\n> hunger", 50);
        assert_eq!(excerpt.shown, "> So AI\n> will end\n> hunger soon.");
        assert_eq!(marked(&excerpt), ["AI", "will end", "hunger"]);
    }

    #[test]
    fn a_carriage_return_alone_ends_a_line() {
        let excerpt = excerpt("One.\rAI ends\rhunger.\rTwo.", "AI ends\rhunger", 50);
        assert_eq!(excerpt.shown, "AI ends\nhunger.");
        assert_eq!(excerpt.start.line, 2);
    }

    #[test]
    fn a_span_of_many_lines_and_a_span_wider_than_the_window_end_in_dots() {
        let text = "a b c d\n".repeat(50);
        assert_eq!(excerpt(&text, text.trim_end(), 40).shown.lines().last(), Some("a b c d…"));
        assert_eq!(excerpt(&text, text.trim_end(), 40).marks.len(), MOST_LINES);
        let text = "word ".repeat(500);
        let excerpt = excerpt(&text, text.trim_end(), 22);
        assert_eq!(excerpt.shown, "word word word word…");
    }

    #[test]
    fn an_empty_span_at_the_end_is_shown() {
        let text = "rule x {\n";
        let at = text.len();
        let mark = Mark { span: Span::new(at, at), start: Lines::new(text).location(text, at) };
        let excerpt = Excerpt::new("a.toulmin", text, mark, 40);
        assert_eq!((excerpt.shown.as_str(), excerpt.marks.as_slice()), (" ", &[Span::new(0, 1)][..]));
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked(text in r"([a-zé]{1,12}[ \t]|[\PC]|\r\n|\n|\r|👩‍🔬|e\u{301}|中){0,80}", a in 0usize..400, b in 0usize..400, width in 20usize..120) {
            let (a, b) = (floor(&text, a.min(b)), floor(&text, a.max(b)));
            let mark = Mark { span: Span::new(a, b), start: Lines::new(&text).location(&text, a) };
            let excerpt = Excerpt::new("x", &text, mark, width);
            for line in excerpt.shown.lines() {
                prop_assert!(columns(line) <= width, "{line:?}");
            }
            for mark in &excerpt.marks {
                prop_assert!(excerpt.shown.get(mark.range()).is_some_and(|words| !words.contains('\n')));
            }
        }
    }
}
