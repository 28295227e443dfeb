//! An editor that talks to `toulmin lsp` over its standard input and output.

use lsp_server::{Message, Notification, Request};
use serde_json::{Value, json};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// An editor with a server.
pub(crate) struct Editor {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    next: i32,
    version: i32,
    pub(crate) folder: tempfile::TempDir,
    /// What the server said unasked.
    pub(crate) said: Vec<(String, Value)>,
}

impl Editor {
    /// An editor in a folder with these files; what it can do is said in `capabilities`.
    pub(crate) fn start(files: &[(&str, &str)], capabilities: Value) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_toulmin"))
            .arg("lsp")
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let input = child.stdin.take().expect("it is piped");
        let output = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut editor = Self { child, input, output, next: 0, version: 0, folder, said: Vec::new() };
        let root = editor.uri("");
        let folders = json!([{ "uri": root, "name": "work" }]);
        editor.ask(
            "initialize",
            json!({ "processId": null, "capabilities": capabilities, "workspaceFolders": folders, "rootUri": root }),
        );
        editor.say("initialized", json!({}));
        editor
    }

    /// The URI of a file.
    pub(crate) fn uri(&self, name: &str) -> String {
        let path: PathBuf = self.folder.path().canonicalize().expect("it is there");
        let path: &Path = &if name.is_empty() { path } else { path.join(name) };
        format!("file://{}", path.display())
    }

    /// Opens a file of the folder.
    pub(crate) fn open(&mut self, name: &str) {
        let text = std::fs::read_to_string(self.folder.path().join(name)).expect("it is there");
        self.open_as(name, &text);
    }

    /// Opens a file with another text than on disk.
    pub(crate) fn open_as(&mut self, name: &str, text: &str) {
        self.version += 1;
        let item = json!({ "uri": self.uri(name), "languageId": "toulmin", "version": self.version, "text": text });
        self.say("textDocument/didOpen", json!({ "textDocument": item }));
    }

    /// Puts another text in place of an open one.
    pub(crate) fn change(&mut self, name: &str, text: &str) {
        self.version += 1;
        let document = json!({ "uri": self.uri(name), "version": self.version });
        self.say("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [{ "text": text }] }));
    }

    /// Says something of which no answer is awaited.
    pub(crate) fn say(&mut self, method: &str, params: Value) {
        let said = Message::Notification(Notification::new(method.to_owned(), params));
        said.write(&mut self.input).expect("it is taken");
    }

    /// The answer to a request; `Err` is what it is refused with.
    pub(crate) fn try_ask(&mut self, method: &str, params: Value) -> Result<Value, String> {
        self.next += 1;
        let id = self.next;
        let request = Message::Request(Request::new(id.into(), method.to_owned(), params));
        request.write(&mut self.input).expect("it is taken");
        loop {
            match Message::read(&mut self.output).expect("a message").expect("it goes on") {
                Message::Response(answer) if answer.id == id.into() => {
                    return answer.response_result.map_err(|error| error.message);
                }
                Message::Notification(said) => self.said.push((said.method, said.params)),
                Message::Request(asked) => self.said.push((asked.method, asked.params)),
                Message::Response(_) => {}
            }
        }
    }

    /// The answer to a request that is not refused.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        self.try_ask(method, params).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// The answer to a request about a file.
    pub(crate) fn of_file(&mut self, method: &str, name: &str) -> Value {
        let params = json!({ "textDocument": { "uri": self.uri(name) } });
        self.ask(&format!("textDocument/{method}"), params)
    }

    /// The parameters of a request about a place: line and character.
    pub(crate) fn at(&self, name: &str, (line, character): (usize, usize)) -> Value {
        json!({ "textDocument": { "uri": self.uri(name) }, "position": { "line": line, "character": character } })
    }

    /// What the server tells as diagnostics of a file, once it has told all.
    pub(crate) fn diagnostics(&mut self, name: &str) -> Value {
        let uri = self.uri(name);
        loop {
            let told = |(method, params): &(String, Value)| {
                method == "textDocument/publishDiagnostics" && params["uri"] == uri.as_str()
            };
            if let Some(at) = self.said.iter().rposition(told) {
                let found = self.said[at].1["diagnostics"].clone();
                self.said.clear();
                return found;
            }
            match Message::read(&mut self.output).expect("a message").expect("it goes on") {
                Message::Notification(said) => self.said.push((said.method, said.params)),
                Message::Request(asked) => self.said.push((asked.method, asked.params)),
                Message::Response(_) => {}
            }
        }
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A text without its mark `^`, and the place of the mark in UTF-16.
pub(crate) fn marked(text: &str) -> (String, (usize, usize)) {
    let at = text.find('^').expect("a place is marked");
    (text.replacen('^', "", 1), place(text, at))
}

/// The line and the UTF-16 character of a byte.
pub(crate) fn place(text: &str, at: usize) -> (usize, usize) {
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    (line, text[start..at].encode_utf16().count())
}
