//! The shipped packs on whole drafts: what an author would read, and what must not depend on how a draft is written.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use toulmin::finding::{EvidenceKind, Finding, Grounds, WantedKind};
use toulmin::{Checker, Context, Document, Format, Packs, Report};

static CHECKER: LazyLock<Checker> =
    LazyLock::new(|| Checker::new(&Packs::embedded()).expect("the shipped rules compile"));

fn check(text: &str) -> Report {
    let document = Document::read(text.as_bytes(), Format::Markdown).expect("a fixture is text");
    CHECKER.check(&document, &Context::new())
}

fn drafts(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs").join(folder);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .collect();
    paths.sort();
    let name = |path: &Path| path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
    paths.iter().map(|p| (name(p), std::fs::read_to_string(p).expect("a fixture is UTF-8"))).collect()
}

/// A line for each finding and each supported claim.
fn summary(report: &Report) -> String {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for finding in report.findings() {
        let words = squeeze(&finding.excerpt);
        lines.push((finding.place.start.byte, format!("{:7} {}: {words}", finding.level.word(), finding.rule)));
    }
    for claim in report.claims().iter().filter(|claim| claim.grounds == Grounds::Met) {
        let evidence = claim.evidence.first().map(|e| squeeze(&e.text)).unwrap_or_default();
        lines.push((
            claim.place.start.byte,
            format!("met     {}: {}  <- {evidence}", claim.rule, squeeze(&claim.excerpt)),
        ));
    }
    lines.sort();
    lines.iter().fold(String::new(), |mut text, (_, line)| {
        let _ = writeln!(text, "{line}");
        text
    })
}

fn squeeze(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(90) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

#[test]
fn whole_drafts_read_as_before() {
    for (name, text) in drafts("drafts") {
        insta::with_settings!({
            snapshot_path => Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/packs/drafts"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(name.as_str(), summary(&check(&text)));
        });
    }
}

/// `name.en.md` and `name.fr.md` say the same.
#[test]
fn a_draft_and_its_translation_have_the_same_findings() {
    let mut pairs: BTreeMap<String, Vec<(String, Vec<String>)>> = BTreeMap::new();
    for (name, text) in drafts("pairs") {
        let (stem, language) = name.rsplit_once('.').expect("a pair's files bear a language");
        let mut rules: Vec<String> = check(&text).findings().iter().map(|f| f.rule.clone()).collect();
        rules.sort();
        pairs.entry(stem.to_owned()).or_default().push((language.to_owned(), rules));
    }
    assert!(pairs.len() >= 3, "three pairs are kept");
    for (stem, versions) in pairs {
        let [(_, english), (_, french)] = versions.as_slice() else { panic!("{stem} is no pair") };
        assert_eq!(english, french, "{stem}: left English, right French");
        assert!(!english.is_empty(), "{stem} has nothing to compare");
    }
}

/// A draft without its links and notes: what stood on them falls.
#[test]
fn a_claim_that_stood_on_a_citation_falls_with_it() {
    for (name, text) in drafts("drafts") {
        let bare = check(&without_citations(&text));
        for claim in check(&text).claims().iter().filter(|c| c.grounds == Grounds::Met) {
            let only_cited = claim.evidence.iter().all(|e| matches!(e.kind, EvidenceKind::Citation(_)));
            if !only_cited || claim.evidence.iter().any(|e| survives(&e.text)) {
                continue;
            }
            let words = plain_words(&claim.excerpt);
            let falls = bare
                .findings()
                .iter()
                .any(|f| f.rule == claim.rule && plain_words(&f.excerpt).starts_with(&words[..words.len().min(20)]));
            assert!(falls, "{name}: {} still stands without its citation: {}", claim.rule, claim.excerpt);
        }
    }
}

/// Whether a citation is made of words that stay when its link goes: `([Hart, 2024](…))` is still an author and a year.
fn survives(citation: &str) -> bool {
    let link = citation.starts_with('[') || citation.starts_with('<') || citation.starts_with("http");
    let words = citation.split("](").next().unwrap_or(citation);
    let year = words.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    !link || year
}

/// A note after each sentence: no claim that asks for a source is left without.
#[test]
fn a_note_in_each_sentence_grounds_every_claim_that_asks_for_a_source() {
    let mut grounded = 0;
    for (name, text) in drafts("drafts") {
        let with_notes = with_notes(&text);
        let noted = check(&with_notes);
        for finding in noted.findings().iter().filter(|f| with_notes[f.span.end..].starts_with("[^all]")) {
            let lacks_a_source = finding.demands.iter().any(|demand| {
                demand.verdict != Grounds::Met
                    && demand.wanted.iter().any(|w| w.what == WantedKind::Source && w.criteria.is_empty())
            });
            assert!(
                !lacks_a_source,
                "{name}: {} is reported although it has a note: {}",
                finding.rule, finding.excerpt
            );
        }
        let bare: Vec<_> = check(&text).findings().iter().filter(|f| wants_a_source(f)).cloned().collect();
        let left = noted.findings().iter().filter(|f| wants_a_source(f)).count();
        assert!(left <= bare.len(), "{name}: notes add findings");
        grounded += bare.len() - left;
    }
    assert!(grounded >= 40, "only {grounded} findings went away: are the notes read?");
}

fn wants_a_source(finding: &Finding) -> bool {
    finding.demands.iter().flat_map(|demand| &demand.wanted).any(|wanted| wanted.what == WantedKind::Source)
}

/// Letters only, without link targets: what two versions of a sentence share.
fn plain_words(text: &str) -> String {
    without_citations(text).chars().filter(|c| c.is_alphabetic()).collect()
}

/// Takes away `[^notes]`, keeps the words of `[links](…)`, and drops addresses.
fn without_citations(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['[', '<']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("[^") {
            rest = rest.split_once(']').map_or("", |(_, after)| after.strip_prefix(':').unwrap_or(after));
        } else if let Some((words, after)) =
            rest[1..].split_once("](").filter(|(w, _)| rest.starts_with('[') && !w.contains(']'))
        {
            plain.push_str(words);
            rest = after.split_once(')').map_or("", |(_, after)| after);
        } else if rest.starts_with("<http") {
            rest = rest.split_once('>').map_or("", |(_, after)| after);
        } else {
            plain.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    plain + rest
}

/// A note after each full stop that ends a sentence of a paragraph or list item.
fn with_notes(text: &str) -> String {
    let mut noted = String::new();
    for line in text.lines() {
        let prose = !line.is_empty() && !line.starts_with(['#', '|', '[', '>', '-', ':']) && !line.contains(": \"");
        noted.push_str(&if prose { line.replace(". ", ".[^all] ") } else { line.to_owned() });
        if prose && line.ends_with('.') {
            noted.push_str("[^all]");
        }
        noted.push('\n');
    }
    noted + "\n[^all]: Everybody, *Of everything*, 2024.\n"
}

/// A law's own text commands; it claims next to nothing.
#[test]
fn bills_are_nearly_silent() {
    for (name, text) in drafts("bills") {
        let report = check(&text);
        let most = report.words() as f64 / 1000.0;
        assert!(report.words() >= 300, "{name} is too short to tell: {} words", report.words());
        assert!(
            (report.findings().len() as f64) < most.max(1.0),
            "{name}: {} findings in {} words\n{}",
            report.findings().len(),
            report.words(),
            summary(&report)
        );
    }
}

/// A figure keeps its own grounds where a rule with others is content: a source further on in the paragraph is none for it.
#[test]
fn a_figure_yields_only_to_a_claim_that_is_reported_or_to_grounds_it_shares() {
    let rules = |text: &str| -> Vec<String> {
        check(text).findings().iter().map(|finding| finding.rule.clone()).filter(|rule| rule.contains('/')).collect()
    };
    let far = "AI rules stifle innovation, and 40% of founders leave. They pack. They go. It is sad ([Moss](https://a.example)).";
    assert_eq!(rules(far), ["evidence/uncited-statistic"]);
    let near = "AI rules stifle innovation, and 40% of founders leave ([Moss](https://a.example)).";
    assert_eq!(rules(near), [""; 0]);
    let bare = "AI rules stifle innovation, and 40% of founders leave.";
    assert_eq!(rules(bare), ["ai-narratives/regulation-stifles"]);
}
