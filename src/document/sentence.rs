//! Cuts a block into sentences, with the abbreviations, note calls and quotation marks of both languages.

use memchr::{memchr3, memmem};

use super::language::{Abbreviation, abbreviation, begins_sentences};
use crate::text::{Language, Span};

/// The sentences of `block`, in order and without the space around them.
pub(crate) fn sentences(prose: &str, folded: &str, block: Span, language: Language) -> Vec<Span> {
    let text = &prose[block.range()];
    let cutter = Cutter { text, folded: &folded[block.range()], language };
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut stops = Stops { text, at: 0, ellipsis: None };
    while let Some(stop) = stops.next() {
        let Some((end, resume)) = cutter.end(start, stop) else { continue };
        stops.at = resume;
        if let Some(end) = end {
            sentences.extend(trimmed(prose, block.start + start, block.start + end));
            start = end;
        }
    }
    sentences.extend(trimmed(prose, block.start + start, block.end));
    sentences
}

fn trimmed(prose: &str, start: usize, end: usize) -> Option<Span> {
    let text = &prose[start..end];
    let start = start + (text.len() - text.trim_start().len());
    let end = start + text.trim().len();
    (start < end).then_some(Span::new(start, end))
}

/// The places of `.`, `?`, `!` and `…`.
struct Stops<'a> {
    text: &'a str,
    at: usize,
    /// The next `…`, or the end of the text.
    ellipsis: Option<usize>,
}

impl Stops<'_> {
    fn next(&mut self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        if self.ellipsis.is_none_or(|e| e < self.at) {
            let found = memmem::find(&bytes[self.at..], "…".as_bytes());
            self.ellipsis = Some(found.map_or(bytes.len(), |e| self.at + e));
        }
        let ellipsis = self.ellipsis.filter(|e| *e < bytes.len());
        let limit = ellipsis.unwrap_or(bytes.len());
        let stop = memchr3(b'.', b'?', b'!', &bytes[self.at..limit]).map(|s| self.at + s).or(ellipsis)?;
        self.at = stop + if ellipsis == Some(stop) { "…".len() } else { 1 };
        Some(stop)
    }
}

struct Cutter<'a> {
    text: &'a str,
    folded: &'a str,
    language: Language,
}

impl Cutter<'_> {
    /// Where the sentence that began at `start` ends, if it does at this stop, and where to look for the next stop.
    /// `None`: not a stop at all.
    fn end(&self, start: usize, stop: usize) -> Option<(Option<usize>, usize)> {
        let first = self.char_at(stop)?;
        let mut at = stop + first.len_utf8();
        let word = self.word_before(start, stop);
        if first == '.' {
            at += self.glued_call(stop, word);
        }
        let after_stop = at;
        at = self.closed(at);
        let resume = at;
        let rest = &self.text[at..];
        let gap = rest.len() - rest.trim_start().len();
        if gap == 0 && !rest.is_empty() {
            return None;
        }
        let next = at + gap;
        if !self.can_begin(next) {
            return Some((None, resume));
        }
        let closers = &self.text[after_stop..at];
        let lone = first == '.' && after_stop == stop + 1;
        if lone && self.goes_on(start, word, closers, next) {
            return Some((None, resume));
        }
        // `[…]` and `(...)` leave something out; they end nothing.
        let left_out = first == '…' || closers.starts_with("..");
        if left_out && self.text[..stop].ends_with(['[', '(']) && closers.ends_with([']', ')']) {
            return Some((None, resume));
        }
        Some((Some(at), resume))
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// The run before a stop, folded, back to white space, a bracket or a quotation mark, without an elided article;
    /// with the place where it begins.
    fn word_before(&self, start: usize, stop: usize) -> (usize, &str) {
        let mut at = stop;
        for c in self.text[start..stop].chars().rev().take(16) {
            if c.is_whitespace() || matches!(c, '(' | '[' | '«' | '“' | '"' | '\'' | '’' | '/' | ',' | ';' | ':') {
                break;
            }
            at -= c.len_utf8();
        }
        (at, &self.folded[at..stop])
    }

    /// The length of a note call glued after a full stop (`extinction.12`).
    fn glued_call(&self, stop: usize, (_, word): (usize, &str)) -> usize {
        let bytes = self.text.as_bytes();
        let digits = bytes[stop + 1..].iter().take(4).take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 || digits > 3 {
            return 0;
        }
        let end = stop + 1 + digits;
        let edge = bytes.get(end).is_none_or(|b| matches!(b, b' ' | b'\n' | b')' | b'"'));
        let year = word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|b| b.is_ascii_digit());
        let letters = word.chars().count() >= 2 && word.chars().next_back().is_some_and(|c| !c.is_ascii_digit());
        let closed = word.is_empty() && !self.text[..stop].ends_with(char::is_whitespace);
        let short = abbreviation(word, self.language).is_some_and(|a| a != Abbreviation::Either);
        if edge && (year || letters || closed) && !short { digits } else { 0 }
    }

    /// Past what still belongs to the sentence: more stops, closing marks, note calls.
    fn closed(&self, mut at: usize) -> usize {
        loop {
            let rest = &self.text[at..];
            let Some(c) = rest.chars().next() else { return at };
            if matches!(c, '.' | '?' | '!' | '…' | '"' | ')' | ']' | '”' | '’' | '»' | '›' | '*')
                || is_superscript(c)
                || (c == '\'' && rest[1..].chars().next().is_none_or(|n| !n.is_alphanumeric()))
            {
                at += c.len_utf8();
            } else if c == '[' {
                match bracket_call(rest) {
                    Some(n) => at += n,
                    None => return at,
                }
            } else if c.is_ascii_digit() && self.text[..at].ends_with(['"', '”', '»', ')', '?', '!', '…']) {
                let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
                if digits > 3 || rest[digits..].starts_with(|c: char| !c.is_whitespace()) {
                    return at;
                }
                at += digits;
            } else if c == ' ' {
                let next = &rest[1..];
                let mark = match next.chars().next() {
                    Some(c @ ('»' | '›' | '?' | '!')) => c.len_utf8(),
                    Some('.') if next[1..].chars().next().is_none_or(|c| c == ' ') => 1,
                    Some('[') => match bracket_call(next) {
                        Some(n) => n,
                        None => return at,
                    },
                    _ => return at,
                };
                at += 1 + mark;
            } else {
                return at;
            }
        }
    }

    /// Whether a sentence can begin at `at`: the end of the text, a capital, a digit; not a lower-case letter.
    fn can_begin(&self, at: usize) -> bool {
        for c in self.text[at..].chars().take(4) {
            match c {
                ',' | ';' | ':' | ')' | ']' | '»' | '”' | '/' | '=' | '+' | '%' => return false,
                c if c.is_lowercase() => return false,
                c if c.is_alphanumeric() => return true,
                '(' | '[' | '«' | '“' | '"' | '\'' | '‘' | '‹' | '–' | '—' | '-' | '•' | '¿' | '¡' | ' ' | '*' =>
                    {}
                _ => return true,
            }
        }
        true
    }

    /// Whether a lone full stop after `word` is no end, since the word is written short.
    fn goes_on(&self, start: usize, (begin, word): (usize, &str), closers: &str, next: usize) -> bool {
        let core = word.rsplit(['\'', '’', '-']).next().unwrap_or(word);
        let head = self.text[start..begin].trim_start().is_empty();
        if head && is_enumerator(word) {
            return true; // `2. Governance`
        }
        let digit = self.text[next..].trim_start_matches(['(', '[']).starts_with(|c: char| c.is_ascii_digit());
        let opener = || {
            let word: &str = self.folded[next..].trim_start_matches(|c: char| !c.is_alphanumeric());
            let end = word.char_indices().take(14).find(|(_, c)| !c.is_alphanumeric());
            begins_sentences(&word[..end.map_or(word.len().min(14), |(i, _)| i)], self.language)
        };
        let bracketed = closers.contains(')') && !head;
        if self.language == Language::FR && word == "m" && self.text[begin..].starts_with('M') {
            return true;
        }
        let written = &self.text[begin..begin + word.len()];
        if let Some(letters) = initials(written) {
            return match letters {
                1 if self.language == Language::FR => digit || !opener() || self.particle(next),
                1 => !opener(),
                _ if written.contains('-') => true,
                _ => bracketed || !opener(),
            };
        }
        match abbreviation(word, self.language).or_else(|| abbreviation(core, self.language)) {
            Some(Abbreviation::Title) => {
                word != "me" && word != "ex"
                    || self.text[begin..].starts_with('M')
                    || self.text[..begin].ends_with(". ")
                    || self.folded[..begin].ends_with("par ")
            }
            Some(Abbreviation::Pointer) => digit || bracketed || (is_reference(word) && self.roman(next)),
            Some(Abbreviation::Either) => bracketed || (word != "etc" && !opener()),
            None => false,
        }
    }

    /// Whether a name goes on here (`J. Le Goff`).
    fn particle(&self, next: usize) -> bool {
        let mut words = self.text[next..].splitn(3, ' ');
        matches!(words.next(), Some("Le" | "La" | "De" | "Du" | "Des"))
            && words.next().is_some_and(|w| w.starts_with(char::is_uppercase))
    }

    fn roman(&self, next: usize) -> bool {
        let word = self.text[next..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        !word.is_empty()
            && word.len() < 8
            && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C' | b'R' | b'D'))
    }
}

/// Pointers that also go before a letter or a Roman numeral.
fn is_reference(word: &str) -> bool {
    matches!(word, "art" | "arts" | "fig" | "figs" | "vol" | "ch" | "chap" | "sec" | "tab" | "pt")
}

/// `2`, `1.2`, `iv`, `a`, at the head of a sentence.
fn is_enumerator(word: &str) -> bool {
    let digits = word.bytes().all(|b| b.is_ascii_digit() || b == b'.') && word.len() <= 6;
    let roman = word.len() <= 5 && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    !word.is_empty() && (digits || roman || (word.len() == 1 && word.as_bytes()[0].is_ascii_lowercase()))
}

/// How many initials `word` is made of, if it is: `J`, `J.-P`, `U.S`.
fn initials(word: &str) -> Option<usize> {
    let mut letters = 0;
    for part in word.split(['.', '-']).filter(|p| !p.is_empty()) {
        let mut chars = part.chars();
        let one = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
        if !one {
            return None;
        }
        letters += 1;
    }
    (letters > 0).then_some(letters)
}

/// The length of `[12]`, `[^1]`, `[3, 4]` at the head of `text`.
fn bracket_call(text: &str) -> Option<usize> {
    let end = text.bytes().take(24).position(|b| b == b']')?;
    let inside = &text[1..end];
    let call = inside.bytes().any(|b| b.is_ascii_digit())
        && inside.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'^' | b',' | b'-' | b' ' | b';'));
    call.then_some(end + 1)
}

/// A raised digit.
pub(super) fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    fn cut(text: &str, language: Language) -> Vec<&str> {
        let spans = sentences(text, &fold(text), Span::new(0, text.len()), language);
        spans.into_iter().map(|s| &text[s.range()]).collect()
    }

    /// Each line is cut at its bars, and nowhere else.
    fn table(lines: &str, language: Language) {
        for line in lines.lines().map(str::trim).filter(|l| !l.is_empty()) {
            let wanted: Vec<&str> = line.split('|').collect();
            assert_eq!(cut(&wanted.join(" "), language), wanted);
        }
    }

    #[test]
    fn english() {
        table(
            r#"
            The mayor agreed.|The council did not.
            Dr. Ada Moss met Mr. Reed at 10 a.m. in St. Albans.|They left at noon.
            It fell to 3.5 % in Section 1.2 of the plan.|Nobody knew why.
            See Fig. 3 and Art. 12 of the charter (cf. No. 4).|No.|The answer stands.
            The U.S. Senate and the U.K. Parliament voted.|It passed in the U.S.|The rest waited.
            Some tools (maps, e.g. Atlas, i.e. Local ones, etc.) cost nothing.|Others do.
            They sell maps, charts, etc.|Buyers are few.
            "Is it proven?" she asked.|"Not yet!" he said.|The room went quiet.
            A risk of floods.[12]|A risk of fire.[3, 4]|A risk of storms. [5]|Then calm.
            A risk of floods.12|A risk of fire.¹³|Then calm.
            "A risk of floods."12|Then calm.
            Read more at https://example.org/a.b?c=d.|It is free.
            Wait... they said nothing.|Wait...|They left.
            Lee et al. found more.|Moss et al. (2020) found less.
            It was written by J. R. Moss and A.B. Reed in vol. 3, pp. 12-14.|It sold well.
            2. Governance of the fund.|3. Costs.
            He cited "the plan [...] The end" twice.|Fine.
            Costs rose (see Table 2.)|The board met.
            The firm, Acme Inc., closed.|Acme Inc. and Bolt Ltd. merged in Jan. 2020.
            The rest is done: iPads are lent; books too.|Good.
            Who?|When?!|Now…|Never.
            (This is all.)|The next year was dry.
            It rains.|40 towns are flooded.
            It needs version 2.|The rest is new.
            "#,
            Language::EN,
        );
    }

    #[test]
    fn french() {
        table(
            r#"
            Le maire a dit oui.|Le conseil a dit non.
            M. Durand et Mme Petit ont vu le Dr Roux et le Pr. Blanc.|MM. Noir et Gris aussi.
            Voir l'art. 12, al. 3, et p. ex. Le Monde, cf. Tableau 2.|Rien d'autre.
            Elle est née le 3 janv. 1990, puis partie en févr. 2001.|Elle est revenue.
            « Faut-il agir ? » demande le maire.|« Oui ! »|Le conseil vote.
            « Il faut agir.|Maintenant. »|Le conseil vote.
            Est-ce utile ?|Nul ne sait !|On verra…|Sans doute.
            J.-P. Morel et J. Le Goff ont écrit le n° 4.|Il est épuisé.
            Les écoles, les gares, etc.|Tout ferme.
            Les écoles (cantines, gares, etc.) ferment.|Voilà.
            Le risque est réel.12|Il est connu.[3]|Il est cité.¹|Fin.
            Selon l'art. L. 311-3 du code, c'est permis.|Soit.
            Le taux est de 3,5 %.|Il était de 2.5 avant.
            Il a dit « non ».|Elle a dit « oui » .|Fin.
            L'O.N.U.|Le conseil s'est réuni.
            1. Contexte du plan.|2. Suite.
            "#,
            Language::FR,
        );
    }

    #[test]
    fn a_long_block_without_a_stop_is_one_sentence() {
        let text = "word ".repeat(200_000);
        assert_eq!(cut(&text, Language::EN).len(), 1);
        let text = ". [".repeat(200_000);
        assert!(!cut(&text, Language::EN).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn in_order_inside_the_block_and_on_character_edges(
            text in "([A-Za-zé«»\"'().?!…\\[\\]0-9¹ ]|M\\. |etc\\. |U\\.S\\. |\\PC){0,60}",
            fr in proptest::bool::ANY,
        ) {
            let language = if fr { Language::FR } else { Language::EN };
            let mut last = 0;
            for span in sentences(&text, &fold(&text), Span::new(0, text.len()), language) {
                proptest::prop_assert!(span.start >= last && span.start < span.end && span.end <= text.len());
                let sentence = text.get(span.range());
                proptest::prop_assert!(sentence.is_some_and(|s| s.trim() == s));
                proptest::prop_assert!(text[last..span.start].trim().is_empty());
                last = span.end;
            }
            proptest::prop_assert!(text[last..].trim().is_empty());
        }
    }
}
