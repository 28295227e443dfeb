//! Configurations: those that go on from others, what holds for some drafts alone, and what says so.

use crate::cli::{Folder, MEALS, settings};

fn folder() -> Folder {
    Folder::with(&[
        (
            "base.toml",
            "packs = [\"rules\"]\nfail-on = \"error\"\nissuer = \"The Ministry\"\n\n[levels]\nmeals-help = \"note\"\nmeals-cost = \"off\"\n\n[[overrides]]\npaths = [\"board/old/**\"]\nlevels = { school-meals = \"off\" }\n",
        ),
        ("rules/pack.toulmin", MEALS),
        (
            "board/toulmin.toml",
            "extends = \"../base.toml\"\nfail-on = \"warning\"\nexclude = [\"plans/no.md\"]\n\n[levels]\n\"school-meals/meals-cost\" = \"warning\"\n\n[[overrides]]\npaths = [\"speeches/**\", \"talk.md\"]\nlanguage = \"fr\"\n\n[overrides.levels]\nmeals-help = \"error\"\n",
        ),
        ("board/plans/plan.md", "School meals help.\n\nSchool meals cost 3 %.\n"),
        ("board/plans/no.md", "School meals help.\n"),
        ("board/speeches/one.md", "School meals help.\n\nSchool meals cost 3 %.\n"),
        ("board/old/plan.md", "School meals help.\n\nSchool meals cost 3 %.\n"),
    ])
}

#[test]
fn what_holds_comes_from_several_files() {
    let folder = folder();
    let mut shows = folder.shows(&["check", "--no-baseline", "board"]);
    shows += &folder.shows(&["config", "board/speeches/one.md"]);
    shows += &folder.shows(&["config", "board/plans/no.md"]);
    shows += &folder.shows(&["config"]);
    settings(&["config"]).bind(|| insta::assert_snapshot!("configured", shows));
}

#[test]
fn a_pattern_begins_at_its_file_also_where_the_command_runs() {
    let folder = folder();
    folder.write("toulmin.toml", "packs = [\"rules\"]\nexclude = [\"board/**\", \"rules/**\"]\n");
    folder.write("a.md", "Words.\n");
    std::fs::remove_file(folder.path().join("board/toulmin.toml")).expect("it is there");
    let output = folder.shows(&["check"]);
    assert!(output.contains("no findings in 1 file"), "{output}");
}

#[test]
fn what_is_wrong_with_several_files_is_told_in_each() {
    let folder = Folder::with(&[
        (
            "a.toml",
            "extends = [\"b.toml\", \"none.toml\", \"https://example.org/x.toml\", \"rules\"]\nfail_on = \"error\"\n",
        ),
        ("b.toml", "extends = \"c/c.toml\"\nexclud = []\n"),
        ("c/c.toml", "extends = \"../b.toml\"\n"),
        (
            "toulmin.toml",
            "extends = \"a.toml\"\n\n[[overrides]]\nlevels = {}\n\n[[overrides]]\npaths = \"x\"\nbaseline = \"y\"\nexclude = []\n\n[[overrides]]\npaths = [\"*.md\"]\nlevels = { meals-hel = \"off\" }\n",
        ),
        ("rules/pack.toulmin", MEALS),
        ("plan.md", "Words.\n"),
        ("more.md", "Words.\n"),
    ]);
    let shows = folder.shows(&["check", "--rules", "rules"]);
    settings(&["check"]).bind(|| insta::assert_snapshot!("configured-wrong", shows));
}

#[test]
fn a_first_configuration_is_written_over_nothing() {
    let folder = Folder::with(&[("plan.md", "School meals help.\n")]);
    let mut shows = folder.shows(&["init"]);
    let first = folder.read("toulmin.toml");
    shows += &folder.shows(&["check"]);
    shows += &folder.shows(&["init"]);
    shows += &folder.shows(&["init", "none/such"]);
    assert_eq!(folder.read("toulmin.toml"), first);
    settings(&["init"]).bind(|| insta::assert_snapshot!("init", shows));
}

#[test]
fn the_form_of_a_configuration_is_given_to_editors() {
    settings(&["config", "--schema"])
        .bind(|| insta::assert_snapshot!("config-schema", folder().shows(&["config", "--schema"])));
}
