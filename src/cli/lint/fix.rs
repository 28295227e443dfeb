//! Rule files mended: fixes put in where they leave the file as sound as it was.

use crate::program::{Diagnostic, Fix};
use crate::syntax::parse;

/// How many fixes are tried one by one, each with a parse of the file.
const MOST_TRIED: usize = 200;

/// The text with the fixes in it, and how many there are. One that touches another, or after which more is wrong with how the
/// file is written, is left out.
pub(crate) fn apply(text: &str, told: &[Diagnostic]) -> (String, usize) {
    let mut fixes: Vec<&Fix> = told.iter().filter_map(|one| one.fix.as_ref()).collect();
    // From the end, so that what stands before keeps its place.
    fixes.sort_by_key(|fix| std::cmp::Reverse((fix.span.start, fix.span.end)));
    let mut from = usize::MAX;
    fixes.retain(|fix| {
        let apart = fix.span.end <= from && text.get(fix.span.range()).is_some_and(|old| old != fix.text);
        from = if apart { fix.span.start } else { from };
        apart
    });
    let faults = parse(text).1.len();
    let all = with(text, &fixes);
    if parse(&all).1.len() <= faults {
        return (all, fixes.len());
    }
    // One of them does harm: each is tried by itself, as many as can be in a moment.
    fixes.truncate(MOST_TRIED);
    fixes.retain(|fix| parse(&with(text, &[fix])).1.len() <= faults);
    let some = with(text, &fixes);
    if parse(&some).1.len() <= faults { (some, fixes.len()) } else { (text.to_owned(), 0) }
}

/// The text with fixes that stand from its end on.
fn with(text: &str, fixes: &[&Fix]) -> String {
    let (mut parts, mut end) = (Vec::new(), text.len());
    for fix in fixes {
        parts.extend([&text[fix.span.end..end], fix.text.as_str()]);
        end = fix.span.start;
    }
    parts.push(&text[..end]);
    parts.into_iter().rev().collect()
}
