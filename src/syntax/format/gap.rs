//! What stands between two tokens: comments, and where the author broke the line.

/// The white space of the grammar.
pub(super) const WHITE: [char; 5] = [' ', '\t', '\n', '\r', '\u{FEFF}'];

/// What stands before a token and after the one before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Gap<'a> {
    /// A comment on the line of the token before.
    pub(super) beside: Option<&'a str>,
    /// Comments on lines of their own.
    pub(super) own: Vec<Remark<'a>>,
    /// The token begins a line.
    pub(super) newline: bool,
    /// An empty line stands right before the token.
    pub(super) blank: bool,
}

/// A comment on a line of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Remark<'a> {
    /// With its `#`, without the white space at its end.
    pub(super) text: &'a str,
    /// An empty line stands before it.
    pub(super) blank: bool,
}

impl<'a> Gap<'a> {
    /// Reads what stands between two tokens; `first` where there is no token before.
    pub(super) fn read(text: &'a str, first: bool) -> Self {
        let mut gap = Self::default();
        let (mut rest, mut newlines) = (text, 0);
        loop {
            let comment = rest.trim_start_matches(WHITE);
            newlines += rest[..rest.len() - comment.len()].matches('\n').count();
            // Anything else is no part of a gap; that it is lost would be seen when the result is compared.
            if !comment.starts_with('#') {
                break;
            }
            let (line, after) = comment.split_at(comment.find('\n').unwrap_or(comment.len()));
            if newlines == 0 && !first && gap.own.is_empty() {
                gap.beside = Some(line.trim_end());
            } else {
                gap.own.push(Remark { text: line.trim_end(), blank: newlines > 1 });
            }
            (rest, newlines) = (after, 0);
        }
        Self { newline: newlines > 0, blank: newlines > 1, ..gap }
    }

    /// Whether an empty line stands here.
    pub(super) fn has_blank(&self) -> bool {
        self.blank || self.own.iter().any(|remark| remark.blank)
    }

    /// Whether a comment stands here.
    pub(super) fn has_comment(&self) -> bool {
        self.beside.is_some() || !self.own.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_stands_beside_a_token_or_on_its_own_line() {
        let gap = Gap::read("\t# one \r\n\n  # two\n# three\n\n ", false);
        assert_eq!(gap.beside, Some("# one"));
        let two = Remark { text: "# two", blank: true };
        assert_eq!(gap.own, [two, Remark { text: "# three", blank: false }]);
        assert!(gap.newline && gap.blank);
        assert_eq!(Gap::read("# head\n", true).own, [Remark { text: "# head", blank: false }]);
        assert!(!Gap::read("\u{FEFF} \r", false).newline);
    }
}
