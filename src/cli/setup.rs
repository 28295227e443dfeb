//! What a draft is checked with: its configuration and the command's options made one.

use super::args::{ChoiceArgs, FailOn};
use super::bibliography::Shelf;
use super::config::{Config, Found, Settings, chain};
use super::files::Input;
use super::near::did_you_mean;
use super::packs::{Care, RuleSet, Shipped, named};
use super::trouble::Trouble;
use crate::document::Bibliography;
use crate::engine::Context;
use crate::program::{Level, Rule};
use crate::text::Language;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

/// What drafts with one configuration are checked with.
#[derive(Debug)]
pub(crate) struct Setup {
    pub(crate) rules: Arc<RuleSet>,
    pub(crate) context: Context,
    pub(crate) fail_on: FailOn,
    pub(crate) language: Option<Language>,
    /// The packs that run.
    pub(crate) chosen: BTreeSet<String>,
    /// Those that the command and the configuration name.
    pub(crate) bibliographies: Vec<Arc<Bibliography>>,
    /// Whether each of them could be read.
    pub(crate) all_bibliographies: bool,
    pub(crate) shelf: Arc<Shelf>,
    /// The baseline that the configuration names.
    pub(crate) baseline: Option<PathBuf>,
    /// The folder below which a draft may name files.
    pub(crate) root: Option<PathBuf>,
}

impl Setup {
    /// Whether a rule runs at all, levels apart.
    pub(crate) fn runs(&self, rule: &Rule) -> bool {
        rule.id.split_once('/').is_some_and(|(pack, _)| self.chosen.contains(pack))
            && (self.context.only.is_empty() || self.context.only.iter().any(|name| named(rule, name)))
            && !self.context.except.iter().any(|name| named(rule, name))
    }

    /// The level of a rule: the last that names it.
    pub(crate) fn level(&self, rule: &Rule) -> Level {
        let told = self.context.levels.iter().rev().find(|(name, _)| named(rule, name));
        told.map_or(rule.level, |(_, level)| *level)
    }
}

/// A configuration, and the overrides that hold.
type Key = (Option<PathBuf>, Vec<(usize, usize)>);

/// Setups by configuration, made when a draft first needs one.
#[derive(Debug)]
pub(crate) struct Setups<'a> {
    choice: &'a ChoiceArgs,
    found: Found,
    /// Each with those that it goes on from.
    configs: BTreeMap<PathBuf, Vec<Rc<Config>>>,
    rule_sets: BTreeMap<(Vec<PathBuf>, Shipped, Option<Key>), Arc<RuleSet>>,
    made: BTreeMap<Key, Arc<Setup>>,
    pub(crate) shelf: Arc<Shelf>,
    /// Whether the command names a rule or a pack that there is not.
    pub(crate) misnamed: bool,
    /// Whether it was said which names on the command line are old ones.
    noted: bool,
    /// What was wrong with configurations and rules.
    pub(crate) troubles: Vec<Trouble>,
}

impl<'a> Setups<'a> {
    /// For the options of a command.
    pub(crate) fn new(choice: &'a ChoiceArgs) -> Self {
        Self {
            choice,
            found: Found::default(),
            configs: BTreeMap::new(),
            rule_sets: BTreeMap::new(),
            made: BTreeMap::new(),
            shelf: Arc::default(),
            misnamed: false,
            noted: false,
            troubles: Vec::new(),
        }
    }

    /// The setup of a draft; `None` for one that its configuration excludes.
    pub(crate) fn of(&mut self, input: &Input) -> Option<Arc<Setup>> {
        let (path, settings) = self.settings(&input.path);
        if !input.outright && settings.excludes(&input.path) {
            return None;
        }
        Some(self.setup(path, &settings))
    }

    /// The setup of a draft that is named outright.
    pub(crate) fn of_path(&mut self, draft: &Path) -> Arc<Setup> {
        let (path, settings) = self.settings(draft);
        self.setup(path, &settings)
    }

    /// The setup of the folder that the command runs in.
    pub(crate) fn here(&mut self) -> Arc<Setup> {
        let (path, settings) = self.settings_here();
        self.setup(path, &settings)
    }

    /// What is configured for a draft.
    pub(crate) fn settings(&mut self, draft: &Path) -> (Option<PathBuf>, Settings) {
        let folder = draft.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let path = self.config_path(folder);
        let settings = path.as_ref().map_or_else(Settings::none, |path| Settings::of(&self.configs(path), Some(draft)));
        (path, settings)
    }

    /// What is configured for the folder that the command runs in.
    pub(crate) fn settings_here(&mut self) -> (Option<PathBuf>, Settings) {
        let path = self.config_path(Path::new("."));
        let settings = path.as_ref().map_or_else(Settings::none, |path| Settings::of(&self.configs(path), None));
        (path, settings)
    }

    fn config_path(&mut self, folder: &Path) -> Option<PathBuf> {
        if self.choice.no_config {
            return None;
        }
        if let Some(path) = &self.choice.config {
            return Some(path.clone());
        }
        let folder = folder.canonicalize().ok()?;
        self.found.nearest(&folder)
    }

    fn configs(&mut self, path: &Path) -> Vec<Rc<Config>> {
        if let Some(known) = self.configs.get(path) {
            return known.clone();
        }
        // Told as the reader would name it, where it is below the folder of the command.
        let here = std::env::current_dir().ok();
        let near = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
        let near = near.as_deref().unwrap_or(path);
        let configs = match chain(near) {
            Ok((configs, wrong)) => {
                self.troubles.extend(wrong);
                configs
            }
            Err(error) => {
                self.troubles.push(Trouble::io(near, &error));
                Vec::new()
            }
        };
        self.configs.insert(path.to_owned(), configs.clone());
        configs
    }

    fn setup(&mut self, path: Option<PathBuf>, settings: &Settings) -> Arc<Setup> {
        let key = (path, settings.key());
        if let Some(made) = self.made.get(&key) {
            return Arc::clone(made);
        }
        let told = self.troubles.len();
        let setup = Arc::new(self.make(&key, settings));
        self.tell_once(told);
        self.made.insert(key, Arc::clone(&setup));
        setup
    }

    /// Of troubles from a number on, forgets those that were told before: setups share files.
    fn tell_once(&mut self, from: usize) {
        let new = self.troubles.split_off(from);
        for trouble in new {
            if !self.troubles.iter().any(|told| told.says_the_same(&trouble)) {
                self.troubles.push(trouble);
            }
        }
    }

    fn make(&mut self, key: &Key, settings: &Settings) -> Setup {
        let packs = settings.last(|config| config.packs.as_deref()).filter(|_| self.choice.rules.is_empty());
        let (config, asked) = packs.unzip();
        let mut paths = self.choice.rules.clone();
        let mut names = Vec::new();
        for (pack, span) in asked.unwrap_or_default() {
            let folder = config.map(|config| config.folder.join(pack)).filter(|folder| folder.exists());
            match folder {
                Some(folder) => paths.push(near_here(folder)),
                None => names.push((pack, *span)),
            }
        }
        let all = self.choice.rules.is_empty() && asked.is_none();
        let needed = names.iter().map(|(name, _)| (*name).clone()).chain(self.choice.pack.iter().cloned());
        let shipped = if all { Shipped::All } else { Shipped::Needed(needed.collect()) };
        let rules = self.rule_set(paths, shipped, key, settings);
        let mut chosen: BTreeSet<String> = rules.given.clone();
        for (name, span) in names {
            if rules.packs().any(|pack| pack == name) {
                chosen.insert(name.clone());
            } else if let Some(config) = config {
                let help = did_you_mean(name, rules.packs());
                let message = format!("there is no pack and no folder `{name}`");
                self.troubles.push(config.wrong("unknown-pack", span, message, help));
            }
        }
        if !self.choice.pack.is_empty() {
            chosen = self.choice.pack.iter().cloned().collect();
        } else if self.choice.rules.is_empty() && asked.is_none() {
            chosen = rules.packs().map(str::to_owned).collect();
        }
        self.check_names(&rules);
        // A rule that is asked for by name runs, wherever it is from.
        let all = rules.rules();
        if self.choice.pack.is_empty() {
            let asked_for = all.iter().filter(|rule| self.choice.only.iter().any(|name| named(rule, name)));
            chosen.extend(asked_for.filter_map(|rule| rule.id.split_once('/')).map(|(pack, _)| pack.to_owned()));
        }
        let context = self.context(settings, &rules, &chosen);
        let fail_on = settings.last(|config| config.fail_on).map_or(FailOn::Warning, |(_, level)| level);
        let language = self.choice.language.or_else(|| settings.last(|config| config.language).map(|(_, one)| one));
        let paths = self.bibliographies(settings);
        let bibliographies: Vec<_> = paths.iter().filter_map(|path| self.shelf.open(path)).collect();
        let root = settings.folder().map(Path::to_owned).or_else(|| std::env::current_dir().ok());
        let baseline = settings.last(|config| config.baseline.as_ref());
        Setup {
            rules,
            context,
            fail_on,
            language,
            chosen,
            all_bibliographies: bibliographies.len() == paths.len(),
            bibliographies,
            shelf: Arc::clone(&self.shelf),
            baseline: baseline.map(|(by, name)| near_here(by.folder.join(name))),
            root: root.and_then(|root| root.canonicalize().ok()),
        }
    }

    /// The bibliographies that the command and the configuration name; the configuration's are below its folder.
    fn bibliographies(&mut self, settings: &Settings) -> Vec<PathBuf> {
        let mut paths = self.choice.bibliography.clone();
        let Some((config, named)) = settings.last(|config| config.bibliography.as_ref()) else { return paths };
        for (name, span) in named {
            let path = config.folder.join(name);
            match path.canonicalize() {
                Ok(path) if !path.starts_with(&config.folder) => {
                    let message = format!("`{name}` is outside of the folder of this file");
                    let help = "name it with `--bibliography`".to_owned();
                    self.troubles.push(config.wrong("bad-value", *span, message, Some(help)));
                }
                Ok(path) if path.exists() && !path.is_file() => {
                    self.troubles.push(config.wrong("bad-value", *span, format!("`{name}` is no file"), None));
                }
                // One that is not there is told when it is opened.
                Ok(_) | Err(_) => paths.push(near_here(path)),
            }
        }
        paths
    }

    fn rule_set(&mut self, paths: Vec<PathBuf>, shipped: Shipped, key: &Key, settings: &Settings) -> Arc<RuleSet> {
        // Configurations that change nothing of the packs share them.
        let by = settings.adjusts().then(|| key.clone());
        if let Some(known) = self.rule_sets.get(&(paths.clone(), shipped.clone(), by.clone())) {
            return Arc::clone(known);
        }
        let adjusted = settings.adjusted();
        let rules = Arc::new(RuleSet::read_adjusted(&paths, &shipped, Care::Errors, &adjusted));
        let adjusted_by = adjusted.by;
        // A name that is not among these may be of another pack that ships.
        let configs = settings.layers().iter().map(|layer| &layer.config);
        let levels = configs.clone().flat_map(|config| &config.levels).map(|(name, ..)| name);
        let adjusted = configs.flat_map(|config| config.adjustments.options.iter().map(|set| &set.rule));
        let levels = levels.chain(adjusted);
        let asked = self.choice.only.iter().chain(&self.choice.except).chain(levels);
        let mut asked = asked.chain(self.choice.level.iter().map(|(name, _)| name)).chain(&self.choice.pack);
        if shipped != Shipped::All && asked.any(|name| !rules.names().contains(name.as_str())) {
            return self.rule_set(paths, Shipped::All, key, settings);
        }
        // With `--rules` other packs are left out, and what the configuration says of them is about nothing here.
        let of_others = |trouble: &Trouble| {
            let unknown = |file: &str| adjusted_by.iter().any(|config| config.path == file);
            matches!(trouble, Trouble::Wrong { diagnostic, .. } if diagnostic.id == "unknown-name" && unknown(&diagnostic.file))
        };
        let partial = !self.choice.rules.is_empty();
        self.troubles.extend(rules.troubles().into_iter().filter(|trouble| !(partial && of_others(trouble))));
        self.rule_sets.insert((paths, shipped, by), Arc::clone(&rules));
        rules
    }

    fn context(&mut self, settings: &Settings, rules: &RuleSet, chosen: &BTreeSet<String>) -> Context {
        let choice = self.choice;
        let mut context = Context::new();
        if let Some(day) = choice.as_of.or_else(|| settings.last(|config| config.as_of).map(|(_, day)| day)) {
            context = context.as_of(day);
        }
        let issuers = settings.last(|config| config.issuer.as_ref()).into_iter().flat_map(|(_, names)| names);
        for issuer in issuers.chain(&choice.issuer) {
            context = context.issuer(issuer);
        }
        if let Some(language) = choice.language.or_else(|| settings.last(|config| config.language).map(|(_, one)| one))
        {
            context = context.language(language);
        }
        for name in &choice.only {
            context = context.only(name);
        }
        for pack in rules.packs().filter(|pack| !chosen.contains(*pack)) {
            context = context.except(pack);
        }
        for name in &choice.except {
            context = context.except(name);
        }
        let names = rules.names();
        for config in settings.layers().iter().map(|layer| &layer.config) {
            // A rule's own level holds over its pack's.
            let mut levels: Vec<_> = config.levels.iter().collect();
            levels.sort_by_key(|(name, ..)| !rules.packs().any(|pack| pack == name));
            for (name, level, span) in levels {
                if names.contains(name.as_str()) {
                    context = context.level(name, *level);
                    let outdated = rules.outdated(name);
                    self.troubles.extend(outdated.map(|says| config.note("outdated-name", *span, says)));
                } else {
                    let help = did_you_mean(name, names.iter().copied());
                    // With `--rules`, it is most likely a rule of a pack that is left out, unless it is all but one of these.
                    if !self.choice.rules.is_empty() && (name.contains('/') || help.is_none()) {
                        continue;
                    }
                    let message = format!("there is no rule and no pack `{name}`");
                    self.troubles.push(config.wrong("unknown-rule", *span, message, help));
                }
            }
        }
        for (name, level) in &choice.level {
            context = context.level(name, *level);
        }
        context
    }

    /// Names on the command line that mean nothing.
    fn check_names(&mut self, rules: &RuleSet) {
        if self.misnamed {
            return;
        }
        let names = rules.names();
        let packs: BTreeSet<&str> = rules.packs().collect();
        let level = self.choice.level.iter().map(|(name, _)| name);
        let of_rules = [("--only", &self.choice.only), ("--except", &self.choice.except)];
        let mut unknown = Vec::new();
        for (option, given) in of_rules {
            unknown
                .extend(given.iter().filter(|name| !names.contains(name.as_str())).map(|name| (option, name, &names)));
        }
        unknown.extend(level.filter(|name| !names.contains(name.as_str())).map(|name| ("--level", name, &names)));
        let of_packs = self.choice.pack.iter().filter(|name| !packs.contains(name.as_str()));
        unknown.extend(of_packs.map(|name| ("--pack", name, &packs)));
        let asked = of_rules.into_iter().flat_map(|(option, given)| given.iter().map(move |name| (option, name)));
        let asked = asked.chain(self.choice.level.iter().map(|(name, _)| ("--level", name)));
        for (option, name) in asked.filter(|_| !self.noted) {
            let note = |says| Trouble::Note { about: option.to_owned(), says };
            self.troubles.extend(rules.outdated(name).map(note));
        }
        self.noted = true;
        for (option, name, known) in unknown {
            let help = did_you_mean(name, known.iter().copied()).map_or_else(String::new, |help| format!("; {help}"));
            let what = if option == "--pack" { "pack" } else { "rule and no pack" };
            let trouble =
                Trouble::Unreadable { path: option.to_owned(), reason: format!("there is no {what} `{name}`{help}") };
            self.troubles.push(trouble);
            self.misnamed = true;
        }
    }
}

/// A path without the folder that the command runs in.
pub(crate) fn near_here(path: PathBuf) -> PathBuf {
    let here = std::env::current_dir().ok();
    here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned)).unwrap_or(path)
}
