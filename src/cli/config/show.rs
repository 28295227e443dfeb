//! `toulmin config`: what holds for a draft, and which file says so.

use super::Settings;
use crate::cli::Outcome;
use crate::cli::args::ConfigArgs;
use crate::cli::setup::{Setup, Setups};
use crate::cli::terminal::Terminal;
use crate::cli::trouble::{self, Trouble, shown};
use crate::report::visible;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The form of a configuration, for editors.
const SCHEMA: &str = include_str!("schema.json");

/// A line: a key, its value, and who says so.
type Row = (String, String, String);

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
    trouble::draw(&setups.troubles, terminal);
    let whose = args.file.as_ref().map_or_else(|| "this folder".to_owned(), |file| shown(file));
    let mut page = match path {
        None => format!("{whose}: no configuration\n"),
        Some(_) => {
            let files = settings.layers().iter().rev().filter(|layer| layer.paths.is_none());
            let files: Vec<&str> = files.map(|layer| layer.config.path.as_str()).collect();
            format!("{whose}: {}\n", files.join(", then "))
        }
    };
    if args.file.as_ref().is_some_and(|file| settings.excludes(file)) {
        page.push_str("excluded: a draft of this name is checked only where the command names it\n");
    }
    let rows = rows(&settings, &setup);
    let wide = |of: fn(&Row) -> &str| rows.iter().map(|row| of(row).chars().count()).max().unwrap_or(0).min(48);
    let (keys, values) = (wide(|row| &row.0), wide(|row| &row.1));
    page.push('\n');
    for (key, value, by) in &rows {
        let _ = writeln!(page, "{key:keys$}  {value:values$}  {by}");
    }
    terminal.out(&visible(&page));
    if setups.troubles.iter().any(Trouble::is_error) { Outcome::Failed } else { Outcome::Clean }
}

fn rows(settings: &Settings, setup: &Setup) -> Vec<Row> {
    let words =
        |of: &[(String, crate::text::Span)]| of.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(", ");
    let packs = settings.last(|config| config.packs.as_deref()).map(|(_, packs)| words(packs));
    let exclude = settings.last(|config| config.exclude.as_ref()).map(|(_, globs)| globs.written.join(", "));
    let fail_on = settings.last(|config| config.fail_on).map(|(_, level)| level.word().to_owned());
    let language = settings.last(|config| config.language).map(|(_, language)| language.to_string());
    let issuer = settings.last(|config| config.issuer.as_ref()).map(|(_, names)| names.join(", "));
    let as_of = settings.last(|config| config.as_of).map(|(_, day)| day.to_string());
    let bibliography = settings.last(|config| config.bibliography.as_deref()).map(|(_, files)| words(files));
    let baseline = settings.last(|config| config.baseline.as_ref()).map(|(_, file)| file.clone());
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
    .map(|(key, value, default)| match value {
        Some(value) => (key.to_owned(), value, place(settings, key)),
        None => (key.to_owned(), default.to_owned(), "default".to_owned()),
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
    rows.extend(options.into_iter().map(|(key, (value, by))| (key, value, by)));
    for layer in settings.layers() {
        let phrases = layer.config.adjustments.phrases.iter();
        rows.extend(phrases.map(|one| {
            let language = one.language.map_or_else(|| "any".to_owned(), |language| language.to_string());
            (
                format!("{} {language}", one.lexicon),
                format!("\u{201c}{}\u{201d}", one.phrase),
                layer.place(one.origin.span),
            )
        }));
    }
    rows
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
    levels.into_iter().map(|(name, (level, by))| (format!("{name} level"), level, by)).collect()
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
