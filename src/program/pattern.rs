//! Patterns resolved: names to lexicons, phrases to lexicons of their own.

use super::names::{Kind, LookUp, unknown_word};
use super::rule::Writer;
use super::{Distance, Lexicon, LexiconId, Pattern, Phrase, Recogniser, Unit};
use crate::syntax::Fault;
use crate::syntax::tree::{Distance as DistanceNode, Name, Node, NodeKind, Operator, Text};

impl Writer<'_, '_> {
    pub(super) fn pattern(&mut self, node: &Node<'_>) -> Option<Pattern> {
        match &node.kind {
            NodeKind::Reference(name) => self.lexicon(*name).map(Pattern::Lexicon),
            NodeKind::Phrase(text) => self.literal(text).map(Pattern::Lexicon),
            NodeKind::Recogniser(name) => self.recogniser(*name).map(Pattern::Recogniser),
            NodeKind::Not(_) => {
                let fault = Fault::new("no-positive-term", node.span, "`not` stands beside something that is there");
                self.faults.push(fault.help("join it with `and`: `x and not y`"));
                None
            }
            NodeKind::Counted { count, sentences, of } => {
                let count = self.number(*count);
                let pattern = self.pattern(of)?;
                Some(Pattern::AtLeast { count: count?, sentences: *sentences, pattern: Box::new(pattern) })
            }
            NodeKind::Within(inner, distance) => {
                let distance = self.distance(distance);
                let pattern = self.pattern(inner)?;
                Some(Pattern::Within(Box::new(pattern), distance?))
            }
            NodeKind::Chain(Operator::Or, operands) => {
                let resolved: Vec<Pattern> = operands.iter().filter_map(|o| self.pattern(o)).collect();
                (resolved.len() == operands.len()).then_some(Pattern::Any(resolved))
            }
            NodeKind::Chain(operator, operands) => {
                if operands.iter().all(|o| matches!(o.kind, NodeKind::Not(_))) {
                    let message = "all that is asked for is that something is not there";
                    let fault = Fault::new("no-positive-term", node.span, message);
                    self.faults.push(fault.help("add what is there"));
                    return None;
                }
                let resolved: Vec<Pattern> = operands
                    .iter()
                    .filter_map(|operand| match &operand.kind {
                        NodeKind::Not(inner) => Some(Pattern::Not(Box::new(self.pattern(inner)?))),
                        _ => self.pattern(operand),
                    })
                    .collect();
                let ordered = *operator == Operator::Then;
                (resolved.len() == operands.len()).then_some(Pattern::All { operands: resolved, ordered })
            }
        }
    }

    /// The lexicon of a name.
    pub(super) fn lexicon(&mut self, name: Name<'_>) -> Option<LexiconId> {
        match self.work.look_up(self.pack, name, "lexicon") {
            LookUp::Found(entity) if entity.kind == Kind::Lexicon => {
                self.work.lexicon_items[entity.id].used = true;
                self.work.refer(self.file, name.span, entity);
                if entity.broken {
                    self.broken_name.get_or_insert_with(|| super::lexicon::broken_fault(name, "lexicon"));
                }
                Some(entity.id)
            }
            LookUp::Found(entity) => {
                self.work.cue_items[entity.id].used = true;
                let message = format!("`{}` is a cue, and a pattern takes lexicons", name.text);
                let fault = Fault::new("unknown-name", name.span, message);
                self.faults.push(fault.help("a cue stands in `rebuttal` or `qualifier`"));
                None
            }
            LookUp::Missing(fault) => {
                self.silent |= fault.is_none();
                self.faults.extend(fault);
                None
            }
        }
    }

    /// A lexicon of one phrase, the same in every language.
    fn literal(&mut self, text: &Text<'_>) -> Option<LexiconId> {
        if let Some(id) = self.work.literals.get(text.raw) {
            return Some(*id);
        }
        match self.work.expand(text) {
            Ok(forms) => {
                let id = self.work.lexicons.len();
                let phrases = vec![Phrase { language: None, except: false, forms }];
                self.work.lexicons.push(Lexicon { name: text.raw.to_owned(), phrases });
                self.work.keep_literal(text.raw, id);
                Some(id)
            }
            Err(fault) => {
                self.faults.push(fault);
                None
            }
        }
    }

    pub(super) fn recogniser(&mut self, name: Name<'_>) -> Option<Recogniser> {
        let found = Recogniser::ALL.iter().find(|(word, _)| *word == name.text);
        if found.is_none() {
            let known: Vec<&str> = Recogniser::ALL.iter().map(|(word, _)| *word).collect();
            self.faults.push(unknown_word("recogniser", name, &known));
        }
        found.map(|(_, recogniser)| *recogniser)
    }

    /// A number from 1 on.
    pub(super) fn number(&mut self, word: Name<'_>) -> Option<u32> {
        let number = word.text.parse().ok().filter(|n| (1..=1_000_000).contains(n));
        if number.is_none() {
            self.faults.push(Fault::new("syntax", word.span, format!("`{}` is not a number from 1 on", word.text)));
        }
        number
    }

    pub(super) fn distance(&mut self, distance: &DistanceNode<'_>) -> Option<Distance> {
        match distance {
            DistanceNode::Next(unit) if unit.text == "sentence" => Some(Distance::NextSentence),
            DistanceNode::Next(unit) => {
                let message = format!("there is no next {}", unit.text);
                let fault = Fault::new("unknown-name", unit.span, message);
                self.faults.push(fault.help("write `within next sentence`"));
                None
            }
            DistanceNode::Count(count, unit) if matches!(unit.text, "word" | "words") => {
                // None between is a distance too.
                if count.text.bytes().all(|b| b == b'0') {
                    Some(Distance::Words(0))
                } else {
                    self.number(*count).map(Distance::Words)
                }
            }
            DistanceNode::Count(_, unit) => {
                let fault = unknown_word("counted unit", *unit, &["words"]);
                self.faults.push(
                    fault.help("only words are counted: `within 8 words`, `within next sentence`, `within paragraph`"),
                );
                None
            }
            DistanceNode::Unit(unit) => match unit.text {
                "sentence" => Some(Distance::Unit(Unit::Sentence)),
                "paragraph" => Some(Distance::Unit(Unit::Paragraph)),
                "section" => Some(Distance::Unit(Unit::Section)),
                "document" => Some(Distance::Unit(Unit::Document)),
                _ => {
                    self.faults.push(unknown_word("unit", *unit, &["sentence", "paragraph", "section", "document"]));
                    None
                }
            },
        }
    }
}
