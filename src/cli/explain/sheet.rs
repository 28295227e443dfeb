//! What the page of a rule tells, part by part: the terminal and Markdown draw it, each in its way.

use super::wording::{Wording, unit};
use crate::program::{Backing, Confidence, Example, Level, Program, Rule, Translations, Verdict};
use crate::text::Language;

/// A page before it is drawn.
#[derive(Debug)]
pub(crate) struct Sheet<'r> {
    pub(crate) id: &'r str,
    /// What the rule's author says of it.
    pub(crate) doc: &'r str,
    pub(crate) parts: Vec<Part<'r>>,
}

/// Lines under a heading.
#[derive(Debug)]
pub(crate) struct Part<'r> {
    pub(crate) head: &'static str,
    pub(crate) lines: Vec<Line<'r>>,
}

/// A line.
#[derive(Debug)]
pub(crate) enum Line<'r> {
    Row(&'static str, String),
    Item(String),
    Text(String),
    Backing(&'r Backing),
    Example(&'r Example),
}

impl<'r> Sheet<'r> {
    /// The page of a rule that has a level here, in one language where one is asked for.
    pub(crate) fn of(rule: &'r Rule, program: &Program, level: Level, language: Option<Language>) -> Self {
        let mut parts = vec![Part { head: "At a glance", lines: glance(rule, program, level) }];
        parts.extend(judgement(rule, Wording(program)));
        parts.push(Part { head: "Says", lines: says(rule, language) });
        for (head, verdict) in [
            ("Avoid", Verdict::Flags),
            ("Prefer", Verdict::Allows),
            ("Not found yet", Verdict::Misses),
            ("Found, and should not be", Verdict::Overflags),
        ] {
            let is_meant = |example: &&Example| {
                example.verdict == verdict && language.is_none_or(|language| example.language == language)
            };
            parts.push(Part { head, lines: rule.examples.iter().filter(is_meant).map(Line::Example).collect() });
        }
        parts.retain(|part| !part.lines.is_empty());
        Self { id: &rule.id, doc: rule.doc.trim(), parts }
    }
}

fn glance<'r>(rule: &'r Rule, program: &Program, level: Level) -> Vec<Line<'r>> {
    let standard =
        if level == rule.level { String::new() } else { format!(" (here; {} by itself)", rule.level.word()) };
    let languages: Vec<&str> = rule.languages.iter().map(Language::code).collect();
    let mut rows = vec![
        Line::Row("level", format!("{}{standard}", level.word())),
        Line::Row("confidence", confidence(rule.confidence).to_owned()),
        Line::Row("languages", languages.join(", ")),
    ];
    if let Some(pack) = program.packs.get(rule.pack) {
        let since = rule.since.as_ref().map_or_else(String::new, |since| format!(", since {since}"));
        rows.push(Line::Row("pack", format!("{} {}{since}", pack.name, pack.version)));
    }
    if let Some(version) = &rule.deprecated {
        let instead = rule.replaced_by.as_ref().map_or_else(String::new, |name| format!("; use `{name}`"));
        rows.push(Line::Row("deprecated", format!("since {version}{instead}")));
    }
    let options: Vec<String> = rule.options().iter().map(|(name, value)| format!("{name} = {value}")).collect();
    for (name, values) in [("formerly", &rule.formerly), ("options", &options), ("tags", &rule.tags)] {
        if !values.is_empty() {
            rows.push(Line::Row(name, values.join(", ")));
        }
    }
    rows
}

/// What is found, what removes it, what lowers it, what satisfies it.
fn judgement<'r>(rule: &Rule, wording: Wording<'_>) -> Vec<Part<'r>> {
    let items = |texts: Vec<String>| texts.into_iter().map(Line::Item).collect::<Vec<_>>();
    let mut finds = items(wording.subject(&rule.subject));
    if let Some(one) = rule.once {
        finds.push(Line::Text(format!("Once in a {}.", unit(one))));
    }
    if rule.yields {
        finds.push(Line::Text("Silent where another rule has a claim in the same sentence.".to_owned()));
    }
    let rebuttals = rule.rebuttals.iter().map(|condition| wording.condition(condition)).collect();
    let qualifiers = rule.qualifiers.iter().map(|qualifier| wording.qualifier(qualifier)).collect();
    let grounds = if rule.grounds.is_empty() {
        vec![Line::Text("Nothing: the claim is a fault in itself.".to_owned())]
    } else {
        items(rule.grounds.iter().map(|demand| wording.demand(demand)).collect())
    };
    vec![
        Part { head: "Finds", lines: finds },
        Part { head: "Unless", lines: items(rebuttals) },
        Part { head: "Lowered to", lines: items(qualifiers) },
        Part { head: "Satisfied by", lines: grounds },
    ]
}

fn says(rule: &Rule, language: Option<Language>) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for (name, texts) in [("message", &rule.message), ("help", &rule.help), ("warrant", &rule.warrant)] {
        lines.extend(in_language(texts, language).into_iter().map(|text| Line::Row(name, text.to_owned())));
    }
    lines.extend(rule.backing.iter().map(Line::Backing));
    lines
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
