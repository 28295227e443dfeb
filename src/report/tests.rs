//! Reports made by hand, drawn.

use super::*;
use crate::document::CitationKind;
use crate::engine::{
    Claim, DemandOutcome, Evidence, EvidenceKind, Finding, Grounds, Reachable, Report, Wanted, WantedKind,
};
use crate::program::{Backing, Confidence, Diagnostic, Level};
use crate::text::{Date, Language, Span};

/// Snapshots stand in one folder at the root, by part.
fn snapshot(name: &str, shown: &str) {
    let mut settings = insta::Settings::clone_current();
    let (name, suffix) = name.split_once('@').unwrap_or((name, ""));
    if !suffix.is_empty() {
        settings.set_snapshot_suffix(suffix);
    }
    settings.set_snapshot_path("../../snapshots/report");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, shown));
}

const ENGLISH: &str = "# Plan\n\nThe department will publish a delivery plan each quarter and consult widely with its partners across \
the sector. L’IA générative est utile; advanced AI could bring about human extinction within decades, and nobody has a plan for it. \
The department will report on progress.\n";

const WRAPPED: &str =
    "> Nous devons agir : l'IA générative\r\n> va supprimer\t40 % des emplois\r\n> d'ici 2030 e\u{301}galement 👩‍🔬.\r\n";

fn finding(text: &str, sentence: &str, claim: &str) -> Finding {
    let lines = Lines::new(text);
    let span = |words: &str| {
        let start = text.find(words).expect("the words stand in the text");
        Span::new(start, start + words.len())
    };
    Finding {
        rule: "ai-narratives/extinction-risk".to_owned(),
        level: Level::Warning,
        confidence: Confidence::High,
        place: lines.place(text, span(sentence)),
        claim: lines.place(text, span(claim)),
        span: span(sentence),
        claim_span: span(claim),
        prose: Span::default(),
        excerpt: sentence.to_owned(),
        language: Language::EN,
        message: "this sentence says AI risks human extinction, and cites nothing".to_owned(),
        help: Some("cite a source, or attribute the claim to a named author".to_owned()),
        warrant: Some("a risk that moves laws must be one that a reader can check".to_owned()),
        backing: vec![Backing {
            title: "Handbook of Extraordinary Claims, chapter 3".to_owned(),
            link: Some("https://example.org/handbook".to_owned()),
            dated: Date::new("2024-05-03"),
            ..Backing::default()
        }],
        grounds: Grounds::Unmet,
        demands: vec![DemandOutcome {
            verdict: Grounds::Unmet,
            wanted: vec![
                wanted(WantedKind::Source, 1, Reachable::NextSentence, &[]),
                wanted(WantedKind::Attribution, 1, Reachable::Sentence, &[]),
            ],
        }],
    }
}

fn wanted(what: WantedKind, count: u32, within: Reachable, criteria: &[&str]) -> Wanted {
    Wanted { what, count, within, criteria: criteria.iter().map(|&c| c.to_owned()).collect(), found: Vec::new() }
}

fn english() -> Finding {
    let sentence = "L’IA générative est utile; advanced AI could bring about human extinction within decades, and nobody has a plan for it.";
    finding(ENGLISH, sentence, "advanced AI could bring about human extinction")
}

fn french() -> Finding {
    let mut finding = finding(
        WRAPPED,
        "Nous devons agir : l'IA générative\r\n> va supprimer\t40 % des emplois\r\n> d'ici 2030 e\u{301}galement 👩‍🔬.",
        "l'IA générative\r\n> va supprimer\t40 % des emplois\r\n> d'ici 2030 e\u{301}galement 👩‍🔬",
    );
    finding.rule = "ai-narratives/job-loss-figure".to_owned();
    finding.language = Language::FR;
    finding.level = Level::Error;
    finding.message = "ce chiffre d'emplois supprimés n'a pas de source indépendante et récente".to_owned();
    finding.help = Some("citez l'étude, sa date et sa méthode".to_owned());
    finding.warrant = Some("un chiffre se vérifie".to_owned());
    let lines = Lines::new(WRAPPED);
    let evidence = |lacks: &str| Evidence {
        kind: EvidenceKind::Citation(CitationKind::Link),
        text: "Acme".to_owned(),
        target: Some("https://acme.example/etude".to_owned()),
        place: lines.place(WRAPPED, Span::new(50, 54)),
        lacks: Some(lacks.to_owned()),
    };
    let mut source =
        wanted(WantedKind::Source, 2, Reachable::Paragraph, &["independent of seller", "dated within 36 months"]);
    source.found = vec![evidence("not independent: seller"), evidence("no such note")];
    finding.demands = vec![
        DemandOutcome { verdict: Grounds::Unmet, wanted: vec![source] },
        DemandOutcome {
            verdict: Grounds::Undetermined,
            wanted: vec![wanted(WantedKind::Definition("std.emploi".to_owned()), 1, Reachable::Document, &[])],
        },
    ];
    finding
}

#[test]
fn a_finding_reads_well_at_any_width() {
    for width in [40, 60, 80, 120, 200] {
        let shown = Human::new().width(width).finding("plan.md", ENGLISH, &english());
        for line in shown.lines() {
            let address = line.trim_start().starts_with("<https");
            assert!(address || unicode_width::UnicodeWidthStr::width(line) <= width, "{width}: {line}");
        }
        snapshot(&format!("english@{width}"), &shown);
    }
}

#[test]
fn a_claim_over_several_lines_of_a_quotation_is_underlined_on_each() {
    for width in [40, 80, 120] {
        let shown = Human::new().width(width).verbose(true).finding("notes/brouillon.md", WRAPPED, &french());
        snapshot(&format!("french@{width}"), &shown);
    }
}

#[test]
fn the_language_of_the_frame_can_be_forced() {
    let mut note = english();
    note.level = Level::Note;
    snapshot("french-words-forced", &Human::new().language(Language::FR).finding("plan.md", ENGLISH, &note));
}

#[test]
fn colour_is_the_callers_choice() {
    assert!(!Human::new().finding("plan.md", ENGLISH, &english()).contains('\u{1b}'));
    snapshot("colour", &Human::new().colour(true).finding("plan.md", ENGLISH, &english()).replace('\u{1b}', "␛"));
}

#[test]
fn a_draft_cannot_move_the_cursor() {
    let text = "AI \u{1b}[2J\u{7}will end \u{202e}hunger.";
    let mut finding = finding(text, text, text);
    finding.message = "\u{1b}]0;title\u{7}".to_owned();
    finding.help = Some("\u{1b}[31m".to_owned());
    let shown = Human::new().finding("a\u{1b}.md", text, &finding);
    assert!(shown.chars().all(|c| c == '\n' || !c.is_control()), "{shown:?}");
    assert!(!shown.contains('\u{202e}'));
}

#[test]
fn a_rule_files_error_has_the_same_look() {
    let text = "rule x {\n  severity   grave\n  claim ai and hungr\n}\n";
    let at = |word: &str| {
        let start = text.find(word).unwrap();
        Span::new(start, start + word.len())
    };
    let diagnostic = Diagnostic {
        id: "unknown-name",
        level: Level::Error,
        file: "rules/x.toulmin".to_owned(),
        span: at("hungr"),
        message: "there is no lexicon, cue or condition `hungr`".to_owned(),
        help: Some("did you mean `hunger`?".to_owned()),
        related: Some((at("grave"), "this is wrong too".to_owned())),
        fix: None,
    };
    snapshot("diagnostic", &Human::new().diagnostic(text, &Lines::new(text), &diagnostic));
    let one_line =
        Diagnostic { span: at("hungr"), related: Some((at("ai"), "this is known".to_owned())), ..diagnostic };
    snapshot("diagnostic-one-line", &Human::new().diagnostic(text, &Lines::new(text), &one_line));
    snapshot("unreadable", &Human::new().unreadable("drafts/a.md", "this is not text: it holds a NUL"));
}

fn tallied(findings: &[Finding], claims: &[Grounds], language: Language) -> Tally {
    let claims = claims.iter().map(|&grounds| claim(grounds, language)).collect();
    let mut tally = Tally::default();
    tally.add(&Report { findings: findings.to_vec(), claims, ..Report::default() });
    tally
}

fn claim(grounds: Grounds, language: Language) -> Claim {
    let finding = english();
    let lines = Lines::new(ENGLISH);
    let note = |text: &str, target: &str| Evidence {
        kind: EvidenceKind::Citation(CitationKind::Note),
        text: text.to_owned(),
        target: Some(target.to_owned()),
        place: lines.place(ENGLISH, Span::new(90, 94)),
        lacks: None,
    };
    Claim {
        rule: finding.rule,
        level: finding.level,
        place: finding.place,
        claim: finding.claim,
        span: finding.span,
        claim_span: finding.claim_span,
        excerpt: finding.excerpt,
        language,
        grounds,
        evidence: if grounds == Grounds::Met {
            vec![
                note("[^1]", "Smith, J. (2024), «Risks», =SUM(1), page 12 and the pages that follow it up to the end"),
                note("see", ""),
            ]
        } else {
            Vec::new()
        },
    }
}

#[test]
fn the_last_line_counts_findings_files_and_claims() {
    use Grounds::{Met, Undetermined, Unmet};
    let line = |tally: &Tally| Human::new().width(200).summary(tally);
    let mut some = tallied(&[english(), french(), french()], &[Met, Met, Unmet, Undetermined], Language::EN);
    assert_eq!(
        line(&some),
        "3 findings (2 errors, 1 warning) in 1 file; 4 claims: 2 supported, 1 not, 1 undetermined\n"
    );
    some.add(&Report::default());
    some.unreadable += 1;
    assert_eq!(
        line(&some),
        "3 findings (2 errors, 1 warning) in 1 of 2 files; 4 claims: 2 supported, 1 not, 1 undetermined; 1 file could not be read\n"
    );
    assert_eq!(line(&tallied(&[], &[Met, Met], Language::EN)), "no findings in 1 file; 2 claims, all supported\n");
    assert_eq!(line(&Tally::default()), "no findings in 0 files; no claims\n");
    let french = tallied(&[french()], &[Met, Unmet], Language::FR);
    assert_eq!(line(&french), "1 constat (1 erreur) dans 1 fichier\u{a0}; 2 affirmations\u{a0}: 1 étayée, 1 non\n");
    assert_eq!(
        line(&tallied(&[], &[Met, Met], Language::FR)),
        "aucun constat dans 1 fichier\u{a0}; 2 affirmations, toutes étayées\n"
    );
}

#[test]
fn json_holds_all_that_is_known() {
    let report =
        Report { findings: vec![french()], claims: vec![claim(Grounds::Met, Language::EN)], ..Report::default() };
    let errors = vec![json::Failure::unreadable("b.md", "no such file")];
    let check = json::Check::new([("a.md", &report)], errors);
    snapshot("check-json", &serde_json::to_string_pretty(&check).unwrap());
    let claims = json::Claims::new(report.claims().iter().map(|claim| ("a.md", claim)), Vec::new());
    snapshot("claims-json", &serde_json::to_string_pretty(&claims).unwrap());
}

#[test]
fn the_ledger_is_a_table_or_a_spreadsheet() {
    let claims = [
        claim(Grounds::Met, Language::EN),
        claim(Grounds::Unmet, Language::FR),
        claim(Grounds::Undetermined, Language::EN),
    ];
    let named = || claims.iter().map(|claim| ("drafts/plan.md", claim));
    for width in [60, 100, 160] {
        let table = claims_table(named(), width, Language::EN);
        for line in table.lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= width, "{width}: {line}");
        }
        snapshot(&format!("claims-table@{width}"), &table);
    }
    snapshot("claims-table-fr", &claims_table(named(), 120, Language::FR));
    snapshot("claims-csv", &claims_csv(named()));
}
