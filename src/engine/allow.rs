//! What a comment to toulmin asks: `allow RULE until DAY by NAME: reason`, and its forms for a region and a file.

use crate::text::Date;

/// Which part of a draft an allowance is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// The next block, or the sentence beside the comment.
    Here,
    /// From here on.
    Start,
    /// As far as here.
    End,
    /// The whole file.
    File,
}

/// A comment that allows findings of rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Allow<'t> {
    pub(super) form: Form,
    /// As they are written; none may end every region.
    pub(super) rules: Vec<&'t str>,
    pub(super) until: Option<Date>,
    pub(super) by: Option<String>,
    /// On one line; empty where none is given.
    pub(super) reason: String,
}

/// Why a comment to toulmin cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Malformed<'t> {
    /// Its first word is none of ours.
    Word(&'t str),
    /// It names no rule.
    NoRule,
    /// What follows `until` is no day.
    Day(&'t str),
    /// It says something between the rule and the reason.
    Unread(&'t str),
}

/// Reads what stands between the marks of a comment; `None` for one that only mentions toulmin.
pub(super) fn read(body: &str) -> Option<Result<Allow<'_>, Malformed<'_>>> {
    let said = body.trim().get("toulmin".len()..)?;
    let (said, told) = match said.trim_start().strip_prefix(':') {
        Some(said) => (said.trim_start(), true),
        None => (said.trim_start_matches(|c: char| c.is_whitespace() || c == '-'), false),
    };
    let end = said.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(said.len());
    let (word, rest) = said.split_at(end);
    let form = match word {
        "allow" => Form::Here,
        "allow-start" => Form::Start,
        "allow-end" => Form::End,
        "allow-file" => Form::File,
        _ if told || looks_meant(word) => return Some(Err(Malformed::Word(word))),
        _ => return None,
    };
    if !told {
        // «toulmin allow …», a slip for «toulmin: allow …».
        return Some(Err(Malformed::Word("")));
    }
    Some(clauses(form, rest))
}

/// What other tools call it.
fn looks_meant(word: &str) -> bool {
    ["allow", "disable", "enable", "ignore", "off", "skip", "noqa", "suppress"].iter().any(|w| word.starts_with(w))
}

fn clauses(form: Form, said: &str) -> Result<Allow<'_>, Malformed<'_>> {
    let (head, reason) = said.split_once(':').unwrap_or((said, ""));
    let mut words = head.split_whitespace().peekable();
    let mut rules = Vec::new();
    let mut listed = false;
    while let Some(word) = words.next_if(|word| listed || *word == "," || rules.is_empty() && !is_clause(word)) {
        rules.extend(word.split(',').filter(|rule| !rule.is_empty()));
        listed = word.ends_with(',') || words.peek().is_some_and(|next| next.starts_with(','));
    }
    if rules.is_empty() && form != Form::End {
        return Err(Malformed::NoRule);
    }
    let (mut until, mut by) = (None, None);
    while let Some(word) = words.next() {
        match word {
            "until" if until.is_none() => {
                let day = words.next().unwrap_or_default();
                until = Some(Date::new(day).ok_or(Malformed::Day(day))?);
            }
            "by" if by.is_none() => {
                let mut name: Vec<&str> = Vec::new();
                while let Some(part) = words.next_if(|word| *word != "until") {
                    name.push(part);
                }
                by = Some(name.join(" ")).filter(|name| !name.is_empty());
                if by.is_none() {
                    return Err(Malformed::Unread("by"));
                }
            }
            word => return Err(Malformed::Unread(word)),
        }
    }
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Allow { form, rules, until, by, reason })
}

fn is_clause(word: &str) -> bool {
    matches!(word, "until" | "by")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allow(body: &str) -> Allow<'_> {
        read(body).expect("it speaks to us").expect("it can be read")
    }

    #[test]
    fn all_that_an_allowance_says() {
        let all =
            allow(" toulmin: allow evidence/uncited-statistic until 2027-01-01 by A. Moss: quoted\n  in full: yes ");
        assert_eq!((all.form, &all.rules[..]), (Form::Here, &["evidence/uncited-statistic"][..]));
        assert_eq!(all.until, Date::new("2027-01-01"));
        assert_eq!((all.by.as_deref(), all.reason.as_str()), (Some("A. Moss"), "quoted in full: yes"));
        let turned = allow("toulmin: allow a by B C until 2027-01-01: r");
        assert_eq!((turned.by.as_deref(), turned.until.is_some()), (Some("B C"), true));
        for list in ["a, b/c ,d", "a,b/c,d", "a , b/c , d"] {
            let body = format!("toulmin: allow-start {list}: because");
            assert_eq!(allow(&body).rules, ["a", "b/c", "d"], "{list}");
        }
        assert_eq!(allow("toulmin: allow-end").rules, [""; 0]);
        assert_eq!(allow("toulmin: allow-file a").reason, "");
    }

    #[test]
    fn what_cannot_be_followed_is_told() {
        let wrong = |body| read(body).expect("it speaks to us").expect_err("it cannot be read");
        assert_eq!(wrong("toulmin: disable a: b"), Malformed::Word("disable"));
        assert_eq!(wrong("toulmin: Allow a: b"), Malformed::Word("Allow"));
        assert_eq!(wrong("toulmin-ignore a"), Malformed::Word("ignore"));
        assert_eq!(wrong("toulmin allow a: b"), Malformed::Word(""));
        assert_eq!(wrong("toulmin: allow: b"), Malformed::NoRule);
        assert_eq!(wrong("toulmin: allow until 2027-01-01: b"), Malformed::NoRule);
        assert_eq!(wrong("toulmin: allow a until tomorrow: b"), Malformed::Day("tomorrow"));
        assert_eq!(wrong("toulmin: allow a since it is quoted"), Malformed::Unread("since"));
        assert_eq!(wrong("toulmin: allow a by: b"), Malformed::Unread("by"));
        assert_eq!(read("toulmin is run on this file"), None);
        assert_eq!(read("toulmin"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_comment_is_read(said in "toulmin[:-]? ?(allow(-end|-file)?|until|by|[,: é]|2027-01-01|a/b){0,12}") {
            read(&said);
        }
    }
}
