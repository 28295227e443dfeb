//! How far a long run is, for those who watch.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How long a run may take without a word.
const PATIENCE: Duration = Duration::from_millis(500);

/// A bar on the standard error that appears when the run is not over soon.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    shown: AtomicBool,
    watched: bool,
}

impl Progress {
    /// A run over so many files.
    pub(crate) fn new(files: usize, watched: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30.cyan} {pos}/{len} {wide_msg:.dim}") {
            bar.set_style(style);
        }
        Self { bar, begun: Instant::now(), shown: AtomicBool::new(false), watched }
    }

    /// One more is done.
    pub(crate) fn done(&self, name: &str) {
        if !self.watched {
            return;
        }
        self.bar.inc(1);
        if self.begun.elapsed() > PATIENCE {
            if !self.shown.swap(true, Ordering::Relaxed) {
                self.bar.set_draw_target(ProgressDrawTarget::stderr());
            }
            self.bar.set_message(crate::report::visible(name).into_owned());
        }
    }

    /// Leaves the terminal as it was.
    pub(crate) fn end(self) {
        self.bar.finish_and_clear();
    }
}
