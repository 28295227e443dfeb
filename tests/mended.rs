//! `check --fix`: notes to be filled in, and nothing else.

use crate::cli::{Folder, settings, shown};

const PLAN: &str = "\
# School meals help

**School meals help.** It is said that
school meals help all. School meals cost 3 %.

- School meals help “many”
- School meals help [some](#some)

| a | b |
|---|---|
| School meals help | x |

<p>School meals help.</p>

School meals help ([Moss, 2020](https://example.org)). School meals help[^1].
School meals help[^todo-2].

<!-- toulmin: allow meals-help: a speech -->
School meals help.

[^1]: Moss.
[^todo-2]: TODO: source";

fn folder(plan: &str) -> Folder {
    Folder::with_meals(&[("plan.md", plan)])
}

#[test]
fn notes_to_be_filled_in_are_shown_and_put_in() {
    let folder = folder(PLAN);
    let mut shows = folder.shows(&["check", "--diff"]);
    assert_eq!(folder.read("plan.md"), PLAN);
    shows += &folder.shows(&["check", "--fix", "--fail-on", "error", "--only", "meals-cost"]);
    shows += &folder.shows(&["check", "--fix", "--format", "json", "--only", "none"]);
    assert_eq!(folder.read("plan.md"), PLAN);
    folder.run(&["check", "--fix"]);
    shows += &format!("--- plan.md\n{}\n", folder.read("plan.md"));
    // A note to be filled in is no source, and no second one is put in.
    let once = folder.read("plan.md");
    shows += &folder.shows(&["check", "--fix", "--quiet"]);
    assert_eq!(folder.read("plan.md"), once);
    settings(&["check", "--fix"]).bind(|| insta::assert_snapshot!("mended", shows));
}

#[test]
fn line_ends_stay_and_what_is_not_plain_is_left() {
    let crlf = folder("School meals help.\r\n\r\nMore.\r\n");
    crlf.run(&["check", "--fix"]);
    let mended =
        "School meals help.[^todo-1]\r\n\r\nMore.\r\n\r\n[^todo-1]: TODO: source (school-meals/meals-help)\r\n";
    assert_eq!(crlf.read("plan.md"), mended);
    for bytes in [
        &b"\xef\xbb\xbfSchool meals help."[..],
        b"School meals help the children of the town and of the caf\xe9 at noon.",
    ] {
        let folder = folder("");
        std::fs::write(folder.path().join("plan.md"), bytes).expect("a file can be written");
        let output = folder.run(&["check", "--fix"]);
        assert_eq!(output.status.code(), Some(2), "{}", shown(&output));
        assert!(shown(&output).contains("stays as it is"), "{}", shown(&output));
        assert_eq!(std::fs::read(folder.path().join("plan.md")).expect("it is there"), bytes);
    }
    let unclosed = "School meals help.\n\n```\nSchool meals\n";
    let open = folder(unclosed);
    let output = open.run(&["check", "--fix"]);
    assert!(shown(&output).contains("stands where no note can"), "{}", shown(&output));
    assert_eq!(open.read("plan.md"), unclosed);
}
