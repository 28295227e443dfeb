//! The tokens of a file with what joins each to the one before: all that is decided before lines are filled.

use super::gap::Gap;
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr as _;

/// A token, or several that are never parted.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    pub(super) text: Cow<'a, str>,
    /// What stood before it.
    pub(super) gap: Gap<'a>,
    pub(super) glue: Glue,
    /// The column at which it stands where it begins a line.
    pub(super) indent: usize,
    /// The column of comments on the lines before it.
    pub(super) aside: usize,
}

impl Piece<'_> {
    /// How many columns it takes.
    pub(super) fn width(&self) -> usize {
        self.text.width()
    }
}

/// What joins a piece to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glue {
    /// It begins a line.
    Line(Blank),
    /// So many spaces.
    Spaces(usize),
    /// Spaces up to a column, one at least.
    Column(usize),
    /// A space, or a line's end where the line would be too long. The number says how deep in brackets it lies.
    Soft(usize),
    /// The same, and a line's end where the author put one.
    Phrase,
}

/// When an empty line stands before a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blank {
    Never,
    /// Where the author put one or more.
    Kept,
    Always,
}

impl Glue {
    /// When an empty line stands before the piece or the comments before it.
    pub(super) const fn blank(self) -> Blank {
        match self {
            Self::Line(blank) => blank,
            Self::Phrase => Blank::Kept,
            Self::Spaces(_) | Self::Column(_) | Self::Soft(_) => Blank::Never,
        }
    }
}
