//! `toulmin man`: the pages of the manual, one for each command.

use super::args::{Cli, ManArgs};
use super::near::did_you_mean;
use super::replace::replace;
use super::trouble::{reason, shown};
use super::{Outcome, terminal::Terminal};
use crate::report::visible;
use clap::CommandFactory;
use clap_mangen::Man;
use std::fs;
use std::io;
use std::path::Path;

/// What clap_mangen writes before each section, and once is enough: how an apostrophe is printed.
const PREAMBLE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";

/// Prints a page, or writes all into a folder.
pub(crate) fn run(args: &ManArgs, terminal: &Terminal) -> Outcome {
    let mut root = Cli::command().disable_help_subcommand(true);
    root.build();
    let wrong = match &args.output {
        Some(folder) => write(&root, folder).map(|()| terminal.out(&format!("the pages are in {}\n", shown(folder)))),
        None => named(&root, &args.command).map(|page| terminal.out(&page)),
    };
    match wrong {
        Ok(()) => Outcome::Clean,
        Err(reason) => {
            terminal.err(&format!("toulmin: {reason}\n"));
            Outcome::Failed
        }
    }
}

/// The page of a command that is named by its words.
fn named(root: &clap::Command, words: &[String]) -> Result<String, String> {
    let mut command = root;
    for word in words {
        command = command.find_subcommand(word).ok_or_else(|| {
            let names = command.get_subcommands().map(clap::Command::get_name);
            let help = did_you_mean(word, names).map_or_else(String::new, |help| format!("; {help}"));
            format!("there is no command `{}`{help}", visible(word))
        })?;
    }
    page(command).map_err(|error| error.to_string())
}

/// Writes the pages of a command and of those below it.
fn write(command: &clap::Command, folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {}", shown(folder), reason(&error)))?;
    let path = folder.join(Man::new(command.clone()).get_filename());
    let page = page(command).map_err(|error| error.to_string())?;
    replace(&path, &page).map_err(|reason| format!("{}: {reason}", shown(&path)))?;
    command.get_subcommands().try_for_each(|below| write(below, folder))
}

/// The page of a command, in roff.
fn page(command: &clap::Command) -> io::Result<String> {
    let plain = command.clone().after_help(None::<&str>).after_long_help(None::<&str>);
    let man = Man::new(plain).section("1").source(concat!("toulmin ", env!("CARGO_PKG_VERSION"))).manual("toulmin");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    let page = String::from_utf8_lossy(&page);
    let mut page = format!("{PREAMBLE}{}", page.replace(PREAMBLE, ""));
    for block in command.get_after_help().map(ToString::to_string).unwrap_or_default().split("\n\n") {
        page.push_str(&section(block));
    }
    Ok(page)
}

/// What stands below the options of a command: a list under its heading stays in its lines, other text is text.
fn section(block: &str) -> String {
    let (head, rest) = block.trim_end().split_once('\n').unwrap_or((block, ""));
    match head.strip_suffix(':').filter(|_| rest.starts_with("  ")) {
        Some(heading) => {
            let lines: Vec<String> = rest.lines().map(|line| roff(line.strip_prefix("  ").unwrap_or(line))).collect();
            format!(".SH {}\n.nf\n{}\n.fi\n", roff(&heading.to_uppercase()), lines.join("\n"))
        }
        None if block.is_empty() => String::new(),
        None => format!(".SH NOTES\n.nf\n{}\n.fi\n", block.lines().map(roff).collect::<Vec<_>>().join("\n")),
    }
}

/// A line as roff prints it.
fn roff(line: &str) -> String {
    let line = line.replace('\\', "\\e").replace('-', "\\-").replace('`', "\\(ga").replace('\'', "\\(aq");
    if line.starts_with('.') { format!("\\&{line}") } else { line }
}
