//! Notes that name another: *ibid.*, *op. cit.*, *supra note 4*, *précité*; what that one says counts for them too.

use crate::document::{Block, Citation, CitationKind};
use crate::text::{fold, words};
use rustc_hash::FxHashMap;

/// The most bytes of a note that another takes over.
const MOST_TAKEN: usize = 500;
/// How many bytes of a note are looked at.
const LONGEST: usize = 2000;
/// How many words of a note are looked at.
const MOST_WORDS: usize = 80;
/// The words of a note among which its author stands first.
const LEAD: usize = 6;

/// Lets each note that names another say what that one says. Notes are taken in the order of their calls, so that a
/// chain goes back step by step, and none leads into itself.
pub(crate) fn follow(text: &str, blocks: &[Block], citations: &mut [Citation]) {
    let mut notes: Vec<Note> = Vec::new();
    let mut of_block: FxHashMap<usize, usize> = FxHashMap::default();
    for (at, citation) in citations.iter().enumerate() {
        let noted = matches!(citation.kind, CitationKind::Note | CitationKind::Number) && citation.resolved;
        let Some(body) = citation.body.filter(|body| noted && *body < blocks.len()) else { continue };
        let note = *of_block.entry(body).or_insert(notes.len());
        if note == notes.len() {
            notes.push(Note { citations: Vec::new(), number: number(&text[citation.source.range()]) });
        }
        notes[note].citations.push(at);
    }
    if notes.len() < 2 {
        return;
    }
    let mut known = Known::default();
    for (at, note) in notes.iter().enumerate() {
        // Labels that are words are numbered as they come.
        known.numbers.entry(note.number.unwrap_or(at as u32 + 1)).or_insert(at);
    }
    for at in 0..notes.len() {
        let said = citations[notes[at].citations[0]].target.clone();
        let meant = known.meant(&said, at).and_then(|meant| notes.get(meant));
        // Of a chain, its end is kept: what each step says would add up.
        let meant = meant.map(|meant| citations[meant.citations[0]].target.as_str());
        let meant = meant.map(|meant| meant.rsplit(" → ").next().unwrap_or(meant));
        let whole = match meant {
            Some(meant) if !meant.is_empty() => format!("{said} → {}", head(meant)),
            _ => said,
        };
        known.learn(&whole, at);
        for citation in &notes[at].citations {
            citations[*citation].target.clone_from(&whole);
        }
    }
}

/// A note, by its calls.
struct Note {
    citations: Vec<usize>,
    number: Option<u32>,
}

/// What the notes so far can be named by.
#[derive(Default)]
struct Known {
    numbers: FxHashMap<u32, usize>,
    /// The last note that begins with a name, and the last that has it at all.
    leads: FxHashMap<String, usize>,
    names: FxHashMap<String, usize>,
}

impl Known {
    fn learn(&mut self, said: &str, at: usize) {
        let own = said.split('→').next().unwrap_or(said);
        for (place, name) in names(own) {
            if place < LEAD {
                self.leads.insert(name.to_owned(), at);
            }
            self.names.insert(name.to_owned(), at);
        }
    }

    /// The note that another means.
    fn meant(&self, said: &str, at: usize) -> Option<usize> {
        let folded = fold(said);
        let said = &said[..said.floor_char_boundary(LONGEST)];
        let folded = &folded[..folded.floor_char_boundary(LONGEST)];
        let same = ["ibid", "ibidem", "id", "idem"];
        let bare = folded.trim_start_matches(|c: char| !c.is_alphabetic());
        let first = |bare: &str| bare.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_owned();
        let lead = ["see ", "voir ", "cf. ", "lire ", "in ", "dans "].iter().find_map(|lead| bare.strip_prefix(lead));
        if [Some(bare), lead].into_iter().flatten().any(|words| same.contains(&first(words).as_str())) {
            return at.checked_sub(1);
        }
        let sign = SIGNS.iter().filter_map(|sign| place(folded, sign)).min();
        if let Some(number) = numbered(folded, sign.is_some()) {
            return self.numbers.get(&number).copied().filter(|meant| *meant != at);
        }
        let sign = sign?;
        // `A. Moss, On Rain, op. cit., p. 3`: the author stands first.
        let before: Vec<&str> = names(&said[..sign]).map(|(_, name)| name).collect();
        let named = |by: &FxHashMap<String, usize>| before.iter().find_map(|name| by.get(*name).copied());
        named(&self.leads).or_else(|| named(&self.names))
    }
}

/// What tells that a work was cited before.
const SIGNS: [&str; 19] = [
    "op. cit",
    "op.cit",
    "op cit",
    "opus cit",
    "loc. cit",
    "loc.cit",
    "art. cit",
    "supra",
    "infra",
    "précité",
    "précitée",
    "précités",
    "précitées",
    "ci-dessus",
    "ci-dessous",
    "cité plus haut",
    "cited above",
    "above, n",
    "note above",
];

/// Where a sign stands as words of its own.
fn place(folded: &str, sign: &str) -> Option<usize> {
    let at = folded.find(sign)?;
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let after = folded[at + sign.len()..].chars().next();
    let whole = sign.ends_with("cit") || sign.ends_with(", n") || edge(after);
    (edge(folded[..at].chars().next_back()) && whole).then_some(at)
}

/// `note 4`, `n. 4`, `n° 4`, `notes 4-6`, where a sign tells that it is one of these notes, or `(n 4)`, `note 4 above`.
fn numbered(folded: &str, signed: bool) -> Option<u32> {
    for lead in ["notes ", "note ", "n. ", "n.", "n° ", "nn. ", "fn ", "footnote ", "n ", "note n° "] {
        for (at, _) in folded.match_indices(lead).take(8) {
            if folded[..at].chars().next_back().is_some_and(char::is_alphanumeric) {
                continue;
            }
            let rest = &folded[at + lead.len()..];
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let Some(number) = rest.get(..digits).filter(|d| (1..=3).contains(&d.len())).and_then(|d| d.parse().ok())
            else {
                continue;
            };
            let after = rest[digits..].trim_start();
            let above = ["above", "below", "ci-dessus", "ci-dessous", "supra"].iter().any(|w| after.starts_with(w));
            let before = folded[..at].trim_end();
            let asked = ["see", "voir", "cf.", "cf", "lire"].iter().any(|word| before.ends_with(word));
            let of_another = ["of ", "du ", "de ", "to "].iter().any(|word| after.starts_with(word));
            let bracketed = before.ends_with('(') && after.starts_with(')');
            if signed || above || bracketed || asked && !of_another {
                return Some(number);
            }
        }
    }
    None
}

/// The words that may be names, each with its place among the words of the note.
fn names(said: &str) -> impl Iterator<Item = (usize, &str)> {
    const LEADS: [&str; 8] = ["See", "Voir", "Lire", "Cf", "Ibid", "Source", "The", "Les"];
    words(said)
        .take(MOST_WORDS)
        .map(|word| word.text(said))
        .filter(|word| !LEADS.contains(word))
        .enumerate()
        .filter(|(_, word)| word.chars().nth(2).is_some() && word.starts_with(char::is_uppercase))
}

/// The number that a call or a label shows.
fn number(written: &str) -> Option<u32> {
    let digits = written.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.bytes().take_while(u8::is_ascii_digit).count();
    digits.get(..end).filter(|d| (1..=3).contains(&d.len()))?.parse().ok()
}

fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(MOST_TAKEN)]
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Format};

    #[test]
    fn a_long_chain_leads_to_its_end_and_grows_no_longer() {
        let calls: String = (1..=5000).map(|n| format!("Rain[^{n}]. ")).collect();
        let notes: String = (2..=5000).map(|n| format!("[^{n}]: Ibid., p. {n}.\n\n")).collect();
        let text = format!("{calls}\n\n[^1]: Moss, Walls, 2020.\n\n{notes}");
        let document = Document::read(text.as_bytes(), Format::Markdown).expect("it is text");
        let last = document.citations.last().expect("there are calls");
        assert_eq!(last.target, "Ibid., p. 5000. → Moss, Walls, 2020.");
    }

    #[test]
    fn notes_that_name_each_other_end() {
        for (first, second) in
            [("See infra note 2.", "See supra note 1."), ("Infra note 1.", "Ibid."), ("op. cit.", "Cf. note 2")]
        {
            let text = format!("Rain[^1], snow[^2].\n\n[^1]: {first}\n\n[^2]: {second}\n");
            let document = Document::read(text.as_bytes(), Format::Markdown).expect("it is text");
            assert!(document.citations.iter().all(|c| c.resolved && c.target.matches('→').count() <= 1), "{first}");
        }
    }
}
