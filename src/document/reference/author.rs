//! Citations by author and year: `(Moss et al., 2023)`, `Reed (2020)`.

use super::{Reference, last_word, run};
use crate::document::CitationKind;
use crate::document::language::is_small_word;

/// A citation with the year that begins at `digit`.
pub(super) fn cited(text: &str, folded: &str, digit: usize) -> Option<Reference> {
    let bytes = text.as_bytes();
    let mut end = run(bytes, digit);
    if end - digit != 4 || !matches!(&text[digit..digit + 2], "18" | "19" | "20") {
        return None;
    }
    if bytes.get(end).is_some_and(|b| matches!(b, b'a'..=b'h')) {
        end += 1;
    }
    if !matches!(bytes.get(end)?, b')' | b']' | b';' | b',' | b':') {
        return None;
    }
    let open = opening(text, digit)?;
    let inside = &text[open + 1..digit];
    let close = closing(text, end)?;
    if inside.trim().is_empty() {
        let (start, end) = (authors_before(text, folded, open)?, close + 1);
        return Some(Reference::new(CitationKind::AuthorYear, start, end));
    }
    // Each part between semicolons is a citation of its own.
    let part = open + 1 + inside.rfind(';').map_or(0, |s| s + 1);
    let stop = text[end..close].find(';').map_or(close, |s| end + s);
    let start = authors_inside(text, folded, part, digit)?;
    Some(Reference::new(CitationKind::AuthorYear, start, start + text[start..stop].trim_end().len()))
}

/// How far a bracket may be.
const REACH: usize = 200;

/// The bracket that is open at `at`.
fn opening(text: &str, at: usize) -> Option<usize> {
    let floor = at.saturating_sub(REACH);
    let found = text.as_bytes()[floor..at].iter().rposition(|b| matches!(b, b'(' | b')' | b'[' | b']'))?;
    matches!(text.as_bytes()[floor + found], b'(' | b'[').then_some(floor + found)
}

fn closing(text: &str, at: usize) -> Option<usize> {
    let limit = text.len().min(at + REACH);
    let found = text.as_bytes()[at..limit].iter().position(|b| matches!(b, b'(' | b')' | b'[' | b']'))?;
    matches!(text.as_bytes()[at + found], b')' | b']').then_some(at + found)
}

/// Where the authors before ` (2020)` begin: `Reed`, `Reed and Moss`, `Moss et al.`.
fn authors_before(text: &str, folded: &str, open: usize) -> Option<usize> {
    let mut end = text[..open].strip_suffix(' ')?.len();
    for others in [" et al.", " et al", " and others", " and colleagues", " et ses collègues"] {
        if folded[..end].ends_with(others) {
            end -= others.len();
        }
    }
    let name = |end: usize| {
        let start = name_start(text, end);
        let (word, low) = (&text[start..end], &folded[start..end]);
        (word.starts_with(char::is_uppercase) && !is_small_word(low) && !is_season(low) && !is_subject(low))
            .then_some(start)
    };
    let last = folded[..end].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    if PLACES.contains(&last) {
        return None;
    }
    let mut start = name(end)?;
    for _ in 0..3 {
        let joint = [" and ", " & ", " et ", ", "].iter().find(|j| folded[..start].ends_with(**j));
        let Some(first) = joint.and_then(|j| name(start - j.len())) else { break };
        start = first;
    }
    let (before, first) = (last_word_of(folded[..start].trim_end()), last_word_of(&folded[..end]));
    (!is_event(before) && !is_event(first)).then_some(start)
}

/// The last words of states and unions, as cases are listed by: `Canada (2025): a faked call`.
const PLACES: &[&str] = &[
    "africa", "afrique", "allemagne", "america", "argentina", "australia", "australie", "austria", "belgique",
    "belgium", "brazil", "brésil", "canada", "chile", "china", "chine", "denmark", "egypt", "espagne", "estonia",
    "europe", "finland", "france", "germany", "ghana", "hungary", "inde", "india", "indonesia", "ireland", "israel",
    "italie", "italy", "japan", "japon", "kenya", "kingdom", "korea", "mexico", "mexique", "netherlands", "nigeria",
    "norway", "pakistan", "poland", "pologne", "portugal", "québec", "romania", "roumanie", "russia", "russie",
    "rwanda", "senegal", "singapore", "slovakia", "slovaquie", "spain", "states", "suisse", "sweden", "switzerland",
    "taiwan", "turkey", "uk", "ukraine", "union", "unis", "us", "usa", "uni", "zealand",
];

/// A year after a place is when something happened there: `the summit in Seoul (2024)`, `le sommet de Paris (2025)`.
fn is_event(word: &str) -> bool {
    matches!(word, "in" | "at" | "summit" | "summits" | "park" | "à" | "au" | "sommet" | "sommets" | "conférence")
}

/// A year after a subject is that of a figure: `Investment in AI (2023)`, `le PIB (2024)`.
fn is_subject(word: &str) -> bool {
    matches!(word, "ai" | "ia" | "iag" | "agi" | "llm" | "llms" | "gpu" | "gpus" | "gdp" | "pib" | "ict" | "tic")
}

fn last_word_of(folded: &str) -> &str {
    &folded[last_word(folded)..]
}

/// Where the authors in brackets before a year begin: `see Moss, Reed and Hill, `.
fn authors_inside(text: &str, folded: &str, part: usize, digit: usize) -> Option<usize> {
    let mut start = part;
    'prefix: loop {
        start += text[start..digit].len() - text[start..digit].trim_start().len();
        for prefix in PREFIXES {
            if let Some(rest) = folded[start..digit].strip_prefix(prefix)
                && rest.starts_with([' ', ',', ':'])
            {
                start += prefix.len() + 1;
                continue 'prefix;
            }
        }
        break;
    }
    let mut words = text[start..digit].trim_end();
    if words.len() > 120 || !words.starts_with(|c: char| c.is_uppercase()) {
        return None;
    }
    let month = last_word(folded[start..start + words.len()].trim_end_matches('.'));
    let dated = is_season(folded[start + month..start + words.len()].trim_end_matches('.'));
    if dated {
        words = &words[..words.rfind(',')? + 1];
    }
    let named = words.strip_suffix(',');
    let (mut capitals, mut lower) = (0, 0);
    for word in named.unwrap_or(words).split([' ', '\'', ',', '.', '-', '/']).filter(|w| !w.is_empty()) {
        let low = crate::text::fold(word);
        if word.starts_with(char::is_uppercase) {
            if capitals == 0 && named.is_none() && (is_small_word(&low) || is_season(&low)) {
                return None;
            }
            if is_season(&low) {
                return None;
            }
            capitals += 1;
        } else if word.starts_with(|c: char| c.is_ascii_digit()) {
            // `(Moss, 2020, 2021)`.
            if word.len() != 4 && !dated {
                return None;
            }
        } else if !(is_small_word(&low) || matches!(low.as_str(), "al" | "&" | "von" | "van" | "der" | "eds" | "dir")) {
            lower += 1;
        }
    }
    let known = capitals > 0 && if named.is_some() { lower <= 3 } else { lower == 0 };
    known.then_some(start)
}

/// Where the name that ends at `end` begins: letters, hyphens, an apostrophe.
fn name_start(text: &str, end: usize) -> usize {
    let length: usize = text[..end]
        .chars()
        .rev()
        .take(40)
        .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '&'))
        .map(char::len_utf8)
        .sum();
    end - length
}

fn is_season(word: &str) -> bool {
    const SEASONS: &[&str] = &[
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "spring",
        "summer", "autumn", "winter", "fall", "early", "late", "mid", "janvier", "février", "mars", "avril", "mai",
        "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre", "printemps", "été", "automne",
        "hiver", "début", "fin",
    ];
    SEASONS.contains(&word)
}

const PREFIXES: &[&str] = &[
    "see also", "see", "voir aussi", "voir", "voir notamment", "cf.", "cf", "e.g.", "e.g.,", "i.e.", "notably",
    "notamment", "for example", "par exemple", "p. ex.", "as in", "source", "sources", "d'après", "selon", "after",
    "from", "in", "dans", "and", "et", "also", "aussi", "for instance", "citing", "citant", "quoted in", "cited in",
    "cité dans", "cité par",
    // What kind of work it is, before who made it: `(enquête Agrhymet, 2025)`.
    "enquête", "étude", "rapport", "sondage", "baromètre", "données", "note", "recensement", "survey", "study",
    "report", "poll", "data", "census", "evaluation", "évaluation", "audit",
];
