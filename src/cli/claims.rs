//! `toulmin claims`: the ledger of drafts.

use super::Outcome;
use super::args::{ClaimsArgs, ClaimsFormat, VerdictArg};
use super::check::{check_all, failures, print_json};
use super::terminal::Terminal;
use super::trouble::{self, Trouble};
use crate::engine::{Claim, Grounds};
use crate::report::{Tally, claims_csv, claims_table, json, words};

/// Checks the drafts and prints their claims.
pub(crate) fn run(args: &ClaimsArgs, terminal: &Terminal) -> Outcome {
    let watched = terminal.watched() && args.format == ClaimsFormat::Table;
    let run = check_all(&args.drafts, &args.choice, watched, |_, _, _, _| String::new());
    let wanted = |claim: &&Claim| match args.verdict {
        None => true,
        Some(VerdictArg::Met) => claim.grounds == Grounds::Met,
        Some(VerdictArg::Unmet) => claim.grounds == Grounds::Unmet,
        Some(VerdictArg::Undetermined) => claim.grounds == Grounds::Undetermined,
    };
    let claims: Vec<(&str, &Claim)> = run
        .checked
        .iter()
        .flat_map(|checked| checked.report.claims().iter().filter(wanted).map(|claim| (checked.name.as_str(), claim)))
        .collect();
    if args.format != ClaimsFormat::Json {
        trouble::draw(&run.troubles, terminal);
    }
    match args.format {
        ClaimsFormat::Json => print_json(&json::Claims::new(claims, failures(&run.troubles)), terminal),
        ClaimsFormat::Csv => terminal.out(&claims_csv(claims)),
        ClaimsFormat::Table if !run.misnamed => {
            let mut tally = Tally::default();
            run.checked.iter().for_each(|checked| tally.add(&checked.report));
            let language = args.choice.language.unwrap_or_else(|| tally.language());
            if !claims.is_empty() {
                terminal.out(&claims_table(claims, terminal.width, language));
            }
            terminal.out(&words(language).ledger(&tally));
            terminal.out("\n");
        }
        ClaimsFormat::Table => {}
    }
    if run.troubles.iter().any(Trouble::is_error) { Outcome::Failed } else { Outcome::Clean }
}
