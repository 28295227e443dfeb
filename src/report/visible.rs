//! Text that is safe to print: a draft or a rule pack cannot move the cursor, ring the bell or turn the line around.

use std::borrow::Cow;

/// The text with control characters drawn as pictures, and bidirectional controls as `�`. Line ends are kept.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c == '\n' || picture(c).is_none()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if c == '\n' { c } else { picture(c).unwrap_or(c) }).collect())
}

/// What stands for a character that does something rather than show something.
pub(crate) fn picture(c: char) -> Option<char> {
    match c {
        '\t' => Some(' '),
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)),
        '\x7f' => Some('␡'),
        '\u{80}'..='\u{9f}' => Some('�'),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some('�'),
        '\u{2028}' | '\u{2029}' => Some(' '),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_sequence_is_shown_and_not_obeyed() {
        assert_eq!(visible("a\x1b[31mred\u{202e}txt"), "a␛[31mred�txt");
        assert!(matches!(visible("plain\nété"), Cow::Borrowed(_)));
    }
}
