//! From pest's pairs to our tree.

use super::error::{Fault, nearest};
use super::parse::{Rule, diagnose, first_word};
use super::tree::*;
use crate::text::Span;
use pest::iterators::{Pair, Pairs};

type P<'a> = Pair<'a, Rule>;

/// Lowers a file; what could not be parsed is parsed again to say why.
pub(super) fn file<'a>(file: P<'a>, text: &'a str, faults: &mut Vec<Fault>) -> Tree<'a> {
    let mut tree = Tree::default();
    let mut doc: Vec<&str> = Vec::new();
    for pair in file.into_inner() {
        let mut lower = Lower { text, faults, broken: false };
        let item = match pair.as_rule() {
            Rule::doc => {
                doc.push(doc_line(pair.as_str()));
                continue;
            }
            Rule::edition => {
                tree.edition = pair.into_inner().last().map(|bare| name(&bare));
                doc.clear();
                continue;
            }
            Rule::EOI => break,
            Rule::broken => lower.broken_item(extent(&pair)),
            _ => Some(lower.item(pair)),
        };
        if let Some(item) = item {
            tree.items.push(Item { doc: doc.join("\n").trim().to_owned(), ..item });
        }
        doc.clear();
    }
    tree
}

fn doc_line(line: &str) -> &str {
    let line = line.trim_start_matches('#').trim_end();
    line.strip_prefix(' ').unwrap_or(line)
}

struct Lower<'a, 'f> {
    text: &'a str,
    faults: &'f mut Vec<Fault>,
    /// Something in the item at hand could not be read.
    broken: bool,
}

impl<'a> Lower<'a, '_> {
    fn fault(&mut self, fault: Fault) {
        self.broken = true;
        self.faults.push(fault);
    }

    fn item(&mut self, pair: P<'a>) -> Item<'a> {
        let span = extent(&pair);
        let which = pair.as_rule();
        let mut parts = pair.into_inner().filter(|p| p.as_rule() != Rule::doc);
        parts.next();
        let item_name = parts.next().map(|p| name(&p)).unwrap_or(Name { text: "", span });
        let parts = parts.filter(|p| !matches!(p.as_rule(), Rule::open | Rule::close));
        let body = match which {
            Rule::lexicon => Body::Lexicon(parts.map(entry).collect()),
            Rule::cue => Body::Cue(parts.filter_map(cue_entry).collect()),
            Rule::pack => Body::Pack(parts.filter_map(|p| self.clause(p)).collect()),
            _ => Body::Rule(parts.filter_map(|p| self.clause(p)).collect()),
        };
        Item { doc: String::new(), name: item_name, span, broken: self.broken, body }
    }

    /// An item that did not parse: what is wrong with it, and its name if it has one.
    fn broken_item(&mut self, span: Span) -> Option<Item<'a>> {
        let lines = &self.text[span.range()];
        let span = Span::new(span.start, span.start + lines.trim_end().len());
        let head = &lines[..first_word(lines)];
        let (which, body) = match head {
            "pack" => (Rule::strict_pack, Body::Pack(Vec::new())),
            "lexicon" => (Rule::lexicon, Body::Lexicon(Vec::new())),
            "cue" => (Rule::cue, Body::Cue(Vec::new())),
            "rule" => (Rule::strict_rule, Body::Rule(Vec::new())),
            "toulmin" => {
                self.fault(Fault::new("syntax", span, "the edition stands at the head of a file, as `toulmin 1`"));
                return None;
            }
            _ => {
                let place = Span::new(span.start, span.start + head.len());
                let message = format!("an item begins with `pack`, `lexicon`, `cue` or `rule`, not `{head}`");
                let fault = Fault::new("syntax", place, message);
                self.fault(match nearest(head, ["pack", "lexicon", "cue", "rule", "toulmin"]) {
                    Some(near) => fault.help(format!("did you mean `{near}`?")).fix(place, near),
                    None => fault,
                });
                return None;
            }
        };
        let fault = diagnose(which, self.text, span).unwrap_or_else(|| {
            // The item parses by itself: what follows it on its last lines does not.
            let place = Span::new(span.end.saturating_sub(1).max(span.start), span.end);
            Fault::new("syntax", place, "there is something after the end of this item")
        });
        self.fault(fault);
        let after = &lines[head.len()..];
        let start = span.start + head.len() + (after.len() - after.trim_start_matches([' ', '\t']).len());
        let word = &self.text[start..];
        let end = start + word.find(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c))).unwrap_or(word.len());
        let name = Name { text: &self.text[start..end], span: Span::new(start, end) };
        Some(Item { doc: String::new(), name, span, broken: true, body })
    }

    fn clause(&mut self, pair: P<'a>) -> Option<Clause<'a>> {
        let span = extent(&pair);
        let which = pair.as_rule();
        if which == Rule::broken_clause {
            self.broken_clause(span);
            return None;
        }
        let mut parts = pair.into_inner();
        let keyword = name(&parts.next()?);
        let says = match which {
            Rule::setting => Says::Setting(parts.map(|p| value(&p)).collect()),
            Rule::example => Says::Example { language: name(&parts.next()?), text: quoted(&parts.next()?) },
            Rule::prose => {
                Says::Prose(parts.filter(|p| p.as_rule() == Rule::translation).filter_map(translation).collect())
            }
            Rule::claim | Rule::topic => {
                let pattern = parts.next()?;
                match pattern.as_rule() {
                    Rule::every => Says::EveryClaim,
                    _ => Says::Pattern(self.pattern(pattern)?),
                }
            }
            Rule::rebuttal => Says::Rebuttal(self.conditions(&mut parts)),
            Rule::qualifier => {
                let level = name(&parts.next_back()?);
                Says::Qualifier(self.conditions(&mut parts), level)
            }
            Rule::grounds => {
                let mut grounds = Vec::new();
                for part in parts {
                    match part.as_rule() {
                        Rule::ground => grounds.push(self.ground(part)?),
                        _ => self.only_or(&part, "demands"),
                    }
                }
                Says::Grounds(grounds)
            }
            Rule::yields => Says::Yields,
            Rule::once => Says::Once(name(&parts.next_back()?)),
            Rule::backing => {
                let title = quoted(&parts.next()?);
                Says::Backing { title, parts: parts.filter_map(backing_part).collect() }
            }
            _ if self.continues_line(keyword) => {
                let word = keyword.text;
                let fault = Fault::new("syntax", keyword.span, format!("`{word}` does not belong here"));
                let operators = [
                    "and", "or", "then", "within", "not", "lowers", "to", "dated", "section", "notes", "expires",
                    "review-by",
                ];
                self.fault(match nearest(word, operators) {
                    Some(near) => fault.help(format!("did you mean `{near}`?")).fix(keyword.span, near),
                    None => fault,
                });
                return None;
            }
            _ => Says::Unknown,
        };
        Some(Clause { keyword, span, says })
    }

    /// Whether something of another clause stands before `word` on its line.
    fn continues_line(&self, word: Name<'_>) -> bool {
        let before = &self.text[..word.span.start];
        let line = before[before.rfind('\n').map_or(0, |at| at + 1)..].trim_end();
        !line.is_empty() && !line.ends_with(['{', '}'])
    }

    fn broken_clause(&mut self, span: Span) {
        let lines = self.text[span.range()].trim_end();
        let span = Span::new(span.start, span.start + lines.len());
        let which = match &lines[..first_word(lines)] {
            "claim" => Rule::claim,
            "topic" => Rule::topic,
            "rebuttal" => Rule::rebuttal,
            "qualifier" => Rule::qualifier,
            "grounds" => Rule::grounds,
            "yields" => Rule::yields,
            "once" => Rule::once,
            "backing" => Rule::backing,
            "message" | "help" | "warrant" => Rule::prose,
            "flags" | "allows" | "misses" | "overflags" => Rule::example,
            _ => Rule::setting,
        };
        let fault = diagnose(which, self.text, span).unwrap_or_else(|| {
            let end = extent_of(which, self.text, span);
            let rest = &self.text[end..span.end];
            let start = end + (rest.len() - rest.trim_start().len());
            let place = Span::new(start, start + first_word(&self.text[start..span.end]));
            Fault::new("syntax", place, format!("`{}` does not belong here", &self.text[place.range()]))
        });
        self.fault(fault);
    }

    fn pattern(&mut self, pair: P<'a>) -> Option<Node<'a>> {
        let mut chain: Vec<Node<'a>> = Vec::new();
        let mut operator: Option<(Operator, Span)> = None;
        let mut nots: Vec<Span> = Vec::new();
        let start = pair.as_span().start();
        for part in pair.into_inner() {
            let span = extent(&part);
            match part.as_rule() {
                Rule::kw_not => nots.push(span),
                Rule::kw_and | Rule::kw_or | Rule::kw_then => {
                    let new = match part.as_rule() {
                        Rule::kw_and => Operator::And,
                        Rule::kw_or => Operator::Or,
                        _ => Operator::Then,
                    };
                    match operator {
                        Some((old, first)) if old != new => self.fault(mixed(old, new, first, span)),
                        _ => operator = Some((new, span)),
                    }
                }
                Rule::within => {
                    let whole = join(operator.take().map(|(o, _)| o), std::mem::take(&mut chain), start)?;
                    let distance = distance(part)?;
                    let span = Span::new(whole.span.start, span.end);
                    chain.push(Node { span, kind: NodeKind::Within(Box::new(whole), distance) });
                }
                _ => {
                    let mut node = self.primary(part)?;
                    // Two `not` undo each other.
                    if nots.len() % 2 == 1 {
                        let span = nots[0].join(node.span);
                        node = Node { span, kind: NodeKind::Not(Box::new(node)) };
                    }
                    nots.clear();
                    chain.push(node);
                }
            }
        }
        join(operator.map(|(o, _)| o), chain, start)
    }

    fn primary(&mut self, pair: P<'a>) -> Option<Node<'a>> {
        let span = extent(&pair);
        let kind = match pair.as_rule() {
            Rule::group => {
                let inner = pair.into_inner().find(|p| p.as_rule() == Rule::pattern)?;
                return Some(Node { span, ..self.pattern(inner)? });
            }
            Rule::counted => {
                let mut parts = pair.into_inner();
                let of = Box::new(self.primary(parts.next_back()?)?);
                let mut count = None;
                let mut sentences = false;
                for part in parts {
                    match part.as_rule() {
                        Rule::integer => count = Some(name(&part)),
                        Rule::kw_sentences => sentences = true,
                        _ => {}
                    }
                }
                NodeKind::Counted { count: count?, sentences, of }
            }
            Rule::recogniser => NodeKind::Recogniser(name(&pair.into_inner().next()?)),
            Rule::text => NodeKind::Phrase(quoted(&pair)),
            Rule::reference => NodeKind::Reference(name(&pair.into_inner().next()?)),
            _ => NodeKind::Reference(name(&pair)),
        };
        Some(Node { span, kind })
    }

    fn conditions(&mut self, parts: &mut Pairs<'a, Rule>) -> Vec<Condition<'a>> {
        let mut conditions = Vec::new();
        for part in parts {
            match part.as_rule() {
                Rule::condition => conditions.extend(self.condition(part)),
                Rule::kw_or | Rule::kw_lowers | Rule::kw_to => {}
                _ => self.only_or(&part, "conditions"),
            }
        }
        conditions
    }

    fn condition(&mut self, pair: P<'a>) -> Option<Condition<'a>> {
        let span = extent(&pair);
        let (mut not, mut subject, mut to, mut within) = (false, None, None, None);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::kw_not => not = !not,
                Rule::kw_to => {}
                Rule::name => to = Some(name(&part)),
                Rule::within => within = distance(part),
                _ => subject = self.primary(part),
            }
        }
        Some(Condition { span, not, subject: subject?, to, within })
    }

    fn only_or(&mut self, operator: &P<'a>, what: &str) {
        if operator.as_rule() == Rule::kw_or {
            return;
        }
        let word = operator.as_str();
        let fault = Fault::new("syntax", extent(operator), format!("{what} are joined by `or`, not by `{word}`"));
        self.fault(match what {
            "demands" => fault.help("write a second `grounds` clause: all of them are called for"),
            _ => fault.help("write `(a and b)`, in brackets, for a pattern"),
        });
    }

    fn ground(&mut self, pair: P<'a>) -> Option<Ground<'a>> {
        let span = extent(&pair);
        let (mut count, mut what, mut of, mut within, mut criteria) = (None, None, None, None, Vec::new());
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::integer => count = Some(name(&part)),
                Rule::demand => what = part.into_inner().next().map(|p| name(&p)),
                Rule::about => {
                    let mut parts = part.into_inner();
                    what = parts.next().map(|p| name(&p));
                    of = parts.next_back().and_then(|p| self.primary(p));
                }
                Rule::within => within = distance(part),
                Rule::criteria => criteria = part.into_inner().filter_map(|p| self.criterion(p)).collect(),
                _ => {}
            }
        }
        Some(Ground { span, count, what: what?, of, within, criteria })
    }

    fn criterion(&mut self, pair: P<'a>) -> Option<Criterion<'a>> {
        let which = pair.as_rule();
        let mut parts = pair.into_inner();
        match which {
            Rule::kind | Rule::independent | Rule::states => {
                let values = parts
                    .filter(|p| matches!(p.as_rule(), Rule::recogniser | Rule::path))
                    .filter_map(|p| self.primary(p))
                    .collect();
                Some(match which {
                    Rule::kind => Criterion::Kind(values),
                    Rule::independent => Criterion::Independent(values),
                    _ => Criterion::States(values),
                })
            }
            Rule::dated => {
                let last = parts.next_back()?;
                match last.as_rule() {
                    Rule::bare => Some(Criterion::DatedAfter(name(&last))),
                    _ => Some(Criterion::DatedWithin(name(&parts.next_back()?), name(&last))),
                }
            }
            Rule::odd => Some(Criterion::Odd(name(&parts.next()?))),
            _ => None,
        }
    }
}

fn mixed(old: Operator, new: Operator, first: Span, second: Span) -> Fault {
    let (a, b) = (old.word(), new.word());
    Fault::new("mixed-and-or", second, format!("`{a}` and `{b}` are mixed without brackets"))
        .help(format!("write `(x {a} y) {b} z` or `x {a} (y {b} z)`"))
        .related(first, format!("`{a}` stands here"))
}

fn join(operator: Option<Operator>, mut chain: Vec<Node<'_>>, start: usize) -> Option<Node<'_>> {
    match (operator, chain.len()) {
        (_, 0) => None,
        (Some(operator), 2..) => {
            let end = chain.last().map_or(start, |n| n.span.end);
            Some(Node { span: Span::new(start, end), kind: NodeKind::Chain(operator, chain) })
        }
        _ => chain.pop(),
    }
}

fn distance(within: P<'_>) -> Option<Distance<'_>> {
    let distance = within.into_inner().find(|p| p.as_rule() == Rule::distance)?;
    let mut parts = distance.into_inner();
    let first = parts.next()?;
    Some(match first.as_rule() {
        Rule::kw_next => Distance::Next(name(&parts.next()?)),
        Rule::integer => Distance::Count(name(&first), name(&parts.next()?)),
        _ => Distance::Unit(name(&first)),
    })
}

fn entry(pair: P<'_>) -> Entry<'_> {
    let place = extent(&pair);
    let mut entry =
        Entry { language: Name { text: "", span: place }, except: false, phrases: Vec::new(), uses: Vec::new() };
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::language => entry.language = name(&part),
            Rule::kw_except => entry.except = true,
            Rule::texts => entry.phrases.extend(part.into_inner().map(|p| quoted(&p))),
            Rule::include => entry.uses.extend(part.into_inner().next_back().map(|p| name(&p))),
            _ => {}
        }
    }
    entry
}

fn cue_entry(pair: P<'_>) -> Option<CueEntry<'_>> {
    let mut parts = pair.into_inner();
    let language = name(&parts.next()?);
    let reach = name(&parts.next()?);
    let texts = parts.filter(|p| p.as_rule() == Rule::texts).flat_map(Pair::into_inner);
    let phrases = texts.map(|p| quoted(&p)).collect();
    Some(CueEntry { language, reach, phrases })
}

fn backing_part(pair: P<'_>) -> Option<BackingPart<'_>> {
    if pair.as_rule() == Rule::link {
        return Some(BackingPart::Link(name(&pair)));
    }
    let which = pair.as_rule();
    let mut parts = pair.into_inner();
    let (keyword, value) = (name(&parts.next()?), parts.next()?);
    Some(match which {
        Rule::locus => BackingPart::Locus(keyword, quoted(&value)),
        _ => BackingPart::Day(keyword, name(&value)),
    })
}

fn translation(pair: P<'_>) -> Option<(Name<'_>, Text<'_>)> {
    let mut parts = pair.into_inner();
    Some((name(&parts.next()?), quoted(&parts.next_back()?)))
}

fn name<'a>(pair: &P<'a>) -> Name<'a> {
    Name { text: pair.as_str(), span: span(pair) }
}

/// A setting's value, without its quotation marks.
fn value<'a>(pair: &P<'a>) -> Name<'a> {
    let Name { text, span } = name(pair);
    let text = text.strip_prefix('"').and_then(|t| t.strip_suffix('"')).unwrap_or(text);
    Name { text, span }
}

fn quoted<'a>(pair: &P<'a>) -> Text<'a> {
    let text = pair.as_str();
    Text { raw: text.get(1..text.len() - 1).unwrap_or(""), span: span(pair) }
}

fn span(pair: &P<'_>) -> Span {
    let span = pair.as_span();
    Span::new(span.start(), span.end())
}

/// From the first to the last token of a pair; pest counts the white space before an absent last part too.
fn extent(pair: &P<'_>) -> Span {
    let start = pair.as_span().start();
    let mut last = pair.clone();
    while let Some(inner) = last.clone().into_inner().next_back() {
        last = inner;
    }
    Span::new(start, last.as_span().end())
}

fn extent_of(which: Rule, text: &str, span: Span) -> usize {
    use pest::Parser as _;
    let parsed = super::parse::Grammar::parse(which, &text[span.range()]).ok();
    parsed.and_then(|mut pairs| pairs.next()).map_or(span.start, |pair| span.start + extent(&pair).end)
}
