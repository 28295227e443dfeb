//! `toulmin rules`: what there is to run.

use super::args::{RulesArgs, RulesFormat};
use super::check::{print_json, report_troubles};
use super::setup::{Setup, Setups};
use super::terminal::Terminal;
use super::trouble::Trouble;
use super::{Outcome, trouble};
use crate::program::{Confidence, Level, Rule};
use crate::report::visible;
use comfy_table::{Cell, ColumnConstraint, ContentArrangement, Table, presets};
use serde::Serialize;

/// What `toulmin rules --format json` prints.
#[derive(Debug, Serialize)]
struct Listed<'r> {
    version: u32,
    rules: Vec<Line<'r>>,
}

/// A rule.
#[derive(Debug, Serialize)]
struct Line<'r> {
    rule: &'r str,
    pack: &'r str,
    pack_version: &'r str,
    level: Level,
    confidence: Confidence,
    languages: Vec<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<&'r str>,
    tags: &'r [String],
    doc: &'r str,
}

/// Lists the rules that would run here, and those that are off.
pub(crate) fn run(args: &RulesArgs, terminal: &Terminal) -> Outcome {
    let mut setups = Setups::new(&args.choice);
    let setup = setups.here();
    let troubles = setups.troubles;
    if setups.misnamed {
        report_troubles(&troubles, args.format == RulesFormat::Table, terminal);
        return Outcome::Failed;
    }
    let rules: Vec<&Rule> = setup.rules.rules().into_iter().filter(|rule| setup.runs(rule)).collect();
    match args.format {
        RulesFormat::Json => {
            print_json(&Listed { version: 1, rules: rules.iter().map(|rule| line(&setup, rule)).collect() }, terminal);
        }
        RulesFormat::Table => {
            trouble::draw(&troubles, terminal);
            terminal.out(&table(&setup, &rules, terminal.width));
        }
    }
    if troubles.iter().any(Trouble::is_error) { Outcome::Failed } else { Outcome::Clean }
}

fn line<'r>(setup: &'r Setup, rule: &'r Rule) -> Line<'r> {
    let pack = &setup.rules.checker.program.packs[rule.pack];
    Line {
        rule: &rule.id,
        pack: &pack.name,
        pack_version: &pack.version,
        level: setup.level(rule),
        confidence: rule.confidence,
        languages: rule.languages.iter().map(|language| language.code()).collect(),
        since: rule.since.as_deref(),
        deprecated: rule.deprecated.as_deref(),
        tags: &rule.tags,
        doc: rule.doc.trim(),
    }
}

fn table(setup: &Setup, rules: &[&Rule], width: usize) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width.clamp(60, 200)).unwrap_or(200));
    let mut drawn = String::new();
    let mut pack = None;
    for rule in rules {
        if pack != Some(rule.pack) {
            if pack.is_some() {
                table.add_row(["", "", "", ""]);
            }
            pack = Some(rule.pack);
        }
        let languages: Vec<&str> = rule.languages.iter().map(|language| language.code()).collect();
        let doc = rule.doc.trim().lines().next().unwrap_or_default();
        let doc = if rule.deprecated.is_some() { format!("(deprecated) {doc}") } else { doc.to_owned() };
        table.add_row([
            Cell::new(visible(&rule.id)),
            Cell::new(setup.level(rule).word()),
            Cell::new(languages.join(" ")),
            Cell::new(visible(&doc)),
        ]);
    }
    for column in 0..3 {
        if let Some(column) = table.column_mut(column) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    if !rules.is_empty() {
        drawn.push_str(&table.trim_fmt());
        drawn.push_str("\n\n");
    }
    let plural = if rules.len() == 1 { "" } else { "s" };
    drawn.push_str(&format!("{} rule{plural}; `toulmin explain RULE` tells more of one\n", rules.len()));
    drawn
}
