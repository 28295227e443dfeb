//! The phrases of lexicons and cues: labels in a column, phrases after them.

use super::super::parse::Rule;
use super::layout::{Layout, Margin, P, leaves};
use super::piece::{Blank, Glue};

/// The longest label that its neighbours are aligned with.
pub(super) const LONGEST: usize = 24;
/// Where a lexicon's or a cue's entries begin.
const INDENT: usize = 2;

/// How wide the labels of an item are: those that say `except` apart from the others.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Labels {
    plain: usize,
    except: usize,
}

impl Labels {
    /// The labels of a lexicon or cue.
    pub(super) fn of(item: &P<'_>) -> Self {
        let mut labels = Self::default();
        for entry in item.clone().into_inner() {
            if !matches!(entry.as_rule(), Rule::entry | Rule::cue_entry) {
                continue;
            }
            let (width, except) = label(&entry);
            let longest = if except { &mut labels.except } else { &mut labels.plain };
            if width <= LONGEST {
                *longest = width.max(*longest);
            }
        }
        labels
    }
}

/// How wide the label of an entry is, and whether it says `except`.
fn label(entry: &P<'_>) -> (usize, bool) {
    let (mut width, mut except) = (0, false);
    for part in entry.clone().into_inner().take_while(|part| part.as_rule() != Rule::colon) {
        except |= part.as_rule() == Rule::kw_except;
        width += part.as_str().len() + usize::from(width > 0);
    }
    (width, except)
}

impl<'a> Layout<'a> {
    /// Lays out an entry: its label, and its phrases below each other where they take several lines.
    pub(super) fn entry(&mut self, entry: P<'a>, labels: &Labels) {
        let (width, except) = label(&entry);
        let hang = if width > LONGEST {
            INDENT + 2
        } else {
            // The colon and a space.
            INDENT + 2 + if except { labels.except } else { labels.plain }
        };
        let mut glue = Glue::Line(Blank::Kept);
        for part in entry.into_inner() {
            match part.as_rule() {
                Rule::doc => continue,
                Rule::language => self.put(&part, glue, Margin::at(INDENT)),
                Rule::kw_except | Rule::reach => self.put(&part, Glue::Spaces(1), Margin::at(hang)),
                Rule::colon => {
                    self.put(&part, Glue::Spaces(0), Margin::at(hang));
                    glue = Glue::Column(hang);
                }
                Rule::texts => {
                    for text in part.into_inner() {
                        self.put(&text, glue, Margin::at(hang));
                        glue = Glue::Phrase;
                    }
                }
                _ => {
                    self.words(leaves(part), glue, Margin::at(hang));
                    glue = Glue::Phrase;
                }
            }
        }
    }
}
