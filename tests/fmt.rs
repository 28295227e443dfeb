//! `toulmin fmt` as people run it: what it prints, what it writes, and what it leaves alone.

use super::cli::{run, settings, shown, stdout, toulmin, with_input};
use std::fs;
use std::path::Path;
use std::process::Output;

fn prints(name: &str, args: &[&str]) {
    settings(args).bind(|| insta::assert_snapshot!(name, shown(&run(args))));
}

const UNTIDY: &str = "lexicon  a{en:\"b\"}# why\n";
const TIDY: &str = "lexicon a {\n  en: \"b\"\n}  # why\n";

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is room");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }
    folder
}

fn run_in(folder: &Path, args: &[&str]) -> Output {
    toulmin(folder, args).output().expect("the command runs")
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("it can be read")
}

#[test]
fn what_is_not_formatted_is_listed_and_shown() {
    prints("fmt-check", &["fmt", "--check", "unformatted"]);
    prints("fmt-diff", &["fmt", "--diff", "unformatted/plain.toulmin", "unformatted/deep"]);
    prints("fmt-missing", &["fmt", "--check", "none.toulmin", "drafts"]);
    prints("fmt-help", &["fmt", "--help"]);
    let status = |paths: &[&str]| run(&[&["fmt", "--check"], paths].concat()).status.code();
    assert_eq!(status(&["unformatted/deep"]), Some(0));
    assert_eq!(status(&["unformatted/plain.toulmin"]), Some(1));
    assert_eq!(status(&["unformatted/plain.toulmin", "unformatted/unclosed.toulmin"]), Some(2));
}

#[test]
fn a_diff_has_colours_where_they_are_wanted() {
    let diff = |args: &[&str]| stdout(&run(&[&["fmt", "--diff", "unformatted/plain.toulmin"], args].concat()));
    assert!(!diff(&[]).contains('\u{1b}'));
    let coloured = diff(&["--color", "always"]);
    assert!(coloured.contains("\u{1b}[31m-  grounds source\u{1b}[0m\n"), "{coloured}");
    assert!(coloured.contains("\u{1b}[32m+  grounds    source\u{1b}[0m\n"), "{coloured}");
}

#[test]
fn files_are_written_and_one_with_an_error_is_left() {
    let broken = "rule a {\n  claim (\"b\"\n}\n";
    let files = [("a.toulmin", UNTIDY), ("deep/b.toulmin", TIDY), ("c.toulmin", broken), ("d.txt", UNTIDY)];
    let folder = folder(&files);
    let first = run_in(folder.path(), &["fmt"]);
    assert_eq!(stdout(&first), "1 file formatted, 1 unchanged, 1 could not be formatted\n", "{}", shown(&first));
    assert_eq!(first.status.code(), Some(2));
    assert!(shown(&first).contains("this bracket is never closed"), "{}", shown(&first));
    let after: Vec<_> = files.iter().map(|(name, _)| read(folder.path(), name)).collect();
    assert_eq!(after, [TIDY, TIDY, broken, UNTIDY]);
    fs::remove_file(folder.path().join("c.toulmin")).expect("it can be removed");
    let second = run_in(folder.path(), &["fmt"]);
    assert_eq!((stdout(&second).as_str(), second.status.code()), ("2 files unchanged\n", Some(0)));
    assert_eq!(fs::read_dir(folder.path()).expect("it is a folder").count(), 3);
}

#[test]
fn line_ends_and_marks_of_other_systems_go() {
    let folder = folder(&[("a.toulmin", "\u{FEFF}# why\r\nlexicon a {\r\n  en: \"b\"\r\n}\r\n\r\n")]);
    assert_eq!(run_in(folder.path(), &["fmt", "a.toulmin"]).status.code(), Some(0));
    assert_eq!(read(folder.path(), "a.toulmin"), "# why\nlexicon a {\n  en: \"b\"\n}\n");
}

#[test]
fn where_no_path_is_given_the_packs_of_the_configuration_are_formatted() {
    let files =
        [("toulmin.toml", "packs = [\"evidence\", \"mine\"]\n"), ("mine/a.toulmin", UNTIDY), ("b.toulmin", UNTIDY)];
    let folder = folder(&files);
    assert_eq!(stdout(&run_in(folder.path(), &["fmt"])), "1 file formatted\n");
    assert_eq!([read(folder.path(), "mine/a.toulmin").as_str(), &read(folder.path(), "b.toulmin")], [TIDY, UNTIDY]);
    fs::write(folder.path().join("toulmin.toml"), "packs = [\"evidence\"]\n").expect("a file can be written");
    assert_eq!(stdout(&run_in(folder.path(), &["fmt"])), "1 file formatted, 1 unchanged\n");
    fs::write(folder.path().join("toulmin.toml"), "packs = 3\n").expect("a file can be written");
    let wrong = run_in(folder.path(), &["fmt"]);
    assert_eq!(wrong.status.code(), Some(2), "{}", shown(&wrong));
}

#[test]
fn the_standard_input_is_written_to_the_standard_output() {
    let piped = with_input(&["fmt", "-"], UNTIDY.as_bytes());
    assert_eq!((stdout(&piped).as_str(), piped.status.code()), (TIDY, Some(0)));
    let checked = with_input(&["fmt", "-", "--check"], UNTIDY.as_bytes());
    assert_eq!((stdout(&checked).as_str(), checked.status.code()), ("<stdin>\n", Some(1)));
    let broken = with_input(&["fmt", "-"], b"rule a {\n");
    assert_eq!((stdout(&broken).as_str(), broken.status.code()), ("", Some(2)));
    assert!(shown(&broken).contains("[<stdin>:1:1]"), "{}", shown(&broken));
    let binary = with_input(&["fmt", "-"], b"\xff\xfe\x00");
    assert_eq!(binary.status.code(), Some(2));
    assert_eq!(run(&["fmt", "-", "meals"]).status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn permissions_are_kept_and_what_may_not_be_written_stays() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder(&[("a.toulmin", UNTIDY), ("b.toulmin", UNTIDY)]);
    let mode = |name: &str, mode| {
        fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(mode)).expect("it is ours");
    };
    mode("a.toulmin", 0o640);
    mode("b.toulmin", 0o444);
    let output = run_in(folder.path(), &["fmt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(shown(&output).contains("it may not be written: permission denied"), "{}", shown(&output));
    assert_eq!([read(folder.path(), "a.toulmin").as_str(), &read(folder.path(), "b.toulmin")], [TIDY, UNTIDY]);
    let kept = fs::metadata(folder.path().join("a.toulmin")).expect("it is there").permissions().mode();
    assert_eq!(kept & 0o777, 0o640);
}

#[cfg(unix)]
#[test]
fn a_link_leads_no_further_than_its_folder() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("far.toulmin", UNTIDY)]);
    let folder = folder(&[("deep/near.toulmin", UNTIDY)]);
    symlink(outside.path().join("far.toulmin"), folder.path().join("far.toulmin")).expect("a link can be made");
    symlink("deep/near.toulmin", folder.path().join("near.toulmin")).expect("a link can be made");
    // In a folder, links are passed over.
    assert_eq!(stdout(&run_in(folder.path(), &["fmt", "--check"])), "deep/near.toulmin\n");
    let output = run_in(folder.path(), &["fmt", "far.toulmin", "near.toulmin"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(shown(&output).contains("it is a link that leads out of its folder"), "{}", shown(&output));
    assert_eq!(read(outside.path(), "far.toulmin"), UNTIDY);
    assert_eq!(read(folder.path(), "deep/near.toulmin"), TIDY);
    assert!(folder.path().join("near.toulmin").is_symlink());
}

#[test]
fn a_hostile_file_does_not_reach_the_terminal() {
    let folder = folder(&[("a.toulmin", "lexicon  a { en: \"\u{1b}[2Jb\" }\n")]);
    let diff = run_in(folder.path(), &["fmt", "--diff"]);
    assert!(stdout(&diff).contains("␛[2Jb") && !stdout(&diff).contains('\u{1b}'), "{}", shown(&diff));
}
