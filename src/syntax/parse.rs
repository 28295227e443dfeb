//! The pest grammar driven over a whole file, with every syntax error in it.

use super::error::{Fault, nearest};
use super::lower;
use super::tree::Tree;
use crate::text::Span;
use pest::Parser as _;
use pest::error::{ErrorVariant, InputLocation};

/// The largest rule file, in bytes.
pub(super) const LARGEST_FILE: usize = 1 << 20;
/// How deep brackets may be nested.
const DEEPEST: usize = 64;

mod grammar {
    #[derive(pest_derive::Parser)]
    #[grammar = "grammar/toulmin.pest"]
    pub(in crate::syntax) struct Grammar;
}

pub(super) use grammar::{Grammar, Rule};

/// Reads a rule file: what can be read of it, and all that is wrong with its form.
pub(crate) fn parse(text: &str) -> (Tree<'_>, Vec<Fault>) {
    let mut faults = Vec::new();
    if text.len() > LARGEST_FILE {
        let message = format!("this file has {} bytes, and a rule file may have {LARGEST_FILE}", text.len());
        faults.push(Fault::new("too-large", Span::default(), message).help("divide it into several files"));
        return (Tree::default(), faults);
    }
    if let Some(at) = too_deep(text) {
        let message = format!("brackets are nested more than {DEEPEST} deep");
        faults.push(Fault::new("too-deep", Span::new(at, at + 1), message));
        return (Tree::default(), faults);
    }
    let tree = match Grammar::parse(Rule::file, text) {
        Ok(mut pairs) => pairs.next().map(|file| lower::file(file, text, &mut faults)).unwrap_or_default(),
        Err(error) => {
            faults.push(explain(&error, text, 0, Span::new(0, text.len())));
            Tree::default()
        }
    };
    (tree, faults)
}

/// The first bracket that is nested too deep. pest recurs with brackets, so they are counted before.
fn too_deep(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at += 1;
                while let Some(&inner) = bytes.get(at).filter(|b| !matches!(b, b'"' | b'\n')) {
                    at += if inner == b'\\' && !matches!(bytes.get(at + 1), Some(b'\n') | None) { 2 } else { 1 };
                }
                // A line's end is seen again below: an item may begin after it.
                if bytes.get(at) != Some(&b'"') {
                    continue;
                }
            }
            b'<' | b'#' => {
                let stop = if byte == b'<' { b'>' } else { b'\n' };
                let line = memchr::memchr2(stop, b'\n', &bytes[at..]).unwrap_or(bytes.len() - at);
                at += line;
                if bytes.get(at) != Some(&b'>') {
                    continue;
                }
            }
            b'(' | b'{' => {
                depth += 1;
                if depth > DEEPEST {
                    return Some(at);
                }
            }
            b')' | b'}' => depth = depth.saturating_sub(1),
            // An item that was never closed does not weigh on the next.
            b'\n' if item_head(&text[at + 1..]).is_some() => depth = 0,
            _ => {}
        }
        at += 1;
    }
    None
}

/// The item word with which `text` begins.
pub(super) fn item_head(text: &str) -> Option<&str> {
    let end = text.bytes().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')))?;
    ["pack", "lexicon", "cue", "rule"].contains(&&text[..end]).then(|| &text[..end])
}

/// Parses a part of `text` again by a rule that will not take it, and says where it stops.
pub(super) fn diagnose(which: Rule, text: &str, span: Span) -> Option<Fault> {
    let error = Grammar::parse(which, &text[span.range()]).err()?;
    Some(explain(&error, text, span.start, span))
}

fn explain(error: &pest::error::Error<Rule>, text: &str, base: usize, around: Span) -> Fault {
    let offset = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let at = (base + offset).min(text.len());
    let expected: &[Rule] = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives,
        ErrorVariant::CustomError { .. } => &[],
    };
    let rest = &text[at..];
    let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
    let word = Span::new(at, at + first_word(line));
    if let Some(sign) = rest.chars().next().filter(|c| matches!(c, '“' | '”' | '„' | '«' | '»')) {
        let span = Span::new(at, at + sign.len_utf8());
        return Fault::new("syntax", span, format!("`{sign}` does not begin a text"))
            .help("write straight quotation marks: \"…\"");
    }
    if let Some(mark) = unclosed_mark(text, at) {
        let end = mark + text[mark..].lines().next().map_or(1, |line| line.trim_end().len());
        return Fault::new("unclosed", Span::new(mark, end), "this quotation mark is never closed")
            .help("close it on the same line; a quotation mark inside is written `\\\"`");
    }
    let ended = rest.is_empty() || at >= around.end || item_head(rest).is_some();
    if ended && let Some(open) = memchr::memchr(b'{', &text.as_bytes()[around.range()]) {
        let open = around.start + open;
        let head = text[around.start..open].trim_end();
        let span = Span::new(around.start, around.start + head.len());
        return Fault::new("unclosed", span, format!("`{head}` is never closed"))
            .help("write `}` after its last clause")
            .related(Span::new(open, open + 1), "opened here");
    }
    if expected.contains(&Rule::unparen) {
        let open = unclosed_bracket(&text[around.start..at]).map_or(at, |open| around.start + open);
        return Fault::new("unclosed", Span::new(open, open + 1), "this bracket is never closed")
            .help("write `)` after its last operand");
    }
    let found = match &text[word.range()] {
        "" => "the end of the line".to_owned(),
        "\"" => "a text".to_owned(),
        word => format!("`{word}`"),
    };
    let names = names(expected);
    let message = match names.as_slice() {
        [] => format!("{found} does not belong here"),
        [one] => format!("expected {one}, found {found}"),
        [many @ .., last] => format!("expected {} or {last}, found {found}", many.join(", ")),
    };
    let fault = Fault::new("syntax", word, message);
    let keywords = expected.iter().filter_map(|r| keyword(*r));
    match nearest(&text[word.range()], keywords) {
        Some(near) => fault.help(format!("did you mean `{near}`?")).fix(word, near),
        None => fault,
    }
}

/// The last quotation mark of the line at `at`, where their number is odd.
fn unclosed_mark(text: &str, at: usize) -> Option<usize> {
    let start = text[..at].rfind('\n').map_or(0, |line| line + 1);
    let mut last = None;
    let mut odd = false;
    let mut escaped = false;
    for (place, byte) in text[start..].bytes().enumerate().take_while(|(_, byte)| *byte != b'\n') {
        if byte == b'"' && !escaped {
            odd = !odd;
            last = Some(start + place);
        }
        escaped = byte == b'\\' && !escaped;
    }
    last.filter(|_| odd)
}

/// The last `(` of a text that is not closed in it.
fn unclosed_bracket(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' | b'\n' => quoted = byte == b'"' && !quoted,
            b'(' if !quoted => open.push(at),
            b')' if !quoted => drop(open.pop()),
            _ => {}
        }
    }
    open.pop()
}

/// How many bytes the word, or the sign, at the head of `line` has.
pub(super) fn first_word(line: &str) -> usize {
    let end = line.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(line.len());
    if end > 0 { end } else { line.chars().next().map_or(0, char::len_utf8) }
}

/// What pest expected, in the words of the language, without doubles.
fn names(expected: &[Rule]) -> Vec<String> {
    if expected.contains(&Rule::kw_not) && expected.contains(&Rule::recogniser) {
        return vec!["a name".into(), "a phrase".into(), "a bracket".into()];
    }
    let mut names: Vec<String> = Vec::new();
    for which in expected {
        let name = match (keyword(*which), which) {
            (Some(word), _) => format!("`{word}`"),
            (None, Rule::open) => "`{`".into(),
            (None, Rule::close) => "`}`".into(),
            (None, Rule::colon) => "`:`".into(),
            (None, Rule::paren | Rule::group) => "`(`".into(),
            (None, Rule::text | Rule::texts) => "a text in quotation marks".into(),
            (None, Rule::reference | Rule::path) => "a name".into(),
            (None, Rule::name) => "a word".into(),
            (None, Rule::pattern | Rule::counted) => "a pattern".into(),
            (None, Rule::condition) => "a condition".into(),
            (None, Rule::ground | Rule::demand | Rule::about) => "a kind of grounds".into(),
            (None, Rule::integer) => "a number".into(),
            (None, Rule::bare) => "a value".into(),
            (None, Rule::distance) => "a distance".into(),
            (None, Rule::language | Rule::translation) => "a language (`en`, `fr`)".into(),
            (None, Rule::reach) => "a reach (`forward`, `backward`, …)".into(),
            (None, Rule::entry | Rule::cue_entry) => "phrases in a language".into(),
            (None, Rule::recogniser) => "a recogniser".into(),
            (None, Rule::setting | Rule::unknown | Rule::claim | Rule::example | Rule::prose) => "a clause".into(),
            _ => continue,
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn keyword(which: Rule) -> Option<&'static str> {
    Some(match which {
        Rule::kw_use | Rule::include => "use",
        Rule::kw_except => "except",
        Rule::kw_to => "to",
        Rule::kw_of => "of",
        Rule::kw_and => "and",
        Rule::kw_or => "or",
        Rule::kw_then => "then",
        Rule::kw_not => "not",
        Rule::kw_within | Rule::within => "within",
        Rule::kw_lowers => "lowers",
        Rule::kw_per => "per",
        Rule::kw_any => "any",
        Rule::kw_claim => "claim",
        Rule::kw_least => "least",
        Rule::kw_with => "with",
        Rule::kw_after => "after",
        Rule::kw_dated => "dated",
        Rule::kw_section => "section",
        Rule::kw_notes => "notes",
        Rule::kw_expires => "expires",
        Rule::kw_review_by => "review-by",
        _ => return None,
    })
}
