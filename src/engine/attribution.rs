//! Who says what a sentence says: a named person, body or study, somebody unnamed, or the author.

use super::known::Known;
use super::scan::{CueHit, Scan};
use crate::document::{BlockKind, CitationKind};
use crate::program::Reach;
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::{OnceCell, RefCell};

/// How far from a verb of saying its subject is looked for, in words.
const SUBJECT: i32 = 14;

/// How far a name may stand from the one who bears it; from `according to the report on …`, in words.
const BESIDE: usize = 4;
const OF_A_REPORT: usize = 8;

/// How many verbs of saying are looked at in one sentence, and how many citations before one: a bound, not a rule.
const MOST_VERBS: usize = 64;
const MOST_CITATIONS: usize = 256;

/// How far back a pronoun may point: sentences of its paragraph, blocks before it.
const BACK_SENTENCES: usize = 4;
const BACK_BLOCKS: usize = 6;

/// An opening such as `In its report of May,` has no more bytes than this.
const OPENING: usize = 48;

/// Somebody who is given as the one who says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Attribution {
    /// By name, rather than as «experts».
    pub(crate) named: bool,
    /// The subject and the verb, in the prose view.
    pub(crate) span: Span,
}

/// The attributions of one scan, each sentence looked at once and only when asked for.
#[derive(Debug)]
pub(crate) struct Attributions<'a> {
    pub(super) scan: &'a Scan<'a>,
    pub(super) known: Known,
    /// Names that are the author's own.
    own_names: Vec<String>,
    /// The last words of all names in the document, lower case.
    name_words: OnceCell<FxHashSet<String>>,
    /// Those of names that have several words.
    surnames: OnceCell<FxHashSet<String>>,
    seen: RefCell<FxHashMap<usize, Option<Attribution>>>,
}

/// A word or phrase that may be the subject of a verb of saying.
#[derive(Clone, Copy, Debug)]
struct Speaker {
    span: Span,
    kind: SpeakerKind,
    /// `in Europe`: where something happens, rather than who says it.
    place: bool,
    /// From a lexicon, not only by its capitals.
    listed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum SpeakerKind {
    Named,
    /// «the report», «she»: named if the text before names somebody, or cites something.
    Anaphoric,
    Unnamed,
    Own,
}

impl<'a> Attributions<'a> {
    pub(crate) fn new(scan: &'a Scan<'a>, issuers: &[String]) -> Self {
        let authors = scan.document.metadata.authors.iter();
        let own_names = issuers.iter().chain(authors).map(|name| name.to_lowercase()).collect();
        Self {
            scan,
            known: Known::new(scan.program),
            own_names,
            name_words: OnceCell::new(),
            surnames: OnceCell::new(),
            seen: RefCell::default(),
        }
    }

    /// The attribution of a sentence; a named one before one to nobody.
    pub(crate) fn of(&self, sentence: usize) -> Option<Attribution> {
        if let Some(seen) = self.seen.borrow().get(&sentence) {
            return *seen;
        }
        let found = self.find(sentence);
        self.seen.borrow_mut().insert(sentence, found);
        found
    }

    /// Whether those who say it are named with what they publish: `OECD research`, `a report by the OECD`.
    pub(crate) fn by_a_study(&self, sentence: usize, attribution: Span) -> bool {
        let of = [self.known.unnamed, self.known.anaphoric];
        self.scan.hits(sentence).iter().any(|hit| of.contains(&Some(hit.atom)) && attribution.overlaps(hit.span))
    }

    fn find(&self, sentence: usize) -> Option<Attribution> {
        let name = self.signature(sentence);
        let taken_up = || self.taken_up(sentence).filter(|a| a.named);
        let labelled = || self.labelled(sentence).map(|span| Attribution { named: true, span });
        let spoken = || self.spoken(sentence);
        let found = name.map(|span| Attribution { named: true, span }).or_else(spoken);
        found.filter(|a| a.named).or_else(labelled).or_else(taken_up).or(found)
    }

    /// Who says it in the sentence after: `C'est ce qu'a indiqué l'OCDE.`
    fn taken_up(&self, sentence: usize) -> Option<Attribution> {
        let after = sentence + 1;
        let own = self.scan.sentences.get(after).filter(|s| s.block == self.scan.sentences[sentence].block)?;
        let between = Span::new(self.scan.sentences[sentence].span.end, own.span.start);
        let prose = &self.scan.document.prose;
        let joined = !prose[between.range()].contains(char::is_alphanumeric);
        (joined && takes_up(&prose[own.span.range()])).then(|| self.spoken(after)).flatten()
    }

    /// The verbs of saying in a sentence.
    pub(super) fn verbs(&self, sentence: usize) -> impl Iterator<Item = &CueHit> {
        let says = |hit: &&CueHit| Some(hit.cue) == self.known.attributed;
        self.scan.cues(sentence).iter().filter(says).take(MOST_VERBS)
    }

    /// Who says it by a verb of saying.
    pub(super) fn spoken(&self, sentence: usize) -> Option<Attribution> {
        let cues: Vec<&CueHit> = self.verbs(sentence).collect();
        if cues.is_empty() {
            return None;
        }
        let speakers = self.speakers(sentence);
        let mut unnamed = None;
        for cue in cues {
            let Some(speaker) = self.subject(&speakers, cue) else { continue };
            let named = match speaker.kind {
                SpeakerKind::Named => true,
                SpeakerKind::Anaphoric => {
                    self.cited_before(sentence)
                        || self.named_before(sentence)
                        || self.named_in(&speakers, speaker.span)
                        || self.named_above(sentence, speaker.span)
                }
                SpeakerKind::Unnamed => false,
                SpeakerKind::Own => continue,
            };
            let found = Attribution { named, span: speaker.span.join(cue.span) };
            if named {
                return Some(found);
            }
            unnamed = unnamed.or(Some(found));
        }
        unnamed
    }

    /// The speaker of a verb: by name where the name stands beside (`ILO data show`, `says the economist Ada Marlowe`).
    fn subject(&self, speakers: &[Speaker], cue: &CueHit) -> Option<Speaker> {
        let nearest = self.nearest(speakers, cue)?;
        if nearest.kind == SpeakerKind::Named || nearest.kind == SpeakerKind::Own {
            return Some(nearest);
        }
        let prose = &self.scan.document.prose;
        let named = speakers.iter().filter(|s| s.kind == SpeakerKind::Named).find(|s| match cue.reach {
            Reach::Forward => {
                let between = prose.get(s.span.end..nearest.span.start);
                let closes = || prose.get(nearest.span.end..cue.span.start).is_some_and(|rest| rest.contains(','));
                !s.place && between.is_some_and(|between| is_epithet(between) || opens_relative(between) && closes())
            }
            reach => {
                let most = if reach == Reach::Sentence { OF_A_REPORT } else { BESIDE };
                s.span.start >= nearest.span.end && is_beside(prose, Span::new(nearest.span.end, s.span.start), most)
            }
        });
        Some(named.copied().unwrap_or(nearest))
    }

    /// The speaker nearest to a verb, on its side.
    fn nearest(&self, speakers: &[Speaker], cue: &CueHit) -> Option<Speaker> {
        let prose = &self.scan.document.prose;
        let near = |between: Span| {
            let text = prose.get(between.range()).unwrap_or("");
            text.len() <= SUBJECT as usize * 20
                && !text.contains([';'])
                && crate::text::words(text).count() as i32 <= SUBJECT
        };
        match cue.reach {
            Reach::Forward => speakers
                .iter()
                .filter(|s| {
                    let between = Span::new(s.span.end, cue.span.start.max(s.span.end));
                    // `Faster fraud: systems that identify …` is a label, and nobody.
                    let apart = prose[between.range()].contains(": ");
                    !s.place && s.span.end <= cue.span.start && near(between) && !apart
                })
                .filter(|s| s.kind != SpeakerKind::Unnamed || !is_complement(prose, s.span))
                .filter(|s| s.kind == SpeakerKind::Unnamed || !is_taken_sides_on(prose, s.span))
                .max_by_key(|s| (s.span.end, std::cmp::Reverse(s.kind)))
                .copied(),
            Reach::Backward if !self.follows_speech(cue) => None,
            Reach::Backward => speakers
                .iter()
                .filter(|s| {
                    let between = Span::new(cue.span.end, s.span.start.max(cue.span.end));
                    let inside = s.kind == SpeakerKind::Anaphoric && cue.span.contains(s.span); // `a-t-il insisté`
                    inside || s.span.end > cue.span.end && is_inverted(prose, between, self.follows_quotation(cue))
                })
                .min_by_key(|s| (s.span.start.max(cue.span.end), s.kind))
                .copied(),
            Reach::Sentence if prose.get(cue.span.range()) == Some("Pour") => {
                let known = |s: &Speaker| self.is_surname(&prose[s.span.range()]);
                speakers.iter().find(|s| is_view_of(prose, cue.span, s, known(s))).copied()
            }
            Reach::Sentence => speakers
                .iter()
                .filter(|s| s.span.end > cue.span.end && near(Span::new(cue.span.end, s.span.start.max(cue.span.end))))
                .min_by_key(|s| (s.span.start.max(cue.span.end), s.kind))
                .copied(),
            _ => None,
        }
    }

    /// Whether a comma, a dash or a quotation mark stands before a verb, as in `…, said the minister`.
    fn follows_speech(&self, cue: &CueHit) -> bool {
        let before = self.scan.document.prose[..cue.span.start].trim_end();
        // `C'est ce que révèle l'Insee` begins with what was said.
        before.ends_with([',', '–', '—', '"', '”', '»', '’', '\'', ')', '*']) || before.ends_with("st ce que")
    }

    /// Whether a quotation ends before a verb: then more may stand between it and its subject, as in `« … », a rappelé hier, à Dakar, la ministre`.
    fn follows_quotation(&self, cue: &CueHit) -> bool {
        let before = self.scan.document.prose[..cue.span.start].trim_end().trim_end_matches([',', ' ']);
        before.ends_with(['"', '”', '»'])
    }

    fn speakers(&self, sentence: usize) -> Vec<Speaker> {
        let own = &self.scan.sentences[sentence];
        let mut speakers = Vec::new();
        let of = |lexicon: Option<usize>, kind: SpeakerKind| {
            self.scan.hits(sentence).iter().filter(move |hit| Some(hit.atom) == lexicon).map(move |hit| Speaker {
                span: hit.span,
                kind,
                place: false,
                listed: true,
            })
        };
        let unnamed: Vec<Speaker> = of(self.known.unnamed, SpeakerKind::Unnamed).collect();
        speakers.extend(of(self.known.named, SpeakerKind::Named));
        speakers.extend(of(self.known.anaphoric, SpeakerKind::Anaphoric));
        let prose = &self.scan.document.prose[own.span.range()];
        let begins = |s: &Speaker| {
            let word = &prose[s.span.start - own.span.start..s.span.end - own.span.start];
            // «It» and «they» may be things; «she» is somebody.
            let most = if matches!(word, "it" | "they") { OPENING } else { usize::MAX };
            begins_clause(&prose[..s.span.start - own.span.start], most)
        };
        speakers.extend(of(self.known.pronoun, SpeakerKind::Anaphoric).filter(begins));
        speakers.extend(of(self.known.own_voice, SpeakerKind::Own));
        for span in self.names(sentence) {
            let name = self.scan.document.prose[span.range()].to_lowercase();
            let author = self.own_names.iter().any(|own| own.contains(&name) || name.contains(own.as_str()));
            let within_other = speakers.iter().any(|s| s.kind == SpeakerKind::Own && s.span.overlaps(span));
            // «75 percent of Americans» are nobody, whatever their capital.
            let nobody = unnamed.iter().any(|s| s.span.contains(span));
            if !within_other && !nobody {
                let listed = speakers.iter().any(|s| s.kind == SpeakerKind::Named && s.span.overlaps(span));
                let before = &self.scan.document.prose[own.span.start..span.start];
                let place = !listed && (follows_in(before) || follows_a_share(before) || follows_a_release(before));
                speakers.push(Speaker {
                    span,
                    kind: if author { SpeakerKind::Own } else { SpeakerKind::Named },
                    place,
                    listed,
                });
            }
        }
        for citation in self.scan.document.citations_in(own.span) {
            let link = matches!(citation.kind, CitationKind::Link | CitationKind::AuthorYear | CitationKind::Key);
            if link && citation.resolved && !citation.span.is_empty() {
                speakers.push(Speaker { span: citation.span, kind: SpeakerKind::Named, place: false, listed: false });
            }
        }
        // «Une étude intitulée « Les quais de demain »» is named.
        let titled = |s: &Speaker| is_titled(&self.scan.document.prose[s.span.end..own.span.end]);
        speakers.extend(
            unnamed.into_iter().map(|s| if titled(&s) { Speaker { kind: SpeakerKind::Named, ..s } } else { s }),
        );
        // «l'Organisation internationale du travail» is a name, not some organisation named before.
        let named: Vec<Span> = speakers.iter().filter(|s| s.kind == SpeakerKind::Named).map(|s| s.span).collect();
        speakers.retain(|s| s.kind != SpeakerKind::Anaphoric || !named.iter().any(|name| name.overlaps(s.span)));
        speakers
    }

    /// The names in a sentence, also a lone surname at its head (`Marlowe argues …`) where the document has it in a name.
    pub(super) fn names(&self, sentence: usize) -> Vec<Span> {
        let document = self.scan.document;
        let own = self.scan.sentences[sentence].span;
        let mut names = document.names(self.scan.block_of(sentence), own);
        let prose = &document.prose[own.range()];
        let mut words = crate::text::words(prose).peekable();
        let first = words.next();
        if let (Some(opening), Some(second)) = (first, words.peek()) {
            let span = Span::new(own.start + second.start as usize, own.start + second.end as usize);
            let word = second.text(prose);
            let named = matches!(opening.text(prose), "Pour" | "Selon") && word.starts_with(char::is_uppercase);
            if named && prose[second.end as usize..].starts_with(',') && self.is_surname(word) {
                names.push(span);
                names.sort_by_key(|name| name.start);
            }
        }
        if let Some(first) = first {
            let word = first.text(prose);
            let span = Span::new(own.start + first.start as usize, own.start + first.end as usize);
            let capital = word.chars().next().is_some_and(char::is_uppercase);
            let apart = names.first().is_none_or(|name| name.start >= span.end);
            if capital && apart && self.leads_speech(sentence, span) && self.is_a_name(word) {
                names.insert(0, span);
            }
        }
        names
    }

    /// Whether a colon or a verb of saying comes right after, or after one word (`Marlowe also argues`).
    fn leads_speech(&self, sentence: usize, name: Span) -> bool {
        let prose = &self.scan.document.prose;
        let attributes = |hit: &&CueHit| Some(hit.cue) == self.known.attributed && hit.reach == Reach::Forward;
        let mut verbs = self.scan.cues(sentence).iter().filter(attributes);
        let after = verbs.find(|hit| hit.span.start >= name.end).and_then(|hit| prose.get(name.end..hit.span.start));
        let near = |between: &str| {
            let words: Vec<_> = crate::text::words(between).map(|word| word.text(between)).collect();
            words.is_empty()
                || matches!(words[..], ["also" | "has" | "had" | "then" | "later" | "a" | "aussi" | "avait"])
                // `Marlowe's office said …`, `Marlowe's report shows …`
                || matches!(words[..], ["s" | "'s" | "’s"] | ["s" | "'s" | "’s", _])
        };
        prose[name.end..].trim_start().starts_with(':') || after.is_some_and(near)
    }

    /// The words of a span with a capital that end a name elsewhere in the document: `frowned Marlowe`.
    pub(super) fn known_names(&self, within: Span) -> Vec<Span> {
        let text = &self.scan.document.prose[within.range()];
        let words = crate::text::words(text).filter(|word| word.text(text).starts_with(char::is_uppercase));
        let known = words.filter(|word| self.is_surname(word.text(text)));
        known.map(|word| Span::new(within.start + word.start as usize, within.start + word.end as usize)).collect()
    }

    /// Whether a word is a name that the document has elsewhere, or the last of one.
    fn is_a_name(&self, word: &str) -> bool {
        word.len() > 2 && self.name_words.get_or_init(|| self.last_words(|_| true)).contains(&word.to_lowercase())
    }

    /// Whether a word is the last of a name that the document has in full.
    fn is_surname(&self, word: &str) -> bool {
        let full = |name: &str| name.contains(' ') && !name.starts_with("Pour ") && !name.starts_with("Selon ");
        word.len() > 2 && self.surnames.get_or_init(|| self.last_words(full)).contains(&word.to_lowercase())
    }

    /// The last words, in lower case, of the names that are wanted.
    fn last_words(&self, wanted: impl Fn(&str) -> bool) -> FxHashSet<String> {
        let document = self.scan.document;
        let asserting = document.blocks.iter().filter(|block| block.kind.asserts());
        let names = asserting.flat_map(|block| document.names(block, block.span));
        let texts = names.map(|name| &document.prose[name.range()]);
        // `Hannah Marlowe of the Aldgate Institute` is a Marlowe too.
        let before_of = |name: &'a str| name.split_once(" of ").map(|(person, _)| person).filter(|p| p.contains(' '));
        let texts = texts.flat_map(|name| std::iter::once(name).chain(before_of(name))).filter(|name| wanted(name));
        texts.filter_map(|name| name.split(' ').next_back()).map(str::to_lowercase).collect()
    }

    /// `the minister`, who was named before, and only a colon between a few words and a place: `The minister has an answer: “…”`.
    pub(super) fn office_before(&self, sentence: usize, at: usize) -> Option<Span> {
        const MOST: usize = 60;
        let prose = &self.scan.document.prose;
        let leads = |s: &&Speaker| {
            let between = prose.get(s.span.end..at).unwrap_or("");
            s.kind == SpeakerKind::Anaphoric && between.trim_end().ends_with(':') && between.len() <= MOST
        };
        let span = self.speakers(sentence).iter().find(leads)?.span;
        (self.cited_before(sentence) || self.named_before(sentence)).then_some(span)
    }

    /// Whether somebody is named in the sentences before, as far as a pronoun points back: in the paragraph, else in those before it.
    fn named_before(&self, sentence: usize) -> bool {
        let before = std::iter::successors(self.scan.previous(sentence), |s| self.scan.previous(*s));
        let speaks = |s: usize| self.speakers(s).iter().any(|s| s.kind == SpeakerKind::Named && !s.place);
        if before.take(BACK_SENTENCES).any(speaks) {
            return true;
        }
        let own = self.scan.sentences[sentence].block;
        let blocks = self.scan.document.blocks[..own].iter().rev().take(BACK_BLOCKS);
        let section = self.scan.block_of(sentence).section;
        let mut same = blocks.take_while(|block| block.section == section).filter(|block| block.kind.asserts());
        let known = |name: &Span| {
            let name = &self.scan.document.prose[name.range()];
            name.contains(' ') || self.is_surname(name)
        };
        same.any(|block| self.scan.document.names(block, block.span).iter().any(known))
    }

    /// Whether a person's pronoun at the head of a section points over the heading: the block above it names somebody in full.
    fn named_above(&self, sentence: usize, pronoun: Span) -> bool {
        let document = self.scan.document;
        let own = self.scan.sentences[sentence].block;
        let section = self.scan.block_of(sentence).section;
        let word = document.prose[pronoun.range()].to_lowercase();
        let person = matches!(word.as_str(), "he" | "she" | "il" | "elle");
        let text = |kind: BlockKind| kind.asserts() && kind != BlockKind::Heading;
        let last = document.blocks[..own].iter().rev().find(|block| text(block.kind));
        let above = last.filter(|block| person && block.section != section);
        let full = |name: &Span| document.prose[name.range()].contains(' ');
        above.is_some_and(|block| document.names(block, block.span).iter().any(full))
    }

    /// Whether somebody is named in the same sentence before `it`: `Ada Marlowe keeps to her figure: she estimates …`.
    fn named_in(&self, speakers: &[Speaker], it: Span) -> bool {
        let full = |s: &Speaker| s.listed || self.scan.document.prose[s.span.range()].contains(' ');
        let earlier = |s: &&Speaker| s.kind == SpeakerKind::Named && !s.place && s.span.end <= it.start;
        speakers.iter().filter(earlier).any(full)
    }

    /// Whether a source was cited earlier in the section.
    fn cited_before(&self, sentence: usize) -> bool {
        let document = self.scan.document;
        let block = self.scan.block_of(sentence);
        let start = self.scan.sections[block.section].0;
        let from = document.blocks[start as usize].span.start;
        let before = Span::new(from, self.scan.sentences[sentence].span.start);
        let near = document.citations_in(before).iter().rev().take(MOST_CITATIONS);
        near.into_iter().any(|c| c.resolved && c.kind != CitationKind::InternalLink)
    }
}

/// Whether what stands between a verb and a name after it leaves the name its subject: `said the French minister`, not `argue that`.
fn is_inverted(prose: &str, between: Span, after_quotation: bool) -> bool {
    const MOST: usize = 8;
    let text = prose.get(between.range()).unwrap_or("");
    let mut words = crate::text::words(text).map(|word| word.text(text).to_lowercase());
    !text.contains([';', ':', '"', '“', '«'])
        && (after_quotation || !text.contains(','))
        && words.by_ref().take(MOST).all(|word| !matches!(word.as_str(), "that" | "que" | "qu" | "qu'"))
        && words.next().is_none()
}

/// Whether a French preposition makes a complement of what stands after it: `le conseil aux entreprises a interrogé …`.
fn is_complement(prose: &str, span: Span) -> bool {
    let from = prose.floor_char_boundary(span.start.saturating_sub(12));
    let before = &prose[from..span.start];
    let last = crate::text::words(before).last().map(|word| word.text(before).to_lowercase());
    matches!(last.as_deref(), Some("aux" | "auprès" | "par" | "avec" | "chez" | "envers"))
}

/// Whether something is only what people are for or against: `Proponents of the bill argue …` are not the bill.
fn is_taken_sides_on(prose: &str, span: Span) -> bool {
    const SIDES: [&str; 12] = [
        "proponents", "opponents", "supporters", "critics", "advocates", "detractors", "defenders", "backers",
        "partisans", "opposants", "détracteurs", "défenseurs",
    ];
    let from = prose.floor_char_boundary(span.start.saturating_sub(32));
    let before = prose[from..span.start].to_lowercase();
    let words: Vec<&str> = crate::text::words(&before).map(|word| word.text(&before)).collect();
    let of = |word: &str| {
        matches!(word, "of" | "de" | "du" | "des" | "d'" | "à" | "au" | "aux" | "the" | "la" | "le" | "l'")
    };
    words.iter().rev().skip_while(|word| of(word)).take(1).any(|word| SIDES.contains(word))
        && words.last().is_some_and(|word| of(word))
}

/// Whether `Pour` gives a view rather than a purpose: a name stands right after, and a comma soon; `Pour la France, …` is neither.
fn is_view_of(prose: &str, pour: Span, speaker: &Speaker, surname: bool) -> bool {
    const MOST: usize = 8;
    let before = prose.get(pour.end..speaker.span.start).unwrap_or("x x").trim();
    let name = &prose[speaker.span.range()];
    let article = matches!(before.to_lowercase().as_str(), "l'" | "l’" | "la" | "le" | "les");
    let own_name =
        before.is_empty() && (name.contains(' ') || surname) || article && (speaker.listed || is_acronym(name));
    let rest = &prose[speaker.span.end..];
    let Some(comma) = rest.find([',', '.', ';', ':', '\n']).filter(|at| rest[*at..].starts_with(',')) else {
        return false;
    };
    speaker.kind == SpeakerKind::Named && own_name && crate::text::words(&rest[..comma]).count() <= MOST
}

fn is_acronym(name: &str) -> bool {
    name.chars().filter(|c| c.is_uppercase()).count() > 1 && !name.contains(|c: char| c.is_lowercase())
}

/// Whether a text joins a name to what it names: `ILO data`, `Acme (ACM) survey`, `the Bank's 2024 annual report`.
fn is_epithet(between: &str) -> bool {
    let rest = between.trim_start_matches(['\'', '’', 's', ')', ' ']);
    between.starts_with([' ', '\'', '’', ')'])
        && !rest.contains(|c: char| c.is_ascii_punctuation())
        && crate::text::words(rest).count() <= 2
}

/// Whether a relative clause begins right after a name: `Ada Marlowe, who chairs the committee, said`.
fn opens_relative(between: &str) -> bool {
    [", who ", ", which ", ", whose ", ", qui ", ", dont "].iter().any(|opening| between.starts_with(opening))
}

/// Whether a clause begins after a text: at the head of a sentence, after a comma, a bracket or a quotation mark, or a conjunction there; after the hyphen of `dit-elle`.
fn begins_clause(before: &str, most: usize) -> bool {
    let before = before.trim_end();
    let opener =
        before.len() <= 8 && matches!(before, "But" | "And" | "So" | "Yet" | "As" | "Or" | "Mais" | "Et" | "Comme");
    if opener {
        return true;
    }
    before.is_empty()
        || before.ends_with(['(', '"', '“', '”', '«', '»', '’', '*', '-'])
        || before.ends_with([',', ':', '–', '—']) && (before.len() <= most || before.ends_with(",”"))
}

/// Whether only a few words, and no sign, stand between `economist` and `Ada Marlowe`, `experts` and `the OECD`.
fn is_beside(prose: &str, between: Span, most: usize) -> bool {
    let text = prose.get(between.range()).unwrap_or(",");
    !text.contains([',', ';', ':', '(', '"', '“', '«']) && crate::text::words(text).count() <= most
}

/// Whether a sentence gives a speaker to the one before it: `C'est ce que dit …`, `C'est du moins ce qu'affirme …`, `C'est l'un des constats d'une étude …`, `Le chiffre provient d'une étude …`.
fn takes_up(sentence: &str) -> bool {
    const MOST: usize = 8;
    const FIGURES: &[&str] = &["chiffre", "chiffres", "estimation", "estimations", "calcul", "donnée", "données"];
    const COMES: &[&str] = &["provient", "proviennent", "vient", "viennent", "émane", "émanent"];
    const FINDINGS: &[&str] = &["constat", "constats", "résultat", "résultats", "conclusion", "conclusions"];
    const FEARS: &[&str] = &["redoute", "redoutent", "craint", "craignent", "espère", "espèrent", "veut", "veulent"];
    let words = crate::text::words(sentence).take(MOST);
    let words: Vec<_> = words.map(|word| word.text(sentence).to_lowercase().replace('’', "'")).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let pairs = || words.windows(2).map(|pair| (pair[0], pair[1]));
    match words[..] {
        [_, figure, comes, ..] if FIGURES.contains(&figure) && COMES.contains(&comes) => true,
        ["c'" | "c", "est", "ce", "qui", "ressort", ..] => true,
        ["c'" | "c", "est", ..] => {
            let finding =
                pairs().any(|(word, of)| FINDINGS.contains(&word) && matches!(of, "d'" | "d" | "de" | "du" | "des"));
            let told = words.windows(3).any(|three| {
                three[0] == "ce" && matches!(three[1], "que" | "qu'" | "qu") && !FEARS.contains(&three[2])
            });
            finding || told
        }
        _ => false,
    }
}

/// Whether a title follows: `a study entitled “…”`, `une étude récente intitulée « … »`.
fn is_titled(after: &str) -> bool {
    const MOST: usize = 24;
    const TITLED: &[&str] = &["entitled", "titled", "intitulé", "intitulée", "intitulés", "intitulées"];
    let Some(quote) = after.find(['“', '"', '«', '*']).filter(|at| *at <= 2 * MOST) else { return false };
    let last = crate::text::words(&after[..quote]).last().map(|word| word.text(&after[..quote]));
    last.is_some_and(|word| TITLED.contains(&word))
}

/// Whether a text makes of the name after it those who were asked: `38% of Creative Industries firms said`.
fn follows_a_share(before: &str) -> bool {
    let before = before.trim_end();
    let of = [" of", " of the", " of all"].iter().find_map(|of| before.strip_suffix(of)).unwrap_or("");
    ["%", "percent", "per cent"].iter().any(|share| of.trim_end().ends_with(share))
}

/// Whether a text ends in what happens to a thing, which then says nothing: `before the release of ChatGPT`.
fn follows_a_release(before: &str) -> bool {
    let of = before.trim_end();
    let of = [" of", " of the"].iter().find_map(|of_the| of.strip_suffix(of_the)).unwrap_or("");
    let deeds = ["release", "launch", "arrival", "advent", "rise", "emergence", "debut", "adoption", "spread"];
    crate::text::words(of).last().is_some_and(|word| deeds.contains(&word.text(of)))
}

/// Whether a text ends in a word that makes a place of the name after it.
fn follows_in(before: &str) -> bool {
    let before = &before[before.floor_char_boundary(before.len().saturating_sub(40))..];
    let mut tail = crate::text::words(before).map(|word| word.text(before).to_lowercase()).collect::<Vec<_>>();
    if tail.last().is_some_and(|word| matches!(word.as_str(), "the" | "le" | "la" | "les" | "l'" | "l")) {
        tail.pop();
    }
    let last = tail.last().map_or("", String::as_str);
    matches!(last, "in" | "across" | "throughout" | "within" | "outside" | "en" | "au" | "aux" | "dans")
}
