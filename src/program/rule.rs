//! A rule from its clauses.

use super::compile::{Declared, Work};
use super::names::{is_kebab, kebab_fault, unknown_word};
use super::pack::{missing_clause, rule_clauses, single, unknown_clause, version, version_fault};
use super::*;
use crate::syntax::tree::{BackingPart, Body, Clause, Condition as ConditionNode, Name, Node, Says, Text};
use crate::syntax::{Fault, nearest, unescape};
use crate::text::{Date, Language};

/// Resolves one rule. All that is wrong with it is reported, and then there is no rule.
pub(super) fn write(work: &mut Work<'_>, declared: Declared<'_>) -> Option<Rule> {
    let Body::Rule(clauses) = &declared.item.body else { return None };
    if work.packs[declared.pack].dropped {
        return None;
    }
    let (file, pack) = (declared.file, declared.pack);
    let mut writer = Writer { work, file, pack, faults: Vec::new(), broken_name: None, silent: false };
    let rule = writer.rule(declared, clauses);
    let Writer { mut faults, broken_name, silent, .. } = writer;
    if faults.is_empty() {
        faults.extend(broken_name);
    }
    let sound = faults.is_empty() && !silent && !declared.item.broken;
    for fault in faults {
        work.error(declared.file, fault);
    }
    rule.filter(|_| sound)
}

/// The conditions of a pack's own `rebuttal`.
pub(super) fn conditions(
    work: &mut Work<'_>,
    (file, pack): (usize, usize),
    nodes: &[ConditionNode<'_>],
    faults: &mut Vec<Fault>,
) -> Vec<Condition> {
    let mut writer = Writer { work, file, pack, faults: Vec::new(), broken_name: None, silent: false };
    let conditions = nodes.iter().filter_map(|node| writer.condition(node)).collect();
    faults.append(&mut writer.faults);
    faults.extend(writer.broken_name);
    conditions
}

/// Resolves the clauses of one rule.
pub(super) struct Writer<'w, 'a> {
    pub(super) work: &'w mut Work<'a>,
    /// The file at hand.
    pub(super) file: usize,
    pub(super) pack: usize,
    pub(super) faults: Vec<Fault>,
    /// The first name that stands for something broken: said only where nothing else is wrong.
    pub(super) broken_name: Option<Fault>,
    /// A name is missing, and another error tells why.
    pub(super) silent: bool,
}

/// The clauses that a rule may have more than once.
const REPEATED: [&str; 8] = ["claim", "grounds", "qualifier", "backing", "flags", "allows", "misses", "overflags"];

impl Writer<'_, '_> {
    fn rule(&mut self, declared: Declared<'_>, clauses: &[Clause<'_>]) -> Option<Rule> {
        let item = declared.item;
        if item.name.text.is_empty() {
            return None;
        }
        if !is_kebab(item.name.text) {
            self.faults.push(kebab_fault(item.name));
        }
        let mut parts = Parts::default();
        let mut seen: Vec<Name<'_>> = Vec::new();
        for clause in clauses {
            let keyword = clause.keyword;
            match seen.iter().find(|k| k.text == keyword.text) {
                Some(first) if !REPEATED.contains(&keyword.text) && !matches!(clause.says, Says::Unknown) => {
                    self.faults.push(duplicate_clause(keyword, *first));
                    continue;
                }
                Some(_) => {}
                None => seen.push(keyword),
            }
            self.clause(clause, &mut parts);
        }
        // A clause of which only the name is misspelt is not missing too.
        let misspelt = clauses.iter().filter(|c| matches!(c.says, Says::Unknown)).map(|c| c.keyword.text);
        let misspelt: Vec<&str> = misspelt.filter_map(|word| nearest(word, rule_clauses())).collect();
        let has = |word: &str| misspelt.contains(&word) || seen.iter().any(|k| k.text == word);
        if let (Some(claim), Some(topic)) =
            (seen.iter().find(|k| k.text == "claim"), seen.iter().find(|k| k.text == "topic"))
        {
            let (first, second) = if claim.span < topic.span { (claim, topic) } else { (topic, claim) };
            let message = "a rule has a `claim` or a `topic`, not both";
            let first_is = format!("the `{}` stands here", first.text);
            self.faults.push(Fault::new("claim-and-topic", second.span, message).related(first.span, first_is));
        }
        let mut missing: Vec<&str> = ["severity"].into_iter().filter(|c| !has(c)).collect();
        if !has("claim") && !has("topic") {
            missing.push("claim");
        }
        missing.extend(["grounds", "message"].into_iter().filter(|c| !has(c)));
        if !item.broken && !missing.is_empty() {
            self.faults.push(missing_clause(item.name, "rule", &missing));
        }
        if parts.every.is_some() && !parts.claims.is_empty() {
            let span = parts.every.unwrap_or(item.span);
            self.faults.push(Fault::new(
                "duplicate-clause",
                span,
                "`every claim` stands alone: there is another `claim`",
            ));
        }
        let subject = match (parts.topic.take(), parts.every) {
            (Some(topic), _) => Subject::Topic(topic),
            (None, Some(_)) => Subject::EveryClaim,
            (None, None) => Subject::Claims(std::mem::take(&mut parts.claims)),
        };
        let examples = self.examples(clauses, !matches!(subject, Subject::Topic(_)));
        if let (Some(none), true) = (parts.no_grounds, !parts.grounds.is_empty()) {
            self.faults.push(Fault::new(
                "duplicate-clause",
                none,
                "`grounds none` stands alone: there are other grounds",
            ));
        }
        let pack = &self.work.packs[self.pack];
        let rebuttals = match parts.rebuttals {
            Some(own) => own,
            None if matches!(subject, Subject::Claims(_)) => pack.rebuttals.clone(),
            None => Vec::new(),
        };
        let languages = pack.languages.iter().copied();
        let languages = languages.filter(|l| super::reach::runs_in(&self.work.lexicons, &subject, &parts.grounds, *l));
        Some(Rule {
            id: format!("{}/{}", pack.name, item.name.text),
            pack: self.pack,
            doc: item.doc.clone(),
            level: parts.level.unwrap_or(Level::Warning),
            confidence: parts.confidence.unwrap_or(Confidence::Medium),
            since: parts.since,
            deprecated: parts.deprecated,
            replaced_by: parts.replaced_by,
            formerly: parts.formerly,
            tags: parts.tags,
            languages: languages.collect(),
            subject,
            rebuttals,
            qualifiers: parts.qualifiers,
            grounds: parts.grounds,
            yields: parts.yields,
            once: parts.once,
            message: parts.message,
            help: parts.help,
            warrant: parts.warrant,
            backing: parts.backing,
            examples,
            file: self.work.files[declared.file].path.to_owned(),
        })
    }

    fn clause(&mut self, clause: &Clause<'_>, parts: &mut Parts) {
        let keyword = clause.keyword;
        match &clause.says {
            Says::Setting(values) => self.setting(keyword, values, parts),
            Says::Prose(texts) => {
                let translations = self.translations(texts);
                match keyword.text {
                    "message" => parts.message = translations,
                    "help" => parts.help = translations,
                    _ => parts.warrant = translations,
                }
            }
            Says::EveryClaim => parts.every = parts.every.or(Some(clause.span)),
            Says::Pattern(node) if keyword.text == "topic" => parts.topic = self.topic(node),
            Says::Pattern(node) => parts.claims.extend(self.pattern(node)),
            Says::Rebuttal(nodes) => {
                let none = matches!(nodes.as_slice(), [one] if super::condition::is_none(one));
                let own = if none { Vec::new() } else { nodes.iter().filter_map(|n| self.condition(n)).collect() };
                parts.rebuttals = Some(own);
            }
            Says::Qualifier(nodes, level) => {
                let conditions: Vec<Condition> = nodes.iter().filter_map(|n| self.condition(n)).collect();
                match Level::new(level.text) {
                    Some(level) => {
                        parts.qualifiers.extend(conditions.into_iter().map(|condition| Qualifier { condition, level }));
                    }
                    None => self.faults.push(unknown_word("level", *level, &LEVELS)),
                }
            }
            Says::Grounds(nodes) => match nodes.as_slice() {
                [one] if super::ground::is_none(one) => parts.no_grounds = Some(one.span),
                _ => {
                    let grounds = nodes.iter().filter_map(|n| self.ground(n)).collect();
                    parts.grounds.push(Demand(grounds));
                }
            },
            Says::Yields => parts.yields = true,
            Says::Once(unit) => match unit.text {
                "paragraph" => parts.once = Some(Unit::Paragraph),
                "section" => parts.once = Some(Unit::Section),
                "document" => parts.once = Some(Unit::Document),
                _ => self.faults.push(unknown_word("unit", *unit, &["paragraph", "section", "document"])),
            },
            Says::Backing { title, parts: written } => {
                let backing = self.backing(title, written);
                parts.backing.push(backing);
            }
            // Read afterwards, when the subject is known.
            Says::Example { .. } => {}
            Says::Unknown => self.faults.push(unknown_clause(keyword, "rule", &rule_clauses())),
        }
    }

    fn setting(&mut self, keyword: Name<'_>, values: &[Name<'_>], parts: &mut Parts) {
        if keyword.text == "tags" {
            parts.tags = values.iter().map(|v| v.text.to_owned()).collect();
            return;
        }
        if keyword.text == "formerly" {
            parts.formerly = values.iter().filter_map(|value| self.former(*value)).collect();
            return;
        }
        if !rule_clauses().contains(&keyword.text) {
            self.faults.push(unknown_clause(keyword, "rule", &rule_clauses()));
            return;
        }
        let value = match single(values, keyword) {
            Ok(value) => value,
            Err(fault) => return self.faults.push(fault),
        };
        match keyword.text {
            "severity" => match Level::new(value.text) {
                Some(level) => parts.level = Some(level),
                None => self.faults.push(unknown_word("level", value, &LEVELS)),
            },
            "confidence" => match value.text {
                "high" => parts.confidence = Some(Confidence::High),
                "medium" => parts.confidence = Some(Confidence::Medium),
                "low" => parts.confidence = Some(Confidence::Low),
                _ => self.faults.push(unknown_word("confidence", value, &["high", "medium", "low"])),
            },
            "replaced-by" => parts.replaced_by = self.successor(value),
            _ if version(value.text).is_none() => self.faults.push(version_fault(value)),
            "since" => parts.since = Some(value.text.to_owned()),
            _ => parts.deprecated = Some(value.text.to_owned()),
        }
    }

    /// The full id that a rule went by before.
    fn former(&mut self, value: Name<'_>) -> Option<String> {
        let (pack, name) = value.text.split_once('/').unwrap_or((&self.work.packs[self.pack].name, value.text));
        let word = Name { text: name, span: value.span };
        if !is_kebab(name) || !is_kebab(pack) {
            self.faults.push(kebab_fault(word));
            return None;
        }
        if pack == self.work.packs[self.pack].name && self.work.names.rules.contains(&(self.pack, name)) {
            let message = format!("there is a rule `{name}`, so that no other went by this name");
            let fault = Fault::new("duplicate-name", value.span, message);
            self.faults.push(fault.help("write `deprecated` and `replaced-by` in that rule, or take it out"));
            return None;
        }
        Some(format!("{pack}/{name}"))
    }

    /// The full id of the rule that took another's place.
    fn successor(&mut self, value: Name<'_>) -> Option<String> {
        let (pack, name) = match value.text.split_once(['/', '.']) {
            Some((pack, name)) => (self.work.packs.iter().position(|p| p.name == pack), name),
            None => (Some(self.pack), value.text),
        };
        match pack.filter(|at| self.work.names.rules.contains(&(*at, name))) {
            Some(at) => Some(format!("{}/{name}", self.work.packs[at].name)),
            None => {
                let mut rules: Vec<&str> =
                    self.work.names.rules.iter().filter(|(p, _)| Some(*p) == pack).map(|(_, n)| *n).collect();
                rules.sort_unstable();
                let near = nearest(name, rules);
                let fault = Fault::new("unknown-name", value.span, format!("there is no rule `{}`", value.text));
                let fault = super::names::with_nearest(fault, name, near);
                let before = &value.text[..value.text.len() - name.len()];
                self.faults.push(super::names::within(fault, |near| format!("{before}{near}")));
                None
            }
        }
    }

    fn translations(&mut self, texts: &[(Name<'_>, Text<'_>)]) -> Translations {
        let mut translations: Vec<(Language, String)> = Vec::new();
        for (word, text) in texts {
            let language = match self.work.pack_language(self.pack, *word) {
                Ok(language) => language,
                Err(fault) => {
                    self.faults.push(fault);
                    continue;
                }
            };
            if translations.iter().any(|(l, _)| *l == language) {
                let message = format!("there are two texts in `{language}`");
                self.faults.push(Fault::new("duplicate-clause", word.span, message));
                continue;
            }
            match unescape(text) {
                Ok(text) => translations.push((language, text)),
                Err(fault) => self.faults.push(fault),
            }
        }
        Translations(translations)
    }

    fn topic(&mut self, node: &Node<'_>) -> Option<Pattern> {
        let pattern = self.pattern(node)?;
        match &pattern {
            Pattern::Within(_, Distance::Unit(Unit::Section | Unit::Document)) => Some(pattern),
            Pattern::Within(..) => {
                let message = "a topic is sought in a document or in a section";
                let fault = Fault::new("topic-scope", node.span, message);
                self.faults.push(fault.help("write `within document`, or make it a `claim`"));
                None
            }
            _ => Some(Pattern::Within(Box::new(pattern), Distance::Unit(Unit::Document))),
        }
    }

    fn backing(&mut self, title: &Text<'_>, written: &[BackingPart<'_>]) -> Backing {
        let mut backing = Backing { title: self.plain_text(title).unwrap_or_default(), ..Backing::default() };
        let mut seen: Vec<Name<'_>> = Vec::new();
        for part in written {
            let keyword = match part {
                BackingPart::Link(link) => Name { text: "link", span: link.span },
                BackingPart::Locus(keyword, _) | BackingPart::Day(keyword, _) => *keyword,
            };
            if let Some(first) = seen.iter().find(|k| k.text == keyword.text) {
                let message = format!("there are two of `{}` in one backing", keyword.text);
                let fault =
                    Fault::new("duplicate-clause", keyword.span, message).help("write a `backing` for each work");
                self.faults.push(fault.related(first.span, "the first stands here"));
                continue;
            }
            seen.push(keyword);
            match part {
                BackingPart::Link(link) => backing.link = Some(self.link(*link)),
                BackingPart::Locus(_, text) if keyword.text == "section" => backing.section = self.plain_text(text),
                BackingPart::Locus(_, text) => backing.notes = self.plain_text(text),
                BackingPart::Day(_, day) => {
                    let date = self.date(*day);
                    match keyword.text {
                        "dated" => backing.dated = date,
                        "expires" => backing.expires = date,
                        _ => backing.review_by = date,
                    }
                }
            }
        }
        backing
    }

    fn plain_text(&mut self, text: &Text<'_>) -> Option<String> {
        match unescape(text) {
            Ok(text) => Some(text),
            Err(fault) => {
                self.faults.push(fault);
                None
            }
        }
    }

    fn link(&mut self, link: Name<'_>) -> String {
        let url = link.text.trim_start_matches('<').trim_end_matches('>');
        let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        let sound = host.is_some_and(|h| {
            !h.is_empty() && !h.starts_with('/') && !h.contains(|c: char| c.is_whitespace() || c.is_control())
        });
        if !sound {
            let fault = Fault::new("bad-link", link.span, format!("`{url}` is no address"));
            self.faults.push(fault.help("write one that begins with `https://`, without spaces"));
        }
        url.to_owned()
    }

    pub(super) fn date(&mut self, word: Name<'_>) -> Option<Date> {
        let date = Date::new(word.text);
        if date.is_none() {
            let fault = Fault::new("bad-date", word.span, format!("`{}` is no day of the calendar", word.text));
            self.faults.push(fault.help("write year, month and day, as in `2021-09-01`"));
        }
        date
    }
}

const LEVELS: [&str; 4] = ["error", "warning", "note", "off"];

/// What the clauses said, so far.
#[derive(Default)]
struct Parts {
    level: Option<Level>,
    confidence: Option<Confidence>,
    since: Option<String>,
    deprecated: Option<String>,
    replaced_by: Option<String>,
    formerly: Vec<String>,
    tags: Vec<String>,
    claims: Vec<Pattern>,
    every: Option<crate::text::Span>,
    topic: Option<Pattern>,
    rebuttals: Option<Vec<Condition>>,
    qualifiers: Vec<Qualifier>,
    grounds: Vec<Demand>,
    no_grounds: Option<crate::text::Span>,
    yields: bool,
    once: Option<Unit>,
    message: Translations,
    help: Translations,
    warrant: Translations,
    backing: Vec<Backing>,
}

/// The fault of a clause that stands twice.
pub(super) fn duplicate_clause(second: Name<'_>, first: Name<'_>) -> Fault {
    Fault::new("duplicate-clause", second.span, format!("there are two `{}` clauses", second.text))
        .help(if second.text == "rebuttal" { "join the conditions with `or`" } else { "leave one out" })
        .related(first.span, "the first stands here")
}
