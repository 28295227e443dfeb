//! The formats of `toulmin check` and `toulmin claims`: what they look like, and that their readers can read them.

use crate::cli::{run, settings, shown, stdout, toulmin};
use quick_xml::events::Event;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

const DRAFTS: [&str; 3] = ["drafts/letter.md", "drafts/lettre.md", "drafts/none.md"];
const HOSTILE: &str = "hostile/page.md";

fn in_format(format: &str, drafts: &[&str]) -> String {
    stdout(&run(&[&["check", "--rules", "meals", "--format", format], drafts].concat()))
}

/// What a format prints, against its snapshot.
fn prints(name: &str, format: &str) {
    let args = [&["check", "--rules", "meals", "--format", format], &DRAFTS[..]].concat();
    let mut text = shown(&run(&args)).replace(env!("CARGO_PKG_VERSION"), "VERSION");
    // The style and the script have a place of their own.
    for element in ["style", "script"] {
        let (open, close) = (format!("<{element}>"), format!("</{element}>"));
        if let (Some(from), Some(to)) = (text.find(&open), text.find(&close)) {
            text.replace_range(from + open.len()..to, "…");
        }
    }
    if format == "html" {
        text = text.replace("><", ">\n<");
        // So do the sums of them that the policy names.
        while let Some(from) = text.find("'sha256-") {
            let to = text[from + 1..].find('\'').map_or(text.len(), |to| from + 1 + to + 1);
            text.replace_range(from..to, "(sum)");
        }
    }
    settings(&args).bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn each_format_as_it_looks() {
    prints("check-narrated", "narrated");
    prints("check-jsonl", "jsonl");
    prints("check-sarif", "sarif");
    prints("check-github", "github");
    prints("check-gitlab", "gitlab");
    prints("check-junit", "junit");
    prints("check-checkstyle", "checkstyle");
    prints("check-rdjson", "rdjson");
    prints("check-csv", "csv");
}

#[test]
fn the_page_as_it_looks() {
    prints("check-html", "html");
}

/// Whether a log is as the schema of SARIF 2.1.0 says.
pub(crate) fn is_sarif(log: &serde_json::Value) {
    static VALIDATOR: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
        // One pattern of it closes a bracket that it did not open.
        let schema = include_str!("schemas/sarif-2.1.0.json").replace("{2}]?$", "{2}?$");
        let schema = serde_json::from_str(&schema).expect("the schema is JSON");
        jsonschema::validator_for(&schema).expect("it is a schema")
    });
    let wrong: Vec<String> = VALIDATOR.iter_errors(log).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn sarif_is_what_the_standard_says() {
    for drafts in [&DRAFTS[..], &[HOSTILE], &["drafts/more/clean.txt"]] {
        is_sarif(&serde_json::from_str(&in_format("sarif", drafts)).expect("it is JSON"));
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shipped = toulmin(root, &["check", "--format", "sarif", "examples"]).output().expect("the command runs");
    is_sarif(&serde_json::from_slice(&shipped.stdout).expect("it is JSON"));
}

/// Columns of SARIF count characters, those of reviewdog bytes; both find the words.
#[test]
fn columns_count_what_each_format_counts() {
    let log: serde_json::Value = serde_json::from_str(&in_format("sarif", &DRAFTS)).expect("it is JSON");
    let read = |path: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli").join(path));
    for result in log["runs"][0]["results"].as_array().expect("there are results") {
        let place = &result["locations"][0]["physicalLocation"];
        let text = read(place["artifactLocation"]["uri"].as_str().expect("it has a file")).expect("it can be read");
        let region = &place["region"];
        let number = |name: &str| usize::try_from(region[name].as_u64().expect("a number")).expect("a small one");
        let snippet = region["snippet"]["text"].as_str().expect("it has a snippet");
        let line = text.lines().nth(number("startLine") - 1).expect("the line is there");
        let rest: String = line.chars().skip(number("startColumn") - 1).collect();
        assert!(rest.starts_with(snippet.lines().next().unwrap_or_default()), "{rest} / {snippet}");
        let last = text.lines().nth(number("endLine") - 1).expect("the line is there");
        let up_to: String = last.chars().take(number("endColumn") - 1).collect();
        assert!(up_to.ends_with(snippet.lines().last().unwrap_or_default()), "{up_to} / {snippet}");
    }
    let result: Rdjson =
        serde_json::from_str(&in_format("rdjson", &["drafts/lettre.md"])).expect("it is as documented");
    let text = read("drafts/lettre.md").expect("it can be read");
    let range = &result.diagnostics[0].location.range;
    assert_eq!(&text.lines().nth(range.start.line - 1).expect("the line")[range.start.column - 1..], "cantine");
    assert_eq!(&text.lines().nth(range.end.line - 1).expect("the line")[..range.end.column - 1], "résultats");
}

/// The fields of reviewdog's `DiagnosticResult` that are written; others are unknown to it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rdjson {
    source: RdSource,
    diagnostics: Vec<RdDiagnostic>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RdSource {
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RdDiagnostic {
    message: String,
    location: RdLocation,
    severity: RdSeverity,
    code: RdCode,
}

#[derive(Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum RdSeverity {
    Error,
    Warning,
    Info,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RdLocation {
    path: String,
    range: RdRange,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RdRange {
    start: RdPosition,
    end: RdPosition,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RdPosition {
    line: usize,
    column: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RdCode {
    value: String,
    url: Option<String>,
}

#[test]
fn reviewdog_knows_every_field() {
    let result: Rdjson = serde_json::from_str(&in_format("rdjson", &DRAFTS)).expect("it is as documented");
    assert_eq!(result.source.name, "toulmin");
    assert_eq!(result.diagnostics.len(), 4);
    let first = &result.diagnostics[0];
    assert!(first.message.starts_with("this sentence says") && matches!(first.severity, RdSeverity::Warning));
    assert_eq!((first.location.path.as_str(), first.code.value.as_str()), DRAFT_AND_RULE);
    assert_eq!(first.code.url.as_deref(), Some("https://example.org/handbook"));
    assert!(!result.diagnostics.iter().any(|d| matches!(d.severity, RdSeverity::Error)));
    assert!(result.diagnostics.iter().any(|d| matches!(d.severity, RdSeverity::Info)));
}

const DRAFT_AND_RULE: (&str, &str) = ("drafts/letter.md", "school-meals/meals-raise-grades");

/// The names of the elements of a document in XML, each read to its end.
fn elements(xml: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut names = Vec::new();
    loop {
        match reader.read_event().expect("it is well-formed") {
            Event::Start(start) | Event::Empty(start) => {
                let bad = start.attributes().find_map(Result::err);
                assert!(bad.is_none(), "{bad:?}");
                names.push(String::from_utf8_lossy(start.name().as_ref().as_ref()).into_owned());
            }
            Event::Eof => return names,
            _ => {}
        }
    }
}

#[test]
fn xml_is_well_formed_whatever_a_draft_says() {
    let count = |xml: &str, name: &str| elements(xml).iter().filter(|element| *element == name).count();
    for (drafts, findings, files) in [(&DRAFTS[..], 4, 2), (&[HOSTILE], 5, 1)] {
        let junit = in_format("junit", drafts);
        let errors = count(&junit, "error");
        assert_eq!(count(&junit, "testcase"), findings + errors, "{junit}");
        assert!(junit.contains(&format!("<testsuites name=\"toulmin\" tests=\"{}\"", findings + errors)), "{junit}");
        assert_eq!(count(&junit, "testsuite"), files + errors);
        let checkstyle = in_format("checkstyle", drafts);
        assert_eq!(count(&checkstyle, "error"), findings + errors, "{checkstyle}");
    }
    assert_eq!(count(&in_format("junit", &["drafts/more/clean.txt"]), "testcase"), 1);
}

#[test]
fn a_spreadsheet_has_one_row_for_each_finding_and_runs_nothing() {
    let csv = in_format("csv", &[HOSTILE]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("rows have one length")).collect();
    assert_eq!(rows.len(), 5);
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{csv}");
}

/// GitHub shows ten notes of a level; the rest is counted, and stands in the log.
#[test]
fn github_is_told_no_more_than_it_shows() {
    let folder = tempfile::tempdir().expect("there is room");
    let claims = "School lunches raise grades.\n\nCanteens cost 3 %.\n\n".repeat(25);
    fs::write(folder.path().join("a,b.md"), claims).expect("a file can be written");
    let meals = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/meals");
    let args = ["check", "--format", "github", "--rules", meals.to_str().expect("the path is UTF-8")];
    let output = toulmin(folder.path(), &args).output().expect("the command runs");
    let text = stdout(&output);
    let lines = |start: &str| text.lines().filter(|line| line.starts_with(start)).count();
    assert_eq!((lines("::warning "), lines("::notice "), lines("- file=")), (10, 10, 32), "{text}");
    assert!(text.contains("::warning title=toulmin::16 more warnings are in the log of this step"), "{text}");
    assert!(text.contains("file=a%2Cb.md,line=1"), "{text}");
    let hostile = in_format("github", &[HOSTILE]);
    assert!(hostile.lines().all(|line| line.starts_with("::warning file=") || line.starts_with("::notice file=")));
}

/// GitLab keeps one issue for each fingerprint.
#[test]
fn gitlab_tells_all_issues_apart() {
    let folder = tempfile::tempdir().expect("there is room");
    for name in ["a.md", "b.md"] {
        fs::write(folder.path().join(name), "School lunches raise grades.\n\nSchool lunches raise grades.\n")
            .expect("a file can be written");
    }
    let meals = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/meals");
    let args = ["check", "--format", "gitlab", "--rules", meals.to_str().expect("the path is UTF-8")];
    let output = toulmin(folder.path(), &args).output().expect("the command runs");
    let issues: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).expect("it is a list");
    let prints: BTreeSet<_> = issues.iter().map(|i| i["fingerprint"].as_str().expect("it has one")).collect();
    assert_eq!((issues.len(), prints.len()), (4, 4));
    for issue in &issues {
        assert!(
            ["info", "minor", "major", "critical", "blocker"].contains(&issue["severity"].as_str().expect("a word"))
        );
        assert!(issue["location"]["path"].is_string() && issue["location"]["lines"]["begin"].is_number());
        assert!(issue["description"].is_string() && issue["check_name"].is_string());
    }
}

#[test]
fn lines_of_json_are_one_finding_each() {
    let lines = in_format("jsonl", &DRAFTS);
    let findings: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect();
    let whole: serde_json::Value = serde_json::from_str(&in_format("json", &DRAFTS)).expect("it is JSON");
    assert_eq!(findings.len(), whole["findings"].as_array().expect("there are findings").len());
    assert_eq!(findings[0]["claim"], whole["findings"][0]["claim"]);
}
