//! The command as people run it: what it prints, where, and how it ends.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The command, in a folder, without the caller's environment.
pub(crate) fn toulmin(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_toulmin"));
    command.current_dir(folder).args(args).env_clear().stdin(Stdio::null());
    command
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli")
}

pub(crate) fn run(args: &[&str]) -> Output {
    toulmin(&fixtures(), args).output().expect("the command runs")
}

pub(crate) fn with_input(args: &[&str], input: &[u8]) -> Output {
    let mut child = toulmin(&fixtures(), args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    child.stdin.take().expect("it has an input").write_all(input).expect("it reads its input");
    child.wait_with_output().expect("it ends")
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("the output is UTF-8")
}

/// Both streams and the status, as one text.
pub(crate) fn shown(output: &Output) -> String {
    let mut text = format!("status: {}\n", output.status.code().expect("it ends by itself"));
    for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
        let stream = String::from_utf8(bytes.clone()).expect("the output is UTF-8");
        if !stream.is_empty() {
            let _ = write!(text, "--- {name}\n{stream}");
        }
    }
    text
}

pub(crate) fn settings(args: &[&str]) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/cli");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(format!("toulmin {}", args.join(" ")));
    settings
}

/// What a command prints, and how it ends, against its snapshot.
macro_rules! prints {
    ($name:literal, $args:expr) => {
        settings(&$args).bind(|| insta::assert_snapshot!($name, shown(&run(&$args))));
    };
}

#[test]
fn findings_of_a_folder_in_the_order_of_paths() {
    prints!("check-folder", ["check", "--rules", "meals", "drafts"]);
}

#[test]
fn findings_on_a_narrow_terminal_with_their_warrants() {
    prints!("check-narrow", ["check", "--rules", "meals", "--width", "40", "--verbose", "drafts/letter.md"]);
}

#[test]
fn findings_as_json_with_what_could_not_be_read() {
    prints!("check-json", ["check", "--rules", "meals", "--format", "json", "drafts/letter.md", "drafts/none.md"]);
}

#[test]
fn a_clean_draft_ends_well() {
    prints!("check-clean", ["check", "--rules", "meals", "drafts/more/clean.txt"]);
}

#[test]
fn messages_in_the_other_language() {
    prints!("check-language", ["check", "--rules", "meals", "--language", "fr", "drafts/letter.md"]);
}

#[test]
fn claims_as_a_table_and_as_a_spreadsheet() {
    prints!("claims-table", ["claims", "--rules", "meals", "drafts/letter.md", "drafts/lettre.md"]);
    prints!("claims-csv", ["claims", "--rules", "meals", "--format", "csv", "--verdict", "unmet", "drafts/letter.md"]);
    prints!("claims-json", ["claims", "--rules", "meals", "--format", "json", "--verdict", "met", "drafts/letter.md"]);
}

#[test]
fn examples_of_good_rules_and_of_bad_ones() {
    prints!("test-good", ["test", "meals"]);
    prints!("test-broken", ["test", "broken", "--verbose"]);
    prints!("test-json", ["test", "broken", "--format", "json"]);
}

#[test]
fn a_rule_is_explained() {
    prints!("explain-rule", ["explain", "--rules", "meals", "meals-raise-grades"]);
    prints!("explain-unknown", ["explain", "--rules", "meals", "meals-raise-grade"]);
}

#[test]
fn a_message_of_the_compiler_is_explained() {
    prints!("explain-message", ["explain", "unknown-name"]);
    prints!("explain-message-unknown", ["explain", "--rules", "meals", "unknown-nam"]);
}

#[test]
fn a_line_is_explained() {
    prints!("explain-line", ["explain", "--rules", "meals", "drafts/letter.md:3"]);
    prints!("explain-line-without-file", ["explain", "--rules", "meals", "drafts/none.md:3"]);
}

#[test]
fn rules_are_listed() {
    prints!("rules-table", ["rules", "--rules", "meals"]);
    prints!("rules-json", ["rules", "--rules", "meals", "--format", "json"]);
}

#[test]
fn a_configuration_holds_for_its_folder() {
    prints!("config", ["check", "configured"]);
    prints!("config-wrong", ["check", "misconfigured"]);
    prints!("config-missing", ["check", "--config", "none.toml", "--rules", "meals", "configured/plan.md"]);
    let without = run(&["check", "--no-config", "--rules", "meals", "--format", "json", "configured"]);
    assert_eq!(stdout(&without).matches("\"rule\": \"school-meals/").count(), 3, "{}", shown(&without));
}

#[test]
fn comments_in_drafts_allow_findings() {
    prints!("allowed", ["check", "--rules", "meals", "allowed"]);
    prints!(
        "allowed-json",
        ["check", "--rules", "meals", "--format", "json", "--except", "toulmin", "allowed/plan.md"]
    );
    prints!("explain-unused-allow", ["explain", "toulmin/unused-allow"]);
    prints!("allowed-explain", ["explain", "--rules", "meals", "allowed/plan.md:7"]);
}

/// Two rules to check drafts with.
pub(crate) const MEALS: &str = include_str!("school-meals.toulmin");

/// A folder of its own with these files, in which commands are run one after the other.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("there is room"));
        files.iter().for_each(|(name, text)| folder.write(name, text));
        folder
    }

    /// The same, with a configuration that names the rules in [`MEALS`].
    pub(crate) fn with_meals(files: &[(&str, &str)]) -> Self {
        let folder = Self::with(&[("toulmin.toml", "packs = [\"rules\"]\n"), ("rules/pack.toulmin", MEALS)]);
        files.iter().for_each(|(name, text)| folder.write(name, text));
        folder
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).expect("the file is there")
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        toulmin(self.path(), args).output().expect("the command runs")
    }

    /// What a command prints, under what was asked.
    pub(crate) fn shows(&self, args: &[&str]) -> String {
        format!("$ toulmin {}\n{}\n", args.join(" "), shown(&self.run(args)))
    }
}

#[test]
fn keys_are_looked_up_in_the_bibliography_that_a_draft_names() {
    prints!("cited", ["check", "--rules", "meals", "cited/plan.md"]);
    prints!("cited-claims", ["claims", "--rules", "meals", "cited/plan.md"]);
    prints!("cited-explain", ["explain", "--rules", "meals", "cited/plan.md:7"]);
    // The age of a source is that of its entry.
    prints!("cited-age", ["check", "--pack", "evidence", "--level", "stale-source=warning", "cited/aged.md"]);
}

#[test]
fn bibliographies_are_named_in_a_configuration_and_by_the_command() {
    prints!("cited-configured", ["check", "cited/ruled/plan.md"]);
    let with = ["check", "--rules", "meals", "--bibliography", "cited/sources/refs.bib", "--format", "json"];
    let named = run(&[&with[..], &["cited/refused.md"]].concat());
    assert!(stdout(&named).contains("\"findings\": []"), "{}", shown(&named));
    prints!("cited-none", ["check", "--rules", "meals", "--bibliography", "cited/none.bib", "cited/plan.md"]);
}

#[test]
fn a_draft_names_no_file_outside_of_its_folders() {
    prints!("cited-refused", ["check", "--rules", "meals", "cited/refused.md"]);
}

/// A link out of the folder is followed before the place is judged, and what is no file is not opened.
#[cfg(unix)]
#[test]
fn a_draft_reaches_no_file_through_a_link() {
    let (inside, outside) = (tempfile::tempdir().expect("there is room"), tempfile::tempdir().expect("there is room"));
    let write = |path: PathBuf, text: &str| fs::write(path, text).expect("a file can be written");
    write(outside.path().join("refs.bib"), "@misc{moss, title = {Rain}}");
    write(inside.path().join("plan.md"), "---\nbibliography: [link.bib, zero.bib]\n---\nMeals [@moss].\n");
    std::os::unix::fs::symlink(outside.path().join("refs.bib"), inside.path().join("link.bib")).expect("a link");
    std::os::unix::fs::symlink("/dev/zero", inside.path().join("zero.bib")).expect("a link");
    let output = toulmin(inside.path(), &["check", "plan.md"]).output().expect("the command runs");
    assert_eq!(shown(&output).matches("it is outside of").count(), 2, "{}", shown(&output));
}

#[test]
fn names_that_there_are_not_are_told_with_the_nearest() {
    prints!("unknown-only", ["check", "--rules", "meals", "--only", "meals-cots", "--pack", "school-meal", "drafts"]);
    prints!("unknown-command", ["chek"]);
    prints!("unknown-level", ["check", "--level", "meals-cost=hot", "drafts"]);
}

#[test]
fn help_is_worth_reading() {
    prints!("help", [""; 0]);
    prints!("help-check", ["check", "--help"]);
}

#[test]
fn levels_choose_what_fails() {
    let status = |args: &[&str]| {
        let all = [&["check", "drafts/letter.md", "--rules", "meals"], args].concat();
        run(&all).status.code()
    };
    assert_eq!(status(&[]), Some(1));
    assert_eq!(status(&["--fail-on", "error"]), Some(0));
    assert_eq!(status(&["--fail-on", "never"]), Some(0));
    assert_eq!(status(&["--only", "meals-cost"]), Some(0));
    assert_eq!(status(&["--only", "meals-cost", "--fail-on", "note"]), Some(1));
    assert_eq!(status(&["--only", "meals-cost", "--level", "school-meals=error"]), Some(1));
    assert_eq!(status(&["--except", "school-meals"]), Some(0));
    assert_eq!(status(&["--level", "meals-raise-grades=off"]), Some(0));
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let with =
        |threads| run(&["check", "drafts", "configured", "--rules", "meals", "--no-config", "--threads", threads]);
    let one = with("1");
    assert_eq!(shown(&one), shown(&with("4")));
    assert!(stdout(&one).contains("school-meals/meals-raise-grades"));
}

#[test]
fn the_standard_input_is_a_draft() {
    let letter = fs::read(fixtures().join("drafts/letter.md")).expect("the letter is there");
    let piped = with_input(&["check", "-", "--stdin-name", "drafts/letter.md", "--rules", "meals"], &letter);
    assert_eq!(shown(&piped), shown(&run(&["check", "drafts/letter.md", "--rules", "meals"])));
    let unnamed = with_input(&["check", "-", "--rules", "meals"], "School lunches raise grades.".as_bytes());
    assert!(stdout(&unnamed).contains("[<stdin>:1:1]"), "{}", shown(&unnamed));
}

#[test]
fn a_file_is_checked_once_however_often_it_is_named() {
    let once = run(&["check", "--rules", "meals", "drafts/letter.md"]);
    let often = ["check", "--rules", "meals", "drafts/letter.md", "./drafts/letter.md", "drafts/../drafts/letter.md"];
    assert_eq!(stdout(&once).matches("findings").count(), 1);
    assert_eq!(stdout(&run(&often)).lines().last(), stdout(&once).lines().last());
}

#[test]
fn folders_are_walked_with_care() {
    let folder = tempfile::tempdir().expect("there is room");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    };
    let claim = "School lunches raise grades.\n";
    for name in ["a.md", "ignored.md", ".hidden.md", "deep/b.txt", "deep/c.rs", "notes"] {
        write(name, claim);
    }
    write(".gitignore", "ignored.md\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path(), folder.path().join("deep/loop")).expect("a link can be made");
    let meals = fixtures().join("meals");
    let rules = meals.to_str().expect("the path is UTF-8");
    let paths = |args: &[&str]| -> Vec<String> {
        let all = [&["check", "--format", "json", "--rules", rules], args].concat();
        let output = toulmin(folder.path(), &all).output().expect("the command runs");
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
        let findings = report["findings"].as_array().expect("it has findings").iter();
        findings.map(|finding| finding["path"].as_str().expect("a path").replace('\\', "/")).collect()
    };
    assert_eq!(paths(&[]), ["a.md", "deep/b.txt"]);
    assert_eq!(paths(&["deep", "."]), ["a.md", "deep/b.txt"]);
    assert_eq!(paths(&["notes", "ignored.md", "deep/c.rs"]), ["deep/c.rs", "ignored.md", "notes"]);
}

#[test]
fn a_closed_pipe_is_quiet() {
    let mut child = toulmin(&fixtures(), &["check", "--rules", "meals", "drafts/letter.md"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let coloured = |args: &[&str], variables: &[(&str, &str)]| {
        let all = [&["check", "drafts/letter.md", "--rules", "meals"], args].concat();
        let output = toulmin(&fixtures(), &all).envs(variables.iter().copied()).output().expect("the command runs");
        stdout(&output).contains('\u{1b}')
    };
    assert!(!coloured(&[], &[]));
    assert!(coloured(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn completions_are_written() {
    for shell in ["bash", "fish", "zsh", "powershell", "elvish"] {
        assert!(stdout(&run(&["completions", shell])).contains("toulmin"), "{shell}");
    }
}

/// A rule author runs the rule at hand: its pack's lexicons are found beside it, and no other rule's examples run.
#[test]
fn one_rule_file_is_tested_with_its_pack() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = toulmin(root, &["test", "rules/evidence/weasel-attribution.toulmin"]).output().expect("it runs");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}{err}");
    assert!(out.contains("examples of 1 rule"), "{out}{err}");
    let output = toulmin(root, &["test", "rules/ai-narratives/solutionism.toulmin"]).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// An old id keeps working, with a note; so does a rule whose backing is past its day.
#[test]
fn old_names_and_old_backing_are_told() {
    prints!("aged-check", ["check", "--rules", "aged", "--level", "meals-and-grades=error", "aged-drafts"]);
    prints!("aged-json", ["check", "--rules", "aged", "--only", "meals-at-all", "--format", "json", "aged-drafts"]);
    prints!("aged-explain", ["explain", "--rules", "aged", "meals-and-grades"]);
    let before = run(&["check", "--rules", "aged", "--as-of", "2021-06-01", "drafts/letter.md"]);
    assert_eq!(stdout(&before).matches("was to be reviewed").count(), 0, "{}", shown(&before));
    assert_eq!(stdout(&before).matches("held until 2020-12-31").count(), 1, "{}", shown(&before));
}

/// A project sets options and adds words without copying the pack.
#[test]
fn a_configuration_adjusts_a_pack() {
    prints!("adjusted", ["check", "adjusted"]);
    prints!("adjusted-wrong", ["check", "misadjusted"]);
    prints!("adjusted-explain", ["explain", "--config", "adjusted/toulmin.toml", "meals-raise-grades"]);
}

/// What `new` writes compiles without a warning, passes its own tests, and is never written over.
#[test]
fn new_packs_and_rules_are_sound() {
    let folder = tempfile::tempdir().expect("there is room");
    let run = |args: &[&str]| toulmin(folder.path(), args).output().expect("the command runs");
    for (pack, languages) in [("english", "en"), ("rules/french", "fr"), ("both", "en,fr")] {
        let made = run(&["new", "pack", pack, "--languages", languages]);
        assert_eq!(made.status.code(), Some(0), "{}", shown(&made));
        let added = run(&["new", "rule", &format!("{pack}/meals-cost")]);
        assert_eq!(added.status.code(), Some(0), "{}", shown(&added));
        let tested = run(&["test", pack, "--accept"]);
        assert_eq!(tested.status.code(), Some(0), "{}", shown(&tested));
        assert_eq!(String::from_utf8_lossy(&tested.stderr), "", "no warning");
        let checked = run(&["check", "--rules", pack, &format!("{pack}/tests")]);
        assert_eq!(stdout(&checked).matches("meals-cost").count(), languages.split(',').count(), "{}", shown(&checked));
        let before = fs::read(folder.path().join(pack).join("pack.toulmin")).expect("it is there");
        assert_eq!(run(&["new", "pack", pack]).status.code(), Some(2));
        assert_eq!(run(&["new", "rule", &format!("{pack}/meals-cost")]).status.code(), Some(2));
        assert_eq!(fs::read(folder.path().join(pack).join("pack.toulmin")).expect("it is there"), before);
    }
    for bad in ["Meals", "claim", "-x", "..", "é"] {
        assert_eq!(run(&["new", "pack", "--", bad]).status.code(), Some(2), "{bad}");
    }
}

/// A bundle finds what its pack finds, and needs no other file.
#[test]
fn a_bundle_stands_for_its_pack() {
    let folder = tempfile::tempdir().expect("there is room");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let drafts = [root.join("tests/packs/drafts"), root.join("examples")];
    for pack in ["evidence", "ai-narratives"] {
        let file = folder.path().join(format!("{pack}.toulmin"));
        let file = file.to_str().expect("the path is UTF-8");
        let bundled = run(&["bundle", pack, "--output", file]);
        assert_eq!(bundled.status.code(), Some(0), "{}", shown(&bundled));
        let found = |args: &[&str]| {
            let mut all = vec!["check", "--format", "json", "--no-config"];
            all.extend(drafts.iter().map(|path| path.to_str().expect("the path is UTF-8")));
            all.extend(args);
            let output = run(&all);
            assert_eq!(String::from_utf8_lossy(&output.stderr), "");
            stdout(&output)
        };
        let own = found(&["--pack", pack]);
        assert!(own.matches("\"rule\"").count() > 10, "the drafts have findings");
        assert!(own == found(&["--rules", file]), "{pack} and its bundle differ");
    }
}

#[test]
fn a_bundle_keeps_names_apart() {
    let bundled = stdout(&run(&["bundle", "borrowing"]));
    let heads = ["pack", "rule", "lexicon", "cue", "# ", "  rebuttal", "  grounds", "  fr"];
    let skeleton: Vec<&str> = bundled.lines().filter(|line| heads.iter().any(|head| line.starts_with(head))).collect();
    settings(&["bundle", "borrowing"]).bind(|| insta::assert_snapshot!("bundle", skeleton.join("\n")));
    prints!("bundle-unknown", ["bundle", "borrowed"]);
    prints!("bundle-broken", ["bundle", "broken"]);
    let folder = tempfile::tempdir().expect("there is room");
    let file = folder.path().join("one.toulmin");
    fs::write(&file, &bundled).expect("a file can be written");
    let tested = run(&["test", file.to_str().expect("the path is UTF-8")]);
    assert_eq!(tested.status.code(), Some(0), "{}", shown(&tested));
}

#[test]
fn rule_files_are_linted_and_mended() {
    prints!("lint", ["lint-rules", "sloppy"]);
    prints!("lint-diff", ["lint-rules", "sloppy", "--diff"]);
    prints!("lint-json", ["lint-rules", "broken", "--format", "json"]);
    prints!("lint-corpus", ["lint-rules", "meals", "--corpus", "drafts/more/clean.txt"]);
    prints!("lint-nowhere", ["lint-rules", "nowhere"]);
    let folder = tempfile::tempdir().expect("there is room");
    let file = folder.path().join("pack.toulmin");
    fs::copy(fixtures().join("sloppy/pack.toulmin"), &file).expect("a file can be copied");
    let mend = || toulmin(folder.path(), &["lint-rules", ".", "--fix"]).output().expect("the command runs");
    assert_eq!(mend().status.code(), Some(1));
    let mended = fs::read_to_string(&file).expect("the file is there");
    settings(&["lint-rules", ".", "--fix"]).bind(|| insta::assert_snapshot!("lint-mended", mended));
    mend();
    assert_eq!(fs::read_to_string(&file).expect("the file is there"), mended, "mended once, it stays so");
}

/// Times differ from run to run; what was tried and found does not.
#[test]
fn a_check_tells_what_it_costs() {
    let output = run(&["check", "--rules", "meals", "--profile", "drafts/letter.md", "drafts/lettre.md"]);
    assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
    let page = stdout(&output);
    assert!(page.contains("hits: how often the phrase stands in the drafts"), "{page}");
    let timeless: String = page
        .lines()
        .take_while(|line| !line.starts_with("tried:"))
        .map(|line| {
            let words = line.split_whitespace();
            let is_time = |word: &&str| word.parse::<f64>().is_ok() && word.contains('.');
            words.filter(|word| !is_time(word)).collect::<Vec<_>>().join(" ") + "\n"
        })
        .collect();
    let mut rows: Vec<&str> = timeless.lines().collect();
    // Rules stand in the order of their cost.
    rows.sort_by_key(|row| row.starts_with("school-meals/").then_some(*row));
    settings(&["check", "--rules", "meals", "--profile"]).bind(|| insta::assert_snapshot!("profile", rows.join("\n")));
}

/// What a configuration says of packs that `--rules` leaves out is about nothing here.
#[test]
fn a_pack_is_tried_alone_beside_a_configuration() {
    let alone = run(&["check", "--config", "adjusted/toulmin.toml", "--rules", "aged", "drafts/letter.md"]);
    assert_eq!(String::from_utf8_lossy(&alone.stderr), "", "{}", shown(&alone));
    assert!(stdout(&alone).contains("aged/meals-raise-grades"), "{}", shown(&alone));
}

/// `fmt`, `lint-rules` and `test` begin with the packs of the configuration.
#[test]
fn the_packs_of_the_configuration_are_meant_where_no_path_is_given() {
    let folder = tempfile::tempdir().expect("there is room");
    let run = |args: &[&str]| toulmin(folder.path(), args).output().expect("the command runs");
    run(&["new", "pack", "mine"]);
    fs::write(folder.path().join("toulmin.toml"), "packs = [\"mine\"]\n").expect("a file can be written");
    assert_eq!(stdout(&run(&["lint-rules"])), "nothing to mend in 2 files\n");
    assert!(stdout(&run(&["test", "--accept"])).contains("3 examples of 1 rule"), "{}", shown(&run(&["test"])));
    let refused = run(&["new", "pack", "rules/evidence"]);
    assert_eq!(refused.status.code(), Some(2), "{}", shown(&refused));
    let empty = tempfile::tempdir().expect("there is room");
    let lint = toulmin(empty.path(), &["lint-rules"]).output().expect("the command runs");
    assert_eq!(lint.status.code(), Some(2), "{}", shown(&lint));
}

/// A slip of one letter is mended; a name that is only like another is left to its author.
#[test]
fn only_slips_are_mended_unasked() {
    let folder = tempfile::tempdir().expect("there is room");
    let file = folder.path().join("pack.toulmin");
    let text = fs::read_to_string(fixtures().join("borrowing/pack.toulmin")).expect("it is there");
    let rule = fs::read_to_string(fixtures().join("borrowing/meals.toulmin")).expect("it is there");
    let rule = rule.replace("toulmin 1\n", "").replace("claim    school-meal and", "claim    school-mel and");
    let rule = rule.replace("better-results", "bitter-result");
    fs::write(&file, text + &rule).expect("a file can be written");
    toulmin(folder.path(), &["lint-rules", ".", "--fix"]).output().expect("the command runs");
    let mended = fs::read_to_string(&file).expect("it is there");
    assert!(mended.contains("claim    school-meal and bitter-result"), "{mended}");
}

/// Silence in a language that a pack does not have is told.
#[test]
fn what_was_not_looked_at_is_told() {
    let output = run(&["check", "--rules", "aged", "drafts/lettre.md"]);
    assert!(stdout(&output).contains("in `fr` not looked at by 2 rules"), "{}", shown(&output));
}
