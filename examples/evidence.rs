//! What the rules make of a well-cited text, with its note calls and without.
//!
//! `cargo run --release --example evidence -- TEXT.txt`: a text that cites nearly all it claims should be nearly silent as it stands; with
//! its calls taken away, nearly all of its supported claims should be reported.

use std::collections::BTreeSet;
use std::io::Write as _;
use toulmin::finding::{Claim, Evidence, EvidenceKind, Grounds};
use toulmin::{Checker, CitationKind, Context, Document, Format, Packs, Report};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("give the path of a plain text")?;
    let text = String::from_utf8(std::fs::read(&path)?)?;
    let checker = Checker::lenient(&Packs::embedded());
    let check = |text: &str| -> Result<Report, toulmin::ReadError> {
        Ok(checker.check(&Document::read(text.as_bytes(), Format::Text)?, &Context::new()))
    };
    let (whole, bare) = (check(&text)?, check(&without_calls(&text))?);
    let mut out = std::io::stdout().lock();
    writeln!(out, "as it stands: {} findings in {} words", whole.findings().len(), whole.words())?;
    for finding in whole.findings() {
        writeln!(out, "  {}: {}: {}", finding.place.start.line, finding.rule, squeezed(&finding.excerpt, 160))?;
    }
    let reported: BTreeSet<(String, String)> =
        bare.findings().iter().map(|f| (f.rule.clone(), letters(&f.excerpt))).collect();
    let of_note = |e: &Evidence| e.kind == EvidenceKind::Citation(CitationKind::Note);
    let cited = |claim: &&Claim| {
        claim.grounds == Grounds::Met && claim.evidence.iter().any(|e| matches!(e.kind, EvidenceKind::Citation(_)))
    };
    let falls = |claim: &&&Claim| reported.contains(&(claim.rule.clone(), letters(&claim.excerpt)));
    let supported: Vec<_> = whole.claims().iter().filter(cited).collect();
    let noted: Vec<_> = supported.iter().copied().filter(|claim| claim.evidence.iter().all(of_note)).collect();
    let (fallen, fallen_noted) = (supported.iter().filter(falls).count(), noted.iter().filter(falls).count());
    writeln!(out, "without its note calls: {fallen} of {} cited claims are reported", supported.len())?;
    writeln!(out, "  of those that stand on notes alone: {fallen_noted} of {}", noted.len())?;
    for claim in supported.iter().filter(|claim| !falls(claim)) {
        writeln!(out, "  still stands: {}: {}", claim.rule, squeezed(&claim.excerpt, 160))?;
        let same = |other: &&Claim| other.rule == claim.rule && letters(&other.excerpt) == letters(&claim.excerpt);
        match bare.claims().iter().find(same) {
            None => writeln!(out, "    it is no claim of that rule any more")?,
            Some(other) if other.evidence.is_empty() => writeln!(out, "    it gives way to another rule's claim")?,
            Some(other) => {
                for evidence in &other.evidence {
                    let target = evidence.target.as_deref().unwrap_or_default();
                    writeln!(
                        out,
                        "    {:?}: {} {}",
                        evidence.kind,
                        squeezed(&evidence.text, 120),
                        squeezed(target, 80)
                    )?;
                }
            }
        }
    }
    Ok(())
}

/// Takes away the one to three digits glued to the end of a word, a bracket or a closing mark; `GPT4`, `CO2` and dates stay.
fn without_calls(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut bare = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let digits = chars[at..].iter().take(4).take_while(|c| c.is_ascii_digit()).count();
        let before = at.checked_sub(1).map(|b| chars[b]);
        let glued = before.is_some_and(|c| c.is_lowercase() || matches!(c, '»' | '”' | ')' | '.' | '’'));
        let after = chars.get(at + digits);
        let ends =
            after.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | ')' | '»' | '?' | '!'));
        if (1..=3).contains(&digits) && glued && ends {
            at += digits;
        } else {
            bare.push(chars[at]);
            at += 1;
        }
    }
    bare
}

/// Letters only: what a sentence keeps when its calls go.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).take(60).collect()
}

fn squeezed(text: &str, most: usize) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(most).collect()
}
