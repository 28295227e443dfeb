//! Case folding that keeps every byte where it was.

/// Lower-cases `text` without moving a byte: a letter whose lower case has another length stays as it is.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let ascii = rest.bytes().position(|b| b >= 0x80).unwrap_or(rest.len());
        let start = folded.len();
        folded.push_str(&rest[..ascii]);
        folded[start..].make_ascii_lowercase();
        rest = &rest[ascii..];
        let mut wide = 0;
        for c in rest.chars().take_while(|c| !c.is_ascii()) {
            folded.push(lower(c));
            wide += c.len_utf8();
        }
        rest = &rest[wide..];
    }
    folded
}

fn lower(c: char) -> char {
    // Most of what is no ASCII: small letters with accents, quotation marks, dashes.
    if matches!(c, '\u{df}'..='\u{ff}' | '\u{2000}'..='\u{206f}') {
        return c;
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
        _ => c,
    }
}

/// `word` without its accents, as capitals are often written in French: `état` gives `etat`.
pub(crate) fn unaccented(word: &str) -> String {
    use unicode_normalization::char::{decompose_canonical, is_combining_mark};
    let mut bare = String::with_capacity(word.len());
    for c in word.chars() {
        if c.is_ascii() {
            bare.push(c);
        } else {
            decompose_canonical(c, |part| bare.extend(Some(part).filter(|part| !is_combining_mark(*part))));
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_byte_moves() {
        for text in ["L'ÉTAT", "İstanbul ẞ K", "plain", "Œuvre À 40 %", ""] {
            assert_eq!(fold(text).len(), text.len(), "{text}");
        }
        assert_eq!(fold("L'ÉTAT Œuvre"), "l'état œuvre");
        assert_eq!(unaccented("état"), "etat");
    }
}
