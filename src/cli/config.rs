//! `toulmin.toml`: what a folder asks of the checks of its drafts.

use super::args::FailOn;
use super::near::did_you_mean;
use super::packs::Adjusted;
use super::trouble::{Source, Trouble, shown};
use crate::program::{AddedPhrase, Adjustments, Diagnostic, Level, Origin, SetOption};
use crate::syntax::RuleFile;
use crate::text::{Date, Language, Span};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The name of the file.
pub(crate) const NAME: &str = "toulmin.toml";

const KEYS: [&str; 11] = [
    "packs", "exclude", "levels", "rules", "lexicons", "fail-on", "language", "issuer", "as-of", "bibliography",
    "baseline",
];

/// A configuration.
#[derive(Debug)]
pub(crate) struct Config {
    /// How messages name it.
    pub(crate) path: String,
    source: Arc<Source>,
    /// Where it stands; its paths begin there.
    pub(crate) folder: PathBuf,
    /// Names of packs that ship, or paths of folders.
    pub(crate) packs: Option<Vec<(String, Span)>>,
    exclude: Gitignore,
    /// Rules and packs with their levels.
    pub(crate) levels: Vec<(String, Level, Span)>,
    /// Options of rules, and phrases for lexicons.
    pub(crate) adjustments: Adjustments,
    pub(crate) fail_on: Option<FailOn>,
    pub(crate) language: Option<Language>,
    pub(crate) issuer: Vec<String>,
    pub(crate) as_of: Option<Date>,
    /// Paths of bibliographies.
    pub(crate) bibliography: Vec<(String, Span)>,
    /// The path of the file of known findings.
    pub(crate) baseline: Option<String>,
}

impl Config {
    /// Reads a configuration, and all that is wrong with it.
    pub(crate) fn read(path: &Path) -> io::Result<(Self, Vec<Trouble>)> {
        let text = fs::read_to_string(path)?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let folder = folder.canonicalize().unwrap_or(folder);
        let (config, wrong) =
            Reader { path: shown(path), text: &text, source: Source::new(&text), wrong: Vec::new() }.read(folder);
        Ok((config, wrong))
    }

    /// Whether it changes anything of the packs themselves.
    pub(crate) fn adjusts(&self) -> bool {
        !self.adjustments.phrases.is_empty() || !self.adjustments.options.is_empty()
    }

    /// What it changes of the packs.
    pub(crate) fn adjusted(&self) -> Adjusted {
        let by = RuleFile { path: self.path.clone(), text: self.source.text().to_owned() };
        Adjusted { adjustments: self.adjustments.clone(), by: self.adjusts().then_some(by) }
    }

    /// A fault at `span` of this file.
    pub(crate) fn wrong(&self, id: &'static str, span: Span, message: String, help: Option<String>) -> Trouble {
        wrong(&self.path, &self.source, id, span, message, help)
    }

    /// Something worth knowing of what stands at `span`.
    pub(crate) fn note(&self, id: &'static str, span: Span, message: String) -> Trouble {
        let level = Level::Note;
        let diagnostic =
            Diagnostic { id, level, file: self.path.clone(), span, message, help: None, related: None, fix: None };
        Trouble::Wrong { diagnostic: Box::new(diagnostic), source: Arc::clone(&self.source) }
    }

    /// Whether `exclude` names the file.
    pub(crate) fn excludes(&self, path: &Path) -> bool {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        path.strip_prefix(&self.folder)
            .is_ok_and(|path| self.exclude.matched_path_or_any_parents(path, false).is_ignore())
    }
}

fn wrong(
    path: &str,
    source: &Arc<Source>,
    id: &'static str,
    span: Span,
    message: String,
    help: Option<String>,
) -> Trouble {
    let diagnostic =
        Diagnostic { id, level: Level::Error, file: path.to_owned(), span, message, help, related: None, fix: None };
    Trouble::Wrong { diagnostic: Box::new(diagnostic), source: Arc::clone(source) }
}

/// Reads what is right and keeps what is wrong.
struct Reader<'t> {
    path: String,
    text: &'t str,
    source: Arc<Source>,
    wrong: Vec<Trouble>,
}

type Value<'i> = Spanned<DeValue<'i>>;

impl Reader<'_> {
    fn read(mut self, folder: PathBuf) -> (Config, Vec<Trouble>) {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let span = error.span().unwrap_or(0..0).into();
            self.say("not-toml", span, error.message().to_lowercase(), None);
        }
        let mut config = Config {
            path: self.path.clone(),
            source: Arc::clone(&self.source),
            folder,
            packs: None,
            exclude: Gitignore::empty(),
            levels: Vec::new(),
            adjustments: Adjustments::default(),
            fail_on: None,
            language: None,
            issuer: Vec::new(),
            as_of: None,
            bibliography: Vec::new(),
            baseline: None,
        };
        // Faults are told in the order of the text.
        let mut entries: Vec<_> = table.get_ref().iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let name: &str = key.get_ref().as_ref();
            match name {
                "packs" => config.packs = Some(self.strings(name, value)),
                "exclude" => config.exclude = self.globs(name, value),
                "levels" => config.levels.extend(self.levels(value)),
                "rules" => self.rules(value, &mut config),
                "lexicons" => config.adjustments.phrases = self.lexicons(value),
                "fail-on" => config.fail_on = self.fail_on(value),
                "language" => config.language = self.language(value),
                "issuer" => config.issuer = self.strings(name, value).into_iter().map(|(text, _)| text).collect(),
                "as-of" => config.as_of = self.day(value),
                "baseline" => config.baseline = self.text(name, value),
                "bibliography" => config.bibliography = self.strings(name, value),
                _ => {
                    let help = did_you_mean(name, KEYS).or_else(|| Some(format!("the keys are {}", listed(&KEYS))));
                    self.say("unknown-key", key.span().into(), format!("there is no key `{name}`"), help);
                }
            }
        }
        (config, self.wrong)
    }

    fn say(&mut self, id: &'static str, span: Span, message: String, help: Option<String>) {
        self.wrong.push(wrong(&self.path, &self.source, id, span, message, help));
    }

    fn bad(&mut self, value: &Value<'_>, message: String) {
        self.say("bad-value", value.span().into(), message, None);
    }

    /// One text, or a list of them.
    fn strings(&mut self, key: &str, value: &Value<'_>) -> Vec<(String, Span)> {
        let of = |value: &Value<'_>| value.get_ref().as_str().map(|text| (text.to_owned(), Span::from(value.span())));
        if matches!(key, "issuer" | "bibliography")
            && let Some(one) = of(value)
        {
            return vec![one];
        }
        let Some(array) = value.get_ref().as_array() else {
            self.bad(value, format!("`{key}` is a list of texts in quotation marks"));
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in array.iter() {
            match of(item) {
                Some(text) => texts.push(text),
                None => self.bad(item, format!("`{key}` is a list of texts in quotation marks")),
            }
        }
        texts
    }

    fn text(&mut self, key: &str, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.bad(value, format!("`{key}` is a text in quotation marks"));
        }
        text
    }

    fn globs(&mut self, key: &str, value: &Value<'_>) -> Gitignore {
        let mut builder = GitignoreBuilder::new("");
        for (glob, span) in self.strings(key, value) {
            if let Err(error) = builder.add_line(None, &glob) {
                self.say("bad-value", span, error.to_string().to_lowercase(), None);
            }
        }
        builder.build().unwrap_or_else(|_| Gitignore::empty())
    }

    fn levels(&mut self, value: &Value<'_>) -> Vec<(String, Level, Span)> {
        let Some(table) = value.get_ref().as_table() else {
            self.bad(value, "`levels` is a table of rules and their levels".to_owned());
            return Vec::new();
        };
        let mut levels = Vec::new();
        for (rule, value) in table.iter() {
            match value.get_ref().as_str().and_then(Level::new) {
                Some(level) => levels.push((rule.get_ref().to_string(), level, Span::from(rule.span()))),
                None => self.bad(value, "a level is \"off\", \"note\", \"warning\" or \"error\"".to_owned()),
            }
        }
        levels
    }

    /// `[rules."pack/rule"]`: a level, and the options of the rule.
    fn rules(&mut self, value: &Value<'_>, config: &mut Config) {
        let Some(table) = value.get_ref().as_table() else {
            self.bad(value, "`rules` is a table of rules, each with a table of its options".to_owned());
            return;
        };
        for (rule, value) in table.iter() {
            let Some(options) = value.get_ref().as_table() else {
                self.bad(value, "a rule has a table of options, as in `{ level = \"note\" }`".to_owned());
                continue;
            };
            for (option, value) in options.iter() {
                let name = rule.get_ref().to_string();
                if option.get_ref() == "level" {
                    match value.get_ref().as_str().and_then(Level::new) {
                        Some(level) => config.levels.push((name, level, Span::from(rule.span()))),
                        None => self.bad(value, "a level is \"off\", \"note\", \"warning\" or \"error\"".to_owned()),
                    }
                    continue;
                }
                let written = match value.get_ref() {
                    DeValue::String(text) => text.to_string(),
                    DeValue::Integer(number) => number.to_string(),
                    _ => {
                        self.bad(value, "the value of an option is a text or a number".to_owned());
                        continue;
                    }
                };
                let span = Span::new(option.span().start, value.span().end);
                let (option, origin) = (option.get_ref().to_string(), self.origin(span));
                config.adjustments.options.push(SetOption { origin, rule: name, option, value: written });
            }
        }
    }

    /// `[lexicons."pack.lexicon"]`: phrases by language.
    fn lexicons(&mut self, value: &Value<'_>) -> Vec<AddedPhrase> {
        let Some(table) = value.get_ref().as_table() else {
            self.bad(value, "`lexicons` is a table of lexicons, each with its phrases by language".to_owned());
            return Vec::new();
        };
        let mut added = Vec::new();
        for (lexicon, value) in table.iter() {
            let Some(languages) = value.get_ref().as_table() else {
                self.bad(value, "a lexicon has a table of phrases, as in `{ en = [\"phrase\"] }`".to_owned());
                continue;
            };
            for (word, value) in languages.iter() {
                let language = match word.get_ref().as_ref() {
                    "any" => None,
                    code => match Language::new(code) {
                        Some(language) => Some(language),
                        None => {
                            let message = format!("there is no language `{code}`");
                            let help = "a language is two letters, `en` or `fr`; `any` means each".to_owned();
                            self.say("unknown-key", word.span().into(), message, Some(help));
                            continue;
                        }
                    },
                };
                for (phrase, span) in self.strings(word.get_ref(), value) {
                    let (lexicon, origin) = (lexicon.get_ref().to_string(), self.origin(span));
                    added.push(AddedPhrase { origin, lexicon, language, phrase });
                }
            }
        }
        added
    }

    fn origin(&self, span: Span) -> Origin {
        Origin { file: self.path.clone(), span }
    }

    fn fail_on(&mut self, value: &Value<'_>) -> Option<FailOn> {
        match value.get_ref().as_str() {
            Some("note") => Some(FailOn::Note),
            Some("warning") => Some(FailOn::Warning),
            Some("error") => Some(FailOn::Error),
            Some("never") => Some(FailOn::Never),
            _ => {
                self.bad(value, "`fail-on` is \"note\", \"warning\", \"error\" or \"never\"".to_owned());
                None
            }
        }
    }

    fn language(&mut self, value: &Value<'_>) -> Option<Language> {
        let language = value.get_ref().as_str().and_then(Language::new);
        let language = language.filter(|language| [Language::EN, Language::FR].contains(language));
        if language.is_none() {
            self.bad(value, "`language` is \"en\" or \"fr\"".to_owned());
        }
        language
    }

    fn day(&mut self, value: &Value<'_>) -> Option<Date> {
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(day) => day.to_string(),
            _ => String::new(),
        };
        let day = Date::new(&text);
        if day.is_none() {
            self.bad(value, "`as-of` is a day: 2024-05-03".to_owned());
        }
        day
    }
}

fn listed(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}

/// The configurations that were found, by the folder that they were looked for from.
#[derive(Debug, Default)]
pub(crate) struct Found {
    by_folder: HashMap<PathBuf, Option<PathBuf>>,
}

impl Found {
    /// The nearest `toulmin.toml` at or above a folder.
    pub(crate) fn nearest(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some(known) = self.by_folder.get(folder) {
            return known.clone();
        }
        let here = folder.join(NAME);
        let found = if here.is_file() { Some(here) } else { folder.parent().and_then(|above| self.nearest(above)) };
        self.by_folder.insert(folder.to_owned(), found.clone());
        found
    }
}
