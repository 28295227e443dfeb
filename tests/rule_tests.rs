//! `toulmin test` as a rule author runs it: examples with their reasons, documents with their snapshots, coverage.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const CLAIM: &str = "School lunches raise grades.\n";
const CLEAN: &str = "The canteen opens at noon.\n";

/// A copy of the pack `meals` in a folder of its own, to which documents are added.
struct Pack(tempfile::TempDir);

impl Pack {
    fn new(documents: &[(&str, &str)]) -> Self {
        let pack = Self(tempfile::tempdir().expect("there is room"));
        for name in ["pack.toulmin", "meals-cost.toulmin", "meals-raise-grades.toulmin"] {
            let text = fs::read(root().join("tests/cli/meals").join(name)).expect("the pack is there");
            pack.write(name, text);
        }
        documents.iter().for_each(|(name, text)| pack.write(name, text));
        pack
    }

    /// The same, every report accepted.
    fn accepted(documents: &[(&str, &str)]) -> Self {
        let pack = Self::new(documents);
        assert_eq!(pack.run(&["--accept"]).status.code(), Some(0));
        pack
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join("meals").join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("the file is there")
    }

    fn has(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_toulmin"));
        command.current_dir(self.0.path()).args(["test", "meals"]).args(args).env_clear().stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the command runs")
    }

    fn status(&self, args: &[&str]) -> Option<i32> {
        self.run(args).status.code()
    }

    fn answering(&self, args: &[&str], answers: &str) -> Output {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command runs");
        // A command that asks less than was answered is not at fault.
        let _ = child.stdin.take().expect("it has an input").write_all(answers.as_bytes());
        child.wait_with_output().expect("it ends")
    }

    /// All files of the folder of snapshots, in order.
    fn snapshots(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut folders = vec![self.path("snapshots")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                if entry.path().is_dir() {
                    folders.push(entry.path());
                } else {
                    let inner = entry.path().strip_prefix(self.path("snapshots")).map(Path::to_owned);
                    names.push(inner.expect("it is inside").to_string_lossy().replace('\\', "/"));
                }
            }
        }
        names.sort();
        names
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn shown(output: &Output) -> String {
    let mut text = format!("status: {}\n", output.status.code().expect("it ends by itself"));
    for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
        let stream = String::from_utf8(bytes.clone()).expect("the output is UTF-8");
        if !stream.is_empty() {
            let _ = write!(text, "--- {name}\n{stream}");
        }
    }
    text
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/rule_tests");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

macro_rules! shows {
    ($name:literal, $text:expr) => {
        settings().bind(|| insta::assert_snapshot!($name, $text));
    };
}

#[test]
fn help_tells_the_way() {
    shows!("help-test", shown(&Pack::new(&[]).run(&["--help"])));
}

/// What was expected, what came, and why: an operand that is not there, a rebuttal, grounds, a mark too narrow, a
/// language read otherwise.
#[test]
fn an_example_that_fails_says_why() {
    let pack = Pack::new(&[]);
    let rule = pack.read("meals-raise-grades.toulmin");
    let more = r#"
  flags  en "[[School lunches are warm]]."
  flags  en "There is no evidence that [[school meals raise grades]]."
  flags  en "[[School lunches raise grades]] ([Smith, 2020](https://example.org/smith))."
  flags  en "[[School lunches]] raise grades."
  flags  en "[[La cantine de la commune reste ouverte aux enfants]]."
  flags  en "[[The bus is late]]."
  allows en "School meals raise grades ([Acme](https://acme.example/study))."
  misses en "School lunches raise grades."
  overflags en "Canteens raise nothing."
}"#;
    pack.write("meals-raise-grades.toulmin", rule.trim_end().trim_end_matches('}').to_owned() + more);
    shows!("reasons", shown(&pack.run(&["--verbose"])));
    shows!("reasons-json", shown(&pack.run(&["--format", "json", "--only", "meals-raise-grades"])));
}

#[test]
fn a_topic_says_why_it_is_not_found() {
    let topic = "## Canteens need a word on cost.\nrule topical {\n  severity warning\n  confidence low\n  \
        topic at least 3 school-meal\n  grounds mention of @money\n  message { en: \"cost is missing\" fr: \"le coût manque\" }\n  \
        backing \"Handbook\"\n  flags en \"Canteens, canteens.\"\n  \
        flags en \"Canteens, canteens, canteens.\\n\\nThey cost $3 million.\"\n  allows en \"Canteens, canteens and canteens.\"\n  \
        flags fr \"La cantine, la cantine, la cantine.\"\n  allows fr \"La cantine.\"\n}\n";
    let pack = Pack::new(&[("topical.toulmin", topic)]);
    shows!("reasons-topic", shown(&pack.run(&["--only", "topical"])));
}

#[test]
fn a_rule_about_the_claims_of_others_says_which_there_are() {
    let others = "## Not the caterer alone.\nrule others {\n  severity warning\n  confidence low\n  claim every claim\n  \
        grounds source within paragraph { independent of caterer }\n  message { en: \"x\" fr: \"x\" }\n  backing \"Handbook\" dated 2021-09-01\n  \
        flags en \"[[School meals raise grades]], says [Smith, 2020](https://example.org/smith).\"\n  \
        flags en \"[[The bus is late]].\"\n  allows en \"x\"\n  allows fr \"x\"\n  flags fr \"[[x]]\"\n}\n";
    let pack = Pack::new(&[("others.toulmin", others)]);
    shows!("reasons-others", shown(&pack.run(&["--only", "others"])));
}

#[test]
fn a_new_document_waits_to_be_accepted() {
    let pack = Pack::new(&[("tests/letter.md", CLAIM), ("tests/deep/clean.txt", CLEAN), ("tests/notes.csv", "a,b\n")]);
    shows!("document-new", shown(&pack.run(&[])));
    assert_eq!(pack.snapshots(), ["deep/clean.txt.snap.new", "letter.md.snap.new"]);
    shows!("document-accept", shown(&pack.run(&["--accept"])));
    assert_eq!(pack.snapshots(), ["deep/clean.txt.snap", "letter.md.snap"]);
    shows!("snapshot-file", pack.read("snapshots/letter.md.snap"));
    // As insta itself reads it.
    let read = insta::Snapshot::from_file(&pack.path("snapshots/letter.md.snap")).expect("it is one of insta's");
    assert_eq!(read.metadata().source(), Some("tests/letter.md"));
    assert_eq!(read.metadata().expression(), Some("toulmin test school-meals"));
    shows!("document-same", shown(&pack.run(&[])));
}

#[test]
fn a_changed_report_is_shown_as_a_difference() {
    let pack = Pack::accepted(&[("tests/letter.md", CLAIM), ("tests/clean.md", CLEAN)]);
    let before = pack.read("snapshots/letter.md.snap");
    pack.write("tests/letter.md", "School lunches raise grades.\n\nCanteens cost 3 % more.\n");
    shows!("document-changed", shown(&pack.run(&[])));
    assert_eq!(pack.read("snapshots/letter.md.snap"), before);
    assert_eq!(pack.snapshots(), ["clean.md.snap", "letter.md.snap", "letter.md.snap.new"]);
    shows!("document-changed-json", shown(&pack.run(&["--format", "json", "--only", "school-meals"])));
    // As it was before, nothing waits any more.
    pack.write("tests/letter.md", CLAIM);
    assert_eq!(pack.status(&[]), Some(0));
    assert_eq!(pack.snapshots(), ["clean.md.snap", "letter.md.snap"]);
}

#[test]
fn colours_are_for_those_who_ask() {
    let pack = Pack::accepted(&[("tests/letter.md", CLAIM)]);
    pack.write("tests/letter.md", CLEAN);
    let plain = pack.command(&[]).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").output().expect("it runs");
    assert!(!shown(&plain).contains('\u{1b}'), "{}", shown(&plain));
    let coloured = shown(&pack.run(&["--color", "always"]));
    assert!(coloured.contains("\u{1b}[31m-") && coloured.contains("\u{1b}[32m+"), "{coloured}");
}

#[test]
fn nothing_is_written_in_ci() {
    let pack = Pack::new(&[("tests/letter.md", CLAIM)]);
    shows!("ci", shown(&pack.run(&["--ci"])));
    let with = |value: &str, args: &[&str]| pack.command(args).env("CI", value).output().expect("it runs");
    for value in ["true", "1", "yes"] {
        assert_eq!(with(value, &[]).status.code(), Some(1), "{value}");
        assert_eq!(pack.snapshots(), [""; 0], "{value}");
    }
    shows!("ci-accept", shown(&with("true", &["--accept"])));
    shows!("ci-review", shown(&with("true", &["--review"])));
    assert_eq!(pack.snapshots(), [""; 0]);
    for value in ["", "false", "0"] {
        assert_eq!(with(value, &["--accept"]).status.code(), Some(0), "{value:?}");
    }
    assert_eq!(with("true", &[]).status.code(), Some(0));
    // What waits is left as it is, too.
    pack.write("snapshots/letter.md.snap.new", "---\nexpression: toulmin test x\n---\nold\n");
    assert_eq!(with("true", &[]).status.code(), Some(0));
    assert_eq!(pack.snapshots(), ["letter.md.snap", "letter.md.snap.new"]);
}

#[test]
fn a_review_asks_about_each() {
    let names = ["tests/a.md", "tests/b.md", "tests/c.md", "tests/d.md"];
    let pack = Pack::new(&names.map(|name| (name, CLAIM)));
    let output = pack.answering(&["--review"], "a\nwhat\nr\n\n");
    shows!("review", shown(&output));
    assert_eq!(pack.snapshots(), ["a.md.snap", "c.md.snap.new", "d.md.snap.new"]);
    // What is gone is asked about as well; when all is settled, all is well.
    fs::remove_file(pack.path("tests/a.md")).expect("a file can be removed");
    let output = pack.answering(&["--review"], "a\naccept\nYES\na\n");
    shows!("review-all", shown(&output));
    assert_eq!(pack.snapshots(), ["b.md.snap", "c.md.snap", "d.md.snap"]);
    assert_eq!(pack.status(&["--ci"]), Some(0));
}

#[test]
fn a_review_may_be_left() {
    let pack = Pack::new(&[("tests/a.md", CLAIM), ("tests/b.md", CLAIM)]);
    assert_eq!(pack.answering(&["--review"], "q\n").status.code(), Some(1));
    assert_eq!(pack.status(&["--review"]), Some(1), "at the end of the input");
    assert_eq!(pack.snapshots(), ["a.md.snap.new", "b.md.snap.new"]);
    shows!("review-json", shown(&pack.run(&["--review", "--format", "json"])));
    assert_eq!(pack.answering(&["--review", "--accept"], "").status.code(), Some(2));
}

#[test]
fn snapshots_that_were_spoiled_are_told_and_mended() {
    let names = ["changed", "empty", "headless", "latin", "truncated"];
    let documents = names.map(|name| (format!("tests/{name}.md"), CLEAN));
    let documents: Vec<(&str, &str)> = documents.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let pack = Pack::accepted(&documents);
    let sound = pack.read("snapshots/changed.md.snap");
    pack.write("snapshots/changed.md.snap", sound.replace("no findings", "by hand \u{1b}[31m"));
    pack.write("snapshots/empty.md.snap", "");
    pack.write("snapshots/headless.md.snap", "no findings\n");
    pack.write("snapshots/latin.md.snap", b"---\n---\n\xe9t\xe9\n");
    pack.write("snapshots/truncated.md.snap", "---\nsource: tests/trunc");
    shows!("snapshots-spoiled", shown(&pack.run(&["--ci"])));
    assert_eq!(pack.status(&["--accept"]), Some(0));
    assert_eq!(pack.read("snapshots/truncated.md.snap"), sound.replace("changed.md", "truncated.md"));
    assert_eq!(pack.status(&["--ci"]), Some(0));
}

/// Ends of lines, a byte order mark and blanks at the end are the checkout's and the editor's, not the report's.
#[test]
fn ends_of_lines_change_nothing() {
    let pack = Pack::accepted(&[("tests/letter.md", "School lunches\nraise grades.\n\nCanteens cost 3 % more.\n")]);
    let (draft, snapshot) = (pack.read("tests/letter.md"), pack.read("snapshots/letter.md.snap"));
    pack.write("tests/letter.md", draft.replace('\n', "\r\n"));
    pack.write("snapshots/letter.md.snap", format!("\u{feff}{}\r\n\r\n", snapshot.replace('\n', " \r\n")));
    let output = pack.run(&["--ci"]);
    assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
}

#[test]
fn the_folder_of_the_command_changes_nothing() {
    let pack = Pack::accepted(&[("tests/letter.md", CLAIM)]);
    let folder = pack.path("");
    for (here, path) in [(folder.as_path(), "."), (Path::new("/"), folder.to_str().expect("it is UTF-8"))] {
        let output = pack.command(&[]).current_dir(here).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2), "`meals` is not there");
        let mut command = Command::new(env!("CARGO_BIN_EXE_toulmin"));
        let output = command.current_dir(here).args(["test", path, "--ci"]).env_clear().output().expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
        assert!(shown(&output).contains("1 document: 1 as before"), "{}", shown(&output));
    }
}

#[test]
fn a_snapshot_whose_document_is_gone_is_told_and_removed() {
    let pack = Pack::accepted(&[("tests/letter.md", CLAIM), ("tests/old.md", CLAIM)]);
    fs::rename(pack.path("tests/old.md"), pack.path("old.md")).expect("a file can be moved");
    // Those of others in the same folder are theirs.
    let foreign = "---\nsource: src/lib.rs\nexpression: page\n---\nno findings\n";
    pack.write("snapshots/lib__page.snap", foreign);
    pack.write("snapshots/README.md", "notes\n");
    shows!("unreferenced", shown(&pack.run(&[])));
    shows!("unreferenced-accept", shown(&pack.run(&["--accept"])));
    assert_eq!(pack.snapshots(), ["README.md", "letter.md.snap", "lib__page.snap"]);
    assert_eq!(pack.status(&["--ci"]), Some(0));
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_tested() {
    let pack = Pack::accepted(&[("tests/letter.md", CLAIM), ("tests/other.md", CLEAN), ("tests/third.md", CLEAN)]);
    pack.write("tests/letter.md", b"%PDF-1.7\n");
    fs::remove_file(pack.path("snapshots/third.md.snap")).expect("a file can be removed");
    fs::create_dir(pack.path("snapshots/third.md.snap")).expect("a folder can be made");
    shows!("unreadable", shown(&pack.run(&[])));
    assert_eq!(pack.snapshots(), ["letter.md.snap", "other.md.snap"], "the snapshot of what was not read is kept");
}

#[test]
fn what_cannot_be_written_is_told() {
    let pack = Pack::new(&[("tests/letter.md", CLAIM)]);
    pack.write("snapshots", "a file in the way\n");
    shows!("unwritable", shown(&pack.run(&["--accept"])));
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_pack() {
    let pack = Pack::new(&[("tests/letter.md", CLAIM)]);
    let outside = tempfile::tempdir().expect("there is room");
    std::os::unix::fs::symlink(outside.path(), pack.path("snapshots")).expect("a link can be made");
    let output = pack.run(&["--accept"]);
    assert_eq!(output.status.code(), Some(2), "{}", shown(&output));
    assert_eq!(fs::read_dir(outside.path()).expect("it is there").count(), 0);
    fs::remove_file(pack.path("snapshots")).expect("a link can be removed");
    // Nor is a document read that is a link.
    std::os::unix::fs::symlink(root().join("README.md"), pack.path("tests/linked.md")).expect("a link can be made");
    let output = pack.run(&["--ci"]);
    assert!(output.status.code() == Some(2) && !shown(&output).contains("linter"), "{}", shown(&output));
    fs::remove_file(pack.path("tests/linked.md")).expect("a link can be removed");
    // A single snapshot that is a link is not written through, nor shown.
    fs::create_dir(pack.path("snapshots")).expect("a folder can be made");
    fs::write(outside.path().join("secret"), "---\n---\nsecret\n").expect("a file can be written");
    let target = outside.path().join("secret");
    std::os::unix::fs::symlink(&target, pack.path("snapshots/letter.md.snap")).expect("a link can be made");
    let output = pack.run(&[]);
    assert!(output.status.code() == Some(2) && !shown(&output).contains("secret"), "{}", shown(&output));
    assert_eq!(fs::read_to_string(target).expect("it is there"), "---\n---\nsecret\n");
}

/// The folder `tests` beside rule files is no part of the pack; one that is named, or has no rule file beside it, is.
#[test]
fn rule_files_among_the_tests_are_no_rules() {
    let pack = Pack::new(&[("tests/draft.toulmin", "rule broken {\n"), ("tests/letter.md", CLEAN)]);
    assert_eq!(pack.status(&["--accept"]), Some(0));
    let mut command = Command::new(env!("CARGO_BIN_EXE_toulmin"));
    let output = command.current_dir(pack.path("")).args(["check", "--rules", "tests"]).env_clear().output();
    assert_eq!(output.expect("it runs").status.code(), Some(2), "a folder that is named is read");
}

#[test]
fn a_document_is_checked_alone_where_it_is_named() {
    let pack = Pack::accepted(&[("tests/a.md", CLAIM), ("tests/deep/b.md", CLAIM), ("tests/deep/c.txt", CLEAN)]);
    fs::remove_file(pack.path("tests/a.md")).expect("a file can be removed");
    let test = |path: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_toulmin"));
        let output = command.current_dir(pack.path("")).args(["test", path]).env_clear().output();
        shown(&output.expect("it runs"))
    };
    assert_eq!(test("tests/deep/b.md"), "status: 0\n--- stdout\n1 document: 1 as before\n");
    assert_eq!(test("tests/deep"), "status: 0\n--- stdout\n2 documents: 2 as before\n");
    assert!(test("tests/none.md").contains("status: 2"), "{}", test("tests/none.md"));
}

/// Documents are the whole pack's: they are checked where it is asked for, by its folder and not by one rule.
#[test]
fn documents_are_checked_with_their_whole_pack() {
    let pack = Pack::new(&[("tests/letter.md", CLAIM)]);
    for args in [&["--only", "meals-cost"][..], &["--only", "school-meals/meals-cost"]] {
        assert_eq!(pack.status(args), Some(0), "{args:?}");
    }
    assert_eq!(pack.status(&["--only", "school-meals"]), Some(1));
    assert!(pack.has("snapshots/letter.md.snap.new"));
}

#[test]
fn coverage_lists_what_nothing_touches() {
    let pack = Pack::accepted(&[]);
    shows!("coverage", shown(&pack.run(&["--coverage"])));
    pack.write("tests/lettre.md", "Le repas scolaire est bon.\n\nBetter marks do not follow.\n");
    assert_eq!(pack.status(&["--accept"]), Some(0));
    shows!("coverage-json", shown(&pack.run(&["--coverage", "--format", "json", "--only", "school-meals"])));
    pack.write(
        "silent.toulmin",
        "rule silent {\n  severity note\n  confidence low\n  claim \"nothing\"\n  grounds none\n  \
        message { en: \"x\" fr: \"x\" }\n  misses en \"[[Nothing]] here.\"\n}\n",
    );
    let output = shown(&pack.run(&["--coverage"]));
    assert!(output.contains("silent.toulmin:1 rule silent, fr"), "{output}");
    for name in ["meals-cost.toulmin", "meals-raise-grades.toulmin"] {
        let text = pack.read(name);
        let french = |line: &&str| ["flags", "allows"].iter().any(|v| line.split_whitespace().take(2).eq([*v, "fr"]));
        pack.write(name, text.lines().filter(|line| !french(line)).collect::<Vec<_>>().join("\n"));
    }
    fs::remove_file(pack.path("tests/lettre.md")).expect("a file can be removed");
    let output = shown(&pack.run(&["--coverage"]));
    assert!(output.contains("meals/pack.toulmin:4 everything of school-meals, fr\n"), "{output}");
    let output = shown(&pack.run(&["--coverage", "--only", "meals-cost"]));
    assert!(!output.contains("better-results") && output.contains("1 of 1 (100 %)"), "{output}");
}
