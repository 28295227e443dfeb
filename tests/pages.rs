//! `toulmin pages`: what is written, what is left alone, and what is said.

use crate::cli::{shown, stdout, toulmin};
use std::fs;
use std::path::Path;
use std::process::Output;

fn pages(folder: &Path, args: &[&str]) -> Output {
    let meals = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/meals");
    let meals = meals.to_str().expect("the path is UTF-8");
    let args: Vec<&str> = ["pages", meals, "--output", "out"].into_iter().chain(args.iter().copied()).collect();
    toulmin(folder, &args).output().expect("the command runs")
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/pages");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn each_rule_has_a_page_and_the_list_leads_to_it() {
    let folder = tempfile::tempdir().expect("there is room");
    snapshot("written", &shown(&pages(folder.path(), &[])));
    let read = |path: &str| fs::read_to_string(folder.path().join("out").join(path)).expect("it was written");
    snapshot("list", &read("README.md"));
    snapshot("rule", &read("school-meals/meals-raise-grades.md"));
    snapshot("again", &shown(&pages(folder.path(), &["--check"])));
}

#[test]
fn one_language_alone() {
    let folder = tempfile::tempdir().expect("there is room");
    pages(folder.path(), &["--language", "fr"]);
    let page = fs::read_to_string(folder.path().join("out/school-meals/meals-raise-grades.md"));
    let page = page.expect("it was written");
    assert!(page.contains("- fr: ") && !page.contains("- en: "), "{page}");
}

#[test]
fn pages_that_are_changed_or_left_over_are_told_and_mended() {
    let folder = tempfile::tempdir().expect("there is room");
    pages(folder.path(), &[]);
    let within = folder.path().join("out/school-meals");
    let page = within.join("meals-raise-grades.md");
    let text = fs::read_to_string(&page).expect("it was written");
    fs::write(&page, text.replace("warning", "error")).expect("there is room");
    fs::write(within.join("gone.md"), &text).expect("there is room");
    fs::write(within.join("notes.md"), "# Ours\n").expect("there is room");
    snapshot("differs", &shown(&pages(folder.path(), &["--check"])));
    snapshot("mended", &shown(&pages(folder.path(), &[])));
    assert_eq!(fs::read_to_string(&page).expect("it is there"), text);
    assert!(!within.join("gone.md").exists() && within.join("notes.md").exists());
}

#[test]
fn a_page_that_somebody_wrote_is_left_alone() {
    let folder = tempfile::tempdir().expect("there is room");
    fs::create_dir_all(folder.path().join("out")).expect("there is room");
    fs::write(folder.path().join("out/README.md"), "# Our rules\n").expect("there is room");
    snapshot("refused", &shown(&pages(folder.path(), &[])));
    assert_eq!(fs::read_dir(folder.path().join("out")).expect("it is there").count(), 1);
}

#[test]
fn rules_that_do_not_compile_have_no_page() {
    let folder = tempfile::tempdir().expect("there is room");
    fs::write(folder.path().join("bad.toulmin"), "rule bad {\n  severity loud\n}\n").expect("there is room");
    let output = toulmin(folder.path(), &["pages", "bad.toulmin", "--output", "out"]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2), "{}", shown(&output));
    assert!(!folder.path().join("out").exists() && stdout(&output).is_empty());
    let unknown = toulmin(folder.path(), &["pages", "none", "--output", "out"]).output().expect("it runs");
    snapshot("unknown", &shown(&unknown));
}

/// A pack of somebody else, whose texts would be Markdown and HTML.
const ODD: &str = r#"pack odd {
  version "0.1.0"
  languages en
}

## <script>alert(1)</script> [here](javascript:alert(1)) `open
lexicon a {
  en: "b`c" "d&e"
}

## <img src=x onerror=alert(1)>
##
## # No heading
rule r {
  severity note
  claim a
  grounds none
  message { en: "<b>bold</b> | `code` \n # no heading" }
  backing "A work | of <script>" <https://example.org/a|b>
  flags en "[[b`c]] ```` x\n<script>\n```\n"
  flags en "[[d&e]] is **bold** <i>and so on</i>"
}
"#;

#[test]
fn what_a_pack_says_stays_text() {
    let folder = tempfile::tempdir().expect("there is room");
    fs::write(folder.path().join("odd.toulmin"), ODD).expect("there is room");
    let output = toulmin(folder.path(), &["pages", "odd.toulmin", "--output", "out"]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
    snapshot("odd", &fs::read_to_string(folder.path().join("out/odd/r.md")).expect("it was written"));
}
