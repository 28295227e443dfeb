//! What is printed and written: formats, each with the file that it goes to.

use super::replace::replace;
use super::terminal::Terminal;
use super::trouble::{self, Trouble};
use clap::builder::EnumValueParser;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches, ValueEnum, value_parser};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A set of formats that a command has.
pub(crate) trait Formats: ValueEnum + Copy + PartialEq + Send + Sync + 'static {
    /// The one that is printed where nothing is said.
    const DEFAULT: Self;
    /// The name of the default, for `--help`.
    const DEFAULT_NAME: &str;

    /// The format that a file's name tells, in lower case.
    fn of_name(name: &str) -> Option<Self>;
}

/// One thing to print or to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Output<F> {
    pub(crate) format: F,
    /// `None` is the standard output.
    pub(crate) file: Option<PathBuf>,
}

/// All that is to be printed and written, in the order asked for.
#[derive(Clone, Debug)]
pub(crate) struct Outputs<F>(pub(crate) Vec<Output<F>>);

impl<F: Formats> Outputs<F> {
    /// Whether something is printed in this format.
    pub(crate) fn prints(&self, format: F) -> bool {
        self.0.iter().any(|output| output.file.is_none() && output.format == format)
    }

    /// Whether all goes to files.
    pub(crate) fn is_silent(&self) -> bool {
        self.0.iter().all(|output| output.file.is_some())
    }
}

impl<F> Output<F> {
    /// Prints the text, or writes it whole or not at all; says why where it cannot be written.
    pub(crate) fn put(&self, text: &str, terminal: &Terminal) -> Result<(), Trouble> {
        let Some(path) = &self.file else {
            terminal.out(text);
            return Ok(());
        };
        let told = |reason| Trouble::Unreadable { path: trouble::shown(path), reason };
        // A device or a pipe is written to; in its place a file would do harm.
        if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
            let cannot = |error| told(format!("it cannot be written: {}", trouble::reason(&error)));
            return fs::write(path, text).map_err(cannot);
        }
        replace(path, text).map_err(told)
    }
}

impl<F: Formats> Args for Outputs<F> {
    fn augment_args(command: Command) -> Command {
        let format = Arg::new("format")
            .long("format")
            .value_name("FORMAT")
            .action(ArgAction::Append)
            .value_parser(EnumValueParser::<F>::new())
            .help_heading("Output")
            .help(format!(
                "A format; may be given again, each time with an `--output` of its own [default: {}, or what the file's name tells]",
                F::DEFAULT_NAME
            ));
        let output = Arg::new("output")
            .long("output")
            .short('o')
            .value_name("FILE")
            .action(ArgAction::Append)
            .value_parser(value_parser!(PathBuf))
            .help_heading("Output")
            .help("The file for the format named just before it, or for the one that the file's name tells; may be given again");
        command.arg(format).arg(output)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<F: Formats> FromArgMatches for Outputs<F> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let formats = matches.get_many::<F>("format").into_iter().flatten().map(|format| Said::Format(*format));
        let files = matches.get_many::<PathBuf>("output").into_iter().flatten().map(|file| Said::File(file.clone()));
        let places = |name| matches.indices_of(name).into_iter().flatten();
        let mut said: Vec<(usize, Said<F>)> = places("format").zip(formats).collect();
        said.extend(places("output").zip(files));
        said.sort_by_key(|(place, _)| *place);
        pair(said.into_iter().map(|(_, said)| said)).map_err(|says| Error::raw(ErrorKind::ArgumentConflict, says))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

enum Said<F> {
    Format(F),
    File(PathBuf),
}

/// Gives each file the format that stands right before it, and each other file the one that its name tells.
fn pair<F: Formats>(said: impl IntoIterator<Item = Said<F>>) -> Result<Outputs<F>, String> {
    let mut outputs: Vec<Output<F>> = Vec::new();
    // The format that was just named has no file yet.
    let mut waits = false;
    for one in said {
        match (one, outputs.last_mut()) {
            (Said::Format(format), _) => {
                outputs.push(Output { format, file: None });
                waits = true;
            }
            (Said::File(file), Some(last)) if waits => {
                last.file = (file.as_os_str() != "-").then_some(file);
                waits = false;
            }
            (Said::File(file), _) => outputs.push(Output { format: told(&file)?, file: Some(file) }),
        }
    }
    if outputs.is_empty() {
        outputs.push(Output { format: F::DEFAULT, file: None });
    }
    if outputs.iter().filter(|output| output.file.is_none()).count() > 1 {
        return Err(
            "only one format can be printed; give the others a file, as in `--format sarif --output a.sarif`".into()
        );
    }
    let mut files = BTreeSet::new();
    match outputs.iter().filter_map(|output| output.file.as_ref()).find(|file| !files.insert(*file)) {
        Some(twice) => Err(format!("`{}` is given twice; give each format a file of its own", trouble::shown(twice))),
        None => Ok(Outputs(outputs)),
    }
}

fn told<F: Formats>(file: &Path) -> Result<F, String> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    F::of_name(&name).ok_or_else(|| {
        format!("the name `{}` does not tell a format; say which with `--format` before it", trouble::shown(file))
    })
}
