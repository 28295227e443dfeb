//! The language by its fixtures: what is bad and why, what is good, what is odd and yet right.

use super::{Checks, Diagnostic, Level, compile, pages};
use crate::syntax::RuleFile;
use crate::text::{Date, Language, Span};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn file(path: &str, text: impl Into<String>) -> RuleFile {
    RuleFile { path: path.into(), text: text.into() }
}

/// The rule files of a folder of `tests/language`, by name.
fn fixtures(folder: &str) -> Vec<(String, String)> {
    let folder = root().join("tests/language").join(folder);
    let mut fixtures: Vec<_> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "toulmin"))
        .map(|path| (stem(&path), std::fs::read_to_string(&path).unwrap()))
        .collect();
    fixtures.sort();
    assert!(!fixtures.is_empty());
    fixtures
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

/// A fixture as a file of a pack, with the pack `std` beside it.
fn stage(name: &str, text: &str) -> Vec<RuleFile> {
    let mut files = vec![file(&format!("rules/{name}.toulmin"), text)];
    files.push(file("std/pack.toulmin", std::fs::read_to_string(root().join("tests/language/std.toulmin")).unwrap()));
    if !text.lines().any(|line| line.starts_with("pack ")) {
        files.push(file("rules/pack.toulmin", "pack rules {\n  version \"0.1.0\"\n  languages en\n}\n"));
    }
    files
}

fn diagnose(name: &str, text: &str) -> Vec<Diagnostic> {
    compile(&stage(name, text), Checks::All).1
}

/// `id line:col 'words' message / help`, one a line.
fn show(text: &str, diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for d in diagnostics {
        let before = &text[..d.span.start];
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        let words: String = text[d.span.range()].escape_debug().take(48).collect();
        write!(out, "{} {} {line}:{column} '{words}'\n    {}", d.level.word(), d.id, d.message).unwrap();
        if let Some(help) = &d.help {
            write!(out, " / {help}").unwrap();
        }
        if let Some((span, what)) = &d.related {
            write!(out, "\n    {what}: '{}'", &text[span.range()]).unwrap();
        }
        out.push('\n');
    }
    out
}

fn snapshot(folder: &str, name: &str, text: &str, shown: &str) {
    insta::with_settings!({
        snapshot_path => root().join("snapshots/language").join(folder),
        prepend_module_to_snapshot => false,
        omit_expression => true,
        description => text,
    }, { insta::assert_snapshot!(name, shown) });
}

#[test]
fn every_bad_file_says_what_is_bad() {
    for (name, text) in fixtures("bad") {
        let diagnostics = diagnose(&name, &text);
        assert!(diagnostics.iter().any(|d| d.id == name), "{name}: {}", show(&text, &diagnostics));
        let level = |d: &Diagnostic| if d.is_error() { Level::Error } else { Level::Warning };
        assert!(diagnostics.iter().all(|d| d.file.starts_with("rules/") && level(d) == d.level), "{name}");
        snapshot("bad", &name, &text, &show(&text, &diagnostics));
    }
}

#[test]
fn every_id_has_a_bad_file_and_a_page() {
    let files: BTreeSet<String> = fixtures("bad").into_iter().map(|(name, _)| name).collect();
    let known: BTreeSet<String> = pages().iter().map(|page| page.id.to_owned()).collect();
    assert_eq!(files, known);
    for page in pages() {
        assert!(!page.title.is_empty() && !page.title.ends_with('.') && !page.text.is_empty(), "{}", page.id);
    }
    for (name, text) in fixtures("bad") {
        for diagnostic in diagnose(&name, &text) {
            assert!(known.contains(diagnostic.id), "{}", diagnostic.id);
        }
    }
}

#[test]
fn a_good_file_gives_no_warning() {
    for (name, text) in fixtures("good") {
        let diagnostics = diagnose(&name, &text);
        assert!(diagnostics.is_empty(), "{name}: {}", show(&text, &diagnostics));
    }
    // A file of an edition never changes; checks that are younger than it may find something.
    for (name, text) in fixtures("editions/1") {
        let mut diagnostics = diagnose(&name, &text);
        diagnostics.retain(|diagnostic| diagnostic.id != "undated-backing");
        assert!(diagnostics.is_empty(), "{name}: {}", show(&text, &diagnostics));
    }
}

#[test]
fn an_odd_file_compiles() {
    for (name, text) in fixtures("odd") {
        let (program, diagnostics) = compile(&stage(&name, &text), Checks::All);
        assert!(!diagnostics.iter().any(Diagnostic::is_error), "{name}: {}", show(&text, &diagnostics));
        let rules: Vec<_> = program.rules.iter().map(|r| (&r.id, &r.subject, &r.rebuttals, &r.grounds)).collect();
        snapshot("odd", &name, &text, &format!("{}\n{rules:#?}", show(&text, &diagnostics)));
    }
}

#[test]
fn a_formatted_file_compiles_to_the_same() {
    for folder in ["odd", "good", "editions/1"] {
        for (name, text) in fixtures(folder) {
            let formatted = super::format_rules(&file("rules/x.toulmin", text.as_str())).unwrap();
            let said = |text: &str| {
                let (program, diagnostics) = compile(&stage(&name, text), Checks::Errors);
                assert!(!diagnostics.iter().any(Diagnostic::is_error), "{name}");
                format!("{:#?}\n{:#?}\n{:#?}", program.rules, program.lexicons, program.cues)
            };
            let (before, after) = (said(&text), said(&formatted));
            // Places differ, nothing else.
            let is_place = |line: &&str| ["start: ", "end: "].iter().any(|head| line.trim_start().starts_with(head));
            let lines = |text| str::lines(text).filter(|line| !is_place(line));
            let differs = lines(&before).zip(lines(&after)).find(|(before, after)| before != after);
            assert!(differs.is_none() && lines(&before).count() == lines(&after).count(), "{name}: {differs:?}");
        }
    }
}

#[test]
fn a_file_of_a_later_edition_is_not_formatted() {
    let later = super::format_rules(&file("a.toulmin", "toulmin 2\n")).expect_err("this is edition 1");
    let super::FormatError::Faulty(diagnostics) = &later else { panic!("{later}") };
    assert_eq!(diagnostics[0].id, "edition-too-new");
    assert_eq!(later.to_string(), "the file has an error of form");
}

#[test]
fn the_first_edition_compiles_as_it_always_did() {
    for (name, text) in fixtures("editions/1") {
        let (program, _) = compile(&stage(&name, &text), Checks::Errors);
        snapshot(
            "editions",
            &name,
            &text,
            &format!("{:#?}\n{:#?}\n{:#?}", program.rules, program.lexicons, program.cues),
        );
    }
}

#[test]
fn every_block_of_the_readme_compiles() {
    let readme = std::fs::read_to_string(root().join("grammar/README.md")).unwrap();
    let blocks: Vec<&str> = readme.split("```toulmin\n").skip(1).map(|b| b.split("```").next().unwrap()).collect();
    assert!(blocks.len() >= 6);
    for block in blocks {
        let mut files = stage("block", block);
        files.truncate(2);
        let errors: Vec<_> = compile(&files, Checks::All).1.into_iter().filter(Diagnostic::is_error).collect();
        assert!(errors.is_empty(), "{}\n{block}", show(block, &errors));
    }
}

#[test]
fn one_file_has_all_its_errors_and_the_sound_rules_stay() {
    let text = std::fs::read_to_string(root().join("tests/language/bad/syntax.toulmin")).unwrap();
    let sound = "\nrule sound {\n  severity note\n  claim school-meal\n  grounds none\n  message { en: \"a\" }\n}\n";
    let (program, diagnostics) = compile(&stage("syntax", &(text + sound)), Checks::Errors);
    assert!(diagnostics.len() >= 6);
    assert_eq!(program.rules.iter().map(|r| r.id.as_str()).collect::<Vec<_>>(), ["meals/sound"]);
}

#[test]
fn a_broken_lexicon_is_one_error_for_each_rule() {
    let rule = |name: &str| {
        format!(
            "rule {name} {{\n severity note\n claim bad and bad and good\n grounds mention of bad\n message {{ en: \"m\" }}\n}}\n"
        )
    };
    let text = format!("lexicon bad {{ en: \"[a\" }}\nlexicon good {{ en: \"good\" }}\n{}{}", rule("one"), rule("two"));
    let (program, diagnostics) = compile(&[file("a.toulmin", text)], Checks::Errors);
    assert_eq!(diagnostics.iter().map(|d| d.id).collect::<Vec<_>>(), ["bad-phrase", "unknown-name", "unknown-name"]);
    assert!(program.rules.is_empty());
}

#[test]
fn the_order_of_files_does_not_matter() {
    let text = std::fs::read_to_string(root().join("tests/language/editions/1/all.toulmin")).unwrap();
    let mut files = stage("all", &text);
    let show = |files: &[RuleFile]| format!("{:?}", compile(files, Checks::All));
    let first = show(&files);
    files.reverse();
    assert_eq!(first, show(&files));
}

#[test]
fn names_are_looked_up_at_home_then_in_order() {
    let lexicon = |word: &str| format!("lexicon word {{ en: \"{word}\" }}\n");
    let pack = |name: &str, rest: &str| format!("pack {name} {{ version \"1.0.0\" languages en\n{rest}\n}}\n");
    let rule = "rule r {\n severity note\n claim word and b.word\n grounds none\n message { en: \"m\" }\n}\n";
    let a = file("a/pack.toulmin", pack("a", "") + &lexicon("alpha"));
    let b = file("b/pack.toulmin", pack("b", "") + &lexicon("beta"));
    let found = |uses: &str, own: &str| {
        let c = file("c/pack.toulmin", pack("c", uses) + own + rule);
        let (program, diagnostics) = compile(&[a.clone(), b.clone(), c], Checks::Errors);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let super::Subject::Claims(claims) = &program.rules[0].subject else { panic!() };
        let super::Pattern::All { operands, .. } = &claims[0] else { panic!() };
        let name = |p: &super::Pattern| match p {
            super::Pattern::Lexicon(id) => program.lexicons[*id].name.clone(),
            _ => panic!(),
        };
        operands.iter().map(name).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(found("uses a b", ""), "a.word b.word");
    assert_eq!(found("uses b a", ""), "b.word b.word");
    assert_eq!(found("uses a b", &lexicon("gamma")), "c.word b.word");
}

#[test]
fn examples_and_dates_arrive_whole() {
    let text = "lexicon w { en: \"word\" }\nrule r {\n severity off\n claim w\n grounds source { dated within 2 years  dated after 2020-01-02 }\n message { en: \"m\" }\n backing \"T\" <https://example.org> dated 2021-03-04\n backing \"U\" section \"S\" notes \"1-3\" dated 2020-01-01 expires 2025-01-01 review-by 2024-01-01\n flags en \"# T\\n\\nA \\\"[[word]]\\\".\"\n}\n";
    let (program, diagnostics) = compile(&[file("r.toulmin", text)], Checks::Errors);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let rule = &program.rules[0];
    assert_eq!(rule.id, "r/r");
    assert_eq!(rule.languages, [Language::EN]);
    assert_eq!(rule.examples[0].text, "# T\n\nA \"word\".");
    assert_eq!(rule.examples[0].marks, [Span::new(8, 12)]);
    assert_eq!(rule.backing[0].dated, Date::new("2021-03-04"));
    let second = &rule.backing[1];
    assert_eq!((second.section.as_deref(), second.notes.as_deref()), (Some("S"), Some("1-3")));
    assert!(
        second.has_lapsed(Date::new("2024-01-02").unwrap()) && !second.has_lapsed(Date::new("2024-01-01").unwrap())
    );
    let shown = format!("{:?}", rule.grounds);
    assert!(shown.contains("months: 24") && shown.contains("year: 2020"), "{shown}");
}

/// Compiles hostile text: it ends soon, and with an error.
fn hostile(text: String) -> Vec<Diagnostic> {
    let start = Instant::now();
    let (_, diagnostics) = compile(&[file("x.toulmin", text.clone())], Checks::All);
    // Some thousand times what it takes on an idle machine, and far below what quadratic time would take.
    assert!(start.elapsed() < Duration::from_secs(300), "{:?} {:.60}", start.elapsed(), text);
    assert!(diagnostics.iter().any(Diagnostic::is_error), "{text:.60}");
    for d in &diagnostics {
        assert!(text.get(d.span.range()).is_some());
    }
    diagnostics
}

#[test]
fn hostile_files_give_an_error_and_soon() {
    let rule = |claim: &str| format!("rule r {{\n claim {claim}\n}}\n");
    hostile(rule(&"(".repeat(100_000)));
    hostile(rule(&format!("a{}", ")".repeat(100_000))));
    hostile("{".repeat(100_000));
    hostile("rule r {\n".repeat(10_000));
    hostile("rule r {\n foo {\n".repeat(6_000));
    hostile(rule(&"not ".repeat(100_000)));
    hostile(rule(&"at least 3 ".repeat(80_000)));
    hostile(rule(&"a and (\n".repeat(10_000)));
    hostile(rule(&"claim and\n".repeat(10_000)));
    hostile(rule(&"a within sentence ".repeat(10_000)));
    hostile(format!("lexicon a {{ en: \"{}\" }}", "[a|b]".repeat(200_000)));
    hostile(format!("lexicon a {{ en: \"{}\" }}", "[".repeat(399)));
    hostile("lexicon a {\n en: \"never closed\n}\n".repeat(5_000));
    hostile("\"".repeat(1_000_000));
    hostile("lexicon a { en: \"a\0b\" }\0".repeat(10_000));
    hostile("\0".repeat(1_000_000));
    hostile("#".repeat(1 << 21));
    hostile(format!("backing \"x\" <http://a\"b> claim {}", "(".repeat(100_000)));
    hostile(rule(&format!("x\n backing \"x\" <http://a#b> claim {}", "(".repeat(100_000))));
    hostile(rule(&format!("x\n foo \" {{ }} claim {}", "(".repeat(100_000))));
    hostile(rule(&"claim x\n".repeat(20_000)));
    hostile((0..5_000).map(|n| format!("rule r{n} {{ claim x }}\n")).collect());
}

#[test]
fn alternatives_cost_what_their_text_does() {
    let phrases = "\"[a|b] [c|d] [e|f] [g|h] [i|j] [k|l] [m|n] [o|p] [q|r] [s|t] ...3 [u|v]\" ".repeat(5_000);
    let start = Instant::now();
    let (program, diagnostics) = compile(&[file("x.toulmin", format!("lexicon a {{ en: {phrases} }}"))], Checks::All);
    assert!(start.elapsed() < Duration::from_secs(300), "{:?}", start.elapsed());
    assert!(!diagnostics.iter().any(Diagnostic::is_error), "{:?}", diagnostics.first());
    assert_eq!(program.lexicons[0].phrases.len(), 5_000);
}

#[test]
fn circles_and_chains_of_use_end() {
    let chain = |n: usize, last: &str| -> String {
        let mut text: String = (1..n).map(|i| format!("lexicon l{i} {{ en: \"w{i}\" use l{} }}\n", i - 1)).collect();
        text.push_str(last);
        text
    };
    let circle = hostile(chain(10_000, "lexicon l0 { en: \"w0\" use l9999 }\n"));
    assert_eq!(circle.iter().filter(|d| d.id == "cyclic-use").count(), 1);
    let long = hostile(chain(10_000, "lexicon l0 { en: \"w0\" }\n"));
    assert!(long.iter().any(|d| d.id == "too-large"));
    let doubled: String = (1..60).map(|i| format!("lexicon l{i} {{ en: use l{0} use l{0} }}\n", i - 1)).collect();
    assert!(hostile(doubled + "lexicon l0 { en: \"w\" }\n").iter().any(|d| d.id == "too-large"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_is_compiled_without_panic(text in "(\\PC|\n|\"|é){0,200}") {
        sound(&text)?;
    }

    #[test]
    fn any_row_of_words_is_compiled_without_panic(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..60)) {
        sound(&words.join(" "))?;
    }

    #[test]
    fn any_cut_of_a_good_file_is_compiled_without_panic(from in 0_usize..3000, len in 0_usize..40, with in "[(){}\"é’a-z\n ]{0,3}") {
        let mut text = std::fs::read_to_string(root().join("tests/language/editions/1/all.toulmin")).unwrap();
        let start = text.floor_char_boundary(from.min(text.len()));
        let end = text.floor_char_boundary((start + len).min(text.len()));
        text.replace_range(start..end, &with);
        sound(&text)?;
    }
}

const WORDS: &[&str] = &[
    "\nrule",
    "\nlexicon",
    "\ncue",
    "\npack",
    "\ntoulmin",
    "a",
    "b",
    "{",
    "}",
    "(",
    ")",
    ":",
    "\"risk(s)\"",
    "\"",
    "claim",
    "topic",
    "\n",
    "and",
    "or",
    "then",
    "not",
    "within",
    "8",
    "words",
    "sentence",
    "next",
    "grounds",
    "source",
    "mention",
    "of",
    "none",
    "rebuttal",
    "question",
    "qualifier",
    "lowers",
    "to",
    "note",
    "severity",
    "message",
    "en",
    "fr",
    "any",
    "except",
    "use",
    "forward",
    "at",
    "least",
    "@percent",
    "every",
    "backing",
    "<https://example.org>",
    "dated",
    "expires",
    "review-by",
    "section",
    "notes",
    "formerly",
    "2020-01-01",
    "flags",
    "\"[[x]]\"",
    "kind",
    "independent",
    "states",
    "#",
    "##",
    "é",
    "“",
];

fn sound(text: &str) -> Result<(), proptest::test_runner::TestCaseError> {
    for d in compile(&[file("x.toulmin", text)], Checks::All).1 {
        proptest::prop_assert!(text.get(d.span.range()).is_some(), "{d:?}");
        if let Some((span, _)) = d.related {
            proptest::prop_assert!(text.get(span.range()).is_some(), "{:?}", d.id);
        }
    }
    Ok(())
}
