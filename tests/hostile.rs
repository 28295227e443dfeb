//! Drafts that nobody would write: the shipped rules check them without a panic, and all spans lie in the file.

use proptest::prelude::*;
use std::sync::LazyLock;
use toulmin::{Checker, Context, Document, Format, Packs};

static CHECKER: LazyLock<Checker> = LazyLock::new(|| Checker::lenient(&Packs::embedded()));

const PIECES: &[&str] = &[
    "AI",
    "L'IA",
    "will destroy",
    "détruira",
    "40 %",
    "3 Mds€",
    "jobs",
    "des emplois",
    ". ",
    ", ",
    " ",
    "\n",
    "\n\n",
    "- ",
    "# ",
    "> ",
    "| ",
    "[^1]",
    "[^1]: ",
    "[12]",
    "(Reed, 2020)",
    "[@key]",
    "[a](http://b.c)",
    "“",
    "”",
    "« ",
    " »",
    "\"",
    "'",
    "’",
    "?",
    ":",
    ";",
    "não",
    "e\u{301}",
    "😀",
    "\u{a0}",
    "\u{202f}",
    "experts say",
    "selon",
    "According to",
    "the OECD",
    "not",
    "ne",
    "pas",
    "{{",
    "}}",
    "{%",
    "<p>",
    "</p>",
    "superintelligence",
    "by 2030",
    "d'ici 2030",
    "could wipe out humanity",
    "must be regulated",
    "1,234.5",
    "x10",
    "**",
    "_",
    "`",
    "\r\n",
    "---\n",
    "Source: ",
    "…",
    "©",
    "K",
    "İ",
    "ﬁ",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_pieces_are_checked(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60),
        joint in prop::sample::select(&["", " "][..]),
        plain in any::<bool>(),
    ) {
        let text = pieces.join(joint);
        let format = if plain { Format::Text } else { Format::Markdown };
        let Ok(document) = Document::read(text.as_bytes(), format) else { return Ok(()) };
        let report = CHECKER.check(&document, &Context::new());
        for finding in report.findings() {
            let (start, end) = (finding.place.start.byte, finding.place.end.byte);
            prop_assert_eq!(text.get(start..end), Some(finding.excerpt.as_str()));
            prop_assert!(text.get(finding.claim.start.byte..finding.claim.end.byte).is_some());
        }
        for line in 1..=text.lines().count().min(4) {
            CHECKER.trace(&document, line, &Context::new());
        }
        prop_assert_eq!(report.claims().len(), CHECKER.check(&document, &Context::new()).claims().len());
    }
}
