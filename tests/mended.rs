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

/// A call that is repaired gives its sentence a source, and no note to be filled in is put beside it.
#[test]
fn calls_that_are_none_for_a_slip_are_repaired_first() {
    let folder = folder(
        "---\ntitle: Meals[ ^1]\n---\n\nSchool meals help the poor[ ^1]. School meals help all.\n\nSchool meals help too.^[b]\n\n`[ ^1]` is code, and [^c] is no note.\n\n[^1]: Moss, *Meals*, 2020.\n[^b]: Reed, *More meals*, 2021.\n",
    );
    let mut shows = folder.shows(&["check", "--diff"]);
    shows += &folder.shows(&["check", "--fix", "--quiet", "--fail-on", "never", "--only", "meals-cost"]);
    folder.run(&["check", "--fix"]);
    shows += &format!("--- plan.md\n{}\n", folder.read("plan.md"));
    let once = folder.read("plan.md");
    folder.run(&["check", "--fix"]);
    assert_eq!(folder.read("plan.md"), once);
    settings(&["check", "--fix"]).bind(|| insta::assert_snapshot!("mended-calls", shows));
}

/// Whatever a draft holds: mended twice it is as mended once, and what was said is said still, in its order.
#[test]
fn mended_twice_is_mended_once() {
    use proptest::strategy::{Strategy, ValueTree};
    const PIECES: [&str; 18] = [
        "School meals help the poor. ",
        "School meals help all[^1]. ",
        "School meals help[ ^1]. ",
        "It is said that school meals help, ",
        "**School meals help.** ",
        "[School meals help](#a) ",
        "- School meals help\n",
        "> School meals help.\n",
        "# School meals help\n\n",
        "| School meals help | a |\n|---|---|\n| b | School meals help |\n\n",
        "<p>School meals help.</p>\n\n",
        "`School meals help`, ",
        "```\nSchool meals help.\n```\n\n",
        "[^1]: Moss, 2020.\n\n",
        "(^b) ",
        "[^b]: School meals help.\n\n",
        "Words.\n\n",
        "\n",
    ];
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let drafts = proptest::collection::vec(proptest::sample::select(&PIECES[..]), 1..12);
    let files: Vec<(String, String)> = (0..60)
        .map(|at| (format!("{at}.md"), drafts.new_tree(&mut runner).expect("there are drafts").current().concat()))
        .collect();
    let folder = Folder::with_meals(&[]);
    files.iter().for_each(|(name, text)| folder.write(name, text));
    folder.run(&["check", "--fix", "--quiet"]);
    let once: Vec<String> = files.iter().map(|(name, _)| folder.read(name)).collect();
    assert!(files.iter().zip(&once).filter(|((_, before), after)| before != *after).count() > 20);
    folder.run(&["check", "--fix", "--quiet"]);
    for ((name, before), once) in files.iter().zip(&once) {
        assert_eq!(&folder.read(name), once, "{before}");
        // Without the notes that were put in, and the marks of calls, letter for letter.
        let mut said = once.split("\n[^todo-1]: TODO").next().unwrap_or_default().to_owned();
        for number in 1..40 {
            said = said.replace(&format!("[^todo-{number}]"), "");
        }
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        assert_eq!(letters(&said), letters(before), "{once}");
    }
}
