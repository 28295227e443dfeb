//! A rule file as it is written: every word with its place, nothing yet looked up.

use crate::text::Span;

/// A rule file.
#[derive(Debug, Default)]
pub(crate) struct Tree<'a> {
    pub(crate) edition: Option<Name<'a>>,
    pub(crate) items: Vec<Item<'a>>,
}

/// A bare word, or the inside of a quoted one where either may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name<'a> {
    pub(crate) text: &'a str,
    pub(crate) span: Span,
}

/// A text in quotation marks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'a> {
    /// What stands between the marks, escapes as they are.
    pub(crate) raw: &'a str,
    /// With the marks.
    pub(crate) span: Span,
}

impl Text<'_> {
    /// The byte of the file at which `raw` begins.
    pub(crate) const fn start(&self) -> usize {
        self.span.start + 1
    }
}

/// A pack, lexicon, cue or rule.
#[derive(Debug)]
pub(crate) struct Item<'a> {
    pub(crate) doc: String,
    /// Empty where the item is so broken that it has none.
    pub(crate) name: Name<'a>,
    pub(crate) span: Span,
    /// Some of it could not be read, and an error says so.
    pub(crate) broken: bool,
    pub(crate) body: Body<'a>,
}

/// What is in the braces of an item.
#[derive(Debug)]
pub(crate) enum Body<'a> {
    Pack(Vec<Clause<'a>>),
    Lexicon(Vec<Entry<'a>>),
    Cue(Vec<CueEntry<'a>>),
    Rule(Vec<Clause<'a>>),
}

/// Phrases of a lexicon in one language.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) language: Name<'a>,
    pub(crate) except: bool,
    pub(crate) phrases: Vec<Text<'a>>,
    pub(crate) uses: Vec<Name<'a>>,
}

/// Phrases of a cue with one reach.
#[derive(Debug)]
pub(crate) struct CueEntry<'a> {
    pub(crate) language: Name<'a>,
    pub(crate) reach: Name<'a>,
    pub(crate) phrases: Vec<Text<'a>>,
}

/// A clause of a pack or of a rule.
#[derive(Debug)]
pub(crate) struct Clause<'a> {
    pub(crate) keyword: Name<'a>,
    pub(crate) span: Span,
    pub(crate) says: Says<'a>,
}

/// What a clause says.
#[derive(Debug)]
pub(crate) enum Says<'a> {
    Setting(Vec<Name<'a>>),
    Example { language: Name<'a>, text: Text<'a> },
    Prose(Vec<(Name<'a>, Text<'a>)>),
    EveryClaim,
    Pattern(Node<'a>),
    Rebuttal(Vec<Condition<'a>>),
    Qualifier(Vec<Condition<'a>>, Name<'a>),
    Grounds(Vec<Ground<'a>>),
    Yields,
    Once(Name<'a>),
    Backing { title: Text<'a>, parts: Vec<BackingPart<'a>> },
    Unknown,
}

/// What stands after the title of a backing.
#[derive(Clone, Copy, Debug)]
pub(crate) enum BackingPart<'a> {
    Link(Name<'a>),
    /// `section` or `notes`, and the text.
    Locus(Name<'a>, Text<'a>),
    /// `dated`, `expires` or `review-by`, and the day.
    Day(Name<'a>, Name<'a>),
}

impl BackingPart<'_> {
    /// Whether it is the day that a keyword names.
    pub(crate) fn is_day(&self, keyword: &str) -> bool {
        matches!(self, Self::Day(name, _) if name.text == keyword)
    }
}

/// A pattern.
#[derive(Debug)]
pub(crate) struct Node<'a> {
    pub(crate) span: Span,
    pub(crate) kind: NodeKind<'a>,
}

/// A kind of pattern.
#[derive(Debug)]
pub(crate) enum NodeKind<'a> {
    Reference(Name<'a>),
    Phrase(Text<'a>),
    Recogniser(Name<'a>),
    Not(Box<Node<'a>>),
    Counted { count: Name<'a>, sentences: bool, of: Box<Node<'a>> },
    Chain(Operator, Vec<Node<'a>>),
    Within(Box<Node<'a>>, Distance<'a>),
}

/// What joins the operands of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    And,
    Or,
    Then,
}

impl Operator {
    /// The word of the language.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::And => "and",
            Self::Or => "or",
            Self::Then => "then",
        }
    }
}

/// What stands after `within`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Distance<'a> {
    Next(Name<'a>),
    Count(Name<'a>, Name<'a>),
    Unit(Name<'a>),
}

/// A condition of a rebuttal or of a qualifier.
#[derive(Debug)]
pub(crate) struct Condition<'a> {
    pub(crate) span: Span,
    pub(crate) not: bool,
    pub(crate) subject: Node<'a>,
    pub(crate) to: Option<Name<'a>>,
    pub(crate) within: Option<Distance<'a>>,
}

/// One of the grounds that a demand offers.
#[derive(Debug)]
pub(crate) struct Ground<'a> {
    pub(crate) span: Span,
    pub(crate) count: Option<Name<'a>>,
    pub(crate) what: Name<'a>,
    pub(crate) of: Option<Node<'a>>,
    pub(crate) within: Option<Distance<'a>>,
    pub(crate) criteria: Vec<Criterion<'a>>,
}

/// A criterion of a source.
#[derive(Debug)]
pub(crate) enum Criterion<'a> {
    Kind(Vec<Node<'a>>),
    Independent(Vec<Node<'a>>),
    DatedWithin(Name<'a>, Name<'a>),
    DatedAfter(Name<'a>),
    States(Vec<Node<'a>>),
    Odd(Name<'a>),
}
