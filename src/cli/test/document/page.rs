//! The reports that are not as before, for people.

use super::{Mode, Settled, State, Tested};
use crate::cli::diff::changes;
use crate::cli::terminal::Terminal;
use crate::cli::test::example::noun;
use crate::report::visible;
use anstyle::{AnsiColor, Style};
use std::fmt::Write;

/// One of them.
pub(super) struct Difference<'t>(pub(super) &'t Tested);

impl Difference<'_> {
    /// What it is, and what changed.
    pub(super) fn draw(&self, terminal: &Terminal) -> String {
        let one = self.0;
        let colour = if one.state == State::Unreferenced { AnsiColor::Yellow } else { AnsiColor::Red };
        let style = if terminal.colour() { colour.on_default().bold() } else { Style::new() };
        let (sign, word) = match one.state {
            State::Same => ("✓", "as before"),
            State::Changed => ("✗", "changed"),
            State::New => ("✗", "new"),
            State::Broken => ("✗", "broken"),
            State::Unreferenced => ("·", "unreferenced"),
        };
        let snapshot = visible(&one.snapshot);
        let about = one.document.as_deref().map_or_else(|| snapshot.clone(), visible);
        let mut page = format!("{style}{sign} {word}{style:#} {} {about}\n", visible(&one.pack));
        let says = match (one.state, one.reason) {
            (State::Changed, _) => format!("the report is not that of {snapshot}"),
            (State::New, _) => format!("no report of it is kept in {snapshot} yet"),
            (State::Broken, reason) => format!("{snapshot} is no snapshot: {}", reason.unwrap_or_default()),
            (State::Unreferenced, _) => "its document is gone".to_owned(),
            (State::Same, _) => String::new(),
        };
        let _ = writeln!(page, "    {says}\n");
        if one.state == State::Unreferenced {
            return page;
        }
        for line in changes(&one.before, &one.report, terminal.colour()).lines() {
            let _ = writeln!(page, "{}", format!("    {line}").trim_end());
        }
        page.push('\n');
        page
    }
}

/// All of them, with what was done; those that were gone through one by one are not shown again.
pub(in crate::cli::test) fn page(tested: &[Tested], mode: Mode, terminal: &Terminal) -> String {
    let mut page = String::new();
    for one in tested.iter().filter(|one| one.state != State::Same) {
        if mode == Mode::Wait || mode == Mode::Nothing {
            page.push_str(&Difference(one).draw(terminal));
            continue;
        }
        let done = match one.settled {
            Some(Settled::Accepted) => "accepted",
            Some(Settled::Removed) => "removed",
            Some(Settled::Rejected) => "rejected",
            Some(Settled::Waiting) => "skipped",
            None => continue,
        };
        let _ = writeln!(page, "{done} {}", visible(&one.snapshot));
    }
    page
}

/// How many documents ended how, and what to do next; nothing where there are none.
pub(in crate::cli::test) fn summary(tested: &[Tested], mode: Mode) -> String {
    if tested.is_empty() {
        return String::new();
    }
    let count = |state: State| tested.iter().filter(|one| one.state == state).count();
    let documents = tested.iter().filter(|one| one.document.is_some()).count();
    let mut page = format!("{}: {} as before", noun(documents, "document"), count(State::Same));
    for (state, word) in [(State::Changed, "changed"), (State::New, "new"), (State::Broken, "broken")] {
        if count(state) > 0 {
            let _ = write!(page, ", {} {word}", count(state));
        }
    }
    let settled = |what: Settled| tested.iter().filter(|one| one.settled == Some(what)).count();
    for (what, word) in [(Settled::Accepted, "accepted"), (Settled::Rejected, "rejected")] {
        if settled(what) > 0 {
            let _ = write!(page, "; {} {word}", settled(what));
        }
    }
    page.push('\n');
    let removed = settled(Settled::Removed);
    let lost = count(State::Unreferenced) - removed;
    if removed > 0 {
        let _ = writeln!(page, "{} removed: no document any more", noun(removed, "snapshot"));
    }
    if lost > 0 {
        let (have, them) = if lost == 1 { ("has", "it") } else { ("have", "them") };
        let _ = writeln!(page, "{} {have} no document any more; `--accept` removes {them}", noun(lost, "snapshot"));
    }
    let open = tested.iter().filter(|one| one.failed() && one.settled != Some(Settled::Rejected)).count();
    if open > 0 && mode == Mode::Nothing {
        page.push_str("nothing was written; run `toulmin test` with `--review` where files may be written\n");
    } else if open > 0 {
        page.push_str("go through them with `--review`, or take all with `--accept`\n");
    }
    page
}
