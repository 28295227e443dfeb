//! A language, as two letters of ISO 639-1.

use std::fmt;

/// A language of a document or of a phrase: two lower-case letters of ISO 639-1.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language([u8; 2]);

impl Language {
    /// English.
    pub const EN: Self = Self(*b"en");
    /// French.
    pub const FR: Self = Self(*b"fr");

    /// Reads `en`, `fr-CA`, `EN_us`; `None` where the text does not begin with two letters and an edge.
    pub fn new(code: &str) -> Option<Self> {
        let bytes = code.as_bytes();
        let [a, b, rest @ ..] = bytes else { return None };
        let edge = rest.first().is_none_or(|c| matches!(c, b'-' | b'_'));
        (a.is_ascii_alphabetic() && b.is_ascii_alphabetic() && edge)
            .then(|| Self([a.to_ascii_lowercase(), b.to_ascii_lowercase()]))
    }

    /// The two letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("two ASCII letters are UTF-8")
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_left_out() {
        assert_eq!(Language::new("fr-CA"), Some(Language::FR));
        assert_eq!(Language::new("EN_gb"), Some(Language::EN));
        assert_eq!(Language::new("french"), None);
        assert_eq!(Language::new("f"), None);
    }
}
