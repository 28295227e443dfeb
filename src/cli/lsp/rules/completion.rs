//! What may be written at a place of a rule file.

use super::context::{Context, In, is_word};
use super::pack::{self, At};
use super::words::{self, Place, Word};
use crate::cli::lsp::session::Session;
use crate::cli::message_pages;
use crate::cli::packs::pack_folder;
use crate::engine::Packs;
use crate::program::{Symbol, SymbolKind, warnings};
use crate::text::Span;
use gen_lsp_types::*;
use std::collections::BTreeSet;

/// Something that may be written.
#[derive(Debug)]
pub(super) enum Offer<'p> {
    Word(&'static Word),
    /// A name, and how it is written here.
    Name(&'p Symbol, String),
    /// A pack that ships.
    Ships(String),
    /// The id of a warning.
    Message(&'static crate::program::Page),
}

/// What may be written at a place of an open rule file.
pub(in crate::cli::lsp) fn complete(
    session: &mut Session<'_>,
    place: &TextDocumentPositionParams,
) -> Option<CompletionResponse> {
    let at = pack::open(session, &place.text_document.uri)?;
    let context = Context::at(&at.whole, at.text.byte(place.position));
    let word =
        if context.comment.is_some() { said_before(&at.whole, at.text.byte(place.position)) } else { context.word };
    let range = at.text.range(word);
    let snippets = session.client.completes_snippets;
    let mut seen = BTreeSet::new();
    let items = offers(&context, &at).into_iter().map(|offer| item(&offer, range, snippets, &context));
    let items: Vec<CompletionItem> = items.filter(|item| seen.insert(item.label.clone())).collect();
    Some(CompletionResponse::CompletionList(CompletionList {
        is_incomplete: false,
        items,
        ..CompletionList::default()
    }))
}

/// The word of a comment before a byte.
fn said_before(text: &str, at: usize) -> Span {
    let letters = text[..at].bytes().rev().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
    Span::new(at - letters, super::context::word_end(text, at))
}

/// All that may be written, by what stands before.
pub(super) fn offers<'p>(context: &Context<'_>, at: &'p At) -> Vec<Offer<'p>> {
    if let Some(comment) = context.comment {
        let said = at.whole[comment.range()].trim_start_matches('#').trim_start();
        let may_be_allowed =
            |id: &str| warnings().chain(["example-fails", "promote", "never-fires"]).any(|one| one == id);
        let warns = message_pages::all().iter().filter(|page| may_be_allowed(page.id)).map(Offer::Message);
        return if said.starts_with("allow ") && !said.contains(": ") { warns.collect() } else { Vec::new() };
    }
    if context.text.is_some() {
        return Vec::new();
    }
    let offering = Offering { at, context, all: Vec::new() };
    let mut all = match context.item {
        None if context.first => offering.words(Place::Item).all,
        Some(_) if !context.inside => Vec::new(),
        Some(In::Lexicon) => offering.lexicon().all,
        Some(In::Cue) => offering.cue().all,
        Some(item @ (In::Pack | In::Rule)) => offering.clauses(item).all,
        None => Vec::new(),
    };
    // A mark or a pack before the word tells what is wanted.
    let word = &at.whole[context.word.range()];
    all.retain(|offer| match offer {
        Offer::Word(known) if word.starts_with('@') => known.place == Place::Recogniser,
        Offer::Word(_) => !word.contains('.'),
        Offer::Name(..) | Offer::Ships(_) => !word.starts_with('@'),
        Offer::Message(_) => true,
    });
    all
}

struct Offering<'c, 'p> {
    at: &'p At,
    context: &'c Context<'c>,
    all: Vec<Offer<'p>>,
}

impl<'p> Offering<'_, 'p> {
    fn words(mut self, place: Place) -> Self {
        self.all.extend(words::of(place).map(Offer::Word));
        self
    }

    fn just(mut self, wanted: &[&str]) -> Self {
        let found = wanted.iter().filter_map(|word| {
            let after = words::of(Place::After).find(|one| one.word == *word);
            after.or_else(|| words::any(word))
        });
        self.all.extend(found.map(Offer::Word));
        self
    }

    /// Lexicons and cues: those of the pack, those of the packs that it uses, and those of a pack that is named.
    fn names(mut self, kinds: &[SymbolKind]) -> Self {
        let symbols = self.at.pack.symbols();
        let own = symbols.pack_of(&self.at.name).unwrap_or_default();
        let word = &self.at.whole[self.context.word.range()];
        let named = word.split_once('.').map(|(pack, _)| pack);
        let used = symbols.used_by(own);
        // Nothing is said by its own name.
        let around = |one: &Symbol| {
            let here = self.context.word.start;
            one.file == self.at.name && one.span.start <= here && here <= one.span.end
        };
        for one in symbols.all.iter().filter(|one| kinds.contains(&one.kind) && !around(one)) {
            let qualified = format!("{}.{}", one.pack, one.name);
            match named {
                Some(pack) if pack == one.pack => self.all.push(Offer::Name(one, qualified)),
                Some(_) => {}
                None if one.pack == own || used.contains(&one.pack) => {
                    self.all.push(Offer::Name(one, one.name.clone()));
                }
                None => self.all.push(Offer::Name(one, qualified)),
            }
        }
        self
    }

    fn lexicon(self) -> Self {
        let context = self.context;
        match context.last() {
            "use" => self.names(&[SymbolKind::Lexicon]),
            ":" => self.just(&["use"]),
            last if is_word(last) && !context.first && !self.follows_use() => self.just(&["except"]),
            _ => {
                let begun = !matches!(context.last(), "{" | "");
                let offering = self.words(Place::Entry).words(Place::Language);
                if begun { offering.just(&["use"]) } else { offering }
            }
        }
    }

    fn cue(self) -> Self {
        match self.context.last() {
            ":" => self,
            last if is_word(last) && !self.context.first => self.words(Place::Reach),
            _ => self.words(Place::Language),
        }
    }

    /// Whether the word before is a lexicon that is taken in.
    fn follows_use(&self) -> bool {
        let before = &self.context.before;
        before.len() > 1 && before[before.len() - 2] == "use"
    }

    fn clauses(self, item: In) -> Self {
        let context = self.context;
        let open = matches!(
            context.last(),
            "and"
                | "or"
                | "then"
                | "not"
                | "within"
                | "("
                | "of"
                | "least"
                | "@"
                | "next"
                | "to"
                | "lowers"
                | "per"
                | "with"
        ) || context.brackets > 0
            || context.braces;
        let fresh = context.clause.is_empty() || context.first && !open && !context.before.is_empty();
        let values = if context.clause.is_empty() { self } else { self.values() };
        if fresh || context.first && !open {
            return values.words(if item == In::Pack { Place::PackClause } else { Place::RuleClause });
        }
        values
    }

    fn values(self) -> Self {
        let context = self.context;
        match (context.clause, context.last()) {
            ("severity", "") => self.words(Place::Level),
            ("confidence", "") => self.words(Place::Confidence),
            ("languages", _) | ("flags" | "allows" | "misses" | "overflags", "") => self.words(Place::Language),
            ("uses", _) => self.names(&[SymbolKind::Pack]).unqualified().ships(),
            ("replaced-by", "") => self.names(&[SymbolKind::Rule]).unqualified(),
            ("message" | "help" | "warrant", _) if context.braces => self.words(Place::Language),
            ("claim" | "topic", _) => self.pattern(),
            ("rebuttal" | "qualifier", _) => self.condition(),
            ("grounds", _) if context.braces => self.criterion(),
            ("grounds", _) => self.ground(),
            ("yields", "") => self.just(&["to"]),
            ("yields", "to") => self.just(&["any"]),
            ("once", "") => self.just(&["per"]),
            ("once", "per") => self.just(&["paragraph", "section", "document"]),
            ("backing", last) if last.starts_with(['"', '<']) => self.words(Place::Backing),
            _ => self,
        }
    }

    /// Packs and rules are named without their pack.
    fn unqualified(mut self) -> Self {
        let own = self.at.pack.symbols().pack_of(&self.at.name).unwrap_or_default();
        for offer in &mut self.all {
            if let Offer::Name(symbol, name) = offer {
                let foreign = symbol.kind == SymbolKind::Rule && symbol.pack != own;
                *name = if foreign { format!("{}/{}", symbol.pack, symbol.name) } else { symbol.name.clone() };
            }
        }
        self.all.retain(
            |offer| !matches!(offer, Offer::Name(symbol, _) if symbol.kind == SymbolKind::Rule && symbol.pack != own),
        );
        self
    }

    fn ships(mut self) -> Self {
        let packs = Packs::embedded();
        let names: BTreeSet<&str> = packs.files().iter().filter_map(pack_folder).collect();
        self.all.extend(names.into_iter().map(|name| Offer::Ships(name.to_owned())));
        self
    }

    fn pattern(self) -> Self {
        let context = self.context;
        match context.last() {
            "within" => self.words(Place::Distance),
            "next" => self.just(&["sentence"]),
            "at" => self.just(&["least"]),
            "least" => self,
            "sentence" | "sentences" if self.counts() => self.just(&["with"]),
            "and" | "or" | "then" | "not" | "(" | "with" | "of" | "" => {
                let first = context.before.is_empty() && context.clause == "claim";
                let mut offering = self.operands().words(Place::Operand);
                offering.all.retain(|one| first || !matches!(one, Offer::Word(word) if word.word == "every"));
                offering
            }
            last if is_number(last) && self.before_last() == "within" => self.just(&["words"]),
            last if is_number(last) => self.operands().just(&["sentences"]),
            _ => self.words(Place::Operator),
        }
    }

    fn counts(&self) -> bool {
        let before = &self.context.before;
        before.len() > 2 && before[before.len() - 3] == "least"
    }

    fn before_last(&self) -> &str {
        let before = &self.context.before;
        before.len().checked_sub(2).map_or("", |at| before[at])
    }

    fn operands(self) -> Self {
        self.names(&[SymbolKind::Lexicon]).words(Place::Recogniser)
    }

    fn condition(self) -> Self {
        let context = self.context;
        match context.last() {
            _ if context.brackets > 0 => self.pattern(),
            "" | "or" | "not" => {
                let none = context.before.is_empty() && context.clause == "rebuttal";
                let offering = self.words(Place::Condition).names(&[SymbolKind::Cue, SymbolKind::Lexicon]);
                if none { offering.just(&["none"]) } else { offering }
            }
            "attributed" if context.clause == "qualifier" => self.just(&["to", "or", "lowers"]),
            "attributed" => self.just(&["to", "or"]),
            "to" if self.before_last() == "attributed" => self.just(&["named"]),
            "to" => self.words(Place::Level),
            "lowers" => self.just(&["to"]),
            "within" => self.words(Place::Distance),
            "next" => self.just(&["sentence"]),
            last if is_number(last) => self.just(&["words"]),
            _ if context.clause == "qualifier" => self.just(&["or", "within", "lowers"]),
            _ => self.just(&["or", "within"]),
        }
    }

    fn ground(self) -> Self {
        let context = self.context;
        match context.last() {
            _ if context.brackets > 0 => self.pattern(),
            "" | "or" => self.words(Place::Ground),
            "of" => self.operands(),
            "within" => self.words(Place::Distance),
            "next" => self.just(&["sentence"]),
            "at" => self.just(&["least"]),
            "least" => self,
            "mention" | "definition" => self.just(&["of"]),
            last if is_number(last) && self.before_last() == "within" => self.just(&["words"]),
            last if is_number(last) => self.just(&["source", "attribution", "mention", "definition"]),
            _ => self.just(&["or", "within"]),
        }
    }

    fn criterion(self) -> Self {
        let context = self.context;
        let heads = ["kind", "independent", "dated", "states"];
        let head = context.before.iter().rev().take_while(|word| **word != "{").find(|word| heads.contains(word));
        match (head.copied(), context.last()) {
            (_, "{") | (None, _) => self.words(Place::Criterion),
            (Some("independent"), "independent") => self.just(&["of"]),
            (Some("dated"), "dated") => self.just(&["within", "after"]),
            (Some("dated"), last) if is_number(last) && self.before_last() == "within" => self.words(Place::Age),
            (Some("dated"), "within" | "after") => self,
            (Some("kind"), _) => self.names(&[SymbolKind::Lexicon]).words(Place::Criterion),
            (Some("independent"), _) => self.names(&[SymbolKind::Lexicon]).just(&["issuer"]).words(Place::Criterion),
            (Some("states"), _) => self.operands().words(Place::Criterion),
            _ => self.words(Place::Criterion),
        }
    }
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

fn item(offer: &Offer<'_>, range: Range, snippets: bool, context: &Context<'_>) -> CompletionItem {
    let (label, kind, detail, says, snippet) = match offer {
        Offer::Word(word) => {
            let label = if word.place == Place::Recogniser { format!("@{}", word.word) } else { word.word.to_owned() };
            // At a line's head a whole item or clause is put in; elsewhere too, where the word asks for more.
            let snippet = Some(word.snippet).filter(|snippet| snippets && !snippet.is_empty());
            (label, kind_of(word), word.form.to_owned(), word.says.to_owned(), snippet)
        }
        Offer::Name(symbol, name) => {
            let kind = match symbol.kind {
                SymbolKind::Pack => CompletionItemKind::Module,
                SymbolKind::Lexicon => CompletionItemKind::Variable,
                SymbolKind::Cue => CompletionItemKind::Function,
                SymbolKind::Rule => CompletionItemKind::Class,
            };
            let detail = format!("{} of {}", symbol.kind.word(), symbol.pack);
            (name.clone(), kind, detail, super::hover::of_symbol(symbol, 2), None)
        }
        Offer::Ships(name) => {
            (name.clone(), CompletionItemKind::Module, "pack that ships".to_owned(), String::new(), None)
        }
        Offer::Message(page) => {
            (page.id.to_owned(), CompletionItemKind::Constant, page.title.clone(), page.text.clone(), None)
        }
    };
    let new_text = snippet.map_or_else(|| label.clone(), str::to_owned);
    CompletionItem {
        sort_text: Some(format!("{}{label}", rank(offer, context))),
        filter_text: Some(label.clone()),
        kind: Some(kind),
        detail: Some(detail),
        documentation: Some(Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value: says })),
        insert_text_format: snippet.map(|_| InsertTextFormat::Snippet),
        text_edit: Some(CompletionItemTextEdit::TextEdit(TextEdit { range, new_text })),
        label,
        ..CompletionItem::default()
    }
}

/// Names of one's own first, then words, then what stands in other packs.
fn rank(offer: &Offer<'_>, context: &Context<'_>) -> u8 {
    match offer {
        Offer::Name(_, name) if name.contains('.') => 3,
        Offer::Name(..) | Offer::Ships(_) => 1,
        Offer::Word(word) if context.first && matches!(word.place, Place::RuleClause | Place::PackClause) => 1,
        Offer::Word(_) | Offer::Message(_) => 2,
    }
}

fn kind_of(word: &Word) -> CompletionItemKind {
    match word.place {
        Place::Recogniser => CompletionItemKind::Constant,
        Place::Level | Place::Confidence | Place::Reach | Place::Language => CompletionItemKind::EnumMember,
        Place::Distance | Place::Age => CompletionItemKind::Unit,
        Place::Operator => CompletionItemKind::Operator,
        _ => CompletionItemKind::Keyword,
    }
}
