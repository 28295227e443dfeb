//! What a project changes of packs that are not its own: phrases added to lexicons, numbers in rules set anew.

use super::compile::Work;
use super::model::{Criterion, GroundKind, Pattern, Rule, Subject, Unit};
use super::names::with_nearest;
use super::{Diagnostic, Level, Phrase};
use crate::syntax::phrase::forms;
use crate::syntax::{Fault, nearest};
use crate::text::{Language, Span};

/// What a project changes of packs that are not its own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Adjustments {
    pub(crate) phrases: Vec<AddedPhrase>,
    pub(crate) options: Vec<SetOption>,
}

/// Where an adjustment is asked for: a file, and bytes of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origin {
    pub(crate) file: String,
    pub(crate) span: Span,
}

impl Origin {
    /// What a program asks for has no file: it is told by name.
    pub(crate) fn of(name: &str) -> Self {
        Self { file: name.to_owned(), span: Span::default() }
    }
}

/// A phrase for a lexicon of another pack.
#[derive(Clone, Debug)]
pub(crate) struct AddedPhrase {
    pub(crate) origin: Origin,
    /// `pack.lexicon`.
    pub(crate) lexicon: String,
    /// `None`: the same in every language.
    pub(crate) language: Option<Language>,
    pub(crate) phrase: String,
}

/// An option of a rule, with its value as it is written.
#[derive(Clone, Debug)]
pub(crate) struct SetOption {
    pub(crate) origin: Origin,
    /// `pack/rule` or `rule`.
    pub(crate) rule: String,
    pub(crate) option: String,
    pub(crate) value: String,
}

/// The options that rules may have: what in a rule each of them sets.
pub(crate) const OPTIONS: [&str; 4] = ["at-least", "dated-within", "once-per", "sources"];

/// Something wrong with an adjustment.
pub(super) fn fault(origin: &Origin, fault: Fault) -> Diagnostic {
    let Fault { id, message, help, .. } = fault;
    let (file, span) = (origin.file.clone(), origin.span);
    Diagnostic { id, level: Level::Error, file, span, message: message.into(), help, related: None, fix: None }
}

impl Work<'_> {
    /// Adds the phrases to the lexicons that they are for; those that use these have them too.
    pub(super) fn add_phrases(&mut self, phrases: &[AddedPhrase]) {
        for added in phrases {
            if let Err(wrong) = self.add_phrase(added) {
                self.diagnostics.push(fault(&added.origin, wrong));
            }
        }
    }

    fn add_phrase(&mut self, added: &AddedPhrase) -> Result<(), Fault> {
        let span = added.origin.span;
        let Some(at) = self.lexicons.iter().position(|lexicon| lexicon.name == added.lexicon) else {
            let wrong = Fault::new("unknown-name", span, format!("there is no lexicon `{}`", added.lexicon));
            let near = nearest(&added.lexicon, self.lexicons.iter().map(|lexicon| lexicon.name.as_str()));
            return Err(match near {
                None if !added.lexicon.contains('.') => wrong.help("write it with its pack, as in `std.named-source`"),
                near => with_nearest(wrong, &added.lexicon, near),
            });
        };
        let pack = added.lexicon.split_once('.').and_then(|(pack, _)| self.packs.iter().find(|p| p.name == pack));
        if let (Some(language), Some(pack)) = (added.language, pack)
            && !pack.languages.contains(&language)
        {
            let message = format!("the pack `{}` has no language `{language}`", pack.name);
            let codes: Vec<String> = pack.languages.iter().map(|l| format!("`{l}`")).collect();
            let help = format!("its languages are {}", codes.join(", "));
            return Err(Fault::new("unknown-name", span, message).help(help));
        }
        let written = forms(&added.phrase, 0)?;
        self.count(written.iter().map(crate::syntax::Form::pieces).sum(), span)?;
        self.lexicons[at].phrases.push(Phrase { language: added.language, except: false, forms: written.into() });
        Ok(())
    }

    /// Sets the options of rules.
    pub(super) fn set_options(&mut self, options: &[SetOption]) {
        for set in options {
            if let Err(wrong) = self.set_option(set) {
                self.diagnostics.push(fault(&set.origin, wrong));
            }
        }
    }

    fn set_option(&mut self, set: &SetOption) -> Result<(), Fault> {
        let span = set.origin.span;
        let short = |id: &str| id.rsplit('/').next().unwrap_or_default() == set.rule;
        let means = |rule: &Rule| rule.id == set.rule || short(&rule.id) || rule.replaces(&set.rule);
        if !self.rules.iter().any(means) {
            let wrong = Fault::new("unknown-name", span, format!("there is no rule `{}`", set.rule));
            let ids = self.rules.iter().map(|rule| rule.id.as_str());
            let known = ids.flat_map(|id| [id, id.rsplit('/').next().unwrap_or(id)]);
            return Err(with_nearest(wrong, &set.rule, nearest(&set.rule, known)));
        }
        self.rules.iter_mut().filter(|rule| means(rule)).try_for_each(|rule| rule.set(&set.option, &set.value, span))
    }
}

impl Rule {
    /// The options that this rule has, with their values.
    pub(crate) fn options(&self) -> Vec<(&'static str, String)> {
        let mut options = Vec::new();
        let mut own = self.clone();
        let counts = own.counts();
        if let [count] = counts.as_slice() {
            options.push(("at-least", count.to_string()));
        }
        if let Some(months) = own.months().first() {
            options.push(("dated-within", format!("{months} months")));
        }
        if matches!(self.subject, Subject::Claims(_)) {
            let once = self.once.map_or("never", |unit| match unit {
                Unit::Document => "document",
                Unit::Section => "section",
                _ => "paragraph",
            });
            options.push(("once-per", once.to_owned()));
        }
        if let Some(count) = own.sources().first() {
            options.push(("sources", count.to_string()));
        }
        options
    }

    fn set(&mut self, option: &str, value: &str, span: Span) -> Result<(), Fault> {
        let id = self.id.clone();
        let lacks = |what: &str| {
            let message = format!("the rule `{id}` has no option `{option}`: {what}");
            Err(Fault::new("unknown-option", span, message))
        };
        let bad =
            |help: &str| Err(Fault::new("bad-value", span, format!("`{value}` is no value of `{option}`")).help(help));
        let number = || value.parse::<u32>().ok().filter(|n| (1..=10_000).contains(n));
        match option {
            "at-least" => match (self.counts().as_mut_slice(), number()) {
                ([], _) => lacks("nothing in it is counted"),
                ([_, _, ..], _) => lacks("it counts several things"),
                (_, None) => bad("write a number, as in `5`"),
                ([count], Some(number)) => {
                    **count = number;
                    Ok(())
                }
            },
            "dated-within" => match (self.months(), months(value)) {
                (wanted, _) if wanted.is_empty() => lacks("it does not ask how old a source is"),
                (_, None) => bad("write it as in `24 months` or `3 years`"),
                (wanted, Some(months)) => {
                    wanted.into_iter().for_each(|wanted| *wanted = months);
                    Ok(())
                }
            },
            "sources" => match (self.sources(), number()) {
                (wanted, _) if wanted.is_empty() => lacks("it asks for no sources"),
                (_, None) => bad("write a number, as in `2`"),
                (wanted, Some(number)) => {
                    wanted.into_iter().for_each(|wanted| *wanted = number);
                    Ok(())
                }
            },
            "once-per" if !matches!(self.subject, Subject::Claims(_)) => lacks("it has no claims of its own"),
            "once-per" => {
                self.once = match value {
                    "paragraph" => Some(Unit::Paragraph),
                    "section" => Some(Unit::Section),
                    "document" => Some(Unit::Document),
                    "never" => None,
                    _ => return bad("write `paragraph`, `section`, `document` or `never`"),
                };
                Ok(())
            }
            _ => {
                let wrong = Fault::new("unknown-option", span, format!("rules have no option `{option}`"));
                let known = OPTIONS.map(|option| format!("`{option}`")).join(", ");
                Err(match nearest(option, OPTIONS.into_iter().chain(["level"])) {
                    None => wrong.help(format!("the options are `level`, {known}")),
                    near => with_nearest(wrong, option, near),
                })
            }
        }
    }

    // The three below hand out what is set, and are read on a copy.

    /// Every `at least N` of what the rule looks for.
    fn counts(&mut self) -> Vec<&mut u32> {
        let mut counts = Vec::new();
        match &mut self.subject {
            Subject::Claims(patterns) => patterns.iter_mut().for_each(|pattern| counted(pattern, &mut counts)),
            Subject::Topic(pattern) => counted(pattern, &mut counts),
            Subject::EveryClaim => {}
        }
        counts
    }

    /// Every `dated within N months` of the grounds.
    fn months(&mut self) -> Vec<&mut u32> {
        let criteria = self.grounds.iter_mut().flat_map(|demand| &mut demand.0).flat_map(|ground| &mut ground.criteria);
        let months = criteria.filter_map(|criterion| match criterion {
            Criterion::DatedWithin { months } => Some(months),
            _ => None,
        });
        months.collect()
    }

    /// How many sources the grounds ask for.
    fn sources(&mut self) -> Vec<&mut u32> {
        let grounds = self.grounds.iter_mut().flat_map(|demand| &mut demand.0);
        grounds.filter(|ground| matches!(ground.kind, GroundKind::Source)).map(|ground| &mut ground.count).collect()
    }
}

fn counted<'p>(pattern: &'p mut Pattern, counts: &mut Vec<&'p mut u32>) {
    match pattern {
        Pattern::AtLeast { count, .. } => counts.push(count),
        Pattern::All { operands, .. } | Pattern::Any(operands) => {
            operands.iter_mut().for_each(|operand| counted(operand, counts));
        }
        Pattern::Not(inner) | Pattern::Within(inner, _) => counted(inner, counts),
        Pattern::Lexicon(_) | Pattern::Recogniser(_) => {}
    }
}

/// `24 months`, `3 years`; a number alone is of months.
fn months(value: &str) -> Option<u32> {
    let (number, unit) = value.trim().split_once(' ').unwrap_or((value.trim(), "months"));
    let number: u32 = number.parse().ok().filter(|n| (1..=1_200).contains(n))?;
    match unit.trim() {
        "month" | "months" => Some(number),
        "year" | "years" => Some(number * 12),
        _ => None,
    }
}
