//! Examples: escapes opened, and the marks around the words of a claim taken out.

use super::rule::Writer;
use super::{Example, Verdict};
use crate::syntax::tree::{Clause, Says};
use crate::syntax::{Fault, unescape};
use crate::text::Span;

impl Writer<'_, '_> {
    /// The examples of a rule, of which those that it flags bear a mark where `marked`.
    pub(super) fn examples(&mut self, clauses: &[Clause<'_>], marked: bool) -> Vec<Example> {
        let mut examples = Vec::new();
        for clause in clauses {
            let Says::Example { language, text } = &clause.says else { continue };
            let verdict = match clause.keyword.text {
                "flags" => Verdict::Flags,
                "allows" => Verdict::Allows,
                "misses" => Verdict::Misses,
                _ => Verdict::Overflags,
            };
            let language = match self.work.pack_language(self.pack, *language) {
                Ok(language) => language,
                Err(fault) => {
                    self.faults.push(fault);
                    continue;
                }
            };
            let open = match unescape(text) {
                Ok(open) => open,
                Err(fault) => {
                    self.faults.push(fault);
                    continue;
                }
            };
            let bad = |message: &str| Fault::new("bad-mark", text.span, message);
            let (open, marks) = match (verdict, marks(&open)) {
                // In what is silent, two brackets may be a citation.
                (Verdict::Allows, Ok((_, marks))) if !marks.is_empty() && !open.contains("]](") => {
                    self.faults.push(bad("nothing is marked in what must be silent").help("leave `[[` and `]]` out"));
                    continue;
                }
                (Verdict::Allows, _) => (open, Vec::new()),
                (Verdict::Flags, Ok((_, marks))) if marks.is_empty() && marked => {
                    self.faults
                        .push(bad("no words are marked").help("put `[[` and `]]` around the words of the claim"));
                    continue;
                }
                (_, Ok(read)) => read,
                (_, Err(message)) => {
                    self.faults.push(bad(message));
                    continue;
                }
            };
            examples.push(Example { verdict, language, text: open, marks, span: clause.span });
        }
        examples
    }
}

/// The text without its marks, and where they stood.
fn marks(text: &str) -> Result<(String, Vec<Span>), &'static str> {
    let mut plain = String::with_capacity(text.len());
    let mut marks = Vec::new();
    let mut open: Option<usize> = None;
    let mut rest = text;
    while let Some(at) = rest.find(['[', ']']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let sign = rest.as_bytes()[0];
        let run = rest.bytes().take_while(|b| *b == sign).count();
        let (sign, single) = if sign == b'[' { ("[", "[[") } else { ("]", "]]") };
        match (single, run, open) {
            (_, 0..2, _) => plain.push_str(sign),
            ("[[", _, None) => {
                open = Some(plain.len());
                // `[[[1] …` begins with a bracket of the draft.
                plain.push_str(&rest[2..run]);
            }
            ("[[", ..) => return Err("a mark stands inside of another"),
            (_, _, Some(start)) => {
                plain.push_str(&rest[..run - 2]);
                let marked = &plain[start..];
                if marked.trim().is_empty() {
                    return Err("a mark is empty");
                }
                if marked.contains("\n\n") {
                    return Err("a mark reaches over two paragraphs");
                }
                marks.push(Span::new(start, plain.len()));
                open = None;
            }
            (_, _, None) => return Err("`]]` closes no mark"),
        }
        rest = &rest[run..];
    }
    plain.push_str(rest);
    if open.is_some() { Err("`[[` is never closed") } else { Ok((plain, marks)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out_and_kept_as_spans() {
        assert_eq!(marks("a [[b c]] d"), Ok(("a b c d".into(), vec![Span::new(2, 5)])));
        assert_eq!(marks("[[see [1]]] x"), Ok(("see [1] x".into(), vec![Span::new(0, 7)])));
        assert_eq!(marks("[[a]] and [[b]]").map(|m| m.1.len()), Ok(2));
        for bad in ["[[a", "a]]", "[[a [[b]] c]]", "[[]]", "[[a\n\nb]]"] {
            assert!(marks(bad).is_err(), "{bad}");
        }
    }
}
