//! Reads a `toulmin.toml`: what is right of it, and all that is wrong.

use super::{Config, Globs, Override};
use crate::cli::args::FailOn;
use crate::cli::near::did_you_mean;
use crate::cli::trouble::{Source, Trouble};
use crate::program::{AddedPhrase, Adjustments, Diagnostic, Level, Origin, SetOption};
use crate::text::{Date, Language, Span};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::PathBuf;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The keys of a configuration.
pub(crate) const KEYS: [&str; 13] = [
    "extends", "packs", "exclude", "levels", "rules", "lexicons", "fail-on", "language", "issuer", "as-of",
    "bibliography", "baseline", "overrides",
];

/// The keys of an override, besides its `paths`: what may differ from draft to draft.
pub(crate) const OF_OVERRIDES: [&str; 9] =
    ["packs", "levels", "rules", "lexicons", "fail-on", "language", "issuer", "as-of", "bibliography"];

pub(super) fn wrong(
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
pub(super) struct Reader<'t> {
    pub(super) path: String,
    pub(super) text: &'t str,
    pub(super) source: Arc<Source>,
    pub(super) wrong: Vec<Trouble>,
}

type Value<'i> = Spanned<DeValue<'i>>;

impl Reader<'_> {
    pub(super) fn read(mut self, folder: PathBuf) -> (Config, Vec<Trouble>) {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let span = error.span().unwrap_or(0..0).into();
            self.say("not-toml", span, error.message().to_lowercase(), None);
        }
        let mut config = self.empty(folder);
        self.entries(table.get_ref(), &mut config, &KEYS);
        (config, self.wrong)
    }

    fn empty(&self, folder: PathBuf) -> Config {
        Config {
            path: self.path.clone(),
            source: Arc::clone(&self.source),
            folder,
            extends: Vec::new(),
            packs: None,
            exclude: None,
            levels: Vec::new(),
            adjustments: Adjustments::default(),
            fail_on: None,
            language: None,
            issuer: None,
            as_of: None,
            bibliography: None,
            baseline: None,
            overrides: Vec::new(),
            written: Vec::new(),
        }
    }

    fn entries(&mut self, table: &DeTable<'_>, config: &mut Config, keys: &[&str]) {
        // Faults are told in the order of the text.
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let name: &str = key.get_ref().as_ref();
            let Some(known) = keys.iter().find(|known| **known == name) else {
                let help = did_you_mean(name, keys.iter().copied());
                let help = help.or_else(|| Some(format!("the keys are {}", listed(keys))));
                self.say("unknown-key", key.span().into(), format!("there is no key `{name}`"), help);
                continue;
            };
            config.written.extend(KEYS.iter().find(|one| *one == known).map(|key_of| (*key_of, key.span().into())));
            match name {
                "extends" => config.extends = self.strings(name, value),
                "packs" => config.packs = Some(self.strings(name, value)),
                "exclude" => config.exclude = Some(self.globs(name, value)),
                "levels" => config.levels.extend(self.levels(value)),
                "rules" => self.rules(value, config),
                "lexicons" => config.adjustments.phrases = self.lexicons(value),
                "fail-on" => config.fail_on = self.fail_on(value),
                "language" => config.language = self.language(value),
                "issuer" => {
                    config.issuer = Some(self.strings(name, value).into_iter().map(|(text, _)| text).collect());
                }
                "as-of" => config.as_of = self.day(value),
                "bibliography" => config.bibliography = Some(self.strings(name, value)),
                "baseline" => config.baseline = self.string(name, value),
                "overrides" => self.overrides(value, config),
                // The paths of an override are read with it.
                _ => {}
            }
        }
    }

    /// `[[overrides]]`: what holds for drafts at some paths.
    fn overrides(&mut self, value: &Value<'_>, config: &mut Config) {
        let Some(array) = value.get_ref().as_array() else {
            self.bad(value, "`overrides` is a list of tables, each headed `[[overrides]]`".to_owned());
            return;
        };
        for item in array.iter() {
            let Some(table) = item.get_ref().as_table() else {
                self.bad(item, "an override is a table, headed `[[overrides]]`".to_owned());
                continue;
            };
            let Some((_, globs)) = table.iter().find(|(key, _)| key.get_ref() == "paths") else {
                self.bad(item, "an override names its drafts: `paths = [\"speeches/**\"]`".to_owned());
                continue;
            };
            let paths = self.globs("paths", globs);
            let mut own = self.empty(config.folder.clone());
            let keys: Vec<&str> = ["paths"].into_iter().chain(OF_OVERRIDES).collect();
            self.entries(table, &mut own, &keys);
            config.overrides.push(Override { paths, config: own.into() });
        }
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
        if matches!(key, "issuer" | "bibliography" | "extends")
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

    fn string(&mut self, key: &str, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.bad(value, format!("`{key}` is a text in quotation marks"));
        }
        text
    }

    fn globs(&mut self, key: &str, value: &Value<'_>) -> Globs {
        let mut builder = GitignoreBuilder::new("");
        let mut written = Vec::new();
        for (glob, span) in self.strings(key, value) {
            if let Err(error) = builder.add_line(None, &glob) {
                self.say("bad-value", span, error.to_string().to_lowercase(), None);
            }
            written.push(glob);
        }
        Globs { written, read: builder.build().unwrap_or_else(|_| Gitignore::empty()) }
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
