//! A walk through the reports that are not as before, one answer for each.

use super::page::Difference;
use super::{Settled, State, Tested};
use crate::cli::terminal::Terminal;
use std::io::{self, BufRead};

/// The bytes of an answer that are read.
const LONGEST: u64 = 1 << 10;

/// A review at the terminal.
pub(super) struct Review<'t> {
    terminal: &'t Terminal,
    all: usize,
    asked: usize,
    /// Nobody answers any more.
    over: bool,
}

impl<'t> Review<'t> {
    /// Over so many.
    pub(super) fn new(terminal: &'t Terminal, all: usize) -> Self {
        Self { terminal, all, asked: 0, over: false }
    }

    /// Shows a report and asks what to do about it; nothing where it is skipped.
    pub(super) fn ask(&mut self, one: &Tested) -> Option<Settled> {
        if self.over {
            return None;
        }
        self.asked += 1;
        let left = self.all - self.asked;
        let left = if left == 0 { "the last".to_owned() } else { format!("{left} more after it") };
        self.terminal.out(&format!("{} of {}, {left}\n", self.asked, self.all));
        self.terminal.out(&Difference(one).draw(self.terminal));
        let (yes, no) = match one.state {
            State::Unreferenced => ("remove it", "keep it"),
            _ => ("accept: the new report is right", "reject: it is not; the old one stays"),
        };
        loop {
            self.terminal.out(&format!("  a  {yes}\n  r  {no}\n  s  skip it for now\n  q  skip all that is left\n> "));
            let answer = self.line();
            self.terminal.out("\n");
            match answer.as_deref().map(|line| line.trim().to_lowercase()).as_deref() {
                Some("a" | "accept" | "y" | "yes") => return Some(Settled::Accepted),
                Some("r" | "reject" | "n" | "no") => return Some(Settled::Rejected),
                Some("s" | "skip" | "") => return None,
                Some("q" | "quit") | None => {
                    self.over = true;
                    return None;
                }
                Some(_) => self.terminal.out("answer with one of these letters, and the Enter key\n"),
            }
        }
    }

    /// A line of the standard input; none at its end.
    fn line(&self) -> Option<String> {
        let mut line = Vec::new();
        let read = io::Read::take(io::stdin().lock(), LONGEST).read_until(b'\n', &mut line);
        read.ok().filter(|bytes| *bytes > 0).map(|_| String::from_utf8_lossy(&line).into_owned())
    }
}
