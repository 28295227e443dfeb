//! On whose authority a rule stands, and until when.

use crate::text::Date;

/// On whose authority a rule stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Backing {
    /// The work.
    pub title: String,
    /// The section of the work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The notes of the work: `18-23`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dated: Option<Date>,
    /// The last day on which it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
    /// The day by which somebody should look at it again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_by: Option<Date>,
}

impl Backing {
    /// Whether its last day, or the day of its review, is before `day`.
    pub fn has_lapsed(&self, day: Date) -> bool {
        [self.expires, self.review_by].into_iter().flatten().any(|end| end < day)
    }
}
