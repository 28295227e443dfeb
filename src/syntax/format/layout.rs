//! The tokens of a parsed file taken one by one, each with what stands before it.

use super::super::parse::Rule;
use super::gap::{Gap, WHITE};
use super::piece::{Blank, Glue, Piece};
use pest::iterators::{Pair, Pairs};
use std::borrow::Cow;

/// A pair of the grammar.
pub(super) type P<'a> = Pair<'a, Rule>;

/// A file that is being laid out.
pub(super) struct Layout<'a> {
    text: &'a str,
    /// The end of the last token.
    at: usize,
    pieces: Vec<Piece<'a>>,
}

/// The columns at which lines of a clause begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Margin {
    /// Where a token stands that begins a line.
    pub(super) indent: usize,
    /// Where comments stand on the lines before it.
    pub(super) aside: usize,
}

impl Margin {
    /// Tokens and comments in one column.
    pub(super) const fn at(indent: usize) -> Self {
        Self { indent, aside: indent }
    }
}

impl<'a> Layout<'a> {
    /// Lays out a file that parsed without fault.
    pub(super) fn of(file: P<'a>, text: &'a str) -> Vec<Piece<'a>> {
        let mut layout = Self { text, at: 0, pieces: Vec::new() };
        let mut blank = Blank::Always;
        for item in file.into_inner() {
            match item.as_rule() {
                Rule::doc => layout.put(&item, Glue::Line(blank), Margin::at(0)),
                Rule::edition => layout.words(leaves(item), Glue::Line(Blank::Kept), Margin::at(0)),
                Rule::EOI => break,
                _ => layout.item(item, blank),
            }
            // A doc comment is not parted from what it tells of.
            blank = if layout.pieces.last().is_some_and(|piece| piece.text.starts_with("##")) {
                Blank::Never
            } else {
                Blank::Always
            };
        }
        layout.end(blank);
        layout.pieces
    }

    /// Adds a token.
    pub(super) fn put(&mut self, token: &P<'a>, glue: Glue, margin: Margin) {
        let span = token.as_span();
        let gap = Gap::read(&self.text[self.at..span.start()], self.pieces.is_empty());
        let text = match token.as_rule() {
            Rule::doc => Cow::Borrowed(token.as_str().trim_end()),
            Rule::unknown | Rule::odd => verbatim(token.as_str()),
            _ => Cow::Borrowed(token.as_str()),
        };
        self.pieces.push(Piece { text, gap, glue, indent: margin.indent, aside: margin.aside });
        self.at = span.end();
    }

    /// Adds tokens, the first so, the others a space apart.
    pub(super) fn words(&mut self, words: impl IntoIterator<Item = P<'a>>, first: Glue, margin: Margin) {
        for (nth, word) in words.into_iter().enumerate() {
            self.put(&word, if nth == 0 { first } else { Glue::Spaces(1) }, margin);
        }
    }

    /// What stands after the last token.
    fn end(&mut self, blank: Blank) {
        let gap = Gap::read(&self.text[self.at..], self.pieces.is_empty());
        if !self.pieces.is_empty() || gap.has_comment() {
            self.pieces.push(Piece { text: Cow::Borrowed(""), gap, glue: Glue::Line(blank), indent: 0, aside: 0 });
        }
    }

    fn item(&mut self, item: P<'a>, blank: Blank) {
        const INSIDE: Margin = Margin::at(2);
        let which = item.as_rule();
        let labels = super::entry::Labels::of(&item);
        let parts: Vec<P<'a>> = item.into_inner().filter(|part| part.as_rule() != Rule::doc).collect();
        let beside_settings = self.beside_settings(&parts);
        let mut parts = parts.into_iter().zip(beside_settings);
        self.words(parts.next().map(|(part, _)| part), Glue::Line(blank), Margin::at(0));
        let mut empty = true;
        for (part, beside_setting) in parts {
            match part.as_rule() {
                Rule::name | Rule::open => self.put(&part, Glue::Spaces(1), INSIDE),
                Rule::close => {
                    let bare = empty && !self.comment_before(&part);
                    let glue = if bare { Glue::Spaces(0) } else { Glue::Line(Blank::Kept) };
                    self.put(&part, glue, Margin { indent: 0, ..INSIDE });
                }
                Rule::entry | Rule::cue_entry => self.entry(part, &labels),
                _ => self.clause(part, which, beside_setting),
            }
            empty = self.pieces.last().is_some_and(|piece| piece.text == "{");
        }
    }

    /// For each part of an item, whether a setting stands in its paragraph.
    fn beside_settings(&self, parts: &[P<'a>]) -> Vec<bool> {
        let mut beside = Vec::with_capacity(parts.len());
        let apart = |before: &P<'a>, after: &P<'a>| {
            let end = leaves(before.clone()).last().map_or(0, |leaf| leaf.as_span().end());
            Gap::read(&self.text[end..after.as_span().start()], false).has_blank()
        };
        for paragraph in parts.chunk_by(|before, after| !apart(before, after)) {
            let any = paragraph.iter().any(|part| part.as_rule() == Rule::setting);
            beside.extend(paragraph.iter().map(|_| any));
        }
        beside
    }

    /// Whether a comment stands between the last token and this one.
    pub(super) fn comment_before(&self, token: &P<'a>) -> bool {
        Gap::read(&self.text[self.at..token.as_span().start()], false).has_comment()
    }
}

/// The tokens of a pair, in the order of the text.
pub(super) fn leaves(pair: P<'_>) -> Vec<P<'_>> {
    let mut leaves = Vec::new();
    // Brackets nest no deeper than the parser allows.
    fn descend<'a>(pairs: Pairs<'a, Rule>, leaves: &mut Vec<P<'a>>) {
        for pair in pairs {
            if is_leaf(&pair) { leaves.push(pair) } else { descend(pair.into_inner(), leaves) }
        }
    }
    if is_leaf(&pair) {
        leaves.push(pair);
    } else {
        descend(pair.into_inner(), &mut leaves);
    }
    leaves
}

/// Whether a pair is kept as it is written.
pub(super) fn is_leaf(pair: &P<'_>) -> bool {
    matches!(pair.as_rule(), Rule::recogniser | Rule::unknown | Rule::odd | Rule::doc)
        || pair.clone().into_inner().next().is_none()
}

/// Whether a comment stands between the tokens of a pair.
pub(super) fn has_comment(pair: &P<'_>) -> bool {
    let (text, from) = (pair.as_str(), pair.as_span().start());
    let mut at = 0;
    for leaf in leaves(pair.clone()) {
        let span = leaf.as_span();
        if leaf.as_rule() == Rule::doc || text[at..span.start() - from].contains('#') {
            return true;
        }
        at = span.end() - from;
    }
    false
}

/// A part that the language does not know, as it is written, without white space at the ends of its lines.
fn verbatim(text: &str) -> Cow<'_, str> {
    const END: [char; 3] = [' ', '\t', '\r'];
    let text = text.trim_end_matches(WHITE);
    if text.contains('\n') {
        text.split('\n').map(|line| line.trim_end_matches(END)).collect::<Vec<_>>().join("\n").into()
    } else {
        text.into()
    }
}
