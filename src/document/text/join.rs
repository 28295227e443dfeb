//! Whether a hyphen at the end of a line is the word's own, or the printer's.

use super::line::Line;
use crate::text::words;
use rustc_hash::FxHashSet;

/// Of the words that lines' ends may have broken: those that the text has elsewhere.
#[derive(Debug, Default)]
pub(super) struct Known {
    words: FxHashSet<String>,
    /// Words are broken at the ends of lines, as far as can be seen.
    breaks: bool,
}

impl Known {
    pub(super) fn new(text: &str, lines: &[Line]) -> Self {
        let mut asked: FxHashSet<String> = FxHashSet::default();
        let mut wholes: Vec<String> = Vec::new();
        for pair in lines.windows(2) {
            if let Some(Break { left, right, .. }) = broken_at(pair[0].text(text), pair[1].text(text)) {
                asked.extend([left.to_owned(), right.to_owned()]);
                wholes.push(format!("{left}{right}"));
            }
        }
        if asked.is_empty() {
            return Self::default();
        }
        asked.extend(wholes.iter().cloned());
        // The halves themselves stand at the edges of lines, where they prove nothing.
        let inside = |line: &Line| {
            let said = line.text(text);
            let cut = said.len() - said.rsplit(' ').next().map_or(0, str::len);
            let from = said.find(' ').unwrap_or(cut).min(cut);
            &said[from..cut]
        };
        let all = lines.iter().map(inside).flat_map(|said| words(said).map(move |w| w.text(said)));
        let words: FxHashSet<String> = all.filter(|w| asked.contains(*w)).map(str::to_owned).collect();
        // Many such lines, or one word that is whole elsewhere, tell a text whose words are broken.
        let breaks = wholes.len() * 25 > lines.len() && wholes.len() > 2 || wholes.iter().any(|w| words.contains(w));
        Self { words, breaks }
    }

    /// Whether it is one word that the line's end has broken, rather than a word with a hyphen.
    pub(super) fn is_broken(&self, at: &Break) -> bool {
        let Break { left, right, .. } = at;
        at.soft
            || right.starts_with(char::is_lowercase)
                && (self.words.contains(&format!("{left}{right}"))
                    || self.breaks && !(self.words.contains(*left) && self.words.contains(*right)))
    }
}

/// A hyphen between the end of one line and the head of the next.
pub(super) struct Break<'a> {
    left: &'a str,
    right: &'a str,
    /// How many bytes the hyphen has.
    pub(super) hyphen: usize,
    soft: bool,
}

/// The hyphen that ends `line`, where the next goes on with a letter.
pub(super) fn broken_at<'a>(line: &'a str, next: &'a str) -> Option<Break<'a>> {
    let hyphen = line.chars().next_back().filter(|c| matches!(c, '-' | '‐' | '\u{ad}'))?;
    let bare = &line[..line.len() - hyphen.len_utf8()];
    let left = bare.rsplit(|c: char| !c.is_alphanumeric()).next().filter(|w| !w.is_empty())?;
    let right = next.split(|c: char| !c.is_alphanumeric()).next().filter(|w| !w.is_empty())?;
    Some(Break { left, right, hyphen: hyphen.len_utf8(), soft: hyphen == '\u{ad}' })
}
