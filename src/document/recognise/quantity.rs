//! Tells what a numeral is by what stands around it: a share, a sum, a measure, a duration, a count.

use super::look::Near;
use super::numeral::{Numeral, number_word};
use super::{CLASS, DIGIT, LETTER, Scan, word_end};
use crate::document::language::is_small_word;
use crate::program::Recogniser;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

impl Scan<'_> {
    /// Reads what begins with the digit at `at`, and says where to go on.
    pub(super) fn digits(&mut self, at: usize) -> usize {
        if let Some(end) = self.date_in_digits(at) {
            return end;
        }
        if self.is_name_part(at) {
            return self.skip(at);
        }
        let numeral = self.numeral(at);
        let bytes = self.folded.as_bytes();
        let next = |n: usize| bytes.get(numeral.end + n).copied().unwrap_or(b' ');
        if next(0) == b'/' && next(1).is_ascii_digit() {
            return self.skip(at);
        }
        let split = matches!(next(0), b':' | b'.' | b',') && next(1).is_ascii_digit();
        let chain = next(0) == b'-' && next(1).is_ascii_digit() && {
            let run = bytes[numeral.end + 1..].iter().take(9).take_while(|b| b.is_ascii_digit()).count();
            next(run + 1) == b'-' && next(run + 2).is_ascii_digit()
        };
        if split || chain {
            return self.skip(at);
        }
        if let Some(end) = self.date_from_day(&numeral) {
            return end;
        }
        if self.is_pointer(&numeral) {
            self.reference = Some(numeral.end);
            self.pending = None;
            return numeral.end;
        }
        if self.heads_an_item(&numeral) || self.is_ordinal(numeral.end) || self.is_hour(numeral.end) {
            self.pending = None;
            return self.past_word(numeral.end);
        }
        self.quantity(numeral)
    }

    /// Says what a numeral is, and where to go on.
    pub(super) fn quantity(&mut self, mut n: Numeral) -> usize {
        let single = n;
        if let Some(first) = self.pending.take() {
            let between = &self.folded[first.end..n.start];
            let range = matches!(between, " to " | "-" | "–" | " à " | " - " | " – " | " or " | " ou ")
                || (between == " and " && self.word_before(first.start) == "between")
                || (between == " et " && self.word_before(first.start) == "entre");
            if range {
                n.start = first.start;
            }
        }
        let found = self
            .percent(&n)
            .map(|end| (Recogniser::Percent, n.start, end))
            .or_else(|| self.money_before(&n))
            .or_else(|| self.money_after(&n).map(|end| (Recogniser::Money, n.start, end)))
            .or_else(|| self.share(&n).map(|end| (Recogniser::Percent, n.start, end)))
            .or_else(|| self.multiple(&n).map(|end| (Recogniser::Multiple, n.start, end)))
            .or_else(|| self.measure(&n).map(|end| (Recogniser::Measure, n.start, end)))
            .or_else(|| self.duration(&n).map(|end| (Recogniser::Duration, n.start, end)))
            .or_else(|| self.is_year(&n).then_some((Recogniser::Year, single.start, single.end)))
            .or_else(|| self.counts(&n).then_some((Recogniser::Count, n.start, n.end)));
        if let Some((what, start, end)) = found {
            self.emit(what, start, end);
            return end;
        }
        let glued = self.folded.as_bytes().get(n.end).is_some_and(|b| CLASS[*b as usize] == LETTER);
        if !glued {
            self.pending = Some(n);
        }
        self.past_word(n.end)
    }

    /// Part of a name, an address or a decade: `GPT-4`, `a/12`, `'90s`, `+33`, `§ 4`, `n° 4`.
    fn is_name_part(&self, at: usize) -> bool {
        let bytes = self.folded.as_bytes();
        let second = at.checked_sub(2).map_or(b' ', |b| bytes[b]);
        let class = CLASS[second as usize];
        match self.byte_before(at) {
            Some(b'/' | b'_' | b'@' | b'#' | b'=' | b'+' | b'\\') => true,
            Some(b'.') => class != super::OTHER,
            Some(b'-') => class == LETTER,
            Some(b':') => class == DIGIT,
            Some(b'\'') => class != LETTER,
            _ => {
                let before = self.text[..at].trim_end_matches(' ');
                before.len() + 1 >= at && before.ends_with(['§', '°', '№'])
                    || bytes[at] == b'0' && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
            }
        }
    }

    /// Past a run of digits and of what binds them to more digits or letters.
    fn skip(&mut self, mut at: usize) -> usize {
        self.pending = None;
        let bytes = self.folded.as_bytes();
        let phone = bytes[at] == b'0' || self.byte_before(at) == Some(b'+');
        loop {
            at = word_end(bytes, at);
            let binds = match bytes.get(at) {
                Some(b'/' | b'-' | b'.' | b':' | b',') => true,
                Some(b' ') => phone,
                _ => false,
            };
            if !binds || !bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
                return at;
            }
            at += 1;
        }
    }

    fn past_word(&self, at: usize) -> usize {
        word_end(self.folded.as_bytes(), at)
    }

    /// `section 4`, `articles 5 and 6`: the number says where, not how many.
    fn is_pointer(&self, n: &Numeral) -> bool {
        if self.preceding(n.start).is_some_and(|w| POINTERS.contains(self.folded_at(w))) {
            return true;
        }
        let Some(last) = self.reference else { return false };
        last <= n.start
            && matches!(
                &self.folded[last..n.start],
                " and " | " et " | " to " | " à " | "-" | "–" | " & " | " or " | " ou "
            )
    }

    /// `2.` or `3)` at the head of the stretch.
    fn heads_an_item(&self, n: &Numeral) -> bool {
        let head = self.text[..n.start].trim_start().is_empty()
            && self.before.trim_end_matches(' ').ends_with(['\n', '.'])
            || n.start == 0 && self.before.is_empty();
        head && matches!(self.folded.as_bytes().get(n.end), Some(b'.' | b')'))
    }

    fn is_ordinal(&self, end: usize) -> bool {
        let word = &self.folded[end..self.past_word(end)];
        matches!(
            word,
            "st" | "nd" | "rd" | "th" | "e" | "er" | "re" | "ème" | "eme" | "ième" | "ère" | "nde" | "s" | "ers" | "es"
        )
    }

    /// `5 pm`, `14 h`, `14h30`.
    fn is_hour(&self, end: usize) -> bool {
        let Some(near) = self.after(end) else { return false };
        match self.folded_at(near) {
            "am" | "pm" | "h" | "o" => true,
            "a" | "p" => self.folded[near.end..].starts_with(".m"),
            word => near.start == end && word.starts_with('h') && word[1..].bytes().all(|b| b.is_ascii_digit()),
        }
    }

    fn percent(&self, n: &Numeral) -> Option<usize> {
        let rest = &self.folded[n.end..];
        let spaced = rest.strip_prefix(' ').unwrap_or(rest);
        let at = self.folded.len() - spaced.len();
        if spaced.starts_with('%') {
            return Some(at + 1);
        }
        for written in ["p. cent", "p.cent", "p. 100", "p.c."] {
            if spaced.starts_with(written) {
                return Some(at + written.len());
            }
        }
        let near = self.after(n.end)?;
        let next = self.after(near.end);
        let next_is = |words: &[&str]| next.filter(|w| words.contains(&self.folded_at(*w))).map(|w| w.end);
        match self.folded_at(near) {
            "percent" | "pct" => Some(near.end),
            "per" | "pour" => next_is(&["cent"]),
            "percentage" | "basis" => next_is(&["point", "points"]),
            "point" | "points" => {
                let of = self.past_of(near.end).and_then(|of| self.after(of));
                let Some(of) = of else { return (!n.spelled && self.folded_at(near) == "points").then_some(near.end) };
                matches!(self.folded_at(of), "pourcentage" | "base" | "pib" | "croissance").then_some(of.end)
            }
            _ => None,
        }
    }

    /// `$3bn`, `US$ 1.5 trillion`, `EUR 20`.
    fn money_before(&self, n: &Numeral) -> Option<(Recogniser, usize, usize)> {
        let head = self.folded[..n.start].strip_suffix(' ').unwrap_or(&self.folded[..n.start]);
        let mut start = None;
        if let Some(symbol) = head.chars().next_back().filter(|c| matches!(c, '$' | '€' | '£' | '¥' | '₹')) {
            let mut at = head.len() - symbol.len_utf8();
            let country = head[..at].bytes().rev().take(3).take_while(u8::is_ascii_alphabetic).count();
            if symbol == '$' && (1..=2).contains(&country) {
                at -= country;
            }
            start = Some(at);
        } else if let Some(near) = self.preceding(n.start)
            && CURRENCY_CODES.contains(&self.folded_at(near))
            && near.end == head.len()
        {
            start = Some(near.start);
        }
        let start = start?;
        let mut end = self.money_scale(n.end);
        let rest = &self.folded[end..];
        let range = ["-", "–", " to ", " à "].iter().find(|r| rest.starts_with(**r));
        if let Some(range) = range
            && rest[range.len()..].starts_with(|c: char| c.is_ascii_digit())
        {
            end = self.money_scale(self.numeral(end + range.len()).end);
        }
        Some((Recogniser::Money, start.min(n.start), end))
    }

    /// Past `bn`, `m`, `trn` after a sum.
    fn money_scale(&self, end: usize) -> usize {
        match self.after(end) {
            Some(near)
                if matches!(
                    self.folded_at(near),
                    "bn" | "b"
                        | "m"
                        | "mn"
                        | "mln"
                        | "tn"
                        | "trn"
                        | "t"
                        | "k"
                        | "md"
                        | "mds"
                        | "mrd"
                        | "million"
                        | "billion"
                ) && (near.start == end || self.folded_at(near).len() > 1) =>
            {
                near.end
            }
            _ => end,
        }
    }

    /// `20 €`, `3 Mds€`, `5 million Canadian dollars`, `3 milliards d'euros`.
    fn money_after(&self, n: &Numeral) -> Option<usize> {
        let symbol = |at: usize| {
            let rest = &self.folded[at..];
            let spaced = rest.strip_prefix(' ').unwrap_or(rest);
            let c = spaced.chars().next().filter(|c| matches!(c, '$' | '€' | '£' | '¥'))?;
            let end = self.folded.len() - spaced.len() + c.len_utf8();
            // `5 $3` is two sums.
            (!self.folded[end..].starts_with(|c: char| c.is_ascii_digit())).then_some(end)
        };
        if let Some(end) = symbol(n.end) {
            return Some(end);
        }
        let mut near = self.after(n.end)?;
        if matches!(self.folded_at(near), "m" | "g" | "k" | "md" | "mds" | "mrd" | "mrds" | "mns" | "bn" | "mn" | "t") {
            if let Some(end) = symbol(near.end) {
                return Some(end);
            }
            near = match self.past_of(near.end) {
                Some(of) => self.after(of)?,
                None => self.after(near.end)?,
            };
        }
        if let Some(of) = self.past_of(n.end) {
            near = self.after(of)?;
        }
        for _ in 0..2 {
            let word = self.folded_at(near);
            if CURRENCIES.contains(&word) || CURRENCY_CODES.contains(&word) {
                return Some(near.end);
            }
            if word == "livres" {
                return self.after(near.end).filter(|w| self.folded_at(*w) == "sterling").map(|w| w.end);
            }
            if !matches!(word, "us" | "canadian" | "american" | "australian" | "swiss" | "united" | "british" | "hong")
            {
                return None;
            }
            near = self.after(near.end)?;
        }
        None
    }

    /// `9 out of 10`, `two thirds`, `un tiers`.
    pub(super) fn share(&self, n: &Numeral) -> Option<usize> {
        let near = self.after(n.end)?;
        let word = self.folded_at(near);
        let one = n.value == 1.;
        let parts = match word {
            "thirds" | "quarters" | "fifths" | "sixths" | "eighths" | "tenths" => n.value > 1.,
            "quarts" | "cinquièmes" | "sixièmes" | "dixièmes" => n.value > 1.,
            "third" | "quarter" | "fifth" | "tenth" => {
                return (one && self.word_after(near.end) == "of").then(|| self.after(near.end).map(|w| w.end))?;
            }
            "tiers" => !one || self.past_of(near.end).is_some(),
            "quart" | "cinquième" | "dixième" => {
                one && self.past_of(near.end).is_some() && !self.folded[near.end..].starts_with(" d'heure")
            }
            _ => false,
        };
        if parts {
            return (n.value < 10.).then_some(near.end);
        }
        let at = match word {
            "in" | "sur" => near.end,
            "out" => self.after(near.end).filter(|w| self.folded_at(*w) == "of")?.end,
            _ => return None,
        };
        let whole = match self.after(at) {
            Some(near) => self.spelled(near)?,
            None => {
                let digit = at + 1;
                self.folded.as_bytes().get(digit).filter(|b| b.is_ascii_digit())?;
                self.numeral(digit)
            }
        };
        let round = (2. ..=10.).contains(&whole.value)
            || [12., 15., 20., 25., 30., 40., 50., 100., 1000., 10_000., 100_000.].contains(&whole.value);
        (round && n.value < whole.value && !n.scaled && !whole.four && self.percent(&whole).is_none())
            .then_some(whole.end)
    }

    fn multiple(&self, n: &Numeral) -> Option<usize> {
        let rest = &self.folded[n.end..];
        for sign in ["x", "×", " ×"] {
            if let Some(after) = rest.strip_prefix(sign)
                && !after.starts_with(|c: char| c.is_alphanumeric() || c == ' ' && sign == " ×")
            {
                return Some(n.end + sign.len());
            }
        }
        let near = self.after(n.end)?;
        let next = self.after(near.end);
        let word = next.map_or("", |w| self.folded_at(w));
        match self.folded_at(near) {
            "times" if n.value >= 2. => {
                (!matches!(word, "a" | "an" | "per" | "each" | "every" | "daily")).then_some(near.end)
            }
            "fois" if n.value >= 2. => match word {
                "plus" | "moins" | "supérieur" | "supérieure" | "supérieurs" | "supérieures" | "mieux" => {
                    next.map(|w| w.end)
                }
                "par" => None,
                _ if n.value >= 3.
                    || matches!(word, "le" | "la" | "les" | "l" | "l'" | "son" | "sa" | "leur" | "celui") =>
                {
                    Some(near.end)
                }
                _ => None,
            },
            "fold" => Some(near.end),
            _ => None,
        }
    }

    fn measure(&self, n: &Numeral) -> Option<usize> {
        let mut near = match self.past_of(n.end).filter(|_| n.scaled) {
            Some(of) => self.after(of)?,
            None => self.after(n.end)?,
        };
        if near.start == n.end + 1 && self.folded.as_bytes()[n.end] == b'-' && n.spelled {
            return None;
        }
        if matches!(self.folded_at(near), "metric" | "additional" | "imperial" | "us") {
            near = self.after(near.end)?;
        }
        let word = self.folded_at(near);
        let next = || self.after(near.end).map(|w| (self.folded_at(w), w.end));
        match word {
            "cubic" | "mètres" | "mètre" => next().filter(|(w, _)| CUBES.contains(w)).map(|(_, end)| end),
            "m" if self.folded[near.end..].starts_with('³') => Some(near.end + '³'.len_utf8()),
            "t" | "g" => self.folded[near.end..]
                .starts_with(" co")
                .then_some(near.end)
                .or_else(|| self.folded[near.end..].starts_with(" de co").then_some(near.end)),
            "w" if self.text[near.start..].starts_with('W') => Some(near.end),
            "mt" | "gt" | "kt" | "tw" | "mw" | "gw" | "kw" => (!n.spelled).then_some(near.end),
            w if w.len() < 14 && w.contains("co") && is_carbon(w) => Some(near.end),
            w if UNITS.contains(&w) => Some(near.end),
            w if w.ends_with("watt") || w.ends_with("watts") => {
                let hours = next().filter(|(w, _)| matches!(*w, "hour" | "hours" | "heure" | "heures"));
                Some(hours.map_or(near.end, |(_, end)| end))
            }
            w if w.ends_with("wattheure") || w.ends_with("wattheures") => Some(near.end),
            _ => None,
        }
    }

    fn duration(&self, n: &Numeral) -> Option<usize> {
        let mut near = match self.past_of(n.end).filter(|_| n.scaled) {
            Some(of) => self.after(of)?,
            None => self.after(n.end)?,
        };
        if matches!(
            self.folded_at(near),
            "more"
                | "last"
                | "next"
                | "past"
                | "full"
                | "long"
                | "consecutive"
                | "prochaines"
                | "prochains"
                | "dernières"
                | "derniers"
                | "autres"
                | "premières"
                | "premiers"
                | "petites"
                | "longues"
                | "bonnes"
        ) {
            near = self.after(near.end)?;
        }
        is_time(self.folded_at(near)).then_some(near.end)
    }

    fn is_year(&self, n: &Numeral) -> bool {
        if !n.four || !(1900. ..=2100.).contains(&n.value) || self.past_word(n.end) > n.end {
            return false;
        }
        // `2000 emplois` is a count, unless it is `in 2000 jobs …`.
        let before = self.word_before(n.start);
        !self.noun(n).is_some_and(|noun| noun.ends_with('s') || matches!(noun, "people"))
            || is_small_word(before)
            || !before.is_empty() && self.preceding(n.start).is_some_and(|w| self.is_capital(w.start))
    }

    fn counts(&self, n: &Numeral) -> bool {
        if n.scaled && n.value >= 1000. {
            let next = self.word_after(self.past_of(n.end).unwrap_or(n.end));
            return !is_time(next);
        }
        let vague = n.spelled && n.scaled && self.past_of(n.end).is_some();
        let named = !n.spelled
            && n.plain
            && self
                .preceding(n.start)
                .is_some_and(|w| self.is_capital(w.start) && w.start > 0 && !is_small_word(self.folded_at(w)));
        (n.value >= 10. && !named && self.noun(n).is_some()) || vague && n.value >= 10.
    }

    /// The word after a numeral, where it can be what is counted.
    fn noun(&self, n: &Numeral) -> Option<&str> {
        if !self.folded[n.end..].starts_with(' ') {
            return None;
        }
        let near: Near = self.after(n.end)?;
        let word = self.folded_at(near);
        let counted = word.chars().nth(1).is_some()
            // `1,000 AI bills`, `200 US firms`: «ai» and «us» are small words of some language.
            && (!is_small_word(word) || self.has_two_capitals(near.start, near.end))
            && !is_time(word)
            && !POINTERS.contains(word)
            && number_word(word, self.language).is_none();
        counted.then_some(word)
    }
}

/// A unit of time, in either language.
pub(super) fn is_time(word: &str) -> bool {
    matches!(
        word,
        "second"
            | "seconds"
            | "minute"
            | "minutes"
            | "hour"
            | "hours"
            | "day"
            | "days"
            | "week"
            | "weeks"
            | "month"
            | "months"
            | "year"
            | "years"
            | "decade"
            | "decades"
            | "century"
            | "centuries"
            | "seconde"
            | "secondes"
            | "heure"
            | "heures"
            | "jour"
            | "jours"
            | "semaine"
            | "semaines"
            | "mois"
            | "trimestre"
            | "trimestres"
            | "an"
            | "ans"
            | "année"
            | "années"
            | "décennie"
            | "décennies"
            | "siècle"
            | "siècles"
    )
}

/// Words before a number that says where something is, or which it is.
static POINTERS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| POINTER_WORDS.iter().copied().collect());

const POINTER_WORDS: &[&str] = &[
    "section", "sections", "sec", "figure", "figures", "fig", "figs", "table", "tables", "tableau", "tableaux",
    "article", "articles", "art", "arts", "page", "pages", "p", "pp", "chapter", "chapters", "chapitre", "chapitres",
    "chap", "annex", "annexes", "annexe", "appendix", "note", "notes", "no", "nos", "n", "numéro", "number", "step",
    "étape", "part", "partie", "title", "titre", "vol", "volume", "iso", "iec", "rfc", "ieee", "norme", "standard",
    "version", "v", "paragraph", "paragraphs", "paragraphe", "paragraphes", "para", "recital", "recitals",
    "considérant", "considérants", "alinéa", "al", "clause", "clauses", "schedule", "item", "point", "option", "level",
    "niveau", "tier", "loi", "bill", "law", "order", "decree", "décret", "directive", "regulation", "règlement",
    "resolution", "résolution", "act", "principle", "principe", "goal", "objectif", "sdg", "odd", "priority",
    "priorité", "recommendation", "recommandation", "question", "box", "encadré", "graphique", "chart", "line",
    "ligne", "module", "phase", "act", "acte", "type", "class", "classe", "group", "groupe", "scenario", "scénario",
    "convention", "protocol", "eo", "hr", "sb", "ab", "slide", "row", "column", "colonne", "exhibit", "lot", "axe",
    "mesure", "measure", "action", "issue", "room", "day", "week", "jour", "semaine", "windows", "cap", "formula",
];

const CURRENCIES: &[&str] = &[
    "dollar", "dollars", "euro", "euros", "pound", "pounds", "franc", "francs", "yen", "yens", "yuan", "yuans",
    "rupee", "rupees", "roupies", "won", "reais", "rand", "naira", "renminbi", "sterling", "dirhams", "cents",
];

const CURRENCY_CODES: &[&str] = &[
    "usd", "eur", "gbp", "chf", "cad", "aud", "jpy", "cny", "rmb", "inr", "fcfa", "xof", "xaf", "krw", "brl", "zar",
    "ngn", "sgd", "nzd", "sek", "nok", "dkk",
];

const CUBES: &[&str] =
    &["metre", "metres", "meter", "meters", "foot", "feet", "cubes", "cube", "kilometres", "kilometers"];

/// `CO2`, `tCO₂eq`; not `countries`, nor the `co` of `co-authors`.
fn is_carbon(word: &str) -> bool {
    let rest = CARBON.iter().find_map(|head| Some((*head, word.strip_prefix(head)?)));
    rest.is_some_and(|(head, rest)| match rest {
        "" => head != "co",
        _ => rest.starts_with(['2', '₂']),
    })
}

const CARBON: &[&str] = &["co", "tco", "mtco", "gtco", "ktco", "kgco", "gco"];

const UNITS: &[&str] = &[
    "kwh", "mwh", "gwh", "twh", "pwh", "wh", "kva", "mva", "joule", "joules", "kj", "mj", "gj", "btu", "litre",
    "litres", "liter", "liters", "gallon", "gallons", "hectolitres", "m3", "hm3", "km3", "tonne", "tonnes", "ton",
    "tons", "kg", "kilogram", "kilograms", "kilogramme", "kilogrammes", "kilos", "kilo", "gram", "grams", "gramme",
    "grammes", "kilotonnes", "mégatonnes", "megatonnes", "megatons", "gigatonnes", "gigatons", "teq", "acre",
    "barrels", "barils",
];
