//! The comments of a rule file, which the grammar passes over.

use crate::text::Span;

/// A comment: `#` to the end of its line, documentation not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Comment {
    /// With the `#`, without the line's end.
    pub(crate) span: Span,
    /// Nothing else stands on its line.
    pub(crate) alone: bool,
}

/// Every comment, in order. A `#` in a text or in a link begins none; what is never closed ends with its line.
pub(crate) fn comments(text: &str) -> Vec<Comment> {
    let mut comments = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(at) = comment_in(line) {
            let end = line.trim_end().len();
            if !line[at..].starts_with("##") {
                let alone = line[..at].trim().is_empty();
                comments.push(Comment { span: Span::new(start + at, start + end), alone });
            }
        }
        start += line.len();
    }
    comments
}

/// Where the comment of a line begins.
fn comment_in(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'#' => return Some(at),
            b'"' => at = closing(bytes, at),
            b'<' => at += line[at..].find('>').unwrap_or(0),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where the text that opens at `open` is closed; the end of the line where it is not.
fn closing(bytes: &[u8], open: usize) -> usize {
    let mut at = open + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'"' => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
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
