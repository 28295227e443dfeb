//! Names, and what they stand for: one's own pack first, then those that it uses.

use super::compile::Work;
use crate::syntax::tree::Name;
use crate::syntax::{Fault, nearest};
use rustc_hash::{FxHashMap, FxHashSet};

/// Words that cannot name a lexicon or a cue, because they mean something where such a name may stand.
pub(super) const RESERVED: [&str; 42] = [
    "and", "or", "then", "not", "within", "pack", "lexicon", "cue", "rule", "toulmin", "severity", "confidence",
    "since", "deprecated", "replaced-by", "formerly", "tags", "version", "languages", "requires", "uses", "flags",
    "allows", "misses", "overflags", "message", "help", "warrant", "claim", "topic", "rebuttal", "qualifier",
    "grounds", "yields", "once", "backing", "question", "heading", "quoted", "table", "attributed", "issuer",
];

/// Whether a word of the language cannot be a name.
pub(crate) fn is_reserved(word: &str) -> bool {
    RESERVED.contains(&word)
}

/// What a name stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entity {
    pub(super) kind: Kind,
    /// Its place among the lexicons or cues.
    pub(super) id: usize,
    /// It has an error of its own.
    pub(super) broken: bool,
}

/// A kind of thing that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Lexicon,
    Cue,
}

/// All names, by pack.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    entities: FxHashMap<(usize, &'a str), Entity>,
    /// In the order written, for suggestions.
    order: Vec<(usize, &'a str)>,
    pub(super) rules: FxHashSet<(usize, &'a str)>,
}

impl<'a> Names<'a> {
    pub(super) fn get(&self, pack: usize, name: &str) -> Option<Entity> {
        self.entities.get(&(pack, name)).copied()
    }

    pub(super) fn insert(&mut self, pack: usize, name: &'a str, entity: Entity) {
        self.entities.insert((pack, name), entity);
        self.order.push((pack, name));
    }

    pub(super) fn mark_broken(&mut self, pack: usize, name: &'a str) {
        if let Some(entity) = self.entities.get_mut(&(pack, name)) {
            entity.broken = true;
        }
    }
}

/// What came of looking up a name.
pub(super) enum LookUp {
    Found(Entity),
    /// There is none, and this is to be said of it; nothing where the pack itself is at fault.
    Missing(Option<Fault>),
}

impl Work<'_> {
    /// Looks up `name` as seen from `pack`. What is meant: `lexicon`, `cue` or `condition`.
    pub(super) fn look_up(&self, pack: usize, name: Name<'_>, what: &str) -> LookUp {
        let seen = &self.packs[pack];
        if let Some((of, plain)) = name.text.split_once('.') {
            return match self.packs.iter().position(|p| p.name == of) {
                Some(at) => match self.names.get(at, plain) {
                    Some(entity) => LookUp::Found(entity),
                    None if self.packs[at].blind => LookUp::Missing(None),
                    None => {
                        let message = format!("the pack `{of}` has no {what} `{plain}`");
                        let fault = Fault::new("unknown-name", name.span, message);
                        let fault = self.suggest(fault, plain, &[at], &[]);
                        LookUp::Missing(Some(within(fault, |near| format!("{of}.{near}"))))
                    }
                },
                None => {
                    let fault = Fault::new("unknown-name", name.span, format!("there is no pack `{of}`"));
                    let packs = self.packs.iter().map(|p| p.name.as_str());
                    let fault = with_nearest(fault, of, nearest(of, packs));
                    LookUp::Missing(Some(within(fault, |near| format!("{near}.{plain}"))))
                }
            };
        }
        for at in std::iter::once(pack).chain(seen.uses.iter().copied()) {
            if let Some(entity) = self.names.get(at, name.text) {
                return LookUp::Found(entity);
            }
        }
        if seen.blind || seen.uses.iter().any(|at| self.packs[*at].blind) {
            return LookUp::Missing(None);
        }
        let fault = Fault::new("unknown-name", name.span, format!("there is no {what} `{}`", name.text));
        let mut places = vec![pack];
        places.extend(&seen.uses);
        let built_in: &[&str] =
            if what == "condition" { &["question", "heading", "quoted", "table", "attributed"] } else { &[] };
        LookUp::Missing(Some(self.suggest(fault, name.text, &places, built_in)))
    }

    fn suggest(&self, fault: Fault, name: &str, packs: &[usize], built_in: &[&str]) -> Fault {
        let known = self.names.order.iter().filter(|(pack, _)| packs.contains(pack)).map(|(_, name)| *name);
        let near = nearest(name, known.chain(built_in.iter().copied()));
        if near.is_none()
            && let Some((pack, _)) = self.names.order.iter().find(|(pack, n)| *n == name && !packs.contains(pack))
        {
            let pack = &self.packs[*pack].name;
            return fault.help(format!("the pack `{pack}` has one: write `uses {pack}` in your pack"));
        }
        with_nearest(fault, name, near)
    }
}

/// The fault with a fix that keeps the rest of a name of two parts.
pub(super) fn within(mut fault: Fault, whole: impl Fn(&str) -> String) -> Fault {
    if let Some(fix) = &mut fault.fix {
        fix.text = whole(&fix.text);
    }
    fault
}

/// The fault with «did you mean».
pub(super) fn with_nearest(fault: Fault, word: &str, near: Option<&str>) -> Fault {
    match near {
        Some(near) if is_slip(word, near) => {
            let span = fault.span;
            fault.help(format!("did you mean `{near}`?")).fix(span, near)
        }
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault,
    }
}

/// Whether one word is the other with a letter more, less, changed or in another place: what may be mended unasked.
fn is_slip(word: &str, near: &str) -> bool {
    word.chars().count() > 3 && strsim::damerau_levenshtein(word, near) == 1
}

/// An unknown word of a closed list.
pub(super) fn unknown_word(what: &str, word: Name<'_>, known: &[&str]) -> Fault {
    let fault = Fault::new("unknown-name", word.span, format!("there is no {what} `{}`", word.text));
    match nearest(word.text, known.iter().copied()) {
        Some(near) if is_slip(word.text, near) => fault.help(format!("did you mean `{near}`?")).fix(word.span, near),
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => {
            let list: Vec<String> = known.iter().map(|k| format!("`{k}`")).collect();
            fault.help(format!("known are {}", list.join(", ")))
        }
    }
}

/// Whether `name` is in kebab-case.
pub(crate) fn is_kebab(name: &str) -> bool {
    name.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// The fault of a name that is not.
pub(super) fn kebab_fault(name: Name<'_>) -> Fault {
    let mut kebab = String::new();
    for c in name.text.chars() {
        if c == '_' || c == '-' {
            kebab.push('-');
        } else if c.is_ascii_uppercase() {
            if kebab.chars().next_back().is_some_and(|p| p.is_ascii_lowercase()) {
                kebab.push('-');
            }
            kebab.push(c.to_ascii_lowercase());
        } else {
            kebab.push(c);
        }
    }
    let kebab = kebab.split('-').filter(|p| !p.is_empty()).collect::<Vec<_>>().join("-");
    Fault::new("syntax", name.span, format!("`{}` is not in kebab-case", name.text)).help(format!("write `{kebab}`"))
}
