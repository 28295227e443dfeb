//! `toulmin fmt`: rule files in the one style of the language.

use super::Outcome;
use super::args::FmtArgs;
use super::diff::patch;
use super::replace::replace;
use super::rule_files::{self, Input};
use super::terminal::Terminal;
use super::trouble::{Source, Trouble};
use crate::program::{FormatError, format_rules};
use crate::report::{Lines, visible};
use crate::syntax::RuleFile;
use std::sync::Arc;

/// Formats files, or says which are not formatted.
pub(crate) fn run(args: &FmtArgs, terminal: &Terminal) -> Outcome {
    let (inputs, troubles) = rule_files::collect(&args.paths);
    let piped = inputs.iter().any(Input::is_stdin);
    let mut run = Run { args, terminal, changed: 0, unchanged: 0, left: 0 };
    run.say(&troubles);
    run.left += troubles.len();
    for input in &inputs {
        if let Err(troubles) = run.one(input) {
            run.say(&troubles);
            run.left += 1;
        }
    }
    if !piped {
        run.sum_up();
    }
    match (run.left, args.check || args.diff) {
        (1.., _) => Outcome::Failed,
        (0, true) if run.changed > 0 => Outcome::Faulty,
        (0, _) => Outcome::Clean,
    }
}

/// A run, and how many files it met.
struct Run<'r> {
    args: &'r FmtArgs,
    terminal: &'r Terminal,
    changed: usize,
    unchanged: usize,
    /// Files and folders that could not be read, formatted or written.
    left: usize,
}

impl Run<'_> {
    fn one(&mut self, input: &Input) -> Result<(), Vec<Trouble>> {
        let text = input.read().map_err(|trouble| vec![trouble])?;
        let file = RuleFile { path: input.name.clone(), text };
        let formatted = format_rules(&file).map_err(|error| why(&file, error))?;
        let differs = formatted != file.text;
        if self.args.diff {
            self.terminal.out(&patch(&file.path, "formatted", &file.text, &formatted, self.terminal.colour()));
        } else if self.args.check {
            if differs {
                self.terminal.out(&format!("{}\n", visible(&file.path)));
            }
        } else if input.is_stdin() {
            self.terminal.out(&formatted);
        } else if differs {
            replace(&input.path, &formatted)
                .map_err(|reason| vec![Trouble::Unreadable { path: file.path.clone(), reason }])?;
        }
        *if differs { &mut self.changed } else { &mut self.unchanged } += 1;
        Ok(())
    }

    fn say(&self, troubles: &[Trouble]) {
        let human = self.terminal.human_err();
        for trouble in troubles {
            self.terminal.err(&format!("{}\n", trouble.draw(&human)));
        }
    }

    fn sum_up(&self) {
        let looks = self.args.check || self.args.diff;
        let counts = [
            (self.changed, if looks { "would be formatted" } else { "formatted" }),
            (self.unchanged, "unchanged"),
            (self.left, "could not be formatted"),
        ];
        let mut line = String::new();
        for (count, what) in counts.into_iter().filter(|(count, _)| *count > 0) {
            line += &match (line.is_empty(), count) {
                (true, 1) => format!("1 file {what}"),
                (true, _) => format!("{count} files {what}"),
                (false, _) => format!(", {count} {what}"),
            };
        }
        line.push('\n');
        // What others read is on the standard output: paths, or a patch.
        if looks { self.terminal.err(&line) } else { self.terminal.out(&line) }
    }
}

/// What to say of a file that was not formatted.
fn why(file: &RuleFile, error: FormatError) -> Vec<Trouble> {
    match error {
        FormatError::Faulty(diagnostics) => {
            let source = Source::new(&file.text);
            let wrong = |diagnostic| Trouble::Wrong { diagnostic: Box::new(diagnostic), source: Arc::clone(&source) };
            diagnostics.into_iter().map(wrong).collect()
        }
        FormatError::Lost { span, .. } => {
            let place = Lines::new(&file.text).location(&file.text, span.start);
            let path = format!("{}:{}:{}", file.path, place.line, place.column);
            vec![Trouble::Unreadable { path, reason: error.to_string() }]
        }
    }
}
