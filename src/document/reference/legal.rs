//! Legal references: `Regulation (EU) 2024/1689`, `article 50`, `loi n° 2016-1321`, `Executive Order 14110`.

use super::{Reference, last_word, run};
use crate::document::CitationKind;
use crate::document::language::is_small_word;

/// A legal reference with the number that begins at `digit`.
pub(super) fn cited(text: &str, folded: &str, digit: usize) -> Option<Reference> {
    let number = number_end(text, digit);
    if let Some(found) = dated_law(text, folded, digit).or_else(|| compiled(text, folded, digit, number)) {
        return Some(found);
    }
    let start = law_before(text, folded, digit, number)?;
    let end = more_numbers(text, number);
    Some(Reference::new(CitationKind::Legal, start, named_law(text, end)))
}

/// `the Walls Act 2011`, `Walls Act of 1974`, `loi du 29 juillet 1881`, `arrêté du 3 mai 2021`.
fn dated_law(text: &str, folded: &str, digit: usize) -> Option<Reference> {
    const MONTHS: &[&str] = &[
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ];
    let end = run(text.as_bytes(), digit);
    let year = |token: &str| token.len() == 4 && matches!(&token[..2], "17" | "18" | "19" | "20");
    let lead = &folded[..digit];
    if let Some(lead) = lead.strip_suffix(" du ") {
        let word = last_word(lead);
        let kind = matches!(
            &lead[word..],
            "loi"
                | "décret"
                | "arrêté"
                | "ordonnance"
                | "directive"
                | "règlement"
                | "décision"
                | "circulaire"
                | "arrêt"
        );
        let rest = folded[end..].strip_prefix("er").unwrap_or(&folded[end..]).strip_prefix(' ')?;
        let month = MONTHS.iter().find(|month| rest.starts_with(**month))?;
        let year_at = folded.len() - rest.len() + month.len() + 1;
        let stop = year_at + text.get(year_at..)?.bytes().take_while(u8::is_ascii_digit).count();
        return (kind && end - digit <= 2 && year(&text[year_at..stop]))
            .then(|| Reference::new(CitationKind::Legal, word, stop));
    }
    if !year(&text[digit..end]) {
        return None;
    }
    let named = text[..digit].strip_suffix(' ')?;
    let named = named.strip_suffix(" of").unwrap_or(named);
    let named = ["Act", "Code", "Ordinance"].iter().find_map(|law| named.strip_suffix(law))?.strip_suffix(' ')?;
    // Back over `Online Safety`, `Fraud and Abuse`, `Clean Air (Amendment)`.
    let mut start = named.len();
    for _ in 0..8 {
        let before = named[..start].trim_end();
        let word = before.rsplit(' ').next().filter(|word| !word.is_empty()).unwrap_or("");
        let bare = word.trim_matches(['(', ')', ',']);
        let joint = matches!(bare, "and" | "of" | "for" | "on") && start < named.len();
        let small = !joint && is_small_word(&crate::text::fold(bare));
        if !(bare.starts_with(|c: char| c.is_uppercase()) || joint) || small {
            break;
        }
        start = before.len() - word.len();
    }
    (start < named.len()).then(|| Reference::new(CitationKind::Legal, start, end))
}

/// A place in a compilation of laws: `SR 235.1`, `RLRQ, c. A-2.1`, `RSC 1985, c A-1`, `16 CFR Part 312`.
fn compiled(text: &str, folded: &str, digit: usize, number: usize) -> Option<Reference> {
    let lead = &text[floor_char(text, digit.saturating_sub(24))..digit];
    let at = |word: usize| digit - lead.len() + word;
    let written = |names: &[&str], lead: &str| {
        let lead = lead.trim_end_matches([' ', ',']);
        let word = last_word(lead);
        names.contains(&&lead[word..]).then(|| at(word))
    };
    if let Some(start) = written(&["SR", "RS"], lead) {
        return text[digit..number].contains('.').then(|| Reference::new(CitationKind::Legal, start, number));
    }
    if let Some(cfr) = folded[..digit].strip_suffix("cfr part ") {
        return Some(Reference::new(CitationKind::Legal, cfr.len(), number));
    }
    const CHAPTERS: &[&str] = &["RLRQ", "CQLR", "LRQ", "RSQ", "RSO", "RSC", "LRC", "LQ", "SQ"];
    // `c. A-2.1`: the number is the letter's.
    let chapter = lead.strip_suffix('-').map(|l| l.trim_end_matches(|c: char| c.is_ascii_uppercase()));
    let chapter = chapter
        .and_then(|l| l.strip_suffix(' '))
        .and_then(|l| ["c.", "ch.", "chap.", "chapitre", "chapter", "c"].iter().find_map(|c| l.strip_suffix(c)));
    let chapter = chapter.map(|l| l.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | ',')));
    let start = chapter.and_then(|lead| written(CHAPTERS, lead))?;
    Some(Reference::new(CitationKind::Legal, start, number))
}

/// Where the words that make the number a legal one begin.
fn law_before(text: &str, folded: &str, digit: usize, number: usize) -> Option<usize> {
    let floor = floor_char(folded, digit.saturating_sub(64));
    let mut lead = &folded[floor..digit];
    let mut union = false;
    loop {
        lead = lead.trim_end_matches([' ', '(', '\u{ba}', '°', '§']);
        let shorter =
            NUMBER_WORDS.iter().find_map(|w| lead.strip_suffix(w).filter(|l| l.is_empty() || l.ends_with(' ')));
        if let Some(shorter) = shorter {
            lead = shorter;
            continue;
        }
        let Some(shorter) = UNIONS.iter().find_map(|u| lead.strip_suffix(u)) else { break };
        union = true;
        lead = shorter;
    }
    // `C-27`
    let letter = lead.strip_suffix("c-").or_else(|| lead.strip_suffix("s-")).map(|l| l.trim_end());
    let lead = letter.unwrap_or(lead);
    let dotted = lead.strip_suffix('.');
    let lead = dotted.unwrap_or(lead);
    let word = last_word(lead);
    let place = |within: usize| floor + within;
    let with = |prefixes: &[&str]| {
        let before = &lead[..word];
        let prefix = prefixes.iter().find(|p| before.ends_with(**p));
        place(word - prefix.map_or(0, |p| p.len()))
    };
    let token = &text[digit..number];
    let slashed = token.contains('/') || union;
    match &lead[word..] {
        "article" | "articles" | "art" | "arts" | "recital" | "recitals" | "considérant" | "considérants" => {
            Some(with(&["gdpr ", "rgpd ", "ai act ", "dsa ", "dma ", "tfeu ", "echr "]))
        }
        "section" | "sections" => {
            let rest = &folded[number..];
            let of_law = [" of the ", " of title", " de la loi", " du code"].iter().any(|p| rest.starts_with(p))
                && ["act", "code", "law", "title", "loi", "regulation"]
                    .iter()
                    .any(|w| rest.split(['.', ';']).next().is_some_and(|s| s.contains(w)));
            (of_law || !token.contains('.') && token.len() >= 3).then(|| place(word))
        }
        "regulation" | "regulations" | "règlement" | "directive" | "directives" | "decision" | "décision"
        | "recommendation" | "recommandation"
            if slashed =>
        {
            Some(place(word))
        }
        "resolution" | "résolution" | "convention" => Some(place(word)),
        "order" if lead[..word].ends_with("executive ") => Some(place(word - "executive ".len())),
        "law" | "act" | "bill" | "loi" | "décret" | "ordonnance" | "arrêté" | "decree" => {
            if &lead[word..] == "act" && letter.is_none() {
                return None;
            }
            Some(with(&["public ", "projet de ", "proposition de ", "private member's "]))
        }
        "eo" | "sb" | "ab" | "hr" => {
            let written = &text[place(word)..place(word) + 2];
            written.bytes().all(|b| b.is_ascii_uppercase()).then(|| place(word))
        }
        "o" if lead.ends_with("e.o") => Some(place(word - 2)),
        "r" if lead.ends_with("h.r") => Some(place(word - 2)),
        "c" if lead.ends_with("u.s.c") => Some(place(word - 4)),
        "r" if lead.ends_with("c.f.r") => Some(place(word - 4)),
        "usc" | "cfr" => Some(place(word)),
        "l" if lead.ends_with("pub. l") => Some(place(word - 5)),
        "l" | "r" | "d" if dotted.is_some() => {
            let before = lead[..word].trim_end();
            let article = last_word(before.trim_end_matches('.'));
            if matches!(&before.trim_end_matches('.')[article..], "article" | "articles" | "art" | "arts") {
                return Some(place(article));
            }
            folded[number..].starts_with(" du code").then(|| place(word))
        }
        _ => None,
    }
}

/// The end of `2024/1689`, `95/46/EC`, `311-3-1`, `5(1)(a)`.
fn number_end(text: &str, digit: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = run(bytes, digit);
    // No number is longer.
    let limit = bytes.len().min(digit + 40);
    loop {
        match bytes.get(end) {
            Some(b'/' | b'-' | b'.') if end + 1 < limit && bytes[end + 1].is_ascii_alphanumeric() => {
                if bytes[end] == b'.' && !bytes[end + 1].is_ascii_digit() {
                    return end;
                }
                end += 1;
                while end < limit && bytes[end].is_ascii_alphanumeric() {
                    end += 1;
                }
            }
            Some(b'(') => {
                let close = bytes[end..limit.max(end)].iter().take(6).position(|b| *b == b')');
                let Some(close) = close.filter(|c| *c > 1) else { return end };
                if !bytes[end + 1..end + close].iter().all(u8::is_ascii_alphanumeric) {
                    return end;
                }
                end += close + 1;
            }
            _ => return end,
        }
    }
}

/// Past `, 6 and 7` after a number.
fn more_numbers(text: &str, mut end: usize) -> usize {
    for _ in 0..12 {
        let rest = &text[end..];
        let joint =
            [" and ", " et ", ", ", " to ", " à ", " or ", " ou ", "–", " & "].iter().find(|j| rest.starts_with(**j));
        let Some(joint) = joint else { return end };
        let next = end + joint.len();
        if !text[next..].starts_with(|c: char| c.is_ascii_digit()) || run(text.as_bytes(), next) - next > 3 {
            return end;
        }
        end = number_end(text, next);
    }
    end
}

/// Past ` of the Data Act`, ` du Règlement général`.
fn named_law(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let Some(of) = [" of the ", " of ", " du ", " de la ", " de l'"].iter().find(|of| rest.starts_with(**of)) else {
        return end;
    };
    let mut last = end;
    let mut at = end + of.len();
    for _ in 0..8 {
        let word = text[at..].split([' ', ',', '.', ';', ':', ')', '(']).next().unwrap_or("");
        if word.starts_with(char::is_uppercase) {
            last = at + word.len();
        } else if !matches!(word, "of" | "and" | "on" | "the" | "de" | "des" | "et" | "sur" | "la" | "pour") {
            break;
        }
        at += word.len();
        if !text[at..].starts_with(' ') {
            break;
        }
        at += 1;
    }
    last
}

fn floor_char(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Words between a law and its number.
const NUMBER_WORDS: &[&str] = &["no.", "no", "nos.", "n.", "n", "n°", "number", "numéro"];

const UNIONS: &[&str] = &["(eu)", "(ue)", "(ec)", "(ce)", "(eu", "(ue", "(eu, euratom)", "(euratom)"];
