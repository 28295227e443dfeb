//! The clauses of packs and rules: keys in a column, and what they say after them.

use super::super::parse::Rule;
use super::entry::LONGEST;
use super::fill::WIDTH;
use super::layout::{Layout, Margin, P, has_comment, is_leaf, leaves};
use super::piece::{Blank, Glue};
use unicode_width::UnicodeWidthStr as _;

/// Where clauses begin.
const INDENT: usize = 2;
/// Keys are aligned by their sort, with the longest that is common, whatever other clauses there are: so a new clause
/// leaves the others as they are. Where no empty line parts them, claims are aligned with settings.
const SETTING: usize = INDENT + "confidence ".len();
const PATTERN: usize = INDENT + "qualifier ".len();
const PACK: usize = INDENT + "languages ".len();
const PROSE: usize = INDENT + "message ".len();
const EXAMPLE: usize = INDENT + "allows ".len();
/// How many brackets make a line stand further in.
const DEEPEST: usize = 4;

impl<'a> Layout<'a> {
    /// Lays out a clause of a pack or of a rule, in one paragraph with a setting or not.
    pub(super) fn clause(&mut self, clause: P<'a>, of: Rule, beside_setting: bool) {
        match clause.as_rule() {
            Rule::setting | Rule::rebuttal if of == Rule::pack => self.keyed(clause, PACK),
            Rule::setting => self.keyed(clause, SETTING),
            Rule::claim | Rule::topic | Rule::rebuttal | Rule::qualifier | Rule::grounds => {
                self.keyed(clause, if beside_setting { SETTING } else { PATTERN });
            }
            Rule::example => self.keyed(clause, EXAMPLE),
            Rule::prose => self.prose(clause),
            Rule::doc => {}
            _ => self.keyed(clause, 0),
        }
    }

    /// A key, and in a column what follows it; one space away where there is no column.
    fn keyed(&mut self, clause: P<'a>, column: usize) {
        let hang = if column == 0 { INDENT + 2 } else { column };
        let mut column = Some(Glue::Column(column));
        if is_leaf(&clause) {
            self.put(&clause, Glue::Line(Blank::Kept), Margin::at(INDENT));
            return;
        }
        for (nth, part) in clause.into_inner().enumerate() {
            if nth == 0 {
                self.put(&part, Glue::Line(Blank::Kept), Margin::at(INDENT));
            } else {
                self.parts(part, &mut column, hang, 0);
            }
        }
    }

    /// The tokens of a part of a clause. `first` joins the next of them.
    fn parts(&mut self, part: P<'a>, first: &mut Option<Glue>, hang: usize, depth: usize) {
        let margin = Margin::at(hang + 2 * depth.min(DEEPEST));
        if is_leaf(&part) {
            let glue = first.take().unwrap_or(match part.as_rule() {
                Rule::kw_and | Rule::kw_or | Rule::kw_then | Rule::kw_lowers => Glue::Soft(depth),
                Rule::link | Rule::kw_section | Rule::kw_notes => Glue::Soft(depth),
                Rule::kw_dated | Rule::kw_expires | Rule::kw_review_by => Glue::Soft(depth),
                Rule::unparen => Glue::Spaces(0),
                _ => Glue::Spaces(1),
            });
            self.put(&part, glue, margin);
            if part.as_rule() == Rule::paren {
                *first = Some(Glue::Spaces(0));
            }
            return;
        }
        let inner = match part.as_rule() {
            Rule::group => depth + 1,
            _ => depth,
        };
        let block = part.as_rule() == Rule::ground && !on_one_line(&part, hang);
        for part in part.into_inner() {
            match part.as_rule() {
                Rule::criteria => self.criteria(part, block, hang),
                _ => self.parts(part, first, hang, inner),
            }
        }
    }

    /// The criteria of a ground: on its line, or each on its own.
    fn criteria(&mut self, criteria: P<'a>, block: bool, hang: usize) {
        let inside = hang + 2;
        let (mut apart, mut empty) = (1, true);
        for part in criteria.into_inner().filter(|part| part.as_rule() != Rule::doc) {
            let glue = if block { Glue::Line(Blank::Never) } else { Glue::Spaces(apart) };
            match part.as_rule() {
                Rule::open => self.put(&part, Glue::Spaces(1), Margin::at(hang)),
                Rule::close if block => self.put(&part, glue, Margin { indent: hang, aside: inside }),
                Rule::close => self.put(&part, Glue::Spaces(usize::from(!empty)), Margin::at(hang)),
                _ => {
                    self.words(leaves(part), glue, Margin::at(inside));
                    (apart, empty) = (2, false);
                }
            }
        }
    }

    /// A message, help or warrant: each translation on its line, a single one on the line of the key.
    fn prose(&mut self, prose: P<'a>) {
        const INSIDE: usize = INDENT + 2;
        let texts = prose.clone().into_inner().filter(|part| part.as_rule() == Rule::translation);
        let widths: Vec<usize> = texts.clone().map(|text| label_width(&text)).collect();
        let longest = widths.iter().copied().filter(|width| *width <= LONGEST).max().unwrap_or_default();
        let width: usize = texts.map(|text| leaves(text).iter().map(|leaf| leaf.as_str().width()).sum::<usize>()).sum();
        // `{`, the space after the colon, and `}`.
        let one = widths.len() == 1 && !has_comment(&prose) && PROSE + 2 + width + 1 + 2 <= WIDTH;
        for (nth, part) in prose.into_inner().enumerate() {
            match part.as_rule() {
                Rule::open => {
                    let glue = if one { Glue::Column(PROSE) } else { Glue::Spaces(1) };
                    self.put(&part, glue, Margin::at(INSIDE));
                }
                Rule::translation => {
                    for token in leaves(part) {
                        let glue = match token.as_rule() {
                            Rule::language if !one => Glue::Line(Blank::Never),
                            Rule::colon => Glue::Spaces(0),
                            Rule::text if !one => Glue::Column(INSIDE + longest + 2),
                            _ => Glue::Spaces(1),
                        };
                        self.put(&token, glue, Margin::at(INSIDE));
                    }
                }
                Rule::close => {
                    let glue = if one { Glue::Spaces(1) } else { Glue::Line(Blank::Never) };
                    self.put(&part, glue, Margin { indent: INDENT, aside: INSIDE });
                }
                _ if nth == 0 => self.put(&part, Glue::Line(Blank::Kept), Margin::at(INDENT)),
                _ => {}
            }
        }
    }
}

fn label_width(translation: &P<'_>) -> usize {
    translation.clone().into_inner().next().map_or(0, |language| language.as_str().len())
}

/// Whether a ground can stand on one line with its criteria, if need be on a line of its own.
fn on_one_line(ground: &P<'_>, hang: usize) -> bool {
    let leaves = leaves(ground.clone());
    let odd = leaves.iter().any(|leaf| leaf.as_rule() == Rule::odd);
    // A space after each token, one more between criteria.
    let width: usize = leaves.iter().map(|leaf| leaf.as_str().width() + 1).sum();
    let criteria = ground.clone().into_inner().find(|part| part.as_rule() == Rule::criteria);
    let apart = criteria.as_ref().map_or(0, |criteria| criteria.clone().into_inner().count());
    !odd && !criteria.is_some_and(|criteria| has_comment(&criteria)) && hang + width + apart <= WIDTH
}
