//! The lines of rule files, each file indexed once.

use crate::cli::packs::RuleSet;
use crate::report::Lines;
use std::collections::HashMap;

/// The lines of rule files.
pub(super) struct Places<'r> {
    set: &'r RuleSet,
    lines: HashMap<&'r str, (&'r str, Lines)>,
}

impl<'r> Places<'r> {
    pub(super) fn new(set: &'r RuleSet) -> Self {
        Self { set, lines: HashMap::new() }
    }

    /// The line of a byte of a file.
    pub(super) fn line(&mut self, file: &'r str, byte: usize) -> usize {
        let set = self.set;
        let (text, lines) = self.lines.entry(file).or_insert_with(|| {
            let text = set.text(file);
            (text, Lines::new(text))
        });
        lines.location(text, byte).line
    }
}
