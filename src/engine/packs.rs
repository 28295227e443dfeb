//! Rule files to be compiled together, those that ship among them.

use crate::program::{AddedPhrase, Adjustments, Origin, SetOption};
use crate::syntax::RuleFile;
use crate::text::Language;
use include_dir::{Dir, DirEntry, include_dir};

static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// Rule files to be compiled together.
#[derive(Clone, Debug, Default)]
pub struct Packs {
    pub(crate) files: Vec<RuleFile>,
    pub(crate) adjustments: Adjustments,
}

impl Packs {
    /// The packs that ship: `std`, `ai-narratives`, `evidence`.
    pub fn embedded() -> Self {
        let mut files = Vec::new();
        gather(&SHIPPED, &mut files);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files, ..Self::default() }
    }

    /// Packs from files that the caller has read.
    pub fn from_files(files: impl IntoIterator<Item = RuleFile>) -> Self {
        Self { files: files.into_iter().collect(), ..Self::default() }
    }

    /// These packs and others.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.files.extend(other.files);
        self.adjustments.phrases.extend(other.adjustments.phrases);
        self.adjustments.options.extend(other.adjustments.options);
        self
    }

    /// Adds a phrase, in the notation of the language, to a lexicon named as `pack.lexicon`; in every language where none is given.
    /// What is wrong with it is said when the packs are compiled.
    #[must_use]
    pub fn phrase(mut self, lexicon: impl Into<String>, language: Option<Language>, phrase: impl Into<String>) -> Self {
        let (lexicon, phrase) = (lexicon.into(), phrase.into());
        self.adjustments.phrases.push(AddedPhrase { origin: Origin::of(&lexicon), lexicon, language, phrase });
        self
    }

    /// Sets an option of a rule (`pack/rule` or `rule`): `at-least`, `dated-within`, `once-per` or `sources`.
    /// What is wrong with it is said when the packs are compiled.
    #[must_use]
    pub fn option(mut self, rule: impl Into<String>, option: impl Into<String>, value: impl Into<String>) -> Self {
        let (rule, option, value) = (rule.into(), option.into(), value.into());
        self.adjustments.options.push(SetOption { origin: Origin::of(&rule), rule, option, value });
        self
    }

    /// The files, in order.
    pub fn files(&self) -> &[RuleFile] {
        &self.files
    }
}

fn gather(folder: &Dir<'_>, files: &mut Vec<RuleFile>) {
    for entry in folder.entries() {
        match entry {
            // A pack's test documents are no part of it.
            DirEntry::Dir(inner) if inner.path().ends_with("tests") => {}
            DirEntry::Dir(inner) => gather(inner, files),
            DirEntry::File(file) if file.path().extension().is_some_and(|e| e == "toulmin") => {
                let path = format!("rules/{}", file.path().display());
                let text = file.contents_utf8().expect("the shipped rules are UTF-8").to_owned();
                files.push(RuleFile { path, text });
            }
            DirEntry::File(_) => {}
        }
    }
}
