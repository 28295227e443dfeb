//! An editor, as far as the server can tell.

use crate::cli::toulmin;
use lsp_server::{Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};
use std::io::{BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// How long an answer may take on a loaded machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// An editor with its server.
pub(crate) struct Client {
    server: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Message>,
    asked: i32,
    /// What the server said unasked and was not looked at yet.
    pub(crate) said: Vec<Notification>,
    pub(crate) requests: Vec<Request>,
    pub(crate) offered: Value,
}

impl Client {
    /// Starts the server and begins, with these capabilities.
    pub(crate) fn begin(folder: &Path, args: &[&str], capabilities: &Value) -> Self {
        let mut client = Self::start(folder, args);
        let name = uri(folder, "");
        let params = json!({
            "processId": null, "rootUri": name, "capabilities": capabilities,
            "workspaceFolders": [{ "uri": name, "name": "drafts" }],
        });
        client.offered = client.ask("initialize", &params).expect("the server begins")["capabilities"].clone();
        client.say("initialized", &json!({}));
        client
    }

    /// Starts the server alone.
    pub(crate) fn start(folder: &Path, args: &[&str]) -> Self {
        let args: Vec<&str> = ["lsp"].iter().chain(args).copied().collect();
        let mut server = toulmin(folder, &args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let output = server.stdout.take().expect("it has an output");
        let (sender, messages) = channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Ok(Some(message)) = Message::read(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let input = server.stdin.take();
        Self { server, input, messages, asked: 0, said: Vec::new(), requests: Vec::new(), offered: Value::Null }
    }

    /// Writes bytes as they are.
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the input is open");
        // A server that is gone is seen by its end.
        let _ = input.write_all(bytes).and_then(|()| input.flush());
    }

    fn send(&mut self, message: &Message) {
        let mut bytes = Vec::new();
        message.write(&mut bytes).expect("a message can be written");
        self.write(&bytes);
    }

    pub(crate) fn say(&mut self, method: &str, params: &Value) {
        self.send(&Notification::new(method.to_owned(), params).into());
    }

    /// Asks without waiting.
    pub(crate) fn request(&mut self, method: &str, params: &Value) -> RequestId {
        self.asked += 1;
        let id = RequestId::from(self.asked);
        self.send(&Request::new(id.clone(), method.to_owned(), params).into());
        id
    }

    /// Asks, and waits for the answer.
    pub(crate) fn ask(&mut self, method: &str, params: &Value) -> Result<Value, Value> {
        let id = self.request(method, params);
        self.answer(&id)
    }

    /// The answer to what was asked.
    pub(crate) fn answer(&mut self, id: &RequestId) -> Result<Value, Value> {
        loop {
            match self.receive() {
                Message::Response(Response { id: of, response_result }) if of == *id => {
                    return response_result.map_err(|error| serde_json::to_value(error).expect("it is JSON"));
                }
                Message::Response(_) => {}
                Message::Notification(said) => self.said.push(said),
                Message::Request(request) => self.requests.push(request),
            }
        }
    }

    fn receive(&self) -> Message {
        self.messages.recv_timeout(PATIENCE).expect("the server answers")
    }

    /// What the server says next by this method.
    pub(crate) fn hear(&mut self, method: &str) -> Value {
        loop {
            if let Some(at) = self.said.iter().position(|said| said.method == method) {
                return self.said.remove(at).params;
            }
            match self.receive() {
                Message::Notification(said) => self.said.push(said),
                Message::Request(request) => self.requests.push(request),
                Message::Response(_) => {}
            }
        }
    }

    /// Opens a text.
    pub(crate) fn open(&mut self, uri: &str, language: &str, text: &str) {
        let item = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.say("textDocument/didOpen", &json!({ "textDocument": item }));
    }

    /// Puts `text` in the place of a range `[line, character, line, character]`.
    pub(crate) fn edit(&mut self, uri: &str, version: i32, range: [u32; 4], text: &str) {
        let range = range_of(range);
        self.say(
            "textDocument/didChange",
            &json!({
                "textDocument": { "uri": uri, "version": version },
                "contentChanges": [{ "range": range, "text": text }],
            }),
        );
    }

    /// The diagnostics of an open text, asked for: `line:character-line:character level code`.
    pub(crate) fn pull(&mut self, uri: &str) -> Vec<String> {
        let report = self.ask("textDocument/diagnostic", &json!({ "textDocument": { "uri": uri } }));
        let report = report.expect("it is answered");
        report["items"].as_array().expect("it is whole").iter().map(line).collect()
    }

    /// Ends it as an editor does.
    pub(crate) fn end(mut self) -> ExitStatus {
        self.ask("shutdown", &Value::Null).expect("it shuts down");
        self.say("exit", &Value::Null);
        self.server.wait().expect("it ends")
    }

    /// Closes its input, and waits for its end.
    pub(crate) fn cut_off(mut self) -> ExitStatus {
        self.input = None;
        self.server.wait().expect("it ends")
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The URI of a file in a folder.
pub(crate) fn uri(folder: &Path, name: &str) -> String {
    let folder = folder.canonicalize().expect("the folder is there");
    format!("file://{}/{name}", folder.display()).trim_end_matches('/').to_owned()
}

pub(crate) fn range_of([from, at, to, end]: [u32; 4]) -> Value {
    json!({ "start": { "line": from, "character": at }, "end": { "line": to, "character": end } })
}

/// A diagnostic in a line.
pub(crate) fn line(diagnostic: &Value) -> String {
    let place = |at: &Value| format!("{}:{}", at["line"], at["character"]);
    let range = &diagnostic["range"];
    let code = diagnostic["code"].as_str().unwrap_or_default();
    format!("{}-{} {} {code}", place(&range["start"]), place(&range["end"]), diagnostic["severity"])
}

/// The text with the edits of an action in it.
pub(crate) fn edited(text: &str, edits: &Value) -> String {
    let mut lines: Vec<usize> = vec![0];
    lines.extend(text.match_indices('\n').map(|(at, _)| at + 1));
    let byte = |at: &Value| {
        let line = lines.get(at["line"].as_u64().expect("a number") as usize).copied().unwrap_or(text.len());
        let mut units = at["character"].as_u64().expect("a number") as usize;
        let mut byte = line;
        for c in text[line..].chars().take_while(|c| *c != '\n') {
            if units == 0 {
                break;
            }
            units = units.saturating_sub(c.len_utf16());
            byte += c.len_utf8();
        }
        byte
    };
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .expect("edits")
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            (byte(&range["start"]), byte(&range["end"]), edit["newText"].as_str().expect("a text"))
        })
        .collect();
    edits.sort_by_key(|(start, ..)| std::cmp::Reverse(*start));
    let mut edited = text.to_owned();
    for (start, end, new) in edits {
        edited.replace_range(start..end, new);
    }
    edited
}
