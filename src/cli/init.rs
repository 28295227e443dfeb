//! `toulmin init`: the first `toulmin.toml` of a folder.

use super::Outcome;
use super::args::InitArgs;
use super::config::NAME;
use super::terminal::Terminal;
use super::trouble::{reason, shown};
use crate::report::visible;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Writes the file, and nothing over one that is there.
pub(crate) fn run(args: &InitArgs, terminal: &Terminal) -> Outcome {
    let path = args.folder.as_deref().unwrap_or(Path::new(".")).join(NAME);
    let name = visible(&shown(&path)).into_owned();
    let written = fs::File::create_new(&path).and_then(|mut file| file.write_all(TEMPLATE.as_bytes()));
    match written {
        Ok(()) => {
            terminal.out(&format!(
                "wrote {name}\n\nnext:\n  toulmin check\n      checks the drafts of the folder\n  toulmin config\n      says what holds, and which file says so\n"
            ));
            Outcome::Clean
        }
        Err(error) => {
            let says = match error.kind() {
                io::ErrorKind::AlreadyExists => "there is such a file already; it stays as it is".to_owned(),
                _ => reason(&error),
            };
            terminal.err(&format!("toulmin: {name}: {says}\n"));
            Outcome::Failed
        }
    }
}

const TEMPLATE: &str = include_str!("init.toml");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::config::Config;
    use crate::cli::config::KEYS;

    /// The file as it is written, and with every line of it in force.
    #[test]
    fn the_template_is_right_with_and_without_its_comments() {
        let folder = tempfile::tempdir().expect("there is room");
        let in_force: String = TEMPLATE
            .lines()
            .map(|line| {
                line.strip_prefix("# ").filter(|rest| rest.contains('=') || rest.starts_with('[')).unwrap_or(line)
            })
            .map(|line| format!("{line}\n"))
            .collect();
        for text in [TEMPLATE, &in_force] {
            let path = folder.path().join(NAME);
            fs::write(&path, text).expect("a file can be written");
            let (_, wrong) = Config::read(&path).expect("it can be read");
            assert!(wrong.is_empty(), "{wrong:?}");
        }
        for key in KEYS {
            assert!(in_force.contains(&format!("{key} =")) || in_force.contains(&format!("[{key}")), "{key}");
        }
    }
}
