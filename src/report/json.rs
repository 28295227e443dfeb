//! Reports for programs. The first key is the version of the form: keys may be added to version 1, none will change.

use super::Tally;
use crate::document::CitationKind;
use crate::engine::{self, EvidenceKind, Grounds, Lapsed, Reachable, Report, Skipped, WantedKind};
use crate::program::{Backing, Confidence, Diagnostic, Level};
use crate::report::Lines;
use crate::text::{Date, Location, Place};
use serde::Serialize;

/// What `toulmin check --format json` prints.
#[derive(Clone, Debug, Serialize)]
pub struct Check<'r> {
    /// 1.
    pub version: u32,
    /// By path, then in the order of the text.
    pub findings: Vec<Finding<'r>>,
    /// How many claims there are, and with which verdict.
    pub claims: Counts,
    /// Findings that comments in the drafts allow.
    pub suppressed: Vec<Suppressed<'r>>,
    /// How many findings are not told because they are not news.
    pub hidden: engine::Hidden,
    /// What did not run.
    pub skipped: Vec<SkippedIn<'r>>,
    /// Backing past its day, of the rules that spoke.
    pub lapsed: Vec<LapsedIn<'r>>,
    /// What could not be read or compiled.
    pub errors: Vec<Failure>,
}

/// What `toulmin claims --format json` prints.
#[derive(Clone, Debug, Serialize)]
pub struct Claims<'r> {
    /// 1.
    pub version: u32,
    /// By path, then in the order of the text.
    pub claims: Vec<Claim<'r>>,
    /// What could not be read or compiled.
    pub errors: Vec<Failure>,
}

/// A finding.
#[derive(Clone, Debug, Serialize)]
pub struct Finding<'r> {
    /// What it is known by when its draft changes; see [`fingerprint`](super::fingerprint).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<&'r str>,
    /// `pack/rule`.
    pub rule: &'r str,
    /// `error`, `warning` or `note`.
    pub level: Level,
    /// `high`, `medium` or `low`.
    pub confidence: Confidence,
    /// The document.
    pub path: &'r str,
    /// Where the sentence begins.
    pub start: Location,
    /// Where it ends.
    pub end: Location,
    /// The words that make the claim.
    pub claim: Words<'r>,
    /// What is wrong.
    pub message: &'r str,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<&'r str>,
    /// Why the grounds are needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warrant: Option<&'r str>,
    /// The text from `start` to `end`, as it stands.
    pub excerpt: &'r str,
    /// `en`, `fr`.
    pub language: &'r str,
    /// On whose authority.
    pub backing: &'r [Backing],
    /// What was looked for, and what came of it.
    pub grounds: Outcome<'r>,
}

/// A finding that a comment in the draft allows.
#[derive(Clone, Debug, Serialize)]
pub struct Suppressed<'r> {
    /// What would have been reported.
    #[serde(flatten)]
    pub finding: Finding<'r>,
    /// The comment that allows it.
    pub allowed: Allowed<'r>,
}

/// A comment that allows a finding.
#[derive(Clone, Debug, Serialize)]
pub struct Allowed<'r> {
    /// Why.
    pub reason: &'r str,
    /// Who says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<&'r str>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Where the comment begins.
    pub start: Location,
    /// Where it ends.
    pub end: Location,
}

/// Words of a draft.
#[derive(Clone, Debug, Serialize)]
pub struct Words<'r> {
    /// Where they begin.
    pub start: Location,
    /// Where they end.
    pub end: Location,
    /// The words as they stand.
    pub text: &'r str,
}

/// What came of the search for grounds.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome<'r> {
    /// `unmet` or `undetermined`.
    pub verdict: Grounds,
    /// All of them are called for. Empty where no grounds would do.
    pub demands: Vec<Demand<'r>>,
}

/// Grounds of which any will do.
#[derive(Clone, Debug, Serialize)]
pub struct Demand<'r> {
    /// `met`, `unmet` or `undetermined`.
    pub verdict: Grounds,
    /// What any of which would have done.
    pub any_of: Vec<Wanted<'r>>,
}

/// Grounds that were looked for.
#[derive(Clone, Debug, Serialize)]
pub struct Wanted<'r> {
    /// `source`, `attribution`, `definition` or `mention`.
    pub what: &'static str,
    /// The lexicon, of a definition or a mention.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<&'r str>,
    /// `5 words`, `sentence`, `next sentence`, `paragraph`, `section` or `document`.
    pub within: String,
    /// How many.
    pub count: u32,
    /// What was asked besides, in the words of the rule language.
    pub criteria: &'r [String],
    /// What was found that did not do.
    pub found: Vec<Evidence<'r>>,
}

/// What supports a claim, or failed to.
#[derive(Clone, Debug, Serialize)]
pub struct Evidence<'r> {
    /// `note`, `link`, `internal-link`, `key`, `number`, `author-year`, `legal`, `source-line`, `attribution`,
    /// `definition` or `mention`.
    pub kind: &'static str,
    /// The words of the draft.
    pub text: &'r str,
    /// Where they lead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<&'r str>,
    /// Where they begin.
    pub start: Location,
    /// Where they end.
    pub end: Location,
    /// Why it does not do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lacks: Option<&'r str>,
}

/// A claim of the ledger.
#[derive(Clone, Debug, Serialize)]
pub struct Claim<'r> {
    /// `pack/rule`.
    pub rule: &'r str,
    /// The level it is reported at where it lacks its grounds.
    pub level: Level,
    /// The document.
    pub path: &'r str,
    /// Where the sentence begins.
    pub start: Location,
    /// Where it ends.
    pub end: Location,
    /// The words that make the claim.
    pub claim: Words<'r>,
    /// The text from `start` to `end`, as it stands.
    pub excerpt: &'r str,
    /// `en`, `fr`.
    pub language: &'r str,
    /// `met`, `unmet` or `undetermined`.
    pub grounds: Grounds,
    /// What supports it.
    pub evidence: Vec<Evidence<'r>>,
}

/// How many claims there are.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Counts {
    /// All.
    pub total: usize,
    /// With their grounds.
    pub met: usize,
    /// Without.
    pub unmet: usize,
    /// Of which it cannot be told.
    pub undetermined: usize,
}

/// Something that did not run on a document.
#[derive(Clone, Debug, Serialize)]
pub struct SkippedIn<'r> {
    /// The document.
    pub path: &'r str,
    /// What, and why.
    #[serde(flatten)]
    pub skipped: &'r Skipped,
}

/// Backing past its day.
#[derive(Clone, Debug, Serialize)]
pub struct LapsedIn<'r> {
    /// The document.
    pub path: &'r str,
    /// The rule, its backing, and the day of the check.
    #[serde(flatten)]
    pub lapsed: &'r Lapsed,
}

/// Something that could not be read or compiled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The file.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// The check of the rule compiler that says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'static str>,
    /// Where, in a file that was read.
    #[serde(skip_serializing_if = "Option::is_none", flatten)]
    pub place: Option<Place>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

impl Failure {
    /// A file that could not be read.
    pub fn unreadable(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into(), id: None, place: None, help: None }
    }

    /// A rule file that is wrong, of which `text` is the text, and `lines` are its lines.
    pub fn of(diagnostic: &Diagnostic, text: &str, lines: &Lines) -> Self {
        Self {
            path: diagnostic.file.clone(),
            message: diagnostic.message.clone(),
            id: Some(diagnostic.id),
            place: Some(lines.place(text, diagnostic.span)),
            help: diagnostic.help.clone(),
        }
    }
}

impl<'r> Check<'r> {
    /// The reports of several documents, each with the path of its own, and what could not be read.
    pub fn new(reports: impl IntoIterator<Item = (&'r str, &'r Report)>, errors: Vec<Failure>) -> Self {
        let (mut findings, mut skipped, mut lapsed, mut tally) = (Vec::new(), Vec::new(), Vec::new(), Tally::default());
        let mut suppressed = Vec::new();
        for (path, report) in reports {
            tally.add(report);
            findings.extend(report.findings().iter().map(|finding| Finding::new(path, finding)));
            suppressed.extend(report.suppressed().iter().map(|one| Suppressed::new(path, one)));
            skipped.extend(report.skipped().iter().map(|skipped| SkippedIn { path, skipped }));
            lapsed.extend(report.lapsed().iter().map(|lapsed| LapsedIn { path, lapsed }));
        }
        Self {
            version: 1,
            findings,
            claims: Counts::from(&tally),
            suppressed,
            hidden: tally.hidden,
            skipped,
            lapsed,
            errors,
        }
    }
}

impl<'r> Check<'r> {
    /// The same with fingerprints: of the findings, and of those that are suppressed, in their order.
    #[must_use]
    pub fn known_by(
        mut self,
        findings: impl IntoIterator<Item = &'r str>,
        suppressed: impl IntoIterator<Item = &'r str>,
    ) -> Self {
        for (finding, fingerprint) in self.findings.iter_mut().zip(findings) {
            finding.fingerprint = Some(fingerprint);
        }
        for (one, fingerprint) in self.suppressed.iter_mut().zip(suppressed) {
            one.finding.fingerprint = Some(fingerprint);
        }
        self
    }
}

impl<'r> Claims<'r> {
    /// Claims, each with the path of its document, and what could not be read.
    pub fn new(claims: impl IntoIterator<Item = (&'r str, &'r engine::Claim)>, errors: Vec<Failure>) -> Self {
        let claims = claims.into_iter().map(|(path, claim)| Claim::new(path, claim)).collect();
        Self { version: 1, claims, errors }
    }
}

impl From<&Tally> for Counts {
    fn from(tally: &Tally) -> Self {
        Self { total: tally.claims, met: tally.met, unmet: tally.unmet, undetermined: tally.undetermined }
    }
}

impl<'r> Finding<'r> {
    /// A finding of the document `path`.
    pub fn new(path: &'r str, finding: &'r engine::Finding) -> Self {
        Self {
            fingerprint: None,
            rule: &finding.rule,
            level: finding.level,
            confidence: finding.confidence,
            path,
            start: finding.place.start,
            end: finding.place.end,
            claim: Words::new(finding.claim, &finding.excerpt, finding.span.start, finding.claim_span),
            message: &finding.message,
            help: finding.help.as_deref(),
            warrant: finding.warrant.as_deref(),
            excerpt: &finding.excerpt,
            language: finding.language.code(),
            backing: &finding.backing,
            grounds: Outcome { verdict: finding.grounds, demands: finding.demands.iter().map(Demand::new).collect() },
        }
    }
}

impl<'r> Finding<'r> {
    /// The same with a fingerprint, as [`fingerprints`](super::fingerprints) gives it.
    #[must_use]
    pub fn known_by(self, fingerprint: &'r str) -> Self {
        Self { fingerprint: Some(fingerprint), ..self }
    }
}

impl<'r> Suppressed<'r> {
    /// A finding of the document `path`, and the comment in it.
    pub fn new(path: &'r str, suppressed: &'r engine::Suppressed) -> Self {
        let allowed = Allowed {
            reason: &suppressed.reason,
            by: suppressed.by.as_deref(),
            until: suppressed.until,
            start: suppressed.comment.start,
            end: suppressed.comment.end,
        };
        Self { finding: Finding::new(path, &suppressed.finding), allowed }
    }
}

impl<'r> Claim<'r> {
    /// A claim of the document `path`.
    pub fn new(path: &'r str, claim: &'r engine::Claim) -> Self {
        Self {
            rule: &claim.rule,
            level: claim.level,
            path,
            start: claim.place.start,
            end: claim.place.end,
            claim: Words::new(claim.claim, &claim.excerpt, claim.span.start, claim.claim_span),
            excerpt: &claim.excerpt,
            language: claim.language.code(),
            grounds: claim.grounds,
            evidence: claim.evidence.iter().map(Evidence::new).collect(),
        }
    }
}

impl<'r> Words<'r> {
    /// The words at `span`, cut from the excerpt that begins at `from`.
    fn new(place: Place, excerpt: &'r str, from: usize, span: crate::text::Span) -> Self {
        let range = span.start.saturating_sub(from)..span.end.saturating_sub(from);
        Self { start: place.start, end: place.end, text: excerpt.get(range).unwrap_or(excerpt) }
    }
}

impl<'r> Demand<'r> {
    fn new(demand: &'r engine::DemandOutcome) -> Self {
        Self { verdict: demand.verdict, any_of: demand.wanted.iter().map(Wanted::new).collect() }
    }
}

impl<'r> Wanted<'r> {
    fn new(wanted: &'r engine::Wanted) -> Self {
        let (what, of) = match &wanted.what {
            WantedKind::Source => ("source", None),
            WantedKind::Attribution => ("attribution", None),
            WantedKind::Definition(name) => ("definition", Some(name.as_str())),
            WantedKind::Mention(name) => ("mention", Some(name.as_str())),
        };
        let within = match wanted.within {
            Reachable::Words(n) => format!("{n} words"),
            Reachable::Sentence => "sentence".to_owned(),
            Reachable::NextSentence => "next sentence".to_owned(),
            Reachable::Paragraph => "paragraph".to_owned(),
            Reachable::Section => "section".to_owned(),
            Reachable::Document => "document".to_owned(),
        };
        let found = wanted.found.iter().map(Evidence::new).collect();
        Self { what, of, within, count: wanted.count, criteria: &wanted.criteria, found }
    }
}

impl<'r> Evidence<'r> {
    fn new(evidence: &'r engine::Evidence) -> Self {
        Self {
            kind: kind(evidence.kind),
            text: &evidence.text,
            target: evidence.target.as_deref(),
            start: evidence.place.start,
            end: evidence.place.end,
            lacks: evidence.lacks.as_deref(),
        }
    }
}

/// The word for a kind of evidence.
pub(crate) fn kind(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Citation(CitationKind::Note) => "note",
        EvidenceKind::Citation(CitationKind::Link) => "link",
        EvidenceKind::Citation(CitationKind::InternalLink) => "internal-link",
        EvidenceKind::Citation(CitationKind::Key) => "key",
        EvidenceKind::Citation(CitationKind::Number) => "number",
        EvidenceKind::Citation(CitationKind::AuthorYear) => "author-year",
        EvidenceKind::Citation(CitationKind::Legal) => "legal",
        EvidenceKind::Citation(CitationKind::SourceLine) => "source-line",
        EvidenceKind::Attribution => "attribution",
        EvidenceKind::Definition => "definition",
        EvidenceKind::Mention => "mention",
    }
}
