//! Where a sentence makes a claim: patterns matched on what was found in it and around it.

use super::scan::{Atom, AtomHit, Scan, recogniser_atom};
use crate::program::{Distance, Pattern, Program, Unit};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// How many hits of one operand are tried in one sentence, and how many combinations: enough for prose, a bound for the rest.
const MOST_HITS: usize = 24;
const MOST_COMBINATIONS: usize = 4_000;
/// How many operands of a claim are kept apart from each other.
const MOST_PARTS: usize = 8;

/// The words that make a claim. Words are counted from the first of the head's sentence; those of a lead-in are negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    /// From the first operand to the last, as far as they stand in the head's sentence.
    pub(crate) span: Span,
    pub(crate) first: i32,
    pub(crate) last: i32,
    /// The last operand, where stance is judged.
    pub(crate) head: AtomHit,
}

/// Matches patterns over one scan, remembering what wide units hold.
#[derive(Debug)]
pub(crate) struct Matcher<'a> {
    pub(crate) scan: &'a Scan<'a>,
    held: RefCell<FxHashMap<(*const Pattern, Unit, usize), bool>>,
}

impl<'a> Matcher<'a> {
    pub(crate) fn new(scan: &'a Scan<'a>) -> Self {
        Self { scan, held: RefCell::default() }
    }

    /// The claims that a pattern makes in a sentence: one for each head, with the nearest of the other operands.
    pub(crate) fn claims(&self, pattern: &Pattern, sentence: usize) -> Vec<Match> {
        let mut found: Vec<Match> = self.found(pattern, sentence, true).into_iter().map(|f| f.of).collect();
        found.sort_by_key(|m| (m.last - m.first, m.span.start, m.span.end));
        found.dedup();
        found
    }

    /// Whether a unit has the pattern anywhere.
    pub(crate) fn holds(&self, pattern: &Pattern, sentence: usize, unit: Unit) -> bool {
        if let Some(atom) = leaf(self.scan.program, pattern) {
            return self.scan.holds(atom, sentence, unit);
        }
        let key = (std::ptr::from_ref(pattern), unit, self.scan.unit_id(sentence, unit));
        if let Some(held) = self.held.borrow().get(&key) {
            return *held;
        }
        let held = match pattern {
            Pattern::Any(operands) => operands.iter().any(|o| self.holds(o, sentence, unit)),
            Pattern::Not(inner) => !self.holds(inner, sentence, unit),
            Pattern::AtLeast { count, sentences, pattern } => {
                self.count(pattern, sentence, unit, *sentences, *count) >= *count
            }
            Pattern::Within(inner, Distance::Unit(own)) if *own >= unit => self.holds(inner, sentence, unit),
            Pattern::All { operands, ordered: false } if unit > Unit::Sentence && !operands.iter().all(is_leaf) => {
                operands.iter().all(|o| self.holds(o, sentence, unit))
            }
            _ => {
                let heads = self.heads(pattern, sentence, unit, usize::MAX);
                heads.into_iter().any(|s| !self.found(pattern, s, false).is_empty())
            }
        };
        self.held.borrow_mut().insert(key, held);
        held
    }

    /// The sentences of a unit that may hold a pattern, its head standing in them; the first `most` of each word of the head.
    pub(crate) fn heads(&self, pattern: &Pattern, sentence: usize, unit: Unit, most: usize) -> Vec<usize> {
        let mut atoms = Vec::new();
        triggers(self.scan.program, pattern, &mut atoms);
        let mut heads: Vec<usize> =
            atoms.into_iter().flat_map(|atom| self.scan.holders_in(atom, sentence, unit).take(most)).collect();
        heads.sort_unstable();
        heads.dedup();
        heads
    }

    /// How many hits, or sentences with one, the unit has; counting stops at `enough`.
    fn count(&self, pattern: &Pattern, sentence: usize, unit: Unit, sentences: bool, enough: u32) -> u32 {
        let mut count = 0;
        for s in self.scan.unit(sentence, unit).filter(|s| self.scan.in_body(*s)) {
            let found = self.found(pattern, s, false).len() as u32;
            count += if sentences { found.min(1) } else { found };
            if count >= enough {
                break;
            }
        }
        count
    }

    fn found(&self, pattern: &Pattern, sentence: usize, lead_in: bool) -> Vec<Found> {
        match pattern {
            Pattern::Lexicon(id) => self.hits(*id, sentence, lead_in),
            Pattern::Recogniser(what) => self.hits(recogniser_atom(self.scan.program, *what), sentence, lead_in),
            Pattern::Any(operands) => {
                let mut found: Vec<_> = operands.iter().flat_map(|o| self.found(o, sentence, lead_in)).collect();
                found.sort_by_key(|f| (f.of.first, f.of.last));
                found.dedup_by_key(|f| (f.of.first, f.of.last, f.of.head.first, f.of.head.last));
                found
            }
            Pattern::All { operands, ordered } => self.together(operands, *ordered, None, sentence, lead_in),
            Pattern::Not(_) => Vec::new(),
            Pattern::AtLeast { count, pattern, .. } => {
                let found = self.found(pattern, sentence, false);
                if found.len() >= *count as usize { found } else { Vec::new() }
            }
            Pattern::Within(inner, distance) => self.within(inner, *distance, sentence, lead_in),
        }
    }

    fn within(&self, inner: &Pattern, distance: Distance, sentence: usize, lead_in: bool) -> Vec<Found> {
        let operands = operands(inner);
        let ordered = matches!(inner, Pattern::All { ordered: true, .. });
        match distance {
            Distance::Unit(Unit::Sentence) => self.found(inner, sentence, lead_in),
            Distance::Words(words) if operands.len() > 1 => {
                self.together(operands, ordered, Some(words as i32), sentence, lead_in)
            }
            Distance::Words(_) => self.found(inner, sentence, lead_in),
            Distance::NextSentence => self.neighbours(operands, sentence, lead_in),
            Distance::Unit(unit) => self.in_context(operands, unit, sentence, lead_in),
        }
    }

    /// Wide scopes: the last narrow operand is the claim, the others are its context.
    fn in_context(&self, operands: &[Pattern], unit: Unit, sentence: usize, lead_in: bool) -> Vec<Found> {
        let Some(primary) = primary(operands) else { return Vec::new() };
        let found = self.found(primary, sentence, lead_in);
        let context = |p: &Pattern| match p {
            Pattern::Not(inner) => !self.holds(inner, sentence, unit),
            other => self.holds(other, sentence, unit),
        };
        let others = operands.iter().filter(|p| !std::ptr::eq(*p, primary));
        if found.is_empty() || !others.into_iter().all(context) { Vec::new() } else { found }
    }

    /// The head in this sentence, the others in it or in a neighbour.
    fn neighbours(&self, operands: &[Pattern], sentence: usize, lead_in: bool) -> Vec<Found> {
        let Some((head, others)) = operands.split_last() else { return Vec::new() };
        let near = [Some(sentence), self.scan.previous(sentence), self.scan.next(sentence)];
        let here = |p: &Pattern| match p {
            Pattern::Not(inner) => near.iter().flatten().all(|s| self.found(inner, *s, false).is_empty()),
            other => near.iter().flatten().any(|s| !self.found(other, *s, false).is_empty()),
        };
        if others.iter().all(here) { self.found(head, sentence, lead_in) } else { Vec::new() }
    }

    fn hits(&self, atom: Atom, sentence: usize, lead_in: bool) -> Vec<Found> {
        let own = &self.scan.sentences[sentence];
        let mut found: Vec<Found> = Vec::new();
        if lead_in && let Some(lead) = own.lead_in {
            let words = self.scan.sentences[lead as usize].words;
            for hit in self.scan.hits(lead as usize).iter().filter(|hit| hit.atom == atom).take(MOST_HITS) {
                let hit = AtomHit { first: hit.first - words, last: hit.last - words, ..*hit };
                found.push(Found::new(hit, true));
            }
        }
        found.extend(
            self.scan
                .hits(sentence)
                .iter()
                .filter(|hit| hit.atom == atom)
                .take(MOST_HITS)
                .map(|hit| Found::new(*hit, false)),
        );
        found
    }

    /// All operands on disjoint words of one sentence: for each head the narrowest window.
    fn together(
        &self,
        operands: &[Pattern],
        ordered: bool,
        words: Option<i32>,
        sentence: usize,
        lead_in: bool,
    ) -> Vec<Found> {
        let mut lists = Vec::with_capacity(operands.len());
        for operand in operands {
            if let Pattern::Not(inner) = operand {
                if !self.found(inner, sentence, false).is_empty() {
                    return Vec::new();
                }
                continue;
            }
            let list = self.found(operand, sentence, lead_in);
            if list.is_empty() {
                return Vec::new();
            }
            lists.push(list);
        }
        let Some((heads, others)) = lists.split_last() else { return Vec::new() };
        let mut steps = 0;
        heads
            .iter()
            .filter(|head| !head.lead_in)
            .filter_map(|head| {
                let mut best = None;
                let mut chosen = vec![*head];
                combine(others, ordered, words, &mut chosen, &mut best, &mut steps);
                best
            })
            .collect()
    }
}

/// A match, or the hit of an operand.
#[derive(Clone, Copy, Debug)]
struct Found {
    of: Match,
    /// It stands in the line that introduces the list.
    lead_in: bool,
    /// The words of its operands, which those of another may stand between.
    parts: [(i32, i32); MOST_PARTS],
    count: usize,
}

impl Found {
    fn new(hit: AtomHit, lead_in: bool) -> Self {
        let mut parts = [(0, 0); MOST_PARTS];
        parts[0] = (hit.first, hit.last);
        Self { of: Match { span: hit.span, first: hit.first, last: hit.last, head: hit }, lead_in, parts, count: 1 }
    }

    fn parts(&self) -> &[(i32, i32)] {
        &self.parts[..self.count]
    }

    fn is_apart_from(&self, other: &Self) -> bool {
        self.parts().iter().all(|a| other.parts().iter().all(|b| a.1 < b.0 || b.1 < a.0))
    }
}

/// Chooses one of each of `others`, the last first, disjoint from those chosen; keeps the narrowest.
fn combine(
    others: &[Vec<Found>],
    ordered: bool,
    words: Option<i32>,
    chosen: &mut Vec<Found>,
    best: &mut Option<Found>,
    steps: &mut usize,
) {
    *steps += 1;
    if *steps > MOST_COMBINATIONS {
        return;
    }
    let Some((list, rest)) = others.split_last() else {
        let whole = window(chosen);
        if words.is_none_or(|most| widest_gap(chosen) <= most)
            && best
                .is_none_or(|b| (whole.of.last - whole.of.first, whole.of.first) < (b.of.last - b.of.first, b.of.first))
        {
            *best = Some(whole);
        }
        return;
    };
    for found in list {
        let after = chosen.last().expect("the head is chosen first");
        let disjoint = chosen.iter().all(|c| found.is_apart_from(c));
        if !disjoint || ordered && found.of.first > after.of.first {
            continue;
        }
        chosen.push(*found);
        combine(rest, ordered, words, chosen, best, steps);
        chosen.pop();
    }
}

fn window(chosen: &[Found]) -> Found {
    let head = chosen[0].of.head;
    let mut whole = Match { span: chosen[0].of.span, ..chosen[0].of };
    for found in chosen {
        whole.first = whole.first.min(found.of.first);
        whole.last = whole.last.max(found.of.last);
        if !found.lead_in {
            whole.span = whole.span.join(found.of.span);
        }
    }
    let mut parts = [(0, 0); MOST_PARTS];
    let all = chosen.iter().flat_map(|found| found.parts());
    let count = parts.iter_mut().zip(all).map(|(place, part)| *place = *part).count();
    Found { of: Match { head, ..whole }, lead_in: false, parts, count }
}

/// The most words strictly between two neighbours.
fn widest_gap(chosen: &[Found]) -> i32 {
    let mut edges: Vec<(i32, i32)> = chosen.iter().map(|f| (f.of.first, f.of.last)).collect();
    edges.sort_unstable();
    edges.windows(2).map(|pair| pair[1].0 - pair[0].1 - 1).max().unwrap_or(0)
}

/// The operands of a pattern, or the pattern itself.
fn operands(pattern: &Pattern) -> &[Pattern] {
    match pattern {
        Pattern::All { operands, .. } => operands,
        other => std::slice::from_ref(other),
    }
}

/// Of operands in a wide scope, the one that is the claim: the last with a scope of its own, else the last.
fn primary(operands: &[Pattern]) -> Option<&Pattern> {
    let narrow = |p: &&Pattern| matches!(p, Pattern::All { .. } | Pattern::Within(..));
    let positive = |p: &&Pattern| !matches!(p, Pattern::Not(_));
    let own = operands.iter().rev().filter(positive).find(narrow);
    own.or_else(|| operands.iter().rev().find(positive))
}

/// The atom of a pattern that is nothing but one.
pub(crate) fn leaf(program: &Program, pattern: &Pattern) -> Option<Atom> {
    match pattern {
        Pattern::Lexicon(id) => Some(*id),
        Pattern::Recogniser(what) => Some(recogniser_atom(program, *what)),
        _ => None,
    }
}

fn is_leaf(pattern: &Pattern) -> bool {
    matches!(pattern, Pattern::Lexicon(_) | Pattern::Recogniser(_))
}

/// The atoms of which a sentence must hold one for the pattern to make a claim in it: those of the head.
pub(crate) fn triggers(program: &Program, pattern: &Pattern, into: &mut Vec<Atom>) {
    match pattern {
        Pattern::Lexicon(_) | Pattern::Recogniser(_) => into.extend(leaf(program, pattern)),
        Pattern::Any(operands) => operands.iter().for_each(|o| triggers(program, o, into)),
        Pattern::All { operands, .. } => {
            if let Some(head) = operands.iter().rev().find(|o| !matches!(o, Pattern::Not(_))) {
                triggers(program, head, into);
            }
        }
        Pattern::Not(_) => {}
        Pattern::AtLeast { pattern, .. } => triggers(program, pattern, into),
        Pattern::Within(inner, Distance::Unit(unit)) if *unit > Unit::Sentence => {
            if let Some(primary) = primary(operands(inner)) {
                triggers(program, primary, into);
            }
        }
        Pattern::Within(inner, _) => triggers(program, inner, into),
    }
}
