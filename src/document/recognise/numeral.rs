//! Reads numerals: digits in any notation, and numbers in words.

use super::{Scan, look::Near};
use crate::text::Language;

/// A number as it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeral {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) value: f64,
    /// It has `million`, `thousands` and the like.
    pub(super) scaled: bool,
    /// It is in words.
    pub(super) spelled: bool,
    /// Four digits and nothing else.
    pub(super) four: bool,
    /// An integer in digits without any separator.
    pub(super) plain: bool,
}

/// What a word says of a number.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum NumberWord {
    Unit(f64),
    Hundred,
    /// `thousand`, `millions`, `dozens`, `dizaines`.
    Scale(f64),
}

/// What is counted in millions.
const COUNTED: [&str; 24] = [
    "people", "jobs", "workers", "users", "tonnes", "tons", "litres", "liters", "gallons", "children", "voters",
    "patients", "households", "homes", "companies", "firms", "businesses", "pupils", "students", "women", "men",
    "citizens", "euros", "pounds",
];

/// Reads a folded word as part of a number.
pub(super) fn number_word(word: &str, language: Language) -> Option<NumberWord> {
    use NumberWord::{Hundred, Scale, Unit};
    if language == Language::FR {
        return Some(match word {
            "deux" => Unit(2.),
            "trois" => Unit(3.),
            "quatre" => Unit(4.),
            "cinq" => Unit(5.),
            "six" => Unit(6.),
            "sept" => Unit(7.),
            "huit" => Unit(8.),
            "neuf" => Unit(9.),
            "dix" => Unit(10.),
            "onze" => Unit(11.),
            "douze" => Unit(12.),
            "treize" => Unit(13.),
            "quatorze" => Unit(14.),
            "quinze" => Unit(15.),
            "seize" => Unit(16.),
            "vingt" | "vingts" => Unit(20.),
            "trente" => Unit(30.),
            "quarante" => Unit(40.),
            "cinquante" => Unit(50.),
            "soixante" => Unit(60.),
            "septante" => Unit(70.),
            "huitante" | "octante" => Unit(80.),
            "nonante" => Unit(90.),
            "cent" | "cents" => Hundred,
            "mille" | "millier" | "milliers" => Scale(1e3),
            "million" | "millions" => Scale(1e6),
            "milliard" | "milliards" => Scale(1e9),
            "billion" | "billions" | "trillion" | "trillions" => Scale(1e12),
            "dizaine" | "dizaines" => Scale(10.),
            "douzaine" | "douzaines" => Scale(12.),
            "quinzaine" => Scale(15.),
            "vingtaine" => Scale(20.),
            "trentaine" => Scale(30.),
            "quarantaine" => Scale(40.),
            "cinquantaine" => Scale(50.),
            "soixantaine" => Scale(60.),
            "centaine" | "centaines" => Scale(100.),
            _ => return None,
        });
    }
    Some(match word {
        "two" => Unit(2.),
        "three" => Unit(3.),
        "four" => Unit(4.),
        "five" => Unit(5.),
        "six" => Unit(6.),
        "seven" => Unit(7.),
        "eight" => Unit(8.),
        "nine" => Unit(9.),
        "ten" => Unit(10.),
        "eleven" => Unit(11.),
        "twelve" => Unit(12.),
        "thirteen" => Unit(13.),
        "fourteen" => Unit(14.),
        "fifteen" => Unit(15.),
        "sixteen" => Unit(16.),
        "seventeen" => Unit(17.),
        "eighteen" => Unit(18.),
        "nineteen" => Unit(19.),
        "twenty" => Unit(20.),
        "thirty" => Unit(30.),
        "forty" => Unit(40.),
        "fifty" => Unit(50.),
        "sixty" => Unit(60.),
        "seventy" => Unit(70.),
        "eighty" => Unit(80.),
        "ninety" => Unit(90.),
        "hundred" => Hundred,
        "tens" => Scale(10.),
        "dozen" | "dozens" => Scale(12.),
        "hundreds" => Scale(100.),
        "thousand" | "thousands" => Scale(1e3),
        "million" | "millions" => Scale(1e6),
        "billion" | "billions" => Scale(1e9),
        "trillion" | "trillions" => Scale(1e12),
        _ => return None,
    })
}

impl Scan<'_> {
    /// The number in words that begins with the word `first`.
    pub(super) fn spelled(&self, first: Near) -> Option<Numeral> {
        let one = matches!(self.folded_at(first), "one" | "un" | "une" | "a" | "an");
        let start = if one { self.after(first.end)? } else { first };
        let head = number_word(self.folded_at(start), self.language)?;
        if one && matches!(head, NumberWord::Unit(_)) {
            return None;
        }
        let mut value = Value::default();
        let mut end = first.end;
        let mut next = Some(start);
        // No number has more words than this.
        for _ in 0..12 {
            let Some(near) = next else { break };
            let Some(word) = number_word(self.folded_at(near), self.language) else { break };
            if !value.add(word) {
                break;
            }
            end = near.end;
            next = self.after(end);
            if let Some(and) = next
                && matches!(self.folded_at(and), "and" | "et")
            {
                next = self.after(and.end);
            }
            if value.scaled
                && let Some(of) = self.past_of(end)
            {
                next = self
                    .after(of)
                    .filter(|n| matches!(number_word(self.folded_at(*n), self.language), Some(NumberWord::Scale(_))));
            }
        }
        Some(Numeral {
            start: first.start,
            end,
            value: value.total + value.current,
            scaled: value.scaled,
            spelled: true,
            four: false,
            plain: false,
        })
    }

    /// `764.6bn`, and `79.7m` where what follows is counted in millions rather than measured in metres.
    fn glued_scale(&self, suffix: &str, end: usize) -> Option<f64> {
        match suffix {
            "mn" => Some(1e6),
            "bn" => Some(1e9),
            "tn" | "trn" => Some(1e12),
            "m" if COUNTED.contains(&self.word_after(end)) => Some(1e6),
            _ => None,
        }
    }

    /// The number in digits that begins at `start`, with the `million` after it.
    pub(super) fn numeral(&self, start: usize) -> Numeral {
        let bytes = self.folded.as_bytes();
        let run = |at: usize| bytes[at..].iter().take(20).take_while(|b| b.is_ascii_digit()).count();
        let first = run(start);
        let mut value = digits_value(&bytes[start..start + first]);
        let mut end = start + first;
        let mut plain = true;
        let mut grouped = None;
        if first <= 3 && bytes[start] != b'0' {
            while let Some(&b) = bytes.get(end)
                && matches!(b, b',' | b'.' | b' ' | b'\'')
                && grouped.is_none_or(|g| g == b)
                && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
                && run(end + 1) == 3
                && end - start < 24
            {
                // `1.234` is a decimal in English, `1,234` in French, unless more groups follow.
                let decimal = if self.language == Language::FR { b',' } else { b'.' };
                let more = bytes.get(end + 4) == Some(&b) && bytes.get(end + 5).is_some_and(u8::is_ascii_digit);
                if b == decimal && grouped.is_none() && !more {
                    break;
                }
                value = value * 1000. + digits_value(&bytes[end + 1..end + 4]);
                end += 4;
                grouped = Some(b);
                plain = false;
            }
        }
        if matches!(bytes.get(end), Some(b'.' | b',')) && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
            let decimals = run(end + 1);
            value += digits_value(&bytes[end + 1..end + 1 + decimals]) / 10f64.powi(decimals as i32);
            end += 1 + decimals;
            plain = false;
        }
        let four = plain && first == 4;
        let mut scaled = false;
        if let Some(near) = self.after(end).filter(|n| n.start == end)
            && let Some(scale) = self.glued_scale(self.folded_at(near), near.end)
        {
            value *= scale;
            (end, scaled) = (near.end, true);
        }
        for _ in 0..3 {
            let Some(near) = self.after(end).filter(|n| n.start > end) else { break };
            match number_word(self.folded_at(near), self.language) {
                Some(NumberWord::Scale(scale)) => value *= scale,
                Some(NumberWord::Hundred) => value *= 100.,
                _ => break,
            }
            (end, scaled) = (near.end, true);
        }
        Numeral { start, end, value, scaled, spelled: false, four: four && !scaled, plain: plain && !scaled }
    }
}

fn digits_value(digits: &[u8]) -> f64 {
    digits.iter().fold(0., |value, b| value * 10. + f64::from(b - b'0'))
}

#[derive(Default)]
struct Value {
    total: f64,
    current: f64,
    scaled: bool,
}

impl Value {
    /// Takes in one more word, unless it cannot go on the number.
    fn add(&mut self, word: NumberWord) -> bool {
        let below = self.current % 100.;
        match word {
            NumberWord::Unit(20.) if below == 4. => self.current += 76., // quatre-vingts
            NumberWord::Unit(unit) => {
                let tens = matches!(below as u32, 20 | 30 | 40 | 50 | 60 | 70 | 80 | 90) && unit < 10.;
                let teens = matches!(below as u32, 60 | 80) && unit < 20.;
                if below != 0. && !tens && !teens || (self.current == 0. && self.scaled && self.total < 1e3) {
                    return false;
                }
                self.current += unit;
            }
            NumberWord::Hundred if self.current < 100. => self.current = self.current.max(1.) * 100.,
            NumberWord::Hundred => return false,
            NumberWord::Scale(scale) => {
                if self.current == 0. && self.total > 0. {
                    self.total *= scale; // tens of thousands
                } else {
                    self.total += self.current.max(1.) * scale;
                }
                self.current = 0.;
                self.scaled = true;
            }
        }
        true
    }
}
