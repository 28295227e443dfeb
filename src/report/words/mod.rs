//! The words around a finding, in the languages that reports are written in.

mod en;
mod fr;

use super::Tally;
use crate::engine::{Evidence, Grounds, Lapsed, Reachable, Wanted};
use crate::program::Backing;
use crate::text::{Date, Language};

/// What a language has to say of a report.
pub(crate) trait Words: Sync {
    /// The label under the words of a claim.
    fn claim(&self) -> &'static str;
    /// The heading of what was looked for.
    fn grounds(&self) -> &'static str;
    /// The heading of what to do.
    fn help(&self) -> &'static str;
    /// The heading of why the grounds are needed.
    fn warrant(&self) -> &'static str;
    /// The heading of the authority.
    fn backing(&self) -> &'static str;
    /// `… or …`.
    fn or(&self) -> &'static str;
    /// Where grounds are looked for, as an adverb.
    fn within(&self, within: Reachable) -> String;
    /// What was looked for and where: `a source in this paragraph`.
    fn wanted(&self, wanted: &Wanted) -> String;
    /// What came of it, after what was looked for; `some`: something was found that did not do.
    fn outcome(&self, verdict: Grounds, some: bool) -> &'static str;
    /// The verdict on a claim, in a word.
    fn verdict(&self, verdict: Grounds) -> &'static str;
    /// The kind of some evidence, in a word.
    fn evidence(&self, evidence: &Evidence) -> &'static str;
    /// Something that was found and did not do, with its place and the reason.
    fn rejected(&self, evidence: &Evidence) -> String;
    /// Something that supports a claim, with its kind.
    fn supports(&self, evidence: &Evidence) -> String;
    /// The heads of the ledger's columns: place, rule, verdict, claim, evidence.
    fn columns(&self) -> [&'static str; 5];
    /// Blocks of a language that some rules have no phrases in.
    fn skipped(&self, language: &str, rules: usize, blocks: usize) -> String;
    /// A day of the calendar.
    fn day(&self, day: Date) -> String;
    /// A section of a work, in quotation marks.
    fn section(&self, section: &str) -> String;
    /// Until when a backing holds.
    fn holds_until(&self, backing: &Backing) -> Option<String>;
    /// A rule that speaks on the authority of something past its day.
    fn lapsed(&self, lapsed: &Lapsed) -> String;
    /// The last line of a report.
    fn summary(&self, tally: &Tally) -> String;
    /// The last line of a ledger.
    fn ledger(&self, tally: &Tally) -> String;
}

/// The words of a language; English where there are none.
pub(crate) fn words(language: Language) -> &'static dyn Words {
    if language == Language::FR { &fr::French } else { &en::English }
}

/// A backing as it is cited: the work, where in it, when, where to read it.
pub(crate) fn cite(words: &dyn Words, backing: &Backing) -> String {
    let mut text = backing.title.clone();
    if let Some(section) = &backing.section {
        text += &format!(", {}", words.section(section));
    }
    if let Some(notes) = &backing.notes {
        text += &format!(", n. {notes}");
    }
    if let Some(day) = backing.dated {
        text += &format!(" ({})", words.day(day));
    }
    if let Some(link) = &backing.link {
        text += &format!(" <{link}>");
    }
    text
}

/// The name of a lexicon without its pack's.
fn plain(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, name)| name)
}

/// What is cited and where it leads, on one line and not too long.
fn cited(evidence: &Evidence, quotes: [&str; 2]) -> String {
    let short = |text: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.chars().count() <= 80 {
            return text;
        }
        let cut: String = text.chars().take(79).collect();
        format!("{}…", cut.trim_end())
    };
    let [open, close] = quotes;
    let target = evidence.target.as_deref().map(short).filter(|target| !target.is_empty());
    let text = short(&evidence.text);
    // `[Smith](https://…)` says its address itself.
    let label = evidence.text.strip_prefix('[').and_then(|link| link.split_once("](")).map(|(label, _)| short(label));
    match (target, label) {
        (Some(target), Some(label)) => format!("{open}{label}{close} → {target}"),
        (Some(target), None) if text.is_empty() || text == target => target,
        (Some(target), None) if !text.contains(&target) => format!("{open}{text}{close} → {target}"),
        _ => format!("{open}{text}{close}"),
    }
}
