//! `toulmin lint-rules`: all that can be said of rule files without a reader, and what can be mended of it.

pub(crate) mod fix;
mod runs;

use super::Outcome;
use super::args::{LintArgs, MessageFormat};
use super::check::print_json;
use super::diff::patch;
use super::packs::{Care, RuleSet, Shipped, whole_packs};
use super::replace::replace;
use super::rule_files::packs_here;
use super::terminal::Terminal;
use super::trouble::{Source, Trouble};
use crate::program::{Diagnostic, Level, Rule};
use crate::report::json::Failure;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How often the files are mended and looked at again: a fix may show what another one can mend.
const MOST_ROUNDS: usize = 8;

/// Looks at the rule files, mends them where that was asked for, and says what is left.
pub(crate) fn run(args: &LintArgs, terminal: &Terminal) -> Outcome {
    let mut args = args.clone();
    if args.paths.is_empty() {
        // What is wrong with the configuration is told by those who check with it.
        args.paths = packs_here(&mut Vec::new());
        if args.paths.is_empty() {
            args.paths.push(PathBuf::from("."));
        }
    } else if args.whole_pack {
        args.paths = whole_packs(&args.paths);
    }
    let args = &args;
    let mut fixed = 0;
    if args.fix {
        match mend(args) {
            Ok(count) => fixed = count,
            Err(trouble) => {
                terminal.err(&format!("{}\n", trouble.draw(&terminal.human_err())));
                return Outcome::Failed;
            }
        }
    }
    let seen = Seen::of(args);
    if args.diff {
        return seen.show_diff(terminal);
    }
    match args.format {
        MessageFormat::Human => seen.draw(fixed, terminal),
        MessageFormat::Json => print_json(&seen.results(fixed), terminal),
    }
    seen.outcome()
}

/// Rule files, and what is wrong with them.
struct Seen {
    set: RuleSet,
    told: Vec<Diagnostic>,
    unread: Vec<Trouble>,
}

impl Seen {
    fn of(args: &LintArgs) -> Self {
        let set = RuleSet::read(&args.paths, &Shipped::Needed(BTreeSet::new()), Care::All);
        let own = |file: &str| set.own.contains(file);
        let rules: Vec<&Rule> = set.rules().into_iter().filter(|rule| own(&rule.file)).collect();
        let mut told: Vec<Diagnostic> =
            set.checker.diagnostics().iter().filter(|one| own(&one.file)).cloned().collect();
        let mut run = runs::of_examples(&set, &rules);
        let (silent, mut unread) = runs::of_drafts(&set, &rules, args);
        run.extend(silent);
        told.extend(run.into_iter().filter(|one| !runs::is_meant(&set, one)));
        told.sort_by(|a, b| (&a.file, a.span, a.id).cmp(&(&b.file, b.span, b.id)));
        unread.extend(set.unread.iter().cloned());
        Self { set, told, unread }
    }

    fn files(&self) -> BTreeMap<&str, Vec<Diagnostic>> {
        let mut files: BTreeMap<&str, Vec<Diagnostic>> = BTreeMap::new();
        for one in &self.told {
            files.entry(&one.file).or_default().push(one.clone());
        }
        files
    }

    fn troubles(&self) -> Vec<Trouble> {
        let mut sources: BTreeMap<&str, Arc<Source>> = BTreeMap::new();
        let mut troubles = self.unread.clone();
        for one in &self.told {
            let source = sources.entry(&one.file).or_insert_with(|| Source::new(self.set.text(&one.file)));
            troubles.push(Trouble::Wrong { diagnostic: Box::new(one.clone()), source: Arc::clone(source) });
        }
        troubles
    }

    fn outcome(&self) -> Outcome {
        match (self.unread.is_empty(), self.told.is_empty()) {
            (false, _) => Outcome::Failed,
            (true, false) => Outcome::Faulty,
            (true, true) => Outcome::Clean,
        }
    }

    fn draw(&self, fixed: usize, terminal: &Terminal) {
        let human = terminal.human();
        for trouble in self.troubles() {
            terminal.out(&trouble.draw(&human));
            terminal.out("\n");
        }
        let count = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
        let at = |level: Level| self.told.iter().filter(|one| one.level == level).count();
        let mut line = match (at(Level::Error), at(Level::Warning)) {
            (0, 0) => "nothing to mend".to_owned(),
            (0, warnings) => count(warnings, "warning"),
            (errors, 0) => count(errors, "error"),
            (errors, warnings) => format!("{} and {}", count(errors, "error"), count(warnings, "warning")),
        };
        line += &format!(" in {}", count(self.set.own.len().max(self.files().len()), "file"));
        if fixed > 0 {
            line += &format!("; {} mended", count(fixed, "place"));
        }
        let fixable = self.told.iter().filter(|one| one.fix.is_some()).count();
        if fixable > 0 {
            line += &format!("; `--fix` mends {fixable}");
        }
        terminal.out(&format!("{line}\n"));
    }

    fn results(&self, fixed: usize) -> Results {
        let message = |trouble: Trouble| Message {
            level: match &trouble {
                Trouble::Wrong { diagnostic, .. } => diagnostic.level,
                _ => Level::Error,
            },
            fixable: matches!(&trouble, Trouble::Wrong { diagnostic, .. } if diagnostic.fix.is_some()),
            failure: trouble.failure(),
        };
        Results { version: 1, fixed, messages: self.troubles().into_iter().map(message).collect() }
    }

    /// What `--fix` would change; nothing is written.
    fn show_diff(&self, terminal: &Terminal) -> Outcome {
        let mut any = false;
        for (file, told) in self.files() {
            let before = self.set.text(file);
            let (after, count) = fix::apply(before, &told);
            any |= count > 0;
            terminal.out(&patch(file, "mended", before, &after, terminal.colour()));
        }
        match (self.unread.is_empty(), any) {
            (false, _) => Outcome::Failed,
            (true, true) => Outcome::Faulty,
            (true, false) => Outcome::Clean,
        }
    }
}

/// What `toulmin lint-rules --format json` prints.
#[derive(Debug, Serialize)]
struct Results {
    version: u32,
    /// How many places were mended.
    fixed: usize,
    messages: Vec<Message>,
}

/// A message of the rule compiler.
#[derive(Debug, Serialize)]
struct Message {
    level: Level,
    /// Whether `--fix` mends it.
    fixable: bool,
    #[serde(flatten)]
    failure: Failure,
}

/// Mends the files until nothing more can be mended. A round after which more is wrong than before is not written.
fn mend(args: &LintArgs) -> Result<usize, Trouble> {
    let mut fixed = 0;
    for _ in 0..MOST_ROUNDS {
        let seen = Seen::of(args);
        let mut mended = 0;
        for (file, told) in seen.files() {
            let text = seen.set.text(file);
            let (after, count) = fix::apply(text, &told);
            let path: PathBuf = Path::new(file).to_owned();
            if count > 0 && seen.set.own.contains(file) {
                replace(&path, &after).map_err(|reason| Trouble::Unreadable { path: file.to_owned(), reason })?;
                mended += count;
            }
        }
        fixed += mended;
        if mended == 0 {
            break;
        }
    }
    Ok(fixed)
}
