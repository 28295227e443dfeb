//! Runs of text: words pushed, and the citations that stand in plain text seen.

use super::super::address::Addresses;
use super::super::model::{Citation, CitationKind};
use super::super::prose::{BLANK, normalise};
use super::{Reader, note};
use crate::text::Span;

impl Reader<'_> {
    /// Text that stands for itself.
    pub(super) fn words(&mut self, range: Span) {
        if self.mute > 0 {
            return;
        }
        if !self.run.is_empty() && self.run.end == range.start {
            self.run.end = range.end;
        } else {
            self.flush();
            self.run = range;
        }
    }

    /// Characters that an entity stands for.
    pub(super) fn characters(&mut self, shown: &str, range: Span) {
        self.flush();
        if self.mute == 0 && range.start >= self.used && !range.is_empty() {
            self.open();
            self.builder.push_as(shown, range);
        }
    }

    pub(super) fn space(&mut self, range: Span) {
        self.flush();
        if range.start >= self.used {
            self.builder.space(range);
        }
    }

    /// The start of an image, whose text is no prose.
    pub(super) fn image(&mut self) {
        self.flush();
        self.mute += 1;
        let empty = self.builder.blocks().len().checked_sub(1).is_none_or(|b| self.builder.prose_of(b).is_empty());
        if !self.builder.is_open() || empty {
            self.after_figure = true;
        }
    }

    /// Pushes the text that is held back.
    pub(super) fn flush(&mut self) {
        let mut run = std::mem::take(&mut self.run);
        run.start = run.start.max(self.used);
        if run.start >= run.end {
            return;
        }
        if !self.builder.is_open() {
            if self.text[run.range()].bytes().all(|b| b.is_ascii_whitespace() || b == BLANK) {
                return;
            }
            self.open();
        }
        let white = |b: u8| b.is_ascii_whitespace() || b == BLANK;
        if self.html.last_break.is_some() && !self.text[run.range()].bytes().all(white) {
            self.html.last_break = None;
        }
        let bytes = &self.text.as_bytes()[..run.end];
        let mut done = run.start;
        let mut addresses = Addresses::new(self.text, run.start, run.end);
        let mut marks = memchr::memchr3_iter(b'[', b'@', b'*', &bytes[run.start..]).map(|at| run.start + at).peekable();
        loop {
            while marks.peek().is_some_and(|at| *at < done) {
                marks.next();
            }
            match (marks.peek().copied(), addresses.next(done)) {
                (mark, Some(address)) if mark.is_none_or(|m| address.start < m) => {
                    self.builder.push(Span::new(done, address.start));
                    self.bare_address(address);
                    done = address.end;
                }
                (Some(mark), _) => {
                    marks.next();
                    if let Some(end) = self.mark(done, mark, run.end) {
                        done = end;
                    }
                }
                (None, _) => break,
            }
            if done >= run.end {
                break;
            }
        }
        self.used = self.used.max(done);
        if done < run.end {
            self.builder.push(Span::new(done, run.end));
        }
    }

    /// `https://…` in text: a link, and no words.
    fn bare_address(&mut self, address: Span) {
        self.builder.space(address);
        if !self.links.is_empty() {
            return;
        }
        let here = self.builder.here();
        self.builder.cite(Citation {
            kind: CitationKind::Link,
            span: Span::new(here, here),
            source: address,
            block: 0,
            resolved: true,
            target: self.text[address.range()].to_owned(),
            body: None,
            fault: None,
        });
    }

    /// What may begin at a `[`, an `@` or a `*`; the text before it from `done` is pushed where something does. Its end.
    fn mark(&mut self, done: usize, at: usize, to: usize) -> Option<usize> {
        let text = self.text;
        match text.as_bytes()[at] {
            b'@' => return self.bare_key(done, at, to),
            b'*' => {
                // Bold that Markdown did not see, as in `**word. **Next`, is not shown to rules either.
                let stars = text.as_bytes()[at..to].iter().take_while(|b| **b == b'*').count();
                if stars < 2 {
                    return None;
                }
                self.builder.push(Span::new(done, at));
                return Some(at + stars);
            }
            _ => {}
        }
        if at > done && text.as_bytes()[at - 1] == b'^' {
            return self.inline_note(done, at);
        }
        let label = text[at..to].strip_prefix("[^")?;
        let end = label.as_bytes().iter().take(60).position(|b| matches!(b, b']' | b'[' | b' ' | b'\n'))?;
        if end == 0 || label.as_bytes()[end] != b']' {
            return None;
        }
        self.builder.push(Span::new(done, at));
        let source = Span::new(at, at + 2 + end + 1);
        self.footnote_mark(&label[..end], source);
        Some(source.end)
    }

    /// `^[what the note says]`.
    fn inline_note(&mut self, done: usize, at: usize) -> Option<usize> {
        if at < self.leads.no_note_before {
            return None;
        }
        let window = &self.text.as_bytes()[at..self.text.len().min(at + 4096)];
        let mut depth = 0;
        let close = memchr::memchr2_iter(b'[', b']', window).find(|n| {
            if window[*n] == b'[' {
                depth += 1;
            } else {
                depth -= 1;
            }
            depth == 0
        });
        let Some(close) = close else {
            self.leads.no_note_before = at + window.len();
            return None;
        };
        let said = &self.text[at + 1..at + close];
        if said.contains("\n\n") {
            return None;
        }
        self.builder.push(Span::new(done, at - 1));
        let source = Span::new(at - 1, at + close + 1);
        self.said_note(said, source);
        self.used = source.end;
        Some(source.end)
    }

    /// A note that is said in its place.
    pub(super) fn said_note(&mut self, said: &str, source: Span) {
        let here = self.builder.here();
        let target = normalise(said);
        let fault = target.is_empty().then_some("empty-note");
        self.builder.cite(Citation {
            kind: CitationKind::Note,
            span: Span::new(here, here),
            source,
            block: 0,
            resolved: fault.is_none(),
            target,
            body: None,
            fault,
        });
    }

    /// `@smith2020`, or any key before ` [p. 4]`: its words stay.
    fn bare_key(&mut self, done: usize, at: usize, to: usize) -> Option<usize> {
        let before = self.text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '/' | '@')) {
            return None;
        }
        let key = note::key(&self.text[at..to])?;
        // A key in braces, `@{key}`, does not stand right behind its sign.
        if !self.text[at + 1..].starts_with(key) {
            return None;
        }
        let end = at + 1 + key.len();
        let located = self.text[end.min(to)..to].starts_with(" [p");
        let dated = key.bytes().filter(u8::is_ascii_digit).count() >= 2;
        if !(located || dated || note::cross_reference(key).is_some()) {
            return None;
        }
        self.builder.push(Span::new(done, at));
        let start = self.builder.ahead();
        let source = Span::new(at, end);
        self.builder.push(source);
        let span = self.builder.since(start);
        self.builder.cite(super::link::key_citation(key, span, source));
        Some(end)
    }
}
