//! A text has characters that look like others, or like nothing.
//!
//! A Cyrillic «а» in a Latin word, a zero-width space or a mark that turns the direction of writing makes a phrase that
//! no draft contains, and a reader cannot see why.
//!
//! Avoid: `"m0del"` with a Cyrillic «о», `"model"` with a zero-width space.
//! Prefer: the word typed anew.

use super::{Checked, walk};
use crate::syntax::Fix;
use crate::text::Span;

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    for (file, text, _) in walk::texts(checked) {
        if text.raw.is_ascii() {
            continue;
        }
        if let Some((at, sign)) = text.raw.char_indices().find(|(_, c)| is_invisible(*c)) {
            let span = Span::new(text.start() + at, text.start() + at + sign.len_utf8());
            let message = format!("an invisible character stands here (U+{:04X})", u32::from(sign));
            let warning = checked.warn(file, span, message);
            warning.help = Some("delete it".into());
            warning.fix = Some(Box::new(Fix { span, text: String::new() }));
        }
        for word in crate::text::words(text.raw) {
            let letters = word.text(text.raw).chars().map(script);
            let scripts = letters.fold([false; 4], |mut seen, script| {
                seen[script as usize] = true;
                seen
            });
            if scripts[1..].iter().filter(|seen| **seen).count() > 1 {
                let span = Span::new(text.start() + word.start as usize, text.start() + word.end as usize);
                let message = format!("`{}` mixes letters of several scripts", word.text(text.raw));
                checked.warn(file, span, message).help = Some("type the word anew".into());
            }
        }
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// 0: of no script, 1: Latin, 2: Cyrillic, 3: Greek.
fn script(c: char) -> u8 {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => 1,
        '\u{400}'..='\u{52f}' => 2,
        '\u{370}'..='\u{3ff}' => 3,
        _ => 0,
    }
}
