//! The language server as an editor sees it: over its standard input and output.

pub(crate) mod client;

use crate::cli::Folder;
use client::{Client, edited, line, range_of, uri};
use serde_json::{Value, json};
use std::fs;

const DRAFT: &str =
    "# Plan\n\nAdvanced AI could bring about human extinction within decades.\n\nRegulation kills innovation.\n";

/// An editor that asks for diagnostics.
fn pulls() -> Value {
    json!({ "textDocument": { "diagnostic": {}, "publishDiagnostics": { "relatedInformation": true } } })
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/lsp");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// What an action of this title would put in.
fn action(client: &mut Client, uri: &str, at: [u32; 4], title: &str) -> Value {
    let params = json!({ "textDocument": { "uri": uri }, "range": range_of(at), "context": { "diagnostics": [] } });
    let actions = client.ask("textDocument/codeAction", &params).expect("it is answered");
    let actions = actions.as_array().expect("a list");
    actions
        .iter()
        .find(|action| action["title"].as_str().is_some_and(|t| t.starts_with(title)))
        .cloned()
        .unwrap_or_else(|| {
            panic!("no action `{title}` among {:?}", actions.iter().map(|action| &action["title"]).collect::<Vec<_>>())
        })
}

#[test]
fn what_is_offered() {
    let folder = Folder::with(&[]);
    let client = Client::begin(folder.path(), &[], &pulls());
    settings()
        .bind(|| insta::assert_snapshot!("offered", serde_json::to_string_pretty(&client.offered).expect("JSON")));
    assert!(client.end().success());
}

#[test]
fn an_editor_that_is_told_sees_findings_come_and_go_as_it_types() {
    let folder = Folder::with(&[]);
    let mut client = Client::begin(folder.path(), &[], &json!({}));
    let plan = uri(folder.path(), "plan.md");
    client.open(&plan, "markdown", DRAFT);
    let lines = |told: &Value| told["diagnostics"].as_array().expect("a list").iter().map(line).collect::<Vec<_>>();
    let told = client.hear("textDocument/publishDiagnostics");
    assert_eq!(told["version"], 1);
    assert_eq!(
        lines(&told),
        ["2:9-2:46 1 ai-narratives/extinction-risk", "4:0-4:27 2 ai-narratives/regulation-stifles"]
    );
    // A source behind the first sentence.
    client.edit(&plan, 2, [2, 65, 2, 65], " ([Moss, 2023](https://example.org/moss))");
    let told = client.hear("textDocument/publishDiagnostics");
    assert_eq!((&told["version"], lines(&told).len()), (&json!(2), 1));
    client.edit(&plan, 3, [4, 0, 5, 0], "");
    assert_eq!(lines(&client.hear("textDocument/publishDiagnostics")), [""; 0]);
    client.say("textDocument/didClose", &json!({ "textDocument": { "uri": plan } }));
    assert_eq!(lines(&client.hear("textDocument/publishDiagnostics")), [""; 0]);
    assert!(client.end().success());
}

#[test]
fn places_are_counted_in_the_units_that_the_editor_asks_for() {
    let folder = Folder::with(&[]);
    let text = "🙂 é: l'IA éradiquera la faim dans le monde.\n";
    let range = |units: Option<&str>| {
        let units = units.map(|units| vec![units]);
        let mut client = Client::begin(
            folder.path(),
            &["--only", "solutionism"],
            &json!({ "general": { "positionEncodings": units }, "textDocument": { "diagnostic": {} } }),
        );
        client.open("untitled:Untitled-1", "markdown", text);
        let told = client.pull("untitled:Untitled-1");
        (client.offered["positionEncoding"].clone(), told)
    };
    let found = |start, end| vec![format!("0:{start}-0:{end} 2 ai-narratives/solutionism")];
    assert_eq!(range(None), (json!("utf-16"), found(8, 29)));
    assert_eq!(range(Some("utf-32")), (json!("utf-32"), found(7, 28)));
    assert_eq!(range(Some("utf-8")), (json!("utf-8"), found(11, 33)));
}

#[test]
fn what_is_said_of_a_claim_under_the_pointer() {
    let folder = Folder::with(&[]);
    let mut client = Client::begin(folder.path(), &[], &pulls());
    let plan = uri(folder.path(), "plan.md");
    client.open(
        &plan,
        "markdown",
        &DRAFT
            .replace("decades.", "decades.[^1]")
            .replace("innovation.\n", "innovation.\n\n[^1]: Moss, *Fear*, https://example.org/fear, 2023.\n"),
    );
    let mut pages = String::new();
    for at in [[2, 20], [4, 5], [0, 1]] {
        let at = json!({ "textDocument": { "uri": plan }, "position": { "line": at[0], "character": at[1] } });
        let hover = client.ask("textDocument/hover", &at).expect("it is answered");
        pages += hover["contents"]["value"].as_str().unwrap_or("(nothing)");
        pages += "\n\n=====\n\n";
    }
    let asked = json!({ "textDocument": { "uri": plan } });
    let links = client.ask("textDocument/documentLink", &asked).expect("it is answered");
    let lens = client.ask("textDocument/codeLens", &asked).expect("it is answered");
    pages += &format!("{}\n{}\n", links, lens).replace(&uri(folder.path(), ""), "[folder]");
    settings().bind(|| insta::assert_snapshot!("hover", pages));
}

#[test]
fn a_note_to_be_filled_in_is_put_in_and_asks_for_its_source() {
    let folder = Folder::with(&[]);
    let mut client = Client::begin(folder.path(), &["--only", "extinction-risk"], &pulls());
    let plan = uri(folder.path(), "plan.md");
    client.open(&plan, "markdown", DRAFT);
    let action = action(&mut client, &plan, [2, 20, 2, 20], "Put in a note");
    let after = edited(DRAFT, &action["edit"]["changes"][&plan]);
    assert_eq!(
        after,
        DRAFT.replace("decades.", "decades.[^todo-1]") + "\n[^todo-1]: TODO: source (ai-narratives/extinction-risk)\n"
    );
}

#[test]
fn a_finding_that_is_allowed_is_gone_once_the_reason_is_given() {
    let folder = Folder::with(&[]);
    let mut client = Client::begin(folder.path(), &["--only", "extinction-risk,toulmin"], &pulls());
    for (name, text) in [
        ("plan.md", DRAFT.to_owned()),
        ("plan.mdx", DRAFT.to_owned()),
        ("listed.md", DRAFT.replace("Advanced", "1. Advanced")),
        ("noted.md", DRAFT.replace("decades.", "decades.[^9]")),
        ("table.md", "| a | b |\n|---|---|\n| Advanced AI could bring about human extinction. | x |\n".to_owned()),
    ] {
        let file = uri(folder.path(), name);
        client.open(&file, "markdown", &text);
        let found = client.pull(&file);
        let start: u32 = found[0].split([':', '-']).nth(1).and_then(|at| at.parse().ok()).expect("a place");
        let action =
            action(&mut client, &file, [2, start + 3, 2, start + 3], "Allow ai-narratives/extinction-risk here");
        let bare = edited(&text, &action["edit"]["changes"][&file]);
        client.edit(&file, 2, [0, 0, 99, 0], &bare);
        let told = client.pull(&file);
        assert!(told.iter().any(|line| line.contains(" toulmin/")), "{name} asks why: {told:?}");
        let close = if name.ends_with("mdx") { "*/" } else { "--" };
        let whole =
            bare.replace(&format!("extinction-risk: {close}"), &format!("extinction-risk: quoted in full {close}"));
        assert_ne!(bare, whole, "{name}");
        client.edit(&file, 3, [0, 0, 99, 0], &whole);
        assert_eq!(client.pull(&file), [""; 0], "{name}: {whole}");
    }
}

#[test]
fn a_finding_that_goes_into_the_baseline_is_told_no_more() {
    let folder = Folder::with(&[]);
    folder.write("toulmin.toml", "packs = [\"ai-narratives\"]\n");
    folder.write("plan.md", DRAFT);
    let mut client = Client::begin(folder.path(), &[], &pulls());
    let plan = uri(folder.path(), "plan.md");
    client.open(&plan, "markdown", DRAFT);
    assert_eq!(client.pull(&plan).len(), 2);
    let action = action(&mut client, &plan, [4, 3, 4, 3], "Add to the baseline");
    client.ask("workspace/executeCommand", &action["command"]).expect("it is done");
    assert_eq!(client.pull(&plan), ["2:9-2:46 1 ai-narratives/extinction-risk"]);
    let written = fs::read_to_string(folder.path().join("toulmin-baseline.json")).expect("it is written");
    assert!(written.contains("\"plan.md\": [") && written.contains("Regulation kills innovation."), "{written}");
    // Asked again, with what is no more.
    let again = client.ask("workspace/executeCommand", &action["command"]).expect_err("it is known");
    assert_eq!(again["message"], "the finding is not there any more");
}

#[test]
fn a_configuration_that_is_saved_holds_at_once_and_its_faults_are_told_where_they_stand() {
    let folder = Folder::with(&[]);
    folder.write("toulmin.toml", "[levels]\n\"ai-narratives\" = \"note\"\n");
    let mut client = Client::begin(folder.path(), &[], &pulls());
    let (plan, config) = (uri(folder.path(), "plan.md"), uri(folder.path(), "toulmin.toml"));
    client.open(&plan, "markdown", DRAFT);
    assert_eq!(
        client.pull(&plan),
        ["2:9-2:46 3 ai-narratives/extinction-risk", "4:0-4:27 3 ai-narratives/regulation-stifles"]
    );
    folder.write("toulmin.toml", "[levels]\n\"ai-narrative\" = \"off\"\nexclude = 3\n");
    client.say("textDocument/didSave", &json!({ "textDocument": { "uri": config } }));
    assert_eq!(client.pull(&plan)[0], "2:9-2:46 1 ai-narratives/extinction-risk");
    let told = client.hear("textDocument/publishDiagnostics");
    assert_eq!(told["uri"], config.as_str());
    settings()
        .bind(|| insta::assert_snapshot!("faults", serde_json::to_string_pretty(&told["diagnostics"]).expect("JSON")));
    folder.write("toulmin.toml", "exclude = [\"plan.md\"]\n");
    client.say("workspace/didChangeWatchedFiles", &json!({ "changes": [] }));
    assert_eq!(client.pull(&plan), [""; 0]);
    let told = client.hear("textDocument/publishDiagnostics");
    assert_eq!((&told["uri"], &told["diagnostics"]), (&json!(config), &json!([])));
}

#[test]
fn all_drafts_of_the_workspace_are_reported_and_those_that_stay_the_same_only_named() {
    let folder = Folder::with(&[]);
    for at in 0..45 {
        folder.write(&format!("drafts/{at:02}.md"), DRAFT);
    }
    folder.write("drafts/sound.txt", "Nothing is claimed here.\n");
    folder.write("drafts/binary.md", "%PDF-1.7\n");
    let mut client = Client::begin(folder.path(), &[], &pulls());
    client.open(&uri(folder.path(), "drafts/00.md"), "markdown", DRAFT);
    let params = json!({ "previousResultIds": [], "partialResultToken": "t" });
    let last = client.ask("workspace/diagnostic", &params).expect("it is answered");
    let parts = client.said.iter().filter(|said| said.method == "$/progress").map(|said| &said.params["value"]);
    let items: Vec<Value> =
        parts.chain([&last]).flat_map(|part| part["items"].as_array().expect("a list")).cloned().collect();
    assert_eq!(items.len(), 46, "all but the one that is open");
    let count = |name: &str| {
        let is_meant = |item: &&Value| item["uri"].as_str().is_some_and(|uri| uri.ends_with(name));
        items.iter().find(is_meant).map(|item| item["items"].as_array().map_or(0, Vec::len))
    };
    assert_eq!([count("/01.md"), count("/sound.txt"), count("/binary.md")], [Some(2), Some(0), Some(1)]);
    let known: Vec<Value> = items.iter().map(|item| json!({ "uri": item["uri"], "value": item["resultId"] })).collect();
    let again = client.ask("workspace/diagnostic", &json!({ "previousResultIds": known })).expect("it is answered");
    assert!(again["items"].as_array().expect("a list").iter().all(|item| item["kind"] == "unchanged"));
}

#[test]
fn a_diagnostic_that_has_not_changed_is_not_said_again() {
    let folder = Folder::with(&[]);
    let mut client = Client::begin(folder.path(), &[], &pulls());
    let plan = uri(folder.path(), "plan.md");
    client.open(&plan, "markdown", DRAFT);
    let mut ask = |known: &Value| {
        let params = json!({ "textDocument": { "uri": plan }, "previousResultId": known });
        client.ask("textDocument/diagnostic", &params).expect("it is answered")
    };
    let first = ask(&Value::Null);
    assert_eq!(first["kind"], "full");
    assert_eq!(ask(&first["resultId"])["kind"], "unchanged");
    client.edit(&plan, 2, [0, 0, 0, 0], "\n");
    let params = json!({ "textDocument": { "uri": plan }, "previousResultId": first["resultId"] });
    assert_eq!(client.ask("textDocument/diagnostic", &params).expect("it is answered")["kind"], "full");
}

#[test]
fn a_flood_of_keys_is_answered_with_the_last_state() {
    let folder = Folder::with(&[]);
    let mut client = Client::begin(folder.path(), &["--only", "extinction-risk"], &pulls());
    let plan = uri(folder.path(), "plan.md");
    client.open(&plan, "markdown", &DRAFT.repeat(200));
    let params = json!({ "textDocument": { "uri": plan } });
    let mut last = client.request("textDocument/diagnostic", &params);
    for version in 2..400 {
        client.edit(&plan, version, [0, 0, 0, 0], "\n");
        last = client.request("textDocument/diagnostic", &params);
    }
    let report = client.answer(&last).expect("the last is answered");
    assert_eq!(line(&report["items"][0]), "400:9-400:46 1 ai-narratives/extinction-risk");
    assert!(client.end().success());
}

#[test]
fn what_is_called_off_is_answered_as_called_off() {
    let folder = Folder::with(&[]);
    for at in 0..200 {
        folder.write(&format!("{at}.md"), &DRAFT.repeat(20));
    }
    let mut client = Client::begin(folder.path(), &[], &pulls());
    let walk = client.request("workspace/diagnostic", &json!({ "previousResultIds": [] }));
    client.say("$/cancelRequest", &json!({ "id": serde_json::to_value(&walk).expect("JSON") }));
    assert_eq!(client.answer(&walk).expect_err("it is called off")["code"], -32800);
    // Nothing else is disturbed by it.
    client.open("untitled:1", "markdown", DRAFT);
    assert_eq!(client.pull("untitled:1").len(), 2);
}

#[test]
fn what_the_protocol_does_not_allow_is_refused_and_ends_nothing() {
    let folder = Folder::with(&[]);
    let mut client = Client::start(folder.path(), &[]);
    assert_eq!(client.ask("textDocument/hover", &json!({})).expect_err("too early")["code"], -32002);
    client.say("textDocument/didOpen", &json!({ "textDocument": 3 }));
    client.ask("initialize", &json!({ "processId": null, "rootUri": null, "capabilities": {} })).expect("it begins");
    assert_eq!(client.ask("initialize", &json!({})).expect_err("twice")["code"], -32600);
    assert_eq!(client.ask("textDocument/hover", &json!({ "position": "x" })).expect_err("no place")["code"], -32602);
    assert_eq!(client.ask("textDocument/nothing", &json!({})).expect_err("unknown")["code"], -32601);
    for said in ["textDocument/didOpen", "textDocument/didChange", "textDocument/didClose", "nothing/known"] {
        client.say(said, &json!({ "textDocument": { "uri": 1 } }));
    }
    client.write(b"Content-Length: 3\r\n\r\n{]}");
    let unopened =
        json!({ "textDocument": { "uri": "file:///not/open.md" }, "position": { "line": 9, "character": 9 } });
    assert_eq!(client.ask("textDocument/hover", &unopened), Ok(Value::Null));
    assert_eq!(client.pull("file:///not/open.md"), [""; 0]);
    client.open("file:///odd.md", "markdown", "a\u{0}b");
    assert_eq!(client.pull("file:///odd.md"), ["0:0-0:0 1 "]);
    client.ask("shutdown", &Value::Null).expect("it shuts down");
    assert_eq!(client.ask("shutdown", &Value::Null).expect_err("twice")["code"], -32600);
}

#[test]
fn an_end_without_a_word_is_told_by_the_exit_status() {
    let folder = Folder::with(&[]);
    let started = || Client::begin(folder.path(), &[], &json!({}));
    assert_eq!(started().cut_off().code(), Some(1));
    let mut client = started();
    client.say("exit", &Value::Null);
    assert_eq!(client.cut_off().code(), Some(1));
    let mut client = started();
    client.write(b"Content-Length: 99999999999999999999\r\n\r\n");
    assert_eq!(client.cut_off().code(), Some(1));
    let mut client = Client::start(folder.path(), &[]);
    client.write(b"toulmin check plan.md\r\n");
    assert_eq!(client.cut_off().code(), Some(1));
}

#[test]
fn names_that_mean_nothing_are_told() {
    let folder = Folder::with(&[]);
    let mut client = Client::begin(folder.path(), &["--only", "extinction"], &pulls());
    client.open("untitled:1", "markdown", DRAFT);
    client.pull("untitled:1");
    let shown = client.hear("window/showMessage");
    assert_eq!(shown["message"], "--only: there is no rule and no pack `extinction`; did you mean `extinction-risk`?");
}

#[test]
fn a_note_that_leads_nowhere_is_underlined_itself() {
    let folder = Folder::with(&[]);
    let mut client = Client::begin(folder.path(), &["--only", "unresolved-citation"], &pulls());
    client.open("untitled:1", "markdown", "The bridge is old.[^9]\n");
    assert_eq!(client.pull("untitled:1"), ["0:18-0:22 1 evidence/unresolved-citation"]);
}
