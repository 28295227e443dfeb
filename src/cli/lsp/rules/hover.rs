//! What is said of a word, a name or a phrase of a rule file.

use super::completion::{Offer, offers};
use super::context::{Context, In, is_word, word_end};
use super::pack::{self, At};
use super::words::{self, Word};
use crate::cli::lsp::markdown::escaped;
use crate::cli::lsp::session::Session;
use crate::cli::message_pages;
use crate::program::{List, Page, Symbol};
use crate::text::Span;
use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind, TextDocumentPositionParams};
use std::fmt::Write;

/// How many characters of a phrase are shown with others.
const LONGEST: usize = 60;

/// What is said at a place of an open rule file.
pub(in crate::cli::lsp) fn hover(session: &mut Session<'_>, place: &TextDocumentPositionParams) -> Option<Hover> {
    let at = pack::open(session, &place.text_document.uri)?;
    let (value, span) = said(&at, at.text.byte(place.position))?;
    let contents = Contents::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value });
    Some(Hover { contents, range: Some(at.text.range(span)) })
}

fn said(at: &At, byte: usize) -> Option<(String, Span)> {
    let symbols = at.pack.symbols();
    if let Some((symbol, span, _)) = symbols.at(&at.name, byte) {
        let symbol = &symbols.all[symbol];
        let ships = if at.pack.uri(&symbol.file).is_none() { ", which ships with toulmin" } else { "" };
        let head = format!("**{} {}** of the pack `{}`{ships}", symbol.kind.word(), symbol.name, symbol.pack);
        return Some((format!("{head}\n\n{}", of_symbol(symbol, usize::MAX)).trim_end().to_owned(), span));
    }
    let end = word_end(&at.whole, byte);
    // A mark before a word belongs to it.
    let end = if end == byte && at.whole[byte..].starts_with('@') { word_end(&at.whole, byte + 1) } else { end };
    let context = Context::at(&at.whole, end.max(byte));
    if let Some(comment) = context.comment {
        return of_comment(at, comment);
    }
    let quotes = at.whole[byte..].starts_with('"');
    let inside = || if quotes { Context::at(&at.whole, byte + 1).text } else { None };
    if let Some(text) = context.text.or_else(inside) {
        let raw = at.whole.get(text.start + 1..text.end.saturating_sub(1)).filter(|_| is_phrase(&context))?;
        return Some((super::phrase::page(raw), text));
    }
    let word = context.word;
    let name = at.whole.get(word.range())?.trim_start_matches('@');
    if name.is_empty() || !is_word(name) {
        return None;
    }
    // What may be written here and is.
    let here = offers(&context, at).into_iter().find_map(|offer| match offer {
        Offer::Word(known) if known.word == name => Some(known),
        _ => None,
    });
    let known = here.or_else(|| words::any(name).filter(|_| context.item.is_some() || context.first))?;
    Some((of_word(known), word))
}

/// Whether a text at a place is a phrase, rather than an example or a message.
fn is_phrase(context: &Context<'_>) -> bool {
    match context.item {
        Some(In::Lexicon | In::Cue) => true,
        Some(In::Rule | In::Pack) => {
            matches!(context.clause, "claim" | "topic" | "rebuttal" | "qualifier" | "grounds")
        }
        None => false,
    }
}

fn of_word(word: &Word) -> String {
    format!("```toulmin\n{}\n```\n\n{}", word.form, word.says)
}

/// The page of a warning that a comment allows.
fn of_comment(at: &At, comment: Span) -> Option<(String, Span)> {
    let said = at.whole[comment.range()].trim_start_matches('#').trim_start().strip_prefix("allow")?;
    let id = said.trim_start_matches([' ', '\t', ':']).split([':', ' ', '\n']).next()?;
    let page = message_pages::all().iter().find(|page| page.id == id)?;
    Some((of_page(page), comment))
}

fn of_page(page: &Page) -> String {
    format!("**{}**: {}\n\n{}", page.id, page.title, page.text.replace('\n', "  \n"))
}

/// What a name stands for: its documentation, and what is in it, with some phrases of each list.
pub(super) fn of_symbol(symbol: &Symbol, phrases: usize) -> String {
    let mut page = String::new();
    if !symbol.doc.is_empty() {
        let _ = write!(page, "{}\n\n", escaped(&symbol.doc));
    }
    for list in &symbol.lists {
        let _ = writeln!(page, "- {}", of_list(list, phrases));
    }
    if !symbol.uses.is_empty() {
        let names: Vec<String> = symbol.uses.iter().map(|name| format!("`{name}`")).collect();
        let _ = writeln!(page, "- takes in {}", names.join(", "));
    }
    for (word, said) in &symbol.says {
        let _ = writeln!(page, "- *{word}*: {}", escaped(said));
    }
    page.trim_end().to_owned()
}

fn of_list(list: &List, phrases: usize) -> String {
    let noun = if list.count == 1 { "phrase" } else { "phrases" };
    let short = |phrase: &String| match phrase.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("`{}…`", phrase[..at].replace('`', "'")),
        None => format!("`{}`", phrase.replace('`', "'")),
    };
    let first: Vec<String> = list.first.iter().take(phrases).map(short).collect();
    let more = if list.count > first.len() { ", …" } else { "" };
    format!("*{}*: {} {noun}: {}{more}", list.head, list.count, first.join(", "))
}
