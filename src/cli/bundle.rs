//! `toulmin bundle`: a pack and all that it uses, as one file to hand on.

use super::Outcome;
use super::args::BundleArgs;
use super::packs::{Care, RuleSet, Shipped};
use super::terminal::Terminal;
use super::trouble::{self, Source, Trouble, reason, shown};
use crate::program::{NoBundle, bundle};
use crate::report::visible;
use std::collections::BTreeSet;
use std::fs;

/// Writes the bundle where it was asked for, or prints it.
pub(crate) fn run(args: &BundleArgs, terminal: &Terminal) -> Outcome {
    let fail = |says: String| {
        terminal.err(&format!("toulmin: {}\n", visible(&says)));
        Outcome::Failed
    };
    let (set, name) = match find(args) {
        Ok(found) => found,
        Err(says) => return fail(says),
    };
    let troubles: Vec<Trouble> = set.troubles().into_iter().filter(Trouble::is_error).collect();
    if !troubles.is_empty() {
        trouble::draw(&troubles, terminal);
        return Outcome::Failed;
    }
    let text = match bundle(&set.files, &name) {
        Ok(text) => text,
        Err(NoBundle::Unknown) => return fail(format!("there is no pack `{name}`")),
        Err(NoBundle::Faulty(faults)) => {
            let wrong = |one: crate::program::Diagnostic| {
                let source = Source::new(set.text(&one.file));
                Trouble::Wrong { diagnostic: Box::new(one), source }
            };
            let troubles: Vec<Trouble> = faults.into_iter().map(wrong).collect();
            trouble::draw(&troubles, terminal);
            return fail(format!("the pack `{name}` does not stand alone; nothing was written"));
        }
    };
    match &args.output {
        None => terminal.out(&text),
        Some(path) => {
            if let Err(error) = fs::write(path, &text) {
                return fail(format!("{}: {}", shown(path), reason(&error)));
            }
            terminal.err(&format!("wrote {}\n", visible(&shown(path))));
        }
    }
    Outcome::Clean
}

/// The rules that are meant, and the name of the pack among them: a folder, or the name of a pack that ships.
fn find(args: &BundleArgs) -> Result<(RuleSet, String), String> {
    let named = args.pack.to_string_lossy().into_owned();
    if args.pack.exists() {
        let set = RuleSet::read(std::slice::from_ref(&args.pack), &Shipped::Needed(BTreeSet::new()), Care::Errors);
        let mut packs = set.given.iter();
        return match (packs.next().cloned(), packs.next()) {
            (Some(one), None) => Ok((set, one)),
            (None, _) => Err(format!("{named}: there is no rule in it")),
            (Some(_), Some(_)) => {
                let packs: Vec<&str> = set.given.iter().map(String::as_str).collect();
                Err(format!("{named}: there are several packs in it ({}); name one of their folders", packs.join(", ")))
            }
        };
    }
    let set = RuleSet::read(&[], &Shipped::Needed(BTreeSet::from([named.clone()])), Care::Errors);
    if set.packs().any(|pack| pack == named) {
        return Ok((set, named));
    }
    Err(format!("there is no folder and no pack `{named}`"))
}
