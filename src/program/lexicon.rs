//! Lexicons and cues filled: phrases expanded, `use` taken in.

use super::compile::{MOST_PIECES, Work};
use super::names::{Kind, LookUp, unknown_word};
use super::{AddedPhrase, CueEntry, Phrase, Reach};
use crate::syntax::phrase::forms;
use crate::syntax::tree::{Body, Name, Text};
use crate::syntax::{Fault, Form};
use crate::text::Language;
use std::sync::Arc;

/// A lexicon's `use`: of which lexicon, from which entry.
struct Inclusion<'a> {
    of: usize,
    name: Name<'a>,
    language: Option<Language>,
    except: bool,
}

impl<'a> Work<'a> {
    pub(super) fn fill_lexicons(&mut self, added: &[AddedPhrase]) {
        let mut inclusions: Vec<Vec<Inclusion<'a>>> = Vec::with_capacity(self.lexicons.len());
        for id in 0..self.lexicon_items.len() {
            inclusions.push(self.fill_lexicon(id));
        }
        self.add_phrases(added);
        self.include(&inclusions);
    }

    fn fill_lexicon(&mut self, id: usize) -> Vec<Inclusion<'a>> {
        let declared = self.lexicon_items[id];
        let Body::Lexicon(entries) = &declared.item.body else { return Vec::new() };
        let mut inclusions = Vec::new();
        let mut sound = !declared.item.broken;
        for entry in entries {
            let language = match entry.language.text {
                "any" => None,
                _ => match self.pack_language(declared.pack, entry.language) {
                    Ok(language) => Some(language),
                    Err(fault) => {
                        self.error(declared.file, fault);
                        sound = false;
                        continue;
                    }
                },
            };
            for phrase in &entry.phrases {
                match self.expand(phrase) {
                    Ok(forms) => {
                        self.lexicons[id].phrases.push(Phrase { language, except: entry.except, forms });
                    }
                    Err(fault) => {
                        self.error(declared.file, fault);
                        sound = false;
                        // A stand-in, so that phrases and their places stay side by side.
                        self.lexicons[id].phrases.push(Phrase {
                            language,
                            except: entry.except,
                            forms: Arc::default(),
                        });
                    }
                }
            }
            for name in &entry.uses {
                match self.look_up(declared.pack, *name, "lexicon") {
                    LookUp::Found(entity) if entity.kind == Kind::Lexicon => {
                        self.lexicon_items[entity.id].used = true;
                        self.refer(declared.file, name.span, entity);
                        inclusions.push(Inclusion { of: entity.id, name: *name, language, except: entry.except });
                    }
                    LookUp::Found(_) => {
                        let message = format!("`{}` is a cue, and a lexicon uses lexicons", name.text);
                        self.error(declared.file, Fault::new("unknown-name", name.span, message));
                        sound = false;
                    }
                    LookUp::Missing(fault) => {
                        if let Some(fault) = fault {
                            self.error(declared.file, fault);
                        }
                        sound = false;
                    }
                }
            }
        }
        if sound && entries.iter().all(|e| e.phrases.is_empty() && e.uses.is_empty()) {
            let name = declared.item.name;
            let message = format!("the lexicon `{}` has no phrases", name.text);
            self.error(declared.file, Fault::new("missing-clause", name.span, message));
            sound = false;
        }
        if !sound {
            self.names.mark_broken(declared.pack, declared.item.name.text);
        }
        inclusions
    }

    /// Takes in what lexicons use, those that are used first. Circles are found without recursion.
    fn include(&mut self, inclusions: &[Vec<Inclusion<'a>>]) {
        #[derive(Clone, Copy, PartialEq)]
        enum State {
            New,
            Open,
            Done,
        }
        let mut states = vec![State::New; inclusions.len()];
        for root in 0..inclusions.len() {
            let mut path = vec![(root, 0)];
            while let Some((id, next)) = path.last_mut() {
                let id = *id;
                if states[id] == State::Done {
                    path.pop();
                    continue;
                }
                states[id] = State::Open;
                match inclusions[id].get(*next) {
                    Some(inclusion) => {
                        *next += 1;
                        match states[inclusion.of] {
                            State::New => path.push((inclusion.of, 0)),
                            State::Done => {}
                            State::Open => {
                                let circle = path.iter().skip_while(|(at, _)| *at != inclusion.of).map(|(at, _)| *at);
                                for at in circle.collect::<Vec<_>>() {
                                    let member = self.lexicon_items[at];
                                    self.names.mark_broken(member.pack, member.item.name.text);
                                }
                                let declared = self.lexicon_items[id];
                                let name = inclusion.name;
                                let message = if inclusion.of == id {
                                    format!("`{}` uses itself", name.text)
                                } else {
                                    format!("`{}` is used by what it uses", name.text)
                                };
                                self.error(declared.file, Fault::new("cyclic-use", name.span, message));
                            }
                        }
                    }
                    None => {
                        self.copy(id, &inclusions[id]);
                        states[id] = State::Done;
                        path.pop();
                    }
                }
            }
        }
    }

    fn copy(&mut self, id: usize, inclusions: &[Inclusion<'a>]) {
        let declared = self.lexicon_items[id];
        for inclusion in inclusions {
            if inclusion.of == id {
                continue;
            }
            let used = self.lexicon_items[inclusion.of];
            if self.names.get(used.pack, used.item.name.text).is_some_and(|e| e.broken) {
                let broken = self.names.get(declared.pack, declared.item.name.text).is_some_and(|e| e.broken);
                if !broken {
                    self.error(declared.file, broken_fault(inclusion.name, "lexicon"));
                    self.names.mark_broken(declared.pack, declared.item.name.text);
                }
                continue;
            }
            let wanted =
                |p: &&Phrase| p.language.is_none() || inclusion.language.is_none() || p.language == inclusion.language;
            let included = self.lexicons[inclusion.of].phrases.iter().filter(wanted);
            let pieces: usize = included.flat_map(|p| p.forms.iter()).map(Form::pieces).sum();
            if let Err(fault) = self.count(pieces, inclusion.name.span) {
                self.error(declared.file, fault);
                self.names.mark_broken(declared.pack, declared.item.name.text);
                return;
            }
            let copied: Vec<Phrase> = self.lexicons[inclusion.of]
                .phrases
                .iter()
                .filter(wanted)
                .map(|p| Phrase { except: p.except || inclusion.except, ..p.clone() })
                .collect();
            self.lexicons[id].phrases.extend(copied);
        }
    }

    pub(super) fn fill_cues(&mut self) {
        for id in 0..self.cue_items.len() {
            let declared = self.cue_items[id];
            let Body::Cue(entries) = &declared.item.body else { continue };
            let mut sound = !declared.item.broken;
            let mut filled = Vec::new();
            for entry in entries {
                let reach = reach(entry.reach);
                let language = match entry.language.text {
                    "any" => Err(Fault::new("unknown-name", entry.language.span, "a cue's phrases have a language")
                        .help("write them under `en` and under `fr`")),
                    _ => self.pack_language(declared.pack, entry.language),
                };
                let mut all = Vec::new();
                for phrase in &entry.phrases {
                    match self.expand(phrase) {
                        Ok(forms) => all.extend_from_slice(&forms),
                        Err(fault) => {
                            self.error(declared.file, fault);
                            sound = false;
                        }
                    }
                }
                match (reach, language) {
                    (Ok(reach), Ok(language)) => filled.push(CueEntry { language, reach, forms: all.into() }),
                    (reach, language) => {
                        sound = false;
                        for fault in [reach.err(), language.err()].into_iter().flatten() {
                            self.error(declared.file, fault);
                        }
                    }
                }
            }
            if sound && filled.is_empty() {
                let name = declared.item.name;
                let message = format!("the cue `{}` has no phrases", name.text);
                self.error(declared.file, Fault::new("missing-clause", name.span, message));
                sound = false;
            }
            self.cues[id].entries = filled;
            if !sound {
                self.names.mark_broken(declared.pack, declared.item.name.text);
            }
        }
    }

    /// The forms of a phrase, counted.
    pub(super) fn expand(&mut self, phrase: &Text<'_>) -> Result<Arc<[Form]>, Fault> {
        // Said once, when it was too much; nothing more is expanded.
        if self.pieces > MOST_PIECES {
            return Ok(Arc::default());
        }
        let forms = match self.expanded.get(phrase.raw) {
            Some(forms) => Arc::clone(forms),
            None => forms(phrase.raw, phrase.start())?.into(),
        };
        self.count(forms.iter().map(Form::pieces).sum(), phrase.span)?;
        Ok(forms)
    }

    pub(super) fn count(&mut self, pieces: usize, span: crate::text::Span) -> Result<(), Fault> {
        if self.pieces + pieces > MOST_PIECES {
            let message = format!("all phrases together have more than {MOST_PIECES} words");
            self.pieces = MOST_PIECES + 1;
            return Err(Fault::new("too-large", span, message));
        }
        self.pieces += pieces;
        Ok(())
    }

    /// A language in which `pack` may be written.
    pub(super) fn pack_language(&self, pack: usize, word: Name<'_>) -> Result<Language, Fault> {
        let language = super::pack::language(word)?;
        let pack = &self.packs[pack];
        if pack.closed && !pack.languages.contains(&language) {
            let message = format!("the pack `{}` has no language `{language}`", pack.name);
            let codes: Vec<String> = pack.languages.iter().map(|l| format!("`{l}`")).collect();
            let help = format!("its languages are {}; add it there, or write one of them", codes.join(", "));
            return Err(Fault::new("unknown-name", word.span, message).help(help));
        }
        Ok(language)
    }
}

/// The fault of what depends on something broken.
pub(super) fn broken_fault(name: Name<'_>, what: &str) -> Fault {
    Fault::new("unknown-name", name.span, format!("the {what} `{}` has an error of its own", name.text))
        .help("mend that one first")
}

fn reach(word: Name<'_>) -> Result<Reach, Fault> {
    Ok(match word.text {
        "forward" => Reach::Forward,
        "backward" => Reach::Backward,
        "around" => Reach::Around,
        "sentence" => Reach::Sentence,
        "paragraph" => Reach::Paragraph,
        "previous" => Reach::Previous,
        "stops" => Reach::Stops,
        "pseudo" => Reach::Pseudo,
        _ => {
            let known = ["forward", "backward", "around", "sentence", "paragraph", "previous", "stops", "pseudo"];
            return Err(unknown_word("reach", word, &known));
        }
    })
}
