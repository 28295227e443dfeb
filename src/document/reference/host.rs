//! Sites named by their host in brackets, without a link: `(example.org)`, `(who.int/news)`.

use super::Reference;
use crate::document::CitationKind;

/// How long such an address may be.
const LONGEST: usize = 120;

/// What a host ends with: other words with a dot inside (`index.html`, `v2.beta`) are no site.
const ENDS: [&str; 26] = [
    "com", "org", "net", "int", "edu", "gov", "eu", "fr", "be", "ch", "lu", "ca", "quebec", "uk", "us", "info", "de",
    "in", "au", "ie", "nz", "ma", "tn", "sn", "ci", "africa",
];

/// The sites that stand alone in brackets.
pub(super) fn cited(text: &str, found: &mut Vec<Reference>) {
    let bytes = text.as_bytes();
    for open in memchr::memchr_iter(b'(', bytes) {
        let inside = &bytes[open + 1..bytes.len().min(open + 1 + LONGEST)];
        let Some(length) = memchr::memchr2(b')', b' ', inside) else { continue };
        if inside[length] == b')' && is_address(&inside[..length]) {
            found.push(Reference::new(CitationKind::Link, open + 1, open + 1 + length));
        }
    }
}

/// Whether these bytes are a host, with or without a path.
fn is_address(bytes: &[u8]) -> bool {
    let host = bytes.split(|b| *b == b'/').next().unwrap_or_default();
    let mut labels = host.split(|b| *b == b'.').rev();
    let is_label = |label: &[u8]| !label.is_empty() && label.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-');
    let known = labels.next().is_some_and(|end| ENDS.iter().any(|e| end.eq_ignore_ascii_case(e.as_bytes())));
    let names: Vec<&[u8]> = labels.collect();
    // `e.g.in` and `U.S.in` have no name of three letters.
    known && names.iter().all(|label| is_label(label)) && names.iter().any(|label| label.len() > 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        cited(text, &mut found);
        found.iter().map(|reference| &text[reference.span.range()]).collect()
    }

    #[test]
    fn a_host_alone_in_brackets_is_a_source() {
        assert_eq!(
            all("Ports grow (ankor.example.org) and pay (quai.gouv.fr/rapport-2024)."),
            ["ankor.example.org", "quai.gouv.fr/rapport-2024"]
        );
    }

    #[test]
    fn other_words_with_a_dot_are_none() {
        for text in
            ["(index.html)", "(node.js)", "(the site quai.fr)", "(1.5)", "(e.g.in)", "(..com)", "(.fr)", "(a.org"]
        {
            assert_eq!(all(text), [""; 0], "{text}");
        }
    }
}
