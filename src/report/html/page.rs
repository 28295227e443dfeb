//! The page as a whole: head, key, charts, ledger, drafts.

use super::entry::{Entry, entries};
use super::{charts, ledger, text};
use crate::engine::Claim;
use crate::report::labels::Labels;
use crate::report::run::{Checked, Run};
use crate::report::{Tally, visible, words};
use crate::text::Language;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// What a browser may do for the page: apply this style and run this script, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'sha256-fCRGd7d94VI7XB6CMBuT4n6Xc0Bz0pnFGuwQaDinLpA='; script-src 'sha256-eycCdZyzNaKToDTL3V5Fm/2b/ZZAeJrBxzPVjjLz2Qc='; base-uri 'none'; form-action 'none'";

/// One page of all drafts of a run, with the claims that are `wanted`; `language` is that of all messages, where one
/// was asked for.
pub(crate) fn html(run: &Run<'_>, language: Option<Language>, wanted: &dyn Fn(&Claim) -> bool) -> String {
    let labels = Labels::of(run.language);
    let entries = entries(&run.drafts, wanted);
    let title = match run.drafts.as_slice() {
        [one] => format!("{}{}{}", labels.title, labels.colon, name(one)),
        drafts => format!("{}{}{} {}", labels.title, labels.colon, drafts.len(), labels.drafts.to_lowercase()),
    };
    let page = html! {
        (DOCTYPE)
        html lang=(run.language.code()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content={ "toulmin " (env!("CARGO_PKG_VERSION")) };
                title { (visible(&title)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#draft1" { (labels.skip) }
                header {
                    h1 { (visible(&title)) }
                    (overview(run, labels))
                }
                main {
                    @if entries.is_empty() { p { (labels.nothing) } } @else {
                        section aria-labelledby="glance" {
                            h2 #glance { (labels.summary) }
                            (charts::charts(&entries, run, labels))
                        }
                        section aria-labelledby="ledger" {
                            h2 #ledger { (labels.ledger) }
                            (ledger::ledger(&entries, &run.drafts, labels, language))
                        }
                    }
                    @for (place, draft) in run.drafts.iter().enumerate() {
                        (article(place, draft, &entries, labels, language))
                    }
                }
                footer { p { (labels.made) " " (env!("CARGO_PKG_VERSION")) "." } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string()
}

/// The numbers, the key, the table of contents, and what could not be read.
fn overview(run: &Run<'_>, labels: &Labels) -> Markup {
    let mut tally = Tally::default();
    run.drafts.iter().for_each(|draft| tally.add(draft.report));
    tally.unreadable = run.failures.len();
    let key = [
        ("met", "✓", labels.supported),
        ("undetermined", "?", labels.undetermined),
        ("unmet", "✗", labels.unsupported),
    ];
    html! {
        p.sum { (words(run.language).summary(&tally)) "." }
        p.key {
            (labels.key) (labels.colon)
            @for (class, sign, name) in key { mark class=(class) { (name) } span.call { (sign) } " " }
        }
        @if run.drafts.len() > 1 {
            nav aria-label=(labels.contents) {
                ol {
                    @for (place, draft) in run.drafts.iter().enumerate() {
                        li {
                            a href={ "#draft" (place + 1) } { (visible(draft.path)) }
                            " (" (words(run.language).ledger(&tally_of(draft))) ")"
                        }
                    }
                }
            }
        }
        @if !run.failures.is_empty() {
            h2 { (labels.failures) }
            ul { @for failure in &run.failures {
                li { code { (visible(&failure.path)) } (labels.colon) (visible(&failure.message)) }
            } }
        }
    }
}

fn tally_of(draft: &Checked<'_>) -> Tally {
    let mut tally = Tally::default();
    tally.add(draft.report);
    tally
}

fn article(
    place: usize,
    draft: &Checked<'_>,
    entries: &[Entry<'_>],
    labels: &Labels,
    language: Option<Language>,
) -> Markup {
    let from = entries.partition_point(|entry| entry.draft < place);
    let to = entries.partition_point(|entry| entry.draft <= place);
    let id = format!("draft{}", place + 1);
    html! {
        article aria-labelledby=(id) {
            h2 id=(id) { (labels.draft) (labels.colon) (visible(draft.path)) }
            @if let Some(document) = draft.document {
                (text::text(document, &entries[from..to], labels, language))
            }
        }
    }
}

/// What a draft calls itself, or its path.
fn name<'r>(draft: &Checked<'r>) -> &'r str {
    draft.document.and_then(|document| document.metadata().title.as_deref()).unwrap_or(draft.path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_policy_names_the_style_and_the_script() {
        for (kind, text) in [("style", STYLE), ("script", SCRIPT)] {
            let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text));
            let source = format!("{kind}-src 'sha256-{hash}'");
            assert!(POLICY.contains(&source), "the policy says otherwise than `{source}`");
        }
    }
}
