//! Grounds resolved: demands, where they are looked for, and what a source must be.

use super::names::unknown_word;
use super::rule::Writer;
use super::{Criterion, Distance, Ground, GroundKind, LexiconId, Pattern, Unit};
use crate::syntax::Fault;
use crate::syntax::tree::{Criterion as CriterionNode, Ground as GroundNode, Name, Node, NodeKind};

/// Whether a demand is the word `none`.
pub(super) fn is_none(node: &GroundNode<'_>) -> bool {
    node.what.text == "none"
        && node.of.is_none()
        && node.count.is_none()
        && node.within.is_none()
        && node.criteria.is_empty()
}

impl Writer<'_, '_> {
    pub(super) fn ground(&mut self, node: &GroundNode<'_>) -> Option<Ground> {
        let count = node.count.map_or(Some(1), |c| self.number(c));
        let within = node.within.as_ref().map(|d| self.distance(d));
        let criteria: Vec<Criterion> = node.criteria.iter().filter_map(|c| self.criterion(c)).collect();
        let about = |writer: &mut Self| match &node.of {
            Some(of) => writer.pattern(of),
            None => {
                let word = node.what.text;
                let fault = Fault::new("syntax", node.what.span, format!("`{word}` does not say of what"));
                writer.faults.push(fault.help(format!("write `{word} of` and a lexicon")));
                None
            }
        };
        let (kind, default) = match node.what.text {
            "source" | "sources" => (GroundKind::Source, Unit::Paragraph),
            "attribution" | "attributions" => (GroundKind::Attribution, Unit::Sentence),
            "mention" | "mentions" => (GroundKind::Mention(about(self)?), Unit::Document),
            "definition" | "definitions" => (GroundKind::Definition(about(self)?), Unit::Document),
            "none" => {
                self.faults.push(Fault::new("syntax", node.span, "`none` stands alone in `grounds none`"));
                return None;
            }
            _ => {
                let known = ["source", "attribution", "mention", "definition", "none"];
                self.faults.push(unknown_word("kind of grounds", node.what, &known));
                return None;
            }
        };
        let cited = matches!(kind, GroundKind::Source | GroundKind::Attribution);
        if let (Some(of), true) = (&node.of, cited) {
            let word = node.what.text;
            let fault = Fault::new("syntax", of.span, format!("`{word}` is of nothing"));
            self.faults.push(fault.help("what a source must be stands in braces: `source { kind official }`"));
        }
        if !criteria.is_empty() && !cited {
            let message = format!("criteria are for sources, and this is a {}", node.what.text);
            self.faults.push(Fault::new("syntax", node.span, message));
        }
        let within = match within {
            Some(distance) => distance?,
            None => Distance::Unit(default),
        };
        Some(Ground { kind, count: count?, within, criteria })
    }

    fn criterion(&mut self, node: &CriterionNode<'_>) -> Option<Criterion> {
        Some(match node {
            CriterionNode::Kind(nodes) => Criterion::Kind(self.lexicons(nodes, false).0),
            CriterionNode::Independent(nodes) => {
                let (of, issuer) = self.lexicons(nodes, true);
                Criterion::Independent { of, issuer }
            }
            CriterionNode::DatedWithin(count, unit) => {
                let count = self.number(*count);
                let months = match unit.text {
                    "month" | "months" => 1,
                    "year" | "years" => 12,
                    _ => {
                        self.faults.push(unknown_word("age", *unit, &["months", "years"]));
                        return None;
                    }
                };
                Criterion::DatedWithin { months: count?.saturating_mul(months) }
            }
            CriterionNode::DatedAfter(day) => Criterion::DatedAfter(self.date(*day)?),
            CriterionNode::States(nodes) => {
                Criterion::States(nodes.iter().filter_map(|node| self.pattern(node)).collect::<Vec<Pattern>>())
            }
            CriterionNode::Odd(word) => {
                self.faults.push(unknown_word("criterion", *word, &["kind", "independent", "dated", "states"]));
                return None;
            }
        })
    }

    /// The lexicons of a criterion, and whether `issuer` is among them.
    fn lexicons(&mut self, nodes: &[Node<'_>], may_issue: bool) -> (Vec<LexiconId>, bool) {
        let mut issuer = false;
        let mut ids = Vec::new();
        for node in nodes {
            match &node.kind {
                NodeKind::Reference(Name { text: "issuer", .. }) if may_issue => issuer = true,
                NodeKind::Reference(name) => ids.extend(self.lexicon(*name)),
                _ => self.faults.push(Fault::new("syntax", node.span, "only a lexicon may stand here")),
            }
        }
        (ids, issuer)
    }
}
