//! The proof that formatting lost nothing: the same tokens, the same comments, the same tree.

use super::super::parse::{Grammar, Rule, parse};
use super::gap::WHITE;
use super::lexeme::Lexemes;
use crate::text::Span;
use pest::Parser as _;

/// Something of a file that its formatted text would not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lost {
    pub(crate) what: &'static str,
    /// Where in the file.
    pub(crate) span: Span,
}

/// Compares a file with its formatted text.
pub(super) fn same(before: &str, after: &str) -> Result<(), Lost> {
    // These are cut without the grammar, so that a fault of the layout cannot hide in it.
    let mut new = Lexemes::of(after);
    for old in Lexemes::of(before) {
        if new.next().is_none_or(|new| new.text != old.text) {
            let what = if old.text.starts_with('#') { "this comment" } else { "this word" };
            return Err(Lost { what, span: old.span });
        }
    }
    let end = before.trim_end_matches(WHITE).len();
    let at_end = |what| Err(Lost { what, span: Span::new(end, end) });
    if new.next().is_some() {
        return at_end("the end of the file");
    }
    if !parse(after).1.is_empty() {
        return at_end("the form of the file");
    }
    let (old, new) = (tree(before), tree(after));
    match old.iter().zip(&new).find(|((a, _), (b, _))| a != b) {
        Some(((_, span), _)) => Err(Lost { what: "the meaning of this place", span: *span }),
        None if old.len() != new.len() => at_end("the end of the file"),
        None => Ok(()),
    }
}

/// A pair of the grammar: its rule, how many pairs it holds, and its words where it holds none.
type Node<'a> = (Rule, usize, Vec<&'a str>);

/// What the parser made of a text, outer pairs before inner ones, and where.
fn tree(text: &str) -> Vec<(Node<'_>, Span)> {
    let Ok(pairs) = Grammar::parse(Rule::file, text) else { return Vec::new() };
    let nodes = pairs.flatten().map(|pair| {
        let inner = pair.clone().into_inner().count();
        let words = pair.as_str().split(|c: char| c.is_whitespace() || WHITE.contains(&c));
        let words = if inner == 0 { words.filter(|word| !word.is_empty()).collect() } else { Vec::new() };
        let span = pair.as_span();
        ((pair.as_rule(), inner, words), Span::new(span.start(), span.end()))
    });
    nodes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_lost_is_found() {
        let file = "# why\nlexicon a {\n  en: \"b\"  # c\n}\n";
        let lost = |after: &str| same(file, after).expect_err("something is lost");
        assert_eq!(lost("lexicon a {\n  en: \"b\"  # c\n}\n"), Lost { what: "this comment", span: Span::new(0, 5) });
        let moved = "# why\nlexicon a {\n  en: \"b\"\n} # c\n";
        assert_eq!((lost(moved).what, &file[lost(moved).span.range()]), ("this comment", "# c"));
        assert_eq!(lost("# why\nlexicon a {\n  en: \"b c\"  # c\n}\n").what, "this word");
        assert_eq!(lost(&format!("{file}# more\n")).what, "the end of the file");
        assert_eq!(lost("# why\nlexicon a {\n  en: \"b\"  # c }\n").what, "this comment");
        assert_eq!(same(file, file), Ok(()));
    }

    #[test]
    fn the_same_words_may_be_another_tree() {
        let file = "rule a {\n  tags b\n  c\n}\n";
        let lost = same(file, "rule a {\n  tags b c\n}\n").expect_err("`c` was a clause");
        assert_eq!(lost.what, "the meaning of this place");
        assert_eq!(&file[lost.span.start..][..6], "rule a");
    }
}
