//! The list of all rules by pack, and the page of all messages, as Markdown.

use super::MARK;
use super::markdown::{cell, inline, paragraphs};
use crate::program::{Page, Program, Rule};
use crate::syntax::{RuleFile, parse, tree::Body};
use crate::text::Language;
use std::fmt::Write;

/// The list of rules, with a table for each pack.
pub(super) fn rules(program: &Program, files: &[RuleFile], packs: &[(String, Vec<&Rule>)], messages: bool) -> String {
    let mut page = format!("{MARK}\n# Rules\n\nEach rule has a page: what it finds, why, and what satisfies it.\n");
    if messages {
        page.push_str("The [messages](messages.md) of the rule compiler have one of their own.\n");
    }
    for (name, rules) in packs {
        let version = program.packs.iter().find(|pack| pack.name == *name).map_or("", |pack| pack.version.as_str());
        let _ = write!(page, "\n## {} {}\n\n", inline(name), inline(version));
        if let Some(doc) = doc(files, name) {
            let _ = writeln!(page, "{}\n", paragraphs(doc.trim()));
        }
        page.push_str("| rule | level | languages | what it finds |\n| --- | --- | --- | --- |\n");
        for rule in rules {
            let short = rule.id.rsplit('/').next().unwrap_or_default();
            let languages: Vec<&str> = rule.languages.iter().map(Language::code).collect();
            let doc = first_sentence(&rule.doc);
            let retired = if rule.deprecated.is_some() { "(deprecated) " } else { "" };
            let _ = writeln!(
                page,
                "| [{}]({name}/{short}.md) | {} | {} | {retired}{} |",
                cell(short),
                rule.level.word(),
                languages.join(", "),
                cell(&doc)
            );
        }
    }
    page
}

/// The first sentence of a documentation.
fn first_sentence(doc: &str) -> String {
    let doc = doc.split_whitespace().collect::<Vec<_>>().join(" ");
    doc.split_once(". ").map_or_else(|| doc.clone(), |(first, _)| format!("{first}."))
}

/// What the author of a pack says of it.
fn doc(files: &[RuleFile], name: &str) -> Option<String> {
    files.iter().find_map(|file| {
        let (tree, _) = parse(&file.text);
        let is_meant =
            |item: &crate::syntax::tree::Item<'_>| matches!(item.body, Body::Pack(_)) && item.name.text == name;
        tree.items.into_iter().find(is_meant).map(|item| item.doc).filter(|doc| !doc.is_empty())
    })
}

/// The page of all messages.
pub(super) fn messages(messages: &[Page]) -> String {
    let mut page = format!(
        "{MARK}\n# Messages\n\nWhat the rule compiler and the reader of settings may say, by the id that stands at the head of the message.\n"
    );
    for message in messages {
        let _ = write!(page, "\n## {}\n\n{}.\n", inline(message.id), inline(&message.title));
        for paragraph in message.text.split("\n\n") {
            // `Avoid:` and `Prefer:` stand on lines of their own.
            let lines: Vec<&str> = paragraph.lines().collect();
            if lines.iter().all(|line| line.starts_with("Avoid:") || line.starts_with("Prefer:")) {
                page.push('\n');
                lines.iter().for_each(|line| page.push_str(&format!("- {}\n", inline(line))));
            } else {
                let _ = writeln!(page, "\n{}", paragraphs(paragraph));
            }
        }
    }
    page
}
