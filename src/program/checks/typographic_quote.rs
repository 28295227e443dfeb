//! A phrase has a curly apostrophe or a no-break space, which mean nothing there.
//!
//! A phrase matches `'` and `’` alike, and every kind of space: the plain ones are enough, and can be typed.
//!
//! Avoid: `fr: "l’humanité"`
//! Prefer: `fr: "l'humanité"`

use super::{Checked, walk};
use crate::syntax::Fix;
use crate::text::Span;

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    for (file, text, phrase) in walk::texts(checked) {
        if !phrase || text.raw.is_ascii() {
            continue;
        }
        let odd = text.raw.char_indices().find(|(_, c)| matches!(c, '’' | '‘' | '\u{a0}' | '\u{202f}'));
        if let Some((at, sign)) = odd {
            let span = Span::new(text.start() + at, text.start() + at + sign.len_utf8());
            let (what, plain) =
                if matches!(sign, '’' | '‘') { ("a curly apostrophe", "`'`") } else { ("a no-break space", "a space") };
            let warning = checked.warn(file, span, format!("{what} is read as {plain}"));
            warning.help = Some(format!("write {plain}"));
            warning.fix = Some(Box::new(Fix { span, text: if plain == "a space" { " " } else { "'" }.into() }));
        }
    }
}
