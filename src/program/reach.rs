//! In which languages a rule can run.

use super::{Demand, GroundKind, Lexicon, Pattern, Subject};
use crate::text::Language;

/// Whether all that a rule needs has phrases in `language`.
pub(super) fn runs_in(lexicons: &[Lexicon], subject: &Subject, grounds: &[Demand], language: Language) -> bool {
    let can = |pattern: &Pattern| can_be_found(lexicons, pattern, language);
    let found = match subject {
        Subject::Claims(patterns) => patterns.iter().any(can),
        Subject::Topic(pattern) => can(pattern),
        Subject::EveryClaim => true,
    };
    found
        && grounds.iter().all(|Demand(grounds)| {
            grounds.iter().any(|ground| match &ground.kind {
                GroundKind::Source | GroundKind::Attribution => true,
                GroundKind::Definition(pattern) | GroundKind::Mention(pattern) => can(pattern),
            })
        })
}

fn can_be_found(lexicons: &[Lexicon], pattern: &Pattern, language: Language) -> bool {
    let can = |pattern: &Pattern| can_be_found(lexicons, pattern, language);
    match pattern {
        Pattern::Lexicon(id) => {
            lexicons[*id].phrases.iter().any(|p| !p.except && p.language.is_none_or(|l| l == language))
        }
        Pattern::Recogniser(_) | Pattern::Not(_) => true,
        Pattern::All { operands, .. } => operands.iter().all(can),
        Pattern::Any(operands) => operands.iter().any(can),
        Pattern::Within(pattern, _) | Pattern::AtLeast { pattern, .. } => can(pattern),
    }
}
