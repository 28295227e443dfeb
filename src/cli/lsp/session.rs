//! What the server knows: the texts that are open, the configuration that holds for them, and what was found in each.

use super::client::Client;
use super::draft::Checked;
use super::open::{Open, What};
use super::rules::Packs;
use super::text::Text;
use super::uri;
use crate::cli::args::ChoiceArgs;
use crate::cli::baseline::Baselines;
use crate::cli::files::Input;
use crate::cli::setup::Setups;
use crate::cli::trouble::{Trouble, shown};
use crate::document::Format;
use gen_lsp_types::{
    LspNotificationMethod, LspRequestMethod, MessageType, Notification, Request, ShowMessageParams, Uri,
};
use lsp_server::{Message, RequestId};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::rc::Rc;

/// What the server knows.
pub(super) struct Session<'a> {
    choice: &'a ChoiceArgs,
    pub(super) client: Client,
    pub(super) open: BTreeMap<String, Open>,
    setups: Setups<'a>,
    baselines: Baselines,
    /// Rule files by pack, as they are in the editor.
    pub(super) packs: Packs,
    /// How often the configuration was read.
    pub(super) generation: u64,
    states: u64,
    /// Files that were told faults of a configuration.
    pub(super) faulted: BTreeSet<String>,
    /// How many faults have been told, of those that there are.
    pub(super) told: usize,
    /// What is to be sent.
    outbox: Vec<Message>,
    asked: i32,
}

impl<'a> Session<'a> {
    /// Nothing open.
    pub(super) fn new(choice: &'a ChoiceArgs) -> Self {
        Self {
            choice,
            client: Client::default(),
            open: BTreeMap::new(),
            setups: Setups::new(choice),
            baselines: Baselines::new(None, false),
            packs: Packs::default(),
            generation: 0,
            states: 0,
            faulted: BTreeSet::new(),
            told: 0,
            outbox: Vec::new(),
            asked: 0,
        }
    }

    /// A number for a state of a text.
    pub(super) fn state(&mut self) -> u64 {
        self.states += 1;
        self.states
    }

    /// The open text that a URI names.
    pub(super) fn get(&self, uri: &Uri) -> Option<&Open> {
        self.open.get(&uri::key(uri))
    }

    /// A text was opened, changed or closed: where it is a rule file, what is said of the others that are open may be old.
    pub(super) fn rules_changed(&mut self, uri: &Uri, what: What) {
        if what != What::Rules {
            return;
        }
        self.packs.forget();
        let key = uri::key(uri);
        for (_, open) in self.open.iter_mut().filter(|(other, open)| **other != key && open.what == What::Rules) {
            self.states += 1;
            open.forget(self.states);
        }
    }

    /// Reads configuration, rules and baselines anew.
    pub(super) fn reload(&mut self) {
        self.setups = Setups::new(self.choice);
        self.baselines = Baselines::new(None, false);
        self.packs.reread();
        self.generation += 1;
        self.told = 0;
        for open in self.open.values_mut() {
            self.states += 1;
            open.forget(self.states);
        }
        if self.client.refreshes {
            self.ask::<gen_lsp_types::DiagnosticRefreshRequest>(());
        }
        if self.client.refreshes_lenses {
            self.ask::<gen_lsp_types::CodeLensRefreshRequest>(());
        }
    }

    /// The open draft that a URI names, checked.
    pub(super) fn draft(&mut self, uri: &Uri) -> Option<(Text, Rc<Checked>)> {
        let key = uri::key(uri);
        let open = self.open.get(&key)?;
        let What::Draft(format) = open.what else { return None };
        if let Some(checked) = &open.checked {
            return Some((open.text.clone(), Rc::clone(checked)));
        }
        let (input, text) = (input(&open.path, format), open.text.clone());
        let checked = Rc::new(self.check(&input, text.whole().as_bytes()));
        self.open.get_mut(&key)?.checked = Some(Rc::clone(&checked));
        Some((text, checked))
    }

    /// Checks the bytes of a draft.
    pub(super) fn check(&mut self, input: &Input, bytes: &[u8]) -> Checked {
        match self.setups.of(input) {
            Some(setup) => Checked::of(bytes, input, setup, &self.baselines),
            None => Checked::Excluded,
        }
    }

    /// What is wrong with configurations, bibliographies and baselines.
    pub(super) fn troubles(&self) -> Vec<Trouble> {
        let mut troubles = self.setups.troubles.clone();
        troubles.extend(self.setups.shelf.troubles());
        troubles.extend(self.baselines.troubles());
        troubles
    }

    /// Says something to the editor.
    pub(super) fn say<N: Notification>(&mut self, params: N::Params) {
        self.send_as(N::METHOD, params);
    }

    fn send_as(&mut self, method: LspNotificationMethod<'static>, params: impl Serialize) {
        self.outbox.push(Message::Notification(lsp_server::Notification::new(String::from(method), params)));
    }

    /// Asks the editor for something of which no answer is awaited.
    pub(super) fn ask<R: Request>(&mut self, params: R::Params) {
        self.asked += 1;
        let (id, method): (RequestId, LspRequestMethod<'_>) = (self.asked.into(), R::METHOD);
        self.outbox.push(Message::Request(lsp_server::Request::new(id, String::from(method), params)));
    }

    /// Shows a line to whoever writes.
    pub(super) fn show(&mut self, kind: MessageType, message: String) {
        self.say::<gen_lsp_types::ShowMessageNotification>(ShowMessageParams { kind, message });
    }

    /// What is to be sent.
    pub(super) fn outbox(&mut self) -> Vec<Message> {
        std::mem::take(&mut self.outbox)
    }
}

/// A draft at a path, to be checked unless its configuration excludes it.
pub(super) fn input(path: &Path, format: Format) -> Input {
    let near = crate::cli::setup::near_here(path.to_owned());
    Input { name: shown(&near), path: near, format, outright: false, stdin: false }
}
