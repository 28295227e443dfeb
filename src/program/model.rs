//! What a compiled rule is: names resolved, phrases expanded, texts by language.

pub use super::backing::Backing;
pub(crate) use crate::syntax::{Form, Piece};
use crate::text::{Date, Language, Span};
use std::sync::Arc;

/// The place of a lexicon in [`Program::lexicons`](super::Program).
pub(crate) type LexiconId = usize;
/// The place of a cue in [`Program::cues`](super::Program).
pub(crate) type CueId = usize;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Not reported.
    Off,
    /// Worth knowing.
    Note,
    /// Should be mended.
    Warning,
    /// Must be mended.
    Error,
}

impl Level {
    /// Reads `error`, `warning`, `note` or `off`.
    pub fn new(word: &str) -> Option<Self> {
        Some(match word {
            "off" => Self::Off,
            "note" => Self::Note,
            "warning" => Self::Warning,
            "error" => Self::Error,
            _ => return None,
        })
    }

    /// The word of the rule language.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// How sure a rule's author is that a finding is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Often wrong.
    Low,
    /// Sometimes wrong.
    Medium,
    /// Seldom wrong.
    High,
}

/// A pack: a named, versioned set of rules.
#[derive(Clone, Debug)]
pub(crate) struct Pack {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) languages: Vec<Language>,
}

/// A named list of phrases by language.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    /// Its full name, `pack.name`; a phrase written inside a rule makes a lexicon of its own, named after the phrase.
    pub(crate) name: String,
    pub(crate) phrases: Vec<Phrase>,
}

/// A phrase of a lexicon, expanded.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    /// `None`: the same in every language (`any:`).
    pub(crate) language: Option<Language>,
    /// Cancels the hits of its lexicon that it overlaps.
    pub(crate) except: bool,
    /// Shared with the lexicons that use its lexicon.
    pub(crate) forms: Arc<[Form]>,
}

/// Words that change the stance of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    pub(crate) name: String,
    pub(crate) entries: Vec<CueEntry>,
}

/// Phrases of a cue with one reach.
#[derive(Clone, Debug)]
pub(crate) struct CueEntry {
    pub(crate) language: Language,
    pub(crate) reach: Reach,
    pub(crate) forms: Arc<[Form]>,
}

/// Where a cue's words reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Reach {
    /// The words after it.
    Forward,
    /// The words before it.
    Backward,
    /// From its first word on, what it encloses included (`ne … pas`).
    Around,
    /// The whole sentence.
    Sentence,
    /// The whole sentence and the rest of its paragraph.
    Paragraph,
    /// The whole sentence before, of which it speaks («That is false»).
    Previous,
    /// Ends the reach of the others.
    Stops,
    /// Looks like a cue and is none (`not only`).
    Pseudo,
}

/// A rule, compiled.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    /// `pack/name`.
    pub(crate) id: String,
    /// Its place in [`Program::packs`](super::Program).
    pub(crate) pack: usize,
    pub(crate) doc: String,
    pub(crate) level: Level,
    pub(crate) confidence: Confidence,
    pub(crate) since: Option<String>,
    pub(crate) deprecated: Option<String>,
    pub(crate) replaced_by: Option<String>,
    /// Full ids that it went by before.
    pub(crate) formerly: Vec<String>,
    pub(crate) tags: Vec<String>,
    /// The languages it can run in: those of the pack for which all that it needs has phrases.
    pub(crate) languages: Vec<Language>,
    pub(crate) subject: Subject,
    /// Any of them removes the claim.
    pub(crate) rebuttals: Vec<Condition>,
    pub(crate) qualifiers: Vec<Qualifier>,
    /// All of them are called for; each is met by any of its grounds. Empty for `grounds none`.
    pub(crate) grounds: Vec<Demand>,
    /// Silent where another rule has a claim in the same sentence.
    pub(crate) yields: bool,
    /// One claim for each unit of this kind.
    pub(crate) once: Option<Unit>,
    pub(crate) message: Translations,
    pub(crate) help: Translations,
    pub(crate) warrant: Translations,
    pub(crate) backing: Vec<Backing>,
    pub(crate) examples: Vec<Example>,
    /// The file it stands in, as named to the compiler.
    pub(crate) file: String,
}

/// A text by language, in the order written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Translations(pub(crate) Vec<(Language, String)>);

impl Translations {
    /// The text in `language`, else the first.
    pub(crate) fn get(&self, language: Language) -> Option<&str> {
        let own = self.0.iter().find(|(l, _)| *l == language);
        own.or(self.0.first()).map(|(_, text)| text.as_str())
    }
}

/// What a rule is about.
#[derive(Clone, Debug)]
pub(crate) enum Subject {
    /// Something asserted: any of the patterns.
    Claims(Vec<Pattern>),
    /// What a document or a section is about.
    Topic(Pattern),
    /// The claims of all other rules (`claim every claim`).
    EveryClaim,
}

/// What to look for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Pattern {
    /// A phrase of a lexicon.
    Lexicon(LexiconId),
    /// A number, a date, a quotation, …
    Recogniser(Recogniser),
    /// All of them, on disjoint spans; in this order where `ordered`. The last is the head.
    All {
        /// The operands.
        operands: Vec<Pattern>,
        /// `then` rather than `and`.
        ordered: bool,
    },
    /// Any of them.
    Any(Vec<Pattern>),
    /// None of it in the unit; only inside `All`.
    Not(Box<Pattern>),
    /// The pattern inside one unit. Patterns without a scope of their own are inside a sentence.
    Within(Box<Pattern>, Distance),
    /// At least so many hits (`at least 5 x`) or sentences with a hit (`at least 5 sentences with x`).
    AtLeast {
        /// How many.
        count: u32,
        /// Counts sentences rather than hits.
        sentences: bool,
        /// Of what.
        pattern: Box<Pattern>,
    },
}

/// How far apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Distance {
    /// At most so many words strictly between neighbouring operands, in one sentence.
    Words(u32),
    /// Inside one unit.
    Unit(Unit),
    /// The sentence and the one right after it in the same paragraph (`within next sentence`).
    NextSentence,
}

/// A unit of a document. Narrower units come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Unit {
    /// A sentence; a list item's first is read together with its lead-in.
    Sentence,
    /// A paragraph, a list item or a table row.
    Paragraph,
    /// What stands under one heading.
    Section,
    /// All of it.
    Document,
}

/// What is recognised by its form rather than by a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Recogniser {
    /// `40 %`, `forty percent`, `3 points`.
    Percent,
    /// `$3bn`, `3 Mds€`, `five million dollars`.
    Money,
    /// A number with what it counts: `12,000 workers`, `trois millions d'emplois`.
    Count,
    /// `three times`, `10x`, `doubled`, `trois fois plus`.
    Multiple,
    /// An amount with a unit of energy, power, water, mass or carbon: `3 TWh`, `500 000 litres`.
    Measure,
    /// `3 May 2024`, `May 2024`, `2024-05-03`.
    Date,
    /// `2024`.
    Year,
    /// `six months`, `10 ans`.
    Duration,
    /// A quotation of more than three words.
    Quotation,
    /// A quotation of six words or more.
    LongQuotation,
    /// A name: capitals in the middle of a sentence, or an acronym.
    ProperName,
    /// A note, key or link that leads nowhere.
    UnresolvedCitation,
}

impl Recogniser {
    /// Every recogniser with its name in the language.
    pub(crate) const ALL: [(&'static str, Self); 12] = [
        ("percent", Self::Percent),
        ("money", Self::Money),
        ("count", Self::Count),
        ("multiple", Self::Multiple),
        ("measure", Self::Measure),
        ("date", Self::Date),
        ("year", Self::Year),
        ("duration", Self::Duration),
        ("quotation", Self::Quotation),
        ("long-quotation", Self::LongQuotation),
        ("proper-name", Self::ProperName),
        ("unresolved-citation", Self::UnresolvedCitation),
    ];
}

/// What removes a claim, or lowers it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Condition {
    /// A cue reaches the head.
    Cue(CueId),
    /// The sentence is a question.
    Question,
    /// The claim stands in a heading.
    Heading,
    /// The claim stands in a quotation that nobody signs.
    Quoted,
    /// The claim stands in a table cell.
    Table,
    /// Somebody is given as the one who says it; `named`: by name.
    Attributed {
        /// A person, body or dated study, rather than `experts`.
        named: bool,
    },
    /// The pattern is found in the same sentence, or as near as it says.
    Pattern(Pattern),
    /// The opposite.
    Not(Box<Condition>),
}

/// A condition that lowers a claim's level.
#[derive(Clone, Debug)]
pub(crate) struct Qualifier {
    pub(crate) condition: Condition,
    pub(crate) level: Level,
}

/// Grounds of which any will do.
#[derive(Clone, Debug)]
pub(crate) struct Demand(pub(crate) Vec<Ground>);

/// One kind of evidence, and where it is looked for.
#[derive(Clone, Debug)]
pub(crate) struct Ground {
    pub(crate) kind: GroundKind,
    /// How many are needed; 1 where nothing is said.
    pub(crate) count: u32,
    pub(crate) within: Distance,
    pub(crate) criteria: Vec<Criterion>,
}

/// What counts as evidence.
#[derive(Clone, Debug)]
pub(crate) enum GroundKind {
    /// A citation that resolves.
    Source,
    /// A named person, body or dated study that says it.
    Attribution,
    /// A sentence that says what the lexicon's word means.
    Definition(Pattern),
    /// A substantive sentence with the pattern.
    Mention(Pattern),
}

/// What a source must be.
#[derive(Clone, Debug)]
pub(crate) enum Criterion {
    /// Its address, title or note is of one of these lexicons.
    Kind(Vec<LexiconId>),
    /// Its address, title or note is of none of these lexicons, nor by the document's issuer where `issuer`.
    Independent {
        /// The lexicons.
        of: Vec<LexiconId>,
        /// `independent of issuer`.
        issuer: bool,
    },
    /// Not older than so many months at the document's date.
    DatedWithin {
        /// Months.
        months: u32,
    },
    /// Not before this day (year, month, day).
    DatedAfter(Date),
    /// The claim's sentence or its source names one of each.
    States(Vec<Pattern>),
}

/// A sentence, or a short document, with what the rule should make of it.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub(crate) verdict: Verdict,
    pub(crate) language: Language,
    /// Markdown, without the marks.
    pub(crate) text: String,
    /// Where `[[ ]]` stood, in bytes of `text`: each is to be flagged.
    pub(crate) marks: Vec<Span>,
    pub(crate) span: Span,
}

/// What a rule should make of an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Verdict {
    /// The rule reports it.
    Flags,
    /// The rule keeps quiet.
    Allows,
    /// The rule should report it and does not yet.
    Misses,
    /// The rule reports it and should not.
    Overflags,
}
