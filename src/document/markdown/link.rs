//! Links and keys: what they show, where they lead.

use super::super::address::{self, Target};
use super::super::model::{Citation, CitationKind};
use super::{Reader, note};
use crate::text::Span;
use pulldown_cmark::LinkType;

/// A link whose end has not come.
#[derive(Debug)]
pub(super) struct OpenLink {
    /// Where its words begin in the prose view.
    start: usize,
    source: Span,
    muted: bool,
    /// Begun by a tag.
    html: bool,
    cites: Option<Cites>,
}

/// What a link will cite.
#[derive(Debug)]
struct Cites {
    kind: CitationKind,
    target: String,
    fault: Option<&'static str>,
    /// The anchor that must be found.
    anchor: Option<String>,
}

impl Cites {
    fn new(kind: CitationKind, target: &str) -> Self {
        Self { kind, target: target.to_owned(), fault: None, anchor: None }
    }
}

/// A pandoc key; nothing can be told of it where no bibliography is known. `@fig-walls` is the draft's own figure.
pub(super) fn key_citation(key: &str, span: Span, source: Span) -> Citation {
    Citation {
        kind: note::cross_reference(key).unwrap_or(CitationKind::Key),
        span,
        source,
        block: 0,
        resolved: true,
        target: key.to_owned(),
        body: None,
        fault: None,
    }
}

impl Reader<'_> {
    /// The start of a link in Markdown.
    pub(super) fn open_link(&mut self, link_type: LinkType, address: &str, range: Span) {
        // `^[see @roe]` is a note.
        let noted = link_type == LinkType::ShortcutUnknown
            && !self.run.is_empty()
            && self.run.end == range.start
            && self.text[self.run.range()].ends_with('^');
        self.run.end -= usize::from(noted);
        self.flush();
        let raw = &self.text[range.range()];
        match link_type {
            LinkType::ShortcutUnknown => {
                self.open();
                if noted {
                    self.said_note(&raw[1..raw.len() - 1], Span::new(range.start - 1, range.end));
                }
                self.keys(range);
                self.begin(range, true, None);
            }
            LinkType::ReferenceUnknown | LinkType::CollapsedUnknown => {
                let mut cites =
                    Cites::new(CitationKind::Link, raw.rsplit('[').next().unwrap_or_default().trim_end_matches(']'));
                if cites.target.is_empty() {
                    cites.target = raw.trim_end_matches("[]").trim_matches(['[', ']']).to_owned();
                }
                cites.fault = Some("no-such-key");
                self.begin(range, false, Some(cites));
            }
            LinkType::Autolink => {
                self.begin(range, true, Some(Cites::new(CitationKind::Link, address)));
            }
            LinkType::Email => self.begin(range, true, Some(Cites::new(CitationKind::InternalLink, address))),
            _ => {
                let end = raw.rfind("](").or_else(|| raw.rfind("][")).unwrap_or(raw.len().saturating_sub(1));
                let shown = raw.get(1..end).unwrap_or_default();
                self.begin_to(range, shown, address);
            }
        }
    }

    /// The start of a link, in Markdown or HTML, that shows `shown` and leads to `address`.
    pub(super) fn begin_to(&mut self, range: Span, shown: &str, address: &str) {
        let (cites, muted) = match address::target(address) {
            Target::Outside => (Cites::new(CitationKind::Link, address), false),
            Target::Inside => (Cites::new(CitationKind::InternalLink, address), false),
            Target::Nowhere => {
                let mut cites = Cites::new(CitationKind::Link, address);
                cites.fault = Some("empty-target");
                (cites, false)
            }
            Target::Anchor(anchor) => {
                let mark = note::mark(shown);
                let raised = shown.contains("<sup") || self.html.raised > 0 || mark == Some(true);
                let is_note = note::is_note_anchor(anchor);
                let back = note::is_back_anchor(anchor) || note::is_return(shown);
                if back {
                    // What leads back to its mark is the body of a note.
                    self.open();
                    self.is_note();
                    self.begin(range, true, None);
                    return;
                }
                let mut cites = Cites::new(CitationKind::InternalLink, address);
                cites.anchor = Some(anchor.to_owned());
                if is_note || mark.is_some() && raised {
                    cites.kind = match mark {
                        None if note::is_entry_anchor(anchor) => CitationKind::AuthorYear,
                        _ if note::is_entry_anchor(anchor) => CitationKind::Number,
                        _ => CitationKind::Note,
                    };
                }
                (cites, mark.is_some() && (is_note || raised))
            }
        };
        self.begin(range, muted, Some(cites));
    }

    fn begin(&mut self, source: Span, muted: bool, cites: Option<Cites>) {
        if cites.is_some() {
            self.open();
        }
        self.links.push(OpenLink { start: self.builder.ahead(), source, muted, html: false, cites });
        self.mute += usize::from(muted);
    }

    /// The end of a link in Markdown; tags left open in it end too.
    pub(super) fn close_markdown_link(&mut self) {
        while self.links.last().is_some_and(|l| l.html) {
            self.close_link();
        }
        self.close_link();
    }

    /// The end of a link that a tag began, where the innermost is one.
    pub(super) fn close_html_link(&mut self, end: usize) {
        self.flush();
        if let Some(link) = self.links.last_mut().filter(|l| l.html) {
            link.source.end = link.source.end.max(end);
            self.close_link();
        }
    }

    /// Ends all links that tags began.
    pub(super) fn close_html_links(&mut self) {
        while self.links.last().is_some_and(|l| l.html) {
            self.close_link();
        }
    }

    /// Says that the innermost link was begun by a tag.
    pub(super) fn is_html_link(&mut self) {
        if let Some(link) = self.links.last_mut() {
            link.html = true;
        }
    }

    /// The end of the innermost link.
    fn close_link(&mut self) {
        self.flush();
        let Some(link) = self.links.pop() else { return };
        if link.muted {
            self.mute = self.mute.saturating_sub(1);
        }
        let Some(cites) = link.cites else { return };
        if link.muted && matches!(cites.kind, CitationKind::Link | CitationKind::InternalLink) {
            self.builder.space(link.source);
        }
        // A block that ended inside keeps its words to itself.
        let block = self.builder.blocks().last().map_or(0, |b| b.span.start);
        let span = if link.muted { self.builder.since(usize::MAX) } else { self.builder.since(link.start.max(block)) };
        let index = self.builder.cite(Citation {
            kind: cites.kind,
            span,
            source: link.source,
            block: 0,
            resolved: cites.fault.is_none(),
            target: cites.target,
            body: None,
            fault: cites.fault,
        });
        if let (Some(index), Some(anchor)) = (index, cites.anchor) {
            self.leads.lead(index, anchor, false);
        }
    }

    /// `[^1]`, with a definition.
    pub(super) fn footnote(&mut self, label: &str, range: Span) {
        self.flush();
        if self.mute == 0 && range.start >= self.used {
            self.open();
            self.footnote_mark(label, range);
        }
    }

    /// `[^1]`, with or without.
    pub(super) fn footnote_mark(&mut self, label: &str, source: Span) {
        let here = self.builder.here();
        let index = self.builder.cite(Citation {
            kind: CitationKind::Note,
            span: Span::new(here, here),
            source,
            block: 0,
            resolved: false,
            target: label.to_owned(),
            body: None,
            fault: Some("no-such-note"),
        });
        if let Some(index) = index {
            self.leads.lead(index, label.to_owned(), true);
        }
    }

    /// `[see @doe99, pp. 3-5; @roe]`.
    fn keys(&mut self, range: Span) {
        let inside = &self.text[range.start + 1..range.end - 1];
        let here = self.builder.here();
        for (span, key) in note::keys(inside) {
            let source = Span::new(range.start + 1 + span.start, range.start + 1 + span.end);
            self.builder.cite(key_citation(key, Span::new(here, here), source));
        }
    }
}
