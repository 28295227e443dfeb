//! Notes whose calls an extractor has lost: they stand at the feet of pages, are numbered on and cite works.

use super::line::{Layout, Line, Role};

/// How many lines of a note are looked at.
const MOST_LINES: usize = 6;

/// Whether lines that begin with rising numbers are notes at the feet of pages, rather than a numbered list or the
/// numbered paragraphs of a resolution.
pub(super) fn stands_at_feet(text: &str, lines: &[Line], layout: &Layout, heads: &[(u32, usize)]) -> bool {
    if !layout.paged || heads.len() < 3 {
        return false;
    }
    let next = heads.windows(2).filter(|pair| pair[0].0 + 1 == pair[1].0).count();
    let numbered_on = next * 10 >= (heads.len() - 1) * 9;
    numbered_on && {
        let (at_foot, below) = feet(lines, layout, heads);
        // Above the notes there is a text that they are notes to.
        let above = below * 3 < lines.len() * 2;
        let citing = heads.iter().filter(|(_, i)| cites(text, lines, layout, *i)).count();
        above && at_foot * 10 >= heads.len() * 8 && citing * 2 > heads.len()
    }
}

/// How many heads are such that nothing but notes stands between them and the end of their page; and how many lines
/// stand from such a head on.
fn feet(lines: &[Line], layout: &Layout, heads: &[(u32, usize)]) -> (usize, usize) {
    let (mut at_foot, mut below, mut since) = (0, 0, 0);
    let mut heads = heads.iter().rev().map(|(_, i)| *i).peekable();
    // From the end of the text; whether the line below is at the foot of a page.
    let mut foot = true;
    for (i, line) in lines.iter().enumerate().rev() {
        let is_head = heads.next_if_eq(&i).is_some();
        since += 1;
        if is_head && foot {
            at_foot += 1;
            below += std::mem::take(&mut since);
        }
        // Above a line that is set off, and is no note, the body stands.
        let sets_off = layout.parts(line) && !is_head && line.role != Role::Address;
        foot = line.page || foot && !sets_off;
        since = if line.page { 0 } else { since };
    }
    (at_foot, below)
}

/// Whether the lines from a head on look like a citation.
fn cites(text: &str, lines: &[Line], layout: &Layout, head: usize) -> bool {
    const SIGNS: [&str; 14] = [
        "http", "www.", "disponible sur", "available at", "ibid", "op. cit", " p. ", " pp. ", "vol. ", "doi:", "lire ",
        "voir ", "see ", "cf. ",
    ];
    let on = lines[head + 1..].iter().take_while(|line| !line.page && !layout.parts(line)).take(MOST_LINES);
    std::iter::once(&lines[head]).chain(on).any(|line| {
        let said = crate::text::fold(line.text(text));
        let years = said.split(|c: char| !c.is_ascii_digit()).any(|d| d.len() == 4 && d.starts_with(['1', '2']));
        years && said.contains(',') || SIGNS.iter().any(|sign| said.contains(sign))
    })
}
