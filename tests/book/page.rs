//! A page of the book: its blocks of code, its links and its headings.

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A page.
pub(crate) struct Page {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    /// Where links lead, as they are written.
    pub(crate) links: Vec<String>,
    /// The anchors of headings.
    pub(crate) anchors: Vec<String>,
}

/// A block of code: `language name`, where `name` is a file that the block is.
pub(crate) struct Block {
    pub(crate) language: String,
    pub(crate) name: Option<String>,
    pub(crate) text: String,
    /// Where the text stands in the page; empty for an empty block.
    pub(crate) range: Range<usize>,
}

impl Page {
    pub(crate) fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut page = Self { path: path.to_owned(), text, blocks: vec![], links: vec![], anchors: vec![] };
        page.look();
        page
    }

    fn look(&mut self) {
        let (mut block, mut heading): (Option<Block>, Option<String>) = (None, None);
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
        for (event, range) in Parser::new_ext(&self.text, options).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                    let (language, name) =
                        info.split_once(' ').map_or((&*info, None), |(l, n)| (l, Some(n.to_owned())));
                    let (language, text) = (language.to_owned(), String::new());
                    block = Some(Block { language, name, text, range: 0..0 });
                }
                Event::Text(text) if block.is_some() => {
                    let block = block.as_mut().expect("it is one");
                    block.text.push_str(&text);
                    let start = if block.range.is_empty() { range.start } else { block.range.start };
                    block.range = start..range.end;
                }
                // A command that readers do not see: `<!-- run COMMAND -->`.
                Event::Html(text) => {
                    if let Some(command) = text.trim().strip_prefix("<!-- run ").and_then(|t| t.strip_suffix(" -->")) {
                        let (language, text) = ("run".to_owned(), command.to_owned());
                        self.blocks.push(Block { language, name: None, text, range });
                    }
                }
                Event::End(TagEnd::CodeBlock) => self.blocks.extend(block.take()),
                Event::Start(Tag::Link { link_type, dest_url, .. }) if link_type != LinkType::Autolink => {
                    self.links.push(dest_url.into_string());
                }
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::Text(text) | Event::Code(text) if heading.is_some() => {
                    heading.as_mut().expect("it is one").push_str(&text);
                }
                Event::End(TagEnd::Heading(_)) => self.anchors.extend(heading.take().map(|text| anchor(&text))),
                _ => {}
            }
        }
    }

    /// The files that the page includes: `{{#include PATH}}`.
    pub(crate) fn includes(&self) -> Vec<PathBuf> {
        let paths = self.text.lines().filter_map(|line| line.strip_prefix("{{#include ")?.strip_suffix("}}"));
        let folder = self.path.parent().expect("it stands in a folder");
        paths.map(|path| folder.join(path.split(':').next().unwrap_or(path))).collect()
    }

    /// The folders of the repository that the page begins with: `<!-- with FOLDER as NAME -->`.
    pub(crate) fn given(&self) -> Vec<(&str, &str)> {
        let comments = self.text.lines().filter_map(|line| line.strip_prefix("<!-- with ")?.strip_suffix(" -->"));
        comments.map(|comment| comment.split_once(" as ").expect("it is written `with FOLDER as NAME`")).collect()
    }
}

/// The anchors of a page and of what it includes.
pub(crate) fn anchors(path: &Path) -> Vec<String> {
    let page = Page::read(path);
    let mut anchors = page.anchors.clone();
    for included in page.includes() {
        anchors.extend(Page::read(&included).anchors);
    }
    anchors
}

/// The anchor that mdBook and forges give a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}
