//! Why a sentence is reported, or is not: what hit, which cues stand there, and where each rule stopped.

use super::check::Check;
use super::claim::Match;
use super::ground::Outcome;
use super::plan::Concern;
use super::title;
use super::{DemandOutcome, Evidence, Grounds};
use crate::program::{Condition, Distance, Level, Pattern, Program, Reach, Recogniser, Rule, Subject, Unit};
use crate::text::{Language, Place, Span};

/// What was found in one sentence, and what became of it.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The sentence.
    pub place: Place,
    /// Its words, as rules see them.
    pub text: String,
    /// Its language.
    pub language: Language,
    /// The phrases and recognised things in it: the lexicon or recogniser, and the words.
    pub hits: Vec<(String, String)>,
    /// The cues in it: the cue, its reach, and the words.
    pub cues: Vec<(String, &'static str, String)>,
    /// Who says it: by name or not, and the words that tell.
    pub attribution: Option<(bool, String)>,
    /// The rules of which the head stands here, in the order of their ids.
    pub rules: Vec<(String, Stop)>,
}

/// The step at which a rule stopped.
#[derive(Clone, Debug)]
pub enum Stop {
    /// It is switched off, or not chosen.
    Off,
    /// It has no phrases in this language.
    Language,
    /// Its pattern lacks something here.
    Pattern {
        /// What; empty where all stand here, but too far apart or on the same words.
        missing: Vec<String>,
    },
    /// A rebuttal removed the claim.
    Rebuttal {
        /// The condition, in the words of the language.
        condition: String,
        /// The words that made the claim.
        claim: String,
    },
    /// The claim was weighed.
    Grounds {
        /// The words that make it.
        claim: String,
        /// The verdict.
        verdict: Grounds,
        /// What was looked for.
        demands: Vec<DemandOutcome>,
        /// What meets it.
        evidence: Vec<Evidence>,
        /// Whether another rule's claim, or an earlier one of its own, was reported in its stead.
        gives_way: bool,
    },
}

/// Traces the sentences that touch a line, counted from 1.
pub(crate) fn trace(check: &Check<'_>, line: usize) -> Vec<Trace> {
    let scan = check.scan;
    let document = scan.document;
    let mut traces = Vec::new();
    for (id, sentence) in scan.sentences.iter().enumerate() {
        let place = document.place(document.source(sentence.span));
        if place.start.line > line {
            break;
        }
        if place.end.line < line {
            continue;
        }
        traces.push(seen(check, id, rules(check, id)));
    }
    traces
}

/// Where one rule stopped in each sentence, its head there or not. Nothing for a rule that is not about what a sentence
/// claims.
pub(crate) fn trace_rule(check: &Check<'_>, rule: &Rule) -> Vec<Trace> {
    let Subject::Claims(patterns) = &rule.subject else { return Vec::new() };
    let patterns: Vec<&Pattern> = patterns.iter().collect();
    let one = |id| seen(check, id, vec![(rule.id.clone(), stop(check, rule, &patterns, id))]);
    (0..check.scan.sentences.len()).map(one).collect()
}

/// What was found in a sentence.
fn seen(check: &Check<'_>, id: usize, rules: Vec<(String, Stop)>) -> Trace {
    let scan = check.scan;
    let document = scan.document;
    let sentence = &scan.sentences[id];
    let words = |span: Span| document.prose[span.range()].to_owned();
    let cue = |name: usize| scan.program.cues[name].name.clone();
    Trace {
        place: document.place(document.source(sentence.span)),
        text: words(sentence.span),
        language: scan.block_of(id).language,
        hits: scan.hits(id).iter().map(|h| (atom_name(scan.program, h.atom), words(h.span))).collect(),
        cues: scan.cues(id).iter().map(|h| (cue(h.cue), reach_word(h.reach), words(h.span))).collect(),
        attribution: check.stance.attributions.of(id).map(|a| (a.named, words(a.span))),
        rules,
    }
}

fn rules(check: &Check<'_>, sentence: usize) -> Vec<(String, Stop)> {
    let mut concerns: Vec<Concern> = Vec::new();
    check.plan.concerns(check.scan.hits(sentence).iter().map(|hit| hit.atom), &mut concerns);
    let mut stops = Vec::new();
    for of_rule in concerns.chunk_by(|a, b| a.rule == b.rule) {
        let rule = &check.scan.program.rules[of_rule[0].rule];
        let Subject::Claims(patterns) = &rule.subject else { continue };
        let patterns: Vec<&Pattern> = of_rule.iter().map(|c| &patterns[c.pattern]).collect();
        let off = check.levels[of_rule[0].rule] == Level::Off;
        let stop = if off { Stop::Off } else { stop(check, rule, &patterns, sentence) };
        stops.push((rule.id.clone(), stop));
    }
    stops.sort_by(|a, b| a.0.cmp(&b.0));
    stops
}

fn stop(check: &Check<'_>, rule: &Rule, patterns: &[&Pattern], sentence: usize) -> Stop {
    let scan = check.scan;
    if !rule.runs_in(scan.block_of(sentence).language) {
        return Stop::Language;
    }
    let mut matches: Vec<Match> = patterns.iter().flat_map(|p| check.matcher.claims(p, sentence)).collect();
    matches.sort_by_key(|m| (m.last - m.first, m.span.start));
    let words = |m: &Match| scan.document.prose[m.span.range()].to_owned();
    let Some(narrowest) = matches.first() else {
        let missing = patterns.iter().map(|p| missing(check, p, sentence)).min_by_key(Vec::len);
        return Stop::Pattern { missing: missing.unwrap_or_default() };
    };
    let rebuttal = |m: &Match| rule.rebuttals.iter().find(|c| check.stance.holds(c, sentence, m));
    let titled = |m: &Match| title::names_a_text(scan, sentence, m.head.span);
    let Some(claim) = matches.iter().find(|m| !titled(m) && rebuttal(m).is_none()) else {
        let condition = rebuttal(narrowest).map_or_else(|| "a title".into(), |c| condition_words(scan.program, c));
        return Stop::Rebuttal { condition, claim: words(narrowest) };
    };
    let outcome = check.grounder.judge(rule, sentence, Some(claim));
    let gives_way = check.gives_way(rule, sentence, outcome.verdict) || check.claimed_before(rule, sentence);
    let Outcome { verdict, demands, evidence } = outcome;
    Stop::Grounds { claim: words(claim), verdict, demands, evidence, gives_way }
}

/// The operands that are nowhere in the unit that the pattern asks for.
fn missing(check: &Check<'_>, pattern: &Pattern, sentence: usize) -> Vec<String> {
    let program = check.scan.program;
    let (inner, unit) = match pattern {
        Pattern::Within(inner, Distance::Unit(unit)) => (&**inner, *unit),
        Pattern::Within(inner, Distance::NextSentence) => (&**inner, Unit::Paragraph),
        Pattern::Within(inner, Distance::Words(_)) => (&**inner, Unit::Sentence),
        other => (other, Unit::Sentence),
    };
    let operands = match inner {
        Pattern::All { operands, .. } => operands.as_slice(),
        other => std::slice::from_ref(other),
    };
    operands
        .iter()
        .filter(|operand| match operand {
            Pattern::Not(inner) => check.matcher.holds(inner, sentence, unit),
            other => !check.matcher.holds(other, sentence, unit),
        })
        .map(|operand| program.words_of(operand))
        .collect()
}

fn atom_name(program: &Program, atom: usize) -> String {
    match program.lexicons.get(atom) {
        Some(lexicon) => lexicon.name.clone(),
        None => format!("@{}", Recogniser::ALL[atom - program.lexicons.len()].0),
    }
}

const fn reach_word(reach: Reach) -> &'static str {
    match reach {
        Reach::Forward => "forward",
        Reach::Backward => "backward",
        Reach::Around => "around",
        Reach::Sentence => "sentence",
        Reach::Paragraph => "paragraph",
        Reach::Previous => "previous",
        Reach::Stops => "stops",
        Reach::Pseudo => "pseudo",
    }
}

/// A condition, in the words of the language.
pub(crate) fn condition_words(program: &Program, condition: &Condition) -> String {
    match condition {
        Condition::Cue(cue) => program.cues[*cue].name.clone(),
        Condition::Question => "question".into(),
        Condition::Heading => "heading".into(),
        Condition::Quoted => "quoted".into(),
        Condition::Table => "table".into(),
        Condition::Attributed { named: true } => "attributed to named".into(),
        Condition::Attributed { named: false } => "attributed".into(),
        Condition::Pattern(pattern) => program.words_of(pattern),
        Condition::Not(inner) => format!("not {}", condition_words(program, inner)),
    }
}
