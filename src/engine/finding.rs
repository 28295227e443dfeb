//! What a check says: findings, the ledger of claims with their evidence, and what did not run.

use crate::document::CitationKind;
use crate::program::{Backing, Confidence, Level};
use crate::text::{Date, Language, Place, Span};

/// The outcome of a search for grounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grounds {
    /// The claim has what it needs.
    Met,
    /// It has not.
    Unmet,
    /// What there is does not tell.
    Undetermined,
}

/// A claim without its grounds, or a fault.
#[derive(Clone, Debug)]
pub struct Finding {
    /// `pack/name`.
    pub rule: String,
    /// How grave.
    pub level: Level,
    /// How sure.
    pub confidence: Confidence,
    /// The sentence that makes the claim (for a topic: its first sentence).
    pub place: Place,
    /// The words that make the claim, inside the sentence.
    pub claim: Place,
    /// The decoded text's bytes of `place`, to cut an excerpt with.
    pub span: Span,
    /// The decoded text's bytes of `claim`.
    pub claim_span: Span,
    /// The sentence in the prose view; empty for what is no prose.
    pub(crate) prose: Span,
    /// The bytes of the text at `place`, as they stand.
    pub excerpt: String,
    /// The language of the block.
    pub language: Language,
    /// What is wrong, in the language asked for.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Why the grounds are needed.
    pub warrant: Option<String>,
    /// On whose authority.
    pub backing: Vec<Backing>,
    /// The verdict on the whole.
    pub grounds: Grounds,
    /// What was looked for, and what came of it. Empty for a rule that asks for no grounds.
    pub demands: Vec<DemandOutcome>,
}

impl Finding {
    /// The words that make the claim, as they stand; the sentence, where they are a mark and no words.
    pub fn words(&self) -> &str {
        words(&self.excerpt, self.span, self.claim_span)
    }
}

impl Claim {
    /// The words that make the claim, as they stand; the sentence, where they are a mark and no words.
    pub fn words(&self) -> &str {
        words(&self.excerpt, self.span, self.claim_span)
    }
}

/// The bytes at `words`, cut from the excerpt that is the text at `whole`.
fn words(excerpt: &str, whole: Span, words: Span) -> &str {
    let range = words.start.saturating_sub(whole.start)..words.end.saturating_sub(whole.start);
    excerpt.get(range).filter(|words| !words.is_empty()).unwrap_or(excerpt)
}

/// What became of one demand of a rule.
#[derive(Clone, Debug)]
pub struct DemandOutcome {
    /// The verdict.
    pub verdict: Grounds,
    /// What any of which would have done.
    pub wanted: Vec<Wanted>,
}

/// Grounds that were looked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// What.
    pub what: WantedKind,
    /// How many.
    pub count: u32,
    /// Where.
    pub within: Reachable,
    /// What was asked of each besides, in the words of the rule language (`independent of vendor`).
    pub criteria: Vec<String>,
    /// What was found that did not do, with the reason; see [`Evidence::lacks`].
    pub found: Vec<Evidence>,
}

/// A kind of grounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WantedKind {
    /// A citation.
    Source,
    /// Somebody who says it.
    Attribution,
    /// What a word means; the name of the lexicon.
    Definition(String),
    /// A sentence about something; the names of the lexicons.
    Mention(String),
}

/// Where grounds are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reachable {
    /// So many words around.
    Words(u32),
    /// The sentence.
    Sentence,
    /// The sentence or the next of the same paragraph.
    NextSentence,
    /// The paragraph, list item or table row.
    Paragraph,
    /// The section.
    Section,
    /// The document.
    Document,
}

/// What supports a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What kind.
    pub kind: EvidenceKind,
    /// The words of the draft that give it.
    pub text: String,
    /// Where it leads: an address, a note's text, a key.
    pub target: Option<String>,
    /// Where it stands.
    pub place: Place,
    /// Why it does not do, where it does not (`not resolved`, `older than 36 months`).
    pub lacks: Option<String>,
}

/// A kind of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EvidenceKind {
    /// A citation.
    Citation(CitationKind),
    /// A named person, body or study.
    Attribution,
    /// A definition.
    Definition,
    /// A mention.
    Mention,
}

/// A claim of the ledger, whatever its verdict.
#[derive(Clone, Debug)]
pub struct Claim {
    /// `pack/name`.
    pub rule: String,
    /// The level it would be reported at.
    pub level: Level,
    /// The sentence.
    pub place: Place,
    /// The words.
    pub claim: Place,
    /// The decoded text's bytes of `place`.
    pub span: Span,
    /// The decoded text's bytes of `claim`.
    pub claim_span: Span,
    /// The bytes of the text at `place`.
    pub excerpt: String,
    /// The language of the block.
    pub language: Language,
    /// The verdict.
    pub grounds: Grounds,
    /// What supports it, found by any of its demands.
    pub evidence: Vec<Evidence>,
}

/// Something that did not run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Skipped {
    /// The rule.
    pub rule: String,
    /// Why, in a sentence.
    pub reason: String,
    /// The language for which it did not run.
    pub language: String,
    /// How many blocks it did not look at.
    pub blocks: usize,
}

/// A backing that was past its day when a rule spoke on its authority.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Lapsed {
    /// The rule.
    pub rule: String,
    /// On whose authority it stands.
    pub backing: Backing,
    /// The day of the document, or of the check, which is later.
    pub day: Date,
}

/// A finding that a comment in the draft allows.
#[derive(Clone, Debug)]
pub struct Suppressed {
    /// What would have been reported.
    pub finding: Finding,
    /// Why it is allowed.
    pub reason: String,
    /// Who allows it.
    pub by: Option<String>,
    /// The last day on which it is allowed.
    pub until: Option<Date>,
    /// The comment.
    pub comment: Place,
}

/// How many findings were taken out of a report because they are not news.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Hidden {
    /// Known to a baseline.
    pub baseline: usize,
    /// In sentences that a change does not touch.
    pub unchanged: usize,
}

/// All that a check of one document says.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub(crate) findings: Vec<Finding>,
    pub(crate) claims: Vec<Claim>,
    pub(crate) skipped: Vec<Skipped>,
    pub(crate) lapsed: Vec<Lapsed>,
    pub(crate) suppressed: Vec<Suppressed>,
    /// What a baseline knows, taken out of the findings; `None` where none was held against them.
    pub(crate) known: Option<Vec<Finding>>,
    /// What a change does not touch, taken out of the findings.
    pub(crate) unchanged: Vec<Finding>,
    pub(crate) words: usize,
}

impl Report {
    /// The findings, in the order of the text.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The ledger: every claim with its verdict and evidence, satisfied ones too, in the order of the text.
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// The claims whose grounds could not be told.
    pub fn unverified(&self) -> impl Iterator<Item = &Claim> {
        self.claims.iter().filter(|c| c.grounds == Grounds::Undetermined)
    }

    /// What did not run, and why.
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }

    /// Backing of the rules that spoke, past its day.
    pub fn lapsed(&self) -> &[Lapsed] {
        &self.lapsed
    }

    /// Findings that comments in the draft allow, in the order of the text. Their claims stay in the ledger.
    pub fn suppressed(&self) -> &[Suppressed] {
        &self.suppressed
    }

    /// How many findings were taken out because they are not news.
    pub fn hidden(&self) -> Hidden {
        Hidden { baseline: self.known().len(), unchanged: self.unchanged.len() }
    }

    /// Findings that a baseline knows, in the order of the text.
    pub(crate) fn known(&self) -> &[Finding] {
        self.known.as_deref().unwrap_or_default()
    }

    /// Takes out of the findings those of which `out` says so, in the order of the text.
    pub(crate) fn take_out(&mut self, mut out: impl FnMut(&Finding) -> bool) -> Vec<Finding> {
        let findings = std::mem::take(&mut self.findings);
        let (taken, told) = findings.into_iter().partition(|finding| out(finding));
        self.findings = told;
        taken
    }

    /// How many words of prose the document has.
    pub fn words(&self) -> usize {
        self.words
    }
}
