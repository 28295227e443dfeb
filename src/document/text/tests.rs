//! Tests of the reader of plain text: fixtures under `tests/documents/text/`, dumped so that a person can read them.

use crate::document::tests::{check, dump};
use crate::document::{BlockKind, CitationKind, Document, Format};
use std::path::PathBuf;

fn read(text: &str) -> Document {
    Document::read(text.as_bytes(), Format::Text).unwrap()
}

fn fixture(name: &str) -> Document {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/documents/text");
    read(&std::fs::read_to_string(folder.join(name)).unwrap())
}

#[test]
fn each_fixture_reads_as_its_snapshot() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../snapshots/documents/text");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for name in ["plain", "pages", "feet", "endnotes"] {
        for language in ["en", "fr"] {
            let name = format!("{name}-{language}");
            let document = fixture(&format!("{name}.txt"));
            check(&document);
            settings.bind(|| insta::assert_snapshot!(name, dump(&document)));
        }
    }
}

#[test]
fn notes_at_the_foot_of_pages_are_found_and_called() {
    for name in ["pages-en.txt", "pages-fr.txt"] {
        let document = fixture(name);
        let called: Vec<&str> = document
            .citations
            .iter()
            .filter(|c| c.kind == CitationKind::Note && c.body.is_some())
            .map(|c| &document.text[c.source.range()])
            .collect();
        assert_eq!(called, ["1", "2", "3", "4", "5"], "{name}");
        assert!(document.prose.contains("CO2"), "a number of a name is no call");
    }
}

#[test]
fn a_sentence_over_a_page_break_is_one() {
    let document = fixture("pages-en.txt");
    let block = document.blocks.iter().find(|b| document.prose[b.span.range()].contains("well-known bay"));
    assert_eq!(block.map(|b| b.kind), Some(BlockKind::Paragraph));
}

/// The same pages as another extractor leaves them: no blank lines but before the notes, and form feeds.
#[test]
fn pages_with_form_feeds_read_as_those_without() {
    let said = |document: &Document, kind: BlockKind| -> Vec<String> {
        let blocks = document.blocks.iter().filter(|b| b.kind == kind);
        blocks.map(|b| document.prose[b.span.range()].to_owned()).collect()
    };
    for name in ["feet-en.txt", "feet-fr.txt"] {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/documents/text");
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        let mut fed = String::new();
        for line in text.lines() {
            match line {
                "" => {}
                " " if !fed.ends_with("\n\n") => fed.push('\n'),
                " " => {}
                line if line.starts_with(' ') => fed.extend(["\u{c}", line.trim(), "\n"]),
                line => fed.extend([line.trim(), "\n"]),
            }
        }
        let (text, fed) = (read(&text), read(&fed));
        check(&fed);
        assert_eq!(said(&fed, BlockKind::Note), said(&text, BlockKind::Note), "{name}");
        let body = said(&text, BlockKind::Paragraph);
        assert!(said(&fed, BlockKind::Paragraph)[0].ends_with(&body[0]), "{name}: {}", dump(&fed));
    }
}

/// What the printer puts below the notes is no part of them.
#[test]
fn a_running_foot_below_the_notes_is_none_of_them() {
    let said = |document: &Document, kind: BlockKind| -> Vec<String> {
        let blocks = document.blocks.iter().filter(|b| b.kind == kind);
        blocks.map(|b| document.prose[b.span.range()].to_owned()).collect()
    };
    for name in ["feet-en.txt", "feet-fr.txt"] {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/documents/text");
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        let without = read(&text);
        for foot in ["", "Walls and Wells, "] {
            let mut page = 10;
            let mut with = String::new();
            for line in text.split_inclusive('\n') {
                // A page begins with a line that is indented, without a blank line before.
                if line.starts_with(' ') && line.trim() != "" {
                    page += 1;
                    with.push_str(&format!("\n{foot}{page} \n"));
                }
                with.push_str(line);
            }
            let with = read(&with);
            for kind in [BlockKind::Paragraph, BlockKind::Note] {
                assert_eq!(said(&with, kind), said(&without, kind), "{name} {foot}");
            }
        }
    }
}

/// An extractor that drops raised figures leaves the notes.
#[test]
fn notes_whose_calls_are_lost_are_notes_still() {
    for name in ["feet-en.txt", "feet-fr.txt"] {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/documents/text");
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        let with = read(&text);
        let mut bare = text;
        for number in ["1", "2", "3", "4"] {
            // The call comes first.
            bare = bare.replacen(&format!("{number}."), ".", 1);
        }
        let bare = read(&bare);
        check(&bare);
        let said = |document: &Document, kind: BlockKind| -> Vec<String> {
            let blocks = document.blocks.iter().filter(|b| b.kind == kind);
            blocks.map(|b| document.prose[b.span.range()].to_owned()).collect()
        };
        for kind in [BlockKind::Paragraph, BlockKind::Note] {
            assert_eq!(said(&bare, kind), said(&with, kind), "{name}");
        }
        assert_eq!((with.citations.len(), bare.citations.len()), (4, 0), "{name}");
    }
}

/// The paragraphs of a resolution are numbered on, and go over pages.
#[test]
fn numbered_paragraphs_are_no_notes() {
    let paragraph = |n: usize| {
        format!(
            "{n}. The council recalls its decision of 1998, see the minutes, and asks that the wall be \n\nkept up by the parishes of the bay until the county has drawn its plan. \n\n"
        )
    };
    let page =
        |n: usize| format!("{}{}{} \n \n\n{}", paragraph(n), paragraph(n + 1), paragraph(n + 2), paragraph(n + 3));
    let text: String = (0..6).map(|n| page(4 * n + 1).trim_end().to_owned() + "\n ").collect();
    let document = read(&text);
    assert!(document.blocks.iter().all(|b| b.kind != BlockKind::Note), "{}", dump(&document));
}

#[test]
fn a_numbered_list_is_no_list_of_notes() {
    let document = read("We ask three things:\n\n1. Dig the well.\n2. Mend mp3 players and CO2 meters.\n3. Rest.\n");
    assert!(document.citations.is_empty());
    let items: Vec<_> = document.blocks.iter().filter(|b| b.kind == BlockKind::Item).collect();
    assert_eq!(items.len(), 3);
    assert!(items.iter().all(|i| i.lead_in == Some(0)));
}

#[test]
fn hostile_texts_are_linear() {
    for piece in [
        "1. a\n",
        "a1\n",
        "\n",
        " \n",
        "a-\n",
        "- a\n\n",
        "a\n\nb\n\n",
        "x12 \n\n 12. Y\n",
        "¹\n",
        "\u{c}",
        "http://a\n\n",
    ] {
        check(&read(&piece.repeat(20_000)));
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "([A-Za-z0-9 .,:;•¹’«»()\\[\\]-]{0,12}(\n|\n\n| \n|\r\n|\u{c}|mot1\n|1\\. Note\n|- |-\n|http://a\\.b\n)){0,24}") {
        check(&read(&text));
    }
}
