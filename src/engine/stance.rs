//! How a sentence stands to the claim in it: negated, asked, quoted, attributed.

use super::attribution::Attributions;
use super::claim::{Match, Matcher};
use super::scan::{CueHit, Scan};
use crate::document::BlockKind;
use crate::program::{Condition, CueId, Distance, Pattern, Reach};

/// How many words a cue reaches, after ConText (Harkema et al., 2009), which leaves it open; a clause of policy prose is about as long.
const REACH: i32 = 12;
/// How many sentences back a cue that reaches the rest of its paragraph is looked for.
const REST: usize = 16;
/// A quotation of so many words or fewer is scare quotes.
const SCARE_QUOTES: usize = 3;

/// Judges conditions.
#[derive(Debug)]
pub(crate) struct Stance<'a> {
    pub(crate) matcher: &'a Matcher<'a>,
    pub(crate) attributions: &'a Attributions<'a>,
}

impl Stance<'_> {
    /// Whether a condition holds for a claim in a sentence.
    pub(crate) fn holds(&self, condition: &Condition, sentence: usize, claim: &Match) -> bool {
        let scan = self.matcher.scan;
        match condition {
            Condition::Cue(cue) => reaching(scan, *cue, sentence, claim).is_some(),
            Condition::Question => is_question(scan, sentence),
            Condition::Heading => is_label(scan, sentence),
            Condition::Table => scan.block_of(sentence).kind == BlockKind::Cell,
            Condition::Quoted => {
                is_quoted(scan, sentence, claim)
                    && !self.attributions.of(sentence).is_some_and(|a| a.named)
                    && !scan.previous(sentence).is_some_and(|s| self.attributions.of(s).is_some_and(|a| a.named))
            }
            Condition::Attributed { named } => {
                self.attributions.of(sentence).is_some_and(|attribution| attribution.named || !named)
            }
            Condition::Pattern(pattern) => self.stands_near(pattern, sentence, claim),
            Condition::Not(inner) => !self.holds(inner, sentence, claim),
        }
    }

    fn stands_near(&self, pattern: &Pattern, sentence: usize, claim: &Match) -> bool {
        match pattern {
            // A bracketed pattern with a distance of its own stands anywhere in the sentence.
            Pattern::Within(inner, Distance::Words(most)) if !matches!(**inner, Pattern::All { .. }) => {
                self.matcher.claims(inner, sentence).iter().any(|m| {
                    let gap = (m.first - claim.head.last - 1).max(claim.head.first - m.last - 1);
                    gap <= *most as i32
                })
            }
            Pattern::Within(inner, Distance::Unit(unit)) => self.matcher.holds(inner, sentence, *unit),
            other => !self.matcher.claims(other, sentence).is_empty(),
        }
    }
}

/// A cell of so many words names something, as a heading does: «Job loss».
const LABEL: i32 = 6;

/// Whether a sentence is a heading, or the few words of a cell.
fn is_label(scan: &Scan<'_>, sentence: usize) -> bool {
    match scan.block_of(sentence).kind {
        BlockKind::Heading => true,
        BlockKind::Cell => scan.sentences[sentence].words <= LABEL,
        _ => false,
    }
}

/// The words of a cue that reach a claim's head, in its sentence or in the line that introduces the list.
pub(crate) fn reaching(scan: &Scan<'_>, cue: CueId, sentence: usize, claim: &Match) -> Option<CueHit> {
    let own = &scan.sentences[sentence];
    let head = (claim.head.first, claim.head.last);
    let here = scan.cues(sentence).iter().filter(|hit| hit.cue == cue && hit.reach != Reach::Stops).find(|hit| {
        let in_gap = in_gap(hit, claim);
        // «aucun poste» reaches «poste … supprimé», whose first word it shares.
        let outside = hit.first < head.0 && hit.last < head.1 || hit.first > head.1;
        (outside || in_gap) && reaches(hit, head) && !is_stopped(scan, cue, sentence, hit, claim)
    });
    let above = || {
        let lead = own.lead_in? as usize;
        let words = scan.sentences[lead].words;
        let shift = |hit: &CueHit| CueHit { first: hit.first - words, last: hit.last - words, ..*hit };
        scan.cues(lead)
            .iter()
            .filter(|hit| {
                hit.cue == cue
                    && matches!(hit.reach, Reach::Forward | Reach::Around | Reach::Sentence | Reach::Paragraph)
            })
            .map(shift)
            .find(|hit| reaches(hit, head) && !is_stopped(scan, cue, sentence, hit, claim))
    };
    here.copied().or_else(above).or_else(|| opening(scan, cue, sentence)).or_else(|| taken_back(scan, cue, sentence))
}

/// The words of a cue before in the paragraph that reach the rest of it.
fn opening(scan: &Scan<'_>, cue: CueId, sentence: usize) -> Option<CueHit> {
    let before = std::iter::successors(scan.previous(sentence), |s| scan.previous(*s)).take(REST);
    before.flat_map(|s| scan.cues(s)).find(|hit| hit.cue == cue && hit.reach == Reach::Paragraph).copied()
}

/// How many words may stand before a cue that speaks of the sentence before.
const LATEST: i32 = 3;
/// A cue of so many words may have others behind it; a shorter one is its whole sentence: «It is not.»
const CLEAR: i32 = 4;

/// The words of a cue in the next sentence that reach back over this one.
fn taken_back(scan: &Scan<'_>, cue: CueId, sentence: usize) -> Option<CueHit> {
    let (own, after) = (scan.sentences.get(sentence)?, scan.sentences.get(sentence + 1)?);
    let speaks_of_it = |hit: &&CueHit| {
        let whole = hit.first == 0 && hit.last + 1 == after.words;
        hit.cue == cue
            && hit.reach == Reach::Previous
            && hit.first <= LATEST
            && (whole || hit.last - hit.first + 1 >= CLEAR)
    };
    if own.block != after.block {
        return None;
    }
    scan.cues(sentence + 1).iter().find(speaks_of_it).copied()
}

fn reaches(hit: &CueHit, head: (i32, i32)) -> bool {
    let forward = |from: i32| head.1 > from && head.0 - from - 1 <= REACH;
    match hit.reach {
        Reach::Forward => forward(hit.last),
        Reach::Backward => head.0 < hit.first && hit.first - head.1 - 1 <= REACH,
        Reach::Around => head.1 >= hit.first && head.0 - hit.first <= REACH,
        Reach::Sentence | Reach::Paragraph => true,
        Reach::Previous | Reach::Stops | Reach::Pseudo => false,
    }
}

/// Whether the cue's words stand in a gap of the head (`will [not] replace`), rather than being its own.
fn in_gap(hit: &CueHit, claim: &Match) -> bool {
    let head = claim.head;
    let inside = head.first <= hit.first && hit.last <= head.last;
    let own = |word: i32| 1u64.checked_shl((word - head.first) as u32).is_some_and(|bit| head.own & bit != 0);
    match hit.reach {
        // Only the edges are the cue's: `ne … pas` encloses the verb.
        Reach::Around => hit.first <= head.first && hit.last <= head.last || inside && !own(hit.first),
        _ => inside && (hit.first..=hit.last).all(|word| !own(word)),
    }
}

/// Whether a stop word of the cue, a semicolon, a colon or the end of the cue's own brackets stands between the cue and the head.
fn is_stopped(scan: &Scan<'_>, cue: CueId, sentence: usize, hit: &CueHit, claim: &Match) -> bool {
    if matches!(hit.reach, Reach::Sentence | Reach::Paragraph) {
        return false;
    }
    let head = (claim.head.first, claim.head.last);
    if leaves_brackets(scan.document.prose.get(hit.span.end..claim.head.span.start).unwrap_or("")) {
        return true;
    }
    let (from, to) = if hit.last < head.0 { (hit.last, head.0) } else { (head.1, hit.first) };
    scan.stops(sentence).iter().any(|word| from < *word && *word <= to)
        || scan
            .cues(sentence)
            .iter()
            .any(|stop| stop.cue == cue && stop.reach == Reach::Stops && from < stop.first && stop.last < to)
}

/// Whether a text closes brackets that it did not open.
fn leaves_brackets(text: &str) -> bool {
    let mut open = 0_u32;
    text.bytes().any(|byte| match byte {
        b'(' => {
            open += 1;
            false
        }
        b')' if open == 0 => true,
        b')' => {
            open -= 1;
            false
        }
        _ => false,
    })
}

fn is_question(scan: &Scan<'_>, sentence: usize) -> bool {
    let text = &scan.document.prose[scan.sentences[sentence].span.range()];
    text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '»' | '”' | ')' | '*' | '\'')).ends_with('?')
}

/// Whether the whole claim stands in a quotation, or in a block quotation.
fn is_quoted(scan: &Scan<'_>, sentence: usize, claim: &Match) -> bool {
    let block = scan.block_of(sentence);
    block.quoted
        || scan
            .quotations(sentence)
            .iter()
            .any(|quotation| quotation.words > SCARE_QUOTES && quotation.span.contains(claim.span))
}
