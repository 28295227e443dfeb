//! `--output`: which format goes where, and what is left of a file that cannot be written.

use crate::cli::{settings, shown, stdout, toulmin};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

fn meals() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/meals")
}

/// A folder with one draft, in which a check runs.
fn check(args: &[&str]) -> (tempfile::TempDir, Output) {
    let folder = tempfile::tempdir().expect("there is room");
    fs::write(folder.path().join("plan.md"), "School lunches raise grades.\n").expect("a file can be written");
    let rules = meals();
    let all = [&["check", "plan.md", "--rules", rules.to_str().expect("the path is UTF-8")], args].concat();
    let output = toulmin(folder.path(), &all).output().expect("the command runs");
    (folder, output)
}

#[test]
fn one_run_writes_several_formats() {
    let args =
        ["--format", "human", "--format", "sarif", "--output", "scan.json", "-o", "junit.xml", "-o", "plan.html"];
    let (folder, output) = check(&args);
    assert_eq!(output.status.code(), Some(1), "{}", shown(&output));
    assert!(stdout(&output).contains("[plan.md:1:1]"), "{}", shown(&output));
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("it was written");
    assert!(read("scan.json").contains("\"version\": \"2.1.0\""));
    assert!(read("junit.xml").contains("<testsuites"));
    assert!(read("plan.html").starts_with("<!DOCTYPE html>"));
    assert_eq!(fs::read_dir(folder.path()).expect("it is a folder").count(), 4, "nothing else is left there");
}

#[test]
fn where_all_goes_to_files_the_last_line_is_printed() {
    let (_folder, output) = check(&["--output", "a.csv"]);
    assert_eq!(stdout(&output), "1 finding (1 warning) in 1 file; 1 claim: 0 supported, 1 not\n");
    assert_eq!(output.status.code(), Some(1));
    let (_folder, quiet) = check(&["--output", "a.csv", "--quiet"]);
    assert_eq!(stdout(&quiet), "");
}

#[test]
fn names_tell_formats() {
    let starts = [
        ("a.sarif", "{\n  \"$schema\""),
        ("a.json", "{\n  \"version\": 1"),
        ("a.jsonl", "{\"fingerprint\""),
        ("a.csv", "rule,level"),
        ("a.HTM", "<!DOCTYPE html>"),
        ("gl-code-quality-report.json", "[\n"),
        ("a.rdjson", "{\n  \"source\""),
        ("a.txt", "  ⚠ school-meals/meals-raise-grades"),
        ("my-checkstyle.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle"),
        ("junit-1.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites"),
    ];
    for (name, start) in starts {
        let (folder, output) = check(&["--color", "always", "--output", name]);
        let text = fs::read_to_string(folder.path().join(name)).unwrap_or_else(|_| panic!("{}", shown(&output)));
        assert!(text.starts_with(start), "{name}: {text}");
        assert!(!text.contains('\u{1b}'), "{name} has no colours");
    }
}

#[test]
fn what_cannot_be_meant_is_told() {
    for (name, args) in [
        ("output-untold", &["--output", "a.xml"][..]),
        ("output-two-printed", &["--format", "sarif", "--format", "json"]),
        ("output-same-file", &["--format", "sarif", "--output", "a", "--format", "json", "--output", "a"]),
        ("output-nowhere", &["--output", "none/a.csv"]),
    ] {
        let (_folder, output) = check(args);
        assert_eq!(output.status.code(), Some(2), "{}", shown(&output));
        settings(&[&["check"], args].concat()).bind(|| insta::assert_snapshot!(name, shown(&output)));
    }
}

/// A device is written to and stays one; a dash is the standard output.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_replaced() {
    let (folder, output) = check(&["--format", "csv", "--output", "-"]);
    assert!(stdout(&output).starts_with("rule,level"), "{}", shown(&output));
    assert_eq!(fs::read_dir(folder.path()).expect("it is a folder").count(), 1);
    let (_folder, output) = check(&["--format", "csv", "--output", "/dev/null"]);
    assert_eq!(output.status.code(), Some(1), "{}", shown(&output));
    assert!(!fs::metadata("/dev/null").expect("it is there").is_file());
}

#[test]
fn claims_are_written_too() {
    let folder = tempfile::tempdir().expect("there is room");
    fs::write(folder.path().join("plan.md"), "School lunches raise grades.\n").expect("a file can be written");
    let rules = meals();
    let rules = rules.to_str().expect("the path is UTF-8");
    let args = ["claims", "plan.md", "--rules", rules, "--output", "a.csv", "--output", "a.html"];
    let output = toulmin(folder.path(), &args).output().expect("the command runs");
    assert_eq!(shown(&output), "status: 0\n--- stdout\n1 claim: 0 supported, 1 not\n");
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("it was written");
    assert!(read("a.csv").starts_with("rule,level") && read("a.html").contains("School lunches"));
}
