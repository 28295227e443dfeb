//! Places in rules that several checks point at.

use crate::program::compile::Declared;
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
