//! Findings that are not told, since a comment allows them or a baseline knows them: what each format says of them.

use crate::cli::{Folder, settings, stdout};
use serde_json::Value;

const PLAN: &str = "\
# Lunch

School meals help the poor.

School meals help the rich. <!-- toulmin: allow meals-help until 2030-06-30 by A. Moss: a speech, \"in full\" -->

Canteens cost 3 % more.

# Money

School meals help the poor.
";

/// A draft with one finding that is allowed, one that is known, and two that are told.
fn folder() -> Folder {
    let folder = Folder::with_meals(&[("plan.md", PLAN)]);
    folder.run(&["baseline", "--only", "meals-cost"]);
    folder.write("lettre.md", "# Repas\n\n<!-- toulmin: allow meals-help: cité -->\nLa cantine help, à l'école.\n");
    folder
}

fn in_format(folder: &Folder, format: &str, more: &[&str]) -> String {
    let text = stdout(&folder.run(&[&["check", "--format", format], more].concat()));
    text.replace(env!("CARGO_PKG_VERSION"), "VERSION")
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("it is JSON")
}

fn list<'v>(value: &'v Value, name: &str) -> &'v Vec<Value> {
    value[name].as_array().expect("it is a list")
}

#[test]
fn sarif_says_why_each_is_quiet() {
    let folder = folder();
    let text = in_format(&folder, "sarif", &[]);
    let log = json(&text);
    crate::outputs::is_sarif(&log);
    let results = list(&log["runs"][0], "results");
    let short: Vec<String> = results
        .iter()
        .map(|result| {
            let state = result["baselineState"].as_str().unwrap_or("-");
            let line = &result["locations"][0]["physicalLocation"]["region"]["startLine"];
            let why: Vec<String> = list(result, "suppressions").iter().map(Value::to_string).collect();
            assert!(result["partialFingerprints"]["toulminClaim/v1"].is_string());
            format!("{}:{line} {state} {}", result["ruleId"].as_str().expect("it has a rule"), why.join(", "))
        })
        .collect();
    insta::with_settings!({ snapshot_path => "../snapshots/cli", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("quiet-sarif", short.join("\n"));
    });
    // Without a baseline nothing is said of one, and where only what is told is wanted, nothing is quiet.
    assert!(!in_format(&folder, "sarif", &["--no-baseline"]).contains("baselineState"));
    let told = json(&in_format(&folder, "sarif", &["--told-only"]));
    crate::outputs::is_sarif(&told);
    let results = list(&told["runs"][0], "results");
    assert!(results.iter().all(|result| result["suppressions"] == json("[]")), "{results:?}");
    assert_eq!(results.len(), 2);
}

#[test]
fn json_counts_what_is_known_and_lists_what_is_allowed() {
    let folder = folder();
    let whole = json(&in_format(&folder, "json", &[]));
    assert_eq!(whole["hidden"], json(r#"{ "baseline": 1, "unchanged": 0 }"#));
    let (findings, suppressed) = (list(&whole, "findings"), list(&whole, "suppressed"));
    assert_eq!((findings.len(), suppressed.len()), (2, 2));
    assert_eq!(suppressed[1]["allowed"]["by"], "A. Moss");
    let lines = in_format(&folder, "jsonl", &[]);
    let lines: Vec<Value> = lines.lines().map(json).collect();
    assert_eq!(&lines, findings, "a line of `jsonl` is a finding of `json`");
    for one in findings.iter().chain(suppressed) {
        assert_eq!(one["fingerprint"].as_str().map(str::len), Some(32), "{one}");
    }
}

/// Of two sentences that are alike one may be allowed; the other keeps its number.
#[test]
fn what_is_quiet_keeps_the_numbers_of_what_is_told() {
    let comment = "<!-- toulmin: allow meals-help: said -->";
    let folder = Folder::with_meals(&[("plan.md", "School meals help.\n\nSchool meals help.\n")]);
    let print = |whole: &Value, list: &str, at: usize| whole[list][at]["fingerprint"].as_str().map(str::to_owned);
    let both = json(&in_format(&folder, "json", &[]));
    folder.write("plan.md", &format!("School meals help. {comment}\n\nSchool meals help.\n"));
    let one = json(&in_format(&folder, "json", &[]));
    assert!(print(&both, "findings", 1).is_some_and(|print| print.ends_with(":2")));
    assert_eq!(print(&one, "findings", 0), print(&both, "findings", 1));
    assert_eq!(print(&one, "suppressed", 0), print(&both, "findings", 0));
}

#[test]
fn junit_skips_them() {
    let folder = folder();
    settings(&["check", "--format", "junit"])
        .bind(|| insta::assert_snapshot!("quiet-junit", in_format(&folder, "junit", &[])));
    assert!(!in_format(&folder, "junit", &["--told-only"]).contains("<skipped"));
}

#[test]
fn the_page_shows_them_with_the_reason() {
    let folder = folder();
    let page = in_format(&folder, "html", &["plan.md"]);
    assert!(page.contains("Allowed by A. Moss until 2030-06-30: a speech, "), "{page}");
    assert!(page.contains("Known in the baseline"), "{page}");
    assert!(page.contains("<span class=\"quiet\">allowed<") && page.contains("<span class=\"quiet\">known<"));
    let french = in_format(&folder, "html", &["lettre.md"]);
    assert!(french.contains("Admis\u{a0}: cité"), "{french}");
}

/// What these formats say is to be mended, and no more.
#[test]
fn others_tell_what_is_to_be_mended() {
    let folder = folder();
    for (format, mark) in [
        ("csv", "\nschool-meals/"),
        ("github", "title=school-meals/"),
        ("gitlab", "\"check_name\""),
        ("checkstyle", "<error "),
        ("rdjson", "\"severity\""),
        ("narrated", "Rule: school-meals/"),
        ("human", "  ⚠ school-meals/"),
    ] {
        let text = in_format(&folder, format, &[]);
        assert_eq!(text.matches(mark).count(), 2, "{format}: {text}");
    }
}
