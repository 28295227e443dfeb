//! What is wrong with a rule file, before anybody knows in which file.

use crate::text::Span;

/// Something wrong, or odd, at a place of a rule file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) id: &'static str,
    pub(crate) span: Span,
    pub(crate) message: Box<str>,
    pub(crate) help: Option<String>,
    pub(crate) related: Option<(Span, String)>,
    pub(crate) fix: Option<Box<Fix>>,
}

/// A change of a rule file that takes a fault away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The bytes of the file that are replaced.
    pub span: Span,
    /// What takes their place.
    pub text: String,
}

impl Fault {
    pub(crate) fn new(id: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { id, span, message: message.into().into_boxed_str(), help: None, related: None, fix: None }
    }

    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Replaces the bytes at `span`.
    #[must_use]
    pub(crate) fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Box::new(Fix { span, text: text.into() }));
        self
    }

    #[must_use]
    pub(crate) fn related(mut self, span: Span, what: impl Into<String>) -> Self {
        self.related = Some((span, what.into()));
        self
    }
}

/// The name among `known` that `word` was probably meant to be.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Distances of long words cost their product.
    if word.len() > 64 {
        return None;
    }
    let allowed = word.chars().count().div_ceil(3).min(4);
    let mut best: Option<(usize, &str)> = None;
    for name in known {
        if name.len() > 64 || name.len().abs_diff(word.len()) > allowed * 2 {
            continue;
        }
        let distance = strsim::damerau_levenshtein(word, name);
        if distance <= allowed && best.is_none_or(|b| (distance, name) < b) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_has_a_neighbour_and_a_stranger_has_none() {
        assert_eq!(nearest("sverity", ["severity", "since"]), Some("severity"));
        assert_eq!(nearest("sentense", ["section", "sentence"]), Some("sentence"));
        assert_eq!(nearest("banana", ["severity", "since"]), None);
    }
}
