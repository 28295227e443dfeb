//! Baselines: what is known stays quiet however the draft moves around it, and what is new is told.

use crate::cli::{Folder, MEALS, settings, shown, stdout};

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
        ("a heading above it that is new", format!("# Of meals\n\n{}", PLAN.replace("# ", "## "))),
        ("other headings", PLAN.replace("# Lunch", "# Food").replace("# Money", "## Coins")),
        ("under another heading", PLAN.replace("# Money\n\n", "").replace("Canteens", "# Money\n\nCanteens")),
        ("without headings", PLAN.replace("# Lunch\n", "").replace("# Money\n", "")),
        ("a quotation", PLAN.replace("\nIt is", "\n> It is")),
        ("spaces that do not break", PLAN.replace("3 %", "3\u{a0}%").replace("school meals", "school\u{a0}meals")),
        ("a mark of the byte order", format!("\u{feff}{PLAN}")),
        ("letters composed otherwise", PLAN.replace("grades", "gr\u{ad}ades")),
        ("comments", PLAN.replace("that school", "that <!-- is it? --> school")),
        ("front matter", format!("---\ntitle: Lunch\n---\n\n{PLAN}")),
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

/// A draft of another name is the one that is gone, as far as it says the same; a copy of one that is there is new.
#[test]
fn a_draft_that_is_moved_is_known_again() {
    let folder = folder(PLAN);
    folder.run(&["baseline"]);
    folder.write("copy.md", PLAN);
    assert_eq!(findings(&folder.run(&["check", "--format", "json"])), 4);
    let rename = |from: &str, to: &str| {
        std::fs::rename(folder.path().join(from), folder.path().join(to)).expect("it can be moved");
    };
    std::fs::remove_file(folder.path().join("copy.md")).expect("it is there");
    rename("drafts/a plan.md", "le plan.md");
    assert_eq!(findings(&folder.run(&["check", "--format", "json"])), 0);
    folder.write("le plan.md", &PLAN.replace("# Money", "# Coins\n\nCanteens cost 5 % more.\n"));
    let mut shows = folder.shows(&["check", "--quiet", "--fail-on", "never"]);
    shows += &folder.shows(&["baseline", "--prune"]);
    shows += &folder.shows(&["check", "--format", "json", "--only", "meals-help"]);
    shows += &folder.shows(&["baseline"]);
    settings(&["baseline"]).bind(|| insta::assert_snapshot!("baseline-moved", shows));
    assert_eq!(findings(&folder.run(&["check", "--format", "json"])), 0);
}

/// The one that is told is the one in the section in which none is known.
#[test]
fn of_two_alike_the_one_that_is_new_is_told() {
    let folder = folder("# One\n\nCanteens cost 3 % more.\n");
    folder.run(&["baseline"]);
    folder.write("drafts/a plan.md", "# Nil\n\nCanteens cost 3 % more.\n\n# One\n\nCanteens cost 3 % more.\n");
    let output = stdout(&folder.run(&["check", "--format", "csv"]));
    assert!(output.lines().nth(1).is_some_and(|row| row.contains(",drafts/a plan.md,3,1,")), "{output}");
}

/// A file beside the configuration of a part of a repository is found from everywhere, and names its own drafts.
#[test]
fn a_baseline_is_of_its_folder_wherever_the_command_runs() {
    let folder = Folder::with(&[("README.md", "Canteens cost 3 % more.\n")]);
    for part in ["board/toulmin.toml", "school/toulmin.toml"] {
        folder.write(part, "packs = [\"../rules\"]\n");
    }
    folder.write("rules/pack.toulmin", MEALS);
    folder.write("board/plans/é \"plan\".md", PLAN);
    folder.write("school/plan.md", PLAN);
    let made = folder.run(&["baseline", "board", "school"]);
    assert_eq!(made.status.code(), Some(0), "{}", shown(&made));
    let (board, school) = (folder.read("board/toulmin-baseline.json"), folder.read("school/toulmin-baseline.json"));
    assert!(board.contains("\"plans/é \\\"plan\\\".md\"") && school.contains("\"plan.md\""), "{board}");
    for (from, drafts) in [(".", "."), ("board", "."), ("board/plans", "."), ("school", "../board"), ("rules", "..")] {
        let args = ["check", "--format", "json", "--only", "school-meals", drafts];
        let output = crate::cli::toulmin(&folder.path().join(from), &args).output().expect("the command runs");
        assert_eq!(findings(&output), 0, "{from}: {}", shown(&output));
        let args = ["baseline", "board"].map(|arg| if arg == "board" { drafts } else { arg });
        crate::cli::toulmin(&folder.path().join(from), &args).output().expect("the command runs");
        assert_eq!(folder.read("board/toulmin-baseline.json"), board, "{from}");
    }
}

/// Two branches that each add a draft change lines apart, and one entry is one line.
#[test]
fn a_baseline_merges() {
    let folder = folder(PLAN);
    folder.run(&["baseline"]);
    let before = folder.read("toulmin-baseline.json");
    folder.write("drafts/b plan.md", PLAN);
    folder.write("a first plan.md", "Canteens cost 4 % more.\n");
    folder.run(&["baseline"]);
    let after = folder.read("toulmin-baseline.json");
    let kept = before.lines().filter(|line| line.contains("\"fingerprint\"")).all(|line| after.contains(line));
    assert!(kept, "{after}");
    let entries = |text: &str| text.lines().filter(|line| line.trim_start().starts_with("{\"rule\"")).count();
    assert_eq!((entries(&before), entries(&after)), (3, 7));
    let order: Vec<&str> = after.lines().filter(|line| line.ends_with(".md\": [")).map(str::trim).collect();
    assert!(order.is_sorted(), "{order:?}");
    folder.run(&["baseline"]);
    assert_eq!(folder.read("toulmin-baseline.json"), after, "written twice, it is the same");
}

/// How a draft is set, and nothing of what it says.
#[derive(Clone, Debug)]
struct Setting {
    /// What stands between words; before each paragraph; how quotes and apostrophes are set.
    gaps: Vec<usize>,
    marks: Vec<usize>,
    curly: bool,
    crlf: bool,
}

fn set(setting: &Setting) -> String {
    let paragraphs = [
        "It is well known that school meals raise children's grades[^1], \"everywhere\", says nobody.",
        "Canteens cost 3 % more. Canteens cost 3 % more. School meals help the poor, and that is all.",
        "Words of another kind. School meals help, it is said, whatever the weather of the day.",
    ];
    let mut gaps = setting.gaps.iter().cycle();
    let mut text = String::from("# Lunch\n\n");
    for (paragraph, mark) in paragraphs.iter().zip(setting.marks.iter().cycle()) {
        let (first, next) = [("", ""), ("- ", "  "), ("> ", "> "), ("1. ", "   "), ("> - ", ">   ")][*mark];
        text += first;
        for (at, word) in paragraph.split(' ').enumerate() {
            // A number at the head of a line would be that of a list.
            let gap =
                if word.starts_with(|c: char| c.is_ascii_digit() || c == '%') { 0 } else { *gaps.next().unwrap_or(&0) };
            if at > 0 {
                text += &[" ".to_owned(), format!("\n{next}"), "  ".to_owned(), "\u{a0}".to_owned()][gap];
            }
            text += word;
        }
        text += "\n\n<!-- . -->\n\n";
    }
    text += "[^1]:\n";
    let text = if setting.curly { text.replace(" \"", " “").replace('"', "”").replace('\'', "’") } else { text };
    if setting.crlf { text.replace('\n', "\r\n") } else { text }
}

/// The fingerprints of what is found, in any order.
fn fingerprints(text: &str) -> Vec<String> {
    static CHECKER: std::sync::LazyLock<toulmin::Checker> = std::sync::LazyLock::new(|| {
        let rules = toulmin::RuleFile { path: "school-meals/pack.toulmin".into(), text: MEALS.into() };
        toulmin::Checker::new(&toulmin::Packs::from_files([rules])).expect("the rules compile")
    });
    let document = toulmin::Document::read(text.as_bytes(), toulmin::Format::Markdown).expect("it is text");
    let report = CHECKER.check(&document, &toulmin::Context::new());
    let mut prints = toulmin::report::fingerprints(&document, report.findings());
    prints.sort();
    prints
}

proptest::proptest! {
    #[test]
    fn a_draft_set_otherwise_keeps_its_fingerprints(
        gaps in proptest::collection::vec(0_usize..4, 40),
        marks in proptest::collection::vec(0_usize..5, 3),
        curly: bool,
        crlf: bool,
    ) {
        let plain = Setting { gaps: vec![0], marks: vec![0], curly: false, crlf: false };
        let setting = Setting { gaps, marks, curly, crlf };
        let prints = fingerprints(&set(&plain));
        proptest::prop_assert_eq!(prints.len(), 5);
        proptest::prop_assert_eq!(prints, fingerprints(&set(&setting)), "{}", set(&setting));
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
