//! The outline of a rule file: its pack, lexicons, cues and rules.

use super::pack;
use crate::cli::lsp::session::Session;
use crate::syntax::parse;
use crate::syntax::tree::{Body, Item};
use gen_lsp_types::{DocumentSymbol, DocumentSymbolResponse, SymbolKind, SymbolTag, Uri};

/// The items of an open rule file.
pub(in crate::cli::lsp) fn symbols(session: &mut Session<'_>, uri: &Uri) -> Option<DocumentSymbolResponse> {
    let at = pack::open(session, uri)?;
    let (tree, _) = parse(&at.whole);
    let named = tree.items.iter().filter(|item| !item.name.text.is_empty());
    let symbol = |item: &Item<'_>| {
        let (kind, detail) = kind(item);
        let span = item.span.join(item.name.span);
        #[expect(deprecated, reason = "the protocol has it still")]
        DocumentSymbol {
            name: item.name.text.to_owned(),
            detail: Some(detail),
            kind,
            tags: is_deprecated(item).then(|| vec![SymbolTag::Deprecated]),
            deprecated: None,
            range: at.text.range(span),
            selection_range: at.text.range(item.name.span),
            children: None,
        }
    };
    Some(DocumentSymbolResponse::DocumentSymbolList(named.map(symbol).collect()))
}

fn kind(item: &Item<'_>) -> (SymbolKind, String) {
    let count = |n: usize| format!("{n} {}", if n == 1 { "phrase" } else { "phrases" });
    match &item.body {
        Body::Pack(_) => (SymbolKind::Package, "pack".to_owned()),
        Body::Lexicon(entries) => {
            let phrases = entries.iter().map(|entry| entry.phrases.len()).sum();
            (SymbolKind::Array, format!("lexicon, {}", count(phrases)))
        }
        Body::Cue(entries) => {
            let phrases = entries.iter().map(|entry| entry.phrases.len()).sum();
            (SymbolKind::Event, format!("cue, {}", count(phrases)))
        }
        Body::Rule(clauses) => {
            let level = clauses.iter().find(|clause| clause.keyword.text == "severity");
            let level = level.and_then(|clause| match &clause.says {
                crate::syntax::tree::Says::Setting(values) => values.first().map(|value| value.text),
                _ => None,
            });
            (SymbolKind::Class, level.map_or_else(|| "rule".to_owned(), |level| format!("rule, {level}")))
        }
    }
}

fn is_deprecated(item: &Item<'_>) -> bool {
    matches!(&item.body, Body::Rule(clauses) if clauses.iter().any(|clause| clause.keyword.text == "deprecated"))
}
