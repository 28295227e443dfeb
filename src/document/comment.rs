//! The comments of a draft that speak to toulmin, with their places: `<!-- toulmin: … -->` and, in MDX, `{/* toulmin: … */}`.

use super::model::Comment;
use crate::text::Span;

/// How a comment begins and ends.
const MARKS: [(&str, &str); 2] = [("<!--", "-->"), ("{/*", "*/}")];

/// The comments that speak to toulmin from `start` on, in order, but for those in code.
pub(super) fn comments(text: &str, start: usize, code: &[Span]) -> Vec<Comment> {
    let bytes = text.as_bytes();
    let mut found: Vec<Comment> = Vec::new();
    // Where a search for an end failed, none that begins later has one.
    let mut unclosed = [false; MARKS.len()];
    let mut after = start;
    for at in memchr::memchr2_iter(b'<', b'{', &bytes[start..]).map(|at| start + at) {
        let Some(kind) = MARKS.iter().position(|(open, _)| text[at..].starts_with(open)).filter(|_| at >= after) else {
            continue;
        };
        let (open, close) = MARKS[kind];
        let inside = at + open.len();
        if !speaks_to_us(&text[inside..]) || at > 0 && bytes[at - 1] == b'\\' || in_code(code, at) {
            continue;
        }
        let length = if unclosed[kind] { None } else { memchr::memmem::find(&bytes[inside..], close.as_bytes()) };
        let (body, end) = match length {
            Some(length) => (Span::new(inside, inside + length), inside + length + close.len()),
            None => {
                let line = memchr::memchr(b'\n', &bytes[inside..]).map_or(bytes.len(), |n| inside + n);
                let line = inside + text[inside..line].trim_end().len();
                (Span::new(inside, line), line)
            }
        };
        unclosed[kind] |= length.is_none();
        let (span, closed) = (Span::new(at, end), length.is_some());
        found.push(Comment { span, body, alone: is_alone(text, span), closed });
        after = end;
    }
    found
}

/// Whether the first word of a comment is our name.
fn speaks_to_us(body: &str) -> bool {
    let body = body.trim_start();
    let name = body.get(..NAME.len()).is_some_and(|name| name.eq_ignore_ascii_case(NAME));
    name && !body[NAME.len()..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '_'))
}

const NAME: &str = "toulmin";

fn in_code(code: &[Span], at: usize) -> bool {
    let past = code.partition_point(|span| span.start <= at);
    past.checked_sub(1).is_some_and(|before| at < code[before].end)
}

/// Whether nothing stands on the comment's lines but it and the marks of what it is in: `> `, `- `, `1. `, `[^1]: `.
fn is_alone(text: &str, span: Span) -> bool {
    let line = memchr::memrchr(b'\n', &text.as_bytes()[..span.start]).map_or(0, |n| n + 1);
    let end = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[span.end..]).map_or(text.len(), |n| span.end + n);
    text[span.end..end].trim().is_empty() && is_markup(&text[line..span.start])
}

fn is_markup(mut rest: &str) -> bool {
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '>' | '-' | '*' | '+'));
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        rest = match rest {
            "" => return true,
            _ if digits > 0 && rest[digits..].starts_with(['.', ')']) => &rest[digits + 1..],
            _ if rest.starts_with("[^") => match rest.split_once("]:") {
                Some((_, rest)) => rest,
                None => return false,
            },
            _ => match ["[ ]", "[x]", "[X]"].iter().find_map(|task| rest.strip_prefix(task)) {
                Some(rest) => rest,
                None => return false,
            },
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies(text: &str) -> Vec<(&str, bool)> {
        comments(text, 0, &[]).iter().map(|one| (text[one.body.range()].trim(), one.alone)).collect()
    }

    #[test]
    fn a_comment_is_alone_beside_the_marks_of_what_it_is_in() {
        for before in ["", "  ", "> ", "> - ", "1. ", "12) [x] ", "[^note]: "] {
            let text = format!("Words.\r\n{before}<!-- toulmin: allow a: b -->  \r\nWords.");
            assert_eq!(bodies(&text), [("toulmin: allow a: b", true)], "{before}");
        }
        for (before, after) in [("Words. ", ""), ("", " Words."), ("| ", " |"), ("2024 ", ""), ("[^1] ", "")] {
            let text = format!("{before}{{/* toulmin: allow a: b */}}{after}");
            assert_eq!(bodies(&text), [("toulmin: allow a: b", false)], "{before}");
        }
    }

    #[test]
    fn only_those_that_speak_to_us() {
        assert_eq!(bodies("<!-- toulmins --> <!-- a toulmin: --> \\<!-- toulmin: x --> <!-- toulmin/x -->"), []);
        assert_eq!(bodies("<!--TOULMIN: x--><!-- toulmin\nallow -->").len(), 2);
        let code = "`<!-- toulmin: x -->` <!-- toulmin: y -->";
        let found = comments(code, 0, &[Span::new(0, 22)]);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn one_without_an_end_reaches_to_the_end_of_its_line() {
        let text = "<!-- toulmin: allow a: b \r\nWords.\n<!-- toulmin: allow c: d";
        let found = comments(text, 0, &[]);
        assert_eq!(found.iter().map(|one| one.closed).collect::<Vec<_>>(), [false, false]);
        assert_eq!(&text[found[0].span.range()], "<!-- toulmin: allow a: b");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "(<!--|-->|[{]/[*]|[*]/}|toulmin|é|[ \\n:>x-]){0,30}") {
            comments(&text, 0, &[]);
        }
    }
}
