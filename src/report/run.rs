//! What a run over drafts gives to the formats that programs read.

use super::json::Failure;
use super::labels::Labels;
use super::{Lines, fingerprint, words};
use crate::document::{Document, Outline};
use crate::engine::{Finding, Report, Suppressed};
use crate::program::Rule;
use crate::text::Language;
use std::collections::BTreeMap;

/// A run, once all drafts are checked.
#[derive(Debug)]
pub(crate) struct Run<'r> {
    /// In the order of their paths.
    pub(crate) drafts: Vec<Checked<'r>>,
    /// The rules that ran, by id.
    pub(crate) rules: BTreeMap<&'r str, &'r Rule>,
    /// What could not be read or compiled.
    pub(crate) failures: Vec<Failure>,
    /// The language of what is said of the whole.
    pub(crate) language: Language,
    /// Whether findings that are allowed or known are left out where a format could have them.
    pub(crate) told_only: bool,
}

/// A draft that was checked.
#[derive(Debug)]
pub(crate) struct Checked<'r> {
    pub(crate) path: &'r str,
    pub(crate) report: &'r Report,
    pub(crate) anchors: &'r Anchors,
    /// Kept for the formats that show the text.
    pub(crate) document: Option<&'r Document>,
}

/// What holds a finding in its draft, besides lines and columns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Anchor {
    pub(crate) fingerprint: String,
    /// The headings above it, the outermost first.
    pub(crate) headings: Vec<String>,
    /// Where the words of the claim begin and end in their lines, in bytes of UTF-8, from 1.
    pub(crate) bytes: (usize, usize),
}

impl<'r> Run<'r> {
    /// Every finding with its draft and its anchor.
    pub(crate) fn findings(&self) -> impl Iterator<Item = (&'r str, &'r Finding, &'r Anchor)> {
        self.drafts.iter().flat_map(Checked::findings)
    }
}

impl<'r> Run<'r> {
    /// The findings of a draft that are not told, and wanted all the same, with their anchors.
    pub(crate) fn quiet(&self, draft: &Checked<'r>) -> Vec<(&'r Finding, &'r Anchor, Quiet<'r>)> {
        if self.told_only {
            return Vec::new();
        }
        let anchors = draft.anchors.suppressed.iter().chain(&draft.anchors.known);
        let mut quiet: Vec<_> = draft.quiet().zip(anchors).map(|((one, why), anchor)| (one, anchor, why)).collect();
        quiet.sort_by_key(|(finding, ..)| finding.span.start);
        quiet
    }
}

impl<'r> Checked<'r> {
    /// Every finding with its draft and its anchor.
    pub(crate) fn findings(&self) -> impl Iterator<Item = (&'r str, &'r Finding, &'r Anchor)> + use<'r> {
        let path = self.path;
        self.report.findings().iter().zip(&self.anchors.told).map(move |(finding, anchor)| (path, finding, anchor))
    }

    /// The findings that are not told: first those that comments allow, then those that a baseline knows.
    pub(crate) fn quiet(&self) -> impl Iterator<Item = (&'r Finding, Quiet<'r>)> + use<'r> {
        let allowed = self.report.suppressed().iter().map(|one| (&one.finding, Quiet::Allowed(one)));
        allowed.chain(self.report.known().iter().map(|finding| (finding, Quiet::Known)))
    }
}

/// Why a finding is not told.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Quiet<'r> {
    /// A comment in the draft allows it.
    Allowed(&'r Suppressed),
    /// A baseline knows it.
    Known,
}

impl Quiet<'_> {
    /// Why, in a word.
    pub(crate) fn word(self, labels: &Labels) -> &'static str {
        match self {
            Self::Allowed(_) => labels.allowed,
            Self::Known => labels.known_word,
        }
    }

    /// Why, on one line: `allowed by A. Moss until 2027-01-31: a speech`.
    pub(crate) fn says(self, language: Language) -> String {
        let labels = Labels::of(language);
        let Self::Allowed(one) = self else { return labels.known.to_owned() };
        let by = one.by.as_ref().map(|by| format!(" {} {by}", labels.by)).unwrap_or_default();
        let until = one.until.map(|day| format!(" {} {}", labels.until, words(language).day(day))).unwrap_or_default();
        format!("{}{by}{until}{}{}", labels.allowed, labels.colon, one.reason)
    }
}

/// The anchors of the findings of a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Anchors {
    pub(crate) told: Vec<Anchor>,
    pub(crate) suppressed: Vec<Anchor>,
    pub(crate) known: Vec<Anchor>,
}

/// The anchors of the findings of a document. Of sentences that are alike each is numbered, whether it is told or not.
pub(crate) fn anchors(document: &Document, report: &Report) -> Anchors {
    let suppressed = report.suppressed().iter().map(|one| &one.finding);
    let told = report.findings().iter().chain(suppressed).chain(report.known());
    let all: Vec<&Finding> = told.chain(&report.unchanged).collect();
    if all.is_empty() {
        return Anchors::default();
    }
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|at| (all[*at].span.start, all[*at].claim_span.start));
    let outline = Outline::new(document);
    let lines = Lines::new(document.text());
    let fingerprints = fingerprint::of_each(document, order.iter().map(|at| all[*at]));
    let mut anchors = vec![Anchor::default(); all.len()];
    for (at, fingerprint) in order.into_iter().zip(fingerprints) {
        let finding = all[at];
        anchors[at] = Anchor {
            fingerprint,
            headings: outline.headings(finding.span.start).into_iter().map(str::to_owned).collect(),
            bytes: (lines.byte_column(finding.claim_span.start), lines.byte_column(finding.claim_span.end)),
        };
    }
    let mut anchors = anchors.into_iter();
    Anchors {
        told: anchors.by_ref().take(report.findings().len()).collect(),
        suppressed: anchors.by_ref().take(report.suppressed().len()).collect(),
        known: anchors.take(report.known().len()).collect(),
    }
}
