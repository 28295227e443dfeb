//! Words: how documents and phrases alike are cut, so that a phrase matches whole words.

/// A word of a text, by its bytes, with what stands between it and the word before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The strongest mark between the word before and this one.
    pub(crate) gap: Gap,
}

impl Word {
    pub(crate) fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start as usize..self.end as usize]
    }
}

/// What stands between two words, from the weakest to the strongest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// White space, a hyphen, an apostrophe, a slash, nothing.
    #[default]
    Space,
    /// Quotation marks, brackets, emphasis.
    Quote,
    /// A comma or a dash.
    Comma,
    /// A full stop, a colon, a semicolon, a line of its own.
    Stop,
}

/// The words of `text`: runs of letters, digits and marks; `l'` and `humanité` are two words, as are `AI` and
/// `'s`; `don't` and `aujourd'hui` are one; a hyphen separates.
pub(crate) fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

pub(crate) struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let bytes = self.text.as_bytes();
        let mut gap = Gap::Space;
        let mut at = self.at;
        // Nearly always one space.
        if bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        loop {
            let &b = bytes.get(at)?;
            match CLASS[b as usize] {
                LETTER => break,
                SPACE => at += 1,
                QUOTE => {
                    gap = gap.max(Gap::Quote);
                    at += 1;
                }
                COMMA => {
                    gap = gap.max(Gap::Comma);
                    at += 1;
                }
                STOP => {
                    let tight = at > 0 && stops_nothing(bytes, at);
                    gap = gap.max(if tight { Gap::Quote } else { Gap::Stop });
                    at += 1;
                }
                APOSTROPHE => {
                    // `'s` after a word is a word of its own.
                    if at > 0 && at == self.at && clitic(&bytes[at..]).is_some() {
                        break;
                    }
                    gap = gap.max(Gap::Quote);
                    at += 1;
                }
                _ => {
                    let c = self.text[at..].chars().next()?;
                    if is_letter(c) {
                        break;
                    }
                    gap = gap.max(wide_gap(c));
                    at += c.len_utf8();
                }
            }
        }
        let start = at;
        if bytes[at] == b'\'' {
            at += clitic(&bytes[at..]).expect("checked above");
        } else {
            while let Some(&b) = bytes.get(at) {
                match CLASS[b as usize] {
                    LETTER => at += run_of_letters(&bytes[at..]),
                    APOSTROPHE => {
                        let (next, more) = apostrophe(self.text, start, at);
                        at = next;
                        if !more {
                            break;
                        }
                    }
                    WIDE if b == 0xc3 && !matches!(bytes.get(at + 1), None | Some(0x97 | 0xb7)) => at += 2, // é, ç, …
                    WIDE => {
                        let Some(c) = self.text[at..].chars().next() else { break };
                        if !is_letter(c) {
                            break;
                        }
                        at += c.len_utf8();
                    }
                    _ => break,
                }
            }
        }
        self.at = at;
        Some(Word { start: start as u32, end: at as u32, gap })
    }
}

fn run_of_letters(bytes: &[u8]) -> usize {
    bytes.iter().position(|b| CLASS[*b as usize] != LETTER).unwrap_or(bytes.len())
}

/// Where the word goes on or ends at an apostrophe: the next place, and whether the word goes on.
fn apostrophe(text: &str, start: usize, at: usize) -> (usize, bool) {
    let after = &text[at + 1..];
    let Some(next) = after.chars().next().filter(|c| is_letter(*c)) else { return (at, false) };
    if (next == 't' || next == 'T') && after[1..].chars().next().is_none_or(|c| !is_letter(c)) {
        return (at + 1, true); // don't
    }
    if clitic(&text.as_bytes()[at..]).is_some() {
        return (at, false); // AI's
    }
    if text[start..at].eq_ignore_ascii_case("aujourd") {
        return (at + 1, true);
    }
    (at + 1, false) // l'humanité
}

/// The length of `'s`, `'re`, `'ve`, `'ll`, `'d`, `'m` at the head of `bytes`, where a word ends after it.
fn clitic(bytes: &[u8]) -> Option<usize> {
    let ends = |n: usize| bytes.get(n).is_none_or(|b| !matches!(CLASS[*b as usize], LETTER | WIDE | APOSTROPHE));
    let lower = |n: usize| bytes.get(n).map(u8::to_ascii_lowercase);
    match (lower(1)?, lower(2)) {
        (b's' | b'd' | b'm', _) if ends(2) => Some(2),
        (b'r', Some(b'e')) | (b'v', Some(b'e')) | (b'l', Some(b'l')) if ends(3) => Some(3),
        _ => None,
    }
}

/// `example.org`, `2.0`: no space on either side. `U.S. law`, `J. Smith`: after an initial.
fn stops_nothing(bytes: &[u8], at: usize) -> bool {
    let initial = bytes[at - 1].is_ascii_uppercase() && (at == 1 || !is_word_byte(bytes, at - 2));
    is_word_byte(bytes, at - 1) && is_word_byte(bytes, at + 1) || bytes[at] == b'.' && initial
}

fn is_word_byte(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(|b| matches!(CLASS[*b as usize], LETTER | WIDE))
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

fn wide_gap(c: char) -> Gap {
    match c {
        '…' | '\u{2028}' | '\u{2029}' | '•' | '·' => Gap::Stop,
        '–' | '—' | '、' => Gap::Comma,
        '«' | '»' | '“' | '”' | '‘' | '’' | '‹' | '›' | '„' => Gap::Quote,
        c if c.is_whitespace() || c == '‑' || c == '‐' || c == '\u{ad}' => Gap::Space,
        _ => Gap::Quote,
    }
}

const OTHER: u8 = 0;
const LETTER: u8 = 1;
const SPACE: u8 = 2;
const QUOTE: u8 = 3;
const COMMA: u8 = 4;
const STOP: u8 = 5;
const APOSTROPHE: u8 = 6;
const WIDE: u8 = 7;

const CLASS: [u8; 256] = {
    let mut class = [OTHER; 256];
    let mut b = 0;
    while b < 256 {
        class[b] = match b as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => LETTER,
            b' ' | b'\t' | b'-' | b'/' | b'\r' | b'\n' => SPACE,
            b',' => COMMA,
            b'.' | b';' | b':' | b'?' | b'!' => STOP,
            b'\'' => APOSTROPHE,
            0x80..=0xff => WIDE,
            _ => QUOTE,
        };
        b += 1;
    }
    class
};

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        words(text).map(|w| w.text(text)).collect()
    }

    #[test]
    fn elision_and_contraction() {
        assert_eq!(cut("l'humanité, aujourd'hui"), ["l'", "humanité", "aujourd'hui"]);
        assert_eq!(cut("AI's risk isn't what we'll say"), ["AI", "'s", "risk", "isn't", "what", "we", "'ll", "say"]);
        assert_eq!(cut("qu'une 'quoted' word"), ["qu'", "une", "quoted", "word"]);
    }

    #[test]
    fn a_hyphen_separates() {
        assert_eq!(cut("state-of-the-art GPT-4"), ["state", "of", "the", "art", "GPT", "4"]);
    }

    #[test]
    fn the_strongest_mark_between_words_is_kept() {
        let gaps: Vec<Gap> = words("a b, c (d) e. f").map(|w| w.gap).collect();
        assert_eq!(gaps, [Gap::Space, Gap::Space, Gap::Comma, Gap::Quote, Gap::Quote, Gap::Stop]);
    }

    #[test]
    fn a_stop_inside_a_name_is_none() {
        let gaps: Vec<Gap> = words("U.S. law. example.org").map(|w| w.gap).collect();
        assert_eq!(gaps, [Gap::Space, Gap::Quote, Gap::Quote, Gap::Stop, Gap::Quote]);
    }

    proptest::proptest! {
        #[test]
        fn words_are_in_order_and_on_character_edges(text in "\\PC{0,80}") {
            let mut last = 0;
            for word in words(&text) {
                proptest::prop_assert!(word.start as usize >= last && word.start < word.end);
                proptest::prop_assert!(text.get(word.start as usize..word.end as usize).is_some());
                last = word.end as usize;
            }
        }
    }
}
