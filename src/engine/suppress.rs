//! Findings that comments in the draft allow: taken out of the report's findings and kept apart; and what is wrong with
//! the comments.

use super::allow::{self, Allow, Form};
use super::context::names_rule;
use super::notice::{self, Notice};
use super::{Context, Finding, Grounds, Report, Suppressed};
use crate::document::{Comment, Document};
use crate::engine::reach::Reach;
use crate::program::{Confidence, Level, Program};
use crate::syntax::nearest;
use crate::text::{Language, Span};
use rustc_hash::FxHashMap;

/// A rule that a comment allows in a part of the text.
struct Waiver<'d> {
    /// The name as it is written.
    name: &'d str,
    /// The rules of this name.
    rules: Vec<usize>,
    /// The comment, and what it says.
    comment: usize,
    /// The bytes of the text in which the rule is allowed.
    cover: Span,
    used: bool,
}

/// Takes out of the findings, which are in the order of the text, those that are allowed; adds what is wrong with comments.
pub(super) fn apply(program: &Program, document: &Document, context: &Context, levels: &[Level], report: &mut Report) {
    let mut check = Check { program, document, context, reach: Reach::new(document), notices: Vec::new() };
    let read = check.read();
    let mut waivers = check.waivers(&read);
    let taken = take(program, &report.findings, &mut waivers);
    for waiver in waivers.iter().filter(|waiver| !waiver.used) {
        // Of a rule that did not run it cannot be told whether it would find something.
        if waiver.rules.iter().all(|rule| levels[*rule] != Level::Off) {
            let in_note = check.reach.is_note(waiver.cover);
            check.notices.push((waiver.comment, Notice::Unused { rule: waiver.name, in_note }));
        }
    }
    let findings = std::mem::take(&mut report.findings);
    for (finding, taken) in findings.into_iter().zip(taken) {
        match taken.map(|waiver| waivers[waiver].comment) {
            None => report.findings.push(finding),
            Some(comment) => report.suppressed.extend(read[comment].as_ref().map(|allow| Suppressed {
                finding,
                reason: allow.reason.clone(),
                by: allow.by.clone(),
                until: allow.until,
                comment: document.place(document.comments[comment].span),
            })),
        }
    }
    let notices = std::mem::take(&mut check.notices);
    report.findings.extend(notices.iter().filter_map(|(comment, notice)| check.finding(*comment, notice)));
}

/// For each finding, the waiver that takes it: the narrowest.
fn take(program: &Program, findings: &[Finding], waivers: &mut [Waiver<'_>]) -> Vec<Option<usize>> {
    let mut by_rule: FxHashMap<&str, Untaken> = FxHashMap::default();
    for (at, finding) in findings.iter().enumerate() {
        by_rule.entry(&finding.rule).or_default().findings.push((finding.span.start, at));
    }
    let mut taken = vec![None; findings.len()];
    let mut order: Vec<usize> = (0..waivers.len()).collect();
    order.sort_by_key(|at| (waivers[*at].cover.len(), *at));
    for at in order {
        let waiver = &mut waivers[at];
        for rule in &waiver.rules {
            let Some(untaken) = by_rule.get_mut(program.rules[*rule].id.as_str()) else { continue };
            untaken.take(waiver.cover, |finding| {
                taken[finding] = Some(at);
                waiver.used = true;
            });
        }
    }
    taken
}

/// The findings of one rule that nothing allows yet. Each is passed over once, however many comments cover it.
#[derive(Default)]
struct Untaken {
    /// Where each begins, and its number.
    findings: Vec<(usize, usize)>,
    /// For each, one at or after it up to which all are taken.
    next: Vec<usize>,
}

impl Untaken {
    fn take(&mut self, cover: Span, mut then: impl FnMut(usize)) {
        if self.next.is_empty() {
            self.next = (0..=self.findings.len()).collect();
        }
        let mut at = self.first_from(self.findings.partition_point(|(start, _)| *start < cover.start));
        while let Some((start, finding)) = self.findings.get(at).copied()
            && start < cover.end
        {
            then(finding);
            self.next[at] = at + 1;
            at = self.first_from(at + 1);
        }
    }

    fn first_from(&mut self, from: usize) -> usize {
        let mut end = from;
        while self.next[end] != end {
            end = self.next[end];
        }
        let mut at = from;
        while self.next[at] != end && at != end {
            at = std::mem::replace(&mut self.next[at], end);
        }
        end
    }
}

struct Check<'d> {
    program: &'d Program,
    document: &'d Document,
    context: &'d Context,
    reach: Reach<'d>,
    /// What is wrong, each with its comment.
    notices: Vec<(usize, Notice<'d>)>,
}

impl<'d> Check<'d> {
    /// What each comment asks, where it may be followed.
    fn read(&mut self) -> Vec<Option<Allow<'d>>> {
        let document = self.document;
        let mut read = Vec::with_capacity(document.comments.len());
        for (at, comment) in document.comments.iter().enumerate() {
            let asked = allow::read(&document.text[comment.body.range()]);
            let wrong = notice::unread(comment.closed, document.format);
            let allow = match (asked, wrong) {
                (None, _) => None,
                (Some(_), Some(wrong)) => Err(wrong).map_err(|wrong| self.notices.push((at, wrong))).ok(),
                (Some(asked), None) => asked.map_err(|wrong| self.notices.push((at, Notice::Malformed(wrong)))).ok(),
            };
            read.push(allow);
        }
        read
    }

    /// The rules that comments allow, and where; a region whose end is missing is none.
    fn waivers(&mut self, read: &[Option<Allow<'d>>]) -> Vec<Waiver<'d>> {
        let mut waivers: Vec<Waiver<'d>> = Vec::new();
        // Those that an end may close, the last opened last.
        let mut open: Vec<usize> = Vec::new();
        for (at, allow) in read.iter().enumerate() {
            let Some(allow) = allow else { continue };
            let comment = self.document.comments[at];
            if allow.form == Form::End {
                self.end(at, allow, comment, &mut open, &mut waivers);
                continue;
            }
            if allow.reason.is_empty() {
                self.notices.push((at, Notice::NoReason));
                // The end of its region is no fault of its own.
                if allow.form != Form::Start {
                    continue;
                }
            }
            let cover = match allow.form {
                Form::File => Span::new(0, self.document.text.len() + 1),
                Form::Start | Form::End => Span::new(comment.span.end, comment.span.end),
                Form::Here => self.reach.of(comment),
            };
            for name in &allow.rules {
                let rules = self.rules(at, name);
                let holds = !allow.reason.is_empty() && self.holds(at, name, allow);
                if allow.form == Form::Start {
                    open.push(waivers.len());
                } else if rules.is_empty() || !holds {
                    continue;
                }
                let rules = if holds { rules } else { Vec::new() };
                waivers.push(Waiver { name, rules, comment: at, cover, used: false });
            }
        }
        for at in open {
            waivers[at].rules.clear();
            self.notices.push((waivers[at].comment, Notice::Unclosed(waivers[at].name)));
        }
        waivers.retain(|waiver| !waiver.rules.is_empty());
        waivers
    }

    fn end(
        &mut self,
        at: usize,
        allow: &Allow<'d>,
        comment: Comment,
        open: &mut Vec<usize>,
        waivers: &mut [Waiver<'d>],
    ) {
        let mut closed = Vec::new();
        if allow.rules.is_empty() {
            // All that one comment has begun ends together.
            let last = open.last().map(|at| waivers[*at].comment);
            while let Some(one) = open.pop_if(|one| Some(waivers[*one].comment) == last) {
                closed.push(one);
            }
        }
        for name in &allow.rules {
            let found = open.iter().rposition(|one| waivers[*one].name == *name);
            closed.extend(found.map(|found| open.remove(found)));
        }
        if closed.len() < allow.rules.len().max(1) {
            self.notices.push((at, Notice::Unopened));
        }
        for one in closed {
            waivers[one].cover.end = comment.span.start.max(waivers[one].cover.start);
        }
    }

    /// The rules that a comment means by a name. A pack that is not loaded may have it.
    fn rules(&mut self, at: usize, name: &'d str) -> Vec<usize> {
        let all = self.program.rules.iter().enumerate();
        let rules: Vec<usize> = all.filter(|(_, rule)| names_rule(name, rule)).map(|(at, _)| at).collect();
        let loaded = |pack: &str| pack == "toulmin" || self.program.packs.iter().any(|one| one.name == pack);
        if rules.is_empty() && name.split_once('/').is_none_or(|(pack, _)| loaded(pack)) {
            let short = |id: &'d str| id.split_once('/').map_or(id, |(_, short)| short);
            let ids = self.program.rules.iter().map(|rule| rule.id.as_str());
            let near = match name.contains('/') {
                true => nearest(name, ids),
                false => nearest(name, ids.map(short)),
            };
            self.notices.push((at, Notice::UnknownRule { rule: name, near }));
        }
        rules
    }

    /// Whether an allowance still holds, on the later of the days of the document and of the check.
    fn holds(&mut self, at: usize, rule: &'d str, allow: &Allow<'d>) -> bool {
        let day = self.document.metadata.date.max(self.context.as_of);
        match (allow.until, day) {
            (Some(until), Some(day)) if until < day => {
                self.notices.push((at, Notice::Expired { rule, until, day }));
                false
            }
            _ => true,
        }
    }

    fn finding(&self, comment: usize, notice: &Notice<'_>) -> Option<Finding> {
        let level = self.context.level_of_our(notice.id());
        if level == Level::Off {
            return None;
        }
        let span = self.document.comments[comment].span;
        let language = self.context.language.unwrap_or_else(|| self.language_at(span));
        let (message, help) = notice.says(language);
        let place = self.document.place(span);
        Some(Finding {
            rule: notice.id().to_owned(),
            level,
            confidence: Confidence::High,
            place,
            claim: place,
            span,
            claim_span: span,
            prose: Span::default(),
            excerpt: self.document.text[span.range()].to_owned(),
            language,
            message,
            help: Some(help),
            warrant: None,
            backing: Vec::new(),
            grounds: Grounds::Unmet,
            demands: Vec::new(),
        })
    }

    /// The language of the block at or after a comment, else of the last.
    fn language_at(&self, span: Span) -> Language {
        let blocks = &self.document.blocks;
        let at = self.reach.block_after(span.start);
        blocks.get(at).or(blocks.last()).map_or(Language::EN, |block| block.language)
    }
}
