//! Whether a source is of the kind, the independence and the age that a rule asks for.

use super::Grounds;
use super::ground::Grounder;
use crate::document::{Citation, CitationKind, Document, works};
use crate::program::{Criterion, LexiconId, Unit};
use crate::text::Date;

/// How many bytes of a note are searched for those who stand behind its works.
const LONGEST_NOTE: usize = 4000;

/// A name has no more words than this.
const LONGEST_NAME: usize = 3;

/// What is known of a source.
#[derive(Debug)]
pub(crate) struct Source {
    /// In words: its address, the words that cite it, its note or entry.
    words: String,
    /// Who stands behind each of the works that it cites.
    issuers: Vec<String>,
    /// When it came out, where that is told apart from the words.
    year: Option<i32>,
}

impl Source {
    pub(crate) fn of(document: &Document, citation: &Citation) -> Self {
        let words = words_of(document, citation);
        let body = body(document, citation);
        let body = &body[..body.floor_char_boundary(LONGEST_NOTE)];
        let entry = document.entry_of(citation);
        let issuers = match entry {
            Some(entry) if !entry.issuer.is_empty() => vec![entry.issuer.clone()],
            _ if citation.kind == CitationKind::Note && body.len() > citation.target.len() => works(body),
            _ if citation.kind == CitationKind::Note => works(&citation.target),
            // `[followed by Google and others](…)` are the draft's words, and no issuer.
            _ if citation.kind == CitationKind::Link && names_more(document, citation) => {
                vec![citation.target.clone()]
            }
            _ => vec![words.clone()],
        };
        Self { words, issuers, year: entry.and_then(|entry| entry.year) }
    }

    pub(crate) fn said(words: &str) -> Self {
        Self { words: words.to_owned(), issuers: vec![words.to_owned()], year: None }
    }

    fn years(&self) -> impl Iterator<Item = i32> {
        self.year.into_iter().chain(years(&self.words).filter(|_| self.year.is_none()))
    }
}

/// All that is known of a source in words: its address, the words that cite it, its note or entry.
pub(crate) fn words_of(document: &Document, citation: &Citation) -> String {
    let cited = &document.text[citation.source.range()];
    [citation.target.as_str(), cited, body(document, citation)].join(" \n ")
}

/// Whether the words of a link are a clause rather than a name.
fn names_more(document: &Document, citation: &Citation) -> bool {
    crate::text::words(&document.prose[citation.span.range()]).count() > LONGEST_NAME
}

fn body<'d>(document: &'d Document, citation: &Citation) -> &'d str {
    citation.body.map_or("", |block| &document.prose[document.blocks[block].span.range()])
}

/// Weighs a source against all criteria; with the reason where it does not do.
pub(crate) fn weigh(
    grounder: &Grounder<'_>,
    criteria: &[Criterion],
    source: &Source,
    sentence: usize,
) -> (Option<String>, Grounds) {
    let mut worst = (None, Grounds::Met);
    for criterion in criteria {
        let (reason, weight) = one(grounder, criterion, source, sentence);
        match weight {
            Grounds::Unmet => return (Some(reason), Grounds::Unmet),
            Grounds::Undetermined => worst = (Some(reason), Grounds::Undetermined),
            Grounds::Met => {}
        }
    }
    worst
}

fn one(grounder: &Grounder<'_>, criterion: &Criterion, source: &Source, sentence: usize) -> (String, Grounds) {
    let scan = grounder.matcher.scan;
    let words = source.words.as_str();
    match criterion {
        Criterion::Kind(kinds) => {
            let of_kind = any_in(grounder, kinds, words).is_some();
            ("of unknown kind".into(), if of_kind { Grounds::Met } else { Grounds::Undetermined })
        }
        Criterion::Independent { of, issuer } => {
            // One work that is independent will do.
            let against = source.issuers.iter().map(|words| dependent(grounder, of, *issuer, words));
            against.min_by_key(|(_, weight)| *weight).unwrap_or((String::new(), Grounds::Met))
        }
        Criterion::DatedWithin { months } => {
            let metadata = &scan.document.metadata;
            let year_only = metadata.year.map(|year| Date { year, month: 12, day: 31 });
            match metadata.date.or(year_only).or(grounder.context.as_of) {
                Some(day) => dated(source, months_before(day, *months), day.year),
                None => ("of unknown age: the document bears no date".into(), Grounds::Undetermined),
            }
        }
        Criterion::DatedAfter(day) => dated(source, *day, i32::MAX),
        Criterion::States(patterns) => {
            let pieces = |p| {
                grounder.matcher.holds(p, sentence, Unit::Sentence)
                    || super::claim::leaf(scan.program, p)
                        .is_some_and(|atom| any_in(grounder, &[atom], words).is_some())
            };
            let missing = patterns.iter().find(|p| !pieces(p));
            match missing {
                Some(p) => (format!("without {}", scan.program.words_of(p)), Grounds::Unmet),
                None => (String::new(), Grounds::Met),
            }
        }
    }
}

/// Whether the issuer of the draft, or somebody of these lexicons, stands behind a work.
fn dependent(grounder: &Grounder<'_>, of: &[LexiconId], issuer: bool, words: &str) -> (String, Grounds) {
    let lower = words.to_lowercase();
    let own = grounder.context.issuers.iter().find(|i| issuer && lower.contains(&i.to_lowercase()));
    if let Some(name) = own {
        return (format!("by the issuer, {name}"), Grounds::Unmet);
    }
    match any_in(grounder, of, words) {
        Some(lexicon) => {
            let name = &grounder.matcher.scan.program.lexicons[lexicon].name;
            (format!("not independent: {}", plain(name)), Grounds::Unmet)
        }
        None => (String::new(), Grounds::Met),
    }
}

fn any_in(grounder: &Grounder<'_>, lexicons: &[LexiconId], words: &str) -> Option<LexiconId> {
    let found = grounder.matcher.scan.program.index.lexicons_in(words);
    lexicons.iter().copied().find(|id| found.binary_search(id).is_ok())
}

/// A source's year against the oldest day allowed: a year all before it is too old, one that it cuts tells nothing.
fn dated(source: &Source, oldest: Date, not_after: i32) -> (String, Grounds) {
    let Some(year) = source.years().filter(|year| *year <= not_after).max() else {
        return ("of unknown age: it bears no date".into(), Grounds::Undetermined);
    };
    if year > oldest.year || year == oldest.year && (oldest.month, oldest.day) == (1, 1) {
        (String::new(), Grounds::Met)
    } else if year < oldest.year {
        (format!("of {year}, older than {oldest}"), Grounds::Unmet)
    } else {
        (format!("of {year}, perhaps older than {oldest}"), Grounds::Undetermined)
    }
}

fn years(words: &str) -> impl Iterator<Item = i32> + use<'_> {
    words
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| (1900..=2100).contains(year))
}

fn months_before(day: Date, months: u32) -> Date {
    let total = day.year * 12 + i32::from(day.month) - 1 - months as i32;
    Date { year: total.div_euclid(12), month: total.rem_euclid(12) as u8 + 1, day: day.day.min(28) }
}

/// A lexicon's name without its pack, its hyphens as spaces.
pub(crate) fn plain(name: &str) -> String {
    name.rsplit('.').next().unwrap_or(name).replace('-', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_that_the_limit_cuts_tells_nothing() {
        let oldest = Date { year: 2021, month: 6, day: 1 };
        let dated = |words, oldest, not_after| dated(&Source::said(words), oldest, not_after);
        assert_eq!(dated("Smith 2022", oldest, 2024).1, Grounds::Met);
        assert_eq!(dated("Smith 2021", oldest, 2024).1, Grounds::Undetermined);
        assert_eq!(dated("Smith 2020", oldest, 2024).1, Grounds::Unmet);
        assert_eq!(dated("Smith", oldest, 2024).1, Grounds::Undetermined);
        assert_eq!(dated("Smith 2035, 2022", oldest, 2024).1, Grounds::Met);
    }

    #[test]
    fn months_go_back_over_years() {
        let day = Date { year: 2024, month: 2, day: 29 };
        assert_eq!(months_before(day, 36), Date { year: 2021, month: 2, day: 28 });
        assert_eq!(months_before(day, 2), Date { year: 2023, month: 12, day: 28 });
    }
}
