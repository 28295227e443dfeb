//! The notation of phrases, expanded into the forms that a scan looks for.

use super::error::Fault;
use crate::text::{Span, fold, words};
use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The most forms that one phrase may stand for.
pub(crate) const MOST_FORMS: usize = 512;
/// The longest phrase, in characters.
const LONGEST: usize = 400;
/// How deep the groups of a phrase may be nested.
const DEEPEST: usize = 16;
/// The widest gap, in words.
const WIDEST: u8 = 12;
/// The gap of `...` without a number.
const GAP: u8 = 3;

/// One way to write a phrase: pieces in a row, of which the first and the last are words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Form(pub(crate) Vec<Piece>);

/// A piece of a form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Piece {
    /// A word in any case, folded.
    Word(String),
    /// A word in just this case (`AI`, `=Meta`).
    Exact(String),
    /// A word that begins so, folded (`regulat*`).
    Stem(String),
    /// Up to so many words of any kind.
    Gap(u8),
}

/// The forms of a phrase, each once. `raw` stands between quotation marks, from byte `start` on.
pub(crate) fn forms(raw: &str, start: usize) -> Result<Vec<Form>, Fault> {
    let whole = Span::new(start, start + raw.len());
    if raw.len() > LONGEST && raw.chars().count() > LONGEST {
        return Err(Fault::new("too-large", whole, format!("this phrase has more than {LONGEST} characters")));
    }
    if begins_with_gap(raw) || ends_with_gap(raw) {
        return Err(Fault::new("bad-phrase", whole, "a gap stands between words, not at an edge"));
    }
    let mut notation = Notation { raw, start, at: 0, depth: 0 };
    let texts = notation.sequence()?;
    let nature = Nature {
        lower: fold(raw) == raw,
        composed: raw.is_ascii() || (unicode_normalization::is_nfc(raw) && !raw.chars().any(is_combining_mark)),
        marked: raw.contains(['*', '=']),
    };
    let mut known = FxHashSet::default();
    let mut forms = Vec::with_capacity(texts.len());
    for text in texts.iter().filter(|text| texts.len() == 1 || known.insert(text.as_str())) {
        forms.push(cut(text, nature).map_err(|reason| {
            match reason {
                Flaw::Empty if raw.trim().is_empty() => Fault::new("bad-phrase", whole, "this phrase is empty"),
                Flaw::Empty => Fault::new("bad-phrase", whole, "this phrase may stand for no word at all"),
                Flaw::Stem => Fault::new("bad-phrase", whole, "a stem has three letters at least, and ends in `*`")
                    .help("write the words out"),
                Flaw::Mark => Fault::new("bad-phrase", whole, "`=` stands right before a word"),
            }
        })?);
    }
    Ok(forms)
}

/// What holds of all forms of a phrase, so that each need not be looked at.
#[derive(Clone, Copy)]
struct Nature {
    /// There is no capital.
    lower: bool,
    /// It is in normal form C, whichever way its parts are joined.
    composed: bool,
    /// There are stems or exact words.
    marked: bool,
}

fn begins_with_gap(raw: &str) -> bool {
    raw.trim_start().starts_with(['…']) || raw.trim_start().starts_with("...")
}

fn ends_with_gap(raw: &str) -> bool {
    let end = raw.trim_end().trim_end_matches(|c: char| c.is_ascii_digit());
    end.ends_with('…') || end.ends_with("...")
}

/// In an expanded text, before a gap's width; after a stem; before an exact word. No phrase can hold them.
const GAP_MARK: char = '\u{1}';
const STEM_MARK: char = '\u{2}';
const EXACT_MARK: char = '\u{3}';

struct Notation<'a> {
    raw: &'a str,
    start: usize,
    at: usize,
    depth: usize,
}

impl Notation<'_> {
    fn rest(&self) -> &str {
        &self.raw[self.at..]
    }

    fn bad(&self, at: usize, len: usize, message: impl Into<String>) -> Fault {
        Fault::new("bad-phrase", Span::new(self.start + at, self.start + at + len), message)
    }

    /// Up to the end, or to the sign that ends a group: every text that it may stand for.
    fn sequence(&mut self) -> Result<Vec<String>, Fault> {
        let mut texts = vec![String::new()];
        loop {
            let at = self.at;
            let Some(sign) = self.rest().chars().next() else { return Ok(texts) };
            let before = self.raw[..at].chars().next_back();
            let glued = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ']' | ')' | '\'' | '’'));
            match sign {
                ']' | ')' | '|' if self.depth > 0 => return Ok(texts),
                ']' | ')' => return Err(self.bad(at, 1, format!("`{sign}` closes nothing"))),
                '|' => {
                    return Err(self.bad(at, 1, "`|` stands outside of brackets").help("write `[one|other]`"));
                }
                '[' => {
                    let mut options = self.group(']')?;
                    if self.rest().starts_with('?') {
                        self.at += 1;
                        options.insert(0, String::new());
                    }
                    texts = self.product(&texts, &options, at)?;
                }
                '(' => {
                    if !glued {
                        return Err(self
                            .bad(at, 1, "`(` begins an ending, and follows a word")
                            .help("write `[one|other]` for words"));
                    }
                    let mut options = self.group(')')?;
                    if options.iter().any(|o| !o.chars().all(|c| c.is_alphanumeric() || matches!(c, '\'' | '-'))) {
                        let len = self.at - at;
                        return Err(self
                            .bad(at, len, "an ending holds letters only")
                            .help("write `[one|other]` for words"));
                    }
                    // `(s)?` says no more than `(s)`.
                    if self.rest().starts_with('?') {
                        self.at += 1;
                    }
                    options.insert(0, String::new());
                    texts = self.product(&texts, &options, at)?;
                }
                '.' if self.rest().starts_with("...") => {
                    self.at += 3;
                    self.gap(&mut texts, at)?;
                }
                '…' => {
                    self.at += sign.len_utf8();
                    self.gap(&mut texts, at)?;
                }
                '*' => {
                    let after = self.raw[at + 1..].chars().next();
                    if !glued || after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '[' | '(' | '*')) {
                        return Err(self.bad(at, 1, "`*` stands at the end of a word"));
                    }
                    self.at += 1;
                    push(&mut texts, STEM_MARK);
                }
                '=' => {
                    let after = self.raw[at + 1..].chars().next();
                    if glued || !after.is_some_and(|c| c.is_alphanumeric() || c == '[') {
                        return Err(self.bad(at, 1, "`=` stands right before a word"));
                    }
                    self.at += 1;
                    push(&mut texts, EXACT_MARK);
                }
                '?' => {
                    return Err(self.bad(at, 1, "`?` follows a bracket").help("write `[word]?`"));
                }
                '\\' => {
                    let Some(next) = self.raw[at + 1..].chars().next() else {
                        return Err(self.bad(at, 1, "`\\` stands before a sign"));
                    };
                    if next.is_alphanumeric() || next.is_control() {
                        return Err(self.bad(at, 1 + next.len_utf8(), format!("`\\{next}` means nothing in a phrase")));
                    }
                    self.at += 1 + next.len_utf8();
                    push(&mut texts, next);
                }
                '’' | '‘' => {
                    self.at += sign.len_utf8();
                    push(&mut texts, '\'');
                }
                '\u{ad}' => self.at += sign.len_utf8(),
                c if c.is_control() && c != '\t' => return Err(self.bad(at, c.len_utf8(), "a control character")),
                _ => {
                    let end = self.rest().find(|c: char| "[](){}|.…*=?\\’‘\u{ad}".contains(c) || c.is_control());
                    // At least the sign at hand, which may be a single full stop.
                    let len = end.unwrap_or(self.rest().len()).max(sign.len_utf8());
                    let run = &self.raw[at..at + len];
                    self.at += len;
                    for text in &mut texts {
                        text.push_str(run);
                    }
                }
            }
        }
    }

    /// The options between the sign at hand and `close`.
    fn group(&mut self, close: char) -> Result<Vec<String>, Fault> {
        let open = self.at;
        let opener = self.rest().chars().next().unwrap_or('[');
        self.depth += 1;
        if self.depth > DEEPEST {
            let place = Span::new(self.start + open, self.start + open + 1);
            return Err(Fault::new("too-deep", place, format!("groups are nested more than {DEEPEST} deep")));
        }
        let mut options = Vec::new();
        loop {
            self.at += 1;
            let from = self.at;
            let option = self.sequence()?;
            if self.raw[from..self.at].trim().is_empty() {
                let fault = self.bad(open, self.at + 1 - open, "an alternative is empty");
                let within = self.at < self.raw.len();
                if within {
                    return Err(fault.help(match close {
                        ')' => "an ending may always be left out: write `(s)`",
                        _ => "write `[word]?` for a word that may be left out",
                    }));
                }
            }
            options.extend(option);
            if options.len() > MOST_FORMS {
                return Err(self.explosion(open));
            }
            match self.rest().chars().next() {
                Some('|') => {}
                Some(c) if c == close => break,
                Some(c) => return Err(self.bad(self.at, 1, format!("`{c}` closes nothing; `{close}` was expected"))),
                None => {
                    return Err(self
                        .bad(open, 1, format!("`{opener}` is never closed"))
                        .help(format!("write `{close}`")));
                }
            }
        }
        self.at += 1;
        self.depth -= 1;
        Ok(options)
    }

    fn gap(&mut self, texts: &mut [String], at: usize) -> Result<(), Fault> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let width = match &self.rest()[..digits] {
            "" => GAP,
            digits => digits.parse().unwrap_or(u8::MAX),
        };
        self.at += digits;
        if !(1..=WIDEST).contains(&width) {
            let len = self.at - at;
            return Err(self.bad(at, len, format!("a gap has 1 to {WIDEST} words")));
        }
        for text in texts {
            text.push(GAP_MARK);
            text.push(char::from(b'0' + width));
        }
        Ok(())
    }

    fn product(&self, texts: &[String], options: &[String], at: usize) -> Result<Vec<String>, Fault> {
        if texts.len() * options.len() > MOST_FORMS {
            return Err(self.explosion(at));
        }
        let mut product = Vec::with_capacity(texts.len() * options.len());
        for text in texts {
            for option in options {
                // Room for what is left of the phrase, most of the time.
                let mut joined = String::with_capacity(text.len() + option.len() + self.raw.len() - self.at);
                joined.push_str(text);
                joined.push_str(option);
                product.push(joined);
            }
        }
        Ok(product)
    }

    fn explosion(&self, at: usize) -> Fault {
        let place = Span::new(self.start + at, self.start + self.at.min(self.raw.len()).max(at + 1));
        Fault::new("phrase-explosion", place, format!("this phrase stands for more than {MOST_FORMS} forms"))
            .help("write several phrases, or a gap in place of a group")
    }
}

fn push(texts: &mut [String], sign: char) {
    for text in texts {
        text.push(sign);
    }
}

enum Flaw {
    Empty,
    Stem,
    Mark,
}

/// An expanded text cut into pieces, as the words of documents are.
fn cut(text: &str, nature: Nature) -> Result<Form, Flaw> {
    let composed;
    let text = if nature.composed {
        text
    } else {
        composed = text.nfc().collect::<String>();
        &composed
    };
    let folded;
    let lower = if nature.lower {
        text
    } else {
        folded = fold(text);
        &folded
    };
    let mut pieces = Vec::with_capacity(4);
    let mut gap = 0;
    let mut marks = 0;
    let mut from = 0;
    loop {
        let end = memchr::memchr(GAP_MARK as u8, &text.as_bytes()[from..]).map_or(text.len(), |at| from + at);
        for word in words(&text[from..end]) {
            // Where a word that may be left out is left out, the gap beside it goes too.
            if gap > 0 && !pieces.is_empty() {
                pieces.push(Piece::Gap(gap));
            }
            gap = 0;
            let (start, stop) = (from + word.start as usize, from + word.end as usize);
            let (exact, lower) = (&text[start..stop], &lower[start..stop]);
            let after = text.as_bytes().get(stop);
            pieces.push(if nature.marked && text[..start].ends_with(EXACT_MARK) {
                marks += 1;
                Piece::Exact(exact.to_owned())
            } else if nature.marked && after == Some(&(STEM_MARK as u8)) {
                marks += 1;
                if exact.chars().count() < 3 {
                    return Err(Flaw::Stem);
                }
                Piece::Stem(lower.to_owned())
            } else if after == Some(&b'\'') && elides(exact) {
                Piece::Word(format!("{lower}'"))
            } else if !nature.lower && is_capitals(exact) {
                Piece::Exact(exact.to_owned())
            } else {
                Piece::Word(lower.to_owned())
            });
        }
        if end == text.len() {
            break;
        }
        gap = (gap + text.as_bytes()[end + 1] - b'0').min(WIDEST);
        from = end + 2;
    }
    if pieces.is_empty() {
        return Err(Flaw::Empty);
    }
    if nature.marked && marks != text.chars().filter(|c| matches!(*c, STEM_MARK | EXACT_MARK)).count() {
        return Err(if text.contains(STEM_MARK) { Flaw::Stem } else { Flaw::Mark });
    }
    Ok(Form(pieces))
}

/// Whether `word` is one that French cuts short before a vowel: `l'`, also where a space or a gap follows.
fn elides(word: &str) -> bool {
    let heads = [
        "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu", "entr",
    ];
    heads.iter().any(|head| word.eq_ignore_ascii_case(head))
}

/// Whether `word` is an acronym, in the plural too: `AI`, `CO2`, `LLMs`.
fn is_capitals(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    let mut capitals = 0;
    word.chars().all(|c| {
        capitals += usize::from(c.is_uppercase());
        c.is_uppercase() || c.is_numeric()
    }) && capitals >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(raw: &str) -> String {
        match forms(raw, 0) {
            Ok(mut forms) => {
                forms.sort();
                forms.iter().map(show_form).collect::<Vec<_>>().join(" | ")
            }
            Err(fault) => format!("{}: {} at {:?}", fault.id, fault.message, &raw[fault.span.range()]),
        }
    }

    fn show_form(form: &Form) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Word(word) => word.clone(),
            Piece::Exact(word) => format!("={word}"),
            Piece::Stem(word) => format!("{word}*"),
            Piece::Gap(width) => format!("...{width}"),
        };
        form.0.iter().map(piece).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_notation_gives_its_forms() {
        assert_eq!(show("Risk"), "risk");
        assert_eq!(show("risk(s)"), "risk | risks");
        assert_eq!(show("adopt(s|ed|ing)"), "adopt | adopted | adopting | adopts");
        assert_eq!(show("organi[s|z]ation"), "organisation | organization");
        assert_eq!(show("[human]? extinction"), "extinction | human extinction");
        assert_eq!(show("[risk(s)|[grave]? threat] to"), "grave threat to | risk to | risks to | threat to");
        assert_eq!(show("regulat*"), "regulat*");
        assert_eq!(show("a ... b ...5 c"), "a ...3 b ...5 c");
        assert_eq!(show("a ...5 [b]? ...9 c"), "a ...5 b ...9 c | a ...12 c");
        assert_eq!(show("=Meta AI's LLM(s) CO2"), "=Meta =AI 's =LLM =CO2 | =Meta =AI 's =LLMs =CO2");
        assert_eq!(show("long-term"), "long term");
        assert_eq!(show("say \\\"yes\\\""), "say yes");
        assert_eq!(show("100 %"), "100");
    }

    #[test]
    fn a_gap_goes_with_the_word_beside_it() {
        assert_eq!(
            show("[very]? ...2 large [model]?"),
            "large | large model | very ...2 large | very ...2 large model"
        );
    }

    #[test]
    fn french_elision_is_cut_as_in_documents() {
        assert_eq!(show("risque d'extinction"), "risque d' extinction");
        assert_eq!(show("l’IA\u{a0}générale"), "l' =IA générale");
        assert_eq!(show("[de la|de l'|du] santé"), "de l' santé | de la santé | du santé");
        assert_eq!(show("[ne|n'] ... pas"), "n' ...3 pas | ne ...3 pas");
        assert_eq!(show("workers' rights aujourd'hui"), "workers rights aujourd'hui");
        assert_eq!(show("e\u{301}tat"), "état");
    }

    #[test]
    fn a_bad_phrase_says_where() {
        assert_eq!(show("[a|b"), "bad-phrase: `[` is never closed at \"[\"");
        assert_eq!(show("a]"), "bad-phrase: `]` closes nothing at \"]\"");
        assert_eq!(show("[a|]"), "bad-phrase: an alternative is empty at \"[a|]\"");
        assert_eq!(show("... a"), "bad-phrase: a gap stands between words, not at an edge at \"... a\"");
        assert_eq!(show("a ...13 b"), "bad-phrase: a gap has 1 to 12 words at \"...13\"");
        assert_eq!(show("[a]? [b]?"), "bad-phrase: this phrase may stand for no word at all at \"[a]? [b]?\"");
        assert_eq!(show("ab*"), "bad-phrase: a stem has three letters at least, and ends in `*` at \"ab*\"");
        assert_eq!(show("risk (s)"), "bad-phrase: `(` begins an ending, and follows a word at \"(\"");
        assert_eq!(show("risk?"), "bad-phrase: `?` follows a bracket at \"?\"");
        assert_eq!(show(&"[".repeat(20)), "too-deep: groups are nested more than 16 deep at \"[\"");
        assert!(show(&"[a|b] ".repeat(10)).starts_with("phrase-explosion"));
        assert!(show(&"a ".repeat(300)).starts_with("too-large"));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_panic(raw in "[\\[\\](|)?*=.’'a-bÉ …\\\\0-9\u{0}]{0,40}") {
            match forms(&raw, 7) {
                Ok(forms) => for form in forms {
                    proptest::prop_assert!(!matches!(form.0.first(), None | Some(Piece::Gap(_))));
                    proptest::prop_assert!(!matches!(form.0.last(), None | Some(Piece::Gap(_))));
                },
                Err(fault) => {
                    let span = fault.span.start - 7..fault.span.end - 7;
                    proptest::prop_assert!(raw.get(span.clone()).is_some(), "{span:?} {}", fault.message);
                }
            }
        }
    }
}
