//! What an author of rules sees in an editor.

mod editor;

use editor::{Editor, marked, place};
use serde_json::{Value, json};
use std::fmt::Write;
use std::time::{Duration, Instant};

const PACK: &str = "pack meals {\n  version   \"0.1.0\"\n  languages en fr\n  uses      std\n}\n";
const WORDS: &str = "## What children eat at school: « la cantine » 🙂.\nlexicon school-meal {\n  en: \"school [meal|lunch](s|es)\" \"canteen(s)\"\n  fr: \"cantine(s)\"\n}\n\nlexicon better-results {\n  en: use std.public-body\n      \"raise(s|d) ...3 [grade|mark](s)\"\n  fr: \"meilleures notes\"\n}\n\ncue doubted {\n  en forward: \"doubtful\"\n  fr forward: \"douteux\"\n}\n";
const RULE: &str = "rule meals-raise-grades {\n  severity   warning\n  confidence medium\n\n  claim     school-meal and better-results\n  rebuttal  doubted or question\n  grounds   source within paragraph or attribution\n\n  message {\n    en: \"this sentence cites nothing\"\n    fr: \"cette phrase ne cite rien\"\n  }\n  help {\n    en: \"cite the study\"\n    fr: \"citez l'étude\"\n  }\n  backing \"Handbook of the school board\" dated 2021-09-01\n\n  flags  en \"[[School lunches raise children's grades]].\"\n  allows en \"School lunches raise grades ([Smith, 2020](https://example.org/smith)).\"\n  flags  fr \"[[Élèves 🙂 : la cantine, meilleures notes]].\"\n  allows fr \"La route est longue.\"\n}\n";

macro_rules! snapshot {
    ($name:expr, $page:expr) => {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../snapshots/lsp_rules");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!($name, $page));
    };
}

fn files() -> Vec<(&'static str, &'static str)> {
    vec![
        ("rules/meals/pack.toulmin", PACK),
        ("rules/meals/words.toulmin", WORDS),
        ("rules/meals/meals-raise-grades.toulmin", RULE),
        (
            "rules/others/pack.toulmin",
            "pack others {\n  version \"0.1.0\"\n  languages en\n  uses meals\n}\n\nlexicon food {\n  en: use school-meal use meals.school-meal \"bread\"\n}\n",
        ),
    ]
}

const RULE_FILE: &str = "rules/meals/meals-raise-grades.toulmin";
const WORDS_FILE: &str = "rules/meals/words.toulmin";

fn editor() -> Editor {
    Editor::start(&files(), json!({}))
}

/// The place of the first `words` in a text, `into` bytes from their start.
fn at(text: &str, words: &str, into: usize) -> (usize, usize) {
    place(text, text.find(words).expect("the words stand there") + into)
}

fn hover(editor: &mut Editor, name: &str, place: (usize, usize)) -> String {
    let params = editor.at(name, place);
    let found = editor.ask("textDocument/hover", params);
    match &found["contents"]["value"] {
        Value::String(text) => text.clone(),
        _ => "nothing".to_owned(),
    }
}

/// The labels that may be written at the mark, with what is put in where it is something else.
fn completions(text: &str) -> String {
    let (text, place) = marked(text);
    let mut editor = editor();
    editor.open_as("rules/meals/new.toulmin", &text);
    let params = editor.at("rules/meals/new.toulmin", place);
    let found = editor.ask("textDocument/completion", params);
    let items = found["items"].as_array().cloned().unwrap_or_default();
    let own: Vec<&str> = items
        .iter()
        .filter(|item| !item["label"].as_str().is_some_and(|label| label.contains('.')) || text.contains("std."))
        .filter_map(|item| item["label"].as_str())
        .collect();
    own.join(" ")
}

/// A range as `line:from-to`.
fn range(value: &Value) -> String {
    let at = |end: &str, what: &str| value[end][what].as_u64().unwrap_or(u64::MAX);
    let (start, end) = (at("start", "line"), at("end", "line"));
    let lines = if start == end { String::new() } else { format!("{end}:") };
    format!("{start}:{}-{lines}{}", at("start", "character"), at("end", "character"))
}

fn edits(editor: &Editor, answer: &Value) -> String {
    let mut page = String::new();
    let root = format!("{}/", editor.uri(""));
    let changes = answer["changes"].as_object().cloned().unwrap_or_default();
    let mut files: Vec<_> = changes.into_iter().collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    for (uri, edits) in files {
        for edit in edits.as_array().into_iter().flatten() {
            let (name, range) = (uri.replace(&root, ""), range(&edit["range"]));
            let _ = writeln!(page, "{name} {range} {:?}", edit["newText"].as_str().unwrap_or_default());
        }
    }
    page
}

#[test]
fn a_name_a_word_and_a_phrase_say_what_they_stand_for() {
    let mut editor = editor();
    editor.open(RULE_FILE);
    editor.open(WORDS_FILE);
    let mut page = String::new();
    let places = [
        "school-meal",
        "doubted",
        "question",
        "grounds",
        "within paragraph",
        "attribution",
        "meals-raise-grades",
        "message",
        "severity",
    ];
    for words in places {
        let said = hover(&mut editor, RULE_FILE, at(RULE, words, 1));
        let _ = write!(page, "== {words}\n{said}\n\n");
    }
    for words in ["[meal", "raise(s", "std.public-body", "forward", "fr:", "canteen"] {
        let said = hover(&mut editor, WORDS_FILE, at(WORDS, words, 1));
        let _ = write!(page, "== {words}\n{said}\n\n");
    }
    snapshot!("hovers", page);
}

#[test]
fn what_may_be_written_depends_on_what_stands_before() {
    let places = [
        "^",
        "ru^",
        "rule a {\n  ^\n}\n",
        "rule a {\n  severity ^\n}\n",
        "rule a {\n  confidence m^\n",
        "rule a {\n  claim ^",
        "rule a {\n  claim school-meal ^",
        "rule a {\n  claim school-meal and std.^\n}",
        "rule a {\n  claim @^",
        "rule a {\n  claim school-meal and better-results within ^",
        "rule a {\n  claim school-meal and better-results within 8 ^",
        "rule a {\n  claim at least ^",
        "rule a {\n  rebuttal ^",
        "rule a {\n  rebuttal attributed ^",
        "rule a {\n  qualifier question ^",
        "rule a {\n  qualifier question lowers to ^",
        "rule a {\n  grounds ^",
        "rule a {\n  grounds source within paragraph {\n    ^",
        "rule a {\n  grounds source { independent of ^",
        "rule a {\n  grounds source { dated within 36 ^",
        "rule a {\n  once per ^",
        "rule a {\n  flags ^",
        "rule a {\n  message { ^",
        "rule a {\n  backing \"a\" ^",
        "rule a {\n  replaced-by ^",
        "pack a {\n  ^",
        "pack a {\n  uses ^",
        "lexicon a {\n  ^",
        "lexicon a {\n  en ^",
        "lexicon a {\n  en: \"b\" ^",
        "lexicon a {\n  en: use ^",
        "cue a {\n  en ^",
        "lexicon a {\n  en: \"b^",
        "# allow unused-^\nlexicon a {\n  en: \"b\"\n}\n",
        "# any ^",
    ];
    let mut page = String::new();
    for text in places {
        let _ = writeln!(page, "{}\n    {}\n", text.replace('\n', "⏎"), completions(text));
    }
    snapshot!("completions", page);
}

#[test]
fn what_is_put_in_takes_the_place_of_the_word_with_its_mark() {
    let mut editor = editor();
    let (text, place) = marked("rule a {\n  claim school-meal and @per^c\n}\n");
    editor.open_as("rules/meals/new.toulmin", &text);
    let params = editor.at("rules/meals/new.toulmin", place);
    let found = editor.ask("textDocument/completion", params);
    let percent = found["items"].as_array().into_iter().flatten().find(|item| item["label"] == "@percent");
    snapshot!("completion", serde_json::to_string_pretty(&percent).expect("it is JSON"));
}

#[test]
fn a_name_leads_to_where_it_is_declared_and_to_all_that_refer_to_it() {
    let mut editor = editor();
    editor.open(RULE_FILE);
    let here = editor.at(RULE_FILE, at(RULE, "school-meal", 3));
    let root = format!("{}/", editor.uri(""));
    let found = editor.ask("textDocument/definition", here.clone());
    let show = |one: &Value| {
        format!("{} {}", one["uri"].as_str().unwrap_or("nowhere").replace(&root, ""), range(&one["range"]))
    };
    assert_eq!(show(&found), "rules/meals/words.toulmin 1:8-19");
    let with = |declaration: bool| {
        let mut params = here.clone();
        params["context"] = json!({ "includeDeclaration": declaration });
        params
    };
    let found = editor.ask("textDocument/references", with(true));
    let all: Vec<String> = found.as_array().into_iter().flatten().map(show).collect();
    snapshot!("references", all.join("\n"));
    assert_eq!(editor.ask("textDocument/references", with(false)).as_array().map(Vec::len), Some(all.len() - 1));
    editor.open(WORDS_FILE);
    let shipped = editor.at(WORDS_FILE, at(WORDS, "std.public-body", 5));
    assert_eq!(editor.ask("textDocument/definition", shipped), Value::Null);
}

#[test]
fn a_new_name_is_written_wherever_the_old_one_stands() {
    let mut editor = editor();
    editor.open(RULE_FILE);
    editor.open(WORDS_FILE);
    let mut page = String::new();
    let mut rename = |editor: &mut Editor, name: &str, place: (usize, usize), new: &str| {
        let mut params = editor.at(name, place);
        params["newName"] = new.into();
        let said = match editor.try_ask("textDocument/rename", params) {
            Ok(answer) => edits(editor, &answer),
            Err(why) => format!("refused: {why}\n"),
        };
        let _ = write!(page, "== {new}\n{said}\n");
    };
    let lexicon = at(RULE, "school-meal", 3);
    for new in ["school-lunch", "School_Lunch", "question", "better-results", "public-body"] {
        rename(&mut editor, RULE_FILE, lexicon, new);
    }
    rename(&mut editor, WORDS_FILE, at(WORDS, "cue doubted", 5), "uncertain");
    rename(&mut editor, RULE_FILE, at(RULE, "meals-raise-grades", 3), "lunch-helps");
    rename(&mut editor, WORDS_FILE, at(WORDS, "std.public-body", 6), "body");
    rename(&mut editor, RULE_FILE, at(RULE, "warning", 1), "error");
    let old = "rule old-one {\n  severity note\n  deprecated \"0.1.0\"\n  replaced-by meals-raise-grades\n  formerly older oldest # both\n  claim school-meal\n  grounds source\n  message { en: \"a\" }\n}\n";
    editor.open_as("rules/meals/old-one.toulmin", old);
    rename(&mut editor, "rules/meals/old-one.toulmin", at(old, "meals-raise", 3), "lunch-helps");
    rename(&mut editor, "rules/meals/old-one.toulmin", at(old, "old-one", 3), "new-one");
    rename(&mut editor, "rules/meals/old-one.toulmin", at(old, "old-one", 3), "older");
    editor.change("rules/meals/old-one.toulmin", &old.replace("claim school-meal", "claim school-meal and ("));
    rename(&mut editor, RULE_FILE, lexicon, "school-lunch");
    snapshot!("renames", page);
}

/// The words of a file with their kinds, cut out of it as the editor counts.
fn colours(editor: &mut Editor, encoding: &str, name: &str, text: &str) -> String {
    let found = editor.of_file("semanticTokens/full", name);
    let numbers: Vec<usize> =
        found["data"].as_array().into_iter().flatten().filter_map(Value::as_u64).map(|n| n as usize).collect();
    let kinds =
        ["keyword", "class", "variable", "function", "macro", "string", "operator", "number", "comment", "property"];
    let (mut line, mut from, mut page) = (0, 0, String::new());
    for token in numbers.chunks(5) {
        (line, from) = if token[0] == 0 { (line, from + token[1]) } else { (line + token[0], token[1]) };
        let text = text.lines().nth(line).unwrap_or_default();
        let word: String = match encoding {
            "utf-8" => text[from..from + token[2]].to_owned(),
            "utf-16" => {
                let units: Vec<u16> = text.encode_utf16().skip(from).take(token[2]).collect();
                String::from_utf16_lossy(&units)
            }
            _ => text.chars().skip(from).take(token[2]).collect(),
        };
        let _ = writeln!(page, "{line} {} {word}", kinds[token[3]]);
    }
    page
}

#[test]
fn a_rule_file_has_colours_and_an_outline() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut editor = Editor::start(&files(), json!({ "general": { "positionEncodings": [encoding] } }));
        editor.open(RULE_FILE);
        editor.open(WORDS_FILE);
        // However an editor counts, the words are the same.
        let page = format!(
            "{}\n{}",
            colours(&mut editor, encoding, RULE_FILE, RULE),
            colours(&mut editor, encoding, WORDS_FILE, WORDS)
        );
        snapshot!("colours", page);
    }
    let mut editor = editor();
    editor.open(WORDS_FILE);
    let found = editor.of_file("documentSymbol", WORDS_FILE);
    let show = |one: &Value| format!("{} ({}) {}", one["name"], one["detail"], range(&one["range"]));
    snapshot!("outline", found.as_array().into_iter().flatten().map(show).collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_slip_is_told_with_what_mends_it() {
    let mut editor = editor();
    let text = RULE.replace("severity   warning", "severity   warnin").replace("school-meal and", "school-meals and");
    editor.open_as(RULE_FILE, &text);
    let told = editor.diagnostics(RULE_FILE);
    let mut page = String::new();
    for one in told.as_array().into_iter().flatten() {
        let _ = writeln!(page, "{} {} {}", range(&one["range"]), one["code"], one["message"]);
    }
    let mut params = json!({ "textDocument": { "uri": editor.uri(RULE_FILE) }, "context": { "diagnostics": told } });
    params["range"] = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let found = editor.ask("textDocument/codeAction", params);
    for one in found.as_array().into_iter().flatten() {
        let of = one["diagnostics"].as_array().map_or(0, Vec::len);
        let _ =
            writeln!(page, "{} {} of {of}\n  {}", one["kind"], one["title"], edits(&editor, &one["edit"]).trim_end());
    }
    snapshot!("slips", page);
}

#[test]
fn a_warning_can_be_allowed_with_a_comment() {
    let mut editor = editor();
    let text = format!("{WORDS}\nlexicon alone {{\n  en: \"nobody\"\n  fr: \"personne\"\n}}\n");
    editor.open_as(WORDS_FILE, &text);
    let told = editor.diagnostics(WORDS_FILE);
    let alone: Vec<&Value> =
        told.as_array().into_iter().flatten().filter(|one| one["code"] == "unused-lexicon").collect();
    assert_eq!(alone.len(), 1, "{told}");
    let params = json!({
        "textDocument": { "uri": editor.uri(WORDS_FILE) }, "range": alone[0]["range"], "context": { "diagnostics": [alone[0]] }
    });
    let found = editor.ask("textDocument/codeAction", params);
    let action = &found[0];
    assert_eq!(action["title"], "Allow unused-lexicon here, with a reason");
    let edit = edits(&editor, &action["edit"]);
    assert!(edit.contains("\"# allow unused-lexicon: reason\\n\""), "{edit}");
    let mended = text.replace("lexicon alone", "# allow unused-lexicon: reason\nlexicon alone");
    editor.change(WORDS_FILE, &mended);
    let told = editor.diagnostics(WORDS_FILE);
    assert!(told.as_array().into_iter().flatten().all(|one| one["code"] != "unused-lexicon"), "{told}");
}

#[test]
fn a_file_is_formatted_by_one_edit_or_it_is_said_why_not() {
    let mut editor = editor();
    editor.open_as(RULE_FILE, &RULE.replace("  rebuttal  doubted", "  rebuttal       doubted"));
    let params =
        json!({ "textDocument": { "uri": editor.uri(RULE_FILE) }, "options": { "tabSize": 2, "insertSpaces": true } });
    let found = editor.ask("textDocument/formatting", params.clone());
    assert_eq!(found.as_array().map(Vec::len), Some(1));
    assert_eq!((range(&found[0]["range"]).as_str(), &found[0]["newText"]), ("5:12-17", &json!("")));
    editor.change(RULE_FILE, "rule a {\n  claim (b\n}\n");
    let why = editor.try_ask("textDocument/formatting", params).expect_err("it has an error");
    assert_eq!(why, "a file with an error of form is not formatted; line 2: this bracket is never closed");
}

#[test]
fn examples_run_from_the_line_above_their_rule() {
    let mut editor = editor();
    editor.open_as(RULE_FILE, &RULE.replace("La route est longue.", "La cantine donne de meilleures notes."));
    editor.diagnostics(RULE_FILE);
    let titles = |found: &Value| {
        let title = |one: &Value| one["command"]["title"].as_str().unwrap_or_default().to_owned();
        found.as_array().into_iter().flatten().map(title).collect::<Vec<_>>().join(", ")
    };
    let lenses = editor.of_file("codeLens", RULE_FILE);
    assert_eq!(titles(&lenses), "Run 4 examples");
    let command = &lenses[0]["command"];
    let params = json!({ "command": command["command"], "arguments": command["arguments"] });
    let answer = editor.ask("workspace/executeCommand", params);
    snapshot!("examples", serde_json::to_string_pretty(&answer).expect("it is JSON"));
    let told = editor.diagnostics(RULE_FILE);
    let failing: Vec<&Value> =
        told.as_array().into_iter().flatten().filter(|one| one["code"] == "example-fails").collect();
    assert_eq!(failing.len(), 1, "{told}");
    assert_eq!(range(&failing[0]["range"]), "21:2-51");
    let lenses = editor.of_file("codeLens", RULE_FILE);
    assert_eq!(titles(&lenses), "✗ 3 of 4 examples as expected");
    editor.change(RULE_FILE, RULE);
    let told = editor.diagnostics(RULE_FILE);
    assert!(told.as_array().into_iter().flatten().all(|one| one["code"] != "example-fails"), "{told}");
    let lenses = editor.of_file("codeLens", RULE_FILE);
    assert_eq!(titles(&lenses), "Run 4 examples");
}

/// Edits and requests that an editor sends while somebody types anything.
#[test]
fn nothing_that_is_typed_brings_the_server_down_or_keeps_one_waiting() {
    let mut editor = editor();
    editor.open(RULE_FILE);
    editor.open(WORDS_FILE);
    let odd = [
        "\"",
        "{",
        "}",
        "(",
        "[",
        "é🙂",
        "\r\n",
        "#",
        "##",
        "@",
        ".",
        "\\",
        "rule ",
        "use ",
        "within 9999999999 ",
        "\u{0}",
        "<",
        "|",
    ];
    let mut state = 7_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    for round in 0..40 {
        let (name, text) = if round % 2 == 0 { (RULE_FILE, RULE) } else { (WORDS_FILE, WORDS) };
        let mut text = text.to_owned();
        for _ in 0..=random(3) {
            let mut at = random(text.len() + 1);
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            match random(3) {
                0 => text.truncate(at),
                1 => text.insert_str(at, odd[random(odd.len())]),
                _ => {
                    let end = (at + random(20)).min(text.len());
                    let end = (end..=text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len());
                    text.replace_range(at..end, "");
                }
            }
        }
        let begun = Instant::now();
        editor.change(name, &text);
        let (lines, uri) = (text.matches('\n').count() + 2, editor.uri(name));
        for _ in 0..6 {
            let params = editor.at(name, (random(lines), random(60)));
            for method in ["hover", "completion", "definition", "prepareRename"] {
                // A refusal is a sentence; a fault of the server's is not.
                refusal(&editor.try_ask(&format!("textDocument/{method}"), params.clone()), &text);
            }
            let mut params = params;
            params["context"] = json!({ "includeDeclaration": true });
            refusal(&editor.try_ask("textDocument/references", params.clone()), &text);
            params["newName"] = "other-name".into();
            refusal(&editor.try_ask("textDocument/rename", params), &text);
        }
        let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
        let params = json!({
            "textDocument": { "uri": uri }, "range": range, "context": { "diagnostics": [] }, "options": { "tabSize": 2, "insertSpaces": true }
        });
        for method in ["diagnostic", "semanticTokens/full", "documentSymbol", "codeLens", "codeAction", "formatting"] {
            refusal(&editor.try_ask(&format!("textDocument/{method}"), params.clone()), &text);
        }
        let run = json!({ "command": "toulmin.runExamples", "arguments": [uri] });
        refusal(&editor.try_ask("workspace/executeCommand", run), &text);
        assert!(begun.elapsed() < Duration::from_secs(20), "{:?} for {text:?}", begun.elapsed());
    }
}

fn refusal(answer: &Result<Value, String>, text: &str) {
    if let Err(why) = answer {
        assert!(!why.contains("fault of toulmin"), "{text:?}");
    }
}

#[test]
fn a_pack_is_what_stands_in_the_editor_saved_or_not() {
    let mut editor = editor();
    editor.open(RULE_FILE);
    editor.open(WORDS_FILE);
    assert_eq!(editor.diagnostics(RULE_FILE), json!([]));
    editor.change(WORDS_FILE, &WORDS.replace("lexicon school-meal", "lexicon school-dinner"));
    let told = editor.diagnostics(RULE_FILE);
    assert_eq!(told[0]["message"], "there is no lexicon `school-meal`", "{told}");
    // A file that is new, and on no disk.
    editor.open_as(
        "rules/meals/more.toulmin",
        "lexicon school-meal {\n  en: \"school breakfast(s)\"\n  fr: \"goûter\"\n}\n",
    );
    assert_eq!(editor.diagnostics(RULE_FILE), json!([]));
    let here = editor.at(RULE_FILE, at(RULE, "school-meal", 3));
    let found = editor.ask("textDocument/definition", here);
    assert_eq!(found["uri"], editor.uri("rules/meals/more.toulmin").as_str());
    // It is closed unsaved.
    let params = json!({ "textDocument": { "uri": editor.uri("rules/meals/more.toulmin") } });
    editor.say("textDocument/didClose", params);
    let told = editor.diagnostics(RULE_FILE);
    assert_eq!(told[0]["code"], "unknown-name", "{told}");
}

#[test]
fn a_file_outside_of_any_pack_is_a_pack_by_itself() {
    let mut editor = editor();
    let text = format!("{PACK}\n{WORDS}\n{RULE}");
    let item = json!({ "uri": "untitled:Untitled-1", "languageId": "toulmin", "version": 1, "text": text });
    editor.say("textDocument/didOpen", json!({ "textDocument": item }));
    let document = json!({ "uri": "untitled:Untitled-1" });
    let (line, character) = at(&text, "school-meal and", 2);
    let place = json!({ "textDocument": document, "position": { "line": line, "character": character } });
    let found = editor.ask("textDocument/definition", place);
    assert_eq!((&found["uri"], range(&found["range"]).as_str()), (&json!("untitled:Untitled-1"), "7:8-19"));
    let answer = editor.ask(
        "workspace/executeCommand",
        json!({ "command": "toulmin.runExamples", "arguments": ["untitled:Untitled-1", "meals-raise-grades"] }),
    );
    assert_eq!((&answer["examples"], &answer["asExpected"]), (&json!(4), &json!(4)), "{answer}");
}

#[test]
fn an_editor_that_asks_is_told_when_to_ask_again() {
    let workspace = json!({ "diagnostics": { "refreshSupport": true }, "codeLens": { "refreshSupport": true } });
    let mut editor = Editor::start(&files(), json!({ "workspace": workspace, "textDocument": { "diagnostic": {} } }));
    editor.open_as(RULE_FILE, &RULE.replace("La route est longue.", "La cantine donne de meilleures notes."));
    let first = editor.of_file("diagnostic", RULE_FILE);
    assert_eq!(first["items"], json!([]));
    editor.said.clear();
    let uri = editor.uri(RULE_FILE);
    editor.ask("workspace/executeCommand", json!({ "command": "toulmin.runExamples", "arguments": [uri] }));
    let mut params = json!({ "textDocument": { "uri": uri } });
    params["previousResultId"] = first["resultId"].clone();
    let second = editor.ask("textDocument/diagnostic", params);
    assert_eq!((&second["kind"], &second["items"][0]["code"]), (&json!("full"), &json!("example-fails")), "{second}");
    let asked: Vec<&str> = editor.said.iter().map(|(method, _)| method.as_str()).collect();
    assert_eq!(asked, ["workspace/diagnostic/refresh", "workspace/codeLens/refresh"]);
}

#[test]
fn a_new_rule_is_put_in_whole_where_the_editor_can_fill_in_places() {
    let completes = json!({ "textDocument": { "completion": { "completionItem": { "snippetSupport": true } } } });
    let mut editor = Editor::start(&files(), completes);
    editor.open_as("rules/meals/new.toulmin", "ru");
    let params = editor.at("rules/meals/new.toulmin", (0, 2));
    let found = editor.ask("textDocument/completion", params);
    let rule = found["items"].as_array().into_iter().flatten().find(|item| item["label"] == "rule").cloned();
    let rule = rule.expect("it is offered");
    assert_eq!(rule["insertTextFormat"], 2);
    // With its places filled in, it is a rule in the one style.
    let mut text = rule["textEdit"]["newText"].as_str().unwrap_or_default().to_owned();
    while let Some(start) = text.find("${") {
        let end = start + text[start..].find('}').expect("it is closed");
        let filled = text[start + 2..end].trim_start_matches(|c: char| c.is_ascii_digit());
        let filled = filled.trim_matches(['|', ':']).split(',').next().unwrap_or_default().to_owned();
        text.replace_range(start..=end, &filled);
    }
    let text = text.replace("[[$0]]", "[[School meals raise grades]].").replace("lexicon", "school-meal");
    let file = toulmin::RuleFile { path: "new.toulmin".into(), text: text.clone() };
    assert_eq!(toulmin::format_rules(&file), Ok(text));
}
