//! HTML in Markdown, read as people see it: tags end blocks, begin links, hide scripts.

use super::super::model::{BlockKind, Citation, CitationKind};
use super::super::prose::normalise;
use super::html::{self, Tag};
use super::{Reader, note};
use crate::text::Span;

/// What HTML has opened.
#[derive(Debug, Default)]
pub(super) struct Html {
    open: Vec<Element>,
    /// Lines not read yet, so that a tag on several is seen whole.
    lines: Span,
    in_comment: bool,
    /// The element whose content is not shown.
    hidden: Option<&'static str>,
    /// Where its end was seen.
    hidden_until: usize,
    /// How many superscripts are open.
    pub(super) raised: usize,
    /// Where the prose was at the last line break.
    pub(super) last_break: Option<usize>,
    /// No tag ends before this byte.
    no_tag_before: usize,
    /// Where a `<ref>` began, and the bytes before its content.
    note: Option<(usize, usize)>,
    /// How many deletions are open.
    struck: usize,
}

/// An element that says what the blocks in it are, with what its end brings back.
#[derive(Debug)]
struct Element {
    name: &'static str,
    kind: Option<BlockKind>,
    passage: Option<usize>,
    quoted: bool,
    lead_in: Option<usize>,
}

impl Html {
    pub(super) fn kind(&self) -> Option<BlockKind> {
        self.open.iter().rev().find_map(|e| e.kind)
    }

    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }
}

/// Elements without content that people see as prose.
const HIDDEN: [&str; 17] = [
    "script", "style", "template", "svg", "math", "noscript", "iframe", "select", "textarea", "audio", "video",
    "canvas", "object", "title", "pre", "code", "button",
];

/// Elements that begin and end a line of their own.
const BLOCKS: [&str; 25] = [
    "p", "div", "section", "article", "main", "aside", "header", "footer", "details", "summary", "form", "fieldset",
    "address", "figure", "dl", "dt", "dd", "thead", "tbody", "tfoot", "center", "hgroup", "menu", "hr", "body",
];

/// Elements that say what is in them.
const CONTEXTS: [&str; 11] =
    ["ul", "ol", "li", "table", "tr", "td", "th", "figcaption", "caption", "blockquote", "nav"];

impl Reader<'_> {
    /// A line of an HTML block.
    pub(super) fn html_lines(&mut self, range: Span) {
        if !self.html.lines.is_empty() && self.html.lines.end == range.start {
            self.html.lines.end = range.end;
        } else {
            self.flush_html();
            self.html.lines = range;
        }
    }

    pub(super) fn flush_html(&mut self) {
        let lines = std::mem::take(&mut self.html.lines);
        if !lines.is_empty() {
            self.markup(lines);
        }
    }

    /// Reads HTML, or a part of it.
    pub(super) fn markup(&mut self, span: Span) {
        let text = self.text;
        let bytes = text.as_bytes();
        let mut at = span.start;
        while at < span.end {
            if self.html.in_comment {
                let Some(n) = memchr::memmem::find(&bytes[at..span.end], b"-->") else { return };
                self.html.in_comment = false;
                at += n + 3;
                continue;
            }
            if let Some(name) = self.html.hidden {
                let closes = |n: &usize| {
                    let from = at + n + 2;
                    text.get(from..from + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
                };
                let Some(n) = memchr::memmem::find_iter(&bytes[at..span.end], b"</").find(closes) else { return };
                self.reveal();
                at += n;
                at = html::tag(text, at, span.end).map_or(span.end, |t| t.end);
                continue;
            }
            let next = memchr::memchr2(b'<', b'&', &bytes[at..span.end]).map_or(span.end, |n| at + n);
            if next > at {
                self.words(Span::new(at, next));
            }
            at = if next < span.end { self.markup_at(next, span.end) } else { next };
        }
    }

    /// What begins at a `<` or an `&`: where it ends.
    fn markup_at(&mut self, at: usize, to: usize) -> usize {
        let text = self.text;
        let rest = &text[at..to];
        if rest.starts_with('&') {
            if let Some((shown, span)) = html::entity(text, at).filter(|(_, span)| span.end <= to) {
                self.characters(&shown, span);
                return span.end;
            }
        } else if rest.starts_with("<!--") {
            self.flush();
            self.html.in_comment = true;
            return at + 4;
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            self.flush();
            return rest.find('>').map_or(to, |n| at + n + 1);
        } else if at >= self.html.no_tag_before {
            if let Some(tag) = html::tag(text, at, to) {
                self.flush();
                self.tag(&tag, Span::new(at, tag.end));
                return tag.end;
            }
            if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
                self.html.no_tag_before = to.min(at + html::LONGEST);
            }
        }
        self.words(Span::new(at, at + 1));
        at + 1
    }

    /// Shows again what comes after a hidden element.
    fn reveal(&mut self) {
        if self.html.hidden.take().is_some() {
            self.mute = self.mute.saturating_sub(1);
        }
    }

    fn tag(&mut self, tag: &Tag<'_>, span: Span) {
        let hidden = HIDDEN.into_iter().find(|n| tag.is(&[n]));
        if !tag.closing {
            if tag.is(&["li", "td", "th", "tr", "p", "div", "section"]) {
                self.close();
            }
            let marks = tag.attribute("href").is_some_and(|h| h.starts_with('#') && !note::is_back_anchor(&h));
            for name in ["id", "name"] {
                if let Some(anchor) = tag.attribute(name).filter(|a| !a.is_empty()) {
                    self.name_anchor(&anchor, marks);
                }
            }
        }
        if let Some(name) = hidden {
            self.builder.space(span);
            if !tag.closing && !tag.alone {
                self.html.hidden = Some(name);
                self.html.hidden_until = self.end_of_hidden(name, span.end);
                self.mute += 1;
            } else if tag.closing && self.html.hidden == Some(name) {
                self.reveal();
            }
        } else if tag.is(&["br"]) {
            self.line_break(span);
        } else if tag.is(&["img"]) {
            if !self.builder.is_open() {
                self.after_figure = true;
            }
        } else if tag.is(&["a"]) {
            self.anchor_tag(tag, span);
        } else if tag.is(&["sup"]) && !tag.alone {
            self.html.raised = if tag.closing { self.html.raised.saturating_sub(1) } else { self.html.raised + 1 };
        } else if tag.is(&["del", "s", "strike"]) && !tag.alone {
            if !tag.closing {
                self.html.struck += 1;
                self.mute += 1;
            } else if self.html.struck > 0 {
                self.html.struck -= 1;
                self.mute = self.mute.saturating_sub(1);
            }
        } else if tag.is(&["ref"]) {
            self.ref_tag(tag, span);
        } else if let Some(level) = heading_level(tag.name) {
            if tag.closing {
                let closed = self.close();
                self.closed_heading(closed, level);
            } else {
                self.open_heading(level);
            }
        } else if let Some(name) = CONTEXTS.into_iter().find(|n| tag.is(&[n])) {
            self.context(name, tag.closing || tag.alone);
        } else if tag.is(&BLOCKS) {
            self.close();
            if tag.is(&["hr", "figure"]) {
                self.before = None;
            }
        }
    }

    /// Where a hidden element ends; 0 where that is far.
    fn end_of_hidden(&self, name: &str, from: usize) -> usize {
        if !matches!(name, "script" | "style" | "svg" | "math" | "template" | "pre") {
            return 0;
        }
        let window = &self.text.as_bytes()[from..self.text.len().min(from + (16 << 10))];
        memchr::memmem::find_iter(window, b"</")
            .find(|n| window[n + 2..].get(..name.len()).is_some_and(|w| w.eq_ignore_ascii_case(name.as_bytes())))
            .map_or(0, |n| from + n)
    }

    /// One line break is a space; two end the block.
    fn line_break(&mut self, span: Span) {
        if self.builder.is_open() && self.html.last_break == Some(self.builder.here()) {
            self.close();
        } else {
            self.builder.space(span);
        }
        self.html.last_break = Some(self.builder.here());
    }

    fn anchor_tag(&mut self, tag: &Tag<'_>, span: Span) {
        if tag.closing {
            self.close_html_link(span.end);
        } else if let Some(href) = tag.attribute("href").filter(|_| !tag.alone) {
            self.close_html_links();
            let rest = rest_of(self.text, span.end, 160.min(self.text.len() - span.end));
            let shown = rest.find("</a").map_or("", |n| &rest[..n]);
            let source = if shown.is_empty() { span } else { Span::new(span.start, span.end + shown.len()) };
            self.begin_to(source, if shown.is_empty() { "words that are no mark" } else { shown }, &href);
            self.is_html_link();
        }
    }

    /// MediaWiki's `<ref>what the note says</ref>`.
    fn ref_tag(&mut self, tag: &Tag<'_>, span: Span) {
        if tag.closing {
            let Some((start, content)) = self.html.note.take() else { return };
            self.mute = self.mute.saturating_sub(1);
            let target = normalise(&self.text[content..span.start]);
            let fault = target.is_empty().then_some("empty-note");
            self.ref_note(Span::new(start, span.end), target, fault);
        } else if tag.alone {
            let name = tag.attribute("name").unwrap_or_default().into_owned();
            self.ref_note(span, name, None);
        } else if self.html.note.is_none() {
            self.html.note = Some((span.start, span.end));
            self.mute += 1;
        }
    }

    fn ref_note(&mut self, source: Span, target: String, fault: Option<&'static str>) {
        self.open();
        let here = self.builder.here();
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

    /// The start or end of an element that says what is in it.
    fn context(&mut self, name: &'static str, ends: bool) {
        self.close();
        if ends {
            if let Some(at) = self.html.open.iter().rposition(|e| e.name == name) {
                self.close_html(at);
            }
            match name {
                "table" => self.after_figure = true,
                "ul" | "ol" => self.before = None,
                _ => {}
            }
            return;
        }
        // Ends that may be left out.
        let implied: &[&str] = match name {
            "li" => &["li"],
            "td" | "th" => &["td", "th"],
            "tr" => &["tr", "td", "th", "caption"],
            _ => &[],
        };
        while self.html.open.last().is_some_and(|e| implied.contains(&e.name)) {
            self.close_html(self.html.open.len() - 1);
        }
        if self.html.open.len() >= 64 {
            return;
        }
        let kind = match name {
            "li" if self.leads.names_note(self.builder.blocks().len()) => Some(BlockKind::Note),
            "li" => Some(BlockKind::Item),
            "td" | "th" => Some(BlockKind::Cell),
            "figcaption" | "caption" => Some(BlockKind::Caption),
            "nav" => Some(BlockKind::Reference),
            _ => None,
        };
        let lead_in = match name {
            "ul" | "ol" => self.lead_in(),
            "li" => self.html.open.last().and_then(|list| list.lead_in),
            _ => None,
        };
        let builder = &mut self.builder;
        self.html.open.push(Element { name, kind, passage: builder.passage, quoted: builder.quoted, lead_in });
        match name {
            "li" | "tr" => {
                builder.passage = Some(builder.new_passage());
                builder.lead_in = lead_in;
                self.before = None;
            }
            "blockquote" => builder.quoted = true,
            _ => {}
        }
    }

    /// Ends elements until only so many are open.
    pub(super) fn close_html(&mut self, depth: usize) {
        while self.html.open.len() > depth {
            if let Some(element) = self.html.open.pop() {
                self.builder.passage = element.passage;
                self.builder.quoted = element.quoted;
                self.builder.lead_in = None;
            }
        }
    }

    /// Forgets what HTML left open at the end of a block of Markdown.
    pub(super) fn end_inline_html(&mut self, at: usize) {
        self.close_html_links();
        // What is hidden may go on over blank lines, as far as its end is near.
        let hidden = self.html.hidden.filter(|_| self.html.hidden_until > at);
        self.html.hidden = hidden;
        self.mute = usize::from(hidden.is_some());
        self.html.note = None;
        self.html.raised = 0;
        self.html.struck = 0;
    }
}

/// At most so many bytes of the text from `start`, up to a character's edge.
fn rest_of(text: &str, start: usize, len: usize) -> &str {
    let mut end = start + len;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[start..end]
}

fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h' | b'H', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}
