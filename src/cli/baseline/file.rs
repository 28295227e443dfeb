//! `toulmin-baseline.json`: the findings that are known and not to be told again, by draft.

use crate::cli::trouble;
use crate::document::Document;
use crate::engine::Finding;
use crate::report::{FINGERPRINT_VERSION, fingerprints, text_fingerprint};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

/// The name of the file, where nothing else is said.
pub(crate) const NAME: &str = "toulmin-baseline.json";
/// The version of its form.
const VERSION: u32 = 1;
/// The bytes of it that are read.
const LIMIT: u64 = 256 << 20;
/// How many characters of a sentence are shown.
const SHOWN: usize = 100;

/// The known findings of drafts.
#[derive(Debug)]
pub(crate) struct Baseline {
    /// The folder that the names of drafts begin at.
    folder: PathBuf,
    pub(crate) drafts: BTreeMap<String, Vec<Entry>>,
    /// Drafts of it that are no longer there, once that was looked for.
    gone: OnceLock<Vec<String>>,
}

/// Findings of one rule in sentences that are alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) rule: String,
    pub(crate) fingerprint: String,
    /// The same without the headings, by which a sentence is known that stands under others.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) text: String,
    /// How many.
    #[serde(default = "one")]
    pub(crate) count: usize,
    /// For those who read the file.
    #[serde(default)]
    pub(crate) sentence: String,
}

impl Entry {
    /// What tells entries of one draft apart.
    pub(crate) fn key(&self) -> (String, String) {
        (self.rule.clone(), self.fingerprint.clone())
    }
}

fn one() -> usize {
    1
}

#[derive(Deserialize)]
struct Written {
    version: u32,
    fingerprints: u32,
    drafts: BTreeMap<String, Vec<Entry>>,
}

impl Baseline {
    /// One that knows nothing.
    pub(crate) fn empty(path: &Path) -> Self {
        Self { folder: folder_of(path), drafts: BTreeMap::new(), gone: OnceLock::new() }
    }

    /// Reads it, or says why it cannot be read.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let mut text = String::new();
        let file = fs::File::open(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => "there is no such baseline; `toulmin baseline` writes it".to_owned(),
            _ => trouble::reason(&error),
        })?;
        file.take(LIMIT).read_to_string(&mut text).map_err(|error| trouble::reason(&error))?;
        let written: Written = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| format!("it is no baseline: {error}; `toulmin baseline` writes it anew"))?;
        if (written.version, written.fingerprints) != (VERSION, FINGERPRINT_VERSION) {
            let Written { version, fingerprints, .. } = written;
            return Err(format!(
                "it is of version {version}.{fingerprints}, and {VERSION}.{FINGERPRINT_VERSION} is read; write it anew with `toulmin baseline`"
            ));
        }
        Ok(Self { folder: folder_of(path), drafts: written.drafts, gone: OnceLock::new() })
    }

    /// The name of a draft in it: the path from its folder, with `/`.
    pub(crate) fn name_of(&self, draft: &Path) -> String {
        let draft = draft.canonicalize().or_else(|_| std::path::absolute(draft)).unwrap_or_else(|_| draft.to_owned());
        let mut above = 0;
        let mut folder = self.folder.as_path();
        let below = loop {
            match (draft.strip_prefix(folder), folder.parent()) {
                (Ok(below), _) => break below,
                (Err(_), Some(parent)) => (folder, above) = (parent, above + 1),
                (Err(_), None) => break draft.as_path(),
            }
        };
        let parts = below.components().filter(|part| !matches!(part, Component::RootDir | Component::Prefix(_)));
        let parts = parts.map(|part| part.as_os_str().to_string_lossy().into_owned());
        std::iter::repeat_n("..".to_owned(), above).chain(parts).collect::<Vec<_>>().join("/")
    }

    /// The drafts of it that are no longer there, looked for once.
    pub(crate) fn gone(&self) -> &[String] {
        let gone = |name: &&String| !self.folder.join(name).exists();
        self.gone.get_or_init(|| self.drafts.keys().filter(gone).cloned().collect())
    }

    /// How many findings it knows.
    pub(crate) fn count(&self) -> usize {
        self.drafts.values().flatten().map(|entry| entry.count).sum()
    }

    /// The file: an entry on each line, in order, so that a change of one draft is a change of its lines.
    pub(crate) fn text(&self) -> String {
        let mut text =
            format!("{{\n  \"version\": {VERSION},\n  \"fingerprints\": {FINGERPRINT_VERSION},\n  \"drafts\": {{");
        let drafts: Vec<_> = self.drafts.iter().filter(|(_, entries)| !entries.is_empty()).collect();
        for (at, (name, entries)) in drafts.iter().enumerate() {
            let _ = write!(text, "{}\n    {}: [\n", if at > 0 { "," } else { "" }, json(name));
            for (at, entry) in entries.iter().enumerate() {
                let _ = writeln!(text, "      {}{}", json(entry), if at + 1 < entries.len() { "," } else { "" });
            }
            text.push_str("    ]");
        }
        text.push_str(if drafts.is_empty() { "}\n}\n" } else { "\n  }\n}\n" });
        text
    }
}

fn json(value: impl Serialize) -> String {
    serde_json::to_string(&value).expect("texts and numbers can be written")
}

fn folder_of(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
}

/// The findings of a draft as entries, in order.
pub(crate) fn entries(document: &Document, findings: &[Finding]) -> Vec<Entry> {
    let mut entries: BTreeMap<(String, String), Entry> = BTreeMap::new();
    for (finding, fingerprint) in findings.iter().zip(known_by(document, findings)) {
        let rule = finding.rule.clone();
        let entry = entries.entry((rule.clone(), fingerprint.clone())).or_insert_with(|| {
            let sentence = shortened(finding.excerpt.split_whitespace().collect::<Vec<_>>().join(" "));
            Entry { rule, fingerprint, text: text_fingerprint(document, finding), count: 0, sentence }
        });
        entry.count += 1;
    }
    entries.into_values().collect()
}

/// The fingerprint of each finding, that of the second of two alike being that of the first.
pub(crate) fn known_by(document: &Document, findings: &[Finding]) -> impl Iterator<Item = String> {
    fingerprints(document, findings).into_iter().map(|mut one| {
        one.truncate(one.find(':').unwrap_or(one.len()));
        one
    })
}

fn shortened(text: String) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text,
    }
}

/// Writes the file whole or not at all.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), String> {
    if path.exists() {
        return crate::cli::replace::replace(path, text);
    }
    let new =
        |path: &Path| -> io::Result<()> { io::Write::write_all(&mut fs::File::create_new(path)?, text.as_bytes()) };
    new(path).map_err(|error| format!("it cannot be written: {}", trouble::reason(&error)))
}
