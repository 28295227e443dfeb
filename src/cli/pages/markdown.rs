//! Text of others as Markdown: nothing in it becomes a heading, a link or HTML.

use crate::program::Example;
use crate::report::visible;
use std::fmt::Write;

/// Text on one line, in which only spans of code mean something.
pub(super) fn inline(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = visible(&text);
    let parts: Vec<&str> = text.split('`').collect();
    let mut line = String::new();
    for (at, part) in parts.iter().enumerate() {
        let is_code = at % 2 == 1 && at + 1 < parts.len() && !part.is_empty();
        let is_left_over = at % 2 == 1 && !is_code;
        if is_code {
            let _ = write!(line, "`{part}`");
        } else {
            line.push_str(if is_left_over { "\\`" } else { "" });
            line.push_str(&escaped(part));
            line.push_str(if is_left_over && at + 1 < parts.len() { "\\`" } else { "" });
        }
    }
    line
}

/// Paragraphs, each on a line of its own.
pub(super) fn paragraphs(text: &str) -> String {
    text.split("\n\n").map(|paragraph| at_line_start(&inline(paragraph))).collect::<Vec<_>>().join("\n\n")
}

/// What stands in a cell of a table.
pub(super) fn cell(text: &str) -> String {
    inline(text).replace('|', "\\|")
}

/// An example as an item of a list: in a line with its marks in bold, or as a block where it has several lines.
pub(super) fn example(example: &Example) -> String {
    let language = example.language;
    if example.text.trim_end().contains('\n') {
        let text = with_marks(example, ["[[", "]]"], |text| visible(text).into_owned());
        let fence = fence(&text);
        let block: String = text.lines().map(|line| format!("  {line}").trim_end().to_owned() + "\n").collect();
        return format!("- {language}:\n\n  {fence}text\n{block}  {fence}\n");
    }
    format!("- {language}: {}\n", with_marks(example, ["**", "**"], |text| escaped(&visible(text))))
}

fn with_marks(example: &Example, around: [&str; 2], draw: impl Fn(&str) -> String) -> String {
    let (mut text, mut from) = (String::new(), 0);
    for mark in &example.marks {
        let (Some(before), Some(marked)) = (example.text.get(from..mark.start), example.text.get(mark.range())) else {
            continue;
        };
        let _ = write!(text, "{}{}{}{}", draw(before), around[0], draw(marked), around[1]);
        from = mark.end;
    }
    text + &draw(example.text.get(from..).unwrap_or_default())
}

/// More backticks than the text has in a row.
fn fence(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(3.max(longest + 1))
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '*' | '_' | '[' | ']' | '`' | '~' | '$' | '#' => {
                escaped.push('\\');
                escaped.push(c);
            }
            _ => escaped.push(c),
        }
    }
    escaped
}

/// A paragraph that begins with a mark of a list, a quotation or a number is none.
fn at_line_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = line.get(digits..).unwrap_or_default();
    if line.starts_with(['-', '+', '>', '=', '|']) {
        format!("\\{line}")
    } else if digits > 0 && after.starts_with(['.', ')']) {
        format!("{}\\{after}", &line[..digits])
    } else {
        line.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_write_stays_text() {
        assert_eq!(inline("a <script>x</script> [l](u) *b*"), "a &lt;script>x&lt;/script> \\[l\\](u) \\*b\\*");
        assert_eq!(inline("`a_b` or `c"), "`a_b` or \\`c");
        assert_eq!(inline("one ` two"), "one \\` two");
        assert_eq!(paragraphs("- x\n\n1. y\n\n# z"), "\\- x\n\n1\\. y\n\n\\# z");
        assert_eq!(cell("`a | b` | c"), "`a \\| b` \\| c");
    }
}
