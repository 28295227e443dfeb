//! A name changed wherever it stands.

use super::definition::Places;
use super::pack::{self, Pack};
use crate::cli::lsp::session::Session;
use crate::program::{Symbol, SymbolKind, Symbols, unfit};
use crate::syntax::format::Lexemes;
use crate::syntax::parse;
use crate::text::Span;
use gen_lsp_types::*;
use std::collections::HashMap;
use std::rc::Rc;

/// The name at a place as it stands there, or why it cannot be changed.
pub(in crate::cli::lsp) fn prepare_rename(
    session: &mut Session<'_>,
    at: &TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResult>, String> {
    let Some(here) = pack::open(session, &at.text_document.uri) else { return Ok(None) };
    let symbols = here.pack.symbols();
    let Some((symbol, span, _)) = symbols.at(&here.name, here.text.byte(at.position)) else { return Ok(None) };
    let symbol = &symbols.all[symbol];
    if let Some(why) = refusal(symbol, &here.pack) {
        return Err(why);
    }
    let range = here.text.range(last_part(&here.whole, span));
    let placeholder = symbol.name.clone();
    Ok(Some(PrepareRenameResult::PrepareRenamePlaceholder(PrepareRenamePlaceholder { range, placeholder })))
}

/// The edits that change the name at a place.
pub(in crate::cli::lsp) fn rename(
    session: &mut Session<'_>,
    params: &RenameParams,
) -> Result<Option<WorkspaceEdit>, String> {
    let at = &params.text_document_position_params;
    let new = params.new_name.trim();
    let Some(here) = pack::open(session, &at.text_document.uri) else { return Ok(None) };
    let pack = pack::with_users(session, &here).unwrap_or_else(|| Rc::clone(&here.pack));
    let symbols = pack.symbols();
    let (id, ..) = symbols
        .at(&here.name, here.text.byte(at.position))
        .ok_or("there is no name here that can be changed: a lexicon, a cue or a rule")?;
    let symbol = &symbols.all[id];
    if let Some(why) = refusal(symbol, &pack).or_else(|| unfit(new, symbol.kind)) {
        return Err(why);
    }
    if new == symbol.name {
        return Ok(Some(WorkspaceEdit::default()));
    }
    clash(symbols, symbol, new)?;
    unread(&pack, symbols, id)?;
    let mut edits: Vec<(String, Span, String)> = vec![(symbol.file.clone(), symbol.name_span, new.to_owned())];
    for one in symbols.mentions_of(id) {
        edits.push((one.file.clone(), last_part(pack.text(&one.file), one.span), new.to_owned()));
    }
    if symbol.kind == SymbolKind::Rule {
        edits.extend(former(&pack, symbol, new));
    }
    Ok(Some(edit_of(session, &pack, edits)))
}

/// Why a name is not changed, whatever the new one.
fn refusal(symbol: &Symbol, pack: &Pack) -> Option<String> {
    let (kind, name) = (symbol.kind.word(), &symbol.name);
    if pack.uri(&symbol.file).is_none() {
        return Some(format!("the {kind} `{name}` is of the pack `{}`, which ships with toulmin", symbol.pack));
    }
    (symbol.kind == SymbolKind::Pack).then(|| {
        format!(
            "the name of the pack `{name}` stands in settings too, and in drafts: change it by hand, in all of them"
        )
    })
}

/// Whether something else goes by the new name, or would be hidden by it.
fn clash(symbols: &Symbols, symbol: &Symbol, new: &str) -> Result<(), String> {
    let same_kind = |one: &Symbol| (one.kind == SymbolKind::Rule) == (symbol.kind == SymbolKind::Rule);
    let named = |one: &&Symbol| one.name == new && one.kind != SymbolKind::Pack && same_kind(one);
    let mut others = symbols.all.iter().filter(named);
    if let Some(other) = others.clone().find(|one| one.pack == symbol.pack) {
        return Err(format!("there is a {} `{new}` in the pack `{}` already", other.kind.word(), other.pack));
    }
    if symbol.kind == SymbolKind::Rule {
        return Ok(());
    }
    // One's own names come first, then those of the packs used: a plain name may come to mean something else.
    let seen_together = |a: &str, b: &str| symbols.used_by(a).iter().any(|one| one == b);
    let both = |one: &Symbol| {
        symbols.packs().any(|pack| {
            (pack == symbol.pack || seen_together(pack, &symbol.pack))
                && (pack == one.pack || seen_together(pack, &one.pack))
        })
    };
    match others.find(|one| both(one)) {
        Some(other) => Err(format!(
            "there is a {} `{new}` in the pack `{}`, which is named beside this one: plain names would mean another",
            other.kind.word(),
            other.pack
        )),
        None => Ok(()),
    }
}

/// Whether the name stands in something that cannot be read, where it would be left behind.
fn unread(pack: &Pack, symbols: &Symbols, id: usize) -> Result<(), String> {
    let name = symbols.all[id].name.as_str();
    for file in pack.files.iter().filter(|file| pack.uri(&file.path).is_some() && file.text.contains(name)) {
        if parse(&file.text).1.is_empty() {
            continue;
        }
        let known = |at: Span| {
            let mentioned = symbols.mentions.iter().any(|one| one.file == file.path && one.span.contains(at));
            mentioned || symbols.all.iter().any(|one| one.file == file.path && one.name_span == at)
        };
        let left = Lexemes::of(&file.text).filter(|one| one.text == name).find(|one| !known(one.span));
        if let Some(left) = left {
            let (path, line) = (&file.path, file.text[..left.span.start].matches('\n').count() + 1);
            let why = "in something that cannot be read: mend that first";
            return Err(format!("`{name}` stands in {path}:{line} too, {why}"));
        }
    }
    Ok(())
}

/// The old name kept as one that still means the rule: settings, baselines and drafts may have it.
fn former(pack: &Pack, symbol: &Symbol, new: &str) -> Vec<(String, Span, String)> {
    let text = pack.text(&symbol.file);
    let body = &text[symbol.span.range()];
    let words: Vec<_> = Lexemes::of(body).collect();
    let depth = |at: usize| words[..at].iter().filter(|one| one.text == "{").count();
    let clause = (1..words.len())
        .find(|at| words[*at].text == "formerly" && depth(*at) == 1 && is_first(body, words[*at].span.start));
    let place = |at: usize| Span::new(symbol.span.start + at, symbol.span.start + at);
    if let Some(at) = clause {
        let line_end = body[words[at].span.end..].find('\n').map_or(body.len(), |end| words[at].span.end + end);
        let values = words[at + 1..].iter().take_while(|one| one.span.end <= line_end && !one.text.starts_with('#'));
        // A rule that takes an old name of its own back has it no more.
        if let Some(back) = values.clone().find(|one| one.text == new) {
            let span = Span::new(symbol.span.start + back.span.start, symbol.span.start + back.span.end);
            return vec![(symbol.file.clone(), span, symbol.name.clone())];
        }
        let end = values.last().map_or(words[at].span.end, |one| one.span.end);
        return vec![(symbol.file.clone(), place(end), format!(" {}", symbol.name))];
    }
    let Some(brace) = words.iter().find(|one| one.text == "{") else { return Vec::new() };
    // Behind the clauses that come before it in the order of the language.
    let before = ["severity", "confidence", "since", "deprecated", "replaced-by"];
    let mut end = brace.span.end;
    for (at, word) in words.iter().enumerate() {
        if before.contains(&word.text) && depth(at) == 1 && is_first(body, word.span.start) {
            end = body[word.span.end..].find('\n').map_or(end, |line| word.span.end + line);
        }
    }
    vec![(symbol.file.clone(), place(end), format!("\n  formerly {}", symbol.name))]
}

fn is_first(text: &str, at: usize) -> bool {
    text[..at].rsplit('\n').next().unwrap_or_default().trim().is_empty()
}

/// The name without the pack before it.
fn last_part(text: &str, span: Span) -> Span {
    let name = text.get(span.range()).unwrap_or_default();
    let start = name.rfind(['.', '/']).map_or(span.start, |at| span.start + at + 1);
    Span::new(start, span.end)
}

fn edit_of(session: &Session<'_>, pack: &Pack, edits: Vec<(String, Span, String)>) -> WorkspaceEdit {
    let mut places = Places::new(pack, session.client.units);
    let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for (file, span, new_text) in edits {
        if let Some(location) = places.location(&file, span) {
            changes.entry(location.uri).or_default().push(TextEdit { range: location.range, new_text });
        }
    }
    if !session.client.versions {
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let mut changes: Vec<(Uri, Vec<TextEdit>)> = changes.into_iter().collect();
    changes.sort_by(|a, b| a.0.0.cmp(&b.0.0));
    let change = |(uri, edits): (Uri, Vec<TextEdit>)| {
        let version = session.get(&uri).map(|open| open.version);
        let text_document = OptionalVersionedTextDocumentIdentifier {
            version,
            text_document_identifier: TextDocumentIdentifier { uri },
        };
        let edits = edits.into_iter().map(Edit::TextEdit).collect();
        DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits })
    };
    let document_changes = Some(changes.into_iter().map(change).collect());
    WorkspaceEdit { document_changes, ..WorkspaceEdit::default() }
}
