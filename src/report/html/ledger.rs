//! The ledger of a page: a table of all claims, which a small script can sort.

use super::entry::Entry;
use crate::report::human::demand_text;
use crate::report::labels::Labels;
use crate::report::narrated::{capital, one_line};
use crate::report::run::Checked;
use crate::report::uri::web;
use crate::report::{visible, words};
use crate::text::Language;
use maud::{Markup, html};

/// How much evidence of one claim is listed.
const EVIDENCE: usize = 6;
/// How many characters of a path are shown.
const PATH: usize = 48;
/// How many characters of a claim are shown.
const CLAIM: usize = 300;

/// The table.
pub(super) fn ledger(
    entries: &[Entry<'_>],
    drafts: &[Checked<'_>],
    labels: &Labels,
    language: Option<Language>,
) -> Markup {
    let heads = [labels.place, labels.rule, labels.verdict, labels.level, labels.claim, labels.evidence];
    html! {
        div.wide tabindex="0" role="region" aria-labelledby="ledger" {
            table.ledger data-sort=(labels.sort) {
                thead { tr {
                    th scope="col" { "№" }
                    @for head in heads { th scope="col" { (head) } }
                } }
                tbody {
                    @for entry in entries { (row(entry, drafts, labels, language)) }
                }
            }
        }
    }
}

fn row(entry: &Entry<'_>, drafts: &[Checked<'_>], labels: &Labels, language: Option<Language>) -> Markup {
    let verdict = entry.verdict.map_or(labels.fault, |verdict| labels.verdict(verdict));
    let path = drafts.get(entry.draft).map_or("", |draft| draft.path);
    let at = format!("{}:{}", entry.at.line, entry.at.column);
    let (whole, place) = match drafts.len() {
        0 | 1 => (at.clone(), at),
        _ => (format!("{path}:{at}"), format!("{}:{at}", shortened(path))),
    };
    let said = one_line(entry.words);
    let cut = said.char_indices().nth(CLAIM).map(|(at, _)| format!("{}…", &said[..at]));
    html! {
        tr id={ "l" (entry.number) } class=(entry.class()) {
            th scope="row" data-value=(entry.number) {
                a href={ "#c" (entry.number) } aria-label={ (labels.claim) " " (entry.number) } { (entry.number) }
            }
            td data-value=(entry.number) title=[(whole != place).then(|| visible(&whole))] { (visible(&place)) }
            td { (rule(entry.rule)) }
            td data-value=(entry.grade()) { span class={ "verdict " (entry.class()) } { (entry.sign()) " " (verdict) } }
            td data-value=(4 - entry.level as u8 + 10 * u8::from(entry.quiet.is_some())) {
                (labels.level(entry.level)) @if let Some(quiet) = entry.quiet { br; span.quiet { (quiet.word(labels)) } }
            }
            td lang=(entry.language.code()) { (visible(cut.as_deref().unwrap_or(&said))) }
            td { (grounds(entry, language)) }
        }
    }
}

/// The end of a path that is long: there its name stands.
fn shortened(path: &str) -> String {
    match path.char_indices().rev().nth(PATH) {
        Some((at, c)) => format!("…{}", &path[at + c.len_utf8()..]),
        None => path.to_owned(),
    }
}

/// The name of a rule, which breaks after its pack.
fn rule(id: &str) -> Markup {
    html! {
        @match id.split_once('/') {
            Some((pack, name)) => code { (visible(pack)) "/" wbr; (visible(name)) },
            None => code { (visible(id)) },
        }
    }
}

/// What supports the claim, or what was looked for.
fn grounds(entry: &Entry<'_>, language: Option<Language>) -> Markup {
    let language = language.unwrap_or(entry.language);
    let words = words(language);
    let demands = entry.finding.map_or(&[][..], |finding| &finding.demands);
    html! {
        ul lang=(language.code()) {
            @if let Some(quiet) = entry.quiet { li.quiet { (visible(&capital(&quiet.says(language)))) } }
            @for evidence in entry.evidence.iter().take(EVIDENCE) {
                li {
                    @let text = words.supports(evidence);
                    @match evidence.target.as_deref().and_then(web) {
                        Some(link) => a href=(link) rel="noopener noreferrer nofollow" { (visible(&text)) },
                        None => (visible(&text)),
                    }
                }
            }
            @if entry.evidence.len() > EVIDENCE { li { "+" (entry.evidence.len() - EVIDENCE) } }
            @for demand in demands {
                @for line in demand_text(words, demand).lines() { li { (visible(line.trim_start_matches("– "))) } }
            }
            @if demands.is_empty() && entry.evidence.is_empty() {
                @if let Some(finding) = entry.finding { li { (visible(&finding.message)) } }
            }
        }
    }
}
