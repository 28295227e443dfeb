//! What counts as a source, and what it leads to, on small drafts.
//!
//! In `tests/evidence/*.md`, each draft stands under a line `%%` that says what supports its first claim: the kinds of
//! evidence, `none`, or `undetermined`; after `→`, words to which it leads; after `✗`, why nothing does. `text` before it
//! is plain text, `x` a known limit, judged the other way.

use toulmin::finding::{Claim, EvidenceKind, Grounds};
use toulmin::{Checker, CitationKind, Context, Document, Format, Packs, RuleFile};

const RULES: &str = include_str!("evidence/walls.toulmin");

fn checker() -> Checker {
    let std = Packs::embedded().files().iter().filter(|file| file.path.contains("std/")).cloned().collect::<Vec<_>>();
    let own = RuleFile { path: "evidence/walls.toulmin".into(), text: RULES.into() };
    Checker::new(&Packs::from_files(std.into_iter().chain([own]))).expect("the rules compile")
}

fn supports(claim: &Claim) -> String {
    match claim.grounds {
        Grounds::Unmet => return "none".to_owned(),
        Grounds::Undetermined => return "undetermined".to_owned(),
        Grounds::Met => {}
    }
    let word = |kind| match kind {
        EvidenceKind::Citation(CitationKind::Note) => "note",
        EvidenceKind::Citation(CitationKind::Link) => "link",
        EvidenceKind::Citation(CitationKind::InternalLink) => "internal",
        EvidenceKind::Citation(CitationKind::Key) => "key",
        EvidenceKind::Citation(CitationKind::Number) => "number",
        EvidenceKind::Citation(CitationKind::AuthorYear) => "author-year",
        EvidenceKind::Citation(CitationKind::Legal) => "law",
        EvidenceKind::Citation(CitationKind::SourceLine) => "source-line",
        EvidenceKind::Attribution => "attribution",
        EvidenceKind::Definition => "definition",
        EvidenceKind::Mention => "mention",
    };
    let mut words: Vec<&str> = claim.evidence.iter().map(|e| word(e.kind)).collect();
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

fn judge(language: &str, cases: &str) {
    let checker = checker();
    let mut faults = Vec::new();
    for case in cases.split("%% ").skip(1) {
        let (head, draft) = case.split_once('\n').expect("a head and a draft");
        let (limit, head) = head.strip_prefix("x ").map_or((false, head), |rest| (true, rest));
        let (format, head) = head.strip_prefix("text ").map_or((Format::Markdown, head), |rest| (Format::Text, rest));
        let (kind, target) = head.split_once('→').unwrap_or((head, ""));
        let (kind, fault) = kind.split_once('✗').unwrap_or((kind, ""));
        let front = if format == Format::Markdown {
            format!("---\nlang: {language}\ndate: 2024-06-01\n---\n\n")
        } else {
            String::new()
        };
        let document = Document::read(format!("{front}{draft}").as_bytes(), format).expect("a case is text");
        let report = checker.check(&document, &Context::new());
        let Some(claim) = report.claims().first() else {
            faults.push(format!("no claim: {case}"));
            continue;
        };
        let found = supports(claim);
        let led = claim.evidence.iter().any(|e| e.target.as_deref().unwrap_or_default().contains(target.trim()));
        let wanted = report.findings().iter().flat_map(|f| &f.demands).flat_map(|d| &d.wanted).flat_map(|w| &w.found);
        let told = wanted.filter_map(|e| e.lacks.as_deref()).any(|lacks| lacks.contains(fault.trim()));
        let good = found == kind.trim() && (target.is_empty() || led) && (fault.is_empty() || told);
        if good == limit {
            let what = if limit { "no longer a limit" } else { "otherwise" };
            faults.push(format!("{what}: {head}\n  {found}: {:?}\n  {}", claim.evidence, draft.trim()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn english_drafts_show_their_evidence() {
    judge("en", include_str!("evidence/en.md"));
}

#[test]
fn french_drafts_show_their_evidence() {
    judge("fr", include_str!("evidence/fr.md"));
}
