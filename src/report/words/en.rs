//! The words of a report in English.

use super::{Words, cited, plain};
use crate::document::CitationKind;
use crate::engine::{Evidence, EvidenceKind, Grounds, Lapsed, Reachable, Wanted, WantedKind};
use crate::program::Backing;
use crate::report::Tally;
use crate::text::Date;

pub(super) struct English;

impl Words for English {
    fn claim(&self) -> &'static str {
        "claim"
    }

    fn grounds(&self) -> &'static str {
        "grounds"
    }

    fn help(&self) -> &'static str {
        "help"
    }

    fn warrant(&self) -> &'static str {
        "warrant"
    }

    fn backing(&self) -> &'static str {
        "backing"
    }

    fn or(&self) -> &'static str {
        "or"
    }

    fn within(&self, within: Reachable) -> String {
        match within {
            Reachable::Words(1) => "within 1 word".to_owned(),
            Reachable::Words(n) => format!("within {n} words"),
            Reachable::Sentence => "in this sentence".to_owned(),
            Reachable::NextSentence => "in this sentence or the next".to_owned(),
            Reachable::Paragraph => "in this paragraph".to_owned(),
            Reachable::Section => "in this section".to_owned(),
            Reachable::Document => "in the document".to_owned(),
        }
    }

    fn wanted(&self, wanted: &Wanted) -> String {
        let of = |name: &str| format!(" of `{}`", plain(name));
        let (one, many, of) = match &wanted.what {
            WantedKind::Source => ("a source", "sources", String::new()),
            WantedKind::Attribution => ("an attribution", "attributions", String::new()),
            WantedKind::Definition(name) => ("a definition", "definitions", of(name)),
            WantedKind::Mention(name) => ("a mention", "mentions", of(name)),
        };
        let what = if wanted.count > 1 { format!("{} {many}", wanted.count) } else { one.to_owned() };
        let criteria = match wanted.criteria.as_slice() {
            [] => String::new(),
            criteria => format!(" ({})", criteria.join(", ")),
        };
        format!("{what}{of} {}{criteria}", self.within(wanted.within))
    }

    fn outcome(&self, verdict: Grounds, some: bool) -> &'static str {
        match (verdict, some) {
            (Grounds::Met, _) => "found",
            (Grounds::Unmet, false) => "none found",
            (Grounds::Unmet, true) => "none that will do",
            (Grounds::Undetermined, _) => "cannot be told",
        }
    }

    fn verdict(&self, verdict: Grounds) -> &'static str {
        match verdict {
            Grounds::Met => "met",
            Grounds::Unmet => "unmet",
            Grounds::Undetermined => "undetermined",
        }
    }

    fn evidence(&self, evidence: &Evidence) -> &'static str {
        match evidence.kind {
            EvidenceKind::Citation(CitationKind::Note) => "note",
            EvidenceKind::Citation(CitationKind::Link) => "link",
            EvidenceKind::Citation(CitationKind::InternalLink) => "internal link",
            EvidenceKind::Citation(CitationKind::Key | CitationKind::Number | CitationKind::AuthorYear) => "reference",
            EvidenceKind::Citation(CitationKind::Legal) => "law",
            EvidenceKind::Citation(CitationKind::SourceLine) => "source line",
            EvidenceKind::Attribution => "attribution",
            EvidenceKind::Definition => "definition",
            EvidenceKind::Mention => "mention",
        }
    }

    fn rejected(&self, evidence: &Evidence) -> String {
        let place = format!("line {}", evidence.place.start.line);
        match &evidence.lacks {
            Some(lacks) => format!("{} ({place}): {lacks}", cited(evidence, ["“", "”"])),
            None => format!("{} ({place})", cited(evidence, ["“", "”"])),
        }
    }

    fn supports(&self, evidence: &Evidence) -> String {
        format!("{}: {}", self.evidence(evidence), cited(evidence, ["“", "”"]))
    }

    fn columns(&self) -> [&'static str; 5] {
        ["place", "rule", "grounds", "claim", "evidence"]
    }

    fn skipped(&self, language: &str, rules: usize, blocks: usize) -> String {
        let have = if rules == 1 { "has" } else { "have" };
        format!(
            "{} in `{language}` not looked at by {}, which {have} no phrases in it",
            count(blocks, "block"),
            count(rules, "rule")
        )
    }

    fn day(&self, day: Date) -> String {
        day.to_string()
    }

    fn section(&self, section: &str) -> String {
        format!("“{section}”")
    }

    fn holds_until(&self, backing: &Backing) -> Option<String> {
        match (backing.expires, backing.review_by) {
            (Some(day), Some(review)) => Some(format!("holds until {day}, to be reviewed by {review}")),
            (Some(day), None) => Some(format!("holds until {day}")),
            (None, Some(day)) => Some(format!("to be reviewed by {day}")),
            (None, None) => None,
        }
    }

    fn lapsed(&self, lapsed: &Lapsed) -> String {
        let Lapsed { backing, day, .. } = lapsed;
        let until = match (backing.expires, backing.review_by) {
            (Some(end), _) if end < *day => format!("held until {end}"),
            (_, Some(end)) => format!("was to be reviewed by {end}"),
            (_, None) => "has lapsed".to_owned(),
        };
        format!("its backing, {}, {until}, and this check is of {day}", backing.title)
    }

    fn summary(&self, tally: &Tally) -> String {
        let mut line = match tally.findings() {
            0 => "no findings".to_owned(),
            n => format!("{} ({})", count(n, "finding"), by_level(tally)),
        };
        line += &match (tally.findings(), tally.faulty) {
            (0, _) => format!(" in {}", count(tally.files, "file")),
            (_, faulty) if faulty == tally.files => format!(" in {}", count(faulty, "file")),
            (_, faulty) => format!(" in {faulty} of {}", count(tally.files, "file")),
        };
        line += &match tally.claims {
            0 => "; no claims".to_owned(),
            1 if tally.met == 1 => "; 1 claim, supported".to_owned(),
            n if tally.met == n => format!("; {}, all supported", count(n, "claim")),
            _ => format!("; {}", self.ledger(tally)),
        };
        if tally.suppressed > 0 {
            line += &format!("; {} allowed by comments", count(tally.suppressed, "finding"));
        }
        match tally.hidden.baseline {
            0 => {}
            n => line += &format!("; {} in the baseline", count(n, "known finding")),
        }
        match tally.hidden.unchanged {
            0 => {}
            n => line += &format!("; {} in what has not changed", count(n, "finding")),
        }
        if tally.unreadable > 0 {
            line += &format!("; {} could not be read", count(tally.unreadable, "file"));
        }
        line
    }

    fn ledger(&self, tally: &Tally) -> String {
        let mut line = format!("{}: {} supported, {} not", count(tally.claims, "claim"), tally.met, tally.unmet);
        if tally.undetermined > 0 {
            line += &format!(", {} undetermined", tally.undetermined);
        }
        line
    }
}

fn by_level(tally: &Tally) -> String {
    let levels = [(tally.errors, "error"), (tally.warnings, "warning"), (tally.notes, "note")];
    let levels = levels.into_iter().filter(|(n, _)| *n > 0).map(|(n, noun)| count(n, noun));
    levels.collect::<Vec<_>>().join(", ")
}

/// `1 file`, `2 files`.
fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
