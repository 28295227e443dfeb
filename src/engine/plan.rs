//! Which rules a sentence may concern, told by what stands in it: so that a rule costs nothing where its words are absent.

use super::claim::{leaf, triggers};
use super::ground::FIGURES;
use super::scan::Atom;
use crate::program::{Distance, GroundKind, Pattern, Program, Recogniser, Subject, Unit};

/// By atom: the claim patterns whose head it may be.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    by_atom: Vec<Vec<Concern>>,
    /// The recognisers that some rule asks for, in the order of `Recogniser::ALL`.
    asked: Vec<bool>,
    /// By atom: whether a block that holds it must be cut into sentences: it may be a head, or wanted from afar.
    wanted: Vec<bool>,
    /// The rules about a whole document or section.
    pub(crate) topics: Vec<usize>,
    /// The rules about the claims of the others.
    pub(crate) reviews: Vec<usize>,
}

/// One claim pattern of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Concern {
    pub(crate) rule: usize,
    pub(crate) pattern: usize,
}

impl Plan {
    pub(crate) fn new(program: &Program) -> Self {
        let mut plan = Self {
            by_atom: vec![Vec::new(); program.lexicons.len() + Recogniser::ALL.len()],
            wanted: vec![false; program.lexicons.len() + Recogniser::ALL.len()],
            asked: vec![false; Recogniser::ALL.len()],
            topics: Vec::new(),
            reviews: Vec::new(),
        };
        for (id, rule) in program.rules.iter().enumerate() {
            rule.patterns().for_each(|pattern| ask(pattern, &mut plan.asked));
            // A figure may share the source of one before it.
            if rule.grounds.iter().flat_map(|demand| &demand.0).any(|g| matches!(g.kind, GroundKind::Attribution)) {
                FIGURES.iter().for_each(|what| ask(&Pattern::Recogniser(*what), &mut plan.asked));
            }
            rule.patterns().for_each(|pattern| from_afar(program, pattern, false, &mut plan.wanted));
            rule.patterns_of_units().for_each(|pattern| from_afar(program, pattern, true, &mut plan.wanted));
            match &rule.subject {
                Subject::Claims(patterns) => {
                    for (place, pattern) in patterns.iter().enumerate() {
                        let mut heads: Vec<Atom> = Vec::new();
                        triggers(program, pattern, &mut heads);
                        heads.sort_unstable();
                        heads.dedup();
                        for head in heads {
                            plan.wanted[head] = true;
                            plan.by_atom[head].push(Concern { rule: id, pattern: place });
                        }
                    }
                }
                Subject::Topic(_) => plan.topics.push(id),
                Subject::EveryClaim => plan.reviews.push(id),
            }
        }
        plan
    }

    /// The same, with each block cut into sentences that holds anything at all: for one who asks why nothing was found.
    pub(crate) fn wanting_all(&self) -> Self {
        Self { wanted: vec![true; self.wanted.len()], ..self.clone() }
    }

    /// Whether a block that holds an atom must be cut into sentences.
    pub(crate) fn wants(&self, atom: Atom) -> bool {
        self.wanted[atom]
    }

    /// Whether some rule asks for a recogniser.
    pub(crate) fn asks(&self, what: Recogniser) -> bool {
        Recogniser::ALL.iter().zip(&self.asked).any(|((_, r), asked)| *r == what && *asked)
    }

    /// The patterns that these atoms may be the heads of, by rule.
    pub(crate) fn concerns(&self, atoms: impl Iterator<Item = Atom>, into: &mut Vec<Concern>) {
        into.clear();
        for atom in atoms {
            into.extend_from_slice(&self.by_atom[atom]);
        }
        into.sort_unstable();
        into.dedup();
    }
}

fn ask(pattern: &Pattern, asked: &mut [bool]) {
    match pattern {
        Pattern::Recogniser(what) => {
            let place = Recogniser::ALL.iter().position(|(_, r)| r == what);
            asked[place.expect("every recogniser is listed")] = true;
        }
        Pattern::All { operands, .. } | Pattern::Any(operands) => operands.iter().for_each(|o| ask(o, asked)),
        Pattern::Not(inner) | Pattern::Within(inner, _) | Pattern::AtLeast { pattern: inner, .. } => ask(inner, asked),
        Pattern::Lexicon(_) => {}
    }
}

/// Marks the atoms that are looked for beyond the sentence at hand.
fn from_afar(program: &Program, pattern: &Pattern, afar: bool, wanted: &mut [bool]) {
    match pattern {
        Pattern::Lexicon(_) | Pattern::Recogniser(_) => {
            if let (true, Some(atom)) = (afar, leaf(program, pattern)) {
                wanted[atom] = true;
            }
        }
        Pattern::All { operands, .. } | Pattern::Any(operands) => {
            operands.iter().for_each(|o| from_afar(program, o, afar, wanted));
        }
        Pattern::Not(inner) | Pattern::AtLeast { pattern: inner, .. } => from_afar(program, inner, afar, wanted),
        Pattern::Within(inner, distance) => {
            let wide = match distance {
                Distance::Unit(unit) => *unit > Unit::Sentence,
                Distance::NextSentence => true,
                Distance::Words(_) => false,
            };
            from_afar(program, inner, afar || wide, wanted);
        }
    }
}
