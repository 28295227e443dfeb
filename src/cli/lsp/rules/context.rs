//! What stands before a place of a rule file, told from its words alone: the text is broken while somebody types.

use crate::syntax::format::{Lexeme, Lexemes};
use crate::text::Span;

/// An item that one writes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum In {
    Pack,
    Lexicon,
    Cue,
    Rule,
}

/// What stands before a place.
#[derive(Clone, Debug)]
pub(super) struct Context<'a> {
    /// The item around the place; `None` between items.
    pub(super) item: Option<In>,
    /// The braces of the item are open.
    pub(super) inside: bool,
    /// The clause that is being written, or the last one.
    pub(super) clause: &'a str,
    /// The words of the clause, or of the entries of a lexicon or cue, before the word at the place.
    pub(super) before: Vec<&'a str>,
    /// How many brackets of the clause are open.
    pub(super) brackets: usize,
    /// The clause has an open brace.
    pub(super) braces: bool,
    /// Nothing but white space stands before the word on its line.
    pub(super) first: bool,
    /// The word that ends at the place, with the `@` or the pack before it; empty between words.
    pub(super) word: Span,
    /// The text in quotation marks around the place.
    pub(super) text: Option<Span>,
    /// The comment around the place.
    pub(super) comment: Option<Span>,
}

/// The words that begin items.
pub(super) const ITEMS: [(&str, In); 4] =
    [("pack", In::Pack), ("lexicon", In::Lexicon), ("cue", In::Cue), ("rule", In::Rule)];

/// The words that begin clauses.
const CLAUSES: [&str; 27] = [
    "severity", "confidence", "since", "deprecated", "replaced-by", "formerly", "tags", "version", "languages",
    "requires", "uses", "flags", "allows", "misses", "overflags", "message", "help", "warrant", "claim", "topic",
    "rebuttal", "qualifier", "grounds", "yields", "once", "backing", "toulmin",
];

impl<'a> Context<'a> {
    /// What stands before byte `at` of a text.
    pub(super) fn at(text: &'a str, at: usize) -> Self {
        let mut context = Self {
            item: None,
            inside: false,
            clause: "",
            before: Vec::new(),
            brackets: 0,
            braces: false,
            first: false,
            word: Span::new(at, at),
            text: None,
            comment: None,
        };
        let start = item_before(text, at);
        let mut last: Option<Lexeme<'a>> = None;
        let mut skipped = 0;
        for lexeme in Lexemes::of(&text[start..]) {
            let span = Span::new(lexeme.span.start + start, lexeme.span.end + start);
            let lexeme = Lexeme { span, ..lexeme };
            if span.start >= at {
                break;
            }
            // What follows a mark that its line does not close.
            if span.start < skipped {
                continue;
            }
            let line_end = text[span.start..].find('\n').map_or(text.len(), |end| span.start + end);
            let comment = lexeme.text.starts_with('#');
            if comment && at <= line_end {
                context.comment = Some(span);
                return context;
            }
            if lexeme.text == "\"" {
                if at <= line_end {
                    context.text = Some(Span::new(span.start, line_end));
                    return context;
                }
                skipped = line_end;
            } else if lexeme.text.starts_with('"') && at < span.end {
                context.text = Some(span);
                return context;
            } else if is_word(lexeme.text) && at <= span.end {
                context.word = span;
                break;
            }
            if !comment {
                context.take(lexeme, is_first(text, span.start) || last.is_some_and(|one| one.text == "{"));
                last = Some(lexeme);
            }
        }
        context.reach_back(text);
        context.first = is_first(text, context.word.start);
        context
    }

    /// The word before the one at the place.
    pub(super) fn last(&self) -> &'a str {
        self.before.last().copied().unwrap_or_default()
    }

    fn take(&mut self, lexeme: Lexeme<'a>, first: bool) {
        let word = lexeme.text;
        let Some(item) = self.item else {
            self.item = ITEMS.iter().find(|(known, _)| *known == word).map(|(_, item)| *item);
            return;
        };
        match word {
            "{" if !self.inside => self.inside = true,
            _ if !self.inside => {}
            "}" if self.braces => self.braces = false,
            "}" => {
                self.item = None;
                self.inside = false;
            }
            _ if first && matches!(item, In::Pack | In::Rule) && !self.braces && CLAUSES.contains(&word) => {
                (self.clause, self.brackets) = (word, 0);
                self.before.clear();
            }
            _ => {
                match word {
                    "{" => self.braces = true,
                    "(" => self.brackets += 1,
                    ")" => self.brackets = self.brackets.saturating_sub(1),
                    _ => {}
                }
                self.before.push(word);
            }
        }
    }

    /// Takes the `@` or the pack in front of the word to it.
    fn reach_back(&mut self, text: &str) {
        let before = &text[..self.word.start];
        if before.ends_with('@') && self.last() == "@" {
            self.before.pop();
            self.word.start -= 1;
        } else if before.ends_with('.') && self.last() == "." {
            let pack = self.before.len().checked_sub(2).map(|at| self.before[at]).filter(|word| is_word(word));
            if let Some(pack) = pack.filter(|pack| before[..before.len() - 1].ends_with(pack)) {
                self.before.truncate(self.before.len() - 2);
                self.word.start -= pack.len() + 1;
            }
        }
    }
}

/// The word around a byte: where it ends.
pub(super) fn word_end(text: &str, at: usize) -> usize {
    let letters = text[at..].bytes().take_while(|b| is_letter(*b)).count();
    at + letters
}

pub(super) fn is_word(text: &str) -> bool {
    text.bytes().next().is_some_and(is_letter)
}

const fn is_letter(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')
}

fn is_first(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[line..at].trim().is_empty()
}

/// The last line before a byte that begins an item; the first line where there is none.
fn item_before(text: &str, at: usize) -> usize {
    let mut end = at;
    loop {
        let line = text[..end].rfind('\n').map_or(0, |end| end + 1);
        let rest = &text[line..];
        let word = &rest[..word_end(rest, 0)];
        // A word that is still typed is no item.
        if line == 0 || line + word.len() < at && ITEMS.iter().any(|(known, _)| *known == word) {
            return line;
        }
        end = line - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> String {
        let place = text.find('^').expect("a place is marked");
        let text = text.replacen('^', "", 1);
        let found = Context::at(&text, place);
        format!(
            "{:?} {} {:?} {}{}{}",
            found.item,
            found.clause,
            &text[found.word.range()],
            found.before.join(" "),
            if found.first { " (first)" } else { "" },
            if found.text.is_some() { " (text)" } else { "" },
        )
    }

    #[test]
    fn a_place_is_known_by_the_words_before_it() {
        assert_eq!(at("ru^"), "None  \"ru\"  (first)");
        assert_eq!(at("rule r {\n  sev^"), "Some(Rule)  \"sev\"  (first)");
        assert_eq!(at("rule r {\n  claim a and std.ne^g\n}"), "Some(Rule) claim \"std.neg\" a and");
        assert_eq!(at("rule r {\n  claim @^\n"), "Some(Rule) claim \"@\" ");
        assert_eq!(at("lexicon a {\n  en: \"b ^c\"\n}"), "Some(Lexicon)  \"\" en : (text)");
        assert_eq!(at("lexicon a {\n  en: \"b ^c\n}"), "Some(Lexicon)  \"\" en : (text)");
        assert_eq!(at("lexicon a {\n  en: \"b\n  fr: use ^\n}"), "Some(Lexicon)  \"\" en : \" fr : use");
        assert_eq!(at("lexicon a {\n}\n^"), "None  \"\"  (first)");
        assert_eq!(
            at("rule r {\n  grounds source within paragraph {\n ki^"),
            "Some(Rule) grounds \"ki\" source within paragraph { (first)"
        );
    }

    proptest::proptest! {
        #[test]
        fn any_place_of_any_text_has_a_context(text in "(rule|lexicon|a|\"|#|\\{|\\}|@|\\.|é|🙂|\n| ){0,30}", at in 0_usize..60) {
            let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let context = Context::at(&text, at);
            proptest::prop_assert!(context.word.end >= at && text.get(context.word.range()).is_some());
        }
    }
}
