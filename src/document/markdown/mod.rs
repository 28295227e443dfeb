//! The reader of Markdown and its dialects: blocks, sections and citations from the events of the parser.

mod blocks;
mod date;
mod dialect;
mod frontmatter;
mod html;
mod inline;
mod link;
mod note;
mod resolve;
mod tags;

use super::comment;
use super::model::Metadata;
use super::prose::{Builder, Draft};
use crate::text::Span;
use blocks::Container;
use link::OpenLink;
use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use resolve::Leads;
use tags::Html;

pub(super) use note::{begins_caption, key, lists_sources};

/// What a text in Markdown says. Math is never read: `$5 million and $10` is money.
pub(super) fn read(text: &str) -> (Draft, Vec<super::Entry>) {
    let matter = frontmatter::read(text);
    let masked = dialect::blank(text, matter.end);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let mut broken = broken_link;
    let parser = Parser::new_with_broken_link_callback(&masked, options, Some(&mut broken));
    let mut reader = Reader::new(text, &masked);
    for (event, range) in parser.into_offset_iter() {
        reader.event(event, range.into());
    }
    let comments = comment::comments(text, matter.end, &reader.code);
    (Draft { comments, ..reader.finish(matter.metadata) }, matter.references)
}

/// Which references without a definition are links all the same: pandoc's keys, and `[text][missing]`; never a plain
/// `[word]`, nor the numbers in `[1][2]`.
fn broken_link<'t>(link: BrokenLink<'t>) -> Option<(CowStr<'t>, CowStr<'t>)> {
    let label = &*link.reference;
    let is = match link.link_type {
        LinkType::Shortcut => label.contains('@') && !note::keys(label).is_empty(),
        LinkType::Reference | LinkType::Collapsed => {
            !label.starts_with('^') && !label.contains('@') && !label.bytes().all(|b| b.is_ascii_digit() || b == b' ')
        }
        _ => false,
    };
    is.then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
}

/// What is known at one point of the text.
struct Reader<'t> {
    /// As it came.
    original: &'t str,
    /// With the dialects' marks blanked, byte for byte.
    text: &'t str,
    builder: Builder<'t>,
    /// Text that is not pushed yet, so that what spans several events is seen whole.
    run: Span,
    /// Text before this byte is used up.
    used: usize,
    /// How many things are open whose text is no prose.
    mute: usize,
    containers: Vec<Container>,
    /// How many of the containers are notes.
    notes: usize,
    in_cell: bool,
    in_code: bool,
    /// Where code stands, in order.
    code: Vec<Span>,
    /// The paragraph that is open, where it may turn out to be a heading.
    paragraph: Option<Span>,
    /// Whether that paragraph is one bold run.
    bold: bool,
    /// What stands right before, where it may introduce a list.
    before: Option<usize>,
    /// Whether a table or a figure stands right before.
    after_figure: bool,
    /// The level of the heading under which sources are listed.
    listing: Option<u8>,
    links: Vec<OpenLink>,
    html: Html,
    leads: Leads,
}

impl<'t> Reader<'t> {
    fn new(original: &'t str, text: &'t str) -> Self {
        Self {
            original,
            text,
            builder: Builder::new(text),
            run: Span::default(),
            used: 0,
            mute: 0,
            containers: Vec::new(),
            notes: 0,
            in_cell: false,
            in_code: false,
            code: Vec::new(),
            paragraph: None,
            bold: false,
            before: None,
            after_figure: false,
            listing: None,
            links: Vec::new(),
            html: Html::default(),
            leads: Leads::default(),
        }
    }

    fn event(&mut self, event: Event<'t>, range: Span) {
        match event {
            Event::Text(_) if self.in_code => {}
            Event::Text(shown) => {
                if shown.as_bytes() == &self.text.as_bytes()[range.range()] {
                    self.words(range);
                } else {
                    self.characters(&shown, range);
                }
            }
            Event::SoftBreak if !self.run.is_empty() && self.run.end == range.start => self.run.end = range.end,
            Event::Code(_) => {
                self.code.push(range);
                self.space(range);
            }
            Event::SoftBreak | Event::HardBreak => self.space(range),
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Html(_) => self.html_lines(range),
            Event::InlineHtml(_) => {
                self.flush();
                self.markup(range);
            }
            Event::FootnoteReference(label) => self.footnote(&label, range),
            Event::Rule => {
                self.close();
                self.before = None;
            }
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'t>, range: Span) {
        match tag {
            Tag::Strong if self.paragraph.is_some() => self.strong(range),
            Tag::Emphasis | Tag::Strong | Tag::Superscript | Tag::Subscript => {}
            Tag::Strikethrough => {
                if self.text[range.range()].starts_with("~~") {
                    self.flush();
                    self.mute += 1;
                }
            }
            Tag::Image { .. } => self.image(),
            Tag::Link { link_type, dest_url, .. } => self.open_link(link_type, &dest_url, range),
            block => self.start_block(block, range),
        }
    }

    fn end(&mut self, tag: TagEnd, range: Span) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Strikethrough => {
                if self.text[range.range()].starts_with("~~") {
                    self.flush();
                    self.mute = self.mute.saturating_sub(1);
                }
            }
            TagEnd::Image => {
                self.flush();
                self.mute = self.mute.saturating_sub(1);
            }
            TagEnd::Link => self.close_markdown_link(),
            block => self.end_block(block, range),
        }
    }

    fn finish(mut self, metadata: Metadata) -> Draft {
        self.close();
        self.resolve();
        self.builder.finish(metadata)
    }
}
