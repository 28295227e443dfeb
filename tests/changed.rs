//! `check --changed`: only what a change touches is told.

use crate::cli::{Folder, settings, shown, stdout, toulmin};
use std::path::Path;
use std::process::{Command, Output};

fn path() -> std::ffi::OsString {
    std::env::var_os("PATH").unwrap_or_default()
}

fn git(folder: &Path, args: &[&str]) {
    let mut command = Command::new("git");
    command.env_clear().env("PATH", path()).env("HOME", folder).env("GIT_CONFIG_NOSYSTEM", "1");
    command.args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]);
    let output = command.args(args).current_dir(folder).output().expect("git runs");
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn check(folder: &Path, args: &[&str]) -> Output {
    let all = [&["check"], args].concat();
    toulmin(folder, &all).env("PATH", path()).env("HOME", folder).output().expect("the command runs")
}

/// A repository with a commit, in which some drafts were written.
fn repository() -> Folder {
    let folder = Folder::with_meals(&[
        ("a plan.md", "School meals help one.\n\nSchool meals\nhelp two.\n\nSchool meals help three.\n"),
        ("old \"name\".md", "Words before.\n\nSchool meals help four.\n\nSchool meals help five.\n\nWords after.\n"),
        ("same.md", "School meals help six.\n"),
        ("é.md", "School meals help seven.\n"),
    ]);
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "-m", "First"]);
    folder
}

/// The last words of the sentences that are told.
fn told(output: &Output) -> Vec<String> {
    let json = stdout(output);
    let excerpts = json.lines().filter_map(|line| line.trim().strip_prefix("\"excerpt\": \""));
    excerpts.filter_map(|line| line.split("help ").nth(1)?.split('.').next().map(str::to_owned)).collect()
}

#[test]
fn only_sentences_that_a_change_touches_are_told() {
    let folder = repository();
    let json = ["--format", "json", "--changed"];
    assert_eq!(told(&check(folder.path(), &json)), [""; 0]);
    // A line of a sentence on two, a rename with a change, a new file, another with an accent.
    folder.write(
        "a plan.md",
        "New.\n\nSchool meals help one.\n\nSchool meals\nhelp two now.\n\nSchool meals help three.\n",
    );
    git(folder.path(), &["mv", "old \"name\".md", "drafts new.md"]);
    folder.write("drafts new.md", "Words before.\n\nSchool meals help four.\n\nSchool meals help 5.\n\nWords after.\n");
    folder.write("newer/plan.md", "School meals help eight.\n");
    folder.write("é.md", "School meals help seven, they say.\n");
    assert_eq!(told(&check(folder.path(), &json)), ["two now", "5", "eight", "seven, they say"]);
    let output = check(folder.path(), &["--changed", "--quiet", "a plan.md"]);
    settings(&["check", "--changed"]).bind(|| insta::assert_snapshot!("changed", shown(&output)));
    let summary = stdout(&check(folder.path(), &["--changed"]));
    assert!(summary.ends_with("4\nfindings in what has not changed\n"), "{summary}");
    // From another folder, and against the commit by its name.
    assert_eq!(told(&check(Path::new("/"), &[&json[..], &[&folder.path().display().to_string()]].concat())).len(), 4);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "-m", "Second"]);
    assert_eq!(told(&check(folder.path(), &json)), [""; 0]);
    assert_eq!(told(&check(folder.path(), &["--format", "json", "--changed=HEAD~1"])).len(), 4);
}

/// A worktree, a submodule, a subfolder in which the command runs, and names that git would write otherwise.
#[test]
fn wherever_the_drafts_are() {
    let folder = repository();
    let new = "School meals help six.\n\nSchool meals help us.\n";
    let json = ["--format", "json", "--changed"];
    let tree = Folder::with(&[]);
    let linked = tree.path().join("tree");
    git(folder.path(), &["worktree", "add", "--quiet", "-b", "side", linked.to_str().expect("it is UTF-8")]);
    std::fs::write(linked.join("same.md"), new).expect("it can be written");
    assert_eq!(told(&check(&linked, &json)), ["us"]);
    assert_eq!(told(&check(folder.path(), &json)), [""; 0], "the other worktree is as it was");

    let above = Folder::with_meals(&[("plan.md", "School meals help.\n")]);
    git(above.path(), &["init", "--quiet"]);
    let from = folder.path().display().to_string();
    git(above.path(), &["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &from, "sub"]);
    git(above.path(), &["add", "."]);
    git(above.path(), &["commit", "--quiet", "-m", "First"]);
    above.write("sub/same.md", new);
    assert_eq!(told(&check(above.path(), &json)), ["us"]);
    assert_eq!(told(&check(&above.path().join("sub"), &json)), ["us"]);

    let names = ["a\ttab.md", "ü/é \"x\" 'y'.md", "-dash.md", ":(top)x.md", "[a]*.md", "ü/\u{1f600}.md", "a\\b.md"];
    for name in names {
        folder.write(name, "School meals help one.\n");
    }
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "-m", "Names"]);
    assert_eq!(told(&check(folder.path(), &json)), [""; 0]);
    for name in names {
        folder.write(name, "School meals help one.\n\nSchool meals help us.\n");
    }
    assert_eq!(told(&check(folder.path(), &json)), ["us"; 7]);
    assert_eq!(told(&check(&folder.path().join("ü"), &json)), ["us"; 2], "from a subfolder");
    // What is staged differs from the commit as well, and what is gone is no draft.
    git(folder.path(), &["add", "."]);
    std::fs::remove_file(folder.path().join("a\ttab.md")).expect("it is there");
    assert_eq!(told(&check(folder.path(), &json)), ["us"; 6]);
}

/// What a repository's own settings say changes nothing: no prefixes, renames, words in place of lines, drivers.
#[test]
fn settings_of_git_change_nothing() {
    let folder = repository();
    for (key, value) in [
        ("diff.noprefix", "true"),
        ("diff.mnemonicPrefix", "true"),
        ("diff.renames", "false"),
        ("diff.relative", "true"),
        ("color.ui", "always"),
        ("core.quotePath", "true"),
        ("diff.context", "20"),
        ("diff.interHunkContext", "20"),
        ("diff.external", "false"),
        ("status.relativePaths", "true"),
        ("diff.algorithm", "patience"),
        ("diff.wordRegex", "."),
        ("core.autocrlf", "false"),
    ] {
        git(folder.path(), &["config", key, value]);
    }
    git(folder.path(), &["mv", "old \"name\".md", "é new.md"]);
    folder.write("é new.md", "Words before.\n\nSchool meals help four.\n\nSchool meals help 5.\n\nWords after.\n");
    assert_eq!(told(&check(folder.path(), &["--format", "json", "--changed"])), ["5"]);
}

#[test]
fn what_others_changed_meanwhile_is_not_ours() {
    let folder = repository();
    git(folder.path(), &["checkout", "--quiet", "-b", "ours"]);
    folder.write("same.md", "School meals help six.\n\nSchool meals help us.\n");
    git(folder.path(), &["commit", "--quiet", "-am", "Ours"]);
    git(folder.path(), &["checkout", "--quiet", "main"]);
    folder.write("a plan.md", "School meals help nobody.\n");
    git(folder.path(), &["commit", "--quiet", "-am", "Theirs"]);
    git(folder.path(), &["checkout", "--quiet", "ours"]);
    assert_eq!(told(&check(folder.path(), &["--format", "json", "--changed=main"])), ["us"]);
}

#[test]
fn a_shallow_clone_needs_the_commit_alone() {
    let folder = repository();
    folder.write("same.md", "School meals help six.\n\nSchool meals help us.\n");
    git(folder.path(), &["commit", "--quiet", "-am", "Second"]);
    let other = Folder::with(&[]);
    let from = format!("file://{}", folder.path().display());
    git(other.path(), &["clone", "--quiet", "--depth=1", &from, "clone"]);
    let clone = other.path().join("clone");
    let missing = check(&clone, &["--quiet", "--changed=HEAD~1", "same.md"]);
    settings(&["check", "--changed=HEAD~1"]).bind(|| insta::assert_snapshot!("changed-unknown", shown(&missing)));
    git(folder.path(), &["tag", "base", "HEAD~1"]);
    git(&clone, &["fetch", "--quiet", "--depth=1", "origin", "tag", "base"]);
    assert_eq!(told(&check(&clone, &["--format", "json", "--changed=base"])), ["us"]);
}

#[test]
fn what_git_cannot_say_is_told_and_all_is_checked() {
    let plain = Folder::with(&[("plan.md", "Words.\n"), ("toulmin.toml", "packs = []\n")]);
    let mut shows = shown(&check(plain.path(), &["--changed"]));
    git(plain.path(), &["init", "--quiet"]);
    shows += &shown(&check(plain.path(), &["--changed"]));
    shows += &shown(&check(plain.path(), &["--changed=--output=x"]));
    let without = toulmin(plain.path(), &["check", "--changed"]).env("PATH", "/none").output();
    shows += &shown(&without.expect("the command runs"));
    let args = ["check", "--changed", "-"];
    shows += &shown(&crate::cli::with_input(&args, b"Words."));
    settings(&["check", "--changed"]).bind(|| insta::assert_snapshot!("changed-faults", shows));
}
