//! One check from end to end: scan, claims, stance, grounds, report.

use super::attribution::Attributions;
use super::claim::{Match, Matcher};
use super::ground::{Grounder, Outcome};
use super::known::Known;
use super::lapse;
use super::meter::{Meter, Step, Unwatched};
use super::plan::{Concern, Plan};
use super::scan::Scan;
use super::stance::Stance;
use super::suppress;
use super::title;
use super::topic;
use super::{Claim, Context, Finding, Grounds, Report, Skipped};
use crate::document::Document;
use crate::program::{Level, Program, Rule, Subject};
use crate::text::{Language, Span};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Checks a document.
pub(crate) fn check(program: &Program, plan: &Plan, document: &Document, context: &Context) -> Report {
    with(program, plan, document, context, |check| {
        let judged = check.judged(&mut Unwatched);
        let reviewed = check.reviews(&judged, &mut Unwatched);
        check.report(judged, &reviewed, context)
    })
}

/// Scans a document and hands all that a check needs to `then`.
pub(crate) fn with<T>(
    program: &Program,
    plan: &Plan,
    document: &Document,
    context: &Context,
    then: impl FnOnce(&Check<'_>) -> T,
) -> T {
    let scan = Scan::new(program, plan, document);
    let matcher = Matcher::new(&scan);
    let attributions = Attributions::new(&scan, &context.issuers);
    let levels: Vec<Level> = program.rules.iter().map(|rule| context.level_of(rule)).collect();
    then(&Check {
        scan: &scan,
        matcher: &matcher,
        stance: Stance { matcher: &matcher, attributions: &attributions },
        grounder: Grounder { matcher: &matcher, attributions: &attributions, known: Known::new(program), context },
        plan,
        levels: &levels,
    })
}

/// What a check of one document works with.
pub(crate) struct Check<'a> {
    pub(crate) scan: &'a Scan<'a>,
    pub(crate) matcher: &'a Matcher<'a>,
    pub(crate) stance: Stance<'a>,
    pub(crate) grounder: Grounder<'a>,
    pub(crate) plan: &'a Plan,
    pub(crate) levels: &'a [Level],
}

/// A claim that stands: not rebutted, not yet weighed.
#[derive(Clone, Copy, Debug)]
struct Draft {
    rule: usize,
    sentence: usize,
    words: Match,
    level: Level,
}

/// A claim, or a topic, with its verdict.
#[derive(Debug)]
pub(super) struct Judged {
    draft: Draft,
    outcome: Outcome,
}

impl Check<'_> {
    /// Every claim and topic that stands, weighed.
    pub(super) fn judged(&self, meter: &mut impl Meter) -> Vec<Judged> {
        let mut drafts = self.claims(meter);
        self.keep_first(&mut drafts);
        let mut judged: Vec<Judged> = drafts.into_iter().map(|draft| self.judge(draft, meter)).collect();
        self.yield_to_others(&mut judged);
        judged.extend(self.topics(meter));
        judged
    }

    pub(super) fn report(&self, judged: Vec<Judged>, reviewed: &[Judged], context: &Context) -> Report {
        let mut report = Report {
            skipped: skipped(self.scan.program, self.scan.document, self.levels),
            words: self.scan.words,
            ..Report::default()
        };
        for one in judged {
            if one.outcome.verdict != Grounds::Met {
                report.findings.push(self.finding(&one, context));
            }
            report.claims.push(self.claim(one));
        }
        report.findings.extend(reviewed.iter().map(|one| self.finding(one, context)));
        in_order(&mut report.findings);
        report.claims.sort_by(|a, b| (a.span.start, &a.rule, a.claim_span).cmp(&(b.span.start, &b.rule, b.claim_span)));
        report.lapsed = lapse::lapsed(self.scan.program, self.scan.document, context, &report);
        if !self.scan.document.comments.is_empty() {
            suppress::apply(self.scan.program, self.scan.document, context, self.levels, &mut report);
            in_order(&mut report.findings);
        }
        report
    }

    fn rule(&self, draft: &Draft) -> &Rule {
        &self.scan.program.rules[draft.rule]
    }

    fn claims(&self, meter: &mut impl Meter) -> Vec<Draft> {
        let mut drafts = Vec::new();
        let mut concerns: Vec<Concern> = Vec::new();
        for sentence in 0..self.scan.sentences.len() {
            let hits = self.scan.hits(sentence);
            self.plan.concerns(hits.iter().map(|hit| hit.atom), &mut concerns);
            for of_rule in concerns.chunk_by(|a, b| a.rule == b.rule) {
                let draft = || self.draft(of_rule, sentence);
                drafts.extend(meter.step(of_rule[0].rule, Step::Claim, Option::is_some, draft));
            }
        }
        drafts
    }

    /// The claim that a rule finds in a sentence: of those that stand, the narrowest, then the leftmost.
    fn draft(&self, concerns: &[Concern], sentence: usize) -> Option<Draft> {
        let id = concerns[0].rule;
        let rule = &self.scan.program.rules[id];
        let Subject::Claims(patterns) = &rule.subject else { return None };
        if self.levels[id] == Level::Off || !rule.runs_in(self.scan.block_of(sentence).language) {
            return None;
        }
        let mut matches: Vec<Match> =
            concerns.iter().flat_map(|c| self.matcher.claims(&patterns[c.pattern], sentence)).collect();
        matches.sort_by_key(|m| (m.last - m.first, m.span.start, m.span.end));
        let words = matches
            .into_iter()
            .filter(|m| !title::names_a_text(self.scan, sentence, m.head.span))
            .find(|m| !rule.rebuttals.iter().any(|condition| self.stance.holds(condition, sentence, m)))?;
        let lowered =
            rule.qualifiers.iter().filter(|q| self.stance.holds(&q.condition, sentence, &words)).map(|q| q.level).min();
        let level = lowered.map_or(self.levels[id], |level| level.min(self.levels[id]));
        (level != Level::Off).then_some(Draft { rule: id, sentence, words, level })
    }

    /// `once per section`.
    fn keep_first(&self, drafts: &mut Vec<Draft>) {
        let mut seen = FxHashSet::default();
        drafts.retain(|draft| match self.rule(draft).once {
            Some(unit) => seen.insert((draft.rule, self.scan.unit_id(draft.sentence, unit))),
            None => true,
        });
    }

    /// `yields to any claim`: but one that lacks its grounds is heard where all that others found has theirs.
    fn yield_to_others(&self, judged: &mut Vec<Judged>) {
        let mut taken: FxHashMap<usize, bool> = FxHashMap::default();
        for other in judged.iter().filter(|one| !self.rule(&one.draft).yields) {
            let flagged = other.outcome.verdict != Grounds::Met;
            *taken.entry(other.draft.sentence).or_default() |= flagged;
        }
        judged.retain(|one| {
            let unmet = one.outcome.verdict == Grounds::Unmet;
            !self.rule(&one.draft).yields || taken.get(&one.draft.sentence).is_none_or(|flagged| unmet && !flagged)
        });
    }

    /// Whether a rule that yields, and has found so much of its grounds, has somebody to yield to in a sentence.
    pub(crate) fn gives_way(&self, rule: &Rule, sentence: usize, verdict: Grounds) -> bool {
        let claims = self.claims(&mut Unwatched);
        let mut others = claims.iter().filter(|d| d.sentence == sentence && !self.rule(d).yields);
        let met = |d: &Draft| self.grounder.judge(self.rule(d), sentence, Some(&d.words)).verdict == Grounds::Met;
        rule.yields && others.any(|other| verdict != Grounds::Unmet || !met(other))
    }

    /// Whether a rule that speaks once in a unit has spoken before.
    pub(crate) fn claimed_before(&self, rule: &Rule, sentence: usize) -> bool {
        let Some(unit) = rule.once else { return false };
        let same = |s: usize| self.scan.unit_id(s, unit) == self.scan.unit_id(sentence, unit);
        self.claims(&mut Unwatched)
            .iter()
            .any(|d| self.rule(d).id == rule.id && d.sentence < sentence && same(d.sentence))
    }

    fn judge(&self, draft: Draft, meter: &mut impl Meter) -> Judged {
        let judge = || self.grounder.judge(self.rule(&draft), draft.sentence, Some(&draft.words));
        let outcome = meter.step(draft.rule, Step::Grounds, |_| true, judge);
        Judged { draft, outcome }
    }

    fn topics(&self, meter: &mut impl Meter) -> Vec<Judged> {
        let mut judged = Vec::new();
        for id in self.plan.topics.iter().copied().filter(|id| self.levels[*id] != Level::Off) {
            let rule = &self.scan.program.rules[id];
            let Subject::Topic(topic) = &rule.subject else { continue };
            let seek = || topic::topics(self.matcher, rule, topic);
            for found in meter.step(id, Step::Topic, |found| !found.is_empty(), seek) {
                let judge = || self.grounder.judge(rule, found.sentence, None);
                let outcome = meter.step(id, Step::Grounds, |_| true, judge);
                let draft = Draft { rule: id, sentence: found.sentence, words: found.words, level: self.levels[id] };
                judged.push(Judged { draft, outcome });
            }
        }
        judged
    }

    /// Rules about the claims of the others: those whose evidence is all of a sort that will not do.
    /// What is not known of a source is left alone here, since the claim has a source for the reader to judge.
    pub(super) fn reviews(&self, judged: &[Judged], meter: &mut impl Meter) -> Vec<Judged> {
        let mut reviewed = Vec::new();
        let mut seen = FxHashSet::default();
        for id in self.plan.reviews.iter().copied().filter(|id| self.levels[*id] != Level::Off) {
            let rule = &self.scan.program.rules[id];
            for one in judged.iter().filter(|one| one.outcome.verdict == Grounds::Met) {
                let draft = Draft { rule: id, level: self.levels[id], ..one.draft };
                let rebutted = |c| self.stance.holds(c, draft.sentence, &draft.words);
                if !rule.runs_in(self.scan.block_of(draft.sentence).language) || rule.rebuttals.iter().any(rebutted) {
                    continue;
                }
                let judge = || self.grounder.judge(rule, draft.sentence, Some(&draft.words));
                let wanting = |outcome: &Outcome| outcome.verdict == Grounds::Unmet;
                let outcome = meter.step(id, Step::Review, wanting, judge);
                let found_wanting = outcome.demands.iter().flat_map(|d| &d.wanted).any(|w| !w.found.is_empty());
                if outcome.verdict == Grounds::Unmet && found_wanting && seen.insert((id, draft.sentence)) {
                    reviewed.push(Judged { draft, outcome });
                }
            }
        }
        reviewed
    }

    fn finding(&self, one: &Judged, context: &Context) -> Finding {
        let rule = self.rule(&one.draft);
        let places = self.places(&one.draft);
        let language = context.language.unwrap_or(places.language);
        let level = match one.outcome.verdict {
            Grounds::Undetermined => one.draft.level.min(Level::Note),
            _ => one.draft.level,
        };
        Finding {
            rule: rule.id.clone(),
            level,
            confidence: rule.confidence,
            place: self.scan.document.place(places.sentence),
            claim: self.scan.document.place(places.claim),
            span: places.sentence,
            claim_span: places.claim,
            prose: self.scan.sentences[one.draft.sentence].span,
            excerpt: self.scan.document.text[places.sentence.range()].to_owned(),
            language,
            message: rule.message.get(language).unwrap_or(&rule.id).to_owned(),
            help: rule.help.get(language).map(str::to_owned),
            warrant: rule.warrant.get(language).map(str::to_owned),
            backing: rule.backing.clone(),
            grounds: one.outcome.verdict,
            demands: one.outcome.demands.clone(),
        }
    }

    fn claim(&self, one: Judged) -> Claim {
        let places = self.places(&one.draft);
        Claim {
            rule: self.rule(&one.draft).id.clone(),
            level: one.draft.level,
            place: self.scan.document.place(places.sentence),
            claim: self.scan.document.place(places.claim),
            span: places.sentence,
            claim_span: places.claim,
            excerpt: self.scan.document.text[places.sentence.range()].to_owned(),
            language: places.language,
            grounds: one.outcome.verdict,
            evidence: one.outcome.evidence,
        }
    }

    fn places(&self, draft: &Draft) -> Places {
        let document = self.scan.document;
        let sentence = document.source(self.scan.sentences[draft.sentence].span);
        let claim = document.source(draft.words.span);
        Places { sentence, claim, language: self.scan.block_of(draft.sentence).language }
    }
}

/// The order of a report: that of the text, the graver first where two begin together.
fn in_order(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let of = |f: &'_ Finding| (f.span.start, Reverse(f.level));
        of(a).cmp(&of(b)).then_with(|| (&a.rule, a.claim_span).cmp(&(&b.rule, b.claim_span)))
    });
}

/// Where a claim stands in the decoded text.
struct Places {
    sentence: Span,
    claim: Span,
    language: Language,
}

/// The rules that could not look at some blocks, for want of phrases in their language.
fn skipped(program: &Program, document: &Document, levels: &[Level]) -> Vec<Skipped> {
    let mut blocks: BTreeMap<Language, usize> = BTreeMap::new();
    for block in document.blocks.iter().filter(|b| b.kind.asserts()) {
        *blocks.entry(block.language).or_default() += 1;
    }
    let mut skipped: Vec<Skipped> = Vec::new();
    for (rule, _) in program.rules.iter().zip(levels).filter(|(_, level)| **level != Level::Off) {
        for (language, count) in blocks.iter().filter(|(language, _)| !rule.runs_in(**language)) {
            skipped.push(Skipped {
                rule: rule.id.clone(),
                reason: format!("the rule has no phrases in `{language}`"),
                language: language.to_string(),
                blocks: *count,
            });
        }
    }
    skipped.sort();
    skipped
}
