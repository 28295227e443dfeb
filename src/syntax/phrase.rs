//! Phrases, expanded into the forms that a scan looks for.

use super::error::Fault;
use super::notation::{self, EXACT_MARK, Item, STEM_MARK, WIDEST};
use crate::text::{Span, fold, words};
use smol_str::SmolStr;

/// The most ways to write one word of a phrase, its endings and glued alternatives multiplied out.
pub(crate) const MOST_FORMS: usize = 512;
/// The longest phrase, in characters.
const LONGEST: usize = 1_000;
/// The most gaps of one phrase.
const MOST_GAPS: usize = 8;

/// A phrase: pieces in a row. Neither the first nor the last is a gap.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Form(pub(crate) Vec<Piece>);

/// A piece of a form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Piece {
    /// A word in any case, folded.
    Word(SmolStr),
    /// A word in just this case (`AI`, `=Meta`).
    Exact(SmolStr),
    /// A word that begins so, folded (`regulat*`).
    Stem(SmolStr),
    /// Up to so many words of any kind.
    Gap(u8),
    /// Any of these; an empty one may be left out. Kept as it is written, so that a phrase costs what its text does.
    Any(Vec<Form>),
}

impl Form {
    /// Whether it may stand for no word at all.
    fn is_empty(&self) -> bool {
        self.0.iter().all(|piece| match piece {
            Piece::Any(options) => options.iter().any(Self::is_empty),
            Piece::Gap(_) => true,
            _ => false,
        })
    }

    /// How many pieces it has, those of its alternatives counted.
    pub(crate) fn pieces(&self) -> usize {
        self.0
            .iter()
            .map(|piece| match piece {
                Piece::Any(options) => 1 + options.iter().map(Self::pieces).sum::<usize>(),
                _ => 1,
            })
            .sum()
    }

    fn gaps(&self) -> usize {
        self.0
            .iter()
            .map(|piece| match piece {
                Piece::Gap(_) => 1,
                Piece::Any(options) => options.iter().map(Self::gaps).max().unwrap_or(0),
                _ => 0,
            })
            .sum()
    }
}

/// The ways to write phrases, without alternatives, in order and each once; no more than [`MOST_FORMS`] of each.
pub(crate) fn plain(forms: &[Form]) -> Vec<Form> {
    let mut all: Vec<Form> = Vec::new();
    for form in forms {
        let mut runs = vec![Vec::new()];
        spell(form, &mut runs);
        all.extend(runs.into_iter().map(trimmed).filter(|run| !run.is_empty()).map(Form));
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn spell(form: &Form, runs: &mut Vec<Vec<Piece>>) {
    for piece in &form.0 {
        if let Piece::Any(options) = piece {
            let mut longer = Vec::new();
            for option in options {
                let mut own = runs.clone();
                spell(option, &mut own);
                longer.extend(own);
                longer.truncate(MOST_FORMS);
            }
            *runs = longer;
        } else {
            for run in runs.iter_mut() {
                match (run.last_mut(), piece) {
                    (Some(Piece::Gap(before)), Piece::Gap(more)) => *before = (*before + more).min(WIDEST),
                    _ => run.push(piece.clone()),
                }
            }
        }
    }
}

/// Without the gaps at its edges, which what is left out has left.
fn trimmed(mut run: Vec<Piece>) -> Vec<Piece> {
    while matches!(run.last(), Some(Piece::Gap(_))) {
        run.pop();
    }
    let first = run.iter().position(|piece| !matches!(piece, Piece::Gap(_))).unwrap_or(run.len());
    run.split_off(first)
}

/// What a phrase stands for. `raw` stands between quotation marks, from byte `start` on.
pub(crate) fn forms(raw: &str, start: usize) -> Result<Vec<Form>, Fault> {
    let whole = Span::new(start, start + raw.len());
    if raw.len() > LONGEST && raw.chars().count() > LONGEST {
        return Err(Fault::new("too-large", whole, format!("this phrase has more than {LONGEST} characters")));
    }
    let items = notation::read(raw, start)?;
    let edge = || Fault::new("bad-phrase", whole, "a gap stands between words, not at an edge");
    let form = form(items).map_err(|flaw| match flaw {
        Flaw::Stem => Fault::new("bad-phrase", whole, "a stem has three letters at least, and ends in `*`")
            .help("write the words out"),
        Flaw::Mark => Fault::new("bad-phrase", whole, "`=` stands right before a word"),
    })?;
    if raw.trim().is_empty() {
        return Err(Fault::new("bad-phrase", whole, "this phrase is empty"));
    }
    if matches!(form.0.first(), Some(Piece::Gap(_))) || matches!(form.0.last(), Some(Piece::Gap(_))) {
        return Err(edge());
    }
    if form.is_empty() {
        return Err(Fault::new("bad-phrase", whole, "this phrase may stand for no word at all"));
    }
    if form.gaps() > MOST_GAPS {
        return Err(Fault::new("phrase-explosion", whole, format!("this phrase has more than {MOST_GAPS} gaps"))
            .help("write several phrases, or join lexicons with `then`"));
    }
    Ok(vec![form])
}

/// Items as pieces.
fn form(items: Vec<Item<'_>>) -> Result<Form, Flaw> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(items.len());
    for item in items {
        match item {
            Item::Gap(width) => match pieces.last_mut() {
                Some(Piece::Gap(before)) => *before = (*before + width).min(WIDEST),
                _ => pieces.push(Piece::Gap(width)),
            },
            Item::Any(options) => {
                pieces.push(Piece::Any(options.into_iter().map(form).collect::<Result<_, _>>()?));
            }
            Item::Plain(text) => cut(text, &mut pieces)?,
            Item::Texts(texts) if texts.len() == 1 => cut(&texts[0], &mut pieces)?,
            Item::Texts(texts) => {
                let mut options = texts.iter().map(|text| whole(text)).collect::<Result<Vec<_>, _>>()?;
                options.sort_unstable();
                options.dedup();
                match options.as_mut_slice() {
                    [only] => pieces.append(&mut only.0),
                    _ => pieces.push(Piece::Any(options)),
                }
            }
        }
    }
    Ok(Form(pieces))
}

enum Flaw {
    Stem,
    Mark,
}

/// A text as a form of its own.
fn whole(text: &str) -> Result<Form, Flaw> {
    let mut pieces = Vec::with_capacity(1);
    cut(text, &mut pieces)?;
    Ok(Form(pieces))
}

/// A text cut into pieces, as the words of documents are.
fn cut(text: &str, pieces: &mut Vec<Piece>) -> Result<(), Flaw> {
    let composed;
    // Letters before the first combining mark are as they should be.
    let text = if text.is_ascii() || text.chars().all(|c| c < '\u{300}') || unicode_normalization::is_nfc(text) {
        text
    } else {
        use unicode_normalization::UnicodeNormalization as _;
        composed = text.nfc().collect::<String>();
        &composed
    };
    let marked = text.bytes().any(|b| b == STEM_MARK as u8 || b == EXACT_MARK as u8);
    let mut marks = 0;
    for word in words(text) {
        let (before, after) = (&text[..word.start as usize], &text[word.end as usize..]);
        let word = word.text(text);
        pieces.push(if marked && before.ends_with(EXACT_MARK) {
            marks += 1;
            Piece::Exact(word.into())
        } else if marked && after.starts_with(STEM_MARK) {
            marks += 1;
            if word.chars().count() < 3 {
                return Err(Flaw::Stem);
            }
            Piece::Stem(folded(word))
        } else if after.starts_with('\'') && elides(word) {
            Piece::Word(SmolStr::from_iter([&fold(word), "'"]))
        } else if is_capitals(word) {
            Piece::Exact(word.into())
        } else {
            Piece::Word(folded(word))
        });
    }
    if marked && marks != text.chars().filter(|c| matches!(*c, STEM_MARK | EXACT_MARK)).count() {
        return Err(if text.contains(STEM_MARK) { Flaw::Stem } else { Flaw::Mark });
    }
    Ok(())
}

/// Most words are in lower case as they stand.
fn folded(word: &str) -> SmolStr {
    if word.bytes().fold(true, |low, b| low & b.is_ascii() & !b.is_ascii_uppercase()) {
        word.into()
    } else {
        fold(word).into()
    }
}

/// Whether `word` is one that French cuts short before a vowel: `l'`, also where a space or a gap follows.
fn elides(word: &str) -> bool {
    let heads = [
        "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu", "entr",
    ];
    heads.iter().any(|head| word.eq_ignore_ascii_case(head))
}

/// Whether `word` is an acronym, in the plural too: `AI`, `CO2`, `LLMs`.
fn is_capitals(word: &str) -> bool {
    if word.starts_with(|c: char| c.is_ascii_lowercase()) {
        return false;
    }
    let word = word.strip_suffix('s').unwrap_or(word);
    let mut capitals = 0;
    word.chars().all(|c| {
        capitals += usize::from(c.is_uppercase());
        c.is_uppercase() || c.is_numeric()
    }) && capitals >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(raw: &str) -> String {
        match forms(raw, 0) {
            Ok(forms) => plain(&forms).iter().map(show_form).collect::<Vec<_>>().join(" | "),
            Err(fault) => format!("{}: {} at {:?}", fault.id, fault.message, &raw[fault.span.range()]),
        }
    }

    fn show_form(form: &Form) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Word(word) => word.to_string(),
            Piece::Exact(word) => format!("={word}"),
            Piece::Stem(word) => format!("{word}*"),
            Piece::Gap(width) => format!("...{width}"),
            Piece::Any(_) => unreachable!("a plain form has no alternatives"),
        };
        form.0.iter().map(piece).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_notation_gives_its_forms() {
        assert_eq!(show("Risk"), "risk");
        assert_eq!(show("risk(s)"), "risk | risks");
        assert_eq!(show("adopt(s|ed|ing)"), "adopt | adopted | adopting | adopts");
        assert_eq!(show("organi[s|z]ation"), "organisation | organization");
        assert_eq!(show("[human]? extinction"), "extinction | human extinction");
        assert_eq!(show("[risk(s)|[grave]? threat] to"), "grave threat to | risk to | risks to | threat to");
        assert_eq!(show("regulat*"), "regulat*");
        assert_eq!(show("a ... b ...5 c"), "a ...3 b ...5 c");
        assert_eq!(show("a ...5 [b]? ...9 c"), "a ...5 b ...9 c | a ...12 c");
        assert_eq!(show("=Meta AI's LLM(s) CO2"), "=Meta =AI 's =LLM =CO2 | =Meta =AI 's =LLMs =CO2");
        assert_eq!(show("long-term"), "long term");
        assert_eq!(show("say \\\"yes\\\""), "say yes");
        assert_eq!(show("100 %"), "100");
    }

    #[test]
    fn french_elision_is_cut_as_in_documents() {
        assert_eq!(show("risque d'extinction"), "risque d' extinction");
        assert_eq!(show("l’IA\u{a0}générale"), "l' =IA générale");
        assert_eq!(show("[de la|de l'|du] santé"), "de l' santé | de la santé | du santé");
        assert_eq!(show("[ne|n'] ... pas"), "n' ...3 pas | ne ...3 pas");
        assert_eq!(show("workers' rights aujourd'hui"), "workers rights aujourd'hui");
        assert_eq!(show("e\u{301}tat"), "état");
    }

    #[test]
    fn a_bad_phrase_says_where() {
        assert_eq!(show("[a|b"), "bad-phrase: `[` is never closed at \"[\"");
        assert_eq!(show("a]"), "bad-phrase: `]` closes nothing at \"]\"");
        assert_eq!(show("[a|]"), "bad-phrase: an alternative is empty at \"[a|]\"");
        assert_eq!(show("... a"), "bad-phrase: a gap stands between words, not at an edge at \"... a\"");
        assert_eq!(show("a ...13 b"), "bad-phrase: a gap has 1 to 12 words at \"...13\"");
        assert_eq!(show("[a]? [b]?"), "bad-phrase: this phrase may stand for no word at all at \"[a]? [b]?\"");
        assert_eq!(show("ab*"), "bad-phrase: a stem has three letters at least, and ends in `*` at \"ab*\"");
        assert_eq!(show("risk (s)"), "bad-phrase: `(` begins an ending, and follows a word at \"(\"");
        assert_eq!(show("risk?"), "bad-phrase: `?` follows a bracket at \"?\"");
        assert_eq!(show(&"[".repeat(20)), "too-deep: groups are nested more than 16 deep at \"[\"");
        assert!(show(&"[a|b]".repeat(10)).starts_with("phrase-explosion"));
        assert!(show(&"a ... ".repeat(10)).starts_with("bad-phrase"));
        assert!(show(&(String::from("a") + &" ... a".repeat(10))).starts_with("phrase-explosion"));
        assert!(show(&"a ".repeat(600)).starts_with("too-large"));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_panic(raw in "[\\[\\](|)?*=.’'a-bÉ …\\\\0-9\u{0}]{0,40}") {
            match forms(&raw, 7) {
                Ok(forms) => for form in plain(&forms) {
                    proptest::prop_assert!(!matches!(form.0.first(), None | Some(Piece::Gap(_))));
                    proptest::prop_assert!(!matches!(form.0.last(), None | Some(Piece::Gap(_))));
                },
                Err(fault) => {
                    let span = fault.span.start - 7..fault.span.end - 7;
                    proptest::prop_assert!(raw.get(span.clone()).is_some(), "{span:?} {}", fault.message);
                }
            }
        }
    }
}
