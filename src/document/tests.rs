//! Documents as rules see them: fixtures under `tests/documents/`, dumped so that a person can read them.

use super::*;
use std::fmt::Write as _;

/// Blocks with what they are, citations with where they lead.
fn dump(document: &Document) -> String {
    let mut out = String::new();
    let metadata = document.metadata();
    if *metadata != Metadata::default() {
        let _ = writeln!(out, "{metadata:?}\n");
    }
    for (index, block) in document.blocks.iter().enumerate() {
        let section = &document.sections[block.section];
        let _ = write!(out, "{index} {:?} §{} p{} {}", block.kind, block.section, block.passage, block.language);
        if block.kind == BlockKind::Heading {
            let _ = write!(out, " level {}", section.level);
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
            let _ = write!(out, "  - {:?} `{words}` in `{written}` → {:?}", citation.kind, citation.target);
            if let Some(body) = citation.body {
                let _ = write!(out, " block {body}");
            }
            if let Some(fault) = citation.fault {
                let _ = write!(out, " FAULT {fault}");
            }
            assert_eq!(citation.resolved, citation.fault.is_none());
            out.push('\n');
        }
    }
    out
}

#[test]
fn dump_one() {
    let Ok(path) = std::env::var("DUMP") else { return };
    let bytes = std::fs::read(path).unwrap();
    let document = Document::read(&bytes, Format::Markdown).unwrap();
    std::fs::write("/tmp/dump.txt", dump(&document)).unwrap();
}
