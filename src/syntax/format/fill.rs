//! Pieces put into lines, as far as the width goes.

use super::piece::{Blank, Glue, Piece};
use unicode_width::UnicodeWidthStr as _;

/// The columns of a line. A comment, a text and what is never parted may pass them.
pub(super) const WIDTH: usize = 120;

/// Writes the pieces.
///
/// Of the lines of phrases, one that ends before it had to keeps its end: the author put a group of phrases on it. The
/// others are filled as a paragraph is, so that a phrase more moves those after it and leaves no stump.
pub(super) fn fill(pieces: &[Piece<'_>]) -> String {
    let mut lines = Lines::default();
    // How far the author's own line goes.
    let mut authors = 0;
    for (at, piece) in pieces.iter().enumerate() {
        if let Some(comment) = piece.gap.beside {
            lines.put("  ");
            lines.put(comment);
        }
        let wanted = piece.glue.blank();
        for (nth, remark) in piece.gap.own.iter().enumerate() {
            lines.begin(piece.aside, is_blank(wanted, remark.blank, nth == 0));
            lines.put(remark.text);
        }
        let closes = matches!(piece.text.as_ref(), "}" | "");
        let blank = !closes && is_blank(wanted, piece.gap.blank, piece.gap.own.is_empty());
        let fits = |column: usize, depth| column + 1 + chunk(&pieces[at..], depth) <= WIDTH;
        let begins = match piece.glue {
            Glue::Line(_) => true,
            _ if piece.gap.has_comment() => true,
            Glue::Soft(depth) => !fits(lines.column, depth),
            Glue::Phrase => blank || piece.gap.newline && fits(authors, 0) || !fits(lines.column, 0),
            Glue::Spaces(_) | Glue::Column(_) => false,
        };
        if begins {
            lines.begin(piece.indent, blank);
        } else {
            let spaces = match piece.glue {
                Glue::Spaces(spaces) => spaces,
                Glue::Column(column) => column.saturating_sub(lines.column).max(1),
                Glue::Line(_) | Glue::Soft(_) | Glue::Phrase => 1,
            };
            lines.space(spaces);
        }
        lines.put(&piece.text);
        lines.opened = piece.text == "{";
        authors = match piece.glue {
            _ if piece.gap.has_comment() => lines.column,
            Glue::Phrase if piece.gap.newline => piece.indent + piece.width(),
            Glue::Phrase | Glue::Spaces(_) => authors + 1 + piece.width(),
            Glue::Line(_) | Glue::Column(_) | Glue::Soft(_) => lines.column,
        };
    }
    lines.text
}

const fn is_blank(wanted: Blank, kept: bool, first: bool) -> bool {
    match wanted {
        Blank::Never => false,
        Blank::Kept => kept,
        Blank::Always => kept || first,
    }
}

/// The columns up to the next place where the line may end as well as here.
fn chunk(pieces: &[Piece<'_>], depth: usize) -> usize {
    let mut width = pieces.first().map_or(0, Piece::width);
    for piece in &pieces[1..] {
        let ends = match piece.glue {
            Glue::Line(_) | Glue::Phrase => true,
            Glue::Soft(other) => other <= depth,
            Glue::Spaces(_) | Glue::Column(_) => false,
        };
        if ends || piece.gap.has_comment() || width > WIDTH {
            break;
        }
        let spaces = if let Glue::Spaces(spaces) = piece.glue { spaces } else { 1 };
        width += spaces + piece.width();
    }
    width
}

/// The text so far.
#[derive(Debug, Default)]
struct Lines {
    text: String,
    column: usize,
    /// The last piece opened a brace: no empty line follows.
    opened: bool,
}

impl Lines {
    fn begin(&mut self, indent: usize, blank: bool) {
        if !self.text.is_empty() {
            self.text.push('\n');
            if blank && !self.opened {
                self.text.push('\n');
            }
        }
        self.opened = false;
        self.column = 0;
        self.space(indent);
    }

    fn space(&mut self, spaces: usize) {
        self.text.extend(std::iter::repeat_n(' ', spaces));
        self.column += spaces;
    }

    fn put(&mut self, text: &str) {
        self.text.push_str(text);
        self.column = match text.rfind('\n') {
            Some(at) => text[at + 1..].width(),
            None => self.column + text.width(),
        };
    }
}
