//! How many findings and claims there are, over several documents.

use crate::engine::{Grounds, Hidden, Report};
use crate::program::Level;
use crate::text::Language;

/// What the last line of a report counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Findings at level error.
    pub errors: usize,
    /// Findings at level warning.
    pub warnings: usize,
    /// Findings at level note.
    pub notes: usize,
    /// Documents that were checked.
    pub files: usize,
    /// Documents with a finding.
    pub faulty: usize,
    /// Documents that could not be read.
    pub unreadable: usize,
    /// Claims, whatever their verdict.
    pub claims: usize,
    /// Claims with their grounds.
    pub met: usize,
    /// Claims without.
    pub unmet: usize,
    /// Claims of which it cannot be told.
    pub undetermined: usize,
    /// Findings that comments in the drafts allow.
    pub suppressed: usize,
    /// Findings that are not news.
    pub hidden: Hidden,
    english: usize,
    french: usize,
}

impl Tally {
    /// Counts a document that was checked.
    pub fn add(&mut self, report: &Report) {
        self.files += 1;
        self.faulty += usize::from(!report.findings().is_empty());
        for finding in report.findings() {
            match finding.level {
                Level::Error => self.errors += 1,
                Level::Warning => self.warnings += 1,
                Level::Note | Level::Off => self.notes += 1,
            }
        }
        let languages = report.claims().iter().map(|c| c.language).chain(report.findings().iter().map(|f| f.language));
        for language in languages {
            if language == Language::FR { self.french += 1 } else { self.english += 1 }
        }
        self.hidden.baseline += report.hidden().baseline;
        self.hidden.unchanged += report.hidden().unchanged;
        self.suppressed += report.suppressed().len();
        self.claims += report.claims().len();
        for claim in report.claims() {
            match claim.grounds {
                Grounds::Met => self.met += 1,
                Grounds::Unmet => self.unmet += 1,
                Grounds::Undetermined => self.undetermined += 1,
            }
        }
    }

    /// All findings.
    pub const fn findings(&self) -> usize {
        self.errors + self.warnings + self.notes
    }

    /// The language that most of what was found is written in, English first.
    pub fn language(&self) -> Language {
        if self.french > self.english { Language::FR } else { Language::EN }
    }
}
