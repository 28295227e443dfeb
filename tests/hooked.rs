//! What hooks need, which name files: `--force-exclude` for drafts, `--whole-pack` for rules.

use crate::cli::{Folder, settings, shown, stdout};

const CLAIM: &str = "School lunches raise grades.\n";

fn meals(name: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/meals").join(name);
    std::fs::read_to_string(path).expect("the pack is there")
}

/// Drafts, some of them excluded, and a pack whose lexicons stand in another file than its rules.
fn folder() -> Folder {
    let folder = Folder::with(&[
        ("toulmin.toml", "packs = [\"meals\"]\nexclude = [\"archive/**\"]\n"),
        ("plan.md", CLAIM),
        ("archive/old.md", CLAIM),
        ("meals/tests/letter.md", CLAIM),
    ]);
    for name in ["pack.toulmin", "meals-raise-grades.toulmin", "meals-cost.toulmin"] {
        folder.write(&format!("meals/{name}"), &meals(name));
    }
    folder
}

#[test]
fn what_is_excluded_is_left_out_though_it_is_named() {
    let folder = folder();
    let told = |args: &[&str]| {
        let all = [&["check", "--format", "csv"], args].concat();
        stdout(&folder.run(&all)).lines().skip(1).filter_map(|line| line.split(',').nth(3).map(str::to_owned)).collect()
    };
    let both: Vec<String> = told(&["plan.md", "archive/old.md"]);
    assert_eq!(both, ["archive/old.md", "plan.md"]);
    let forced: Vec<String> = told(&["--force-exclude", "plan.md", "archive/old.md", "./archive/old.md"]);
    assert_eq!(forced, ["plan.md"]);
    let none = folder.run(&["check", "--force-exclude", "archive/old.md"]);
    assert_eq!(shown(&none), "status: 0\n--- stdout\nno findings in 0 files; no claims\n");
    // Editors give text on the standard input, and the name of the file that it is of.
    let piped = ["check", "--force-exclude", "-", "--stdin-name", "archive/old.md"];
    assert_eq!(shown(&folder.run(&piped)), shown(&none));
}

#[test]
fn a_change_of_one_file_of_a_pack_shows_in_others() {
    let folder = folder();
    assert!(folder.run(&["test", "--accept", "meals"]).status.success());
    let narrower = meals("pack.toulmin").replace("[grade|mark]", "[mark]");
    folder.write("meals/pack.toulmin", &narrower);
    let alone = folder.run(&["test", "meals/pack.toulmin"]);
    assert!(alone.status.success(), "this file has no examples: {}", shown(&alone));
    let mut shows = folder.shows(&["test", "--ci", "--whole-pack", "meals/pack.toulmin", "meals/meals-cost.toulmin"]);
    shows += &folder.shows(&["lint-rules", "--whole-pack", "meals/pack.toulmin"]);
    settings(&["--whole-pack"]).bind(|| insta::assert_snapshot!("whole-pack", shows));
    let whole = |path| stdout(&folder.run(&["test", "--ci", "--whole-pack", path]));
    let of_folder = stdout(&folder.run(&["test", "--ci", "meals"]));
    for path in ["meals/tests/letter.md", "meals/snapshots/letter.md.snap", "meals", "./meals/pack.toulmin"] {
        assert_eq!(whole(path).replace("./", ""), of_folder, "{path}");
    }
}
