//! Places in rules that several checks point at.

use crate::program::compile::Declared;
use crate::syntax::Fix;
use crate::syntax::tree::{Body, Clause};
use crate::text::Span;

/// The clauses of a rule's item.
pub(super) fn clauses<'a>(declared: Declared<'a>) -> &'a [Clause<'a>] {
    match &declared.item.body {
        Body::Rule(clauses) => clauses,
        _ => &[],
    }
}

/// Where the first clause of a keyword stands, else the rule's name.
pub(super) fn clause_span(declared: Declared<'_>, keyword: &str) -> Span {
    let clause = clauses(declared).iter().find(|c| c.keyword.text == keyword);
    clause.map_or(declared.item.name.span, |c| c.span)
}

/// Where the keyword of the first such clause stands, else the rule's name.
pub(super) fn keyword_span(declared: Declared<'_>, keyword: &str) -> Span {
    let clause = clauses(declared).iter().find(|c| c.keyword.text == keyword);
    clause.map_or(declared.item.name.span, |c| c.keyword.span)
}

/// Takes something out with the space before it, or with its line where it stands there alone.
pub(super) fn removal(text: &str, span: Span) -> Option<Box<Fix>> {
    let (before, after) = (text.get(..span.start)?, text.get(span.end..)?);
    let blanks = |c: char| c == ' ' || c == '\t';
    let rest = after.trim_start_matches(blanks);
    let line = before.trim_end_matches(blanks);
    let span = match (line.ends_with('\n'), rest.starts_with('\n') || rest.starts_with("\r\n")) {
        (true, true) => Span::new(line.len(), span.end + (after.len() - rest.len()) + rest.find('\n')? + 1),
        (true, false) => Span::new(span.start, span.end + (after.len() - rest.len())),
        (false, _) => Span::new(line.len(), span.end),
    };
    Some(Box::new(Fix { span, text: String::new() }))
}
