//! The notation of phrases: brackets, endings, gaps, stems.

use super::error::Fault;
use super::phrase::MOST_FORMS;
use crate::text::Span;

/// How deep the groups of a phrase may be nested.
const DEEPEST: usize = 16;
/// The widest gap, in words.
pub(super) const WIDEST: u8 = 12;
/// The gap of `...` without a number.
const GAP: u8 = 3;

/// A part of a phrase as it is written.
pub(super) enum Item<'a> {
    /// Words as they stand.
    Plain(&'a str),
    /// Words, in any of these spellings; one at least.
    Texts(Vec<String>),
    /// Any of these.
    Any(Vec<Vec<Item<'a>>>),
    Gap(u8),
}

/// The parts of a phrase. `raw` stands between quotation marks, from byte `start` on.
pub(super) fn read(raw: &str, start: usize) -> Result<Vec<Item<'_>>, Fault> {
    Notation { raw, start, at: 0, depth: 0 }.sequence()
}

/// In a text, after a stem; before an exact word. No phrase can hold them.
pub(super) const STEM_MARK: char = '\u{2}';
pub(super) const EXACT_MARK: char = '\u{3}';

struct Notation<'a> {
    raw: &'a str,
    start: usize,
    at: usize,
    depth: usize,
}

impl<'a> Notation<'a> {
    fn rest(&self) -> &'a str {
        &self.raw[self.at..]
    }

    fn bad(&self, at: usize, len: usize, message: impl Into<String>) -> Fault {
        Fault::new("bad-phrase", Span::new(self.start + at, self.start + at + len), message)
    }

    /// Up to the end, or to the sign that ends a group.
    fn sequence(&mut self) -> Result<Vec<Item<'a>>, Fault> {
        let mut items = Vec::with_capacity(4);
        // The ways to write the words at hand; none is the same as an empty one.
        let mut texts: Vec<String> = Vec::new();
        loop {
            let at = self.at;
            let Some(sign) = self.rest().chars().next() else { return Ok(closed(items, texts)) };
            let glued = matches!(sign, '[' | '(' | '*' | '=') && self.is_glued();
            match sign {
                ']' | ')' | '|' if self.depth > 0 => return Ok(closed(items, texts)),
                ']' | ')' => return Err(self.bad(at, 1, format!("`{sign}` closes nothing"))),
                '|' => {
                    return Err(self.bad(at, 1, "`|` stands outside of brackets").help("write `[one|other]`"));
                }
                '[' => {
                    let mut options = self.group(']')?;
                    if self.rest().starts_with('?') {
                        self.at += 1;
                        options.insert(0, Vec::new());
                    }
                    let next = self.rest().chars().next();
                    if glued || next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '[' | '(' | '*' | '\'' | '’'))
                    {
                        texts = self.product(&texts, &self.spelled(options, at)?, at)?;
                    } else {
                        items = closed(items, std::mem::take(&mut texts));
                        items.push(Item::Any(options));
                    }
                }
                '(' => {
                    if !glued {
                        return Err(self
                            .bad(at, 1, "`(` begins an ending, and follows a word")
                            .help("write `[one|other]` for words"));
                    }
                    let options = self.group(')')?;
                    let mut options = self.spelled(options, at)?;
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
                    items = closed(items, std::mem::take(&mut texts));
                    items.push(Item::Gap(self.gap(at)?));
                }
                '…' => {
                    self.at += sign.len_utf8();
                    items = closed(items, std::mem::take(&mut texts));
                    items.push(Item::Gap(self.gap(at)?));
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
                        return Err(self.bad(at, 1, "`\\` at the end means nothing in a phrase"));
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
                // A space ends a word of several spellings, so that they do not multiply with the next word's.
                c if c.is_whitespace() && texts.len() > 1 => {
                    self.at += c.len_utf8();
                    items = closed(items, std::mem::replace(&mut texts, vec![" ".to_owned()]));
                }
                _ => {
                    // At least the sign at hand, which may be a single full stop.
                    let mut len = sign.len_utf8();
                    if !is_sign(sign) {
                        len += unmarked(&self.rest()[len..], texts.len() > 1);
                    }
                    let run = &self.raw[at..at + len];
                    self.at += len;
                    if texts.is_empty() {
                        texts = vec![run.to_owned()];
                    } else {
                        texts.iter_mut().for_each(|text| text.push_str(run));
                    }
                }
            }
        }
    }

    /// Whether a word, or a part of one, stands right before the sign at hand.
    fn is_glued(&self) -> bool {
        let before = self.raw[..self.at].chars().next_back();
        before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ']' | ')' | '\'' | '’' | '='))
    }

    /// The options between the sign at hand and `close`.
    fn group(&mut self, close: char) -> Result<Vec<Vec<Item<'a>>>, Fault> {
        let open = self.at;
        let opener = self.rest().chars().next().unwrap_or('[');
        self.depth += 1;
        if self.depth > DEEPEST {
            let place = Span::new(self.start + open, self.start + open + 1);
            return Err(Fault::new("too-deep", place, format!("groups are nested more than {DEEPEST} deep")));
        }
        if let Some(options) = self.plain_group(close) {
            self.depth -= 1;
            return Ok(options);
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
            options.push(option);
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

    /// The same for a group that holds nothing but words, as most do.
    fn plain_group(&mut self, close: char) -> Option<Vec<Vec<Item<'a>>>> {
        let mut options = Vec::new();
        let mut at = self.at + 1;
        loop {
            let rest = &self.raw[at..];
            let option = &rest[..unmarked(rest, false)];
            let sign = rest[option.len()..].chars().next().filter(|sign| *sign == '|' || *sign == close)?;
            if option.trim().is_empty() {
                return None;
            }
            options.push(vec![Item::Plain(option)]);
            at += option.len() + 1;
            if sign == close {
                self.at = at;
                return Some(options);
            }
        }
    }

    /// The width of a gap, of which the dots are read.
    fn gap(&mut self, at: usize) -> Result<u8, Fault> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let width = match &self.rest()[..digits] {
            "" => GAP,
            digits => digits.parse().unwrap_or(u8::MAX),
        };
        self.at += digits;
        if (1..=WIDEST).contains(&width) {
            Ok(width)
        } else {
            Err(self.bad(at, self.at - at, format!("a gap has 1 to {WIDEST} words")))
        }
    }

    /// Every way to write the options of a group that is glued to a word.
    fn spelled(&self, options: Vec<Vec<Item<'_>>>, at: usize) -> Result<Vec<String>, Fault> {
        let mut all = Vec::new();
        for option in options {
            let mut texts = Vec::new();
            for item in option {
                let more = match item {
                    Item::Plain(text) => vec![text.to_owned()],
                    Item::Texts(more) => more,
                    Item::Any(options) => self.spelled(options, at)?,
                    Item::Gap(_) => return Err(self.bad(at, self.at - at, "a group glued to a word holds no gap")),
                };
                texts = if texts.is_empty() { more } else { self.product(&texts, &more, at)? };
            }
            if texts.is_empty() {
                texts.push(String::new());
            }
            all.append(&mut texts);
            if all.len() > MOST_FORMS {
                return Err(self.explosion(at));
            }
        }
        Ok(all)
    }

    fn product(&self, texts: &[String], options: &[String], at: usize) -> Result<Vec<String>, Fault> {
        if texts.len().max(1) * options.len() > MOST_FORMS {
            return Err(self.explosion(at));
        }
        if texts.is_empty() {
            return Ok(options.to_vec());
        }
        let mut all = Vec::with_capacity(texts.len() * options.len());
        for text in texts {
            for option in options {
                let mut whole = String::with_capacity(text.len() + option.len());
                whole.push_str(text);
                whole.push_str(option);
                all.push(whole);
            }
        }
        Ok(all)
    }

    fn explosion(&self, at: usize) -> Fault {
        let place = Span::new(self.start + at, self.start + self.at.min(self.raw.len()).max(at + 1));
        Fault::new("phrase-explosion", place, format!("this word stands for more than {MOST_FORMS} forms"))
            .help("write several phrases, or a gap in place of a group")
    }
}

/// Whether a character may mean something in the notation.
fn is_sign(c: char) -> bool {
    matches!(c, '[' | ']' | '(' | ')' | '{' | '}' | '|' | '.' | '…' | '*' | '=' | '?' | '\\' | '’' | '‘' | '\u{ad}')
        || c.is_control()
}

/// How many bytes at the head of `text` mean only themselves; up to white space where `spaces` part.
fn unmarked(text: &str, spaces: bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        if b.is_ascii_alphanumeric() || matches!(b, b'-' | b',') || b == b' ' && !spaces {
            at += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next().filter(|c| !(is_sign(*c) || spaces && c.is_whitespace())) else {
            break;
        };
        at += c.len_utf8();
    }
    at
}

fn push(texts: &mut Vec<String>, sign: char) {
    if texts.is_empty() {
        texts.push(String::new());
    }
    for text in texts {
        text.push(sign);
    }
}

/// Adds the words read last, if there are any.
fn closed(mut items: Vec<Item<'_>>, texts: Vec<String>) -> Vec<Item<'_>> {
    if texts.iter().any(|text| !text.is_empty()) {
        items.push(Item::Texts(texts));
    }
    items
}
