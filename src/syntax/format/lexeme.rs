//! A file cut into words, signs, texts and comments, without a look at the grammar.

use super::gap::WHITE;
use crate::text::Span;

/// A word, a sign, a text, a link or a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lexeme<'a> {
    pub(crate) text: &'a str,
    pub(crate) span: Span,
}

/// The lexemes of a text, in order.
#[derive(Clone, Debug)]
pub(crate) struct Lexemes<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexemes<'a> {
    /// Cuts a text.
    pub(crate) const fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

impl<'a> Iterator for Lexemes<'a> {
    type Item = Lexeme<'a>;

    fn next(&mut self) -> Option<Lexeme<'a>> {
        let rest = self.text[self.at..].trim_start_matches(WHITE);
        let start = self.text.len() - rest.len();
        let first = rest.chars().next()?;
        let length = match first {
            '#' => line(rest),
            '"' => quoted(rest),
            '<' => rest.find(['>', '\n']).filter(|at| rest[*at..].starts_with('>')).map_or(1, |at| at + 1),
            _ if is_letter(first) => rest.find(|c| !is_letter(c)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        self.at = start + length;
        let text = if first == '#' { rest[..length].trim_end() } else { &rest[..length] };
        Some(Lexeme { text, span: Span::new(start, start + text.len()) })
    }
}

/// What two words need white space between, in the grammar.
const fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

fn line(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}

/// The length of the text in quotation marks at the head, or of the mark alone where it is not closed in its line.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            b'\n' => break,
            b'"' if !escaped => return at + 1,
            _ => escaped = byte == b'\\' && !escaped,
        }
    }
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_texts_links_and_comments_are_no_signs() {
        let text = "a-1: \"b # \\\" {\" <https://c/#d> # \"e\" {  \n@f}";
        let found: Vec<&str> = Lexemes::of(text).map(|lexeme| lexeme.text).collect();
        assert_eq!(found, ["a-1", ":", "\"b # \\\" {\"", "<https://c/#d>", "# \"e\" {", "@", "f", "}"]);
    }
}
