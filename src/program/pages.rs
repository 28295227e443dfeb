//! A page for each id that the compiler may report: `toulmin explain ID`.

use std::sync::LazyLock;

/// What an id means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) id: &'static str,
    /// In one line.
    pub(crate) title: String,
    /// Why it matters, what to avoid, what to prefer.
    pub(crate) text: String,
}

/// The page of every error and warning, by id.
pub(crate) fn pages() -> &'static [Page] {
    static PAGES: LazyLock<Vec<Page>> = LazyLock::new(|| {
        let mut pages = super::checks::pages();
        pages.extend(ERRORS.iter().map(|(id, title, text)| Page { id, title: (*title).into(), text: (*text).into() }));
        pages.sort_by_key(|page| page.id);
        pages
    });
    &PAGES
}

/// The ids of the warnings of the compiler, which a comment may allow.
pub(crate) fn warnings() -> impl Iterator<Item = &'static str> {
    let is_error = |id: &str| ERRORS.iter().any(|(error, ..)| *error == id);
    pages().iter().map(|page| page.id).filter(move |id| !is_error(id) && *id != "unused-allow")
}

const ERRORS: [(&str, &str, &str); 22] = [
    (
        "bad-date",
        "A date is no day of the calendar",
        "Dates are written year-month-day, and exist.\n\nAvoid: `dated 2023`, `dated 2023-02-29`\nPrefer: `dated 2023-02-28`",
    ),
    (
        "bad-link",
        "A link leads nowhere",
        "A backing's link is a whole address that a browser opens.\n\nAvoid: `<www.example.org>`\nPrefer: `<https://www.example.org>`",
    ),
    (
        "bad-mark",
        "The marks of an example are missing or do not fit",
        "`[[` and `]]` stand around the words that the rule reports, in each `flags` of a claim. They are not nested, enclose something, and stay in one paragraph. An `allows` has none.\n\nAvoid: `flags en \"AI will end hunger.\"`\nPrefer: `flags en \"[[AI will end hunger]].\"`",
    ),
    (
        "bad-phrase",
        "A phrase cannot be read",
        "Brackets are closed, alternatives have words, gaps stand between words, stems have three letters, and every way to read the phrase has a word.\n\nAvoid: `\"risk (s)\"`, `\"[a|]\"`, `\"... risk\"`, `\"[a]? [b]?\"`\nPrefer: `\"risk(s)\"`, `\"[a]?\"`, `\"[a|b]\"`",
    ),
    (
        "bad-version",
        "A version is not three numbers",
        "Avoid: `version \"1.0\"`, `since \"v1.0.0\"`\nPrefer: `version \"1.0.0\"`",
    ),
    (
        "claim-and-topic",
        "A rule has a claim and a topic",
        "A claim is what a sentence asserts, a topic what a document is about; a rule judges one or the other.\n\nAvoid: `claim` and `topic` in one rule.\nPrefer: two rules.",
    ),
    (
        "cyclic-use",
        "A lexicon uses itself",
        "`use` takes in what another lexicon has; in a circle there is no first.\n\nAvoid: `lexicon a { en: use b }` and `lexicon b { en: use a }`\nPrefer: a third lexicon that both use.",
    ),
    (
        "duplicate-clause",
        "A clause stands twice",
        "Only `claim`, `grounds`, `qualifier`, `backing` and examples may stand several times; of two others it is not clear which one holds. `none` and `every claim` stand alone.\n\nAvoid: two `severity` clauses.\nPrefer: one; conditions are joined by `or`.",
    ),
    (
        "duplicate-name",
        "A name is given twice",
        "In one pack, a lexicon, a cue, or a rule has a name of its own, which is no word of the language.\n\nAvoid: `lexicon ai` in two files; `lexicon question`.\nPrefer: another name; phrases of one lexicon stand in one place.",
    ),
    (
        "edition-too-new",
        "A file is written in a later edition of the language",
        "An engine reads every edition up to its own.\n\nAvoid: `toulmin 2` for an engine of edition 1.\nPrefer: a newer engine.",
    ),
    (
        "engine-too-old",
        "A pack requires a later engine",
        "`requires` names the oldest engine that can run a pack. An older one runs none of it.\n\nPrefer: a newer engine.",
    ),
    (
        "missing-clause",
        "An item lacks something that it needs",
        "A rule has `severity`, `claim` or `topic`, `grounds` (`grounds none` for a fault in itself) and `message`. A pack has `version` and `languages`. A lexicon or a cue has phrases.",
    ),
    (
        "mixed-and-or",
        "Operators are mixed without brackets",
        "Readers disagree on what `a and b or c` means.\n\nAvoid: `a and b or c`\nPrefer: `(a and b) or c`, `a and (b or c)`",
    ),
    (
        "no-positive-term",
        "A pattern asks only for absence",
        "A claim is something that is there; what is not there can be asked for beside it, with `and`.\n\nAvoid: `claim not a`, `claim a or not b`\nPrefer: `claim a and not b`",
    ),
    (
        "phrase-explosion",
        "A phrase stands for too many forms",
        "Every group multiplies what a phrase may be. At most 512 forms are taken.\n\nAvoid: five groups of four words in one phrase.\nPrefer: several phrases; a gap; two lexicons joined by `then`.",
    ),
    (
        "syntax",
        "Something is not written as the language has it",
        "The message says what was expected. The item or clause is left out, and reading goes on after it.",
    ),
    (
        "too-deep",
        "Brackets are nested too deep",
        "A pattern may be 64 deep, a phrase 16.\n\nPrefer: a lexicon for the inner part.",
    ),
    (
        "too-large",
        "Something is larger than is read",
        "A rule file has at most 1 MiB, all together 16 MiB; there are at most 5,000 rules and 200,000 forms of phrases; a phrase has at most 400 characters.\n\nPrefer: several files, fewer groups.",
    ),
    (
        "topic-scope",
        "A topic is sought in too small a place",
        "What a sentence or paragraph says is a claim; a document or a section has a topic.\n\nAvoid: `topic a within sentence`\nPrefer: `topic a within document`, `claim a`",
    ),
    (
        "unclosed",
        "A bracket or a quotation mark is never closed",
        "A text ends on its line, a pattern's bracket in its clause, an item before the next.\n\nAvoid: `en: \"risk`\nPrefer: `en: \"risk\"`",
    ),
    (
        "unknown-clause",
        "A clause has a name that is not known",
        "The clauses of packs and rules are listed in the description of the language.\n\nAvoid: `sverity warning`\nPrefer: `severity warning`",
    ),
    (
        "unknown-name",
        "A name stands for nothing that is known, or for something broken",
        "Lexicons and cues are those of one's own pack and of those that it `uses`, or are named with their pack, as `std.negated`. Levels, units, reaches, recognisers, criteria and languages are fixed. Of a name whose lexicon has an error of its own, only that is said.",
    ),
];
