//! What is not wrong, and yet probably not meant: one file for each warning. The head of a file is its page.

use super::compile::{Declared, Work};
use super::pages::Page;
use super::{Form, Level, Piece, Rule};
use crate::syntax::Fault;
use crate::syntax::phrase::plain as spelled;

mod craft;
mod walk;

/// What a check is called with, and tells its findings to.
pub(super) struct Checked<'w, 'a> {
    pub(super) work: &'w Work<'a>,
    /// What the checks before this one told.
    told: &'w [(usize, Fault)],
    id: &'static str,
    warnings: Vec<(usize, Fault)>,
}

impl Checked<'_, '_> {
    /// Warns at a place of a file.
    pub(super) fn warn(&mut self, file: usize, span: crate::text::Span, message: impl Into<String>) -> &mut Fault {
        self.warnings.push((file, Fault::new(self.id, span, message)));
        let last = self.warnings.len() - 1;
        &mut self.warnings[last].1
    }
}

/// Every rule with its item.
fn rules<'w, 'a>(work: &'w Work<'a>) -> impl Iterator<Item = (&'w Rule, Declared<'a>)> {
    work.rules.iter().zip(work.rule_items.iter().copied())
}

/// Whether a pack has rules, all of which could be read.
fn has_rules(work: &Work<'_>, pack: usize) -> bool {
    let own = |item: &Declared<'_>| item.pack == pack;
    let broken = work.files.iter().any(|f| f.pack == pack && f.tree.items.iter().any(|i| i.broken));
    !broken && work.rule_items.iter().any(own)
}

/// Whether a lexicon or cue has no error of its own.
fn is_sound(work: &Work<'_>, declared: &Declared<'_>) -> bool {
    work.names.get(declared.pack, declared.item.name.text).is_some_and(|entity| !entity.broken)
}

/// A lexicon's name as its pack writes it; a phrase that stands in a rule, in quotation marks.
fn plain(work: &Work<'_>, lexicon: usize) -> String {
    match work.lexicon_items.get(lexicon) {
        Some(declared) => declared.item.name.text.to_owned(),
        None => work.lexicons[lexicon].name.clone(),
    }
}

fn show(form: &Form) -> String {
    show_pieces(&form.0)
}

/// Pieces in the notation of phrases.
fn show_pieces(pieces: &[Piece]) -> String {
    let show = |piece: &Piece| match piece {
        Piece::Word(word) | Piece::Exact(word) => word.to_string(),
        Piece::Stem(stem) => format!("{stem}*"),
        Piece::Gap(width) => format!("...{width}"),
        Piece::Any(options) => format!("[{}]", options.iter().map(self::show).collect::<Vec<_>>().join("|")),
    };
    pieces.iter().map(show).collect::<Vec<_>>().join(" ")
}

macro_rules! checks {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*

        const ALL: &[(&str, fn(&mut Checked<'_, '_>), &str)] =
            &[$((stringify!($name), $name::check, include_str!(concat!(stringify!($name), ".rs")))),*];
    };
}

checks! {
    deprecated_without_successor,
    duplicate_phrase,
    elision_missed,
    example_language_gap,
    grounds_narrower_than_claim,
    lexicon_language_gap,
    look_alike,
    message_language_gap,
    message_style,
    name_is_not_file,
    no_allows,
    overlapping_operands,
    qualifier_raises,
    self_rebutting,
    shadowed_phrase,
    short_phrase,
    slow_phrase,
    typographic_quote,
    unbacked,
    undated_backing,
    unsatisfiable,
    unused_cue,
    unused_lexicon,
    vacuous_rebuttal,
    wide_gap,
    // Last: it looks at what the others told.
    unused_allow,
}

/// The most phrases that are spelled out for the checks; beyond, a phrase with alternatives is compared as it is written.
const MOST_SPELT_OUT: usize = 300_000;

/// Runs all checks, on phrases without alternatives: two phrases are compared by the words that they stand for.
pub(super) fn run(work: &mut Work<'_>) {
    let kept = (work.lexicons.clone(), work.cues.clone());
    let phrases = work.lexicons.iter_mut().flat_map(|lexicon| &mut lexicon.phrases).map(|phrase| &mut phrase.forms);
    let entries = work.cues.iter_mut().flat_map(|cue| &mut cue.entries).map(|entry| &mut entry.forms);
    let mut spelt_out = 0;
    for forms in phrases.chain(entries) {
        let plain = spelled(forms);
        spelt_out += plain.len();
        if spelt_out > MOST_SPELT_OUT {
            break;
        }
        *forms = plain.into();
    }
    let mut warnings = Vec::new();
    for ((_, check, _), id) in ALL.iter().zip(ids()) {
        let mut checked = Checked { work, told: &warnings, id, warnings: Vec::new() };
        check(&mut checked);
        let mut new = checked.warnings;
        warnings.append(&mut new);
    }
    (work.lexicons, work.cues) = kept;
    let allowed: Vec<Vec<_>> = work.files.iter().map(|source| super::allow::allowances(source.text)).collect();
    let is_meant = |(file, fault): &(usize, Fault)| allowed[*file].iter().any(|one| one.allows(fault));
    for (file, fault) in warnings.into_iter().filter(|warning| !is_meant(warning)) {
        work.tell(file, Level::Warning, fault);
    }
}

/// The ids of the checks, in their order.
fn ids() -> impl Iterator<Item = &'static str> {
    static IDS: std::sync::LazyLock<Vec<String>> =
        std::sync::LazyLock::new(|| ALL.iter().map(|(name, ..)| name.replace('_', "-")).collect());
    IDS.iter().map(String::as_str)
}

/// The pages of the checks: the head of each file, its first line the title.
pub(super) fn pages() -> Vec<Page> {
    let head = |source: &str| {
        let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
        lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
    };
    let page = |((_, _, source), id): (&(_, _, &str), &'static str)| {
        let head = head(source);
        let (title, text) = head.split_once('\n').unwrap_or((&head, ""));
        Page { id, title: title.trim_end_matches('.').to_owned(), text: text.trim().to_owned() }
    };
    ALL.iter().zip(ids()).map(page).collect()
}
