//! What goes wrong outside of a draft's text: files that cannot be read, rules and configurations that are wrong.

use super::terminal::Terminal;
use crate::program::{Diagnostic, Level};
use crate::report::json::Failure;
use crate::report::{Human, Lines};
use crate::text::Span;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Something to say before, or instead of, what was asked.
#[derive(Clone, Debug)]
pub(crate) enum Trouble {
    /// A file that could not be read.
    Unreadable { path: String, reason: String },
    /// Something worth knowing of an option of the command.
    Note { about: String, says: String },
    /// A fault in a rule file or a configuration.
    Wrong { diagnostic: Box<Diagnostic>, source: Arc<Source> },
    /// A fault in a bibliography, or in what a draft says of one: the rest of it is used.
    Doubt { diagnostic: Box<Diagnostic>, source: Arc<Source> },
}

/// The text of a file in which something is wrong, with its lines, which all that is wrong in it share.
#[derive(Debug)]
pub(crate) struct Source {
    text: String,
    lines: Lines,
}

impl Source {
    /// Indexes the lines.
    pub(crate) fn new(text: &str) -> Arc<Self> {
        Arc::new(Self { text: text.to_owned(), lines: Lines::new(text) })
    }

    /// The line on which a byte stands, from 1.
    pub(crate) fn line(&self, byte: usize) -> usize {
        self.lines.place(&self.text, Span::new(byte, byte)).start.line
    }

    /// The text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

impl Trouble {
    /// A file that the system would not give.
    pub(crate) fn io(path: &Path, error: &io::Error) -> Self {
        Self::Unreadable { path: shown(path), reason: reason(error) }
    }

    /// Whether something was left out because of it.
    pub(crate) fn is_error(&self) -> bool {
        match self {
            Self::Unreadable { .. } => true,
            Self::Note { .. } => false,
            Self::Wrong { diagnostic, .. } => diagnostic.is_error(),
            Self::Doubt { .. } => false,
        }
    }

    /// Whether another says the same of the same place.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        let of = |trouble: &Self| match trouble {
            Self::Unreadable { path, reason } | Self::Note { about: path, says: reason } => {
                (path.clone(), reason.clone(), Span::default(), "")
            }
            Self::Wrong { diagnostic: d, .. } | Self::Doubt { diagnostic: d, .. } => {
                (d.file.clone(), d.message.clone(), d.span, d.id)
            }
        };
        of(self) == of(other)
    }

    /// For people.
    pub(crate) fn draw(&self, human: &Human) -> String {
        match self {
            Self::Unreadable { path, reason } => human.unreadable(path, reason),
            Self::Note { about, says } => human.note(about, says),
            Self::Wrong { diagnostic, source } | Self::Doubt { diagnostic, source } => {
                human.diagnostic(&source.text, &source.lines, diagnostic)
            }
        }
    }

    /// For programs.
    pub(crate) fn failure(&self) -> Failure {
        match self {
            Self::Unreadable { path, reason } | Self::Note { about: path, says: reason } => {
                Failure::unreadable(path, reason)
            }
            Self::Wrong { diagnostic, source } | Self::Doubt { diagnostic, source } => {
                Failure::of(diagnostic, &source.text, &source.lines)
            }
        }
    }
}

/// More warnings than these hide what a command is asked for; `lint-rules` draws them all.
const FEW: usize = 3;

/// Draws troubles on the standard error, a blank line after each, and counts those in rule files.
pub(crate) fn draw(troubles: &[Trouble], terminal: &Terminal) {
    let human = terminal.human_err();
    let is = |t: &Trouble, level| matches!(t, Trouble::Wrong { diagnostic, .. } if diagnostic.level == level);
    let wrong = |level: Level| troubles.iter().filter(|t| is(t, level)).count();
    let many = wrong(Level::Warning) > FEW;
    for trouble in troubles.iter().filter(|t| !(many && is(t, Level::Warning))) {
        terminal.err(&trouble.draw(&human));
        terminal.err("\n");
    }
    let count = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
    let line = match (wrong(Level::Error), wrong(Level::Warning)) {
        (0, 0) => return,
        (0, warnings) => format!("the rules compile, with {}", count(warnings, "warning")),
        (errors, 0) => format!("{} in rules and configuration; what is wrong was left out", count(errors, "error")),
        (errors, warnings) => format!(
            "{} and {} in rules and configuration; what is wrong was left out",
            count(errors, "error"),
            count(warnings, "warning")
        ),
    };
    let more = if many { "; `toulmin lint-rules` draws the warnings" } else { "" };
    terminal.err(&format!("{line}{more}\n\n"));
}

/// A path as it is printed.
pub(crate) fn shown(path: &Path) -> String {
    let path = path.strip_prefix("./").ok().filter(|rest| !rest.as_os_str().is_empty()).unwrap_or(path);
    path.to_string_lossy().into_owned()
}

/// Why the system would not, in our words.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read: permission denied".to_owned(),
        io::ErrorKind::InvalidData => "it is not UTF-8 text".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or_default().to_lowercase()
        }
    }
}
