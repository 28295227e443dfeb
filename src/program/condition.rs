//! Conditions of rebuttals and qualifiers resolved.

use super::names::{Kind, LookUp, unknown_word};
use super::rule::Writer;
use super::{Condition, Pattern};
use crate::syntax::Fault;
use crate::syntax::tree::{Condition as ConditionNode, NodeKind};

/// Whether a condition is the word `none`.
pub(super) fn is_none(node: &ConditionNode<'_>) -> bool {
    matches!(&node.subject.kind, NodeKind::Reference(name) if name.text == "none")
        && !node.not
        && node.to.is_none()
        && node.within.is_none()
}

impl Writer<'_, '_> {
    pub(super) fn condition(&mut self, node: &ConditionNode<'_>) -> Option<Condition> {
        let condition = self.positive(node)?;
        Some(if node.not { Condition::Not(Box::new(condition)) } else { condition })
    }

    fn positive(&mut self, node: &ConditionNode<'_>) -> Option<Condition> {
        let NodeKind::Reference(name) = &node.subject.kind else { return self.pattern_condition(node) };
        let built_in = match name.text {
            "question" => Condition::Question,
            "heading" => Condition::Heading,
            "quoted" => Condition::Quoted,
            "table" => Condition::Table,
            "attributed" => {
                if let Some(to) = node.to.filter(|to| to.text != "named") {
                    self.faults.push(unknown_word("attribution", to, &["named"]));
                }
                self.nowhere(node);
                return Some(Condition::Attributed { named: node.to.is_some() });
            }
            _ => match self.work.look_up(self.pack, *name, "condition") {
                LookUp::Found(entity) if entity.kind == Kind::Lexicon => return self.pattern_condition(node),
                LookUp::Found(entity) => {
                    self.work.cue_items[entity.id].used = true;
                    self.work.refer(self.file, name.span, entity);
                    if entity.broken {
                        self.broken_name.get_or_insert_with(|| super::lexicon::broken_fault(*name, "cue"));
                    }
                    Condition::Cue(entity.id)
                }
                LookUp::Missing(fault) => {
                    self.silent |= fault.is_none();
                    self.faults.extend(fault);
                    return None;
                }
            },
        };
        self.no_to(node);
        self.nowhere(node);
        Some(built_in)
    }

    fn pattern_condition(&mut self, node: &ConditionNode<'_>) -> Option<Condition> {
        self.no_to(node);
        let distance = node.within.as_ref().map(|d| self.distance(d));
        let pattern = self.pattern(&node.subject)?;
        Some(Condition::Pattern(match distance {
            Some(distance) => Pattern::Within(Box::new(pattern), distance?),
            None => pattern,
        }))
    }

    fn no_to(&mut self, node: &ConditionNode<'_>) {
        if let Some(to) = node.to {
            let fault = Fault::new("syntax", to.span, "only `attributed` may be followed by `to`");
            self.faults.push(fault.help("write `attributed to named`"));
        }
    }

    fn nowhere(&mut self, node: &ConditionNode<'_>) {
        if node.within.is_some() {
            let message = "`within` follows a lexicon or a bracketed pattern, not a cue or a built-in condition";
            self.faults.push(Fault::new("syntax", node.span, message));
        }
    }
}
