//! Whether a hyphen at the end of a line is the word's own, or the printer's.

use crate::text::words;
use rustc_hash::{FxHashSet, FxHasher};
use std::hash::{Hash as _, Hasher as _};

/// The words of a text, to know a broken one again.
#[derive(Debug, Default)]
pub(super) struct Known(Option<FxHashSet<u64>>);

impl Known {
    /// Whether `left-` and `right` are one word that the line's end has broken.
    pub(super) fn broken(&mut self, text: &str, left: &str, right: &str) -> bool {
        if !right.starts_with(char::is_lowercase) {
            return false;
        }
        let known = self.0.get_or_insert_with(|| words(text).map(|w| hash([w.text(text)])).collect());
        let has = |parts: [&str; 2]| known.contains(&hash(parts));
        has([left, right]) || !(has([left, ""]) && has([right, ""]))
    }
}

/// The hash of the parts put together, in lower case.
fn hash<const N: usize>(parts: [&str; N]) -> u64 {
    let mut hasher = FxHasher::default();
    for c in parts.into_iter().flat_map(str::chars).flat_map(char::to_lowercase) {
        c.hash(&mut hasher);
    }
    hasher.finish()
}
