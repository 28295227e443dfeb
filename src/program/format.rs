//! A rule file in the one style of the language.

use super::compile::diagnostic;
use super::{Diagnostic, Level};
use crate::syntax::format::{Lost, Refusal, format};
use crate::syntax::{RuleFile, parse};
use crate::text::Span;

/// Why a rule file was not formatted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FormatError {
    /// The file cannot be read to its end. Names are not looked up: a file whose rules do not compile may be formatted.
    #[error("the file has {} of form", if .0.len() == 1 { "an error" } else { "errors" })]
    Faulty(Vec<Diagnostic>),
    /// The result would not have the same words and comments in the same places. That is a fault of the formatter.
    #[error("formatting would lose {what}; please report it, with the file")]
    Lost {
        /// What would be lost.
        what: &'static str,
        /// Where it stands, in bytes of the file.
        span: Span,
    },
}

/// Formats a rule file: the same words and comments in the same order, in the one style of the language.
///
/// ```
/// use toulmin::{RuleFile, format_rules};
///
/// let file = RuleFile { path: "fire.toulmin".into(), text: "lexicon  fire{en:\"fire(s)\"}# hot".into() };
/// assert_eq!(format_rules(&file)?, "lexicon fire {\n  en: \"fire(s)\"\n}  # hot\n");
/// # Ok::<(), toulmin::FormatError>(())
/// ```
///
/// # Errors
///
/// Where the file has errors of form, or is written in a later edition, and where the result would not be the same.
pub fn format_rules(file: &RuleFile) -> Result<String, FormatError> {
    let faulty = |faults: Vec<_>| {
        FormatError::Faulty(faults.into_iter().map(|fault| diagnostic(&file.path, Level::Error, fault)).collect())
    };
    if let Some(edition) = parse(&file.text).0.edition.filter(|edition| edition.text != "1") {
        return Err(faulty(vec![super::pack::edition_fault(edition)]));
    }
    format(&file.text).map_err(|refusal| match refusal {
        Refusal::Faulty(faults) => faulty(faults),
        Refusal::Lost(Lost { what, span }) => FormatError::Lost { what, span },
    })
}
