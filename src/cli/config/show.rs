//! `toulmin config`: what holds for a draft, and which file says so.

use super::Settings;
use crate::cli::Outcome;
use crate::cli::args::{ConfigArgs, RulesFormat};
use crate::cli::check::{failures, print_json};
use crate::cli::setup::{Setup, Setups};
use crate::cli::terminal::Terminal;
use crate::cli::trouble::{self, Trouble, shown};
use crate::report::{json, visible};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The form of a configuration, for editors.
const SCHEMA: &str = include_str!("schema.json");

/// What `--format json` prints. Keys may be added to version 1, none will change.
#[derive(Serialize)]
struct Shown {
    version: u32,
    /// The draft; none for the folder of the command.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    /// The configuration, then those that it goes on from.
    files: Vec<String>,
    /// Whether the draft is checked only where a command names it.
    excluded: bool,
    values: Vec<Row>,
    errors: Vec<json::Failure>,
}

/// A key, its value, and who says so.
#[derive(Serialize)]
struct Row {
    key: String,
    value: Value,
    /// The file and the line in it; none for what holds where nothing is said.
    from: Option<String>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Value {
    One(String),
    Many(Vec<String>),
    /// What holds where nothing is said, in words for people alone.
    #[serde(serialize_with = "nothing")]
    Default(&'static str),
}

fn nothing<S: Serializer>(_: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_none()
}

impl Value {
    fn words(&self) -> String {
        match self {
            Self::One(word) => word.clone(),
            Self::Many(words) => words.join(", "),
            Self::Default(words) => (*words).to_owned(),
        }
    }
}

/// Prints what holds for a draft, or for the folder of the command.
pub(crate) fn run(args: &ConfigArgs, terminal: &Terminal) -> Outcome {
    if args.schema {
        terminal.out(SCHEMA);
        return Outcome::Clean;
    }
    let mut setups = Setups::new(&args.choice);
    let (path, settings) = match &args.file {
        Some(file) => setups.settings(file),
        None => setups.settings_here(),
    };
    // Names of rules and packs are seen with the rules alone.
    let setup = match &args.file {
        Some(file) => setups.of_path(file),
        None => setups.here(),
    };
    let files = settings.layers().iter().rev().filter(|layer| layer.paths.is_none() && path.is_some());
    let shown = Shown {
        version: 1,
        path: args.file.as_ref().map(|file| shown(file)),
        files: files.map(|layer| layer.config.path.clone()).collect(),
        excluded: args.file.as_ref().is_some_and(|file| settings.excludes(file)),
        values: rows(&settings, &setup),
        errors: failures(&setups.troubles),
    };
    if args.format == RulesFormat::Json {
        print_json(&shown, terminal);
    } else {
        trouble::draw(&setups.troubles, terminal);
        terminal.out(&visible(&shown.page()));
    }
    if setups.troubles.iter().any(Trouble::is_error) { Outcome::Failed } else { Outcome::Clean }
}

impl Shown {
    /// For people.
    fn page(&self) -> String {
        let whose = self.path.as_deref().unwrap_or("this folder");
        let mut page = match self.files.as_slice() {
            [] => format!("{whose}: no configuration\n"),
            files => format!("{whose}: {}\n", files.join(", then ")),
        };
        if self.excluded {
            page.push_str("excluded: a draft of this name is checked only where the command names it\n");
        }
        let values: Vec<String> = self.values.iter().map(|row| row.value.words()).collect();
        let wide =
            |words: &mut dyn Iterator<Item = &String>| words.map(|w| w.chars().count()).max().unwrap_or(0).min(48);
        let (keys, width) = (wide(&mut self.values.iter().map(|row| &row.key)), wide(&mut values.iter()));
        page.push('\n');
        for (Row { key, from, .. }, value) in self.values.iter().zip(&values) {
            let _ = writeln!(page, "{key:keys$}  {value:width$}  {}", from.as_deref().unwrap_or("default"));
        }
        page
    }
}

fn rows(settings: &Settings, setup: &Setup) -> Vec<Row> {
    let words = |of: &[(String, crate::text::Span)]| Value::Many(of.iter().map(|(word, _)| word.clone()).collect());
    let packs = settings.last(|config| config.packs.as_deref()).map(|(_, packs)| words(packs));
    let exclude = settings.last(|config| config.exclude.as_ref()).map(|(_, globs)| Value::Many(globs.written.clone()));
    let fail_on = settings.last(|config| config.fail_on).map(|(_, level)| Value::One(level.word().to_owned()));
    let language = settings.last(|config| config.language).map(|(_, language)| Value::One(language.to_string()));
    let issuer = settings.last(|config| config.issuer.as_ref()).map(|(_, names)| Value::Many(names.clone()));
    let as_of = settings.last(|config| config.as_of).map(|(_, day)| Value::One(day.to_string()));
    let bibliography = settings.last(|config| config.bibliography.as_deref()).map(|(_, files)| words(files));
    let baseline = settings.last(|config| config.baseline.as_ref()).map(|(_, file)| Value::One(file.clone()));
    let mut rows: Vec<Row> = [
        ("packs", packs, "all that ship"),
        ("exclude", exclude, "nothing"),
        ("fail-on", fail_on, "warning"),
        ("language", language, "that of each passage"),
        ("issuer", issuer, "nobody"),
        ("as-of", as_of, "the day of the draft"),
        ("bibliography", bibliography, "those that a draft names"),
        ("baseline", baseline, "toulmin-baseline.json"),
    ]
    .into_iter()
    .map(|(key, value, default)| Row {
        key: key.to_owned(),
        from: value.is_some().then(|| place(settings, key)),
        value: value.unwrap_or(Value::Default(default)),
    })
    .collect();
    rows.extend(levels(settings, setup));
    let mut options: BTreeMap<String, (String, String)> = BTreeMap::new();
    for layer in settings.layers() {
        for set in &layer.config.adjustments.options {
            let key = format!("{} {}", whole_name(&set.rule, setup), set.option);
            options.insert(key, (set.value.clone(), layer.place(set.origin.span)));
        }
    }
    rows.extend(options.into_iter().map(|(key, (value, by))| said(key, value, by)));
    for layer in settings.layers() {
        let phrases = layer.config.adjustments.phrases.iter();
        rows.extend(phrases.map(|one| {
            let language = one.language.map_or_else(|| "any".to_owned(), |language| language.to_string());
            let phrase = format!("\u{201c}{}\u{201d}", one.phrase);
            said(format!("{} {language}", one.lexicon), phrase, layer.place(one.origin.span))
        }));
    }
    rows
}

fn said(key: String, value: String, by: String) -> Row {
    Row { key, value: Value::One(value), from: Some(by) }
}

/// The levels that hold: a rule's own over its pack's, and what is said later over both.
fn levels(settings: &Settings, setup: &Setup) -> Vec<Row> {
    let mut levels: BTreeMap<String, (String, String)> = BTreeMap::new();
    for layer in settings.layers() {
        let named = layer.config.levels.iter().map(|(name, level, span)| (whole_name(name, setup), level, span));
        let (rules, packs): (Vec<_>, Vec<_>) = named.partition(|(name, ..)| name.contains('/'));
        for (name, level, span) in packs.into_iter().chain(rules) {
            levels.retain(|known, _| known.split_once('/').is_none_or(|(pack, _)| pack != name));
            levels.insert(name, (level.word().to_owned(), layer.place(*span)));
        }
    }
    levels.into_iter().map(|(name, (level, by))| said(format!("{name} level"), level, by)).collect()
}

/// The name of a rule with its pack, where it can be told.
fn whole_name(name: &str, setup: &Setup) -> String {
    let rules = setup.rules.rules();
    let mut meant = rules.iter().filter(|rule| {
        rule.id == name || rule.id.split_once('/').is_some_and(|(_, short)| short == name) || rule.replaces(name)
    });
    match (meant.next(), meant.next()) {
        (Some(rule), None) => rule.id.clone(),
        _ => name.to_owned(),
    }
}

/// Where the value that holds is written.
fn place(settings: &Settings, key: &str) -> String {
    settings.layers().iter().rev().find_map(|layer| layer.place_of(key)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::read::{KEYS, OF_OVERRIDES};
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_schema_has_the_keys_that_are_read() {
        let schema: serde_json::Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
        let keys = |of: &serde_json::Value| -> BTreeSet<String> {
            of["properties"].as_object().expect("it has properties").keys().cloned().collect()
        };
        let known = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(keys(&schema), known(&KEYS));
        let overrides = &schema["properties"]["overrides"]["items"];
        assert_eq!(keys(overrides), known(&[&OF_OVERRIDES[..], &["paths"]].concat()));
        for object in [&schema, overrides] {
            assert_eq!(object["additionalProperties"], false, "an unknown key is an error");
        }
        let options = &schema["$defs"]["rules"]["additionalProperties"]["properties"];
        let named: BTreeSet<String> = options.as_object().expect("a rule has options").keys().cloned().collect();
        assert_eq!(named, known(&[&crate::program::OPTIONS[..], &["level"]].concat()));
    }
}
