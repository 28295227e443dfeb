// The program, driven through the client library of the protocol as an editor drives it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { binary } from './paths.mjs';

const lsp = createRequire(import.meta.url)('vscode-languageserver-protocol/node');
const DRAFT = '# Plan\n\nThe «é» 🦉: advanced AI could bring about human extinction.\n';
const RULE = 'ai-narratives/extinction-risk';

const folder = mkdtempSync(join(tmpdir(), 'toulmin-client-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A client with a server of its own. */
class Editor {
  constructor({ pulls }) {
    this.process = spawn(binary(), ['lsp'], { cwd: folder });
    this.log = '';
    this.process.stderr.on('data', (data) => (this.log += data));
    const reader = new lsp.StreamMessageReader(this.process.stdout);
    // Its clock for messages that came in part starts anew for ever, and a server killed in a message leaves one.
    reader.partialMessageTimeout = 0;
    this.connection = lsp.createProtocolConnection(reader, new lsp.StreamMessageWriter(this.process.stdin));
    this.told = new Map();
    this.waiting = [];
    this.connection.onNotification(lsp.PublishDiagnosticsNotification.type, (params) => {
      this.told.set(params.uri, params);
      this.waiting = this.waiting.filter((one) => !one(params));
    });
    this.connection.onRequest(lsp.RegistrationRequest.type, (params) => void (this.watched = params.registrations));
    this.connection.onRequest(lsp.DiagnosticRefreshRequest.type, () => void (this.refreshed = true));
    this.connection.onNotification(lsp.ShowMessageNotification.type, ({ message }) => (this.shown = message));
    this.connection.listen();
    this.pulls = pulls;
  }

  async begin() {
    const diagnostic = this.pulls ? { dynamicRegistration: false } : undefined;
    const result = await this.connection.sendRequest(lsp.InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'drafts' }],
      capabilities: {
        general: { positionEncodings: ['utf-16'] },
        textDocument: { diagnostic, publishDiagnostics: { relatedInformation: true } },
        workspace: {
          diagnostics: { refreshSupport: true },
          didChangeWatchedFiles: { dynamicRegistration: true },
          workspaceEdit: { documentChanges: true },
        },
      },
    });
    await this.connection.sendNotification(lsp.InitializedNotification.type, {});
    return result;
  }

  /** Opens a draft; it need not be on the disk. */
  async open(name, text, languageId = 'markdown') {
    this.uri = pathToFileURL(join(folder, name)).href;
    Object.assign(this, { text, version: 1 });
    const textDocument = { uri: this.uri, languageId, version: 1, text };
    await this.connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, { textDocument });
  }

  /** Puts an edit into the draft, there and here. */
  async edit({ range, newText }) {
    const [start, end] = [range.start, range.end].map(({ line, character }) => this.offset(line, character));
    this.text = this.text.slice(0, start) + newText + this.text.slice(end);
    await this.connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, {
      textDocument: { uri: this.uri, version: ++this.version },
      contentChanges: [{ range, text: newText }],
    });
  }

  offset(line, character) {
    const before = this.text.split('\n').slice(0, line);
    return before.reduce((sum, one) => sum + one.length + 1, 0) + character;
  }

  /** What a range of the draft says. */
  at({ start, end }) {
    return this.text.slice(this.offset(start.line, start.character), this.offset(end.line, end.character));
  }

  ask(type, params = {}) {
    return this.connection.sendRequest(type, { textDocument: { uri: this.uri }, ...params });
  }

  async pull() {
    const report = await this.ask(lsp.DocumentDiagnosticRequest.type);
    return report.items;
  }

  /** What the server says unasked of the version that is open. */
  push() {
    const fits = (params) => params.uri === this.uri && params.version === this.version;
    const now = this.told.get(this.uri);
    if (now && fits(now)) return Promise.resolve(now.diagnostics);
    return new Promise((done) => this.waiting.push((params) => fits(params) && (done(params.diagnostics), true)));
  }

  async end() {
    await this.connection.sendRequest(lsp.ShutdownRequest.type);
    const exit = once(this.process, 'exit');
    await this.connection.sendNotification(lsp.ExitNotification.type);
    const [code] = await exit;
    this.connection.dispose();
    return code;
  }
}

async function with_(options, what) {
  const editor = new Editor(options);
  try {
    await editor.begin();
    await what(editor);
    assert.equal(await editor.end(), 0);
    assert.equal(editor.log, '', 'nothing is said on the standard error');
  } finally {
    editor.process.kill();
  }
}

const point = (line, character) => ({ start: { line, character }, end: { line, character } });

for (const pulls of [true, false]) {
  test(`a draft is checked as it is edited, and mended (${pulls ? 'asked' : 'told'})`, { timeout: 20_000 }, () =>
    with_({ pulls }, async (editor) => {
      const diagnostics = () => (pulls ? editor.pull() : editor.push());
      await editor.open('plan.md', DRAFT);
      const [finding, ...others] = await diagnostics();
      assert.deepEqual(others, []);
      assert.equal(finding.code, RULE);
      assert.equal(finding.severity, lsp.DiagnosticSeverity.Error);
      // Places are in UTF-16, also behind letters of two units.
      assert.equal(editor.at(finding.range), 'AI could bring about human extinction');

      await editor.edit({ range: point(0, 6), newText: ' 🦉' });
      await editor.edit({ range: point(2, 0), newText: 'Experts agree.\n\n' });
      const moved = (await diagnostics()).find((one) => one.code === RULE);
      assert.equal(moved.range.start.line, 4);
      assert.equal(editor.at(moved.range), 'AI could bring about human extinction');

      const hover = await editor.ask(lsp.HoverRequest.type, { position: moved.range.start });
      assert.match(hover.contents.value, /\*\*ai-narratives\/extinction-risk\*\*[^]*none found/);

      const context = { diagnostics: [moved] };
      const actions = await editor.ask(lsp.CodeActionRequest.type, { range: moved.range, context });
      const note = actions.find((one) => one.edit && /note/.test(one.title));
      const edits = note.edit.changes[editor.uri];
      const last = (one) => editor.offset(one.range.start.line, one.range.start.character);
      for (const edit of [...edits].sort((a, b) => last(b) - last(a))) await editor.edit(edit);
      assert.match(editor.text, /extinction\.?\[\^todo-1\]/);
      // A note that says nothing is no source; one that says where it comes from is.
      assert.ok((await diagnostics()).some((one) => one.code === RULE));
      const start = editor.text.indexOf('TODO: source');
      const line = editor.text.slice(0, start).split('\n').length - 1;
      const range = { start: { line, character: 11 }, end: { line, character: 11 + 'TODO: source'.length } };
      assert.equal(editor.at(range), 'TODO: source');
      await editor.edit({ range, newText: 'Moss, *On Walls*, Oxford University Press, 2023.' });
      assert.ok(!(await diagnostics()).some((one) => one.code === RULE), editor.text);
    }));
}

test('a claim that is allowed is silent, and the ledger above the draft counts it', { timeout: 20_000 }, () =>
  with_({ pulls: true }, async (editor) => {
    await editor.open('allowed.md', DRAFT);
    const [finding] = await editor.pull();
    const context = { diagnostics: [finding], only: ['quickfix'] };
    const actions = await editor.ask(lsp.CodeActionRequest.type, { range: finding.range, context });
    const allow = actions.find((one) => one.title.startsWith('Allow'));
    const [edit] = allow.edit.changes[editor.uri];
    await editor.edit({ ...edit, newText: edit.newText.replace(': -->', ': quoted in full -->') });
    assert.match(editor.text, /toulmin: allow ai-narratives\/extinction-risk: quoted in full/);
    assert.deepEqual(await editor.pull(), []);
    const [lens] = await editor.ask(lsp.CodeLensRequest.type);
    assert.match(lens.command.title, /1 claim/);
    assert.equal(lens.command.command, '', 'a line, and no button');
  }));

test('a finding goes into the baseline, by the command of its action', { timeout: 20_000 }, () =>
  with_({ pulls: true }, async (editor) => {
    writeFileSync(join(folder, 'known.md'), DRAFT);
    writeFileSync(join(folder, 'toulmin.toml'), 'baseline = "known.json"\n');
    await editor.open('known.md', DRAFT);
    const [finding] = await editor.pull();
    const context = { diagnostics: [finding] };
    const actions = await editor.ask(lsp.CodeActionRequest.type, { range: finding.range, context });
    const { command } = actions.find((one) => one.command);
    await editor.connection.sendRequest(lsp.ExecuteCommandRequest.type, command);
    assert.deepEqual(await editor.pull(), []);
    assert.ok(editor.refreshed, 'the editor is told to ask again');
    assert.ok(editor.shown, 'and what was done is said');
    assert.ok(editor.watched.length > 0);
    rmSync(join(folder, 'toulmin.toml'));
  }));

test('drafts of the workspace are checked without being opened', { timeout: 20_000 }, () =>
  with_({ pulls: true }, async (editor) => {
    writeFileSync(join(folder, 'other.md'), DRAFT);
    const report = await editor.connection.sendRequest(lsp.WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
    const other = report.items.find((one) => one.uri.endsWith('/other.md'));
    assert.deepEqual(other.items.map((one) => one.code), [RULE]);
  }));

test('what a server offers is what the extension counts on', { timeout: 20_000 }, async () => {
  const editor = new Editor({ pulls: true });
  const { capabilities, serverInfo } = await editor.begin();
  assert.equal(serverInfo.name, 'toulmin');
  assert.equal(capabilities.positionEncoding, 'utf-16');
  assert.equal(capabilities.textDocumentSync.change, lsp.TextDocumentSyncKind.Incremental);
  assert.deepEqual(capabilities.executeCommandProvider.commands.sort(), [
    'toulmin.addToBaseline',
    'toulmin.runExamples',
  ]);
  assert.equal(await editor.end(), 0);
});

test('a server whose editor dies ends, and another takes its place', { timeout: 20_000 }, async () => {
  const first = new Editor({ pulls: true });
  await first.begin();
  await first.open('plan.md', DRAFT);
  const exit = once(first.process, 'exit');
  first.process.stdin.end();
  assert.equal((await exit)[0], 1);
  const killed = new Editor({ pulls: true });
  await killed.begin();
  const gone = once(killed.process, 'exit');
  killed.process.kill('SIGKILL');
  assert.equal((await gone)[1], 'SIGKILL');
  await with_({ pulls: true }, async (editor) => {
    await editor.open('plan.md', DRAFT);
    assert.equal((await editor.pull()).length, 1);
  });
});
