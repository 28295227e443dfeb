//! Where a rule stopped, said in words.

use crate::engine::{DemandOutcome, Grounds, Stop};
use crate::report::words;
use crate::text::Language;

/// How far a rule got.
pub(crate) const fn depth(stop: &Stop) -> u8 {
    match stop {
        Stop::Off => 0,
        Stop::Language => 1,
        Stop::Pattern { .. } => 2,
        Stop::Rebuttal { .. } => 3,
        Stop::Grounds { .. } => 4,
    }
}

/// Where a rule stopped, in words.
pub(crate) fn stopped(stop: &Stop) -> String {
    match stop {
        Stop::Off => "switched off, or not chosen".to_owned(),
        Stop::Language => "it has no phrases in this language".to_owned(),
        Stop::Pattern { missing } if missing.is_empty() => {
            "all of its words are here, too far apart or on the same words".to_owned()
        }
        Stop::Pattern { missing } => format!("no claim: {} missing", missing.join(", ")),
        Stop::Rebuttal { condition, claim } => format!("“{claim}” is a claim, removed by `{}`", plain(condition)),
        Stop::Grounds { claim, verdict, gives_way, .. } => {
            let verdict = match verdict {
                Grounds::Met => "and has its grounds",
                Grounds::Unmet => "without its grounds: reported",
                Grounds::Undetermined => "of which it cannot be told: reported as a note",
            };
            let way = if *gives_way { ", if it did not give way to another claim" } else { "" };
            format!("“{claim}” is a claim {verdict}{way}")
        }
    }
}

/// What was looked for as grounds, and what was found and would not do.
pub(crate) fn demand_lines(demand: &DemandOutcome, language: Language) -> Vec<String> {
    let words = words(language);
    let mut lines = Vec::new();
    for wanted in &demand.wanted {
        let or = if lines.is_empty() { String::new() } else { format!("{} ", words.or()) };
        lines.push(format!("{or}{}", words.wanted(wanted)));
        lines.extend(wanted.found.iter().map(|evidence| format!("– {}", words.rejected(evidence))));
    }
    if let Some(last) = lines.first_mut() {
        let sign = match demand.verdict {
            Grounds::Met => "✓",
            Grounds::Unmet => "✗",
            Grounds::Undetermined => "?",
        };
        *last = format!("{sign} {last}");
    }
    lines
}

/// A name without its pack's.
pub(crate) fn plain(name: &str) -> &str {
    if name.contains(' ') { name } else { name.rsplit_once('.').map_or(name, |(_, name)| name) }
}
