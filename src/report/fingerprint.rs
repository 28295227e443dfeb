//! What a finding is known by when the draft around it changes: its rule, its sentence and the headings above it.

use crate::document::{Document, Outline};
use crate::engine::Finding;
use rustc_hash::FxHashMap;
use siphasher::sip128::{Hasher128, SipHasher24};
use std::hash::Hasher;
use unicode_normalization::UnicodeNormalization;

/// The form of the fingerprints that are made here; another form is given another number.
pub const VERSION: u32 = 1;

/// How many characters of a heading count.
const HEADING: usize = 200;

/// A fingerprint of 32 hexadecimal digits, the same in every run and on every machine.
///
/// Of the sentence and the headings only letters and digits count, without their case: the fingerprint outlives moved
/// lines, a paragraph that is wrapped otherwise, a list made a quotation, another dash. It changes with a word of the
/// sentence, a heading above it or the rule.
pub fn fingerprint<'h>(rule: &str, sentence: &str, headings: impl IntoIterator<Item = &'h str>) -> String {
    let mut hasher = SipHasher24::new();
    part(&mut hasher, rule);
    for heading in headings {
        let end = heading.char_indices().nth(HEADING).map_or(heading.len(), |(at, _)| at);
        part(&mut hasher, &letters(&heading[..end]));
    }
    part(&mut hasher, &letters(sentence));
    format!("{:032x}", hasher.finish128().as_u128())
}

/// The fingerprints of the findings of one document, in their order. Where several would be equal, the second is
/// `…:2`, the third `…:3`.
pub fn fingerprints(document: &Document, findings: &[Finding]) -> Vec<String> {
    of_each(document, findings)
}

/// The same, of findings that stand in several lists.
pub(super) fn of_each<'r>(document: &Document, findings: impl IntoIterator<Item = &'r Finding>) -> Vec<String> {
    let outline = Outline::new(document);
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    let each = findings.into_iter().map(|finding| {
        let one = fingerprint(&finding.rule, sentence(document, finding), outline.headings(finding.span.start));
        let count = seen.entry(one.clone()).or_default();
        *count += 1;
        if *count == 1 { one } else { format!("{one}:{count}") }
    });
    each.collect()
}

/// The fingerprint of a finding wherever it stands in its document, whatever the headings.
#[cfg(feature = "cli")]
pub(crate) fn text_fingerprint(document: &Document, finding: &Finding) -> String {
    fingerprint(&finding.rule, sentence(document, finding), [])
}

/// The sentence in the prose view, which has no numbers of notes, no addresses and no comments.
fn sentence<'r>(document: &'r Document, finding: &'r Finding) -> &'r str {
    let prose = &document.prose[finding.prose.range()];
    if prose.is_empty() { &finding.excerpt } else { prose }
}

/// The letters and digits of a text, in lower case.
fn letters(text: &str) -> String {
    text.nfc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A part of what is hashed, with its length, so that no two lists of parts look alike.
fn part(hasher: &mut SipHasher24, text: &str) {
    hasher.write(&(text.len() as u64).to_le_bytes());
    hasher.write(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;
    use crate::engine::{Checker, Context, Packs};

    const RULE: &str = "ai-narratives/extinction-risk";

    #[test]
    fn a_fingerprint_outlives_white_space_and_marks() {
        let one = fingerprint(RULE, "AI could bring about human extinction — soon.", ["Why now"]);
        assert_eq!(one, "927697084fa97faac00e3b5889c3cc2f", "the form stays as it is");
        let wrapped = "> AI could bring\r\n> about **human** extinc\u{ad}tion - soon.";
        assert_eq!(one, fingerprint(RULE, wrapped, ["Why now"]));
        assert_ne!(one, fingerprint(RULE, "AI could bring about human extinction.", ["Why now"]));
        assert_ne!(one, fingerprint(RULE, "AI could bring about human extinction — soon.", ["Why", "now"]));
        assert_ne!(one, fingerprint("mine/rule", "AI could bring about human extinction — soon.", ["Why now"]));
    }

    #[test]
    fn numbers_of_notes_addresses_and_comments_do_not_count() {
        let checker = Checker::new(&Packs::embedded()).expect("the shipped rules compile");
        let of = |draft: &str| {
            let document = Document::read(draft.as_bytes(), Format::Markdown).expect("it is text");
            let report = checker.check(&document, &Context::new().only("extinction-risk"));
            fingerprints(&document, report.findings())
        };
        let plain = of("Advanced AI\u{a0}could bring about \u{201c}human\u{201d} extinction, it's said.");
        assert_eq!(plain.len(), 1);
        assert_eq!(plain, of("Advanced AI could *bring*[^12] about \"human\" extinction, it\u{2019}s said."));
        assert_eq!(
            plain,
            of("- Advanced AI could <!-- soon --> bring about\n  [\"human\"](#human) extinction, it's said.")
        );
    }

    #[test]
    fn findings_keep_their_fingerprints_when_a_draft_is_edited() {
        let checker = Checker::new(&Packs::embedded()).expect("the shipped rules compile");
        let of = |draft: &str| {
            let document = Document::read(draft.as_bytes(), Format::Markdown).expect("it is text");
            let report = checker.check(&document, &Context::new().only("extinction-risk"));
            fingerprints(&document, report.findings())
        };
        let claim = "Advanced AI could bring about human extinction within decades.";
        let before = of(&format!("# Risks\n\n{claim}\n\nMore.\n\n{claim}\n"));
        assert_eq!(before.len(), 2);
        assert_eq!(before[1], format!("{}:2", before[0]));
        let wrapped = claim.replace(" could ", "\ncould ");
        assert_eq!(before, of(&format!("A new first paragraph.\n\n# Risks\n\nMore.\n\n{wrapped}\n\n- {claim}\n")));
        assert_ne!(before[0], of(&format!("# Fears\n\n{claim}\n"))[0]);
    }
}
