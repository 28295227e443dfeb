//! The comments of a rule file, which the grammar passes over.

use super::format::Lexemes;
use crate::text::Span;

/// A comment: `#` to the end of its line, documentation not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Comment {
    /// With the `#`, without the line's end.
    pub(crate) span: Span,
    /// Nothing else stands on its line.
    pub(crate) alone: bool,
}

/// Every comment, in order. A `#` in a text or in a link begins none.
pub(crate) fn comments(text: &str) -> Vec<Comment> {
    let comments = Lexemes::of(text).filter(|one| one.text.starts_with('#') && !one.text.starts_with("##"));
    let comment = |span: Span| {
        let line = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        Comment { span, alone: text[line..span.start].trim().is_empty() }
    };
    comments.map(|one| comment(one.span)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_sign_in_a_text_or_a_link_begins_no_comment() {
        let text = "# one\n## doc\nrule r { # two\n  flags en \"# no \\\" # no\" # three\n  backing \"x\" <https://a.org/#no>\n}\n";
        let found: Vec<_> = comments(text).iter().map(|comment| (&text[comment.span.range()], comment.alone)).collect();
        assert_eq!(found, [("# one", true), ("# two", false), ("# three", false)]);
    }
}
