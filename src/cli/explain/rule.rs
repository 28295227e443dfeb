//! The page of a rule.

use super::page::Page;
use super::wording::{Wording, unit};
use crate::cli::setup::Setup;
use crate::cli::terminal::Terminal;
use crate::program::{Confidence, Example, Rule, Translations, Verdict};
use crate::report::{cite, visible, words};
use crate::text::Language;
use anstyle::Style;
use std::fmt::Write;

/// The page, in one language where one is asked for, else in each that the rule is written in.
pub(crate) fn page(rule: &Rule, setup: &Setup, terminal: &Terminal, language: Option<Language>) -> String {
    let mut page = Page::new(terminal);
    let program = &setup.rules.checker.program;
    let wording = Wording(program);
    let level = setup.level(rule);
    page.title(&rule.id);
    page.text(rule.doc.trim());

    page.head("At a glance");
    let standard =
        if level == rule.level { String::new() } else { format!(" (here; {} by itself)", rule.level.word()) };
    page.row("level", &format!("{}{standard}", level.word()));
    page.row("confidence", confidence(rule.confidence));
    let languages: Vec<&str> = rule.languages.iter().map(Language::code).collect();
    page.row("languages", &languages.join(", "));
    if let Some(pack) = program.packs.get(rule.pack) {
        let since = rule.since.as_ref().map_or_else(String::new, |since| format!(", since {since}"));
        page.row("pack", &format!("{} {}{since}", pack.name, pack.version));
    }
    if let Some(version) = &rule.deprecated {
        let instead = rule.replaced_by.as_ref().map_or_else(String::new, |name| format!("; use `{name}`"));
        page.row("deprecated", &format!("since {version}{instead}"));
    }
    if !rule.formerly.is_empty() {
        page.row("formerly", &rule.formerly.join(", "));
    }
    let options: Vec<String> = rule.options().iter().map(|(name, value)| format!("{name} = {value}")).collect();
    if !options.is_empty() {
        page.row("options", &options.join(", "));
    }
    if !rule.tags.is_empty() {
        page.row("tags", &rule.tags.join(", "));
    }

    page.head("Finds");
    page.items(wording.subject(&rule.subject));
    if let Some(one) = rule.once {
        page.text(&format!("Once in a {}.", unit(one)));
    }
    if rule.yields {
        page.text("Silent where another rule has a claim in the same sentence.");
    }
    if !rule.rebuttals.is_empty() {
        page.head("Unless");
        page.items(rule.rebuttals.iter().map(|condition| wording.condition(condition)).collect());
    }
    if !rule.qualifiers.is_empty() {
        page.head("Lowered to");
        page.items(rule.qualifiers.iter().map(|qualifier| wording.qualifier(qualifier)).collect());
    }
    page.head("Satisfied by");
    if rule.grounds.is_empty() {
        page.text("Nothing: the claim is a fault in itself.");
    } else {
        page.items(rule.grounds.iter().map(|demand| wording.demand(demand)).collect());
    }

    page.head("Says");
    for (name, texts) in [("message", &rule.message), ("help", &rule.help), ("warrant", &rule.warrant)] {
        for text in in_language(texts, language) {
            page.row(name, text);
        }
    }
    let english = words(Language::EN);
    for backing in &rule.backing {
        let until = english.holds_until(backing).map_or_else(String::new, |until| format!("; {until}"));
        page.row("backing", &format!("{}{until}", cite(english, backing)));
    }

    examples(&mut page, "Avoid", rule, Verdict::Flags, language);
    examples(&mut page, "Prefer", rule, Verdict::Allows, language);
    examples(&mut page, "Not found yet", rule, Verdict::Misses, language);
    examples(&mut page, "Found, and should not be", rule, Verdict::Overflags, language);
    page.text
}

fn in_language(texts: &Translations, language: Option<Language>) -> Vec<&str> {
    match language {
        Some(language) => texts.get(language).into_iter().collect(),
        None => texts.0.iter().map(|(_, text)| text.as_str()).collect(),
    }
}

fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Low => "low",
    }
}

fn examples(page: &mut Page, head: &str, rule: &Rule, verdict: Verdict, language: Option<Language>) {
    let meant =
        |example: &&Example| example.verdict == verdict && language.is_none_or(|language| example.language == language);
    let examples: Vec<&Example> = rule.examples.iter().filter(meant).collect();
    if examples.is_empty() {
        return;
    }
    page.head(head);
    for example in examples {
        let (text, indent) = (marked(page, example), "      ");
        for (at, line) in text.lines().enumerate() {
            let first = if at == 0 { format!("  {}  ", example.language) } else { indent.to_owned() };
            page.wrapped(&first, indent, line);
        }
    }
}

/// The example with its marks, in brackets or in colour.
fn marked(page: &Page, example: &Example) -> String {
    let (mut text, mut from) = (String::new(), 0);
    let style = page.mark;
    let plain = style == Style::new();
    for mark in &example.marks {
        let (Some(before), Some(marked)) = (example.text.get(from..mark.start), example.text.get(mark.range())) else {
            continue;
        };
        text.push_str(&visible(before));
        let marked = visible(marked);
        let _ = if plain { write!(text, "[{marked}]") } else { write!(text, "{style}{marked}{style:#}") };
        from = mark.end;
    }
    text.push_str(&visible(example.text.get(from..).unwrap_or_default()));
    text
}
