//! The lines above rules: run their examples, and how they went.

use super::examples::{self, Ran};
use super::pack::{self, At};
use crate::cli::lsp::command::RUN_EXAMPLES;
use crate::cli::lsp::session::Session;
use crate::syntax::parse;
use crate::syntax::tree::{Body, Item, Says};
use crate::text::Span;
use gen_lsp_types::{CodeLens, Command, Uri};

/// The lines of an open rule file.
pub(in crate::cli::lsp) fn lenses(session: &mut Session<'_>, uri: &Uri) -> Option<Vec<CodeLens>> {
    let at = pack::open(session, uri)?;
    let ran = examples::ran(session, &at, uri);
    let (tree, _) = parse(&at.whole);
    let rules: Vec<(&Item<'_>, usize)> =
        tree.items.iter().map(|item| (item, examples(item))).filter(|(_, count)| *count > 0).collect();
    let mut lenses = Vec::new();
    if let (true, Some(first)) = (rules.len() > 1, tree.items.first()) {
        let count = rules.iter().map(|(_, count)| count).sum();
        let went = ran.filter(|ran| rules.iter().all(|(item, _)| ran.rules.contains_key(item.name.text)));
        let went = went.map(sum);
        lenses.push(lens(&at, first.span, title("Run all", count, went), vec![uri.0.clone().into()]));
    }
    for (item, count) in rules {
        let went = ran.and_then(|ran| ran.rules.get(item.name.text)).copied();
        let arguments = vec![uri.0.clone().into(), item.name.text.into()];
        lenses.push(lens(&at, item.name.span, title("Run", count, went), arguments));
    }
    Some(lenses)
}

fn sum(ran: &Ran) -> (usize, usize) {
    ran.rules.values().fold((0, 0), |(right, all), (r, a)| (right + r, all + a))
}

fn examples(item: &Item<'_>) -> usize {
    let Body::Rule(clauses) = &item.body else { return 0 };
    clauses.iter().filter(|clause| matches!(clause.says, Says::Example { .. })).count()
}

fn title(run: &str, count: usize, went: Option<(usize, usize)>) -> String {
    let noun = |count: usize| if count == 1 { "example" } else { "examples" };
    match went {
        Some((right, all)) if right == all => format!("✓ {right} of {all} {} as expected", noun(all)),
        Some((right, all)) => format!("✗ {right} of {all} {} as expected", noun(all)),
        None => format!("{run} {count} {}", noun(count)),
    }
}

fn lens(at: &At, span: Span, title: String, arguments: Vec<serde_json::Value>) -> CodeLens {
    let start = Span::new(span.start, span.start);
    let command = Command { title, tooltip: None, command: RUN_EXAMPLES.to_owned(), arguments: Some(arguments) };
    CodeLens { range: at.text.range(start), command: Some(command), data: None }
}
