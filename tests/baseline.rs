//! Baselines: what is known stays quiet however the draft moves around it, and what is new is told.

use crate::cli::{Folder, settings, shown, stdout};

const PLAN: &str = "\
# Lunch

It is well known that school meals raise children's grades[^1], “everywhere”.

Canteens cost 3 % more. Canteens cost 3 % more.

# Money

It is well known that school meals raise children's grades[^1], “everywhere”.

[^1]:
";

fn folder(plan: &str) -> Folder {
    Folder::with_meals(&[("drafts/a plan.md", plan)])
}

fn findings(output: &std::process::Output) -> usize {
    stdout(output).matches("\"level\":").count()
}

#[test]
fn known_findings_are_not_told_again() {
    let folder = folder(PLAN);
    let mut shows = folder.shows(&["baseline"]);
    shows += &format!("{}\n", folder.read("toulmin-baseline.json"));
    shows += &folder.shows(&["check"]);
    folder.write(
        "drafts/a plan.md",
        &PLAN.replace("# Money", "Canteens cost 3 % more. Canteens cost 4 % less.\n\n# Money"),
    );
    shows += &folder.shows(&["check"]);
    folder.write("drafts/a plan.md", &PLAN.replace(" Canteens cost 3 % more.\n", "\n").replace("# Money", "# Coins"));
    shows += &folder.shows(&["check"]);
    shows += &folder.shows(&["baseline", "--prune"]);
    shows += &folder.shows(&["baseline"]);
    settings(&["baseline"]).bind(|| insta::assert_snapshot!("baseline", shows));
}

#[test]
fn what_moves_is_known_again() {
    let moved = [
        ("lines before", format!("A word before.\n\n{PLAN}")),
        ("wrapped otherwise", PLAN.replace("that school", "that\nschool")),
        ("other line ends", PLAN.replace('\n', "\r\n")),
        ("other quotation marks", PLAN.replace(['“', '”'], "\"").replace('\'', "’")),
        ("another note", PLAN.replace("[^1]", "[^23]")),
        ("emphasis", PLAN.replace("well known", "*well* known")),
        ("in a list", PLAN.replace("\nIt is", "\n- It is").replace("\nCanteens", "\n- Canteens")),
        ("sections in another order", {
            let (lunch, money) = PLAN.split_once("# Money").expect("there are two sections");
            format!("# Money{}\n\n{lunch}", money.replace("[^1]:\n", ""))
        }),
    ];
    for (how, plan) in moved {
        let folder = folder(PLAN);
        folder.run(&["baseline"]);
        folder.write("drafts/a plan.md", &plan);
        let output = folder.run(&["check", "--format", "json", "drafts"]);
        assert_eq!(findings(&output), 0, "{how}: {}", shown(&output));
        assert!(stdout(&output).contains("\"baseline\": 4"), "{how}: {}", shown(&output));
    }
}

#[test]
fn two_alike_are_two() {
    let folder = folder("Canteens cost 3 % more.\n");
    folder.run(&["baseline"]);
    folder.write("drafts/a plan.md", "Canteens cost 3 % more.\n\nCanteens cost 3 % more.\n");
    assert_eq!(findings(&folder.run(&["check", "--format", "json"])), 1);
}

#[test]
fn what_did_not_run_stays_known() {
    let folder = folder(PLAN);
    folder.write("drafts/more.md", "Canteens cost 3 % more.\n");
    folder.run(&["baseline"]);
    let before = folder.read("toulmin-baseline.json");
    for args in [
        &["baseline", "--only", "meals-cost"][..],
        &["baseline", "--prune", "--level", "meals-help=off"],
        &["baseline", "drafts/more.md"],
        &["baseline", "--prune", "drafts/more.md"],
        &["baseline", "--prune"],
        &["baseline"],
    ] {
        let output = folder.run(args);
        assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
        assert_eq!(folder.read("toulmin-baseline.json"), before, "{args:?}");
    }
    std::fs::remove_file(folder.path().join("drafts/more.md")).expect("it is there");
    let output = folder.run(&["baseline", "--prune"]);
    assert!(stdout(&output).starts_with("solved  drafts/more.md  school-meals/meals-cost"), "{}", shown(&output));
}

#[test]
fn a_baseline_is_named_and_may_be_wrong() {
    let folder = folder(PLAN);
    folder.write("toulmin.toml", "packs = [\"rules\"]\nbaseline = \"known/of us.json\"\n");
    let mut shows = folder.shows(&["check", "--quiet", "--only", "meals-help", "--fail-on", "error"]);
    folder.write("known/of us.json", "{ \"version\": 2, \"fingerprints\": 1, \"drafts\": {} }");
    shows += &folder.shows(&["check", "--format", "json", "--only", "none"]);
    shows += &folder.shows(&["check", "--quiet", "--only", "meals-cost", "--fail-on", "error"]);
    folder.write("known/of us.json", "<<<<<<< ours\n");
    shows += &folder.shows(&["baseline", "--prune"]);
    shows += &folder.shows(&["baseline"]);
    shows += &folder.shows(&["check"]);
    shows += &folder.shows(&["check", "--quiet", "--no-baseline", "--fail-on", "never", "--only", "meals-cost"]);
    shows += &folder.shows(&["check", "--baseline", "none.json", "--quiet", "--only", "school-meals/meals-cost"]);
    shows += &folder.shows(&["baseline", "drafts/none.md"]);
    settings(&["baseline"]).bind(|| insta::assert_snapshot!("baseline-named", shows));
}

#[test]
fn help_is_worth_reading() {
    let args = ["baseline", "--help"];
    settings(&args).bind(|| insta::assert_snapshot!("help-baseline", shown(&crate::cli::run(&args))));
}
