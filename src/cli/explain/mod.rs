//! `toulmin explain`: what a rule is, what a message means, what was seen on a line.

mod message;
mod page;
mod rule;
pub(crate) mod sheet;
pub(crate) mod stop;
mod trace;
pub(crate) mod vocabulary;
pub(crate) mod wording;

use super::args::ExplainArgs;
use super::near::nearest;
use super::setup::Setups;
use super::terminal::Terminal;
use super::{Outcome, packs, trouble};
use crate::program::Rule;
use std::path::Path;

/// Explains what was named.
pub(crate) fn run(args: &ExplainArgs, terminal: &Terminal) -> Outcome {
    if let Some((file, line)) = file_and_line(&args.what) {
        return trace::run(file, line, &args.choice, terminal);
    }
    if let Some(page) = message::page(&args.what, terminal) {
        terminal.out(&page);
        return Outcome::Clean;
    }
    let mut setups = Setups::new(&args.choice);
    let setup = setups.here();
    trouble::draw(&setups.troubles, terminal);
    let rules = setup.rules.rules();
    let is_meant = |rule: &&&Rule| rule.id == args.what || short(&rule.id) == args.what || rule.replaces(&args.what);
    let meant: Vec<_> = rules.iter().filter(is_meant).collect();
    if let Some(says) = setup.rules.outdated(&args.what) {
        terminal.err(&format!("toulmin: {}\n\n", crate::report::visible(&says)));
    }
    for (at, rule) in meant.iter().enumerate() {
        if at > 0 {
            terminal.out("\n");
        }
        terminal.out(&rule::page(rule, &setup, terminal, args.choice.language));
    }
    if !meant.is_empty() {
        return Outcome::Clean;
    }
    if rules.iter().any(|rule| packs::named(rule, &args.what)) {
        terminal.err(&format!(
            "toulmin: `{}` is a pack; `toulmin rules --pack {}` lists its rules\n",
            args.what, args.what
        ));
        return Outcome::Failed;
    }
    let known = setup.rules.names().into_iter().chain(message::ids());
    let help = nearest(&args.what, known)
        .map_or_else(|| "; `toulmin rules` lists the rules".to_owned(), |name| format!("; did you mean `{name}`?"));
    terminal.err(&format!("toulmin: there is no rule and no message `{}`{help}\n", crate::report::visible(&args.what)));
    Outcome::Failed
}

/// `plan.md:12`, also `plan.md:12:3` as it is printed above an excerpt.
fn file_and_line(what: &str) -> Option<(&Path, usize)> {
    let (file, number) = what.rsplit_once(':')?;
    let number = number.parse().ok()?;
    match file.rsplit_once(':') {
        Some((shorter, line)) if !Path::new(file).exists() && line.parse::<usize>().is_ok() => {
            Some((Path::new(shorter), line.parse().ok()?))
        }
        _ => Some((Path::new(file), number)),
    }
}

fn short(id: &str) -> &str {
    id.split_once('/').map_or(id, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_is_printed() {
        assert_eq!(file_and_line("plan.md:12"), Some((Path::new("plan.md"), 12)));
        assert_eq!(file_and_line("plan.md:12:3"), Some((Path::new("plan.md"), 12)));
        assert_eq!(file_and_line("extinction-risk"), None);
        assert_eq!(file_and_line("pack/rule"), None);
    }
}
