//! `toulmin claims`: the ledger of drafts.

use super::Outcome;
use super::args::{ClaimsArgs, VerdictArg};
use super::check::{Run, check_all, failures, pretty};
use super::formats::ClaimsFormat;
use super::output::Output;
use super::reports::{language, rules, seen};
use super::terminal::Terminal;
use super::trouble::{self, Trouble};
use crate::document::Document;
use crate::engine::{Claim, Grounds};
use crate::report::{self, Anchors, Tally, claims_csv, claims_table, json, words};

/// Checks the drafts, and prints and writes their claims.
pub(crate) fn run(args: &ClaimsArgs, terminal: &Terminal) -> Outcome {
    let watched = terminal.watched() && args.outputs.prints(ClaimsFormat::Table);
    let shown = args.outputs.0.iter().any(|output| output.format == ClaimsFormat::Html);
    let mut run = check_all(&args.drafts, &args.choice, watched, |_, document, _, _| shown.then_some(document));
    if !args.outputs.prints(ClaimsFormat::Json) {
        trouble::draw(&run.troubles, terminal);
    }
    let put = |output: &Output<ClaimsFormat>| output.put(&text(args, &run, output.format, terminal), terminal);
    let unwritten: Vec<Trouble> = args.outputs.0.iter().filter_map(|output| put(output).err()).collect();
    trouble::draw(&unwritten, terminal);
    if args.outputs.is_silent() && !run.misnamed {
        terminal.out(&last_line(args, &run));
    }
    run.troubles.extend(unwritten);
    if run.troubles.iter().any(Trouble::is_error) { Outcome::Failed } else { Outcome::Clean }
}

/// The whole of one output.
fn text(args: &ClaimsArgs, run: &Run<Option<Document>>, format: ClaimsFormat, terminal: &Terminal) -> String {
    let wanted = |claim: &Claim| match args.verdict {
        None => true,
        Some(VerdictArg::Met) => claim.grounds == Grounds::Met,
        Some(VerdictArg::Unmet) => claim.grounds == Grounds::Unmet,
        Some(VerdictArg::Undetermined) => claim.grounds == Grounds::Undetermined,
    };
    let claims = run.checked.iter().flat_map(|checked| {
        let claims = checked.report.claims().iter().filter(|claim| wanted(claim));
        claims.map(|claim| (checked.name.as_str(), claim))
    });
    match format {
        ClaimsFormat::Json => pretty(&json::Claims::new(claims, failures(&run.troubles))),
        ClaimsFormat::Csv => claims_csv(claims),
        ClaimsFormat::Table if run.misnamed => String::new(),
        ClaimsFormat::Table => {
            let claims: Vec<_> = claims.collect();
            let language = language(args.choice.language, run);
            let table = if claims.is_empty() { String::new() } else { claims_table(claims, terminal.width, language) };
            table + &last_line(args, run)
        }
        ClaimsFormat::Html => {
            let anchors = Anchors::default();
            let whole = report::Run {
                drafts: run.checked.iter().map(|checked| seen(checked, &anchors, checked.kept.as_ref())).collect(),
                rules: rules(&run.checked),
                failures: failures(&run.troubles),
                language: language(args.choice.language, run),
                told_only: false,
            };
            report::html(&whole, args.choice.language, &wanted)
        }
    }
}

fn last_line(args: &ClaimsArgs, run: &Run<Option<Document>>) -> String {
    let mut tally = Tally::default();
    run.checked.iter().for_each(|checked| tally.add(&checked.report));
    words(language(args.choice.language, run)).ledger(&tally) + "\n"
}
