//! Proper names: capitals in the middle of a sentence, runs of them, acronyms.

use super::{CLASS, DIGIT, LETTER, Scan, word_end};
use crate::document::language::{Abbreviation, abbreviation, is_small_word};
use crate::program::Recogniser;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

impl Scan<'_> {
    /// Reads the run of capitalised words that begins at `start`, and says where it ends.
    pub(super) fn name(&mut self, start: usize) -> usize {
        let first = self.begins_sentence(start);
        let mut end = self.name_word(start);
        let mut begin = start;
        let mut last = start;
        let mut capitals = 0;
        let mut proper = false;
        // No name has more words than this.
        for _ in 0..12 {
            let word = &self.text[last..end];
            let leading = last == begin;
            if leading && self.drops(last, end) {
                begin = end;
            } else {
                match self.weight(last, end) {
                    Weight::Acronym => proper = true,
                    Weight::Word => {
                        capitals += 1;
                        proper |= !(first && last == start) || capitals > 1;
                    }
                    Weight::Nothing => {}
                }
            }
            let Some(next) = self.joined(end, word) else { break };
            if begin == end {
                begin = next;
            }
            last = next;
            end = self.name_word(next);
        }
        if proper && begin < end && !self.shouts() {
            let pending = self.pending;
            self.emit(Recogniser::ProperName, begin, end);
            self.pending = pending;
        }
        end
    }

    /// The end of one word of a name: `GPT-4`, `Jean-Pierre`, `O'Neil`, `R&D`.
    fn name_word(&self, start: usize) -> usize {
        let bytes = self.folded.as_bytes();
        let mut end = word_end(bytes, start);
        for _ in 0..4 {
            let next = match bytes.get(end) {
                Some(b'-' | b'&') => end + 1,
                Some(b'\'') if end - start == 1 && matches!(bytes[start], b'o') => end + 1,
                _ => break,
            };
            let class = bytes.get(next).map_or(super::OTHER, |b| CLASS[*b as usize]);
            if class == DIGIT || class == LETTER && self.is_capital(next) {
                end = word_end(bytes, next);
            } else {
                break;
            }
        }
        end
    }

    /// Where the next capitalised word of the same name begins, past a space, particles or the stop of an initial.
    fn joined(&self, end: usize, word: &str) -> Option<usize> {
        let bytes = self.folded.as_bytes();
        let mut at = end;
        if bytes.get(at) == Some(&b'.') {
            let initial = word.chars().nth(1).is_none();
            let title = word.len() < 6
                && abbreviation(&self.folded[end - word.len()..end], self.language) == Some(Abbreviation::Title);
            let title = title || matches!(word, "M" | "MM");
            if !initial && !title {
                return None;
            }
            at += 1;
            if bytes.get(at).is_some_and(|b| CLASS[*b as usize] == LETTER) && initial {
                return self.is_capital(at).then_some(at);
            }
        }
        for particles in 0..4 {
            if bytes.get(at) != Some(&b' ') || bytes.get(at + 1).is_none_or(|b| CLASS[*b as usize] != LETTER) {
                return None;
            }
            let next = at + 1;
            if self.is_capital(next) {
                return (!self.is_month(next, word_end(bytes, next))).then_some(next);
            }
            let limit = bytes.len().min(next + 4);
            let particle = word_end(&bytes[..limit], next);
            let text = self.folded.get(next..particle)?;
            if particles == 0 && !PARTICLES.contains(&text)
                || particles > 0 && !matches!(text, "la" | "le" | "les" | "l" | "the" | "der" | "den")
            {
                return None;
            }
            at = particle;
            if bytes.get(at) == Some(&b'\'') {
                let next = at + 1;
                let capital = bytes.get(next).is_some_and(|b| CLASS[*b as usize] == LETTER) && self.is_capital(next);
                return capital.then_some(next);
            }
        }
        None
    }

    /// Whether a word at the head of a run is no part of the name: `The`, `Selon`, `In`.
    fn drops(&self, start: usize, end: usize) -> bool {
        let initial = end - start == 1 && self.folded[end..].starts_with('.');
        is_small_word(&self.folded[start..end]) && !initial && !self.has_two_capitals(start, end)
    }

    fn has_two_capitals(&self, start: usize, end: usize) -> bool {
        self.text[start..end].chars().filter(|c| c.is_uppercase()).nth(1).is_some()
    }

    fn weight(&self, start: usize, end: usize) -> Weight {
        let (word, folded) = (&self.text[start..end], &self.folded[start..end]);
        let roman = word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'));
        if roman || GENERIC.contains(folded) || word.len() == 1 {
            return Weight::Nothing;
        }
        if self.has_two_capitals(start, end) {
            let mut parts = folded.split('-');
            return if parts.any(|p| !GENERIC.contains(p)) { Weight::Acronym } else { Weight::Nothing };
        }
        if is_small_word(folded) { Weight::Nothing } else { Weight::Word }
    }

    /// Whether the word at `start` has its capital from its place.
    fn begins_sentence(&self, start: usize) -> bool {
        let before = if self.text[..start].trim_start().is_empty() { self.before } else { &self.text[..start] };
        // `… of crime," Miller said`: a straight mark after a comma and before a space closes.
        if before.ends_with(",\" ") {
            return false;
        }
        let before = before.trim_end_matches([' ', '*', '_']);
        // `… for good.” Activists say`: the stop stands inside the quotation.
        let inside = before.trim_end_matches(['”', '"', '»', '’', ')']);
        if inside.len() < before.len() && inside.trim_end().ends_with(['.', '?', '!', '…']) {
            return true;
        }
        before.is_empty()
            || before.ends_with(['.', '?', '!', '…', ':', ';', '\n', '«', '“', '"', '‘', '•', '–', '—', '¿'])
    }

    /// Whether the stretch is all in capitals, so that capitals tell nothing.
    fn shouts(&mut self) -> bool {
        if let Some(known) = self.shouting {
            return known;
        }
        let head = self.text.chars().take(160).filter(|c| c.is_alphabetic());
        let (mut upper, mut lower) = (0, 0);
        for c in head {
            if c.is_uppercase() { upper += 1 } else { lower += 1 }
        }
        *self.shouting.insert(upper > 12 && upper > 3 * lower)
    }
}

enum Weight {
    Acronym,
    Word,
    Nothing,
}

const PARTICLES: &[&str] = &[
    "of", "de", "du", "des", "d", "van", "von", "der", "den", "di", "da", "del", "al", "el", "le", "la", "bin", "ben",
    "ibn",
];

/// Capitalised words and acronyms that name nobody.
static GENERIC: LazyLock<FxHashSet<&str>> = LazyLock::new(|| GENERIC_WORDS.iter().copied().collect());

const GENERIC_WORDS: &[&str] = &[
    "ai",
    "ia",
    "agi",
    "iag",
    "llm",
    "llms",
    "gpai",
    "genai",
    "gdp",
    "pib",
    "ceo",
    "pdg",
    "cto",
    "cfo",
    "r&d",
    "ict",
    "it",
    "tic",
    "hr",
    "rh",
    "sme",
    "smes",
    "pme",
    "eti",
    "ngo",
    "ngos",
    "ong",
    "api",
    "apis",
    "gpu",
    "gpus",
    "cpu",
    "cpus",
    "faq",
    "pdf",
    "url",
    "html",
    "q&a",
    "kpi",
    "kpis",
    "roi",
    "co2",
    "co",
    "ghg",
    "ges",
    "phd",
    "ml",
    "nlp",
    "nlg",
    "rag",
    "iot",
    "vr",
    "ar",
    "xr",
    "3d",
    "tv",
    "id",
    "ok",
    "vs",
    "usd",
    "eur",
    "gbp",
    "chf",
    "cad",
    "fcfa",
    "artificial",
    "intelligence",
    "artificielle",
    "internet",
    "web",
    "état",
    "états",
    "etat",
    "etats",
    "i'm",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "article",
    "articles",
    "section",
    "chapter",
    "annex",
    "annexe",
    "figure",
    "table",
    "tableau",
    "note",
    "covid",
    "mw",
    "kwh",
    "mwh",
    "gwh",
    "twh",
    "kw",
    "gw",
    "general",
    "generative",
    "superintelligence",
    "singularity",
    "tw",
    "dna",
    "adn",
    "esg",
    "rse",
    "csr",
];
