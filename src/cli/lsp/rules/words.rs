//! The words of the rule language, with what each says: for those who point at one, and for those who look for one.

use Place::*;

/// Where a word may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// At the first column.
    Item,
    PackClause,
    RuleClause,
    /// Before the phrases of a lexicon or cue.
    Entry,
    Reach,
    Operand,
    Operator,
    Condition,
    Ground,
    Criterion,
    Distance,
    Level,
    Confidence,
    Recogniser,
    Backing,
    /// What only another word asks for.
    After,
    Language,
    Age,
}

/// A word of the language.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) place: Place,
    pub(super) word: &'static str,
    /// How it is written.
    pub(super) form: &'static str,
    pub(super) says: &'static str,
    /// What is put in, with places to be filled in; the word alone where there is none.
    pub(super) snippet: &'static str,
}

/// The words that may stand in a place.
pub(super) fn of(place: Place) -> impl Iterator<Item = &'static Word> {
    ALL.iter().filter(move |one| one.place == place)
}

/// The first description of a word, wherever it may stand.
pub(super) fn any(word: &str) -> Option<&'static Word> {
    ALL.iter().find(|one| one.word == word)
}

const fn w(place: Place, word: &'static str, form: &'static str, says: &'static str, snippet: &'static str) -> Word {
    Word { place, word, form, says, snippet }
}

const ALL: &[Word] = &[
    w(
        Item,
        "pack",
        "pack NAME { … }",
        "A named, versioned set of rules. One item `pack` stands in a folder, in `pack.toulmin`.",
        "pack ${1:name} {\n  version   \"${2:0.1.0}\"\n  languages ${3:en}\n  uses      ${4:std}\n}\n",
    ),
    w(
        Item,
        "lexicon",
        "lexicon NAME { en: \"…\" }",
        "A named list of phrases, by language.",
        "lexicon ${1:name} {\n  ${2:en}: \"$0\"\n}\n",
    ),
    w(
        Item,
        "cue",
        "cue NAME { en forward: \"…\" }",
        "A list of words that change the stance of a sentence, with their reach. Its name is then a condition.",
        "cue ${1:name} {\n  ${2:en} ${3|forward,backward,around,sentence,paragraph,previous,stops,pseudo|}: \"$0\"\n}\n",
    ),
    w(
        Item,
        "rule",
        "rule NAME { … }",
        "What a sentence or a document asserts, and the grounds that this needs. `severity`, `claim` or `topic`, `grounds` and `message` are needed.",
        "rule ${1:name} {\n  severity   ${2|warning,error,note|}\n  confidence ${3|medium,high,low|}\n\n  claim     ${4:lexicon}\n  grounds   ${5:source within paragraph}\n\n  message { en: \"${6:this sentence says …, and cites nothing}\" }\n  help    { en: \"${7:cite a source}\" }\n  backing \"${8:work}\"\n\n  flags  en \"[[$0]]\"\n  allows en \"\"\n}\n",
    ),
    w(
        Item,
        "toulmin",
        "toulmin 1",
        "The edition of the language that the file is written in. It stands first, and may be left out.",
        "toulmin 1\n",
    ),
    w(
        PackClause,
        "version",
        "version \"0.1.0\"",
        "The version of the pack: three numbers. It is needed.",
        "version \"${0:0.1.0}\"",
    ),
    w(
        PackClause,
        "languages",
        "languages en fr",
        "The languages that the pack is written in. It is needed.",
        "languages ${0:en}",
    ),
    w(PackClause, "requires", "requires \"0.1.0\"", "The oldest toulmin that can read the pack.", "requires \"$0\""),
    w(PackClause, "uses", "uses std", "Other packs, whose lexicons and cues may be named here.", "uses ${0:std}"),
    w(
        PackClause,
        "rebuttal",
        "rebuttal CONDITION or CONDITION",
        "Conditions, any of which removes the claim of each rule of the pack that has a `claim` and no `rebuttal` of its own.",
        "rebuttal $0",
    ),
    w(
        RuleClause,
        "severity",
        "severity warning",
        "How grave a finding is: `error`, `warning`, `note`, or `off`, which runs only when asked for. It is needed.",
        "severity ${0|warning,error,note,off|}",
    ),
    w(
        RuleClause,
        "confidence",
        "confidence medium",
        "How sure the author is that a finding is right; `medium` where nothing is said.",
        "confidence ${0|medium,high,low|}",
    ),
    w(RuleClause, "since", "since \"0.2.0\"", "The version of the pack that brought the rule.", "since \"$0\""),
    w(
        RuleClause,
        "deprecated",
        "deprecated \"0.3.0\"",
        "The version of the pack that retired the rule.",
        "deprecated \"$0\"",
    ),
    w(RuleClause, "replaced-by", "replaced-by NAME", "The rule that took the place of this one.", "replaced-by $0"),
    w(
        RuleClause,
        "formerly",
        "formerly NAME",
        "Names that the rule went by before: they still mean it, in settings and on the command line.",
        "formerly $0",
    ),
    w(RuleClause, "tags", "tags WORD WORD", "Words to choose rules by.", "tags $0"),
    w(
        RuleClause,
        "claim",
        "claim PATTERN",
        "What a sentence asserts. Of several `claim` clauses, any is enough.",
        "claim $0",
    ),
    w(RuleClause, "topic", "topic PATTERN", "Instead of a claim: what a document or a section is about.", "topic $0"),
    w(
        RuleClause,
        "rebuttal",
        "rebuttal CONDITION or CONDITION",
        "Conditions, any of which removes the claim. `none` sets those of the pack aside.",
        "rebuttal $0",
    ),
    w(
        RuleClause,
        "qualifier",
        "qualifier CONDITION lowers to note",
        "A condition that lowers the level of a finding.",
        "qualifier ${1:condition} lowers to ${0|note,warning,off|}",
    ),
    w(
        RuleClause,
        "grounds",
        "grounds source within paragraph or attribution",
        "What the claim needs. Of demands joined by `or`, one is enough; of several `grounds` clauses, all are called for.",
        "grounds ${0:source within paragraph}",
    ),
    w(
        RuleClause,
        "yields",
        "yields to any claim",
        "Silent where another rule has a claim in the same sentence.",
        "yields to any claim",
    ),
    w(
        RuleClause,
        "once",
        "once per section",
        "Only the first claim of each section, paragraph or document counts.",
        "once per ${0|section,paragraph,document|}",
    ),
    w(
        RuleClause,
        "message",
        "message { en: \"…\" }",
        "What is wrong, one text for each language: lower case, no full stop. It is needed.",
        "message { en: \"$0\" }",
    ),
    w(
        RuleClause,
        "help",
        "help { en: \"…\" }",
        "What to do, one text for each language: lower case, no full stop.",
        "help { en: \"$0\" }",
    ),
    w(
        RuleClause,
        "warrant",
        "warrant { en: \"…\" }",
        "Why the grounds are needed, one text for each language.",
        "warrant { en: \"$0\" }",
    ),
    w(
        RuleClause,
        "backing",
        "backing \"WORK\" section \"…\" <https://…> dated 2024-01-31",
        "The authority on which the rule stands: a work, and what more there is to say of it. Several are allowed.",
        "backing \"$0\"",
    ),
    w(
        RuleClause,
        "flags",
        "flags en \"[[…]] …\"",
        "An example that is reported. `[[ ]]` stand around the words of the claim.",
        "flags ${1:en} \"[[$0]]\"",
    ),
    w(RuleClause, "allows", "allows en \"…\"", "An example that is not reported.", "allows ${1:en} \"$0\""),
    w(
        RuleClause,
        "misses",
        "misses en \"[[…]] …\"",
        "A known limit: an example that should be reported, and is not yet.",
        "misses ${1:en} \"[[$0]]\"",
    ),
    w(
        RuleClause,
        "overflags",
        "overflags en \"…\"",
        "A known limit: an example that is reported, and should not be.",
        "overflags ${1:en} \"$0\"",
    ),
    w(Entry, "any", "any: \"OECD\"", "Phrases that are the same in every language: names, addresses.", "any: \"$0\""),
    w(After, "use", "en: use LEXICON \"…\"", "Takes in another lexicon's phrases.", ""),
    w(
        After,
        "except",
        "en except: \"…\"",
        "Phrases that are not meant: a hit that touches one of them does not count.",
        "",
    ),
    w(Reach, "forward", "en forward: \"…\"", "Changes up to 12 words after it.", ""),
    w(Reach, "backward", "en backward: \"…\"", "Changes up to 12 words before it.", ""),
    w(
        Reach,
        "around",
        "fr around: \"[ne|n'] ... pas\"",
        "Changes what it encloses, and up to 12 words after its first.",
        "",
    ),
    w(Reach, "sentence", "en sentence: \"…\"", "Changes the whole sentence.", ""),
    w(Reach, "paragraph", "en paragraph: \"…\"", "Changes the whole sentence and the rest of its paragraph.", ""),
    w(Reach, "previous", "en previous: \"that is false\"", "Changes the whole sentence before, in its paragraph.", ""),
    w(Reach, "stops", "en stops: \"but\"", "Changes nothing: ends the reach of the others, as a semicolon does.", ""),
    w(
        Reach,
        "pseudo",
        "en pseudo: \"not only\"",
        "Changes nothing: where it covers a cue, the cue does not count.",
        "",
    ),
    w(Operand, "not", "a and not b", "Beside something else: where the unit has none of it.", ""),
    w(
        Operand,
        "at",
        "at least 3 a · at least 5 sentences with a",
        "Where the unit has so many, or so many sentences with one.",
        "at least ${1:2} $0",
    ),
    w(
        Operand,
        "every",
        "claim every claim",
        "In place of a pattern: each claim that another rule found, with its evidence.",
        "every claim",
    ),
    w(
        Operator,
        "and",
        "a and b",
        "Where both stand in one sentence, without overlapping. `and`, `or` and `then` are not mixed without brackets.",
        "",
    ),
    w(Operator, "or", "a or b", "Where either stands. `and`, `or` and `then` are not mixed without brackets.", ""),
    w(Operator, "then", "a then b", "Where both stand in one sentence, in this order.", ""),
    w(
        Operator,
        "within",
        "within 8 words · within paragraph · within next sentence",
        "How near all that stands before it has to be, back to the bracket; a sentence where nothing is said.",
        "",
    ),
    w(Condition, "question", "rebuttal question", "The sentence is a question.", ""),
    w(Condition, "heading", "rebuttal heading", "The claim stands in a heading, or in the few words of a cell.", ""),
    w(
        Condition,
        "quoted",
        "rebuttal quoted",
        "The claim stands in a quotation of more than three words that nobody signs.",
        "",
    ),
    w(Condition, "table", "rebuttal table", "The claim stands in a table cell.", ""),
    w(
        Condition,
        "attributed",
        "rebuttal attributed · attributed to named",
        "Somebody says it; `to named`: a named person, body or study.",
        "",
    ),
    w(Condition, "not", "rebuttal not heading", "Turns a condition round.", ""),
    w(
        Ground,
        "source",
        "grounds source within paragraph",
        "A citation that resolves: a note, an external link, a bibliographic key, number or author-year, a legal reference. Looked for in the paragraph where nothing is said.",
        "",
    ),
    w(
        Ground,
        "attribution",
        "grounds attribution",
        "A named person, body or dated study that says it, in the same sentence where nothing is said.",
        "",
    ),
    w(
        Ground,
        "mention",
        "grounds mention of LEXICON within document",
        "A sentence of the body about something: a lexicon, or a pattern in brackets.",
        "mention of $0",
    ),
    w(
        Ground,
        "definition",
        "grounds definition of LEXICON within document",
        "A sentence that says what a word of the lexicon means.",
        "definition of $0",
    ),
    w(Ground, "none", "grounds none", "Nothing: the claim is a fault in itself.", ""),
    w(Ground, "at", "grounds at least 2 sources within document", "So many of them.", "at least ${1:2} ${0:sources}"),
    w(
        Criterion,
        "kind",
        "kind LEXICON LEXICON",
        "The source is named, or has an address, in one of these lexicons.",
        "kind $0",
    ),
    w(
        Criterion,
        "independent",
        "independent of LEXICON issuer",
        "The source is in none of these lexicons; `issuer`: nor is it the document's own issuer.",
        "independent of ${0:issuer}",
    ),
    w(
        Criterion,
        "dated",
        "dated within 36 months · dated after 2022-01-01",
        "The source is not older, counted from the document's date or `--as-of`, never from the clock.",
        "dated within ${1:36} months",
    ),
    w(
        Criterion,
        "states",
        "states LEXICON @date",
        "The source comes with one of each, in its own words or in the claim's sentence.",
        "states $0",
    ),
    w(
        Distance,
        "sentence",
        "within sentence",
        "In one sentence; a list item's first is read with the line that introduces it.",
        "",
    ),
    w(Distance, "paragraph", "within paragraph", "In one paragraph, list item or table row.", ""),
    w(Distance, "section", "within section", "In what stands under one heading.", ""),
    w(Distance, "document", "within document", "Anywhere in the document.", ""),
    w(
        Distance,
        "next",
        "within next sentence",
        "In one sentence, or in two neighbours of a paragraph.",
        "next sentence",
    ),
    w(
        Distance,
        "words",
        "within 8 words",
        "With at most so many words between one operand and the next.",
        "${1:8} words",
    ),
    w(Level, "error", "error", "Must be mended.", ""),
    w(Level, "warning", "warning", "Should be mended.", ""),
    w(Level, "note", "note", "Worth knowing.", ""),
    w(Level, "off", "off", "Not reported, unless asked for.", ""),
    w(Confidence, "high", "confidence high", "A finding is seldom wrong.", ""),
    w(Confidence, "medium", "confidence medium", "A finding is sometimes wrong.", ""),
    w(Confidence, "low", "confidence low", "A finding is often wrong.", ""),
    w(Recogniser, "percent", "@percent", "A share: `40 %`, `forty percent`, `3 points`.", ""),
    w(Recogniser, "money", "@money", "An amount of money: `$3bn`, `3 Mds€`, `five million dollars`.", ""),
    w(Recogniser, "count", "@count", "A number with what it counts: `12,000 workers`, `trois millions d'emplois`.", ""),
    w(Recogniser, "multiple", "@multiple", "How many times: `three times`, `10x`, `doubled`, `trois fois plus`.", ""),
    w(
        Recogniser,
        "measure",
        "@measure",
        "An amount with a unit of energy, power, water, mass or carbon: `3 TWh`, `500 000 litres`.",
        "",
    ),
    w(Recogniser, "date", "@date", "A date: `3 May 2024`, `May 2024`, `2024-05-03`.", ""),
    w(Recogniser, "year", "@year", "A year: `2024`.", ""),
    w(Recogniser, "duration", "@duration", "A length of time: `six months`, `10 ans`.", ""),
    w(Recogniser, "quotation", "@quotation", "A quotation of more than three words.", ""),
    w(Recogniser, "long-quotation", "@long-quotation", "A quotation of six words or more.", ""),
    w(Recogniser, "proper-name", "@proper-name", "A name: capitals in the middle of a sentence, or an acronym.", ""),
    w(Recogniser, "unresolved-citation", "@unresolved-citation", "A note, key or link that leads nowhere.", ""),
    w(Backing, "section", "section \"…\"", "Where in the work: a section or a chapter.", "section \"$0\""),
    w(Backing, "notes", "notes \"12-15\"", "Where in the work: its notes.", "notes \"$0\""),
    w(Backing, "dated", "dated 2024-01-31", "The day on which the work was published.", ""),
    w(Backing, "expires", "expires 2027-01-31", "The last day on which the work holds.", ""),
    w(Backing, "review-by", "review-by 2027-01-31", "The day by which somebody should look at it again.", ""),
    w(
        After,
        "lowers",
        "qualifier CONDITION lowers to note",
        "Before the level that the condition leads to.",
        "lowers to ${0|note,warning,off|}",
    ),
    w(After, "to", "lowers to note · attributed to named · yields to any claim", "Belongs to the word before it.", ""),
    w(After, "any", "yields to any claim", "Belongs to the words before it.", "any claim"),
    w(After, "named", "attributed to named", "A named person, body or study says it.", ""),
    w(
        After,
        "issuer",
        "independent of issuer",
        "The one who issues the document, as `issuer` in its settings or front matter says.",
        "",
    ),
    w(After, "per", "once per section", "Before the unit in which only the first claim counts.", ""),
    w(
        After,
        "of",
        "mention of LEXICON",
        "Before what is to be mentioned or defined, or from whom a source is independent.",
        "",
    ),
    w(After, "least", "at least 3 LEXICON", "Before the smallest number that is enough.", ""),
    w(
        After,
        "sentences",
        "at least 5 sentences with LEXICON",
        "Counts sentences with a hit rather than hits.",
        "sentences with $0",
    ),
    w(After, "with", "at least 5 sentences with LEXICON", "Before what a sentence has to have.", ""),
    w(After, "after", "dated after 2022-01-01", "Not before this day.", ""),
    w(After, "none", "rebuttal none", "Sets the rebuttal of the pack aside.", ""),
    w(Language, "en", "en", "English.", ""),
    w(Language, "fr", "fr", "French.", ""),
    w(Age, "months", "dated within 36 months", "So many months before the document's date.", ""),
    w(Age, "years", "dated within 3 years", "So many years before the document's date.", ""),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::Recogniser as Known;

    #[test]
    fn each_recogniser_is_described() {
        for (name, _) in Known::ALL {
            assert!(of(Recogniser).any(|one| one.word == name), "{name}");
        }
    }

    #[test]
    fn each_clause_is_described_as_it_is_written() {
        for one in ALL {
            assert!(one.says.ends_with('.'), "{}", one.word);
            assert!(one.form.contains(one.word), "{}: {}", one.word, one.form);
        }
    }
}
