//! Documents as rules see them: fixtures under `tests/documents/`, dumped so that a person can read them.

use super::prose::normalise;
use super::*;
use crate::text::words;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Blocks with what they are, citations with where they lead.
pub(super) fn dump(document: &Document) -> String {
    let mut out = String::new();
    let metadata = document.metadata();
    if *metadata != Metadata::default() {
        let _ = writeln!(out, "{metadata:#?}\n");
    }
    for (index, block) in document.blocks.iter().enumerate() {
        let _ = write!(out, "{index} {:?} section {} passage {}", block.kind, block.section, block.passage);
        if block.kind == BlockKind::Heading {
            let _ = write!(out, " level {}", document.sections[block.section].level);
        }
        if let Some(lead) = block.lead_in {
            let _ = write!(out, " after {lead}");
        }
        if block.quoted {
            out.push_str(" quoted");
        }
        let _ = writeln!(out, "\n  {}", &document.prose[block.span.range()]);
        for citation in document.citations.iter().filter(|c| c.block == index) {
            let words = &document.prose[citation.span.range()];
            let written = document.text[citation.source.range()].replace('\n', "⏎");
            let _ = write!(out, "  - {:?} `{words}` in `{written}` leads to {:?}", citation.kind, citation.target);
            if let Some(body) = citation.body {
                let _ = write!(out, " block {body}");
            }
            if let Some(fault) = citation.fault {
                let _ = write!(out, " FAULT {fault}");
            }
            out.push('\n');
        }
    }
    out
}

/// The fixtures: name, bytes.
fn fixtures() -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/documents/markdown");
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), std::fs::read(path).unwrap())
        })
        .collect();
    found.sort();
    assert!(found.len() > 20, "the fixtures are there");
    found
}

fn markdown(bytes: &[u8]) -> Document {
    Document::read(bytes, Format::Markdown).unwrap()
}

/// What holds of every document.
pub(super) fn check(document: &Document) {
    let (prose, text) = (&document.prose, &document.text);
    assert_eq!(document.folded.len(), prose.len());
    let mut last = 0;
    for block in &document.blocks {
        assert!(block.span.start >= last && block.span.start <= block.span.end, "blocks are in order");
        let said = prose.get(block.span.range()).expect("a block is on character edges");
        assert_eq!(said.trim(), said, "no white space around a block");
        assert!(!said.contains(['\n', '\t', '\u{a0}']) && !said.contains("  "), "one kind of space in {said:?}");
        assert!(block.section < document.sections.len());
        assert!(block.lead_in.is_none_or(|lead| lead < document.blocks.len()));
        last = block.span.end;
    }
    for section in &document.sections {
        assert!(section.heading.is_none_or(|h| document.blocks[h].kind == BlockKind::Heading));
    }
    let spans: Vec<Span> = document.citations.iter().map(|c| c.span).collect();
    assert!(spans.is_sorted(), "citations are in order");
    for citation in &document.citations {
        assert!(prose.get(citation.span.range()).is_some() && text.get(citation.source.range()).is_some());
        assert!(document.blocks[citation.block].span.contains(citation.span), "a citation is in its block");
        assert_eq!(citation.resolved, citation.fault.is_none());
        assert!(citation.body.is_none_or(|b| b < document.blocks.len()));
    }
    for word in words(prose) {
        let source = document.source(Span::new(word.start as usize, word.end as usize));
        assert!(!source.is_empty() && text.get(source.range()).is_some(), "a word leads back to characters");
    }
}

#[test]
fn each_fixture_reads_as_its_snapshot() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/documents/markdown");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (name, bytes) in fixtures() {
        let document = markdown(&bytes);
        check(&document);
        settings.bind(|| insta::assert_snapshot!(name, dump(&document)));
    }
}

#[test]
fn each_word_of_each_fixture_leads_back_to_itself() {
    for (name, bytes) in fixtures() {
        let document = markdown(&bytes);
        for word in words(&document.prose) {
            let source = document.source(Span::new(word.start as usize, word.end as usize));
            let written = &document.text[source.range()];
            // Entities and emphasis inside a word are the writer's.
            let plain =
                written.replace('*', "").replace("&rsquo;", "'").replace("&ucirc;", "û").replace("&agrave;", "à");
            let plain = plain.replace("&eacute;", "é").replace("&egrave;", "è");
            assert_eq!(normalise(&plain), word.text(&document.prose), "{name}: {written}");
        }
    }
}

#[test]
fn a_span_of_words_covers_inner_markup_and_not_outer() {
    let document = markdown("The risk of **human _extinction_** is [*small*](https://x.example), they say.".as_bytes());
    let source = |words: &str| {
        let start = document.prose.find(words).unwrap();
        &document.text[document.source(Span::new(start, start + words.len())).range()]
    };
    assert_eq!(source("human extinction"), "human _extinction");
    assert_eq!(source("extinction is small"), "extinction_** is [*small");
    assert_eq!(source("small, they"), "small*](https://x.example), they");
}

#[test]
fn an_encoding_changes_bytes_and_nothing_else() {
    let text = "# État\r\n\r\nL’IA coûte 40 € à l’État, œuvre déjà très chère.\r\n";
    let plain = markdown(text.as_bytes());
    let at = plain.text.find("chère").unwrap();
    let units: Vec<u16> = text.encode_utf16().collect();
    let little: Vec<u8> = units.iter().flat_map(|u| u.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|u| u.to_be_bytes()).collect();
    let with = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    let windows = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let units_before = text[..at].encode_utf16().count();
    let characters_before = text[..at].chars().count();
    for (name, bytes, byte) in [
        ("UTF-8", text.as_bytes().to_vec(), at),
        ("UTF-8 with a mark", with(b"\xef\xbb\xbf", text.as_bytes()), at + 3),
        ("UTF-16 LE", with(b"\xff\xfe", &little), 2 + 2 * units_before),
        ("UTF-16 BE", with(b"\xfe\xff", &big), 2 + 2 * units_before),
        ("UTF-16 LE without a mark", little.clone(), 2 * units_before),
        ("UTF-16 BE without a mark", big.clone(), 2 * units_before),
        ("Windows-1252", windows, characters_before),
    ] {
        let document = markdown(&bytes);
        assert_eq!(document.text, text, "{name}");
        assert_eq!(document.prose, plain.prose, "{name}");
        let place = document.location(at);
        assert_eq!((place.line, place.column, place.byte), (3, 43, byte), "{name}");
    }
}

#[test]
fn broken_utf8_is_mended_and_its_places_stay_true() {
    let document = markdown(b"\xc3\xa9t\xc3\xa9 \xff\xfe caf\xc3\xa9 end");
    assert_eq!(document.text, "été \u{fffd}\u{fffd} café end");
    let end = document.text.find("end").unwrap();
    assert_eq!(document.location(end).byte, 15);
    assert_eq!(document.location(end).column, 13);
}

#[test]
fn what_is_no_text_is_refused_by_name() {
    let refused = |bytes: &[u8]| Document::read(bytes, Format::Markdown).unwrap_err().to_string();
    assert_eq!(refused(b"%PDF-1.7\n"), "this is not text: a PDF file");
    assert_eq!(refused(b"PK\x03\x04\x14\x00"), "this is not text: a ZIP or Word file");
    assert_eq!(refused(b"\x89PNG\r\n\x1a\n\0\0"), "this is not text: a PNG image");
    assert_eq!(refused(b"text with \0 in it"), "this is not text: binary data");
    assert_eq!(refused(&[0xc3, 0x01, 0x02, 0x03, 0xff, 0x05].repeat(9)), "this is not text: binary data");
}

#[test]
fn an_empty_draft_is_a_document() {
    for text in ["", "\n\n", "\u{feff}", "---\ntitle: x\n---\n", "<!-- nothing -->", "```\ncode\n```"] {
        let document = markdown(text.as_bytes());
        check(&document);
        assert_eq!((document.prose.as_str(), document.blocks.len()), ("", 0), "{text:?}");
        assert_eq!(document.location(0).line, 1);
    }
}

#[test]
fn a_key_is_held_against_a_bibliography_only() {
    let text = "---\nreferences:\n- {id: doe99, title: On locks}\n---\nLocks rust [@doe99; @roe2020].\n";
    let faults = |d: &Document| d.citations.iter().map(|c| (c.target.clone(), c.fault)).collect::<Vec<_>>();
    let document = markdown(text.as_bytes());
    let missing = ("roe2020".to_owned(), Some("no-such-key"));
    assert_eq!(faults(&document), [("On locks".to_owned(), None), missing]);
    let document = document.with_bibliography([("roe2020".to_owned(), String::new())]);
    assert_eq!(faults(&document), [("On locks".to_owned(), None), ("roe2020".to_owned(), None)]);
    let document = markdown(b"Locks rust [@doe99].\n");
    assert_eq!(faults(&document), [("doe99".to_owned(), None)]);
}

#[test]
fn hostile_drafts_are_read_in_linear_time() {
    let n = 10_000;
    let pieces = [
        "[",
        "]",
        "![",
        "[^",
        "^[",
        "[@",
        "(",
        "**",
        "*a ",
        "_a_",
        "`",
        "<",
        "<a ",
        "<a href='#x'>",
        "<!--",
        "<li>",
        "<b",
        "</",
        "&",
        "{",
        "{{",
        "{%",
        "={",
        "{#if ",
        "> ",
        "- ",
        "  - ",
        "1. ",
        "#",
        "# a\n",
        "|",
        "|a|b\n|-|-\n",
        "---\n",
        "a\n\n",
        "[a][b]",
        "[a]: b\n",
        "[^1]: x\n",
        "[^1]",
        "https://",
        "www.a ",
        "www.",
        "@a1234 ",
        "doi:10.",
        "TODO ",
        "[citation ",
        "\u{301}",
        "é",
        "\\",
        "~~",
        "<br>",
        "<sup>",
        "<script>",
        "<ref>",
        "::: a\n",
        "!!! a\n    ",
        "export const {\n",
        "import a 'b'\n",
        "<table><tr><td>",
        "\t",
        "\r",
        "**a**\n\n",
    ];
    for piece in pieces {
        let document = markdown(piece.repeat(n / piece.len()).as_bytes());
        check(&document);
        let closed = format!("{}{}", piece.repeat(n / piece.len()), "]}>)".repeat(n / 10));
        check(&markdown(closed.as_bytes()));
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_markdown(text in "(\\PC|\n| |[-*_`#>|<&\\[\\](){}@^:!~\u{301}é’]){0,120}") {
        check(&markdown(text.replace('\0', "").as_bytes()));
    }

    #[test]
    fn any_pieces_of_markdown_are_markdown(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..40)) {
        check(&markdown(pieces.concat().as_bytes()));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        if let Ok(document) = Document::read(&bytes, Format::Markdown) {
            check(&document);
            let place = document.location(document.text.len());
            proptest::prop_assert!(place.byte <= bytes.len());
        }
    }
}

const PIECES: &[&str] = &[
    "word ",
    "L’été ",
    "\n",
    "\n\n",
    "  ",
    "    ",
    "\r\n",
    "# ",
    "- ",
    "1. ",
    "> ",
    "|a|b|\n|-|-|\n|c|d|\n",
    "**",
    "*",
    "_",
    "~~",
    "`",
    "```\n",
    "[",
    "]",
    "(",
    ")",
    "[x](https://a.example)",
    "[x](#fn1)",
    "[^1]",
    "[^1]: ",
    "^[",
    "[@k1999]",
    "@k1999 ",
    "![i](j)",
    "<p>",
    "</p>",
    "<br>",
    "<br/>",
    "<li id=\"fn1\">",
    "<ul>",
    "</ul>",
    "<td>",
    "<tr>",
    "<table>",
    "</table>",
    "<a href=\"#fn1\">",
    "</a>",
    "<sup>",
    "</sup>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<h2>",
    "</h2>",
    "<ref>",
    "</ref>",
    "<blockquote>",
    "</blockquote>",
    "<del>",
    "</del>",
    "&eacute;",
    "&nbsp;",
    "{{",
    "}}",
    "{%",
    "%}",
    "{x}",
    "={",
    "}",
    ":::\n",
    "!!! note\n",
    "https://a.example/b",
    "www.a.example",
    "[citation needed]",
    "TODO: source",
    ":",
    ".",
    "\u{ad}",
    "\u{301}",
    "ﬁ",
    "\u{a0}",
    "---\n",
    "a: b\n",
    "References",
    "[a][b]",
    "[a]: /u\n",
    "\\",
    "1",
    "\u{200b}",
];

#[test]
fn a_sign_before_braces_is_no_key() {
    for text in ["@{\u{ed0}}", "@{é} [p. 4]", "see @{\u{ed0}2020} there"] {
        let document = Document::read(text.as_bytes(), Format::Markdown).expect("it is text");
        assert!(document.citations.is_empty(), "{text}: {:?}", document.citations);
    }
}

#[test]
fn a_template_that_never_closes_is_no_mark_and_cuts_no_letter() {
    for text in ["{{TODO: source]é", "{{TODO: source)é", "{{TODO: source}é", "{{citation needed"] {
        assert!(Document::read(text.as_bytes(), Format::Markdown).is_ok(), "{text}");
    }
}

#[test]
fn half_a_unit_at_the_end_of_utf16_has_a_place_in_the_file() {
    let bytes = b"\xff\xfeA\0I\0.\0x";
    let document = Document::read(bytes, Format::Markdown).expect("it is text");
    assert_eq!(document.location(document.text().len()).byte, bytes.len());
}
