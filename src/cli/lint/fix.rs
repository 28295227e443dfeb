//! Rule files mended: fixes put in where they leave the file as sound as it was.

use crate::program::{Diagnostic, Fix};
use crate::syntax::parse;

/// The text with the fixes in it, and how many there are. One that touches another, or after which more is wrong with how the
/// file is written, is left out.
pub(super) fn apply(text: &str, told: &[Diagnostic]) -> (String, usize) {
    let mut fixes: Vec<&Fix> = told.iter().filter_map(|one| one.fix.as_ref()).collect();
    // From the end, so that what stands before keeps its place.
    fixes.sort_by_key(|fix| std::cmp::Reverse((fix.span.start, fix.span.end)));
    let (mut mended, mut count, mut from) = (text.to_owned(), 0, usize::MAX);
    let mut faults = parse(text).1.len();
    for fix in fixes {
        if fix.span.end > from || mended.get(fix.span.range()).is_none() {
            continue;
        }
        let mut tried = mended.clone();
        tried.replace_range(fix.span.range(), &fix.text);
        let wrong = parse(&tried).1.len();
        if wrong <= faults && tried != mended {
            (mended, faults, from) = (tried, wrong, fix.span.start);
            count += 1;
        }
    }
    (mended, count)
}
