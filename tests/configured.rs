//! Configurations: those that go on from others, what holds for some drafts alone, and what says so.

use crate::cli::{Folder, MEALS, settings, stdout};

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
fn what_holds_is_given_to_programs() {
    let folder = folder();
    let args = ["config", "board/speeches/one.md", "--format", "json"];
    settings(&args).bind(|| insta::assert_snapshot!("configured-json", folder.shows(&args)));
    folder.write("board/toulmin.toml", "fail-om = \"error\"\n");
    let wrong: serde_json::Value =
        serde_json::from_str(&stdout(&folder.run(&["config", "board/plans/plan.md", "--format", "json"])))
            .expect("it is JSON");
    assert_eq!(wrong["errors"][0]["help"], "did you mean `fail-on`?", "{wrong}");
}

/// A slip is told wherever it stands.
#[test]
fn slips_in_inner_tables_are_told() {
    let wrong = "\
[levels]
meals-hepl = \"off\"

[rules.\"school-meals/meals-cost\"]
levle = \"note\"

[rules.\"school-meals/meals-csot\"]
level = \"note\"

[lexicons.\"school-meals.meel\"]
en = [\"lunch\"]

[[overrides]]
paths = [\"*.md\"]
fail_on = \"error\"

[overrides.rules.\"school-meals/meals-help\"]
dated-withn = 3
";
    let folder = Folder::with_meals(&[("plan.md", "Words.\n")]);
    folder.write("toulmin.toml", &format!("packs = [\"rules\"]\n\n{wrong}"));
    let shows = folder.shows(&["check"]);
    settings(&["check"]).bind(|| insta::assert_snapshot!("configured-slips", shows));
}

/// What `init` writes is as the schema says, as it stands and with every line in force; and what is wrong is not.
#[test]
fn the_schema_is_that_of_what_is_written() {
    let folder = Folder::with(&[]);
    folder.run(&["init"]);
    let schema = serde_json::from_str(&stdout(&folder.run(&["config", "--schema"]))).expect("it is JSON");
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    let read = |text: &str| -> serde_json::Value { toml::from_str(text).expect("it is TOML") };
    let first = folder.read("toulmin.toml");
    let in_force = |line: &str| {
        let rest = line.strip_prefix("# ").filter(|rest| rest.contains(" = ") || rest.starts_with('['));
        format!("{}\n", rest.unwrap_or(line))
    };
    let all: String = first.lines().map(in_force).collect();
    for text in [&first, &all] {
        let wrong: Vec<String> =
            validator.iter_errors(&read(text)).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(wrong.is_empty(), "{wrong:#?} in {text}");
    }
    assert_eq!(read(&all).as_object().map(serde_json::Map::len), Some(13), "{all}");
    for wrong in
        ["fail-om = \"error\"", "fail-on = \"eror\"", "levels = { x = \"of\" }", "[[overrides]]\nfail-on = \"note\""]
    {
        assert!(!validator.is_valid(&read(wrong)), "{wrong}");
    }
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

#[test]
fn the_documents_that_test_a_pack_are_no_drafts_unless_they_are_named() {
    let folder = Folder::with(&[
        ("rules/pack.toulmin", "pack meals {\n  version \"0.1.0\"\n  languages en\n}\n"),
        ("rules/tests/flagged.md", "Advanced AI could bring about human extinction.\n"),
        ("tests/plan.md", "Advanced AI could bring about human extinction.\n"),
    ]);
    let found =
        |args: &[&str]| stdout(&folder.run(&[&["check", "--format", "csv"], args].concat())).lines().count() - 1;
    assert_eq!(found(&["."]), 1, "the folder `tests` beside rule files is left out");
    assert_eq!(found(&["rules/tests"]), 1);
    assert_eq!(found(&["rules/tests/flagged.md"]), 1);
}
