//! The words of a rule file by what they are, for the editor to colour.

use super::context::{ITEMS, is_word};
use super::pack::{self, At};
use super::words;
use crate::cli::lsp::session::Session;
use crate::program::SymbolKind;
use crate::syntax::format::Lexemes;
use crate::text::Span;
use gen_lsp_types::*;
use std::collections::BTreeMap;

/// The kinds of words that are told apart, in the order of the legend.
const KINDS: [&str; 10] =
    ["keyword", "class", "variable", "function", "macro", "string", "operator", "number", "comment", "property"];

/// A kind of word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Keyword,
    /// A pack or a rule.
    Class,
    Lexicon,
    Cue,
    Recogniser,
    Text,
    /// A sign of the notation of phrases.
    Sign,
    Number,
    Comment,
    /// The code of a language.
    Language,
}

/// The kinds of words that are told apart.
pub(in crate::cli::lsp) fn offer() -> SemanticTokensOptions {
    let legend = SemanticTokensLegend {
        token_types: KINDS.map(str::to_owned).to_vec(),
        token_modifiers: ["declaration", "documentation"].map(str::to_owned).to_vec(),
    };
    SemanticTokensOptions { legend, full: Some(Full::Bool(true)), ..SemanticTokensOptions::default() }
}

/// A word is declared here.
const DECLARATION: u32 = 1;
/// A comment that documents.
const DOCUMENTATION: u32 = 2;

/// The words of an open rule file.
pub(in crate::cli::lsp) fn tokens(session: &mut Session<'_>, uri: &Uri) -> Option<SemanticTokens> {
    let at = pack::open(session, uri)?;
    let mut data = Vec::new();
    let mut last = Position { line: 0, character: 0 };
    for (span, kind, modifiers) in words_of(&at) {
        let Range { start, end } = at.text.range(span);
        // No word reaches over a line.
        if start.line != end.line || end.character <= start.character {
            continue;
        }
        let same = start.line == last.line;
        data.push(SemanticToken {
            delta_line: start.line - last.line,
            delta_start: if same { start.character - last.character } else { start.character },
            length: end.character - start.character,
            token_type: kind as u32,
            token_modifiers_bitset: modifiers,
        });
        last = start;
    }
    Some(SemanticTokens { result_id: None, data })
}

fn words_of(at: &At) -> Vec<(Span, Kind, u32)> {
    let symbols = at.pack.symbols();
    let kind = |kind: SymbolKind| match kind {
        SymbolKind::Pack | SymbolKind::Rule => Kind::Class,
        SymbolKind::Lexicon => Kind::Lexicon,
        SymbolKind::Cue => Kind::Cue,
    };
    let declared = symbols.all.iter().filter(|one| one.file == at.name);
    let declared = declared.map(|one| (one.name_span.start, (one.name_span, kind(one.kind), DECLARATION)));
    let mentions = symbols.mentions.iter().filter(|one| one.file == at.name);
    let mentions = mentions.map(|one| (one.span.start, (one.span, kind(symbols.all[one.symbol].kind), 0)));
    let names: BTreeMap<usize, (Span, Kind, u32)> = declared.chain(mentions).collect();
    let mut found: Vec<(Span, Kind, u32)> = Vec::new();
    let mut scene = Scene::default();
    let mut covered = 0;
    for lexeme in Lexemes::of(&at.whole) {
        let span = lexeme.span;
        if span.start < covered {
            continue;
        }
        if let Some(name) = names.get(&span.start) {
            found.push(*name);
            covered = name.0.end;
            scene.after(lexeme.text, span.start);
            continue;
        }
        if lexeme.text.starts_with('"') {
            if scene.is_phrase() { phrase(lexeme.text, span, &mut found) } else { found.push((span, Kind::Text, 0)) }
        } else if let Some((kind, modifiers)) = scene.kind(lexeme.text, span.start) {
            // The mark of a recogniser is one with its name.
            let start = if kind == Kind::Recogniser { span.start - 1 } else { span.start };
            found.push((Span::new(start, span.end), kind, modifiers));
        }
        scene.after(lexeme.text, span.start);
    }
    found
}

/// Where the words at hand stand.
#[derive(Default)]
struct Scene<'a> {
    item: &'a str,
    clause: &'a str,
    last: &'a str,
    end: usize,
    depth: usize,
}

impl<'a> Scene<'a> {
    fn kind(&self, word: &str, start: usize) -> Option<(Kind, u32)> {
        if word.starts_with("##") {
            return Some((Kind::Comment, DOCUMENTATION));
        }
        if word.starts_with('#') {
            return Some((Kind::Comment, 0));
        }
        if word.starts_with('<') && word.len() > 1 {
            return Some((Kind::Text, 0));
        }
        if !is_word(word) {
            return None;
        }
        if self.last == "@" && self.end == start {
            return Some((Kind::Recogniser, 0));
        }
        if word.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return Some((Kind::Number, 0));
        }
        if matches!(word, "en" | "fr" | "any") && (self.depth > 0 && self.item != "rule" || self.is_language()) {
            return Some((Kind::Language, 0));
        }
        (!matches!(self.clause, "tags" | "formerly" | "replaced-by" | "uses" | "unknown") && words::any(word).is_some()
            || words::any(word).is_some_and(|one| one.place == words::Place::RuleClause)
            || self.depth == 0 && ITEMS.iter().any(|(item, _)| *item == word))
        .then_some((Kind::Keyword, 0))
    }

    fn is_language(&self) -> bool {
        matches!(self.last, "flags" | "allows" | "misses" | "overflags" | "{")
            || matches!(self.clause, "message" | "help" | "warrant" | "languages")
    }

    fn is_phrase(&self) -> bool {
        match self.item {
            "lexicon" | "cue" => true,
            _ => matches!(self.clause, "claim" | "topic" | "rebuttal" | "qualifier" | "grounds"),
        }
    }

    fn after(&mut self, word: &'a str, start: usize) {
        match word {
            "{" => self.depth += 1,
            "}" => self.depth = self.depth.saturating_sub(1),
            _ if self.depth == 0 && is_word(word) && ITEMS.iter().any(|(item, _)| *item == word) => {
                (self.item, self.clause) = (word, "");
            }
            _ if self.depth == 1 && is_clause(word) && self.last != "every" && self.last != "any" => self.clause = word,
            _ => {}
        }
        (self.last, self.end) = (word, start + word.len());
    }
}

fn is_clause(word: &str) -> bool {
    let of = |place| words::of(place).any(|one| one.word == word);
    of(words::Place::RuleClause) || of(words::Place::PackClause)
}

/// A phrase, with the signs of its notation.
fn phrase(text: &str, span: Span, found: &mut Vec<(Span, Kind, u32)>) {
    let mut from = 0;
    let mut put = |start: usize, end: usize, kind: Kind| {
        if start < end {
            found.push((Span::new(span.start + start, span.start + end), kind, 0));
        }
    };
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let sign = if let Some(escaped) = rest.strip_prefix('\\') {
            // An escaped sign is a sign no more.
            at += 1 + escaped.chars().next().map_or(0, char::len_utf8);
            continue;
        } else if let Some(width) = rest.strip_prefix("...") {
            3 + width.bytes().take_while(u8::is_ascii_digit).count()
        } else if let Some(c) = rest.chars().next().filter(|c| "[]()|?*=…".contains(*c)) {
            c.len_utf8()
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        put(from, at, Kind::Text);
        put(at, at + sign, Kind::Sign);
        at += sign;
        from = at;
    }
    put(from, text.len(), Kind::Text);
}
