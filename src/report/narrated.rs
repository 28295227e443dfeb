//! A finding in plain sentences without any drawing, as a screen reader says it.

use super::human::demand_text;
use super::labels::Labels;
use super::{cite, visible, words};
use crate::engine::Finding;
use crate::text::Language;

/// A finding of the document `path`, each sentence on a line of its own, in `language` or in its own.
pub(crate) fn narrated(path: &str, finding: &Finding, language: Option<Language>, verbose: bool) -> String {
    let language = language.unwrap_or(finding.language);
    let (labels, words) = (Labels::of(language), words(language));
    let colon = labels.colon;
    let quoted = |text: &str| format!("{}{}{}", labels.quotes[0], one_line(text), labels.quotes[1]);
    let at = finding.claim.start;
    let mut lines = vec![
        format!("{path}, {} {}, {} {}.", labels.line, at.line, labels.column, at.column),
        format!("{}{colon}{}", capital(labels.level(finding.level)), sentence(&finding.message)),
        format!("{}{colon}{}", labels.claim, sentence(&quoted(finding.words()))),
    ];
    if finding.words() != finding.excerpt {
        lines.push(format!("{}{colon}{}", labels.sentence, sentence(&quoted(&finding.excerpt))));
    }
    let mut row = |heading: &str, text: &str| {
        let text = text.split('\n').map(|line| sentence(line.trim_start_matches("– "))).collect::<Vec<_>>().join(" ");
        lines.push(format!("{}{colon}{text}", capital(heading)));
    };
    for demand in &finding.demands {
        row(words.grounds(), &demand_text(words, demand));
    }
    if let Some(help) = &finding.help {
        row(words.help(), help);
    }
    if let (true, Some(warrant)) = (verbose, &finding.warrant) {
        row(words.warrant(), warrant);
    }
    for backing in &finding.backing {
        row(words.backing(), &cite(words, backing));
    }
    row(labels.rule, &finding.rule);
    let lines: Vec<_> = lines.iter().map(|line| visible(line)).collect();
    lines.join("\n") + "\n"
}

/// The text on one line.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// With a capital letter first.
pub(crate) fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// With a full stop last, so that a voice pauses.
fn sentence(text: &str) -> String {
    let bare = text.trim_end_matches(['”', '»', '\u{a0}', ')']);
    if bare.ends_with(['.', '!', '?', '…']) { text.to_owned() } else { format!("{text}.") }
}
