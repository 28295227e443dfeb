//! What a check depends on besides rules and document.

use crate::program::{Level, Rule};
use crate::text::{Date, Language};

/// What a check depends on besides rules and document. There is no clock in it: a report is the same for ever.
#[derive(Clone, Debug, Default)]
pub struct Context {
    pub(crate) as_of: Option<Date>,
    pub(crate) issuers: Vec<String>,
    pub(crate) language: Option<Language>,
    pub(crate) only: Vec<String>,
    pub(crate) except: Vec<String>,
    pub(crate) levels: Vec<(String, Level)>,
}

impl Context {
    /// Nothing known.
    pub fn new() -> Self {
        Self::default()
    }

    /// The day from which the age of a source is counted, where the document bears no date.
    #[must_use]
    pub fn as_of(mut self, day: Date) -> Self {
        self.as_of = Some(day);
        self
    }

    /// A name of the document's issuer, for `independent of issuer`. May be called again for others.
    #[must_use]
    pub fn issuer(mut self, name: impl Into<String>) -> Self {
        self.issuers.push(name.into());
        self
    }

    /// The language of messages; the block's own where nothing is said.
    #[must_use]
    pub fn language(mut self, language: Language) -> Self {
        self.language = Some(language);
        self
    }

    /// Runs only the rules named so (`pack`, `pack/rule` or `rule`). May be called again for others.
    #[must_use]
    pub fn only(mut self, rule: impl Into<String>) -> Self {
        self.only.push(rule.into());
        self
    }

    /// Leaves out the rules named so. May be called again for others.
    #[must_use]
    pub fn except(mut self, rule: impl Into<String>) -> Self {
        self.except.push(rule.into());
        self
    }

    /// Gives a rule or a pack another level. The last that names a rule holds.
    #[must_use]
    pub fn level(mut self, rule: impl Into<String>, level: Level) -> Self {
        self.levels.push((rule.into(), level));
        self
    }

    /// The level of a finding of the engine itself, on the comments of a draft: a rule of the pack `toulmin`.
    pub(crate) fn level_of_our(&self, id: &str) -> Level {
        let means = |name: &str| name == id || name == "toulmin" || id.strip_prefix("toulmin/") == Some(name);
        let chosen = self.only.is_empty() || self.only.iter().any(|name| means(name));
        if !chosen || self.except.iter().any(|name| means(name)) {
            return Level::Off;
        }
        self.levels.iter().rev().find(|(name, _)| means(name)).map_or(Level::Warning, |(_, level)| *level)
    }

    /// The level at which a rule runs; `Level::Off` where it does not.
    pub(crate) fn level_of(&self, rule: &Rule) -> Level {
        let chosen = self.only.is_empty() || self.only.iter().any(|name| names(name, rule));
        if !chosen || self.except.iter().any(|name| names(name, rule)) {
            return Level::Off;
        }
        let set = self.levels.iter().rev().find(|(name, _)| names(name, rule)).map(|(_, level)| *level);
        let level = set.unwrap_or(rule.level);
        let asked_for = self.only.iter().any(|name| names_rule(name, rule));
        if level == Level::Off && set.is_none() && asked_for { Level::Note } else { level }
    }
}

/// Whether a name as people write it, `pack`, `rule` or `pack/rule`, means a rule.
fn names(name: &str, rule: &Rule) -> bool {
    names_rule(name, rule) || rule.id.split_once('/').is_some_and(|(pack, _)| pack == name)
}

pub(super) fn names_rule(name: &str, rule: &Rule) -> bool {
    rule.id == name || rule.id.rsplit('/').next() == Some(name) || rule.replaces(name)
}
