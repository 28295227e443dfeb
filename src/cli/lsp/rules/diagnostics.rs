//! What the rule compiler says of a file, and which of its examples fail, as the diagnostics of an editor.

use super::examples;
use super::pack::{self, At};
use crate::cli::lsp::draft::severity;
use crate::cli::lsp::session::Session;
use crate::cli::lsp::text::Text;
use crate::cli::lsp::uri;
use crate::program::Diagnostic as Told;
use crate::text::Span;
use gen_lsp_types::*;
use std::rc::Rc;

/// The diagnostics of an open rule file. Of a large pack the errors come first, with the warnings that were known before; the others
/// are looked for when nobody types.
pub(in crate::cli::lsp) fn diagnostics(session: &mut Session<'_>, uri: &Uri) -> Vec<Diagnostic> {
    let Some(at) = pack::open(session, uri) else { return Vec::new() };
    let mut told = told(session, &at, uri);
    told.extend(examples::ran(session, &at, uri).into_iter().flat_map(|ran| ran.failures.clone()));
    told.iter().map(|one| diagnostic(one, uri, &at.text, session)).collect()
}

/// What the compiler says of an open file, as far as it is known or soon found.
pub(super) fn told(session: &mut Session<'_>, at: &At, uri: &Uri) -> Vec<Told> {
    let known = session.packs.warned.get(&uri::key(uri)).filter(|_| !at.pack.is_soon_checked());
    // An editor that cannot be told to ask again is told all at once.
    let later = !session.client.pulls || session.client.refreshes;
    if let Some((old, warnings)) = known.filter(|_| later) {
        let errors = at.pack.symbols().errors.iter().filter(|one| one.file == at.name).cloned();
        let told = errors.chain(moved(warnings, old, &at.whole)).collect();
        session.packs.put_off(uri);
        return told;
    }
    let told = at.pack.checker().diagnostics().iter().filter(|one| one.file == at.name);
    let told: Vec<Told> = told.cloned().collect();
    let warnings = told.iter().filter(|one| !one.is_error()).cloned().collect();
    session.packs.warned.insert(uri::key(uri), (Rc::clone(&at.whole), warnings));
    told
}

/// Looks for warnings that were put off.
pub(in crate::cli::lsp) fn look_later(session: &mut Session<'_>) {
    let Some(uri) = session.packs.next_late() else { return };
    let Some(at) = pack::open(session, &uri) else { return };
    at.pack.checker();
    examples::tell_anew(session, &uri);
}

/// Warnings of a text where they stand in another; those are left out that the change touches.
fn moved(warnings: &[Told], old: &str, new: &str) -> Vec<Told> {
    let before = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let room = old.len().min(new.len()) - before;
    let after = old.bytes().rev().zip(new.bytes().rev()).take(room).take_while(|(a, b)| a == b).count();
    let (end, grown) = (old.len() - after, new.len());
    let shift = |span: Span| match span {
        _ if span.end < before || old == new => Some(span),
        _ if span.start > end => Some(Span::new(span.start + grown - old.len(), span.end + grown - old.len())),
        _ => None,
    };
    let one = |told: &Told| {
        let related = told.related.clone().and_then(|(span, what)| Some((shift(span)?, what)));
        // What it would mend is not known of the new text.
        shift(told.span).map(|span| Told { span, related, fix: None, ..told.clone() })
    };
    warnings.iter().filter_map(one).collect()
}

/// What the compiler has to say, for the editor.
pub(in crate::cli::lsp) fn diagnostic(told: &Told, uri: &Uri, text: &Text, session: &Session<'_>) -> Diagnostic {
    let help = told.help.as_ref().map_or_else(String::new, |help| format!("\nhelp: {help}"));
    let related = told.related.as_ref().filter(|_| session.client.related).map(|(span, label)| {
        let location = Location { uri: uri.clone(), range: text.range(*span) };
        vec![DiagnosticRelatedInformation { location, message: (*label).to_owned() }]
    });
    // What nothing refers to is drawn as what may go.
    let is_idle = told.id.starts_with("unused-");
    Diagnostic {
        range: text.range(told.span),
        severity: Some(severity(told.level)),
        code: Some(Code::String(told.id.to_owned())),
        source: Some("toulmin".to_owned()),
        message: Message::String(format!("{}{help}", told.message)),
        related_information: related,
        tags: is_idle.then(|| vec![DiagnosticTag::Unnecessary]),
        code_description: None,
        data: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::Level;

    #[test]
    fn a_warning_moves_with_the_text_and_goes_with_its_words() {
        let warning = |start, end| Told {
            id: "short-phrase",
            level: Level::Warning,
            file: String::new(),
            span: Span::new(start, end),
            message: String::new(),
            help: None,
            related: None,
            fix: None,
        };
        let (old, warnings) = ("one two three", [warning(0, 2), warning(4, 7), warning(8, 13)]);
        let at = |new: &str| {
            moved(&warnings, old, new).iter().map(|one| new[one.span.range()].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(at("one two three"), ["on", "two", "three"]);
        assert_eq!(at("one 2 three"), ["on", "three"]);
        assert_eq!(at("one two, and three"), ["on", "three"]);
        assert_eq!(at("\u{e9}"), [""; 0]);
    }
}
