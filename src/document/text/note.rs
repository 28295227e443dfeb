//! Notes at the foot of pages or at the end, and their calls, which are glued to words: both are told by their numbers,
//! which rise.

use super::foot;
use super::line::{Layout, Line, Role, begins_low, ends_sentence};
use crate::document::sentence::is_superscript;
use crate::text::Span;
use rustc_hash::FxHashMap;

/// A call in the text, by its digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Call {
    pub(super) span: Span,
    pub(super) number: u32,
    /// The word before it is such that a number may be part of it: `GPT4`, `2023`.
    weak: bool,
}

/// Finds the notes, gives their lines their roles, and returns the calls in the order of the text.
pub(super) fn find(text: &str, lines: &mut [Line], layout: &Layout) -> Vec<Call> {
    if layout.paged {
        for line in lines.iter_mut().filter(|l| is_address(l.text(text))) {
            line.role = Role::Address;
        }
    }
    let calls = calls(text, lines);
    let mut first: FxHashMap<u32, (usize, bool)> = FxHashMap::default();
    for call in &calls {
        let known = first.entry(call.number).or_insert((call.span.start, call.weak));
        known.1 &= call.weak;
    }
    let heads: Vec<(u32, usize)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.role == Role::Body)
        .filter_map(|(i, line)| Some((number_at_head(line.text(text))?, i)))
        .collect();
    let before = |(number, i): &(u32, usize)| first.get(number).is_some_and(|(at, _)| *at < lines[*i].span().start);
    let called: Vec<(u32, usize)> = heads.iter().copied().filter(before).collect();
    let chain = rising(&called, |h| h.0);
    let strong = chain.iter().filter(|h| first.get(&h.0).is_some_and(|(_, weak)| !weak)).count();
    if !(chain.is_empty() || has_holes(&chain) || strong * 10 < chain.len() * 6) {
        mark(text, lines, layout, &calls, &chain);
        return choose(&calls, &chain, lines);
    }
    let chain = rising(&heads, |h| h.0);
    if foot::stands_at_feet(text, lines, layout, &chain) {
        mark(text, lines, layout, &calls, &chain);
    }
    Vec::new()
}

/// A list of notes has few holes; one note alone is the first.
fn has_holes(chain: &[(u32, usize)]) -> bool {
    let (least, most) = (chain[0].0, chain[chain.len() - 1].0);
    (most - least + 1) as usize > 2 * chain.len() || chain.len() == 1 && least > 1
}

fn mark(text: &str, lines: &mut [Line], layout: &Layout, calls: &[Call], chain: &[(u32, usize)]) {
    for (number, i) in chain {
        lines[*i].role = Role::Note(*number);
    }
    extend(text, lines, layout, calls);
}

/// The number that a note's line begins with: `4. Text`, `4 Text`, `[4] Text`, `⁴ Text`.
fn number_at_head(line: &str) -> Option<u32> {
    if let Some(raised) = raised_at(line, 0) {
        return (line.len() > raised.0 + 1).then_some(raised.1);
    }
    let inside = line.strip_prefix('[').unwrap_or(line);
    let digits = inside.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let number: u32 = inside.get(..digits).filter(|d| (1..=3).contains(&d.len()))?.parse().ok()?;
    let rest = &inside[digits..];
    let (rest, plain) = match rest.chars().next()? {
        '.' | ')' => (&rest[1..], false),
        ']' if inside.len() < line.len() => (&rest[1..], false),
        _ => (rest, true),
    };
    let words = rest.trim_start();
    let begins = words.chars().next()?;
    let stands = words.len() < rest.len() && !(plain && !(begins.is_uppercase() || "«“\"".contains(begins)));
    (number > 0 && stands && !begins.is_ascii_digit()).then_some(number)
}

/// The end and the value of raised digits.
fn raised_at(text: &str, at: usize) -> Option<(usize, u32)> {
    let mut end = at;
    let mut number = 0u32;
    for c in text[at..].chars().take_while(|c| is_superscript(*c)).take(3) {
        let digit = match c {
            '¹' => 1,
            '²' => 2,
            '³' => 3,
            c => c as u32 - '⁰' as u32,
        };
        number = number * 10 + digit;
        end += c.len_utf8();
    }
    (end > at && number > 0).then_some((end, number))
}

/// All that may be calls.
fn calls(text: &str, lines: &[Line]) -> Vec<Call> {
    let mut calls = Vec::new();
    for line in lines.iter().filter(|l| l.role == Role::Body) {
        let span = line.span();
        let bytes = &text.as_bytes()[..span.end];
        let mut at = span.start;
        while at < span.end {
            let b = bytes[at];
            if !(b.is_ascii_digit() || b == 0xc2 || b == 0xe2) {
                at += 1;
                continue;
            }
            if !b.is_ascii_digit() {
                match raised_at(&text[..span.end], at) {
                    Some((end, number)) => {
                        let before = text[span.start..at].chars().next_back();
                        if before.is_some_and(|c| !c.is_whitespace()) {
                            calls.push(Call {
                                span: Span::new(at, end),
                                number,
                                weak: after_unit(&text[span.start..at]),
                            });
                        }
                        at = end;
                    }
                    None => at += if b == 0xc2 { 2 } else { 3 },
                }
                continue;
            }
            let end = at + bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
            calls.extend(call(text, span, at, end));
            at = end;
        }
    }
    calls
}

fn call(text: &str, line: Span, at: usize, end: usize) -> Option<Call> {
    let before = text[line.start..at].chars().next_back()?;
    let after = &text[end..line.end];
    let next = after.chars().next();
    let bound = next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '%' | '/' | '_' | '@' | '°'))
        || matches!(next, Some('.' | ',' | '-' | ':')) && after[1..].starts_with(|c: char| c.is_alphanumeric());
    if bound {
        return None;
    }
    let head = &text[line.start..at];
    let token = head.rsplit(char::is_whitespace).next().unwrap_or(head);
    if token.contains(['/', '@', '_', '#', '=']) || token.starts_with("www.") || token.len() > 60 {
        return None;
    }
    let digits = &text[at..end];
    // `en 202312`: a year with a call.
    if matches!(digits.len(), 5..=7) && token.is_empty() && (digits.starts_with("20") || digits.starts_with("19")) {
        let number = digits[4..].parse().ok().filter(|n| *n > 0)?;
        return (!digits[4..].starts_with('0')).then(|| Call { span: Span::new(at + 4, end), number, weak: true });
    }
    let number: u32 = Some(digits).filter(|d| d.len() <= 3 && !d.starts_with('0'))?.parse().ok()?;
    let glued = before.is_alphabetic();
    let closed = matches!(before, '.' | ',' | ';' | ':' | '!' | '?' | '»' | '”' | '"' | ')' | ']' | '…' | '%');
    if !glued && !closed || token.is_empty() {
        return None;
    }
    let core = token.trim_end_matches(|c: char| !c.is_alphanumeric());
    if closed && core.ends_with(|c: char| c.is_ascii_digit()) && matches!(before, '.' | ',' | ':') && core.len() < 4 {
        return None; // 3.5
    }
    let letters = core.rsplit(['\'', '’', '-', '(', '«', '“']).next().unwrap_or(core);
    let short = letters.chars().nth(1).is_none();
    let weak = glued && (short || letters.chars().all(|c| !c.is_lowercase()) || after_unit(head));
    let weak =
        weak || closed && matches!(letters, "p" | "pp" | "n" | "no" | "No" | "art" | "fig" | "Fig" | "vol" | "v");
    Some(Call { span: Span::new(at, end), number, weak })
}

fn after_unit(head: &str) -> bool {
    let word = head.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    matches!(word, "m" | "km" | "cm" | "mm" | "dm" | "hm" | "CO" | "R" | "x")
}

/// The longest run of ever greater numbers; of equal ones, the last that serves.
fn rising<T: Copy>(items: &[T], number: impl Fn(&T) -> u32) -> Vec<T> {
    // For each length, the item that ends the best run of that length; and for each item, the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![usize::MAX; items.len()];
    for (i, item) in items.iter().enumerate() {
        let length = ends.partition_point(|e| number(&items[*e]) < number(item));
        before[i] = length.checked_sub(1).map_or(usize::MAX, |l| ends[l]);
        if length == ends.len() {
            ends.push(i);
        } else {
            ends[length] = i;
        }
    }
    let mut chain = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied().unwrap_or(usize::MAX);
    while let Some(item) = items.get(next) {
        chain.push(*item);
        next = before[next];
    }
    chain.reverse();
    chain
}

/// Gives the lines that go on a note their role.
fn extend(text: &str, lines: &mut [Line], layout: &Layout, calls: &[Call]) {
    let width = lines.iter().filter(|l| matches!(l.role, Role::Note(_))).map(|l| l.len().min(400)).max().unwrap_or(0);
    let mut open = false;
    let mut body_done = true;
    let mut note_done = true;
    let running = running_feet(text, lines, layout);
    for i in 0..lines.len() {
        let line = lines[i];
        match line.role {
            Role::Note(_) => {
                open = true;
                note_done = ends_sentence(line.text(text));
            }
            Role::Body if running[i] => {}
            Role::Body => {
                let last = (0..i).rev().find(|l| !running[*l]).map(|l| lines[l]);
                let done = last.is_none_or(|l| ends_sentence(l.text(text)) && !l.text(text).ends_with(':'));
                let low = begins_low(line.text(text));
                let goes_on = open
                    && if layout.parts(&line) {
                        // Over a page break, where it is not the body that goes on.
                        line.page && !done && low && body_done
                    } else {
                        !(done && last.is_some_and(|l| l.len() * 100 < width * 75))
                    };
                // A note that breaks off goes on at the foot of the next page, whatever the body does; and below a note, at
                // the foot of a page, there is no body.
                let at_foot = line.page || line.apart && body_done || layout.parts(&line) && !note_done;
                let below = layout.paged && open && !layout.parts(&line);
                if goes_on || (at_foot || below) && is_orphan(text, lines, i, layout, calls, &running) {
                    lines[i].role = Role::NoteMore;
                    open = true;
                    note_done = ends_sentence(line.text(text));
                } else {
                    open = false;
                    body_done = ends_sentence(line.text(text));
                }
            }
            Role::NoteMore | Role::Address | Role::Furniture => {}
        }
    }
}

/// Page numbers and running feet, but for what may be the end of a note: an address, the rest of a sentence.
fn running_feet(text: &str, lines: &[Line], layout: &Layout) -> Vec<bool> {
    let mut running = super::line::running(text, lines, layout);
    for i in 1..lines.len() {
        let said = lines[i].text(text);
        let number = !said.contains(char::is_alphabetic);
        let cites = ["www.", "http://", "https://"].iter().any(|a| said.contains(a));
        let paged = said.starts_with(|c: char| c.is_ascii_digit()) || said.ends_with(|c: char| c.is_ascii_digit());
        running[i] &= number || !cites && (paged || ends_sentence(lines[i - 1].text(text)));
    }
    running
}

/// Whether the lines from the head or the foot of a page on are the rest of a note: they run into a note's head, into
/// the addresses at the foot or, below a note, into the next page, and call no note themselves.
fn is_orphan(text: &str, lines: &[Line], from: usize, layout: &Layout, calls: &[Call], running: &[bool]) -> bool {
    if lines[from].len() > 400 {
        return false;
    }
    let mut at = from + 1;
    // No note has so many lines.
    while at < lines.len().min(from + 14) && lines[at].role == Role::Body && !layout.parts(&lines[at]) && !running[at] {
        at += 1;
    }
    let last = (0..from).rev().find(|l| !running[*l]);
    let after_note = last.is_some_and(|l| matches!(lines[l].role, Role::Note(_) | Role::NoteMore));
    let next = lines.get(at);
    let into_note = next.is_some_and(|next| matches!(next.role, Role::Note(_)) && !layout.parts(next));
    let into_addresses = after_note && next.is_some_and(|next| next.role == Role::Address);
    // What is left of a page may hold no more than the end of a note.
    let addressed = after_note
        && (from..at).any(|l| ["www.", "http://", "https://"].iter().any(|a| lines[l].text(text).contains(a)));
    let below = after_note && !layout.parts(&lines[from]);
    let into_page = below && next.is_none_or(|next| next.page || running[at]);
    if !into_note && !into_addresses && !addressed && !into_page {
        return false;
    }
    let span = lines[from].span().join(lines[at - 1].span());
    let first = calls.partition_point(|c| c.span.start < span.start);
    let called = calls[first..].iter().take_while(|c| c.span.start < span.end).any(|c| !c.weak);
    !called && (into_addresses || addressed || ends_sentence(lines[at - 1].text(text)))
}

/// The calls that serve: their numbers rise as well, and each stands before its note.
fn choose(calls: &[Call], chain: &[(u32, usize)], lines: &[Line]) -> Vec<Call> {
    let notes: FxHashMap<u32, usize> = chain.iter().map(|(n, i)| (*n, lines[*i].span().start)).collect();
    let (least, most) = (chain[0].0.min(1), chain[chain.len() - 1].0);
    let in_body = |call: &&Call| {
        let at = lines.partition_point(|l| l.span().end <= call.span.start);
        lines.get(at).is_some_and(|l| l.role == Role::Body)
    };
    let may = |call: &&Call| {
        (least..=most).contains(&call.number) && notes.get(&call.number).is_none_or(|note| call.span.start < *note)
    };
    let all: Vec<Call> = calls.iter().filter(may).filter(in_body).copied().collect();
    let strong: Vec<Call> = all.iter().filter(|c| !c.weak).copied().collect();
    let mut chosen = rising(&strong, |c| c.number);
    // What is missing may be glued to an acronym or to a year.
    let mut weak = Vec::new();
    let mut edge = (0, 0);
    let ends = chosen.iter().map(|c| (c.number, c.span.start)).chain([(most + 1, usize::MAX)]);
    for next in ends {
        if next.0 > edge.0 + 1 {
            let first = all.partition_point(|c| c.span.start <= edge.1);
            let between: Vec<Call> = all[first..]
                .iter()
                .take_while(|c| c.span.start < next.1)
                .filter(|c| c.weak && c.number > edge.0 && c.number < next.0 && notes.contains_key(&c.number))
                .copied()
                .collect();
            weak.extend(rising(&between, |c| c.number));
        }
        edge = next;
    }
    chosen.extend(weak);
    chosen.sort_by_key(|c| c.span);
    chosen
}

/// Whether a line is an address and nothing else.
fn is_address(line: &str) -> bool {
    (line.starts_with("http://") || line.starts_with("https://") || line.starts_with("mailto:"))
        && !line.contains(char::is_whitespace)
        && !line.ends_with(['.', ';', ','])
}
