//! Ways through patterns and lexicons that several checks take.

use super::Checked;
use crate::program::compile::Declared;
use crate::program::{Distance, Pattern, Phrase, Subject, Unit};
use crate::syntax::tree::{Body, Text};
use crate::text::Language;

/// The patterns of a subject.
pub(super) fn patterns(subject: &Subject) -> &[Pattern] {
    match subject {
        Subject::Claims(patterns) => patterns,
        Subject::Topic(pattern) => std::slice::from_ref(pattern),
        Subject::EveryClaim => &[],
    }
}

/// Calls `visit` with a pattern and each pattern inside it.
pub(super) fn each<'p>(pattern: &'p Pattern, visit: &mut impl FnMut(&'p Pattern)) {
    visit(pattern);
    match pattern {
        Pattern::All { operands, .. } | Pattern::Any(operands) => operands.iter().for_each(|o| each(o, visit)),
        Pattern::Not(inner) | Pattern::Within(inner, _) => each(inner, visit),
        Pattern::AtLeast { pattern, .. } => each(pattern, visit),
        Pattern::Lexicon(_) | Pattern::Recogniser(_) => {}
    }
}

/// The unit in which the claim of a pattern stands: its narrowest.
pub(super) fn claim_unit(pattern: &Pattern) -> Unit {
    let Pattern::Within(inner, distance) = pattern else { return Unit::Sentence };
    let own = match distance {
        Distance::Unit(unit) => *unit,
        Distance::Words(_) | Distance::NextSentence => Unit::Sentence,
    };
    let Pattern::All { operands, .. } = &**inner else { return own };
    let scoped = operands.iter().filter(|o| matches!(o, Pattern::All { .. } | Pattern::Within(..)));
    scoped.map(claim_unit).chain([own]).min().unwrap_or(own)
}

/// A lexicon's place, its item, and its own phrases with their texts.
pub(super) type Own<'w, 'a> = (usize, Declared<'a>, Vec<(&'w Phrase, Text<'a>)>);

/// Every lexicon that could be read, with its own phrases and their places; those that it uses are left out.
pub(super) fn own_phrases<'w, 'a>(checked: &Checked<'w, 'a>) -> Vec<Own<'w, 'a>> {
    let work = checked.work;
    let mut lexicons = Vec::new();
    for (at, declared) in work.lexicon_items.iter().enumerate() {
        let Body::Lexicon(entries) = &declared.item.body else { continue };
        if !super::is_sound(work, declared) {
            continue;
        }
        let texts = entries.iter().flat_map(|e| e.phrases.iter().copied());
        lexicons.push((at, *declared, work.lexicons[at].phrases.iter().zip(texts).collect()));
    }
    lexicons
}

/// Whether phrases of two languages may meet in one text.
pub(super) fn meet(a: Option<Language>, b: Option<Language>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// Every text of a file in quotation marks that is read, with whether it is a phrase.
pub(super) fn texts<'a>(checked: &Checked<'_, 'a>) -> Vec<(usize, Text<'a>, bool)> {
    use crate::syntax::tree::Says;
    let mut all = Vec::new();
    for (file, source) in checked.work.files.iter().enumerate() {
        for item in &source.tree.items {
            match &item.body {
                Body::Lexicon(entries) => {
                    all.extend(entries.iter().flat_map(|e| &e.phrases).map(|text| (file, *text, true)));
                }
                Body::Cue(entries) => {
                    all.extend(entries.iter().flat_map(|e| &e.phrases).map(|text| (file, *text, true)));
                }
                Body::Pack(clauses) | Body::Rule(clauses) => {
                    for clause in clauses {
                        match &clause.says {
                            Says::Prose(texts) => all.extend(texts.iter().map(|(_, text)| (file, *text, false))),
                            Says::Example { text, .. } => all.push((file, *text, false)),
                            Says::Backing { title, .. } => all.push((file, *title, false)),
                            _ => {}
                        }
                    }
                }
            }
        }
    }
    all
}
