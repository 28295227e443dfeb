//! What holds for one draft: its configuration, those that this goes on from, and the overrides that name the draft.

use super::{Config, Globs};
use crate::cli::packs::Adjusted;
use crate::text::Span;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// What holds for a draft, the last that says something first asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    layers: Vec<Layer>,
    /// Where the configuration of the draft stands.
    folder: Option<PathBuf>,
}

/// What one file or one override says.
#[derive(Clone, Debug)]
pub(crate) struct Layer {
    pub(crate) config: Rc<Config>,
    /// The paths of an override.
    pub(crate) paths: Option<Globs>,
    /// The file and the override in it, by their numbers.
    at: (usize, usize),
}

impl Settings {
    /// What holds where nothing is configured.
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// Of files, each after those that it goes on from: first what they say, then their overrides for the draft.
    pub(crate) fn of(files: &[Rc<Config>], draft: Option<&Path>) -> Self {
        let plain =
            files.iter().enumerate().map(|(at, config)| Layer { config: Rc::clone(config), paths: None, at: (at, 0) });
        let mut layers: Vec<Layer> = plain.collect();
        for (at, config) in files.iter().enumerate() {
            let named = |paths: &Globs| draft.is_some_and(|draft| paths.name(&config.folder, draft));
            let overrides = config.overrides.iter().enumerate().filter(|(_, one)| named(&one.paths));
            layers.extend(overrides.map(|(n, one)| Layer {
                config: Rc::clone(&one.config),
                paths: Some(one.paths.clone()),
                at: (at, n + 1),
            }));
        }
        Self { layers, folder: files.last().map(|config| config.folder.clone()) }
    }

    /// What tells two of one configuration apart.
    pub(crate) fn key(&self) -> Vec<(usize, usize)> {
        self.layers.iter().map(|layer| layer.at).collect()
    }

    /// All that says something, those that hold over the others last.
    pub(crate) fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// Where the configuration of the draft stands.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// The last that has something, with what it has.
    pub(crate) fn last<'s, T: 's>(&'s self, of: impl Fn(&'s Config) -> Option<T>) -> Option<(&'s Config, T)> {
        self.layers.iter().rev().find_map(|layer| Some((&*layer.config, of(&layer.config)?)))
    }

    /// Whether `exclude` names a draft.
    pub(crate) fn excludes(&self, draft: &Path) -> bool {
        self.last(|config| config.exclude.as_ref()).is_some_and(|(by, globs)| globs.name(&by.folder, draft))
    }

    /// Whether anything of the packs themselves is changed.
    pub(crate) fn adjusts(&self) -> bool {
        self.layers.iter().any(|layer| layer.config.adjusts())
    }

    /// What is changed of the packs; of two that set an option, the last holds.
    pub(crate) fn adjusted(&self) -> Adjusted {
        let mut adjusted = Adjusted::default();
        for config in self.layers.iter().map(|layer| &layer.config).filter(|config| config.adjusts()) {
            adjusted.adjustments.phrases.extend(config.adjustments.phrases.iter().cloned());
            adjusted.adjustments.options.extend(config.adjustments.options.iter().cloned());
            if adjusted.by.iter().all(|file| file.path != config.path) {
                adjusted.by.push(config.file());
            }
        }
        adjusted
    }
}

impl Layer {
    /// Where it has a key.
    pub(crate) fn place_of(&self, key: &str) -> Option<String> {
        let (_, span) = self.config.written.iter().find(|(name, _)| *name == key)?;
        Some(self.place(*span))
    }

    /// A place in it, with the paths that it is for.
    pub(crate) fn place(&self, span: Span) -> String {
        let place = format!("{}:{}", self.config.path, self.config.line(span.start));
        match &self.paths {
            None => place,
            Some(paths) => format!("{place} (for {})", paths.written.join(", ")),
        }
    }
}
