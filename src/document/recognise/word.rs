//! Words that begin something recognised: a number in words, a month, `doubled`, `half of`.

use super::{Scan, look::Near, numeral::Numeral, quantity::is_time, word_end};
use crate::program::Recogniser;
use crate::text::Language;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Whether a word that begins with these two bytes (folded) may begin something.
pub(super) fn may_begin(first: u8, second: u8) -> bool {
    let at = (first as usize) << 8 | second as usize;
    HEADS[at / 64] >> (at % 64) & 1 == 1
}

/// The first two bytes of each word that may begin something.
static HEADS: [u64; 1024] = {
    let words: &[&[u8; 2]] = &[
        b"on", b"tw", b"th", b"fo", b"fi", b"si", b"se", b"ei", b"ni", b"te", b"el", b"hu", b"mi", b"bi", b"tr", b"do",
        b"un", b"de", b"qu", b"ci", b"hu", b"ne", b"di", b"vi", b"ce", b"so", b"no", b"oc", b"ha", b"mo", b"ja", b"fe",
        b"ma", b"ap", b"av", b"ju", b"au", b"ao", b"q1", b"q2", b"q3", b"q4", b"t1", b"t2", b"t3", b"t4", b"h1", b"h2",
        b"s1", b"s2", b"a ", b"an", b"mu", b"f\xc3", b"d\xc3",
    ];
    let mut heads = [0; 1024];
    let mut i = 0;
    while i < words.len() {
        let at = (words[i][0] as usize) << 8 | words[i][1] as usize;
        heads[at / 64] |= 1 << (at % 64);
        i += 1;
    }
    heads
};

/// What may stand between «par» and its number, and how many words of it.
const ABOUT: [&str; 6] = ["plus", "moins", "près", "presque", "environ", "de"];
const MOST_ABOUT: usize = 2;

impl Scan<'_> {
    /// Reads what begins with the word at `start`, if anything does, and says where to go on.
    pub(super) fn word(&mut self, start: usize) -> Option<usize> {
        let near = Near { start, end: word_end(self.folded.as_bytes(), start) };
        let word = self.folded_at(near);
        let quarter = word.len() == 2 && word.as_bytes()[1].is_ascii_digit();
        let verb = self.language == Language::FR && VERBS.iter().any(|v| word.starts_with(v));
        if word.len() > 14 || !(quarter || verb || KNOWN.contains(word)) {
            return None;
        }
        if let Some(end) = self.date_from_month(near.start, near.end).or_else(|| self.quarter(near.start, near.end)) {
            return Some(end);
        }
        if let Some(numeral) = self.spelled(near) {
            return Some(self.quantity(numeral));
        }
        match word {
            "one" | "un" | "une" | "a" | "an" => self.one(near),
            "half" => self.half(near),
            "moitié" => {
                self.past_of(near.end)?;
                let la = self.preceding(near.start).filter(|w| self.folded_at(*w) == "la");
                self.made(Recogniser::Percent, la.map_or(near.start, |w| w.start), near.end)
            }
            "twice" => {
                let next = self.after(near.end)?;
                matches!(self.folded_at(next), "as" | "the" | "more" | "that" | "what" | "its" | "their")
                    .then(|| self.made(Recogniser::Multiple, near.start, next.end))?
            }
            "multiplié" | "multipliée" | "multipliés" | "multipliées" | "multiplier" | "multipliera" | "divisé"
            | "divisée" | "diviser" => {
                let by = self.after(near.end).filter(|w| self.folded_at(*w) == "par")?;
                let end = self.factor(by.end)?;
                self.made(Recogniser::Multiple, near.start, end)
            }
            _ if self.multiplies(near) => self.made(Recogniser::Multiple, near.start, near.end),
            _ => None,
        }
    }

    fn made(&mut self, what: Recogniser, start: usize, end: usize) -> Option<usize> {
        self.emit(what, start, end);
        Some(end)
    }

    /// Where the number ends that follows «par», itself or after «plus de», «près de», «environ».
    fn factor(&self, at: usize) -> Option<usize> {
        let mut at = at;
        for _ in 0..=MOST_ABOUT {
            match self.after(at) {
                Some(near) => match self.spelled(near) {
                    Some(numeral) => return Some(numeral.end),
                    None if ABOUT.contains(&self.folded_at(near)) => at = near.end,
                    None => return None,
                },
                None if self.folded.as_bytes().get(at + 1)?.is_ascii_digit() => return Some(self.numeral(at + 1).end),
                None => return None,
            }
        }
        None
    }

    /// `one in five`, `a third of`, `a decade`.
    fn one(&mut self, near: Near) -> Option<usize> {
        let numeral = Numeral {
            start: near.start,
            end: near.end,
            value: 1.,
            scaled: false,
            spelled: true,
            four: false,
            plain: false,
        };
        if let Some(end) = self.share(&numeral) {
            return self.made(Recogniser::Percent, near.start, end);
        }
        let next = self.after(near.end)?;
        let long = matches!(self.folded_at(next), "decade" | "century" | "décennie" | "siècle");
        let one = self.folded_at(near) == "one" && is_time(self.folded_at(next));
        let percent = matches!(self.folded_at(next), "percent" | "per" | "pour");
        if percent && matches!(self.folded_at(near), "one" | "un") {
            let end = match self.folded_at(next) {
                "percent" => next.end,
                _ => self.after(next.end).filter(|w| self.folded_at(*w) == "cent")?.end,
            };
            return self.made(Recogniser::Percent, near.start, end);
        }
        (long || one).then(|| self.made(Recogniser::Duration, near.start, next.end))?
    }

    fn half(&mut self, near: Near) -> Option<usize> {
        let next = self.after(near.end)?;
        match self.folded_at(next) {
            "of" | "the" | "all" | "its" | "their" | "our" => self.made(Recogniser::Percent, near.start, next.end),
            "a" | "an" => {
                let what = self.after(next.end)?;
                match self.folded_at(what) {
                    "million" | "billion" | "trillion" => {
                        let mut numeral = self.spelled(next)?;
                        numeral.start = near.start;
                        Some(self.quantity(numeral))
                    }
                    "century" | "decade" | "year" | "hour" | "day" => {
                        self.made(Recogniser::Duration, near.start, what.end)
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// `doubled`, `tenfold`, `will triple`, `a doublé`.
    fn multiplies(&self, near: Near) -> bool {
        let word = self.folded_at(near);
        if word.ends_with("fold") {
            return matches!(
                word,
                "twofold"
                    | "threefold"
                    | "fourfold"
                    | "fivefold"
                    | "sixfold"
                    | "sevenfold"
                    | "eightfold"
                    | "ninefold"
                    | "tenfold"
                    | "hundredfold"
                    | "thousandfold"
                    | "manyfold"
            );
        }
        if self.language == Language::FR {
            let Some(ending) = VERBS.iter().find_map(|v| word.strip_prefix(v)) else { return false };
            let before = self.word_before(near.start);
            return match ending {
                "er" | "era" | "erait" | "eront" | "eraient" | "ent" | "ant" | "a" | "èrent" => true,
                "é" | "ée" | "és" | "ées" => !matches!(before, "film" | "version"),
                "e" => matches!(before, "le") && self.past_of(near.end).is_some(),
                _ => false,
            };
        }
        match word {
            "doubled" | "tripled" | "trebled" | "quadrupled" | "quintupled" | "doubling" | "tripling"
            | "quadrupling" => true,
            "double" | "triple" | "treble" | "quadruple" => {
                matches!(
                    self.word_before(near.start),
                    "to" | "will" | "could" | "may" | "might" | "would" | "can" | "should" | "shall" | "than"
                ) || matches!(self.word_after(near.end), "the" | "its" | "their" | "by" | "that" | "what")
            }
            "doubles" | "triples" | "quadruples" => {
                matches!(
                    self.word_after(near.end),
                    "" | "the" | "its" | "their" | "by" | "every" | "in" | "productivity" | "output"
                )
            }
            _ => false,
        }
    }
}

/// Every word that [`Scan::word`] knows, French verbs apart.
static KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| KNOWN_WORDS.iter().copied().collect());

const KNOWN_WORDS: &[&str] = &[
    "a", "an", "août", "apr", "april", "aug", "august", "avr", "avril", "billion", "billions", "cent", "centaine",
    "centaines", "cents", "cinq", "cinquantaine", "cinquante", "dec", "december", "deux", "diviser", "divisé",
    "divisée", "dix", "dizaine", "dizaines", "double", "doubled", "doubles", "doubling", "douzaine", "douzaines",
    "douze", "dozen", "dozens", "déc", "décembre", "eight", "eighteen", "eightfold", "eighty", "eleven", "feb",
    "february", "fifteen", "fifty", "five", "fivefold", "forty", "four", "fourfold", "fourteen", "févr", "février",
    "half", "huit", "huitante", "hundred", "hundredfold", "hundreds", "jan", "january", "janv", "janvier", "juil",
    "juillet", "juin", "jul", "july", "jun", "june", "mai", "manyfold", "mar", "march", "mars", "may", "mille",
    "milliard", "milliards", "millier", "milliers", "million", "millions", "moitié", "multiplier", "multipliera",
    "multiplié", "multipliée", "multipliées", "multipliés", "neuf", "nine", "ninefold", "nineteen", "ninety",
    "nonante", "nov", "november", "novembre", "oct", "octante", "october", "octobre", "one", "onze", "quadruple",
    "quadrupled", "quadruples", "quadrupling", "quarantaine", "quarante", "quatorze", "quatre", "quintupled",
    "quinzaine", "quinze", "seize", "sep", "sept", "septante", "september", "septembre", "seven", "sevenfold",
    "seventeen", "seventy", "six", "sixfold", "sixteen", "sixty", "soixantaine", "soixante", "ten", "tenfold", "tens",
    "thirteen", "thirty", "thousand", "thousandfold", "thousands", "three", "threefold", "treble", "trebled", "treize",
    "trentaine", "trente", "trillion", "trillions", "triple", "tripled", "triples", "tripling", "trois", "twelve",
    "twenty", "twice", "two", "twofold", "un", "une", "vingt", "vingtaine", "vingts",
];

/// Heads of the French verbs that multiply.
const VERBS: &[&str] = &["doubl", "tripl", "quadrupl", "quintupl", "décupl", "centupl"];
