//! `toulmin pages`: a folder of Markdown with a page for each rule.

mod args;
mod folder;
mod index;
mod markdown;
mod rule;
mod words;

use super::Outcome;
use super::explain::sheet::Sheet;
use super::message_pages;
use super::packs::{Care, RuleSet, Shipped};
use super::terminal::Terminal;
use super::trouble::{self, Trouble, shown};
use crate::program::Rule;
use crate::report::visible;
pub(crate) use args::PagesArgs;
pub(crate) use rule::body;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use words::Glossary;

/// The first line of each page, by which the command knows its own.
const MARK: &str = "<!-- Written by `toulmin pages`: what is changed here is lost. -->";

/// Writes the pages, or says which are not as they should be.
pub(crate) fn run(args: &PagesArgs, terminal: &Terminal) -> Outcome {
    let fail = |says: String| {
        terminal.err(&format!("toulmin: {}\n", visible(&says)));
        Outcome::Failed
    };
    let (set, packs) = match find(args) {
        Ok(found) => found,
        Err(says) => return fail(says),
    };
    let troubles: Vec<Trouble> = set.troubles().into_iter().filter(Trouble::is_error).collect();
    if !troubles.is_empty() {
        trouble::draw(&troubles, terminal);
        return fail("no page was written".to_owned());
    }
    let changed = pages(args, &set, &packs).and_then(|pages| {
        let changes = folder::compare(&args.output, &pages)?;
        if !args.check {
            folder::write(&args.output, &pages, &changes)?;
        }
        Ok((pages.len(), changes))
    });
    let (count, changes) = match changed {
        Ok(changed) => changed,
        Err(says) => return fail(says),
    };
    let (old, gone) = (&changes.written, &changes.removed);
    let [is_old, is_gone] = if args.check { ["out of date", "left over"] } else { ["written", "removed"] };
    for (paths, how) in [(old, is_old), (gone, is_gone)] {
        paths.iter().for_each(|path| terminal.out(&format!("{how} {}\n", visible(&shown(path)))));
    }
    let noun = if count == 1 { "page" } else { "pages" };
    let (differs, as_before) = (old.len() + gone.len(), count - old.len());
    terminal.out(&format!("{count} {noun}: {as_before} as before, {} {is_old}, {} {is_gone}\n", old.len(), gone.len()));
    if args.check && differs > 0 { Outcome::Faulty } else { Outcome::Clean }
}

/// The rules, and the names of the packs that are meant.
fn find(args: &PagesArgs) -> Result<(RuleSet, BTreeSet<String>), String> {
    let (folders, names): (Vec<PathBuf>, Vec<PathBuf>) = args.packs.iter().cloned().partition(|path| path.exists());
    let names: BTreeSet<String> = names.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    let set = RuleSet::read(&folders, &Shipped::Needed(names.clone()), Care::Errors);
    if let Some(name) = names.iter().find(|name| !set.packs().any(|pack| pack == name.as_str())) {
        return Err(format!("there is no folder and no pack `{name}`"));
    }
    let packs = set.given.iter().cloned().chain(names).collect();
    Ok((set, packs))
}

/// All pages, by their paths in the folder.
fn pages(args: &PagesArgs, set: &RuleSet, packs: &BTreeSet<String>) -> Result<BTreeMap<PathBuf, String>, String> {
    let program = &set.checker.program;
    let mut pages = BTreeMap::new();
    let glossary = Glossary::of(&set.files);
    let mut by_pack: Vec<(String, Vec<&Rule>)> = Vec::new();
    for name in packs {
        // A pack without a `pack` item is named after its folder, whatever that is called.
        if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
            return Err(format!("the pack `{name}` has no name for a folder; give it a `pack` item"));
        }
        let is_of = |rule: &&Rule| rule.id.split_once('/').is_some_and(|(pack, _)| pack == name);
        let rules: Vec<&Rule> = set.rules().into_iter().filter(is_of).collect();
        for rule in &rules {
            let short = rule.id.rsplit('/').next().unwrap_or_default();
            let sheet = Sheet::of(rule, program, rule.level, args.language);
            pages.insert(
                PathBuf::from(name).join(format!("{short}.md")),
                rule::page(&sheet) + &glossary.part(rule, program, args.language),
            );
        }
        by_pack.push((name.clone(), rules));
    }
    if args.messages {
        pages.insert(PathBuf::from("messages.md"), index::messages(message_pages::all()));
    }
    if !by_pack.is_empty() {
        let list = index::rules(program, &set.files, &by_pack, args.messages);
        pages.insert(PathBuf::from("README.md"), list);
    }
    Ok(pages)
}
