//! A rule file in the editor: its pack compiled as one types, and what can be asked about its names and phrases.

mod actions;
mod completion;
mod context;
mod definition;
mod diagnostics;
mod examples;
mod format;
mod hover;
mod lens;
mod outline;
mod pack;
mod phrase;
mod rename;
pub(super) mod tokens;
mod words;

pub(super) use actions::actions;
pub(super) use completion::complete;
pub(super) use definition::{definition, references};
pub(super) use diagnostics::{diagnostic, diagnostics, look_later};
pub(super) use examples::run_examples;
pub(super) use format::format;
pub(super) use hover::hover;
pub(super) use lens::lenses;
pub(super) use outline::symbols;
pub(super) use pack::Packs;
pub(super) use rename::{prepare_rename, rename};
