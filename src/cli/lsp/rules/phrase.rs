//! What a phrase stands for, in words.

use crate::syntax::phrase::{Form, Piece, forms, plain};
use std::fmt::Write;

/// How many forms are shown.
const MOST_SHOWN: usize = 20;
/// How many are counted.
const MOST_COUNTED: usize = 512;

/// What a phrase that stands between quotation marks is found as.
pub(super) fn page(raw: &str) -> String {
    let forms = match forms(raw, 0) {
        Ok(forms) => plain(&forms),
        Err(fault) => return format!("**phrase**: {}", fault.message),
    };
    let mut page = match forms.len() {
        1 => "**phrase**, found as".to_owned(),
        MOST_COUNTED.. => format!("**phrase** with {MOST_COUNTED} forms or more, among them"),
        count => format!("**phrase** with {count} forms"),
    };
    page.push('\n');
    for form in forms.iter().take(MOST_SHOWN) {
        let _ = write!(page, "\n- {}", spelled(form));
    }
    if forms.len() > MOST_SHOWN {
        let _ = write!(page, "\n- …");
    }
    page
}

/// A form as words: `AI ⟨up to 3 words⟩ regulat…`.
fn spelled(form: &Form) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Word(word) => word.to_string(),
        Piece::Exact(word) => format!("{word} *(just so)*"),
        Piece::Stem(word) => format!("{word}…"),
        Piece::Gap(1) => "⟨up to 1 word⟩".to_owned(),
        Piece::Gap(width) => format!("⟨up to {width} words⟩"),
        Piece::Any(options) => options.iter().map(spelled).collect::<Vec<_>>().join(" or "),
    };
    let mut words = String::new();
    for one in &form.0 {
        // An elided word is glued to the next.
        if !words.is_empty() && !words.ends_with('\'') {
            words.push(' ');
        }
        words.push_str(&piece(one));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_told_in_words() {
        assert_eq!(page("risk(s)"), "**phrase** with 2 forms\n\n- risk\n- risks");
        assert_eq!(
            page("AI ... regulat* [l'|d']humanité"),
            "**phrase** with 2 forms\n\n- AI *(just so)* ⟨up to 3 words⟩ regulat… d'humanité\n- AI *(just so)* ⟨up to 3 words⟩ regulat… l'humanité"
        );
        assert_eq!(page("risk (s)"), "**phrase**: `(` begins an ending, and follows a word");
        assert!(page("[a|b|c|d|e|f|g|h] [a|b|c|d|e|f|g|h] [a|b|c|d|e|f|g|h|i]").contains("512 forms or more"));
    }
}
