//! The charts of a page: how many claims of each theme and rule are supported, and by what.

use super::entry::{CLASSES, Entry};
use crate::report::labels::Labels;
use crate::report::run::Run;
use crate::report::{visible, words};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// How many bars a chart has; the rest are one.
const BARS: usize = 15;
/// The columns of a chart: labels, bars, numbers.
const LABELS: usize = 250;
const LENGTH: usize = 240;
/// The height of a bar with the room around it.
const STEP: usize = 26;

/// How many claims: unsupported, undetermined, supported.
type Counts = [usize; 3];

/// The three charts.
pub(super) fn charts(entries: &[Entry<'_>], run: &Run<'_>, labels: &Labels) -> Markup {
    let language = words(run.language);
    let (mut themes, mut rules) = (BTreeMap::new(), BTreeMap::new());
    let mut grounds: BTreeMap<String, Counts> = BTreeMap::new();
    for entry in entries {
        let theme = run.rules.get(entry.rule).and_then(|rule| rule.tags.first());
        let theme = theme.map_or_else(|| labels.no_theme.to_owned(), |tag| tag.replace('-', " "));
        let add = |counts: &mut Counts| counts[entry.grade()] += 1;
        add(themes.entry(theme).or_default());
        add(rules.entry(entry.rule.to_owned()).or_default());
        let mut kinds: Vec<&str> = entry.evidence.iter().map(|evidence| language.evidence(evidence)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        if kinds.is_empty() {
            kinds.push(labels.no_grounds);
        }
        for kind in kinds {
            add(grounds.entry(kind.to_owned()).or_default());
        }
    }
    html! {
        div.charts {
            (chart("by-theme", labels.by_theme, themes, labels))
            (chart("by-rule", labels.by_rule, rules, labels))
            (chart("by-grounds", labels.by_grounds, grounds, labels))
        }
    }
}

fn chart(id: &str, title: &str, counts: BTreeMap<String, Counts>, labels: &Labels) -> Markup {
    let mut rows: Vec<(String, Counts)> = counts.into_iter().collect();
    rows.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.iter().sum::<usize>()));
    if rows.len() > BARS {
        let rest = rows.split_off(BARS - 1);
        let sum = rest.iter().fold([0; 3], |sum: Counts, (_, c)| [sum[0] + c[0], sum[1] + c[1], sum[2] + c[2]]);
        rows.push((format!("{} {}", rest.len(), labels.others), sum));
    }
    let most = rows.iter().map(|(_, counts)| counts.iter().sum::<usize>()).max().unwrap_or(1).max(1);
    let height = rows.len() * STEP + 8;
    html! {
        figure {
            figcaption id=(id) { (title) }
            svg viewBox={ "0 0 " (LABELS + LENGTH + 50) " " (height) } role="list" aria-labelledby=(id) {
                @for (place, (label, counts)) in rows.iter().enumerate() { (bar(place, label, *counts, most, labels)) }
            }
        }
    }
}

/// One bar, in parts by verdict; its label says the numbers to those who do not see it.
fn bar(place: usize, label: &str, counts: Counts, most: usize, labels: &Labels) -> Markup {
    let y = place * STEP + 4;
    let total: usize = counts.iter().sum();
    // In the order of the key: supported, undetermined, unsupported.
    let names = [(2, labels.supported), (1, labels.undetermined), (0, labels.unsupported)];
    let parts: Vec<_> = names.iter().filter(|(grade, _)| counts[*grade] > 0).collect();
    let told = parts.iter().map(|(grade, name)| format!("{} {name}", counts[*grade])).collect::<Vec<_>>().join(", ");
    let mut x = LABELS;
    let mut boxes = Vec::new();
    for (grade, _) in parts {
        let width = (counts[*grade] * LENGTH / most).max(3);
        boxes.push((x, width, CLASSES[*grade]));
        x += width;
    }
    let short: String =
        if label.chars().count() > 38 { label.chars().take(37).chain(['…']).collect() } else { label.to_owned() };
    html! {
        g role="listitem" aria-label={ (visible(label)) ": " (told) } {
            title { (visible(label)) ": " (told) }
            text.label x=(LABELS - 8) y=(y + 14) text-anchor="end" { (visible(&short)) }
            @for (x, width, class) in boxes { rect class=(class) x=(x) y=(y) width=(width) height="18" {} }
            text.number x=(x + 6) y=(y + 14) { (total) }
        }
    }
}
