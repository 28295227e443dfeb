//! What a system is given beside the command: pages of the manual, and completions for shells.

use crate::cli::{Folder, settings, shown, stdout};
use std::io::Write as _;
use std::process::{Command, Stdio};

/// What a program says of a text on its standard input; `None`, with a word on it, where the program is not there.
fn says(program: &str, args: &[&str], text: &str) -> Option<(bool, String)> {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut child) = command.spawn() else {
        writeln!(std::io::stderr(), "skipped: there is no `{program}` here to ask").expect("there is an output");
        return None;
    };
    let mut input = child.stdin.take().expect("it has an input");
    std::thread::scope(|scope| {
        scope.spawn(move || input.write_all(text.as_bytes()));
        let output = child.wait_with_output().expect("it ends");
        let all = [output.stdout, output.stderr].concat();
        Some((output.status.success(), String::from_utf8_lossy(&all).into_owned()))
    })
}

#[test]
fn a_page_of_the_manual_is_printed() {
    let folder = Folder::with(&[]);
    let mut shows = folder.shows(&["man", "fmt"]);
    shows += &folder.shows(&["man", "new", "pakc"]);
    settings(&["man"]).bind(|| insta::assert_snapshot!("man", shows));
}

#[test]
fn each_command_has_a_page_that_is_sound() {
    let folder = Folder::with(&[]);
    let output = folder.run(&["man", "--output", "share/man1"]);
    assert!(output.status.success(), "{}", shown(&output));
    let pages = std::fs::read_dir(folder.path().join("share/man1")).expect("it was made");
    let names: Vec<String> =
        pages.flatten().map(|page| page.file_name().into_string().expect("a name in ASCII")).collect();
    assert!(["toulmin.1", "toulmin-check.1", "toulmin-new-pack.1"].iter().all(|name| names.iter().any(|n| n == name)));
    for name in names {
        let page = folder.read(&format!("share/man1/{name}"));
        let Some((sound, printed)) = says("groff", &["-man", "-ww", "-Tascii", "-P-cbou"], &page) else { return };
        assert!(sound && !printed.contains("warning:"), "{name}: {printed}");
        assert!(printed.contains("NAME") && printed.contains("SYNOPSIS"), "{name}: {printed}");
        // What stands in lines in the help stands in lines here.
        let page_of_check = name == "toulmin-check.1";
        assert!(
            !page_of_check || printed.contains("\n       toulmin check plan.md\n       toulmin check --only"),
            "{printed}"
        );
    }
}

#[test]
fn pages_are_not_written_over_a_file() {
    let folder = Folder::with(&[("man1", "a file")]);
    let output = folder.run(&["man", "--output", "man1"]);
    assert_eq!(shown(&output), "status: 2\n--- stderr\ntoulmin: man1: file exists\n");
}

#[test]
fn shells_can_read_their_completions() {
    for (shell, args) in [("bash", &["-n"][..]), ("zsh", &["-n"]), ("fish", &["--no-execute"])] {
        let script = stdout(&Folder::with(&[]).run(&["completions", shell]));
        let Some((sound, printed)) = says(shell, args, &script) else { continue };
        assert!(sound, "{shell}: {printed}");
    }
}

#[test]
fn bash_completes_a_command_and_an_option() {
    let script = stdout(&Folder::with(&[]).run(&["completions", "bash"]));
    let ask = |words: &str, at: usize| {
        let call = format!(
            "{script}\nCOMP_WORDS=({words}); COMP_CWORD={at}; COMPREPLY=()\n_toulmin toulmin \"${{COMP_WORDS[{at}]}}\" \"${{COMP_WORDS[{}]}}\"\necho \"${{COMPREPLY[@]}}\"\n",
            at - 1
        );
        says("bash", &["--norc"], &call).map(|(_, printed)| printed)
    };
    let Some(commands) = ask("toulmin ch", 1) else { return };
    assert_eq!(commands, "check\n");
    assert_eq!(ask("toulmin check --force", 2).expect("it is there"), "--force-exclude\n");
}
