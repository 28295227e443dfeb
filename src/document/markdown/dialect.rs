//! What Markdown's dialects add that is no prose, blanked byte for byte before Markdown is read.
//!
//! Whole lines become spaces, and so end a paragraph; what stands inside a line becomes [`BLANK`], which is white space
//! to the prose view and an ordinary character to Markdown.

use super::super::prose::BLANK;
use crate::text::Span;
use std::borrow::Cow;

/// `text` from `start` on with what is no prose blanked, and all before it.
pub(super) fn blank(text: &str, start: usize) -> Cow<'_, str> {
    let mut mask = Mask { text, spans: Vec::new(), unclosed: 0, uncommented: 0 };
    if start > 0 {
        mask.spans.push((Span::new(0, start), b' '));
    }
    mask.lines(start);
    mask.braces(start);
    if mask.spans.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    for (span, with) in mask.spans {
        for b in &mut bytes[span.range()] {
            if with == BLANK || !matches!(*b, b'\n' | b'\r') {
                *b = with;
            }
        }
    }
    Cow::Owned(String::from_utf8(bytes).expect("whole characters became ASCII"))
}

struct Mask<'t> {
    text: &'t str,
    /// With what each is filled. All begin and end at characters.
    spans: Vec<(Span, u8)>,
    /// No `export` ends before this byte.
    unclosed: usize,
    /// No comment of Liquid begins before this byte.
    uncommented: usize,
}

impl Mask<'_> {
    /// Lines that are no prose as a whole; code blocks are left alone.
    fn lines(&mut self, start: usize) {
        let bytes = self.text.as_bytes();
        let mut at = start;
        let mut fence: Option<u8> = None;
        let mut admonition = false;
        while at < bytes.len() {
            let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n);
            let line = &bytes[at..end];
            let body = line.trim_ascii();
            let first = body.first().copied().unwrap_or(b'\n');
            if matches!(first, b'`' | b'~') && body.len() >= 3 && body[1] == first && body[2] == first {
                match fence {
                    None => fence = Some(first),
                    Some(open) if open == first => fence = None,
                    _ => {}
                }
            } else if fence.is_none() {
                let indented = line.starts_with(b"    ") || line.starts_with(b"\t");
                if admonition && indented {
                    self.spans.push((Span::new(at, at + 1), b'>'));
                } else if !body.is_empty() {
                    admonition = false;
                }
                if is_admonition(line) {
                    admonition = true;
                    self.spans.push((Span::new(at, end), b' '));
                } else if is_machinery(first, body, indented) {
                    let stop = if first == b'e' || first == b'i' { self.statement(at, end) } else { end };
                    self.spans.push((Span::new(at, stop), b' '));
                    at = stop + 1;
                    continue;
                }
            }
            at = end + 1;
        }
    }

    /// Where an MDX `export` that opens a brace ends: at the line that closes it, before a blank line.
    fn statement(&mut self, start: usize, line_end: usize) -> usize {
        let bytes = self.text.as_bytes();
        if start < self.unclosed || !bytes[start..line_end].trim_ascii_end().ends_with(b"{") {
            return line_end;
        }
        let mut at = line_end + 1;
        while at < bytes.len() {
            let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n);
            let line = bytes[at..end].trim_ascii_end();
            if line.is_empty() {
                break;
            }
            if line.starts_with(b"}") {
                return end;
            }
            at = end + 1;
        }
        self.unclosed = at;
        line_end
    }

    /// Liquid, Svelte and JSX expressions, and attributes: `{% if %}`, `{{ page.title }}`, `{#each …}`, `={…}`, `{.wide}`.
    fn braces(&mut self, start: usize) {
        let bytes = self.text.as_bytes();
        let mut after = start;
        // Where a search for an end failed, none begins before it has passed what that one saw.
        let mut hopeless = 0;
        for at in memchr::memchr_iter(b'{', &bytes[start..]).map(|at| start + at) {
            if at < after || at < hopeless {
                continue;
            }
            let window = &bytes[at..bytes.len().min(at + REACH)];
            if let Some(end) = self.liquid_comment(at) {
                after = end;
                self.comment(at, end);
                continue;
            }
            let end = match window.get(1) {
                Some(b'#') if window.get(2) == Some(&b' ') => {
                    memchr::memmem::find(window, b"#}").map(|n| n + 2).or_else(|| matching(window))
                }
                Some(b'%') => memchr::memmem::find(window, b"%}").map(|n| n + 2),
                Some(b'{') => memchr::memmem::find(window, b"}}").map(|n| n + 2),
                Some(b'/') if window.get(2) == Some(&b'*') => memchr::memmem::find(window, b"*/}").map(|n| n + 3),
                Some(b'#' | b':' | b'/' | b'@') if is_keyword(window) => matching(window),
                _ if at > 0 && bytes[at - 1] == b'=' => matching(window),
                _ => memchr::memchr2(b'}', b'\n', &window[..window.len().min(200)])
                    .filter(|n| window[*n] == b'}' && is_expression(&window[1..*n]))
                    .map(|n| n + 1),
            };
            let Some(end) = end else {
                if matches!(window.get(1), Some(b'%' | b'{' | b'#' | b':' | b'/' | b'@'))
                    || at > 0 && bytes[at - 1] == b'='
                {
                    hopeless = at + window.len();
                }
                continue;
            };
            let inside = &self.text[at..at + end];
            if ["{/*", "{{/*", "{{- /*", "{# ", "{% #", "{%- #"].iter().any(|mark| inside.starts_with(mark)) {
                after = at + end;
                self.comment(at, after);
                continue;
            }
            if memchr::memmem::find(inside.as_bytes(), b"\n\n").is_some()
                || super::super::placeholder::is_template(inside)
            {
                continue;
            }
            if in_heading(bytes, at, at + end) {
                continue;
            }
            after = at + end;
            self.spans.push((Span::new(at, after), BLANK));
        }
    }

    /// Blanks a comment. One on lines of its own ends a paragraph, as in HTML.
    fn comment(&mut self, start: usize, end: usize) {
        let bytes = self.text.as_bytes();
        let wide = memchr::memmem::find(&bytes[start..end], b"\n\n").is_some();
        let with = if wide || on_lines_of_its_own(bytes, start, end) { b' ' } else { BLANK };
        self.spans.push((Span::new(start, end), with));
    }

    /// Where `{% comment %} … {% endcomment %}` ends, that begins here and is none in code.
    fn liquid_comment(&mut self, at: usize) -> Option<usize> {
        let rest = self.text[at..].strip_prefix("{%")?.trim_start_matches(['-', ' ']).strip_prefix("comment")?;
        rest.trim_start_matches(['-', ' ']).strip_prefix("%}")?;
        if at < self.uncommented || at > 0 && self.text.as_bytes()[at - 1] == b'`' {
            return None;
        }
        let Some(mark) = memchr::memmem::find(rest.as_bytes(), b"endcomment") else {
            self.uncommented = usize::MAX;
            return None;
        };
        let inside = &rest[..mark];
        let past = memchr::memmem::find(&rest.as_bytes()[mark..], b"%}")?;
        // Where code begins or ends between the two, they are shown, and are no comment.
        let from = self.text.len() - rest.len();
        let fence = ["```", "~~~"].iter().filter_map(|fence| inside.rfind(fence)).max();
        if let Some(shown) =
            fence.or_else(|| inside.trim_end_matches(['{', '%', '-', ' ']).ends_with('`').then_some(mark))
        {
            self.uncommented = from + shown;
            return None;
        }
        Some(from + mark + past + 2)
    }
}

/// How far an expression's end may be.
const REACH: usize = 1024;

/// The length up to the brace that closes the first.
fn matching(window: &[u8]) -> Option<usize> {
    let mut depth = 0;
    for at in memchr::memchr2_iter(b'{', b'}', window) {
        if window[at] == b'{' {
            depth += 1;
        } else {
            depth -= 1;
            if depth == 0 {
                return Some(at + 1);
            }
        }
    }
    None
}

/// Whether nothing else stands on the lines from `start` to `end`, but for the mark of a quotation.
fn on_lines_of_its_own(bytes: &[u8], start: usize, end: usize) -> bool {
    let reach = start.saturating_sub(REACH);
    let line = memchr::memrchr(b'\n', &bytes[reach..start]).map_or(reach, |n| reach + n + 1);
    let rest = &bytes[end..bytes.len().min(end + REACH)];
    let rest = &rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len())];
    rest.trim_ascii().is_empty() && bytes[line..start].iter().all(|b| matches!(b, b' ' | b'\t' | b'>'))
}

/// `{#if`, `{:else`, `{/each`, `{@html`, `{#id`, `{: .class`.
fn is_keyword(window: &[u8]) -> bool {
    window.get(2).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b' ' | b'.' | b'*'))
}

/// What stands between braces in templates, and not in prose: a name, a call, a string, a comment, attributes.
fn is_expression(inside: &[u8]) -> bool {
    let Some(first) = inside.first() else { return false };
    let name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'$' | b'(' | b')' | b'[' | b']' | b'-');
    inside.starts_with(b"/*")
        || matches!(first, b'"' | b'\'' | b'`' | b'.')
        || inside.iter().all(name)
        || inside.split(|b| *b == b' ').all(|word| word.starts_with(b".") || word.contains(&b'='))
}

/// Attributes at the end of a heading are read by Markdown itself.
fn in_heading(bytes: &[u8], start: usize, end: usize) -> bool {
    if bytes.get(start + 1) != Some(&b'#') && bytes.get(start + 1) != Some(&b'.') {
        return false;
    }
    if !bytes.get(end).is_none_or(|b| matches!(b, b'\n' | b'\r' | b' ')) {
        return false;
    }
    let reach = start.saturating_sub(REACH);
    let line = memchr::memrchr(b'\n', &bytes[reach..start]).map_or(reach, |n| reach + n + 1);
    bytes[line..start].trim_ascii_start().starts_with(b"#")
}

/// A line of a dialect that says nothing to a reader.
fn is_machinery(first: u8, body: &[u8], indented: bool) -> bool {
    match first {
        b':' => body.starts_with(b":::"),
        b'i' if !indented => {
            let end = body.strip_suffix(b";").unwrap_or(body);
            body.starts_with(b"import ") && (end.ends_with(b"'") || end.ends_with(b"\"")) && body.len() < 400
        }
        b'e' if !indented => {
            [&b"export const "[..], b"export let ", b"export default ", b"export function ", b"export {"]
                .iter()
                .any(|s| body.starts_with(s))
        }
        b'*' => body.starts_with(b"*[") && memchr::memmem::find(body, b"]: ").is_some_and(|at| at < 60),
        b'-' => body.starts_with(b"--8<--"),
        // A definition that leads nowhere and is none, for brackets in it or a line right above.
        b'[' if body.starts_with(b"[//]: #") || body.starts_with(b"[comment]: ") => {
            matches!(body.last(), Some(b')' | b'"' | b'\''))
        }
        b'[' => [&b"[TOC]"[..], b"[[TOC]]", b"[toc]", b"[[toc]]", b"[[_TOC_]]"].contains(&body),
        b'\\' => {
            let name = body[1..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
            let rest = &body[1 + name..];
            name > 2 && (rest.is_empty() || rest.starts_with(b"{") && rest.ends_with(b"}"))
        }
        _ => false,
    }
}

/// `!!! note "Title"`, `??? tip`: what is indented below it is prose.
fn is_admonition(line: &[u8]) -> bool {
    let mark =
        line.strip_prefix(b"!!! ").or_else(|| line.strip_prefix(b"??? ")).or_else(|| line.strip_prefix(b"???+ "));
    mark.is_some_and(|rest| rest.first().is_some_and(u8::is_ascii_lowercase))
}
