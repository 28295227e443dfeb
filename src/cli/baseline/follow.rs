//! Known findings that have moved: under another heading, or into a file of another name.

use super::file::{Baseline, Entry};
use std::collections::{BTreeMap, HashMap};

/// What tells entries apart: the rule, and a fingerprint.
type Key = (String, String);

/// The entries of a draft, of which those whose sentence now stands under other headings are there.
pub(crate) fn follow(old: &[Entry], today: &[Entry]) -> Vec<Entry> {
    let found: HashMap<_, usize> = today.iter().map(|entry| (entry.key(), entry.count)).collect();
    let mut kept: BTreeMap<Key, Entry> = BTreeMap::new();
    for entry in old {
        kept.entry(entry.key()).and_modify(|same| same.count += entry.count).or_insert_with(|| entry.clone());
    }
    // What is known more often than it is found, by its rule and its sentence alone.
    let mut spare: HashMap<Key, Vec<(Key, usize)>> = HashMap::new();
    for (key, entry) in &kept {
        let more = entry.count.saturating_sub(found.get(key).copied().unwrap_or_default());
        if more > 0 && !entry.text.is_empty() {
            spare.entry((entry.rule.clone(), entry.text.clone())).or_default().push((key.clone(), more));
        }
    }
    for entry in today {
        let mut wanted = entry.count.saturating_sub(kept.get(&entry.key()).map_or(0, |kept| kept.count));
        let Some(spare) = spare.get_mut(&(entry.rule.clone(), entry.text.clone())) else { continue };
        while wanted > 0
            && let Some((key, more)) = spare.pop()
        {
            let moved = wanted.min(more);
            wanted -= moved;
            if let Some(from) = kept.get_mut(&key) {
                from.count -= moved;
            }
            kept.entry(entry.key()).or_insert_with(|| Entry { count: 0, ..entry.clone() }).count += moved;
            if more > moved {
                spare.push((key, more - moved));
            }
        }
    }
    kept.into_values().filter(|entry| entry.count > 0).collect()
}

impl Baseline {
    /// The name under which a draft is known: its own, or that of a draft that is gone and said most of the same.
    pub(crate) fn known_as(&self, name: &str, today: &[Entry]) -> Option<String> {
        if self.drafts.contains_key(name) {
            return Some(name.to_owned());
        }
        let here: HashMap<(&str, &str), usize> =
            today.iter().map(|entry| ((entry.rule.as_str(), entry.text.as_str()), entry.count)).collect();
        let shared = |gone: &&String| {
            let entries = self.drafts.get(*gone).map_or(&[][..], Vec::as_slice);
            let same = |entry: &Entry| {
                here.get(&(entry.rule.as_str(), entry.text.as_str())).map_or(0, |n| entry.count.min(*n))
            };
            entries.iter().map(same).sum::<usize>()
        };
        let gone = self.gone().iter().map(|gone| (shared(&gone), gone)).filter(|(shared, _)| *shared > 0);
        // Of several that are as like, the first by name, in every run.
        gone.max_by(|(a, first), (b, second)| a.cmp(b).then_with(|| second.cmp(first))).map(|(_, gone)| gone.clone())
    }
}
