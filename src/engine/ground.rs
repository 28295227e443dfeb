//! Whether a claim has its grounds: what was looked for, where, and what was found.

use super::attribution::{Attribution, Attributions};
use super::claim::{Match, Matcher};
use super::criterion::{self, Source};
use super::known::Known;
use super::scan::recogniser_atom;
use super::stance;
use super::{Context, DemandOutcome, Evidence, EvidenceKind, Grounds, Reachable, Wanted, WantedKind};
use crate::document::{Block, BlockKind, Citation, CitationKind, opens_sources};
use crate::program::{Demand, Distance, Ground, GroundKind, Pattern, Recogniser, Rule, Unit};
use crate::text::Span;

/// How many words a definition's marker may stand from the word it defines.
const DEFINES: i32 = 6;
/// How much evidence of one kind is listed for one claim.
const MOST_EVIDENCE: usize = 12;
/// How many citations, and how many sentences, are looked at for one claim: a bound, not a rule.
const MOST_CITATIONS: usize = 500;
const MOST_SENTENCES: usize = 500;
/// How many items below one the source line of their list is looked for: a bound, not a rule.
const MOST_BELOW: usize = 100;

/// How many sentences a run of figures from one source may have.
const RUN: usize = 4;
/// What is a figure.
pub(super) const FIGURES: [Recogniser; 5] =
    [Recogniser::Percent, Recogniser::Money, Recogniser::Count, Recogniser::Multiple, Recogniser::Measure];

/// Looks for grounds in one document.
#[derive(Debug)]
pub(crate) struct Grounder<'a> {
    pub(crate) matcher: &'a Matcher<'a>,
    pub(crate) attributions: &'a Attributions<'a>,
    pub(crate) known: Known,
    pub(crate) context: &'a Context,
}

/// The verdict on a claim, with all that led to it.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) verdict: Grounds,
    pub(crate) demands: Vec<DemandOutcome>,
    /// What meets the demands.
    pub(crate) evidence: Vec<Evidence>,
}

/// A piece of evidence with what its criteria say.
type Weighed = (Evidence, Grounds);

impl Grounder<'_> {
    /// Weighs a claim; `None` for a topic, which has no words of its own to leave out.
    pub(crate) fn judge(&self, rule: &Rule, sentence: usize, claim: Option<&Match>) -> Outcome {
        let mut evidence: Vec<Evidence> = Vec::new();
        let mut demands = Vec::new();
        for demand in &rule.grounds {
            demands.push(self.demand(demand, sentence, claim, &mut evidence));
        }
        let any = |verdict| demands.iter().any(|d: &DemandOutcome| d.verdict == verdict);
        let verdict = if demands.is_empty() || any(Grounds::Unmet) {
            Grounds::Unmet
        } else if any(Grounds::Undetermined) {
            Grounds::Undetermined
        } else {
            Grounds::Met
        };
        Outcome { verdict, demands, evidence }
    }

    fn demand(
        &self,
        demand: &Demand,
        sentence: usize,
        claim: Option<&Match>,
        evidence: &mut Vec<Evidence>,
    ) -> DemandOutcome {
        let mut verdict = Grounds::Unmet;
        let mut wanted = Vec::new();
        for ground in &demand.0 {
            let weighed = self.weigh(ground, sentence, claim);
            let good = |v: Grounds| weighed.iter().filter(|(_, w)| *w == v).count();
            let own = if good(Grounds::Met) >= ground.count as usize {
                Grounds::Met
            } else if good(Grounds::Met) + good(Grounds::Undetermined) >= ground.count as usize {
                Grounds::Undetermined
            } else {
                Grounds::Unmet
            };
            verdict = match (verdict, own) {
                (Grounds::Met, _) | (_, Grounds::Met) => Grounds::Met,
                (Grounds::Undetermined, _) | (_, Grounds::Undetermined) => Grounds::Undetermined,
                _ => Grounds::Unmet,
            };
            let mut found = Vec::new();
            for (item, weight) in weighed {
                if weight == Grounds::Met {
                    if !evidence.contains(&item) {
                        evidence.push(item);
                    }
                } else {
                    found.push(item);
                }
            }
            wanted.push(self.wanted(ground, found));
        }
        DemandOutcome { verdict, wanted }
    }

    fn weigh(&self, ground: &Ground, sentence: usize, claim: Option<&Match>) -> Vec<Weighed> {
        match &ground.kind {
            GroundKind::Source => self.sources(ground, sentence, claim),
            GroundKind::Attribution => self.named(ground, sentence, claim),
            GroundKind::Definition(of) => self.definitions(of, ground.within, sentence),
            GroundKind::Mention(of) => self.mentions(of, ground.within, sentence, claim),
        }
    }

    fn sources(&self, ground: &Ground, sentence: usize, claim: Option<&Match>) -> Vec<Weighed> {
        let document = self.matcher.scan.document;
        let mut weighed: Vec<Weighed> = Vec::new();
        // `Bill 12/2023 may hinder trade`: the law that a claim is about is no evidence of it.
        let about = |c: &Citation| c.kind == CitationKind::Legal && claim.is_some_and(|m| m.span.contains(c.span));
        for span in self.reach(ground.within, sentence, claim) {
            let citations = document.citations_in(span).iter();
            let citations = citations.filter(|c| c.kind != CitationKind::InternalLink && !about(c));
            for citation in citations.take(MOST_CITATIONS) {
                let same = |(e, _): &Weighed| e.target.as_deref() == Some(citation.target.as_str());
                if weighed.len() < MOST_EVIDENCE && !weighed.iter().any(same) {
                    weighed.push(self.source(citation, ground, sentence));
                }
            }
        }
        weighed
    }

    fn source(&self, citation: &Citation, ground: &Ground, sentence: usize) -> Weighed {
        let document = self.matcher.scan.document;
        let (lacks, weight) = if citation.resolved && ground.criteria.is_empty() {
            (None, Grounds::Met)
        } else if citation.resolved {
            criterion::weigh(self, &ground.criteria, &Source::of(document, citation), sentence)
        } else {
            (Some(citation.fault.unwrap_or("unresolved").replace('-', " ")), Grounds::Unmet)
        };
        let evidence = Evidence {
            kind: EvidenceKind::Citation(citation.kind),
            text: document.text[citation.source.range()].to_owned(),
            target: Some(citation.target.clone()),
            place: document.place(citation.source),
            lacks,
        };
        (evidence, weight)
    }

    fn named(&self, ground: &Ground, sentence: usize, claim: Option<&Match>) -> Vec<Weighed> {
        let scan = self.matcher.scan;
        let sentences: Vec<usize> = match ground.within {
            Distance::Unit(unit) if unit > Unit::Sentence => scan.unit(sentence, unit).collect(),
            within => {
                let last = self.last_sentence(sentence, claim);
                let next = (within == Distance::NextSentence).then(|| scan.next(last)).flatten();
                let lead = scan.sentences[sentence].lead_in.map(|s| s as usize);
                let run = claim.and_then(|_| self.run_of_figures(sentence));
                lead.into_iter().chain(sentence..=last).chain(next).chain(run).collect()
            }
        };
        let attributions = sentences.into_iter().filter_map(|s| self.attributions.of(s)).filter(|a| a.named);
        attributions
            .take(MOST_EVIDENCE)
            .map(|attribution| {
                let mut evidence = self.evidence(EvidenceKind::Attribution, attribution.span);
                let (lacks, weight) = criterion::weigh(self, &ground.criteria, &Source::said(&evidence.text), sentence);
                evidence.lacks = lacks;
                (evidence, weight)
            })
            .collect()
    }

    /// Of a run of figures of one kind in one paragraph the sentence that names their source, before or right after: `The OECD counts 40 %. A third work nights.`, `OECD research tells of two paths. A third take the second.`
    fn run_of_figures(&self, sentence: usize) -> Option<usize> {
        let scan = self.matcher.scan;
        let figures = FIGURES.map(|what| recogniser_atom(scan.program, what));
        let has = |s: usize, figure| scan.hits(s).iter().any(|hit| hit.atom == figure);
        let own = figures.map(|figure| has(sentence, figure).then_some(figure));
        if own.iter().all(Option::is_none) || self.attributions.of(sentence).is_some() {
            return None;
        }
        let alike = |s: usize| own.iter().flatten().any(|figure| has(s, *figure));
        let before = std::iter::successors(scan.previous(sentence), |s| scan.previous(*s)).take(RUN);
        let of = |s: usize| Some((s, self.attributions.of(s)?));
        let named = |(s, attribution): (usize, Attribution)| {
            let of_the_run = || alike(s) || self.attributions.by_a_study(s, attribution.span);
            (attribution.named && of_the_run()).then_some(s)
        };
        let after = || scan.next(sentence).and_then(of).filter(|(s, _)| alike(*s)).and_then(named);
        before.filter_map(of).next().and_then(named).or_else(after)
    }

    fn mentions(&self, of: &Pattern, within: Distance, sentence: usize, claim: Option<&Match>) -> Vec<Weighed> {
        let scan = self.matcher.scan;
        let sentences: Vec<usize> = match within {
            Distance::Unit(Unit::Sentence) | Distance::Words(_) => vec![sentence],
            Distance::NextSentence => {
                [scan.previous(sentence), Some(sentence), scan.next(sentence)].into_iter().flatten().collect()
            }
            Distance::Unit(unit) if !self.matcher.holds(of, sentence, unit) => Vec::new(),
            Distance::Unit(unit) => self.matcher.heads(of, sentence, unit, MOST_SENTENCES),
        };
        let lead = scan.sentences[sentence].lead_in.map(|s| s as usize);
        let own = |s: usize, m: &Match| claim.is_some_and(|claim| s == sentence && m.span.overlaps(claim.head.span));
        lead.into_iter()
            .chain(sentences)
            .filter(|s| scan.in_body(*s))
            .filter_map(|s| self.matcher.claims(of, s).into_iter().find(|m| !own(s, m)))
            .take(1)
            .map(|found| (self.evidence(EvidenceKind::Mention, found.span), Grounds::Met))
            .collect()
    }

    fn definitions(&self, of: &Pattern, within: Distance, sentence: usize) -> Vec<Weighed> {
        let scan = self.matcher.scan;
        let Some(defined) = self.known.defined else { return Vec::new() };
        let unit = match within {
            Distance::Unit(unit) => unit,
            Distance::NextSentence | Distance::Words(_) => Unit::Paragraph,
        };
        let defines = |s: usize| {
            self.matcher.claims(of, s).into_iter().find_map(|m| {
                let cue = stance::reaching(scan, defined, s, &m)?;
                let gap = (cue.first - m.head.last - 1).max(m.head.first - cue.last - 1);
                (gap <= DEFINES).then(|| m.span.join(cue.span))
            })
        };
        let found = scan.unit(sentence, unit).filter(|s| scan.in_body(*s)).find_map(defines);
        found.map(|span| (self.evidence(EvidenceKind::Definition, span), Grounds::Met)).into_iter().collect()
    }

    /// The parts of the prose view in which a citation counts for the claim.
    fn reach(&self, within: Distance, sentence: usize, claim: Option<&Match>) -> Vec<Span> {
        let scan = self.matcher.scan;
        let document = scan.document;
        let block = scan.block_of(sentence);
        let last = self.last_sentence(sentence, claim);
        let own = scan.sentences[sentence].span.join(scan.sentences[last].span);
        let mut spans = Vec::new();
        match within {
            Distance::Unit(Unit::Sentence) | Distance::Words(_) => spans.push(own),
            Distance::NextSentence => {
                spans.push(scan.next(last).map_or(own, |next| own.join(scan.sentences[next].span)));
            }
            Distance::Unit(Unit::Paragraph) => {
                let (from, to) = scan.passages[block.passage];
                let blocks = &document.blocks[from as usize..=to as usize];
                spans.extend(blocks.iter().filter(|b| b.passage == block.passage).map(|b| b.span));
            }
            Distance::Unit(Unit::Section) => {
                let (from, to) = scan.sections[block.section];
                spans.push(document.blocks[from as usize].span.join(document.blocks[to as usize].span));
            }
            Distance::Unit(Unit::Document) => spans.push(Span::new(0, document.prose.len())),
        }
        if matches!(within, Distance::NextSentence | Distance::Unit(Unit::Paragraph)) {
            spans.extend(self.source_line(scan.sentences[sentence].block));
        }
        // A table has its source beneath, and a row is read as one.
        if within != Distance::Unit(Unit::Document) && block.kind == BlockKind::Cell {
            let (from, to) = scan.passages[block.passage];
            spans.push(document.blocks[from as usize].span.join(document.blocks[to as usize].span));
            spans.extend(self.caption(scan.sentences[sentence].block));
        }
        if let Some(lead) = block.lead_in
            && let Some(introduction) = document.sentences(&document.blocks[lead]).last()
        {
            spans.push(*introduction);
        }
        spans
    }

    /// The «Source: …» that stands right below a paragraph, a list or a figure's caption, or ends the block itself.
    fn source_line(&self, block: usize) -> Option<Span> {
        let document = self.matcher.scan.document;
        let own = &document.blocks[block];
        let list = own.kind == BlockKind::Item;
        let last = document.sentences(own).last().copied();
        if let Some(last) = last.filter(|last| last.start > own.span.start && self.lists_sources(*last)) {
            return Some(last);
        }
        let of_list = |b: &Block| b.kind == BlockKind::Item && (list || b.lead_in == Some(block));
        let next = document.blocks[block + 1..]
            .iter()
            .take(MOST_BELOW)
            .find(|b| b.passage != own.passage && !of_list(b))
            .filter(|b| matches!(b.kind, BlockKind::Paragraph | BlockKind::Caption))?;
        if self.lists_sources(next.span) {
            return Some(next.span);
        }
        let said = document.citations_in(next.span).iter().find(|c| c.kind == CitationKind::SourceLine)?;
        // `— Source: …`
        let head = document.prose.get(next.span.start..said.span.start)?;
        let alone = !head.contains(char::is_alphanumeric) && said.span.end + 2 >= next.span.end;
        alone.then_some(next.span)
    }

    /// Whether «Sources:» and links are all there is.
    fn lists_sources(&self, span: Span) -> bool {
        let document = self.matcher.scan.document;
        opens_sources(&document.prose[span.range()])
            && document.citations_in(span).iter().any(|c| c.resolved && c.kind == CitationKind::Link)
    }

    /// For a table's cell: its caption or source line, before or after.
    fn caption(&self, cell: usize) -> Option<Span> {
        let blocks = &self.matcher.scan.document.blocks;
        if blocks[cell].kind != BlockKind::Cell {
            return None;
        }
        let after = blocks[cell..].iter().find(|b| b.kind != BlockKind::Cell);
        let before = blocks[..cell].iter().rev().find(|b| b.kind != BlockKind::Cell);
        after.into_iter().chain(before).find(|b| b.kind == BlockKind::Caption).map(|b| b.span)
    }

    /// The sentence in which a claim ends: a quotation may go on over several.
    fn last_sentence(&self, sentence: usize, claim: Option<&Match>) -> usize {
        let scan = self.matcher.scan;
        let Some(claim) = claim else { return sentence };
        let mut last = sentence;
        while let Some(next) = scan.next(last)
            && scan.sentences[next].block == scan.sentences[sentence].block
            && scan.sentences[next].span.start < claim.span.end
        {
            last = next;
        }
        last
    }

    fn evidence(&self, kind: EvidenceKind, prose: Span) -> Evidence {
        let document = self.matcher.scan.document;
        let source = document.source(prose);
        Evidence {
            kind,
            text: document.text[source.range()].to_owned(),
            target: None,
            place: document.place(source),
            lacks: None,
        }
    }

    fn wanted(&self, ground: &Ground, found: Vec<Evidence>) -> Wanted {
        let program = self.matcher.scan.program;
        let what = match &ground.kind {
            GroundKind::Source => WantedKind::Source,
            GroundKind::Attribution => WantedKind::Attribution,
            GroundKind::Definition(of) => WantedKind::Definition(program.words_of(of)),
            GroundKind::Mention(of) => WantedKind::Mention(program.words_of(of)),
        };
        let criteria = ground.criteria.iter().map(|c| program.criterion_words(c)).collect();
        Wanted { what, count: ground.count, within: reachable(ground.within), criteria, found }
    }
}

fn reachable(within: Distance) -> Reachable {
    match within {
        Distance::Words(words) => Reachable::Words(words),
        Distance::NextSentence => Reachable::NextSentence,
        Distance::Unit(Unit::Sentence) => Reachable::Sentence,
        Distance::Unit(Unit::Paragraph) => Reachable::Paragraph,
        Distance::Unit(Unit::Section) => Reachable::Section,
        Distance::Unit(Unit::Document) => Reachable::Document,
    }
}
