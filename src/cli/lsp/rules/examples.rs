//! The examples of rules, run from the editor.

use super::pack::{self, At};
use crate::cli::lsp::session::Session;
use crate::cli::lsp::uri;
use crate::cli::test::example::{Judgement, Kind, judge};
use crate::program::{Diagnostic, Level, Rule, Verdict, allow::allowances};
use gen_lsp_types::{CodeLensRefreshRequest, DiagnosticRefreshRequest, LspAny, Uri};
use rayon::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;

/// What came of the examples of a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Ran {
    /// The state of the pack that they were run with.
    of: u64,
    /// By rule: how many are as they say, and how many there are.
    pub(super) rules: BTreeMap<String, (usize, usize)>,
    /// Those that are not, told at their places.
    pub(super) failures: Vec<Diagnostic>,
}

/// Runs the examples of a rule of an open file, or of all its rules.
pub(in crate::cli::lsp) fn run_examples(
    session: &mut Session<'_>,
    uri: &Uri,
    rule: Option<&str>,
) -> Result<LspAny, String> {
    let at = pack::open(session, uri).ok_or("the rule file is not open")?;
    let checker = at.pack.checker();
    let of_file = checker.program.rules.iter().filter(|one| one.file == at.name);
    let is_meant = |one: &&Rule| rule.is_none_or(|name| name_of(one) == name || one.id == name);
    let rules: Vec<&Rule> = of_file.filter(is_meant).collect();
    if rules.is_empty() {
        return Err(match rule {
            Some(name) => format!("there is no rule `{name}` in this file that compiles; mend its errors first"),
            None => "there is no rule in this file that compiles".to_owned(),
        });
    }
    let judged: Vec<Judgement<'_>> = rules
        .par_iter()
        .flat_map_iter(|rule| rule.examples.iter().map(|example| judge(checker, rule, example)))
        .collect();
    let state = at.pack.state();
    let ran = session.packs.runs.entry(uri::key(uri)).or_default();
    if ran.of != state {
        *ran = Ran { of: state, ..Ran::default() };
    }
    for rule in &rules {
        ran.rules.insert(name_of(rule).to_owned(), (0, rule.examples.len()));
        let items = at.pack.symbols().all.iter().filter(|one| one.file == at.name && one.name == name_of(rule));
        let spans: Vec<_> = items.map(|one| one.span).collect();
        ran.failures.retain(|told| !spans.iter().any(|span| span.contains(told.span)));
    }
    let meant = allowances(&at.whole);
    for one in &judged {
        if let Some((right, _)) = ran.rules.get_mut(name_of(one.rule)) {
            *right += usize::from(!fails(one.kind));
        }
        let allowed = |told: &Diagnostic| meant.iter().any(|one| one.id == told.id && one.covers.contains(told.span));
        ran.failures.extend(told(one).filter(|told| !allowed(told)));
    }
    let failing: Vec<LspAny> = judged.iter().filter(|one| fails(one.kind)).map(failure(&at)).collect();
    let answer = json!({
        "rules": rules.len(),
        "examples": judged.len(),
        "asExpected": judged.len() - failing.len(),
        "failing": failing,
    });
    tell_anew(session, uri);
    Ok(answer)
}

/// What came of the examples of an open file, where nothing has changed since.
pub(super) fn ran<'s>(session: &'s Session<'_>, at: &At, uri: &Uri) -> Option<&'s Ran> {
    session.packs.runs.get(&uri::key(uri)).filter(|ran| ran.of == at.pack.state())
}

/// The name of a rule in its pack.
fn name_of(rule: &Rule) -> &str {
    rule.id.split_once('/').map_or(rule.id.as_str(), |(_, name)| name)
}

fn fails(kind: Kind) -> bool {
    matches!(kind, Kind::Missing | Kind::Noisy)
}

fn failure<'j>(at: &'j At) -> impl Fn(&Judgement<'_>) -> LspAny + 'j {
    |one| {
        json!({
            "rule": one.rule.id,
            "line": at.text.position(one.example.span.start).line + 1,
            "text": one.example.text,
            "faults": one.faults,
        })
    }
}

/// What is said at the place of an example that is not as it says, or of a known limit that is none any more.
fn told(one: &Judgement<'_>) -> Option<Diagnostic> {
    let (id, level, message, help) = match one.kind {
        Kind::Missing | Kind::Noisy => {
            let says = one.faults.iter().map(|fault| format!("expected {}; came {}", fault.expected, fault.came));
            let why: Vec<&str> = one.faults.iter().flat_map(|fault| &fault.why).map(String::as_str).collect();
            let help = (!why.is_empty()).then(|| why.join("\n"));
            ("example-fails", Level::Error, says.collect::<Vec<_>>().join("\n"), help)
        }
        Kind::Promote => {
            let (now, verdict) = match one.example.verdict {
                Verdict::Misses => ("is found now", "flags"),
                _ => ("is no longer reported", "allows"),
            };
            ("promote", Level::Warning, format!("what is a known limit {now}"), Some(format!("write `{verdict}`")))
        }
        Kind::Reported | Kind::Validated | Kind::KnownLimit => return None,
    };
    let (file, span) = (one.rule.file.clone(), one.example.span);
    Some(Diagnostic { id, level, file, span, message, help, related: None, fix: None })
}

/// Has the diagnostics and the lenses of a file told again.
fn tell_anew(session: &mut Session<'_>, uri: &Uri) {
    let state = session.state();
    if let Some(open) = session.open.get_mut(&uri::key(uri)) {
        open.forget(state);
    }
    if session.client.refreshes {
        session.ask::<DiagnosticRefreshRequest>(());
    }
    if session.client.refreshes_lenses {
        session.ask::<CodeLensRefreshRequest>(());
    }
}
