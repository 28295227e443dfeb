//! The comments of a draft that speak to toulmin, with their places.
//!
//! `<!-- toulmin: … -->`, and as dialects write them: `{/* … */}` in MDX, `{% comment %} … {% endcomment %}` and `{% # … %}`
//! in Liquid, `{# … #}` in Jinja, `{{/* … */}}` in Hugo, `[//]: # (…)` in any Markdown, `# …` in front matter.

use super::model::Comment;
use crate::text::Span;
use memchr::{memchr, memmem, memrchr};

/// How a comment ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Close {
    Html,
    Mdx,
    Hugo,
    Jinja,
    LiquidLine,
    Liquid,
    /// A definition of a link that is none, at the end of a line.
    Definition(u8),
}

/// How many ways there are that are searched for over lines.
const WAYS: usize = 6;

/// The comments that speak to toulmin, in order, but for those in code; the front matter ends at `start`.
pub(super) fn comments(text: &str, start: usize, code: &[Span]) -> Vec<Comment> {
    let bytes = text.as_bytes();
    let mut found = of_front_matter(&text[..start]);
    // Where a search for an end failed, none that begins later has one.
    let mut unclosed = [false; WAYS];
    let mut after = start;
    for at in memchr::memchr3_iter(b'<', b'{', b'[', &bytes[start..]).map(|at| start + at) {
        let Some((length, close)) = (at >= after).then(|| opening(&text[at..])).flatten() else { continue };
        let inside = at + length;
        let speaks = speaks_to_us(text[inside..].trim_start_matches('-'));
        if !speaks || at > 0 && bytes[at - 1] == b'\\' || in_code(code, at) {
            continue;
        }
        let closing = match close {
            Close::Definition(mark) if begins_line(text, at) => definition_end(&text[inside..], mark),
            Close::Definition(_) => continue,
            close if unclosed[close.way()] => None,
            close => close.find(&bytes[inside..]),
        };
        let (body, end) = match closing {
            Some((length, past)) => (Span::new(inside, inside + length), inside + past),
            // A definition that does not end is a text like others.
            None if matches!(close, Close::Definition(_)) => continue,
            None => {
                let line = memchr(b'\n', &bytes[inside..]).map_or(bytes.len(), |n| inside + n);
                let line = inside + text[inside..line].trim_end().len();
                unclosed[close.way()] = true;
                (Span::new(inside, line), line)
            }
        };
        // Some write `<!--- … --->`.
        let dashes = |text: &str| text.len() - text.trim_start_matches('-').len();
        let from = body.start + dashes(&text[body.range()]);
        let body = Span::new(from, from + text[from..body.end].trim_end_matches('-').len());
        let (span, closed) = (Span::new(at, end), closing.is_some());
        found.push(Comment { span, body, alone: is_alone(text, span), closed });
        after = end;
    }
    found
}

/// The mark at which a comment begins: its length, and how the comment ends.
fn opening(text: &str) -> Option<(usize, Close)> {
    let bytes = text.as_bytes();
    match (bytes.first()?, bytes.get(1)?) {
        (b'<', b'!') => text.starts_with("<!--").then_some((4, Close::Html)),
        (b'{', b'/') => text.starts_with("{/*").then_some((3, Close::Mdx)),
        (b'{', b'{') => {
            let rest = text[2..].trim_start_matches(['-', ' ']);
            rest.starts_with("/*").then_some((text.len() - rest.len() + 2, Close::Hugo))
        }
        (b'{', b'#') => bytes.get(2)?.is_ascii_whitespace().then_some((2, Close::Jinja)),
        (b'{', b'%') => {
            let rest = text[2..].trim_start_matches(['-', ' ']);
            if let Some(rest) = rest.strip_prefix('#') {
                return Some((text.len() - rest.len(), Close::LiquidLine));
            }
            let rest = rest.strip_prefix("comment")?.trim_start_matches(['-', ' ']).strip_prefix("%}")?;
            Some((text.len() - rest.len(), Close::Liquid))
        }
        (b'[', _) => {
            let label = memchr(b']', &bytes[..bytes.len().min(LABEL)])?;
            let rest = text[label + 1..].strip_prefix(':')?.trim_start_matches([' ', '\t']);
            let rest = ["#", "<#>", "<>"].iter().find_map(|nowhere| rest.strip_prefix(nowhere))?;
            let rest = rest.trim_start_matches([' ', '\t']);
            let mark = *rest.as_bytes().first().filter(|b| matches!(b, b'(' | b'"' | b'\''))?;
            Some((text.len() - rest.len() + 1, Close::Definition(mark)))
        }
        _ => None,
    }
}

/// How long the label of a definition may be, with its brackets.
const LABEL: usize = 24;

impl Close {
    const fn way(self) -> usize {
        match self {
            Self::Html => 0,
            Self::Mdx => 1,
            Self::Hugo => 2,
            Self::Jinja => 3,
            Self::LiquidLine => 4,
            Self::Liquid | Self::Definition(_) => 5,
        }
    }

    /// Where what is said ends, and where the comment does.
    fn find(self, bytes: &[u8]) -> Option<(usize, usize)> {
        let mark: &[u8] = match self {
            Self::Html => b"-->",
            Self::Mdx => b"*/}",
            Self::Hugo => b"*/",
            Self::Jinja => b"#}",
            Self::LiquidLine => b"%}",
            Self::Liquid | Self::Definition(_) => b"endcomment",
        };
        let at = memmem::find(bytes, mark)?;
        match self {
            Self::Hugo => memmem::find(&bytes[at..], b"}}").map(|past| (at, at + past + 2)),
            Self::Liquid => {
                let past = memmem::find(&bytes[at..], b"%}")?;
                Some((memmem::rfind(&bytes[..at], b"{%")?, at + past + 2))
            }
            _ => Some((at, at + mark.len())),
        }
    }
}

/// Where the title of a definition ends, and the definition: at the mark that closes it, last on a line of its paragraph.
fn definition_end(text: &str, mark: u8) -> Option<(usize, usize)> {
    let close = if mark == b'(' { ')' } else { char::from(mark) };
    let mut at = 0;
    for line in text.split_inclusive('\n').take(DEFINITION) {
        let said = line.trim_end();
        if said.ends_with(close) {
            return Some((at + said.len() - 1, at + said.len()));
        }
        if said.is_empty() {
            return None;
        }
        at += line.len();
    }
    None
}

/// Over how many lines a definition may go.
const DEFINITION: usize = 20;

/// Comments of YAML and TOML.
fn of_front_matter(text: &str) -> Vec<Comment> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let said = line.trim_end();
        let from = said.len() - said.trim_start().len();
        if let Some(body) = said[from..].strip_prefix('#').filter(|body| speaks_to_us(body)) {
            let span = Span::new(at + from, at + said.len());
            found.push(Comment { span, body: Span::new(span.end - body.len(), span.end), alone: true, closed: true });
        }
        at += line.len();
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
    let end = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[span.end..]).map_or(text.len(), |n| span.end + n);
    text[span.end..end].trim().is_empty() && begins_line(text, span.start)
}

/// Whether nothing but such marks stands before it on its line.
fn begins_line(text: &str, at: usize) -> bool {
    let line = memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |n| n + 1);
    is_markup(&text[line..at])
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
    fn dialects_have_their_own() {
        for comment in [
            "<!--- toulmin: allow a: b --->",
            "{/* toulmin: allow a: b */}",
            "{% comment %} toulmin: allow a: b {% endcomment %}",
            "{%- comment -%}\ntoulmin: allow a: b\n{%- endcomment -%}",
            "{% # toulmin: allow a: b %}",
            "{# toulmin: allow a: b #}",
            "{{/* toulmin: allow a: b */}}",
            "{{- /* toulmin: allow a: b */ -}}",
            "[//]: # (toulmin: allow a: b)",
            "[//]: # \"toulmin: allow a: b\"",
            "[comment]: <> (toulmin: allow a:\n b)",
        ] {
            let text = format!("Words.\n\n{comment}\nWords.");
            let found = comments(&text, 0, &[]);
            assert_eq!(found.len(), 1, "{comment}");
            assert_eq!(&text[found[0].span.range()], comment);
            assert!(found[0].alone && found[0].closed, "{comment}");
            let said = text[found[0].body.range()].split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(said, "toulmin: allow a: b", "{comment}");
        }
        for no in ["# Toulmin {#toulmin}", "{#toulmin #}", "[toulmin]: # (words)", "See [//]: # (toulmin: x)"] {
            assert_eq!(bodies(no), [], "{no}");
        }
        let matter = "---\n# toulmin: allow-file a: b\ntitle: x\n---\n";
        let found = comments(matter, matter.len(), &[]);
        assert_eq!(
            found.iter().map(|one| &matter[one.body.range()]).collect::<Vec<_>>(),
            [" toulmin: allow-file a: b"]
        );
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
        fn any_text_is_read(text in "(<!--|-->|[{]/[*]|[*]/}|[{]%|comment|end|%}|[{]{1,2}[#/*]|[#*/]}|\\[//\\]: #|[(]|[)]|toulmin|é|[ \\n:>x-]){0,30}") {
            comments(&text, 0, &[]);
        }
    }
}
