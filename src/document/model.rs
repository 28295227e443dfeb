//! What a draft is made of once it is read: blocks of prose, sections, citations, and the way back to its bytes.

use crate::text::{Date, Language, Span};

/// How the bytes of a draft are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Markdown and its dialects: CommonMark, GFM, pandoc, MDX, Quarto, Jekyll.
    Markdown,
    /// Plain text, also as a PDF extractor leaves it.
    Text,
}

impl Format {
    /// The format that a file name's extension tells, without its dot.
    pub fn from_extension(extension: &str) -> Option<Self> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdown" | "mkd" | "mdx" | "qmd" | "rmd" | "svx" | "livemd" => Self::Markdown,
            "txt" | "text" => Self::Text,
            _ => return None,
        })
    }
}

/// What a draft says of itself in its front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// `title`.
    pub title: Option<String>,
    /// `date`, as `2024-05-03`; a year alone has only `year`.
    pub date: Option<Date>,
    /// The year of `date`, also where the rest of it cannot be read.
    pub year: Option<i32>,
    /// `lang` or `language`.
    pub language: Option<Language>,
    /// `author` or `authors`.
    pub authors: Vec<String>,
    /// `bibliography`: files named there.
    pub bibliography: Vec<String>,
}

/// A run of prose that no sentence crosses.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub(crate) kind: BlockKind,
    /// Its bytes in the prose view.
    pub(crate) span: Span,
    /// Its place in [`Document::sections`](super::Document).
    pub(crate) section: usize,
    /// Blocks with one number are one paragraph, list item or table row.
    pub(crate) passage: usize,
    /// The block that introduces this list item and ends in a colon.
    pub(crate) lead_in: Option<usize>,
    pub(crate) language: Language,
    /// Inside a block quotation.
    pub(crate) quoted: bool,
}

/// What a block is in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A paragraph inside a list item.
    Item,
    /// A cell of a table.
    Cell,
    /// A heading.
    Heading,
    /// A caption, or a «Source:» line under a table or a figure.
    Caption,
    /// The body of a footnote or endnote.
    Note,
    /// An entry of a bibliography, a list of links, a table of contents, navigation.
    Reference,
}

impl BlockKind {
    /// Whether what it says is asserted by the draft's own text.
    pub(crate) fn asserts(self) -> bool {
        matches!(self, Self::Paragraph | Self::Item | Self::Cell | Self::Heading | Self::Caption)
    }
}

/// What stands under one heading.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    /// The heading's block; `None` before the first heading.
    pub(crate) heading: Option<usize>,
    /// 1 to 6; 0 before the first heading.
    pub(crate) level: u8,
}

/// A reference to something outside the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Citation {
    pub(crate) kind: CitationKind,
    /// Where it stands in the prose view; empty for a mark that is no prose (`[^1]`), at the end of the word before it.
    pub(crate) span: Span,
    /// The bytes of the (decoded) text that make it.
    pub(crate) source: Span,
    pub(crate) block: usize,
    /// Whether it leads somewhere.
    pub(crate) resolved: bool,
    /// What a fact-checker needs: an address, the text of a note, a key, the words of the reference.
    pub(crate) target: String,
    /// The block of the note's body, or of the bibliography's entry, where it has one.
    pub(crate) body: Option<usize>,
    /// For one that does not resolve: why, as a word (`no-such-note`, `empty-note`, `no-such-key`, `empty-target`, `placeholder`).
    pub(crate) fault: Option<&'static str>,
}

/// How a citation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CitationKind {
    /// A footnote or endnote, marked or glued to its word.
    Note,
    /// A link to an address outside the draft.
    Link,
    /// A link inside the draft or its site; proves nothing by itself.
    InternalLink,
    /// A pandoc key, `[@key]`.
    Key,
    /// A number in brackets, `[12]`.
    Number,
    /// `(Bommasani et al., 2023)`.
    AuthorYear,
    /// An article, a regulation, a law: `Regulation (EU) 2024/1689`, `article 50`.
    Legal,
    /// «Source: …» beneath a table or a figure, `see Table 2`.
    SourceLine,
}

/// A comment that speaks to toulmin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Comment {
    /// Its bytes of the (decoded) text, marks and all.
    pub(crate) span: Span,
    /// What is between its marks.
    pub(crate) body: Span,
    /// Whether nothing else stands on its lines.
    pub(crate) alone: bool,
    /// Whether it has an end.
    pub(crate) closed: bool,
}

/// A quotation in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// From the opening mark to the closing one, in the prose view.
    pub(crate) span: Span,
    /// How many words are inside.
    pub(crate) words: usize,
}

/// Something recognised by its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Recognised {
    pub(crate) what: crate::program::Recogniser,
    /// In the prose view.
    pub(crate) span: Span,
}
