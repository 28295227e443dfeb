//! Nothing can ever be found.
//!
//! A pattern asks for something and for its absence, or for a wide scope inside a narrow one; a rule has no language in
//! which all that it needs has phrases; a phrase stands under `except` of its own lexicon.
//!
//! Avoid: `claim a and not a`, `claim (a and b within section) and c within sentence`
//! Prefer: the pattern that was meant.

use super::{Checked, craft, rules, walk};
use crate::program::{Distance, Pattern, Subject, Unit};
use rustc_hash::FxHashMap;

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    let work = checked.work;
    for (rule, item) in rules(work) {
        let keyword = if matches!(rule.subject, Subject::Topic(_)) { "topic" } else { "claim" };
        let span = craft::clause_span(item, keyword);
        if rule.languages.is_empty() && !work.packs[rule.pack].languages.is_empty() {
            let message = "in no language has all that this rule needs any phrases";
            checked.warn(item.file, span, message);
        }
        for pattern in walk::patterns(&rule.subject) {
            let mut flaw = None;
            walk::each(pattern, &mut |pattern| flaw = flaw.or(contradiction(pattern)).or(inverted(pattern)));
            if let Some(flaw) = flaw {
                checked.warn(item.file, span, flaw);
            }
        }
    }
    for (_, declared, phrases) in walk::own_phrases(checked) {
        let mut excepted = FxHashMap::default();
        for (phrase, text) in phrases.iter().filter(|(p, _)| p.except) {
            for form in phrase.forms.iter() {
                excepted.entry(form).or_insert((phrase.language, text.span));
            }
        }
        for (phrase, text) in phrases.iter().filter(|(p, _)| !p.except && !p.forms.is_empty()) {
            let mut by = None;
            let never = phrase.forms.iter().all(|form| {
                let found = excepted.get(form).filter(|(language, _)| walk::meet(*language, phrase.language));
                by = by.or(found.map(|f| f.1));
                found.is_some()
            });
            if let (true, Some(by)) = (never, by) {
                let message = format!("\"{}\" is excepted, and never counts", text.raw);
                checked.warn(declared.file, text.span, message).related = Some((by, "excepted here".into()));
            }
        }
    }
}

fn contradiction(pattern: &Pattern) -> Option<&'static str> {
    let Pattern::All { operands, .. } = pattern else { return None };
    let not = |o: &&Pattern| matches!(o, Pattern::Not(_));
    let denied: Vec<&Pattern> =
        operands.iter().filter_map(|o| if let Pattern::Not(inner) = o { Some(&**inner) } else { None }).take(64).collect();
    let both = operands.iter().filter(|o| !not(o)).any(|o| denied.contains(&o));
    both.then_some("the same is asked to be there and not to be there")
}

fn inverted(pattern: &Pattern) -> Option<&'static str> {
    let Pattern::Within(inner, distance) = pattern else { return None };
    let width = |distance: &Distance| match distance {
        Distance::Unit(unit) => *unit,
        Distance::Words(_) | Distance::NextSentence => Unit::Sentence,
    };
    let outer = width(distance);
    let operands = match &**inner {
        Pattern::All { operands, .. } | Pattern::Any(operands) => operands.as_slice(),
        other => std::slice::from_ref(other),
    };
    let wider = operands.iter().any(|o| matches!(o, Pattern::Within(_, d) if width(d) > outer));
    wider.then_some("a wide scope stands inside a narrow one")
}
