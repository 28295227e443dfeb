//! Texts in quotation marks: their escapes.

use super::error::Fault;
use super::tree::Text;
use crate::text::Span;

/// The text with `\n`, `\"` and `\\` opened.
pub(crate) fn unescape(text: &Text<'_>) -> Result<String, Fault> {
    let mut open = String::with_capacity(text.raw.len());
    let mut rest = text.raw;
    while let Some(at) = rest.find('\\') {
        open.push_str(&rest[..at]);
        let sign = rest[at + 1..].chars().next().unwrap_or('\\');
        match sign {
            'n' => open.push('\n'),
            '"' | '\\' => open.push(sign),
            _ => {
                let start = text.start() + text.raw.len() - rest.len() + at;
                let span = Span::new(start, start + 1 + sign.len_utf8());
                return Err(Fault::new("syntax", span, format!("`\\{sign}` means nothing"))
                    .help("a backslash is written `\\\\`, a line break `\\n`, a quotation mark `\\\"`"));
            }
        }
        rest = &rest[at + 1 + sign.len_utf8()..];
    }
    open.push_str(rest);
    Ok(open)
}
