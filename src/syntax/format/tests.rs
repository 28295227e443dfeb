//! Files before and after: what people see, and what holds for every file.

use super::lexeme::Lexemes;
use super::{Refusal, format};
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The rule files below a folder, with their names, in order.
fn fixtures(folder: &str) -> Vec<(String, String)> {
    fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                collect(&entry, found);
            } else if entry.extension().is_some_and(|extension| extension == "toulmin") {
                found.push(entry);
            }
        }
    }
    let mut found = Vec::new();
    collect(&root().join(folder), &mut found);
    found.sort();
    assert!(!found.is_empty(), "{folder}");
    let stem = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    found.iter().map(|path| (stem(path), std::fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn any_layout_becomes_the_one_style() {
    for (name, text) in fixtures("tests/language/odd").into_iter().chain(fixtures("tests/language/format")) {
        let formatted = format(&text).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(root().join("snapshots/language/format"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, formatted));
    }
}

#[test]
fn what_is_formatted_stays_as_it_is() {
    for folder in ["rules", "tests/language/odd", "tests/language/format", "tests/language/editions", "tests/cli/meals"]
    {
        for (name, text) in fixtures(folder) {
            let once = format(&text).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
            assert_eq!(format(&once).as_ref(), Ok(&once), "{name}");
            assert!(once.ends_with('\n') && !once.ends_with("\n\n") && !once.contains('\r'), "{name}");
            assert!(once.lines().all(|line| line.trim_end() == line), "{name}");
        }
    }
}

#[test]
fn good_files_are_in_the_one_style() {
    for (name, text) in fixtures("tests/language/good") {
        assert_eq!(format(&text).as_ref(), Ok(&text), "{name}");
    }
}

#[test]
fn blocks_of_the_pages_are_in_the_one_style() {
    for page in ["README.md", "grammar/README.md"] {
        let text = std::fs::read_to_string(root().join(page)).unwrap();
        for block in text.split("```toulmin\n").skip(1).map(|block| block.split("```").next().unwrap()) {
            assert_eq!(format(block).as_deref(), Ok(block), "{page}");
        }
    }
}

#[test]
fn a_file_with_an_error_of_form_is_refused() {
    for text in ["rule a {\n  claim \"b\"\n", "rule a {\n  claim or\n}\n", "lexicon a {\n  en: \"b\n}\n", "rule\n"] {
        assert!(matches!(format(text), Err(Refusal::Faulty(faults)) if !faults.is_empty()), "{text}");
    }
    // Names and words are looked up later: such a file can be formatted.
    let unknown = "rule a{\n\n  sverity  b   {  c }  # d\n\n\n  claim e}";
    let expected = "rule a {\n  sverity  b   {  c }  # d\n\n  claim     e\n}\n";
    assert_eq!(format(unknown).as_deref(), Ok(expected));
}

#[test]
fn a_file_that_would_grow_too_large_is_refused() {
    let text = format!("lexicon a {{\n  en: {}\n}}\n", "\"b\" ".repeat(260_000));
    let Err(Refusal::Faulty(faults)) = format(&text) else { panic!("it has {} bytes", text.len()) };
    assert_eq!(faults[0].id, "too-large");
    assert!(faults[0].message.starts_with("formatted, this file would have"), "{}", faults[0].message);
}

#[test]
fn a_file_of_nothing_stays_empty() {
    let head = "# a\n\n# b\n\ntoulmin 1\n\n# c\n";
    assert_eq!(format(head).as_deref(), Ok(head));
    for (text, expected) in [("", ""), ("\n\n", ""), ("\u{FEFF}\r\n", ""), ("# a\r\n\r\n\r\n#b ", "# a\n\n#b\n")] {
        assert_eq!(format(text).as_deref(), Ok(expected), "{text:?}");
    }
}

#[test]
fn long_names_cost_no_more_than_they_are_long() {
    let name = "a".repeat(40_000);
    let entries = "  en: \"b\" \"c\"\n".repeat(2_000);
    let text = format!(
        "lexicon b {{\n  {name}: \"b\"\n{entries}}}\n\nrule a {{\n  message {{ {name}: \"b\" en: \"c\" }}\n}}\n"
    );
    let formatted = format(&text).expect("it parses");
    assert!(formatted.len() < text.len() + 200, "{} bytes became {}", text.len(), formatted.len());
    let nested = format!("rule a {{\n  claim {}b{}\n}}\n", "(#\n".repeat(60), ")#\n".repeat(60));
    assert!(format(&nested).expect("it parses").len() < 120 * 30);
}

/// White space and comments between two tokens.
const GAPS: [&str; 14] = [
    "",
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\n\n",
    "\n \n\n\n",
    "\u{FEFF}",
    " # beside\n",
    "\n# own\n",
    "\n\n  # two\n  # lines\n\n",
    "#glued\n# {\n",
    "\n ## doc\n",
];

static SOUND: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folders = ["tests/language/good", "tests/language/odd", "tests/language/format", "tests/language/editions"];
    let small = fixtures("rules").into_iter().map(|(_, text)| text).filter(|text| text.len() < 4_000);
    folders.into_iter().flat_map(fixtures).map(|(_, text)| text).chain(small).collect()
});

/// Puts another gap before some token, where the file still parses then.
fn shuffled(mut text: String, changes: &[(prop::sample::Index, usize)]) -> String {
    for (at, gap) in changes {
        let spans: Vec<_> = Lexemes::of(&text).map(|lexeme| lexeme.span).collect();
        let at = at.index(spans.len());
        let from = at.checked_sub(1).map_or(0, |before| spans[before].end);
        let other = format!("{}{}{}", &text[..from], GAPS[*gap], &text[spans[at].start..]);
        if crate::syntax::parse(&other).1.is_empty() {
            text = other;
        }
    }
    text
}

/// What holds for every text.
fn holds(text: &str) -> Result<(), TestCaseError> {
    match format(text) {
        Ok(once) => {
            let twice = format(&once);
            prop_assert_eq!(twice.as_ref(), Ok(&once));
            let comments = |text| Lexemes::of(text).filter(|l| l.text.starts_with('#')).map(|l| l.text.to_owned());
            prop_assert_eq!(comments(text).collect::<Vec<_>>(), comments(&once).collect::<Vec<_>>());
        }
        Err(Refusal::Faulty(faults)) => prop_assert!(!faults.is_empty()),
        Err(Refusal::Lost(lost)) => prop_assert!(false, "{lost:?}\n{text}"),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn other_gaps_lose_nothing(
        file in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..GAPS.len()), 0..40),
    ) {
        let text = shuffled(SOUND[file.index(SOUND.len())].clone(), &changes);
        prop_assert!(format(&text).is_ok(), "{:?}\n{}", format(&text), text);
        holds(&text)?;
    }

    #[test]
    fn any_text_is_formatted_or_refused(text in "(\\PC|\n|\"|#|é|\t|\r){0,200}") {
        holds(&text)?;
    }

    #[test]
    fn any_row_of_words_is_formatted_or_refused(words in prop::collection::vec(prop::sample::select(WORDS), 0..40)) {
        holds(&words.join(" "))?;
        holds(&format!("rule a {{\n{}\n}}\n", words.join(" ")))?;
        holds(&format!("lexicon a {{\n{}\n}}\n", words.join("")))?;
    }

    #[test]
    fn any_cut_of_a_sound_file_is_formatted_or_refused(
        file in any::<prop::sample::Index>(), from in any::<prop::sample::Index>(), len in 0_usize..40, with in "[(){}\"é’a-z#\n ]{0,3}",
    ) {
        let mut text = SOUND[file.index(SOUND.len())].clone();
        let start = text.floor_char_boundary(from.index(text.len() + 1));
        let end = text.floor_char_boundary((start + len).min(text.len()));
        text.replace_range(start..end, &with);
        holds(&text)?;
    }
}

const WORDS: &[&str] = &[
    "\nrule",
    "\nlexicon",
    "\ncue",
    "\npack",
    "\ntoulmin",
    "a",
    "b ",
    " {",
    "}",
    "(",
    ")",
    ":",
    "\"risk(s)\"",
    "claim",
    "topic",
    "\n",
    "and",
    "or",
    "not",
    "within",
    "8",
    "words",
    "sentence",
    "\n\n",
    "grounds",
    "source",
    "none",
    "rebuttal",
    "qualifier",
    "lowers",
    "to",
    "note",
    "severity",
    "message",
    "en",
    "fr",
    "en: ",
    "except",
    "use ",
    "forward",
    "at",
    "least",
    "@percent",
    "backing",
    "<https://example.org>",
    "dated",
    "2020-01-01",
    "flags",
    "\"[[x]]\"",
    "kind",
    "independent",
    "states",
    "#\n",
    "##\n",
    "# c\n",
    "sverity",
    "oddly",
    "\u{FEFF}",
    "\r\n",
    "é",
];
