//! A draft as a page shows it: its headings, paragraphs, lists and tables, with what was found under each.

use super::entry::Entry;
use super::passage::{Marks, words};
use crate::document::{Block, BlockKind, Document};
use crate::report::labels::Labels;
use crate::report::narrated::capital;
use crate::report::uri::web;
use crate::report::{cite, visible, words as words_of};
use crate::text::Language;
use maud::{Markup, html};

/// The whole draft.
pub(super) fn text(document: &Document, entries: &[Entry<'_>], labels: &Labels, language: Option<Language>) -> Markup {
    let page = Page { document, marks: Marks(entries), labels, language };
    let mut parts = Vec::new();
    let mut from = 0;
    while from < document.blocks.len() {
        let kind = document.blocks[from].kind;
        let alone = !matches!(kind, BlockKind::Item | BlockKind::Cell);
        let same = |block: &&Block| !alone && block.kind == kind;
        let to = from + 1 + document.blocks[from + 1..].iter().take_while(same).count();
        parts.push(match kind {
            BlockKind::Item => page.list(&document.blocks[from..to]),
            BlockKind::Cell => page.table(&document.blocks[from..to]),
            _ => page.alone(from),
        });
        from = to;
    }
    html! { @for part in parts { (part) } }
}

struct Page<'d, 'e, 'r> {
    document: &'d Document,
    marks: Marks<'e, 'r>,
    labels: &'d Labels,
    language: Option<Language>,
}

impl Page<'_, '_, '_> {
    fn words(&self, block: &Block) -> Markup {
        words(self.document, block, self.marks, self.labels)
    }

    fn alone(&self, place: usize) -> Markup {
        let block = &self.document.blocks[place];
        let (lang, words) = (block.language.code(), self.words(block));
        let section = &self.document.sections[block.section];
        let level = if section.heading == Some(place) { section.level } else { 6 };
        html! {
            @match (block.kind, level) {
                (BlockKind::Heading, 0..=1) => h3 lang=(lang) { (words) },
                (BlockKind::Heading, 2) => h4 lang=(lang) { (words) },
                (BlockKind::Heading, 3) => h5 lang=(lang) { (words) },
                (BlockKind::Heading, _) => h6 lang=(lang) { (words) },
                (BlockKind::Caption, _) => p.caption lang=(lang) { (words) },
                (BlockKind::Note | BlockKind::Reference, _) => p.small lang=(lang) { (words) },
                _ if block.quoted => blockquote lang=(lang) { p { (words) } },
                _ => p lang=(lang) { (words) },
            }
            (self.found(std::slice::from_ref(block)))
        }
    }

    fn list(&self, blocks: &[Block]) -> Markup {
        html! {
            ul {
                @for item in blocks.chunk_by(|a, b| a.passage == b.passage) {
                    li {
                        @for block in item { p lang=(block.language.code()) { (self.words(block)) } }
                        (self.found(item))
                    }
                }
            }
        }
    }

    fn table(&self, blocks: &[Block]) -> Markup {
        html! {
            div.wide {
                table.cells {
                    @for row in blocks.chunk_by(|a, b| a.passage == b.passage) {
                        tr { @for cell in row { td lang=(cell.language.code()) { (self.words(cell)) } } }
                    }
                }
            }
            (self.found(blocks))
        }
    }

    /// What was found in these blocks, under them.
    fn found(&self, blocks: &[Block]) -> Markup {
        let mut found: Vec<&Entry<'_>> = Vec::new();
        for block in blocks {
            let of = self.marks.of(self.document.source(block.span));
            found.extend(of.iter().filter(|entry| entry.finding.is_some()));
        }
        found.dedup_by_key(|entry| entry.number);
        if found.is_empty() {
            return html! {};
        }
        html! {
            ul.found aria-label=(self.labels.notes) {
                @for entry in found { li class=[entry.quiet.map(|_| "quiet")] { (self.note(entry)) } }
            }
        }
    }

    fn note(&self, entry: &Entry<'_>) -> Markup {
        let Some(finding) = entry.finding else { return html! {} };
        let language = self.language.unwrap_or(finding.language);
        html! {
            a.call href={ "#c" (entry.number) } { (entry.sign()) (entry.number) } " "
            span lang=(language.code()) {
                @if let Some(quiet) = entry.quiet { b { (visible(&capital(&quiet.says(language)))) "." } " " }
                (visible(&capital(&finding.message))) "."
                @if let Some(help) = &finding.help { " " em { (visible(&capital(help))) "." } }
                @for backing in &finding.backing {
                    " " span.backing {
                        @let cited = capital(&cite(words_of(language), backing));
                        @match backing.link.as_deref().and_then(web) {
                            Some(link) => a href=(link) rel="noopener noreferrer nofollow" { (visible(&cited)) },
                            None => (visible(&cited)),
                        }
                        "."
                    }
                }
                " " code { (visible(entry.rule)) }
            }
        }
    }
}
