//! Commands of the book, run as a reader would run them, in a folder of their own.

use std::path::Path;
use std::process::{Command, Stdio};

/// A line that stands for any lines.
const ANY: &str = "…";

/// A command and what the book shows of its output.
struct Step<'b> {
    command: &'b str,
    shows: Vec<&'b str>,
}

/// Runs a block of `$ command` lines with their output between; gives the block as it should be.
pub(crate) fn run(folder: &Path, block: &str) -> String {
    let mut right = String::new();
    for step in steps(block) {
        let printed = output(folder, step.command);
        let lines: Vec<&str> = printed.lines().map(str::trim_end).collect();
        let shown = if fits(&step.shows, &lines) { step.shows } else { lines };
        right.push_str(&format!("$ {}\n", step.command));
        shown.iter().for_each(|line| right.push_str(&format!("{line}\n")));
    }
    right
}

/// What a command line prints, on both streams.
pub(crate) fn output(folder: &Path, line: &str) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_toulmin"));
    let beside = binary.parent().expect("it stands in a folder").display();
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {line}\n}} 2>&1")])
        .current_dir(folder)
        .env_clear()
        .env("PATH", format!("{beside}:/usr/bin:/bin"))
        .stdin(Stdio::null())
        .output()
        .expect("there is a shell");
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

fn steps(block: &str) -> Vec<Step<'_>> {
    let mut steps: Vec<Step<'_>> = Vec::new();
    for line in block.lines() {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => steps.push(Step { command, shows: Vec::new() }),
            (None, Some(step)) => step.shows.push(line.trim_end()),
            (None, None) => panic!("a block of commands begins with `$ `:\n{block}"),
        }
    }
    steps
}

/// Whether the lines are those that the book shows.
fn fits(shows: &[&str], lines: &[&str]) -> bool {
    match shows.split_first() {
        None => lines.is_empty(),
        Some((&ANY, rest)) => (0..=lines.len()).any(|skipped| fits(rest, &lines[skipped..])),
        Some((line, rest)) => lines.first() == Some(line) && fits(rest, &lines[1..]),
    }
}
