//! How soon a keystroke in an open draft is answered with diagnostics: by the server that ships, over its streams.
//!
//! `cargo bench --bench editor`. A page is 3,000 characters.

mod corpus;

use corpus::{FEW_CLAIMS, MANY_CLAIMS, draft};
use divan::Bencher;
use lsp_server::{Message, Notification, Request};
use serde_json::{Value, json};
use std::io::BufReader;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

const PAGE: usize = 3_000;
const URI: &str = "untitled:Untitled-1";

fn main() {
    divan::main();
}

/// An editor that has a draft open.
struct Editor {
    server: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    version: i32,
}

impl Editor {
    fn open(text: &str) -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_toulmin"))
            .args(["lsp", "--no-config"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let (input, output) = (server.stdin.take().expect("an input"), server.stdout.take().expect("an output"));
        let mut editor = Self { server, input, output: BufReader::new(output), version: 1 };
        let capabilities = json!({ "textDocument": { "diagnostic": {} } });
        editor.ask("initialize", json!({ "processId": null, "rootUri": null, "capabilities": capabilities }));
        editor.say("initialized", json!({}));
        let item = json!({ "uri": URI, "languageId": "markdown", "version": 1, "text": text });
        editor.say("textDocument/didOpen", json!({ "textDocument": item }));
        editor.pull();
        editor
    }

    fn say(&mut self, method: &str, params: Value) {
        let said = Message::Notification(Notification::new(method.to_owned(), params));
        said.write(&mut self.input).expect("the server listens");
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        let request = Message::Request(Request::new(1.into(), method.to_owned(), params));
        request.write(&mut self.input).expect("the server listens");
        loop {
            match Message::read(&mut self.output).expect("the server answers") {
                Some(Message::Response(response)) => return response.response_result.expect("it is answered"),
                Some(_) => {}
                None => panic!("the server is gone"),
            }
        }
    }

    fn pull(&mut self) -> usize {
        let report = self.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": URI } }));
        report["items"].as_array().map_or(0, Vec::len)
    }

    /// A letter at the head of the draft, and the diagnostics after it.
    fn type_letter(&mut self) -> usize {
        self.version += 1;
        let start = json!({ "line": 0, "character": 0 });
        self.say(
            "textDocument/didChange",
            json!({
                "textDocument": { "uri": URI, "version": self.version },
                "contentChanges": [{ "range": { "start": start, "end": start }, "text": "a" }],
            }),
        );
        self.pull()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// From a keystroke to the diagnostics of the whole draft.
#[divan::bench(args = [1, 10, 100, 1000], sample_count = 30, sample_size = 1)]
fn keystroke(bencher: Bencher<'_, '_>, pages: usize) {
    let mut editor = Editor::open(&draft(pages * PAGE, FEW_CLAIMS, 7));
    bencher.bench_local(|| editor.type_letter());
}

/// The same with a claim in every other sentence.
#[divan::bench(args = [1, 10, 100], sample_count = 30, sample_size = 1)]
fn keystroke_many_claims(bencher: Bencher<'_, '_>, pages: usize) {
    let mut editor = Editor::open(&draft(pages * PAGE, MANY_CLAIMS, 7));
    bencher.bench_local(|| editor.type_letter());
}
