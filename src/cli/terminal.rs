//! Where output goes: how wide it is, whether it has colours, and what happens when nobody reads it.

use super::args::When;
use crate::report::Human;
use anstream::{AutoStream, ColorChoice};
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// The two output streams.
#[derive(Debug)]
pub(crate) struct Terminal {
    pub(crate) width: usize,
    colour_out: bool,
    colour_err: bool,
    /// Nobody reads the output any more, as in `toulmin check | head -1`.
    closed: AtomicBool,
}

impl Terminal {
    /// Asks the environment what was not said.
    pub(crate) fn new(when: When, width: Option<usize>) -> Self {
        let coloured = |auto: ColorChoice| match when {
            When::Always => true,
            When::Never => false,
            When::Auto => auto != ColorChoice::Never,
        };
        let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        Self {
            width: width.or_else(measured).unwrap_or(80),
            colour_out: coloured(AutoStream::choice(&io::stdout())),
            colour_err: coloured(AutoStream::choice(&io::stderr())),
            closed: AtomicBool::new(false),
        }
    }

    /// How to draw for the standard output.
    pub(crate) fn human(&self) -> Human {
        Human::new().width(self.width).colour(self.colour_out)
    }

    /// How to draw for the standard error.
    pub(crate) fn human_err(&self) -> Human {
        Human::new().width(self.width).colour(self.colour_err)
    }

    /// Whether the standard output has colours.
    pub(crate) fn colour(&self) -> bool {
        self.colour_out
    }

    /// Prints on the standard output; quiet when nobody reads it.
    pub(crate) fn out(&self, text: &str) {
        if self.closed.load(Ordering::Relaxed) {
            return;
        }
        let mut out = io::stdout().lock();
        if let Err(error) = out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            self.closed.store(true, Ordering::Relaxed);
            if error.kind() != io::ErrorKind::BrokenPipe {
                self.err(&format!("toulmin: the output cannot be written: {error}\n"));
            }
        }
    }

    /// Prints on the standard error.
    pub(crate) fn err(&self, text: &str) {
        // There is nowhere left to say that it failed.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Whether somebody watches the standard error.
    pub(crate) fn watched(&self) -> bool {
        io::stderr().is_terminal()
    }
}
