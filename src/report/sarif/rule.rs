//! The page of a rule, as viewers of results show it.

use super::log::{Configuration, Message, Rule, RuleProperties};
use super::{confidence, level};
use crate::program::{self, Level};
use crate::report::uri::web;
use crate::report::{cite, words};
use crate::text::Language;

/// A rule with its help in words and in Markdown.
pub(super) fn rule(rule: &program::Rule, language: Language) -> Rule<'_> {
    let doc = rule.doc.trim();
    let message = rule.message.get(language).unwrap_or(&rule.id).to_owned();
    Rule {
        id: &rule.id,
        name: rule.id.rsplit('/').next().unwrap_or(&rule.id),
        short_description: Message::plain(message),
        full_description: (!doc.is_empty()).then(|| Message::plain(doc)),
        help: help(rule, language),
        help_uri: rule.backing.iter().find_map(|backing| web(backing.link.as_deref()?)),
        default_configuration: Configuration { level: level(rule.level) },
        deprecated_ids: &rule.formerly,
        properties: RuleProperties {
            tags: &rule.tags,
            precision: confidence(rule.confidence),
            problem_severity: match rule.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Note | Level::Off => "recommendation",
            },
        },
    }
}

fn help(rule: &program::Rule, language: Language) -> Message {
    let words = words(language);
    let mut parts: Vec<(Option<&str>, String)> = Vec::new();
    parts.push((None, rule.doc.trim().to_owned()));
    parts.push((Some(words.help()), rule.help.get(language).unwrap_or_default().to_owned()));
    parts.push((Some(words.warrant()), rule.warrant.get(language).unwrap_or_default().to_owned()));
    parts.extend(rule.backing.iter().map(|backing| (Some(words.backing()), cite(words, backing))));
    parts.retain(|(_, text)| !text.is_empty());
    if parts.is_empty() {
        parts.push((None, rule.id.clone()));
    }
    let colon = if language == Language::FR { "\u{a0}:" } else { ":" };
    let draw = |strong: &str, plain: bool| {
        let parts = parts.iter().map(|(heading, text)| {
            let text = if plain { text.clone() } else { escaped(text) };
            heading.map_or(text.clone(), |heading| format!("{strong}{heading}{strong}{colon} {text}"))
        });
        parts.collect::<Vec<_>>().join("\n\n")
    };
    Message { text: draw("", true), markdown: Some(draw("**", false)) }
}

/// Text in which only code and addresses in angle brackets are Markdown: a pack writes no HTML, image or link.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let address = bare.strip_prefix('<').and_then(|word| word.strip_suffix('>')).and_then(web);
        if address.is_some() {
            out.push_str(word);
        } else {
            for c in word.chars() {
                if matches!(c, '<' | '>' | '[' | ']' | '!' | '*' | '_' | '\\') {
                    out.push('\\');
                }
                out.push(c);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_writes_no_html_and_no_image() {
        assert_eq!(escaped("see <https://example.org/a_b> now"), "see <https://example.org/a_b> now");
        assert_eq!(escaped("![x](https://a) <img src=x>"), "\\!\\[x\\](https://a) \\<img src=x\\>");
    }
}
