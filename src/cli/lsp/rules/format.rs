//! A rule file in the one style, as an edit of what changes.

use super::pack;
use crate::cli::lsp::session::Session;
use crate::cli::lsp::text::Text;
use crate::program::{FormatError, format_rules};
use crate::syntax::RuleFile;
use crate::text::Span;
use gen_lsp_types::{TextEdit, Uri};

/// The edits that bring an open rule file into the one style.
pub(in crate::cli::lsp) fn format(session: &mut Session<'_>, uri: &Uri) -> Result<Option<Vec<TextEdit>>, String> {
    let Some(at) = pack::open(session, uri) else { return Ok(None) };
    let file = RuleFile { path: at.name.clone(), text: at.whole.to_string() };
    match format_rules(&file) {
        Ok(formatted) => Ok(Some(difference(&at.whole, &formatted, &at.text))),
        Err(FormatError::Faulty(faults)) => {
            let first = faults.first().map_or_else(String::new, |fault| {
                let line = at.text.position(fault.span.start).line + 1;
                format!("; line {line}: {}", fault.message)
            });
            Err(format!("a file with an error of form is not formatted{first}"))
        }
        Err(error) => Err(error.to_string()),
    }
}

/// One edit for the middle in which two texts differ; none where they do not.
pub(super) fn difference(old: &str, new: &str, text: &Text) -> Vec<TextEdit> {
    if old == new {
        return Vec::new();
    }
    let same = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let start = (0..=same).rev().find(|at| is_edge(old, *at) && is_edge(new, *at)).unwrap_or(0);
    let (old_rest, new_rest) = (&old.as_bytes()[start..], &new.as_bytes()[start..]);
    let same = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let ends = |back: &usize| is_edge(old, old.len() - back) && is_edge(new, new.len() - back);
    let back = (0..=same).rev().find(ends).unwrap_or(0);
    let span = Span::new(start, old.len() - back);
    vec![TextEdit { range: text.range(span), new_text: new[start..new.len() - back].to_owned() }]
}

/// Whether an edit may begin or end at a byte: never inside of a character, or of `\r\n`, which editors count as one line's end.
fn is_edge(text: &str, at: usize) -> bool {
    text.is_char_boundary(at) && !(at > 0 && text[..at].ends_with('\r') && text[at..].starts_with('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::lsp::text::Units;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_edit_makes_one_text_of_the_other(old in "[aé🙂\r\n ]{0,12}", new in "[aé🙂\r\n ]{0,12}") {
            let mut text = Text::new(&old, Units::Utf16);
            for edit in difference(&old, &new, &text.clone()) {
                text.edit(edit.range, &edit.new_text);
            }
            prop_assert_eq!(text.whole(), new);
        }
    }
}
