//! What is done about reports that are not as before: left to wait, accepted, asked about, or nothing at all.

use super::review::Review;
use super::snapshot::{self, Snapshot, pending};
use super::{Settled, State, Tested};
use crate::cli::replace;
use crate::cli::terminal::Terminal;
use crate::cli::test::TestArgs;
use crate::cli::trouble::Trouble;
use std::fs;
use std::io;
use std::path::Path;

/// How to settle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli::test) enum Mode {
    /// Writes nothing.
    Nothing,
    /// Leaves what differs beside its snapshot.
    Wait,
    /// Takes everything.
    Accept,
    /// Asks about each.
    Review,
}

impl Mode {
    /// What the command asks for; refused where it contradicts itself.
    pub(in crate::cli::test) fn of(args: &TestArgs) -> Result<Self, &'static str> {
        match (args.ci, args.accept, args.review) {
            (true, false, false) => Ok(Self::Nothing),
            (true, true, _) => Err("with `--ci`, or where `CI` is set, nothing is written, and `--accept` writes"),
            (true, _, true) => Err("with `--ci`, or where `CI` is set, nothing is written, and `--review` writes"),
            (false, true, _) => Ok(Self::Accept),
            (false, false, true) if args.format != crate::cli::args::MessageFormat::Human => {
                Err("`--review` asks people: leave `--format json` out")
            }
            (false, false, true) => Ok(Self::Review),
            (false, false, false) => Ok(Self::Wait),
        }
    }
}

/// Settles all, in order; what cannot be written is told.
pub(in crate::cli::test) fn settle(
    mode: Mode,
    tested: &mut [Tested],
    terminal: &Terminal,
    troubles: &mut Vec<Trouble>,
) {
    if mode == Mode::Nothing {
        return;
    }
    let open = tested.iter().filter(|one| one.state != State::Same).count();
    let mut review = Review::new(terminal, open);
    for one in tested {
        let settled = match (one.state, mode) {
            (State::Same, _) => forget(one).map(|()| None),
            (_, Mode::Accept) => accept(one).map(Some),
            (State::Unreferenced, Mode::Review) => match review.ask(one) {
                Some(Settled::Accepted) => accept(one).map(Some),
                _ => Ok(None),
            },
            (_, Mode::Review) => match review.ask(one) {
                Some(Settled::Accepted) => accept(one).map(Some),
                Some(Settled::Rejected) => remove(&pending(&one.path)).map(|()| Some(Settled::Rejected)),
                _ => wait(one).map(Some),
            },
            (State::Unreferenced, _) => Ok(None),
            _ => wait(one).map(Some),
        };
        match settled {
            Ok(settled) => one.settled = settled,
            Err((path, error)) => troubles.push(Trouble::Unreadable {
                path: crate::cli::trouble::shown(&path),
                reason: format!("it cannot be written: {}", crate::cli::trouble::reason(&error)),
            }),
        }
    }
}

type Written<T> = Result<T, (std::path::PathBuf, io::Error)>;

fn accept(one: &Tested) -> Written<Settled> {
    if one.state == State::Unreferenced {
        remove(&one.path)?;
        return Ok(Settled::Removed);
    }
    write(&one.path, one)?;
    remove(&pending(&one.path))?;
    Ok(Settled::Accepted)
}

fn wait(one: &Tested) -> Written<Settled> {
    write(&pending(&one.path), one)?;
    Ok(Settled::Waiting)
}

fn write(path: &Path, one: &Tested) -> Written<()> {
    let text = snapshot::text(one.document.as_deref().unwrap_or_default(), &one.pack, &one.report);
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder.and_then(|()| replace::write(path, &text)).map_err(|error| (path.to_owned(), error))
}

/// Removes what waits of a report that is as before again.
fn forget(one: &Tested) -> Written<()> {
    let path = pending(&one.path);
    match Snapshot::read(&path) {
        Ok(Some(Snapshot::Sound { ours: true, .. })) => remove(&path),
        _ => Ok(()),
    }
}

fn remove(path: &Path) -> Written<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err((path.to_owned(), error)),
        _ => Ok(()),
    }
}
