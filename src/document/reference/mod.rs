//! Citations that are words of the prose: `[12]`, `(Author, 2023)`, `Regulation (EU) 2024/1689`, `(who.int)`, `Source: …`.

mod author;
mod back;
mod host;
mod lead;
mod legal;
mod number;
mod work;

use super::{Block, BlockKind, Citation, CitationKind};
use crate::text::Span;
pub(crate) use back::follow;
use number::List;
pub(crate) use work::works;

/// The citations in the words of all blocks. `source` leads from the prose to the text; `taken` are the spans, in
/// order, where something is cited already: a link's words are no second citation.
pub(crate) fn citations(
    prose: &str,
    folded: &str,
    blocks: &[Block],
    taken: &[Span],
    source: impl Fn(Span) -> Span,
) -> Vec<Citation> {
    let list = List::gather(prose, blocks);
    let mut citations = Vec::new();
    let mut taken = taken.iter().peekable();
    for (index, block) in blocks.iter().enumerate() {
        for reference in references(prose, folded, block) {
            while taken.peek().is_some_and(|t| t.end <= reference.span.start) {
                taken.next();
            }
            if taken.peek().is_some_and(|t| t.overlaps(reference.span)) {
                continue;
            }
            let (resolved, body) = if reference.kind == CitationKind::Number {
                let (resolved, body) = list.resolve(&reference.numbers);
                // `(1) the wall falls` counts reasons, not entries.
                let counts = list.counted && !prose[reference.span.end..].starts_with(['.', ',', ';', ':']);
                if reference.bare && (!resolved || counts) {
                    continue;
                }
                (resolved, body)
            } else {
                (true, None)
            };
            let words = |span: Span| head(&prose[span.range()]).to_owned();
            citations.push(Citation {
                kind: reference.kind,
                span: reference.span,
                source: source(reference.span),
                block: index,
                resolved,
                target: words(body.map_or(reference.span, |b| blocks[b].span)),
                body,
                fault: (!resolved).then_some("no-such-note"),
            });
        }
    }
    citations
}

/// A citation in the words of a block.
#[derive(Debug)]
pub(super) struct Reference {
    pub(super) kind: CitationKind,
    /// In the prose view.
    pub(super) span: Span,
    /// Those that a [`CitationKind::Number`] names.
    pub(super) numbers: Vec<u32>,
    /// `(12)`: a citation only where the document has such a number.
    pub(super) bare: bool,
}

/// The citations in the words of one block, in order.
pub(super) fn references(prose: &str, folded: &str, block: &Block) -> Vec<Reference> {
    if matches!(block.kind, BlockKind::Reference | BlockKind::Note) {
        return Vec::new();
    }
    let (text, folded) = (&prose[block.span.range()], &folded[block.span.range()]);
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    source_lines(text, folded, &mut found);
    let mut at = number::marker(text).map_or(0, |(_, end)| end);
    while let Some(digit) = next_digit(bytes, at) {
        let hit = if bytes[digit].is_ascii_digit() {
            number::bracketed(text, digit)
                .or_else(|| author::cited(text, folded, digit))
                .or_else(|| legal::cited(text, folded, digit))
                .or_else(|| own(text, folded, digit, block.kind))
        } else {
            number::raised(text, digit)
        };
        at = match hit {
            Some(reference) => {
                let end = reference.span.end;
                found.push(reference);
                end.max(digit + 1)
            }
            None if bytes[digit].is_ascii_digit() => run(bytes, digit),
            None => digit + text[digit..].chars().next().map_or(1, char::len_utf8),
        };
    }
    let mut led = Vec::new();
    lead::cited(text, folded, &mut led);
    host::cited(text, &mut led);
    led.retain(|work| !found.iter().any(|other| other.span.overlaps(work.span)));
    found.append(&mut led);
    for reference in &mut found {
        reference.span = Span::new(block.span.start + reference.span.start, block.span.start + reference.span.end);
    }
    found.sort_by_key(|r| r.span);
    found
}

impl Reference {
    pub(super) fn new(kind: CitationKind, start: usize, end: usize) -> Self {
        Self { kind, span: Span::new(start, end), numbers: Vec::new(), bare: false }
    }
}

/// The next digit, or the next character of two or three bytes that may be a raised one.
fn next_digit(bytes: &[u8], at: usize) -> Option<usize> {
    let stops = |b: u8| b.is_ascii_digit() || b == 0xc2 || b == 0xe2;
    let mut at = at;
    // In strides, which the compiler turns into vectors.
    while let Some(stride) = bytes.get(at..at + 32) {
        if stride.iter().fold(false, |any, b| any | stops(*b)) {
            break;
        }
        at += 32;
    }
    bytes.get(at..)?.iter().position(|b| stops(*b)).map(|n| at + n)
}

/// The end of the digits at `at`.
fn run(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count()
}

/// At most so much of a note is kept as what a citation leads to.
fn head(text: &str) -> &str {
    let end = text.char_indices().map(|(i, c)| i + c.len_utf8()).take_while(|end| *end <= 400).last();
    &text[..end.unwrap_or(0)]
}

/// Whether a text begins with `Source:`, `Sources:`.
pub(crate) fn opens_sources(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some(rest) = text.strip_prefix("Source").or_else(|| text.strip_prefix("source")) else { return false };
    let rest = rest.strip_prefix('s').or_else(|| rest.strip_prefix("(s)")).unwrap_or(rest);
    rest.trim_start().starts_with(':')
}

/// `Source: …` at the head of a block, in brackets, or as its last sentence.
fn source_lines(text: &str, folded: &str, found: &mut Vec<Reference>) {
    let mut after = 0;
    for at in memchr::memmem::find_iter(folded.as_bytes(), b"source") {
        if at < after {
            continue;
        }
        let mut rest = &folded[at + "source".len()..];
        rest = rest.strip_prefix('s').unwrap_or(rest);
        rest = rest.strip_prefix("(s)").unwrap_or(rest);
        rest = rest.strip_prefix(' ').unwrap_or(rest);
        let Some(said) = rest.strip_prefix(':') else { continue };
        let before = text[..at].trim_end_matches([' ', '*', '_']);
        if !(before.is_empty() || before.ends_with(['.', '(', '[', '—', '–', '?', '!', '»'])) {
            continue;
        }
        let start = text.len() - said.len();
        let close = if before.ends_with('(') { said.find(')') } else { None };
        let end = start + close.unwrap_or(said.len());
        let words = text[start..end].trim();
        let hollow =
            matches!(words.trim_matches(['.', '…', '?', ' ']), "" | "TODO" | "TBD" | "n/a" | "XXX" | "à compléter");
        if words.chars().filter(|c| c.is_alphabetic()).nth(2).is_some() && !hollow {
            found.push(Reference::new(CitationKind::SourceLine, at, start + text[start..end].trim_end().len()));
            after = end;
        }
    }
}

/// `see Table 2`, `la figure 3`: the draft's own table or chart.
fn own(text: &str, folded: &str, digit: usize, kind: BlockKind) -> Option<Reference> {
    const OWN: &[&str] = &[
        "table", "tables", "figure", "figures", "fig", "figs", "tableau", "tableaux", "graphique", "graphiques",
        "chart", "charts", "encadré", "encadrés",
    ];
    if matches!(kind, BlockKind::Caption | BlockKind::Heading) {
        return None;
    }
    let lead = folded[..digit].strip_suffix(' ')?;
    let lead = lead.strip_suffix('.').unwrap_or(lead);
    let start = last_word(lead);
    if !OWN.contains(&&lead[start..]) {
        return None;
    }
    let end = run(text.as_bytes(), digit);
    let end = end + text[end..].bytes().take(1).filter(u8::is_ascii_lowercase).count();
    let caption = text[..start].trim().is_empty() && !text[end..].starts_with([' ', ',']);
    let caption = caption || text[end..].starts_with([':', '.']) && text[..start].trim().is_empty();
    let caption =
        caption || text[end..].starts_with([' ']) && text[end..].trim_start().starts_with([':', '–', '—', '-', '|']);
    (!caption).then(|| Reference::new(CitationKind::SourceLine, start, end))
}

/// Where the last word of `lead` begins; it has letters only.
fn last_word(lead: &str) -> usize {
    let letters = lead.chars().rev().take(24).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
    lead.len() - letters
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, fold};

    fn block(kind: BlockKind, start: usize, end: usize) -> Block {
        Block {
            kind,
            span: Span::new(start, end),
            section: 0,
            passage: 0,
            lead_in: None,
            language: Language::EN,
            quoted: false,
        }
    }

    fn found(text: &str) -> Vec<(CitationKind, &str)> {
        let block = block(BlockKind::Paragraph, 0, text.len());
        references(text, &fold(text), &block).iter().map(|r| (r.kind, &text[r.span.range()])).collect()
    }

    /// Each line: a text, then after `|` the words of the citations, parted by `;;`.
    fn table(kind: CitationKind, lines: &str) {
        for line in lines.lines().map(str::trim).filter(|l| !l.is_empty()) {
            let (text, wanted) = line.split_once('|').expect("a bar");
            let wanted: Vec<_> =
                wanted.split(";;").map(str::trim).filter(|w| !w.is_empty()).map(|w| (kind, w)).collect();
            assert_eq!(found(text.trim()), wanted, "{text}");
        }
    }

    #[test]
    fn numbers() {
        table(
            CitationKind::Number,
            "
            It rains more [12] and more.[3, 4] So it goes [5-7]. | [12] ;; [3, 4] ;; [5-7]
            It rains.¹ It snows²³. | ¹ ;; ²³
            It covers 3 km² and 5 m², R² is high. |
            Of [2023] and [x] and [0] and a[b]. |
            It rains (12) here. | (12)
            ",
        );
    }

    #[test]
    fn authors_and_years() {
        table(
            CitationKind::AuthorYear,
            "
            It rains more (Moss et al., 2023). | Moss et al., 2023
            It rains more (OECD, 2023a; Reed & Moss 2021). | OECD, 2023a ;; Reed & Moss 2021
            Moss et al. (2023) and Reed (2020) differ. | Moss et al. (2023) ;; Reed (2020)
            Reed and Moss (2020) agree. | Reed and Moss (2020)
            Il pleut (voir Durand, 2021, p. 12). | Durand, 2021, p. 12
            Il pleut (Défenseur des droits, 2020). | Défenseur des droits, 2020
            It rains (The Herald, 12 May 2023). | The Herald, 12 May 2023
            The summit in Paris (2025) ended, as did that of Bletchley Park (2023). |
            It rained (in 2023), also (2023), the town (2020), since (May 2023). |
            It rained (as the 2021 report says). |
            Funds for AI (2023), l'IA (2024) et le PIB (2024). |
            It was late (Summer 2021, for instance). |
            ",
        );
    }

    #[test]
    fn works_that_a_sentence_leads_to() {
        table(
            CitationKind::AuthorYear,
            "
            It rains. See A. Moss, “On Rain. A History”, The Post, 3 May 2023, p. 4. | A. Moss, “On Rain. A History”, The Post, 3 May 2023
            Lire B. Morel, « La pluie », Le Courrier, 25 août 2023, en ligne. | B. Morel, « La pluie », Le Courrier, 25 août 2023
            It rains (see Moss, Reed and Hill, On Rain, Quay, 2021, p. 7). | Moss, Reed and Hill, On Rain, Quay, 2021, p. 7
            Il pleut. Voir notamment Conseil des communes, Comptes, Presses du port, 2012. | Conseil des communes, Comptes, Presses du port, 2012
            See Paris. The summit, held in May, ended in 2023. See the report of 2021. |
            We foresee A, B, C and 2023. Voir Paris en 2024. See you in May, June, 2024. |
            ",
        );
    }

    #[test]
    fn laws() {
        table(
            CitationKind::Legal,
            "
            Under Regulation (EU) 2024/1689 and Directive 95/46/EC it is so. | Regulation (EU) 2024/1689 ;; Directive 95/46/EC
            Le règlement (UE) 2016/679 et les articles 5 et 6 du code. | règlement (UE) 2016/679 ;; articles 5 et 6
            Article 5(1)(a) of the Data Act says so. | Article 5(1)(a) of the Data Act
            See Executive Order 14110, Section 230 and Public Law 117-167. | Executive Order 14110 ;; Section 230 ;; Public Law 117-167
            La loi n° 2016-1321, le décret n° 2017-330 et la loi 25. | loi n° 2016-1321 ;; décret n° 2017-330 ;; loi 25
            Bill C-27, le projet de loi C-27 et H.R. 3230. | Bill C-27 ;; projet de loi C-27 ;; H.R. 3230
            GDPR Art. 22 and recital 71 say so. | GDPR Art. 22 ;; recital 71
            The Online Safety Act 2023 and the Privacy and Wells Act of 1974 hold. | Online Safety Act 2023 ;; Privacy and Wells Act of 1974
            To Act 2023 was late; they act 2023 times. |
            La loi du 29 juillet 1881, l'arrêté du 1er mai 2021 et le marché du 3 mai 2021. | loi du 29 juillet 1881 ;; arrêté du 1er mai 2021
            Federal Act on Wells (SR 235.1), LPD (RS 235.1), en RS 12. | SR 235.1 ;; RS 235.1
            CQLR c A-2.1, RLRQ, c. A-2.1 et RSC 1985, c A-1, in 16 CFR Part 312. | CQLR c A-2.1 ;; RLRQ, c. A-2.1 ;; RSC 1985, c A-1 ;; CFR Part 312
            Selon l'article L. 311-3-1 du code de commerce. | article L. 311-3-1
            See section 3 and 12 rules; the AI Act holds, and the GDPR. |
            ",
        );
    }

    #[test]
    fn own_tables_and_source_lines() {
        table(
            CitationKind::SourceLine,
            "
            It grew (see Table 2), as figure 3 below shows. | Table 2 ;; figure 3
            Voir le tableau 4 et la figure 5. | tableau 4 ;; figure 5
            Table 2: Growth by town |
            Source: Town council, yearly report. | Source: Town council, yearly report.
            It grew. Sources : mairie, Insee. | Sources : mairie, Insee.
            It grew (source: the mayor) again. | source: the mayor
            Source: ? |
            It is open source: all may read it. |
            ",
        );
    }

    #[test]
    fn a_number_leads_to_its_entry() {
        let text = "It rains [2] and snows [9] (1).\n[1] Moss, Rain.\n[2] Reed, Snow.";
        let mut blocks = Vec::new();
        let mut at = 0;
        for line in text.split('\n') {
            let kind = if at == 0 { BlockKind::Paragraph } else { BlockKind::Reference };
            blocks.push(block(kind, at, at + line.len()));
            at += line.len() + 1;
        }
        let found = citations(text, &fold(text), &blocks, &[], |span| span);
        let told: Vec<_> = found.iter().map(|c| (c.target.as_str(), c.body, c.fault)).collect();
        assert_eq!(
            told,
            [
                ("[2] Reed, Snow.", Some(2), None),
                ("[9]", None, Some("no-such-note")),
                ("[1] Moss, Rain.", Some(1), None)
            ]
        );
    }

    proptest::proptest! {
        #[test]
        fn in_order_inside_the_block_and_on_character_edges(
            text in "([A-Ze0-9 .,()\\[\\]¹²é-]|\\PC|Article | (2020)|Moss |et al., |Source: |loi n° |Table |, 2021|; ){0,30}",
        ) {
            let block = block(BlockKind::Paragraph, 0, text.len());
            let mut last = 0;
            for reference in references(&text, &fold(&text), &block) {
                proptest::prop_assert!(reference.span.start >= last);
                proptest::prop_assert!(text.get(reference.span.range()).is_some_and(|t| !t.is_empty()));
                last = reference.span.start;
            }
        }
    }

    #[test]
    fn hostile_runs_are_linear() {
        for piece in [
            "1",
            "[1",
            "(1",
            "(Moss ",
            "Moss, 2020; ",
            "article 1 et ",
            "2020 ",
            "¹",
            "source",
            "Moss et al. (2020",
            ". See A, ",
            "See “",
        ] {
            let text = piece.repeat(60_000);
            assert!(found(&text).len() <= text.len());
        }
    }
}
