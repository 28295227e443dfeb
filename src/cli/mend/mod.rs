//! `check --fix` and `check --diff`: what can be mended in drafts without a change of their words.

mod call;
mod stub;

use super::diff::patch;
use super::files::Input;
use super::near::plural;
use super::replace::replace;
use super::terminal::Terminal;
use super::trouble::{Trouble, reason};
use crate::document::Document;
use crate::engine::Report;
use crate::report::visible;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
pub(crate) use stub::stub;
use stub::{Stubbed, stubs};

/// What is to be done with drafts that can be mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mending {
    /// Nothing.
    Off,
    /// They are written.
    Write,
    /// It is shown what would be written.
    Show,
}

/// The drafts that can be mended, by name.
#[derive(Debug)]
pub(crate) struct Mends {
    how: Mending,
    drafts: Mutex<BTreeMap<String, Mend>>,
}

#[derive(Debug)]
struct Mend {
    path: PathBuf,
    stdin: bool,
    before: String,
    after: String,
    calls: usize,
    notes: usize,
    left: usize,
}

impl Mends {
    /// None yet.
    pub(crate) fn new(how: Mending) -> Self {
        Self { how, drafts: Mutex::default() }
    }

    /// Whether the findings are not what is asked for.
    pub(crate) fn shows(&self) -> bool {
        self.how == Mending::Show
    }

    /// Sees what can be mended in a draft: first its calls of notes, then, as `checked` says of what that makes of it,
    /// the claims that cite nothing.
    pub(crate) fn look(
        &self,
        input: &Input,
        document: &Document,
        report: &Report,
        checked: impl FnOnce(Document) -> (Document, Report),
    ) {
        if self.how == Mending::Off {
            return;
        }
        let before = document.text().to_owned();
        let repaired = call::repaired(document).and_then(|(text, calls)| {
            let document = Document::read(text.as_bytes(), document.format).ok()?;
            Some((checked(document), calls))
        });
        let (stubbed, calls, repaired) = match &repaired {
            Some(((document, report), calls)) => (stubs(document, report), *calls, document.text()),
            None => (stubs(document, report), 0, document.text()),
        };
        let Stubbed { text, notes, left } = stubbed.unwrap_or(Stubbed { text: repaired.to_owned(), notes: 0, left: 0 });
        if calls + notes + left > 0 {
            let mend = Mend { path: input.path.clone(), stdin: input.stdin, before, after: text, calls, notes, left };
            self.drafts.lock().unwrap_or_else(PoisonError::into_inner).insert(input.name.clone(), mend);
        }
    }

    /// Writes the drafts, or shows what would be written; how many could be mended, and what could not be written.
    pub(crate) fn settle(self, quiet: bool, terminal: &Terminal) -> (usize, Vec<Trouble>) {
        let drafts = self.drafts.into_inner().unwrap_or_else(PoisonError::into_inner);
        let (mut mended, mut troubles) = (0, Vec::new());
        for (name, mend) in drafts {
            if mend.changes() && self.how == Mending::Show {
                terminal.out(&patch(&name, "mended", &mend.before, &mend.after, terminal.colour()));
            } else if mend.changes()
                && let Err(reason) = mend.write()
            {
                troubles.push(Trouble::Unreadable { path: name, reason });
                continue;
            }
            mended += usize::from(mend.changes());
            if !quiet {
                terminal.err(&format!("{}: {}\n", visible(&name), mend.says(self.how == Mending::Show)));
            }
        }
        (mended, troubles)
    }
}

impl Mend {
    fn changes(&self) -> bool {
        self.calls + self.notes > 0
    }

    /// What was done, or would be.
    fn says(&self, shown: bool) -> String {
        let (put, mended) = if shown { ("would be put in", "would be mended") } else { ("put in", "mended") };
        let mut said = Vec::new();
        if self.calls > 0 {
            said.push(format!("{} of notes {mended}", plural(self.calls, "call")));
        }
        if self.notes > 0 || self.calls == 0 {
            said.push(format!("{} to be filled in {put}", plural(self.notes, "note")));
        }
        match self.left {
            0 => {}
            1 => said.push("1 claim stands where no note can, in a heading, in HTML or in a link".to_owned()),
            left => said.push(format!("{left} claims stand where no note can, in a heading, in HTML or in a link")),
        }
        said.join("; ")
    }

    fn write(&self) -> Result<(), String> {
        if self.stdin {
            return Err("the standard input cannot be mended; `--diff` shows what would be".to_owned());
        }
        // Only a file that is still what was checked, byte for byte.
        let bytes = fs::read(&self.path).map_err(|error| reason(&error))?;
        if bytes != self.before.as_bytes() {
            return Err("it is not plain UTF-8, or has changed meanwhile, and stays as it is".to_owned());
        }
        replace(&self.path, &self.after)
    }
}
