//! Findings as a log in SARIF 2.1.0, for code scanning and for viewers of results.

mod log;
mod rule;

use super::json::Failure;
use super::run::{Anchor, Checked, Quiet, Run};
use super::uri::uri;
use super::{fingerprint, words};
use crate::engine::{Evidence, Finding};
use crate::program::{Confidence, Level};
use crate::text::Place;
use log::{
    ArtifactLocation, Driver, File, FileLocation, Invocation, Location, Log, LogicalLocation, Message, Notification,
    PhysicalLocation, Region, Result, ResultProperties, Snippet, Suppression, SuppressionProperties, Tool,
};
use std::collections::BTreeMap;

/// The log of one run.
pub(crate) fn sarif(run: &Run<'_>) -> String {
    let places: BTreeMap<&str, usize> = run.rules.keys().enumerate().map(|(place, id)| (*id, place)).collect();
    let driver = Driver {
        name: "toulmin",
        semantic_version: env!("CARGO_PKG_VERSION"),
        language: run.language.code(),
        rules: run.rules.values().map(|rule| rule::rule(rule, run.language)).collect(),
    };
    let invocation = Invocation {
        execution_successful: run.failures.is_empty(),
        tool_execution_notifications: run.failures.iter().map(notification).collect(),
    };
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [log::Run {
            tool: Tool { driver },
            invocations: [invocation],
            // As our columns count.
            column_kind: "unicodeCodePoints",
            results: run.drafts.iter().flat_map(|draft| results(run, draft, &places)).collect(),
        }],
    };
    let mut text = serde_json::to_string_pretty(&log).expect("a log has no map with keys that are no texts");
    text.push('\n');
    text
}

/// The findings of a draft, those that are not told after those that are.
fn results<'r>(run: &Run<'r>, draft: &Checked<'r>, places: &BTreeMap<&str, usize>) -> Vec<Result<'r>> {
    let state = |state| draft.report.known.is_some().then_some(state);
    let told = draft.findings().map(|found| Result { baseline_state: state("new"), ..result(found, places) });
    let path = draft.path;
    let quiet = run.quiet(draft).into_iter().map(|(finding, anchor, why)| Result {
        suppressions: vec![suppression(path, why)],
        // What a comment allows never comes into a baseline, and whether it is new cannot be told.
        baseline_state: state("unchanged").filter(|_| matches!(why, Quiet::Known)),
        ..result((path, finding, anchor), places)
    });
    told.chain(quiet).collect()
}

/// Why a finding is not told, and where that is said.
fn suppression<'r>(path: &str, why: Quiet<'r>) -> Suppression<'r> {
    let Quiet::Allowed(one) = why else {
        return Suppression {
            kind: "external",
            status: "accepted",
            justification: None,
            location: None,
            properties: None,
        };
    };
    let place =
        PhysicalLocation { artifact_location: artifact(path), region: region(one.comment, None), context_region: None };
    let (by, until) = (one.by.as_deref(), one.until);
    Suppression {
        kind: "inSource",
        status: "accepted",
        justification: Some(&one.reason),
        location: Some(Location { physical_location: place, logical_locations: Vec::new(), message: None }),
        properties: (by.is_some() || until.is_some()).then_some(SuppressionProperties { by, until }),
    }
}

fn result<'r>(
    (path, finding, anchor): (&'r str, &'r Finding, &'r Anchor),
    places: &BTreeMap<&str, usize>,
) -> Result<'r> {
    let mut text = finding.message.clone();
    if let Some(help) = &finding.help {
        text = format!("{text}; {help}");
    }
    let context = (finding.place != finding.claim).then(|| region(finding.place, Some(&finding.excerpt)));
    let place = PhysicalLocation {
        artifact_location: artifact(path),
        region: region(finding.claim, Some(finding.words())),
        context_region: context,
    };
    let heading = anchor.headings.last().map(|name| LogicalLocation {
        name,
        fully_qualified_name: anchor.headings.join(" / "),
        kind: "section",
    });
    let location =
        Location { physical_location: place, logical_locations: heading.into_iter().collect(), message: None };
    let rejected = finding.demands.iter().flat_map(|demand| &demand.wanted).flat_map(|wanted| &wanted.found);
    Result {
        rule_id: &finding.rule,
        rule_index: places.get(finding.rule.as_str()).copied(),
        level: level(finding.level),
        message: Message::plain(text),
        locations: [location],
        related_locations: rejected.map(|evidence| related(path, finding, evidence)).collect(),
        partial_fingerprints: BTreeMap::from([(
            format!("toulminClaim/v{}", fingerprint::VERSION),
            anchor.fingerprint.as_str(),
        )]),
        suppressions: Vec::new(),
        baseline_state: None,
        properties: ResultProperties { confidence: confidence(finding.confidence), language: finding.language.code() },
    }
}

/// Something that was found and did not do.
fn related<'r>(path: &str, finding: &Finding, evidence: &'r Evidence) -> Location<'r> {
    let place = PhysicalLocation {
        artifact_location: artifact(path),
        region: region(evidence.place, Some(&evidence.text)),
        context_region: None,
    };
    let message = Message::plain(words(finding.language).rejected(evidence));
    Location { physical_location: place, logical_locations: Vec::new(), message: Some(message) }
}

fn notification(failure: &Failure) -> Notification {
    let line = failure.place.map_or_else(String::new, |place| format!("line {}: ", place.start.line));
    Notification {
        level: "error",
        message: Message::plain(format!("{line}{}", failure.message)),
        locations: [FileLocation { physical_location: File { artifact_location: artifact(&failure.path) } }],
    }
}

fn artifact(path: &str) -> ArtifactLocation {
    let uri = uri(path);
    let base = (!uri.starts_with("file:")).then_some("%SRCROOT%");
    ArtifactLocation { uri, uri_base_id: base }
}

fn region(place: Place, text: Option<&str>) -> Region<'_> {
    Region {
        start_line: place.start.line,
        start_column: place.start.column,
        end_line: place.end.line,
        end_column: place.end.column,
        snippet: text.map(|text| Snippet { text }),
    }
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
        Level::Off => "none",
    }
}

const fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Low => "low",
    }
}
