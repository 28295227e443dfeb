//! Comments that allow findings, in all the places where people put them.
//!
//! In these drafts a sentence that ends in «here» is to be allowed, and one that ends in «there» is to stay.

use toulmin::finding::Finding;
use toulmin::{Checker, Context, Date, Document, Format, Packs, Report, RuleFile};

const RULES: &str = r#"
pack meals {
  version "0.1.0"
  languages en fr
}

lexicon meal {
  en: "meal(s)"
  fr: "cantine(s)"
}

rule meals-help {
  formerly meals-cure
  severity warning
  confidence high
  claim meal and ("help(s)" or "aide(nt)")
  grounds source within sentence
  message {
    en: "meals help"
    fr: "la cantine aide"
  }
  backing "Handbook"
  flags en "[[Meals help]]."
  allows en "Meals."
}

rule meals-cost {
  severity note
  confidence high
  claim meal and @percent
  grounds none
  message { en: "meals cost" fr: "la cantine coûte" }
  backing "Handbook"
  flags en "[[Meals cost 3 %]]."
  allows en "Meals."
}
"#;

fn check_in(text: &str, format: Format, context: &Context) -> Report {
    let rules = RuleFile { path: "meals/pack.toulmin".into(), text: RULES.into() };
    let checker = Checker::new(&Packs::from_files([rules])).expect("the rules compile");
    let document = Document::read(text.as_bytes(), format).expect("it is text");
    checker.check(&document, &context.clone().only("meals").only("toulmin"))
}

fn check(text: &str) -> Report {
    check_in(text, Format::Markdown, &Context::new())
}

fn ours(report: &Report) -> Vec<String> {
    let told = |f: &Finding| format!("{}:{} {}: {}", f.place.start.line, f.place.start.column, f.rule, f.message);
    report.findings().iter().filter(|f| f.rule.starts_with("toulmin/")).map(told).collect()
}

/// What is not so, where all and only what ends in «here» is allowed, and no comment is at fault.
fn wrong(name: &str, text: &str) -> Option<String> {
    [text.to_owned(), text.replace('\n', "\r\n"), text.trim_end().to_owned()].iter().find_map(|text| {
        let report = check(text);
        let stays: Vec<&str> = report.findings().iter().map(|f| f.excerpt.as_str()).collect();
        let allowed: Vec<&str> = report.suppressed().iter().map(|s| s.finding.excerpt.as_str()).collect();
        let count = |word: &str| text.matches(word).count();
        let right = ours(&report).is_empty()
            && stays.iter().all(|s| s.contains("there"))
            && allowed.iter().all(|s| s.contains("here") && !s.contains("there"))
            && stays.len() == count(" there")
            && allowed.len() == count(" here")
            && report.claims().len() == stays.len() + allowed.len();
        (!right).then(|| format!("{name}: stays {stays:?}, allowed {allowed:?}, {:?}\n", ours(&report)))
    })
}

/// The same for each draft of the fixture.
fn all_wrong(change: impl Fn(&str) -> String) -> String {
    let text = std::fs::read_to_string("tests/allowed/places.md").expect("the fixture is there");
    let cases = text.split("\n=== ").skip(1).map(|case| case.split_once('\n').expect("a case has a name"));
    cases.filter_map(|(name, draft)| wrong(name, &change(draft))).collect()
}

#[test]
fn in_every_place_of_markdown() {
    assert_eq!(all_wrong(str::to_owned), "");
}

/// The same places with the comments of other dialects, but for those cases that are about another thing.
#[test]
fn in_every_place_of_dialects() {
    let ways = [
        ("{/*", "*/}"),
        ("{% comment %}", "{% endcomment %}"),
        ("{%- comment -%}", "{%- endcomment -%}"),
        ("{% #", "%}"),
        ("{#", "#}"),
        ("{{/*", "*/}}"),
        ("<!---", "--->"),
    ];
    for (open, close) in ways {
        let wrong = all_wrong(|draft: &str| draft.replace("<!--", open).replace("-->", close));
        let wrong: Vec<&str> = wrong.lines().filter(|line| !line.contains("HTML alone")).collect();
        assert_eq!(wrong, [""; 0], "{open}");
    }
}

/// A definition of a link that leads nowhere stands on lines of its own.
#[test]
fn in_definitions_of_links() {
    for [open, close] in [["[//]: # (", ")"], ["[//]: # \"", "\""], ["[comment]: <> (", ")"]] {
        let text = std::fs::read_to_string("tests/allowed/lines.md").expect("the fixture is there");
        let cases = text.split("\n=== ").skip(1).map(|case| case.split_once('\n').expect("a case has a name"));
        let change = |draft: &str| draft.replace("<!-- ", open).replace(" -->", close);
        let wrong: String = cases.filter_map(|(name, draft)| wrong(name, &change(draft))).collect();
        assert_eq!(wrong, "", "{open}");
    }
}

#[test]
fn in_drafts_of_every_encoding() {
    let text = "<!-- toulmin: allow meals-help: cité -->\r\nMeals help here.\r\n\r\nMeals help there.\r\n";
    let utf16 = |bytes: fn(u16) -> [u8; 2]| [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(bytes).collect();
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("it is Latin")).collect();
    let drafts: [Vec<u8>; 4] =
        [[b"\xef\xbb\xbf", text.as_bytes()].concat(), utf16(u16::to_le_bytes), utf16(u16::to_be_bytes), latin];
    for (at, draft) in drafts.iter().enumerate() {
        let document = Document::read(draft, Format::Markdown).expect("it is text");
        let rules = RuleFile { path: "meals/pack.toulmin".into(), text: RULES.into() };
        let checker = Checker::new(&Packs::from_files([rules])).expect("the rules compile");
        let report = checker.check(&document, &Context::new().only("meals").only("toulmin"));
        assert_eq!((report.findings().len(), report.suppressed().len()), (1, 1), "{at}");
        assert_eq!(report.suppressed()[0].reason, "cité");
    }
}

/// What stands in front matter, and what stands before a line that only looks as if it were.
#[test]
fn around_front_matter() {
    for matter in [
        "---\n# toulmin: allow-file meals-help: a speech\ntitle: Words\n---\n",
        "---\ntitle: Words # a word\n  # toulmin: allow-file meals-help: a speech\n---\n",
        "+++\n# toulmin: allow-file meals-help: a speech\ntitle = \"Words\"\n+++\n",
        "---\n# toulmin: allow meals-help: a speech\ntitle: Words\n---\n",
        "---\r\ntitle: Words\r\n---\r\n\r\n<!-- toulmin: allow meals-help: a speech -->\r\n\r\n",
        "<!-- toulmin: allow-file meals-help: a speech -->\n---\ntitle: Words\n---\n\n",
    ] {
        let report = check(&format!("{matter}Meals help here.\n"));
        assert_eq!((ours(&report), report.suppressed().len()), (Vec::new(), 1), "{matter}");
    }
    let report = check("---\n# toulmin: allow meals-help: a speech\ntitle: Words\n---\nWords.\n\nMeals help there.\n");
    assert_eq!((ours(&report).len(), report.suppressed().len()), (1, 0), "the next block is the first");
}

#[test]
fn an_allowance_past_its_day_holds_no_more() {
    let text = "<!-- toulmin: allow meals-help until 2024-06-30 by A. Moss: until the study is out -->\nMeals help.\n";
    let on = |day: &str| check_in(text, Format::Markdown, &Context::new().as_of(Date::new(day).expect("a day")));
    let holds = on("2024-06-30");
    assert_eq!((holds.findings().len(), holds.suppressed().len()), (0, 1));
    let suppressed = &holds.suppressed()[0];
    assert_eq!((suppressed.by.as_deref(), suppressed.until), (Some("A. Moss"), Date::new("2024-06-30")));
    assert_eq!(suppressed.reason, "until the study is out");
    assert_eq!((suppressed.comment.start.line, suppressed.comment.end.column), (1, 87));
    let past = on("2024-07-01");
    assert_eq!((past.findings().len(), past.suppressed().len()), (2, 0));
    // The draft's own day counts, too; where there is none, the allowance holds.
    let dated = check(&format!("---\ndate: 2025-01-01\n---\n{text}"));
    insta::assert_snapshot!(ours(&dated).join("\n"), @"4:1 toulmin/expired-allow: this comment allows `meals-help` until 2024-06-30, and this check is of 2025-01-01");
    assert_eq!(check(text).suppressed().len(), 1);
}

#[test]
fn what_is_wrong_with_comments_is_told() {
    let text = std::fs::read_to_string("tests/allowed/faults.md").expect("the fixture is there");
    let report = check(&text);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/allowed");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("faults", ours(&report).join("\n")));
    let stays: Vec<&str> =
        report.findings().iter().map(|f| f.excerpt.as_str()).filter(|e| e.contains("help")).collect();
    assert_eq!(stays.iter().filter(|e| e.ends_with("there.")).count(), text.matches(" there.").count(), "{stays:?}");
}

/// What is wrong with a note is found where it is called.
#[test]
fn in_notes_nothing_is_found_and_the_comment_is_told_so() {
    let comment = "<!-- toulmin: allow meals-help: a speech -->";
    for note in [
        format!("[^1]: {comment} Meals help there."),
        format!("[^1]: Meals help there. {comment}"),
        format!("[^1]: Words.\n\n    {comment}\n\n    Meals help there."),
        format!("{comment}\n[^1]: Meals help there."),
        format!("[^2]: Words.\n{comment}\n[^1]: Meals help there."),
    ] {
        let report = check(&format!("Words[^1].\n\n{note}\n"));
        assert!(ours(&report).iter().all(|told| told.ends_with("which looks into no notes")), "{:?}", ours(&report));
        assert_eq!((report.findings().len(), report.suppressed().len()), (1, 0), "{note}");
    }
}

#[test]
fn levels_and_choices_hold_for_comments_too() {
    use toulmin::Level;
    let text = "<!-- toulmin: allow meals-help: nothing of the sort -->\nWords.\n";
    let count = |context: Context| check_in(text, Format::Markdown, &context).findings().len();
    assert_eq!(count(Context::new()), 1);
    assert_eq!(count(Context::new().level("toulmin/unused-allow", Level::Off)), 0);
    assert_eq!(count(Context::new().except("toulmin")), 0);
    // Of a rule that did not run it cannot be told whether it would find something.
    assert_eq!(count(Context::new().except("meals-help")), 0);
    assert_eq!(count(Context::new().level("meals-help", Level::Off)), 0);
    // A pack that is not here may have the rule.
    let elsewhere = check("<!-- toulmin: allow elsewhere/meals-help: a reason -->\nWords.\n");
    assert_eq!(ours(&elsewhere), [""; 0]);
}

#[test]
fn plain_text_has_no_comments_and_says_so() {
    let report = check_in("<!-- toulmin: allow meals-help: no -->\nMeals help.\n", Format::Text, &Context::new());
    assert_eq!(ours(&report).len(), 1);
    assert_eq!((report.findings().len(), report.suppressed().len()), (2, 0));
}

#[test]
fn many_comments_take_no_more_time_than_words() {
    let mut text = "<!-- toulmin: allow-start meals-help: a -->\n".repeat(3000);
    text.push_str(&"<!-- toulmin: allow meals-help: b --> ".repeat(3000));
    text.push_str(&"Meals help here. <!-- toulmin: allow meals-help: c --> ".repeat(3000));
    text.push_str(&"\n\n| a | b |\n|---|---|\n".repeat(2));
    text.push_str(&"| Meals help here | <!-- toulmin: allow meals-help: d --> |\n".repeat(3000));
    text.push_str(&"\n<!-- toulmin: allow-end -->".repeat(3000));
    text.push_str(&"\n<!-- toulmin: allow meals-help: e".repeat(3000));
    let began = std::time::Instant::now();
    check(&text);
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}
