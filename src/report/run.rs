//! What a run over drafts gives to the formats that programs read.

use super::json::Failure;
use super::{Lines, fingerprint};
use crate::document::{Document, Outline};
use crate::engine::{Finding, Report};
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
}

/// A draft that was checked.
#[derive(Debug)]
pub(crate) struct Checked<'r> {
    pub(crate) path: &'r str,
    pub(crate) report: &'r Report,
    /// One for each finding.
    pub(crate) anchors: &'r [Anchor],
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

impl<'r> Checked<'r> {
    /// Every finding with its draft and its anchor.
    pub(crate) fn findings(&self) -> impl Iterator<Item = (&'r str, &'r Finding, &'r Anchor)> + use<'r> {
        let path = self.path;
        self.report.findings().iter().zip(self.anchors).map(move |(finding, anchor)| (path, finding, anchor))
    }
}

/// The anchors of the findings of a document.
pub(crate) fn anchors(document: &Document, report: &Report) -> Vec<Anchor> {
    if report.findings().is_empty() {
        return Vec::new();
    }
    let outline = Outline::new(document);
    let lines = Lines::new(document.text());
    let fingerprints = fingerprint::fingerprints(document, report.findings());
    let one = |(finding, fingerprint): (&Finding, String)| Anchor {
        fingerprint,
        headings: outline.headings(finding.span.start).into_iter().map(str::to_owned).collect(),
        bytes: (lines.byte_column(finding.claim_span.start), lines.byte_column(finding.claim_span.end)),
    };
    report.findings().iter().zip(fingerprints).map(one).collect()
}
