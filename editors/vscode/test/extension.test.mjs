// The extension as it is packed, in an editor that is none, with the real server.
import assert from 'node:assert/strict';
import Module, { createRequire } from 'node:module';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { binary, extension } from './paths.mjs';
import { editor } from './vscode.mjs';

const DRAFT = '# Plan\n\nThe plan: AI could bring about human extinction.\n';
const RULES = `lexicon   meal {
en: "school meal(s)"
}

rule meals {
  severity   warning
  confidence medium

  claim   meal
  grounds source within paragraph

  message { en: "this says something of meals" }
  backing "Handbook"

  flags en "[[School meals]] help."
}
`;
const LANGUAGES = ['markdown', 'toulmin'];
const main = join(extension, 'dist/extension.js');
const folder = mkdtempSync(join(tmpdir(), 'toulmin-extension-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const load = Module._load;
let vscode;
Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest));

/** The extension, begun in an editor with these settings. */
async function begin(t, settings, extensionPath = extension) {
  const one = editor(folder, { 'toulmin.languages': LANGUAGES, ...settings });
  vscode = one.vscode;
  const require = createRequire(import.meta.url);
  delete require.cache[main];
  const { activate, deactivate } = require(main);
  const context = { extensionPath, subscriptions: [] };
  await activate(context);
  const end = async () => {
    await deactivate();
    context.subscriptions.splice(0).forEach((what) => what.dispose());
  };
  t.after(end);
  return Object.assign(one, { end });
}

/** Waits for what has to come true. */
async function until(what) {
  const last = Date.now() + 15_000;
  for (;;) {
    const value = what();
    if (value) return value;
    assert.ok(Date.now() < last, `it never comes true that ${what}`);
    await pause(10);
  }
}

const found = (one, document) => one.diagnostics?.get(document.uri.toString());

test('a draft has problems, a count, a hover and a fix; a restart brings them back', { timeout: 30_000 }, async (t) => {
  const one = await begin(t, { 'toulmin.path': binary() });
  const draft = one.open(join(folder, 'plan.md'), 'markdown', DRAFT);
  const [problem, ...others] = await until(() => found(one, draft));
  assert.deepEqual(others, []);
  assert.equal(problem.code, 'ai-narratives/extinction-risk');
  assert.equal(problem.severity, 0);
  const status = (await until(() => one.status)).text;
  assert.match(status, /^\$\(checklist\) 1 claim/);

  const token = new one.vscode.CancellationTokenSource().token;
  const [hovers] = one.providers.Hover;
  const hover = await hovers.provideHover(draft, problem.range.start, token);
  assert.match([hover.contents].flat().map((part) => part.value).join(), /none found/);

  const [actions] = one.providers.CodeActions;
  const context = { diagnostics: [problem], only: undefined, triggerKind: 1 };
  const offered = await actions.provideCodeActions(draft, problem.range, context, token);
  const note = offered.find(({ title }) => /note/.test(title));
  const [edits] = note.edit.edits.values();
  for (const edit of [...edits].sort((a, b) => b.range.start.line - a.range.start.line)) one.edit(draft, edit);
  const line = draft.text.split('\n').findIndex((text) => text.startsWith('[^todo-1]:'));
  const range = new one.vscode.Range(line, 11, line, 11 + 'TODO: source'.length);
  const source = 'Moss, *On Walls*, Oxford University Press, 2023.';
  one.edit(draft, { range, newText: source });
  await until(() => found(one, draft)?.length === 0);
  await until(() => one.status?.text !== status && /supported/.test(one.status?.text));

  // The commands of the server are there once, also after it was started anew.
  const commands = ['toulmin.addToBaseline', 'toulmin.restartServer', 'toulmin.runExamples', 'toulmin.showOutput'];
  assert.deepEqual([...one.commands.keys()].sort(), commands);
  one.edit(draft, { range: new one.vscode.Range(line, 11, line, 11 + source.length), newText: 'TODO: source' });
  await until(() => found(one, draft)?.length > 0);
  await Promise.all([1, 2].map(() => one.vscode.commands.executeCommand('toulmin.restartServer')));
  assert.deepEqual([...one.commands.keys()].sort(), commands);
  await until(() => found(one, draft)?.length > 0);
  assert.deepEqual(one.messages, []);
  await one.end();
  assert.deepEqual([...one.commands.keys()], []);
});

test('a rule file gets the one style, and its examples run from the line above it', { timeout: 30_000 }, async (t) => {
  const one = await begin(t, { 'toulmin.path': binary() });
  const rules = one.open(join(folder, 'meals.toulmin'), 'toulmin', RULES);
  const token = new one.vscode.CancellationTokenSource().token;
  const [formatters] = await until(() => one.providers.DocumentFormattingEdit);
  const edits = await formatters.provideDocumentFormattingEdits(rules, { tabSize: 2, insertSpaces: true }, token);
  const from = (edit) => edit.range.start.line * 1000 + edit.range.start.character;
  for (const edit of [...edits].sort((a, b) => from(b) - from(a))) one.edit(rules, edit);
  assert.match(rules.text, /^lexicon meal \{\n  en: "school meal\(s\)"\n\}\n/);

  const [lenses] = one.providers.CodeLens;
  const shown = async () => (await lenses.provideCodeLenses(rules, token)).at(-1).command;
  const { command, title, arguments: rest } = await shown();
  assert.match(title, /^Run 1 example$/);
  const answer = await one.vscode.commands.executeCommand(command, ...rest);
  assert.deepEqual([answer.rules, answer.examples, answer.asExpected], [1, 1, 1]);
  assert.match((await shown()).title, /^✓ 1 of 1 example/);
  // The count in the status bar is of drafts.
  assert.equal(one.status, undefined);
});

test('a language that the settings leave out is left alone', { timeout: 30_000 }, async (t) => {
  const one = await begin(t, { 'toulmin.path': binary(), 'toulmin.languages': ['toulmin'] });
  const draft = one.open(join(folder, 'alone.md'), 'markdown', DRAFT);
  one.set('toulmin.languages', ['markdown']);
  await until(() => found(one, draft)?.length === 1);
  one.set('toulmin.languages', ['toulmin']);
  await until(() => (found(one, draft) ?? []).length === 0);
  await until(() => one.status === undefined);
});

test('without a program, it is said what to do, and what is done helps', { timeout: 30_000 }, async (t) => {
  const one = await begin(t, { 'toulmin.path': join(folder, 'none') });
  const [{ kind, message, items }] = one.messages;
  assert.equal(kind, 'error');
  assert.match(message, /no program at .*none, which the setting toulmin\.path names.*cargo install/);
  assert.deepEqual(items, ['Name the program', 'Try again']);
  assert.match(one.status.text, /warning/);
  const draft = one.open(join(folder, 'late.md'), 'markdown', DRAFT);
  one.set('toulmin.path', binary());
  await until(() => found(one, draft)?.length === 1);
});

test('a program that is no server is told, and can be changed', { timeout: 30_000 }, async (t) => {
  const one = await begin(t, { 'toulmin.path': process.execPath });
  assert.match(one.status.text, /warning/);
  const draft = one.open(join(folder, 'changed.md'), 'markdown', DRAFT);
  one.set('toulmin.path', binary());
  await until(() => found(one, draft)?.length === 1);
});

test('the program is looked for on the PATH, and then beside the extension', { timeout: 30_000 }, async (t) => {
  const beside = join(folder, 'extension');
  const bundled = join(beside, 'bin/toulmin');
  mkdirSync(dirname(bundled), { recursive: true });
  copyFileSync(binary(), bundled);
  chmodSync(bundled, 0o755);
  const before = process.env.PATH;
  try {
    for (const [path, program] of [[dirname(binary()), binary()], ['', bundled]]) {
      process.env.PATH = path;
      const one = await begin(t, {}, beside);
      const draft = one.open(join(folder, 'beside.md'), 'markdown', DRAFT);
      await until(() => found(one, draft)?.length === 1);
      assert.ok(one.log.some((line) => line.startsWith(`info ${program} lsp`)), one.log.join('\n'));
      await one.end();
    }
  } finally {
    process.env.PATH = before;
  }
});
