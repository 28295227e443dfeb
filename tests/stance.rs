//! The cues of the pack `std` on single sentences: what is asserted, denied, left open, only mentioned, or said by somebody named.
//!
//! In `tests/stance/*.txt`, `+` is a claim that nobody signs, `-` is none; `x` before either is a known limit, judged the other way.

use toulmin::{Checker, Context, Document, Format, Packs, RuleFile};

const RULE: &str = include_str!("stance/jobs.toulmin");

fn checker() -> Checker {
    let std = Packs::embedded().files().iter().filter(|file| file.path.contains("std/")).cloned().collect::<Vec<_>>();
    let own = RuleFile { path: "stance/jobs.toulmin".into(), text: RULE.into() };
    Checker::new(&Packs::from_files(std.into_iter().chain([own]))).expect("the rule compiles")
}

fn judge(language: &str, cases: &str) {
    let checker = checker();
    let mut faults = Vec::new();
    for line in cases.lines() {
        let (mark, sentence) = line.split_once(' ').expect("a mark and a sentence");
        let expected = matches!(mark, "+" | "x-");
        let draft = format!("---\nlang: {language}\n---\n\n{sentence}\n");
        let document = Document::read(draft.as_bytes(), Format::Markdown).expect("a sentence is text");
        let found = !checker.check(&document, &Context::new().only("stance")).findings().is_empty();
        if found != expected {
            let what = if mark.starts_with('x') {
                "no longer a limit"
            } else if found {
                "reported"
            } else {
                "silent"
            };
            faults.push(format!("{what}: {line}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn english_sentences_are_heard_as_a_reader_hears_them() {
    judge("en", include_str!("stance/en.txt"));
}

#[test]
fn french_sentences_are_heard_as_a_reader_hears_them() {
    judge("fr", include_str!("stance/fr.txt"));
}
