//! A snapshot file, as insta writes it: a header between lines of `---`, then what was reported.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The bytes of a snapshot that are read.
const LIMIT: u64 = 16 << 20;
/// How the header names what made it: by this a snapshot is known as one of ours.
const MAKER: &str = "toulmin test";

/// What is kept of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Snapshot {
    /// A report; `ours`: the header says that `toulmin test` made it.
    Sound { ours: bool, report: String },
    /// Something that cannot be read as a snapshot, and why.
    Broken(&'static str),
}

impl Snapshot {
    /// Reads a snapshot; `None` where there is no file.
    pub(super) fn read(path: &Path) -> io::Result<Option<Self>> {
        let mut bytes = Vec::new();
        match fs::File::open(path).and_then(|file| file.take(LIMIT + 1).read_to_end(&mut bytes)) {
            Ok(_) if bytes.len() as u64 > LIMIT => Err(io::Error::other("it is too large for a snapshot")),
            Ok(_) => {
                Ok(Some(String::from_utf8(bytes).map_or(Self::Broken("it is not UTF-8 text"), |text| parse(&text))))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn parse(text: &str) -> Snapshot {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Snapshot::Broken("it is empty");
    }
    let mut lines = text.split_inclusive('\n');
    let is_rule = |line: &str| line.trim_end() == "---";
    if !lines.next().is_some_and(is_rule) {
        return Snapshot::Broken("it does not begin with a header between two lines of `---`");
    }
    let mut ours = false;
    while let Some(line) = lines.next() {
        if is_rule(line) {
            return Snapshot::Sound { ours, report: tidy(&lines.collect::<String>()) };
        }
        ours |= line.strip_prefix("expression:").is_some_and(|value| value.trim().trim_matches('"').starts_with(MAKER));
    }
    Snapshot::Broken("its header is never closed by a line of `---`")
}

/// The text of a snapshot file.
pub(super) fn text(document: &str, pack: &str, report: &str) -> String {
    let (source, expression) = (scalar(document), scalar(&format!("{MAKER} {pack}")));
    format!("---\nsource: {source}\nexpression: {expression}\n---\n{report}\n")
}

/// A report without what editors and checkouts change: ends of lines, and blanks before them.
pub(super) fn tidy(report: &str) -> String {
    let lines: Vec<&str> = report.lines().map(str::trim_end).collect();
    lines.join("\n").trim_end().to_owned()
}

/// Where a report waits to be accepted.
pub(super) fn pending(snapshot: &Path) -> PathBuf {
    let mut path = snapshot.as_os_str().to_owned();
    path.push(".new");
    path.into()
}

/// A text as YAML takes it.
fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '/' | '.' | '_' | '-');
    if text.starts_with(char::is_alphanumeric) && !text.ends_with(' ') && text.chars().all(plain) {
        return text.to_owned();
    }
    serde_json::to_string(text).expect("a text is written as JSON")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_written_is_read_again_whatever_the_ends_of_lines() {
        let written = text("tests/a b: c.md", "meals", "one\n\n---\ntwo");
        assert_eq!(written.lines().nth(1), Some("source: \"tests/a b: c.md\""));
        let sound = Snapshot::Sound { ours: true, report: "one\n\n---\ntwo".into() };
        assert_eq!(parse(&written), sound);
        assert_eq!(parse(&format!("\u{feff}{}", written.replace('\n', " \r\n"))), sound);
    }

    proptest! {
        #[test]
        fn any_report_of_any_document_is_read_as_it_was_written(document in ".*", pack in ".*", report in "(?s).*") {
            let report = tidy(&report);
            let written = text(&document, &pack, &report);
            prop_assert_eq!(parse(&written), Snapshot::Sound { ours: true, report });
        }

        #[test]
        fn nothing_that_is_read_is_a_panic(text in "(-{3}\\s|[a-z]+: |\\s|(?s).){0,40}") {
            parse(&text);
        }
    }

    #[test]
    fn what_is_no_snapshot_is_said_to_be_none() {
        for broken in ["", " \n", "one", "---\nsource: a", "---\nsource: a\n"] {
            assert!(matches!(parse(broken), Snapshot::Broken(_)), "{broken:?}");
        }
        assert_eq!(parse("---\nsource: a\n---"), Snapshot::Sound { ours: false, report: String::new() });
    }
}
