//! The phrases of one language as one automaton over words: a trie, walked once for each word of a text.
//!
//! Word by word rather than byte by byte, since phrases match whole words: the vocabulary answers most words of a draft with «unknown»
//! at one look-up, the cost does not grow with the number of phrases, and there is nothing to build but hash tables.

use super::index::{Hit, Owner};
use super::model::{Cue, Form, Lexicon, Piece};
use super::words::{WordId, Words, bit};
use crate::text::{Gap, Language, unaccented, words};
use rustc_hash::FxHashMap;

/// Whose phrase a form is.
type Owners = Vec<Owner>;
type Node = u32;
/// Nodes that stand for others, while a form is laid: a gap or a joint, and the nodes before it.
type Origins = FxHashMap<Node, Vec<Node>>;
/// Gaps by width, and joints (0), by the nodes that they lead on from: phrases that begin alike share them.
type Passages = FxHashMap<(u8, Vec<Node>), Node>;

const ROOT: Node = 0;
/// Steps that one word may cost: phrases with several gaps multiply.
const MOST_STEPS: u32 = 2_000;
/// A longer stem is cut, in bytes.
const LONGEST_STEM: usize = 31;
/// More ends of alternatives than these are joined.
const WIDEST_FRONT: usize = 8;

/// The automaton.
#[derive(Debug, Default)]
pub(crate) struct Automaton {
    folded: FxHashMap<Box<str>, WordId>,
    exact: FxHashMap<Box<str>, WordId>,
    /// A bit for each length, in bytes, of the exact words without a capital (`=may` is no month).
    small_exact: u64,
    /// Words with accents, by their form without: only for text in capitals.
    bare: FxHashMap<Box<str>, WordId>,
    stems: FxHashMap<Box<str>, WordId>,
    /// By the first three bytes, mixed: a bit for each length of the stems that may begin so, in bytes, up to 31.
    stem_heads: Vec<u32>,
    ids: WordId,
    /// By word: the node after it as a first word, or `ROOT`.
    first: Vec<Node>,
    edges: FxHashMap<(Node, WordId), Node>,
    /// By node: a bit for each word that may lead on, so that most of those that do not are told without a look-up.
    leads_on: Vec<u64>,
    nodes: Vec<Ends>,
    /// By word: what its node in `first` may lead to. Most words of a draft begin some phrase, and few go on as it does.
    glances: Vec<Glance>,
}

/// What a walk from a node would find, told without the walk.
#[derive(Clone, Copy, Debug, Default)]
struct Glance {
    /// A bit for each word that may come next.
    next: u64,
    /// A bit for each word that may come after a gap.
    later: u64,
    /// Whether a phrase ends here.
    ends: bool,
}

/// The forms to lay, in order. Those that a lexicon uses of another are the same in memory, and are laid once.
#[derive(Default)]
struct Laid<'a> {
    forms: Vec<(&'a [Form], Owners)>,
    known: FxHashMap<*const Form, usize>,
}

impl<'a> Laid<'a> {
    fn note(&mut self, forms: &'a [Form], owner: Owner) {
        let place = *self.known.entry(forms.as_ptr()).or_insert_with(|| {
            self.forms.push((forms, Vec::new()));
            self.forms.len() - 1
        });
        self.forms[place].1.push(owner);
    }
}

/// What may end, or go on after a gap, at a node.
#[derive(Debug, Default)]
struct Ends {
    owners: Owners,
    gaps: Vec<(u8, Node)>,
    /// Nodes that the next word may go on from as well.
    joints: Vec<Node>,
}

impl Automaton {
    /// Of the phrases in a language and in every language; without one, of those in every language.
    pub(crate) fn new(lexicons: &[Lexicon], cues: &[Cue], language: Option<Language>) -> Self {
        let mut automaton =
            Self { nodes: vec![Ends::default()], leads_on: vec![0], stem_heads: vec![0; 1 << 16], ..Self::default() };
        let mut laid = Laid::default();
        for (id, lexicon) in lexicons.iter().enumerate() {
            for phrase in lexicon.phrases.iter().filter(|p| p.language.is_none() || p.language == language) {
                laid.note(&phrase.forms, if phrase.except { Owner::Except(id) } else { Owner::Lexicon(id) });
            }
        }
        for (id, cue) in cues.iter().enumerate() {
            for entry in cue.entries.iter().filter(|entry| Some(entry.language) == language) {
                laid.note(&entry.forms, Owner::Cue(id, entry.reach));
            }
        }
        automaton.edges.reserve(laid.forms.len() * 4);
        let mut passages = Passages::default();
        for (forms, owners) in laid.forms {
            for form in forms {
                automaton.add(form, &owners, &mut passages);
            }
        }
        automaton.glances = automaton.first.iter().map(|node| automaton.glance(*node)).collect();
        automaton
    }

    fn glance(&self, node: Node) -> Glance {
        if node == ROOT {
            return Glance::default();
        }
        let bits = |all: u64, node: Node| all | self.leads_on[node as usize];
        let ends = &self.nodes[node as usize];
        Glance {
            next: ends.joints.iter().copied().fold(bits(0, node), bits),
            later: ends.gaps.iter().map(|(_, after)| *after).fold(0, bits),
            ends: !ends.owners.is_empty(),
        }
    }

    fn add(&mut self, form: &Form, owners: &[Owner], passages: &mut Passages) {
        let mut origins = FxHashMap::default();
        let ends = self.extend(vec![ROOT], form, &mut origins, passages);
        for node in self.before(&ends, &origins) {
            if node != ROOT {
                let ends = &mut self.nodes[node as usize].owners;
                ends.extend_from_slice(owners);
                ends.sort_unstable();
                ends.dedup();
            }
        }
    }

    /// Where a form leads from any of `from`. A gap, and a wide set of ends, lead on from one node of their own, so that what
    /// comes after is laid once; `origins` tells where such a node came from.
    fn extend(
        &mut self,
        mut from: Vec<Node>,
        form: &Form,
        origins: &mut Origins,
        passages: &mut Passages,
    ) -> Vec<Node> {
        for piece in &form.0 {
            from = match piece {
                Piece::Gap(width) => {
                    let before = self.before(&from, origins);
                    let (start, rest): (Vec<Node>, Vec<Node>) = before.into_iter().partition(|node| *node == ROOT);
                    // A gap at the start, which what is left out has left, is none.
                    let mut next = start;
                    if !rest.is_empty() {
                        next.push(self.passage(*width, rest, origins, passages));
                    }
                    next
                }
                Piece::Any(options) => {
                    let mut ends: Vec<Node> = Vec::with_capacity(options.len() * from.len());
                    for option in options {
                        // Nearly always one word.
                        let word = if let [only] = option.0.as_slice() { self.id(only) } else { None };
                        match word {
                            Some(id) => ends.extend(from.iter().map(|node| self.edge(*node, id))),
                            None => ends.append(&mut self.extend(from.clone(), option, origins, passages)),
                        }
                    }
                    ends.sort_unstable();
                    ends.dedup();
                    self.joined(ends, origins, passages)
                }
                word => {
                    if let Some(id) = self.id(word) {
                        from.iter_mut().for_each(|node| *node = self.edge(*node, id));
                    }
                    from
                }
            };
        }
        from
    }

    /// The id of a piece that is a word.
    fn id(&mut self, piece: &Piece) -> Option<WordId> {
        Some(match piece {
            Piece::Word(word) => self.word(word),
            Piece::Exact(word) => {
                if !word.chars().any(char::is_uppercase) {
                    self.small_exact |= 1 << word.len().min(63);
                }
                intern(&mut self.exact, &mut self.ids, word)
            }
            Piece::Stem(stem) => {
                let stem = &stem[..stem.floor_char_boundary(LONGEST_STEM)];
                if let Some(head) = head(stem) {
                    self.stem_heads[head] |= 1 << stem.len().min(LONGEST_STEM);
                }
                intern(&mut self.stems, &mut self.ids, stem)
            }
            Piece::Gap(_) | Piece::Any(_) => return None,
        })
    }

    /// The nodes at which words ended: those of `nodes`, and those before the gaps and joints among them.
    fn before(&self, nodes: &[Node], origins: &Origins) -> Vec<Node> {
        let mut before: Vec<Node> = Vec::new();
        for node in nodes {
            match origins.get(node) {
                Some(earlier) => before.extend(self.before(earlier, origins)),
                None => before.push(*node),
            }
        }
        before.sort_unstable();
        before.dedup();
        before
    }

    /// One joint in place of many ends.
    fn joined(&mut self, ends: Vec<Node>, origins: &mut Origins, passages: &mut Passages) -> Vec<Node> {
        let (start, words): (Vec<Node>, Vec<Node>) =
            ends.into_iter().partition(|node| *node == ROOT || origins.contains_key(node));
        if words.len() <= WIDEST_FRONT {
            return start.into_iter().chain(words).collect();
        }
        let joint = self.passage(0, words, origins, passages);
        start.into_iter().chain([joint]).collect()
    }

    /// The gap (or, of width 0, the joint) that leads on from all of `from`.
    fn passage(&mut self, width: u8, from: Vec<Node>, origins: &mut Origins, passages: &mut Passages) -> Node {
        let known = passages.get(&(width, from.clone())).copied();
        let after = known.unwrap_or_else(|| {
            let after = self.node();
            for node in &from {
                let ends = &mut self.nodes[*node as usize];
                if width == 0 { ends.joints.push(after) } else { ends.gaps.push((width, after)) }
            }
            passages.insert((width, from.clone()), after);
            after
        });
        origins.insert(after, from);
        after
    }

    fn word(&mut self, word: &str) -> WordId {
        let before = self.ids;
        let id = intern(&mut self.folded, &mut self.ids, word);
        if id == before && !word.is_ascii() {
            let bare = unaccented(word);
            if bare != word {
                self.bare.entry(bare.into()).or_insert(id);
            }
        }
        id
    }

    fn edge(&mut self, node: Node, word: WordId) -> Node {
        if node == ROOT {
            self.first.resize(self.ids as usize, ROOT);
            if self.first[word as usize] == ROOT {
                self.first[word as usize] = self.node();
            }
            return self.first[word as usize];
        }
        if let Some(next) = self.edges.get(&(node, word)) {
            return *next;
        }
        let next = self.node();
        self.edges.insert((node, word), next);
        self.leads_on[node as usize] |= bit(word);
        next
    }

    fn node(&mut self) -> Node {
        self.nodes.push(Ends::default());
        self.leads_on.push(0);
        (self.nodes.len() - 1) as Node
    }

    /// Cuts `text` into words. `folded` is its lower case, byte for byte.
    pub(crate) fn cut(&self, text: &str, folded: &str, into: &mut Words) {
        into.clear();
        for word in words(text) {
            into.push(word, |ids| self.look_up(word.text(text), word.text(folded), ids));
        }
        into.end();
    }

    fn look_up(&self, raw: &str, folded: &str, ids: &mut Vec<WordId>) {
        if let Some(id) = self.folded.get(folded) {
            ids.push(*id);
        }
        // Most exact words have a capital, mostly as their first letter; `iPhone` is told by its bytes.
        let capital = raw != folded;
        if capital || self.small_exact >> raw.len().min(63) & 1 == 1 {
            ids.extend(self.exact.get(raw));
        }
        if capital {
            let capitals = raw.len() > 2 && raw.is_ascii() && !raw.bytes().any(|b| b.is_ascii_lowercase());
            if capitals && let Some(id) = self.bare.get(folded) {
                ids.push(*id);
            }
        }
        let mut lengths = head(folded).map_or(0, |head| self.stem_heads[head]);
        while lengths != 0 {
            let length = lengths.trailing_zeros() as usize;
            lengths &= lengths - 1;
            if let Some(id) = folded.get(..length).and_then(|stem| self.stems.get(stem)) {
                ids.push(*id);
            }
        }
    }

    /// Every phrase in the words, in the order of their first words; those of one lexicon may overlap.
    pub(crate) fn scan(&self, words: &Words, hits: &mut Vec<Hit>) {
        for at in 0..words.words.len() {
            let next = words.bits(at + 1);
            for id in words.ids(at) {
                let Some(glance) = self.glances.get(*id as usize) else { continue };
                if glance.ends || glance.next & next != 0 || glance.later & words.far(at) != 0 {
                    let node = self.first[*id as usize];
                    Walk { automaton: self, words, first: at, hits, steps: 0 }.from(node, at, 1);
                }
            }
        }
    }
}

/// The place of a word in `stem_heads`.
fn head(word: &str) -> Option<usize> {
    let [a, b, c, ..] = *word.as_bytes() else { return None };
    Some((usize::from(a) << 8 ^ usize::from(b) << 4 ^ usize::from(c)) & 0xffff)
}

struct Walk<'a> {
    automaton: &'a Automaton,
    words: &'a Words,
    first: usize,
    hits: &'a mut Vec<Hit>,
    steps: u32,
}

impl Walk<'_> {
    fn from(&mut self, node: Node, at: usize, own: u64) {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return;
        }
        let ends = &self.automaton.nodes[node as usize];
        let (first, last) = (self.first as u32, at as u32);
        self.hits.extend(ends.owners.iter().map(|owner| Hit { owner: *owner, first, last, own }));
        if self.words.words.get(at + 1).is_some_and(|next| next.gap <= Gap::Quote) {
            self.step(node, at + 1, own);
            for joint in &ends.joints {
                self.step(*joint, at + 1, own);
            }
        }
        for (width, after) in &ends.gaps {
            let leads_on = self.automaton.leads_on[*after as usize];
            if leads_on & self.words.near(at, *width) == 0 {
                continue;
            }
            let past = (at + 2 + usize::from(*width)).min(self.words.words.len());
            for next in at + 1..past {
                if self.words.words[next].gap >= Gap::Stop {
                    break;
                }
                if leads_on & self.words.bits(next) != 0 {
                    self.step(*after, next, own);
                }
            }
        }
    }

    fn step(&mut self, node: Node, at: usize, own: u64) {
        let leads_on = self.automaton.leads_on[node as usize];
        if leads_on & self.words.bits(at) == 0 {
            return;
        }
        let own = own | 1u64.checked_shl((at - self.first) as u32).unwrap_or(0);
        for id in self.words.ids(at) {
            if leads_on & bit(*id) == 0 {
                continue;
            }
            if let Some(next) = self.automaton.edges.get(&(node, *id)) {
                self.from(*next, at, own);
            }
        }
    }
}

fn intern(table: &mut FxHashMap<Box<str>, WordId>, ids: &mut WordId, word: &str) -> WordId {
    if let Some(id) = table.get(word) {
        return *id;
    }
    let id = *ids;
    *ids += 1;
    table.insert(word.into(), id);
    id
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::Phrase;
    use crate::text::fold;

    fn w(word: &str) -> Piece {
        Piece::Word(word.into())
    }

    fn found(forms: Vec<Vec<Piece>>, text: &str) -> Vec<String> {
        let phrases = forms
            .into_iter()
            .map(|form| Phrase { language: None, except: false, forms: [Form(form)].into() })
            .collect();
        let automaton = Automaton::new(&[Lexicon { name: "x".into(), phrases }], &[], None);
        let (mut cut, mut hits) = (Words::default(), Vec::new());
        automaton.cut(text, &fold(text), &mut cut);
        automaton.scan(&cut, &mut hits);
        hits.iter()
            .map(|hit| {
                let (first, last) = (cut.words[hit.first as usize], cut.words[hit.last as usize]);
                text[first.start as usize..last.end as usize].to_owned()
            })
            .collect()
    }

    #[test]
    fn words_in_a_row() {
        let risk = vec![w("long"), w("term"), w("risk")];
        assert_eq!(found(vec![risk.clone()], "a Long-term risk"), ["Long-term risk"]);
        assert!(found(vec![risk.clone()], "long term, risk").is_empty());
        assert!(found(vec![risk], "long term risks").is_empty());
    }

    #[test]
    fn capitals_and_stems_and_accents() {
        let ai = vec![Piece::Exact("AI".into())];
        assert_eq!(found(vec![ai], "j'ai vu AI's AI"), ["AI", "AI"]);
        let may = vec![Piece::Exact("may".into())];
        assert_eq!(found(vec![may], "In May it may rain, MAY"), ["may"]);
        let year = vec![Piece::Exact("2024".into())];
        assert_eq!(found(vec![year], "in 2024"), ["2024"]);
        let stem = vec![Piece::Stem("regulat".into())];
        assert_eq!(found(vec![stem], "Regulatory regulation regular"), ["Regulatory", "regulation"]);
        let state = vec![w("état")];
        assert_eq!(found(vec![state], "L'ÉTAT, l'ETAT, l'etat"), ["ÉTAT", "ETAT"]);
    }

    #[test]
    fn alternatives_gaps_and_what_is_left_out_go_together() {
        let any = |words: &[&str]| Piece::Any(words.iter().map(|word| Form(vec![w(word)])).collect());
        let many = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
        let form = vec![any(&many), Piece::Gap(1), any(&many), w("z")];
        assert_eq!(found(vec![form.clone()], "c x j z"), ["c x j z"]);
        assert_eq!(found(vec![form.clone()], "c j z"), ["c j z"]);
        assert!(found(vec![form], "c x y z").is_empty());
        let left_out = |options: Piece| match options {
            Piece::Any(mut options) => {
                options.insert(0, Form(Vec::new()));
                Piece::Any(options)
            }
            other => other,
        };
        let form = vec![left_out(any(&many)), Piece::Gap(2), w("y"), Piece::Gap(2), left_out(any(&many))];
        assert_eq!(found(vec![form], "x y x a"), ["y", "y x a"]);
        let form = vec![w("x"), any(&many)];
        assert_eq!(found(vec![form], "x a x k"), ["x a"]);
    }

    #[test]
    fn a_gap_holds_a_few_words_and_no_full_stop() {
        let form = vec![w("replace"), Piece::Gap(2), w("workers")];
        assert_eq!(found(vec![form.clone()], "replace many, many workers"), ["replace many, many workers"]);
        assert_eq!(found(vec![form.clone()], "replace workers"), ["replace workers"]);
        assert!(found(vec![form.clone()], "replace a b c workers").is_empty());
        assert!(found(vec![form], "replace it. The workers").is_empty());
    }
}
