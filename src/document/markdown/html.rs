//! HTML as it stands in Markdown: tags, attributes and entities, cut and named.

use crate::text::Span;
use std::borrow::Cow;

/// A tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'t> {
    /// As it is written.
    pub(super) name: &'t str,
    pub(super) closing: bool,
    /// `<br/>`.
    pub(super) alone: bool,
    attributes: &'t str,
    /// One past its `>`.
    pub(super) end: usize,
}

/// The tag whose `<` is at `at`, with its end before `to`.
pub(super) fn tag(text: &str, at: usize, to: usize) -> Option<Tag<'_>> {
    let bytes = text.as_bytes();
    let closing = bytes.get(at + 1) == Some(&b'/');
    let start = at + 1 + usize::from(closing);
    let to = to.min(at + LONGEST);
    let length = bytes
        .get(start..to)?
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'.'))
        .count();
    if length == 0 || !bytes[start].is_ascii_alphabetic() {
        return None;
    }
    let rest = start + length;
    let mut quote = 0;
    let mut end = None;
    for (n, b) in bytes[rest..to].iter().enumerate() {
        match *b {
            b'"' | b'\'' if quote == 0 => quote = *b,
            b if b == quote => quote = 0,
            b'>' if quote == 0 => {
                end = Some(rest + n);
                break;
            }
            _ => {}
        }
    }
    let close = end?;
    let attributes = &text[rest..close];
    let alone = attributes.ends_with('/');
    Some(Tag { name: &text[start..rest], closing, alone, attributes: attributes.trim_end_matches('/'), end: close + 1 })
}

/// The most bytes of a tag.
pub(super) const LONGEST: usize = 8192;

impl<'t> Tag<'t> {
    pub(super) fn is(&self, names: &[&str]) -> bool {
        names.iter().any(|n| self.name.eq_ignore_ascii_case(n))
    }

    /// The value of an attribute, entities decoded.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'t, str>> {
        let mut rest = self.attributes.trim_start();
        while !rest.is_empty() {
            let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
            let (found, after) = rest.split_at(end);
            let mut value = "";
            rest = after.trim_start();
            if let Some(after) = rest.strip_prefix('=') {
                let after = after.trim_start();
                let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
                (value, rest) = match quote {
                    Some(q) => after[1..].split_once(q).unwrap_or((&after[1..], "")),
                    None => after.split_once(char::is_whitespace).unwrap_or((after, "")),
                };
                rest = rest.trim_start();
            } else if found.is_empty() {
                rest = rest.get(1..).unwrap_or_default();
            }
            if found.eq_ignore_ascii_case(name) {
                return Some(decoded(value.trim()));
            }
        }
        None
    }
}

/// The characters that the entity at `at` stands for, and its bytes.
pub(super) fn entity(text: &str, at: usize) -> Option<(String, Span)> {
    let window = &text.as_bytes()[at..text.len().min(at + 12)];
    let end = memchr::memchr(b';', window)?;
    let name = text.get(at + 1..at + end)?;
    let shown = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| *c != '\0')?.to_string()
        }
        None => named(name)?.to_owned(),
    };
    Some((shown, Span::new(at, at + end + 1)))
}

fn decoded(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let mut shown = String::new();
    let mut at = 0;
    while let Some(n) = value[at..].find('&') {
        shown.push_str(&value[at..at + n]);
        at += n;
        if let Some((characters, span)) = entity(value, at) {
            shown.push_str(&characters);
            at = span.end;
        } else {
            shown.push('&');
            at += 1;
        }
    }
    shown.push_str(&value[at..]);
    Cow::Owned(shown)
}

/// The entities that drafts in English and French have.
fn named(name: &str) -> Option<&'static str> {
    const NAMED: &[(&str, &str)] = &[
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("nbsp", "\u{a0}"),
        ("ensp", " "),
        ("emsp", " "),
        ("thinsp", " "),
        ("nnbsp", " "),
        ("shy", "\u{ad}"),
        ("zwj", "\u{200d}"),
        ("zwnj", "\u{200c}"),
        ("rsquo", "’"),
        ("lsquo", "‘"),
        ("ldquo", "“"),
        ("rdquo", "”"),
        ("laquo", "«"),
        ("raquo", "»"),
        ("ndash", "–"),
        ("mdash", "—"),
        ("hellip", "…"),
        ("bull", "•"),
        ("middot", "·"),
        ("euro", "€"),
        ("pound", "£"),
        ("cent", "¢"),
        ("yen", "¥"),
        ("deg", "°"),
        ("ordm", "º"),
        ("sect", "§"),
        ("para", "¶"),
        ("copy", "©"),
        ("reg", "®"),
        ("trade", "™"),
        ("times", "×"),
        ("plusmn", "±"),
        ("frac12", "½"),
        ("sup2", "²"),
        ("sup3", "³"),
        ("micro", "µ"),
        ("eacute", "é"),
        ("egrave", "è"),
        ("ecirc", "ê"),
        ("euml", "ë"),
        ("agrave", "à"),
        ("aacute", "á"),
        ("acirc", "â"),
        ("auml", "ä"),
        ("icirc", "î"),
        ("iuml", "ï"),
        ("ocirc", "ô"),
        ("ouml", "ö"),
        ("ugrave", "ù"),
        ("ucirc", "û"),
        ("uuml", "ü"),
        ("ccedil", "ç"),
        ("oelig", "œ"),
        ("aelig", "æ"),
        ("Eacute", "É"),
        ("Egrave", "È"),
        ("Ecirc", "Ê"),
        ("Agrave", "À"),
        ("Acirc", "Â"),
        ("Icirc", "Î"),
        ("Ocirc", "Ô"),
        ("Ccedil", "Ç"),
        ("OElig", "Œ"),
    ];
    NAMED.iter().find(|(n, _)| *n == name).map(|(_, shown)| *shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_in_every_quoting() {
        let text = "<a  class=x href='https://a.org/?b=1&amp;c' id = \"no>te\" disabled>";
        let tag = tag(text, 0, text.len()).expect("a tag");
        assert_eq!(tag.attribute("HREF").as_deref(), Some("https://a.org/?b=1&c"));
        assert_eq!(tag.attribute("id").as_deref(), Some("no>te"));
        assert_eq!(tag.attribute("disabled").as_deref(), Some(""));
        assert_eq!((tag.attribute("title"), tag.end), (None, text.len()));
    }

    #[test]
    fn what_is_no_tag_or_entity_stays() {
        assert!(tag("a < b > c", 2, 9).is_none());
        assert!(tag("<a href", 0, 7).is_none());
        assert!(entity("AT&T; R&D", 2).is_none());
        assert_eq!(entity("&#233;", 0).map(|e| e.0).as_deref(), Some("é"));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_cut(text in "<?/?[a-z]{0,3}[ =\"'a-z>é&;#/]{0,40}") {
            if let Some(tag) = tag(&text, 0, text.len()) {
                tag.attribute("id");
                proptest::prop_assert!(text.is_char_boundary(tag.end));
            }
            entity(&text, 0);
        }
    }
}
