// What stands for VS Code in the tests: the part of its interface that the extension and its client library lean on.
import { EventEmitter as Events } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(start, end, endLine, endCharacter) {
    const isNumbers = endLine !== undefined;
    this.start = isNumbers ? new Position(start, end) : start;
    this.end = isNumbers ? new Position(endLine, endCharacter) : end;
  }
}

class Uri {
  constructor(text) {
    const { protocol, host, pathname } = new URL(text);
    const scheme = protocol.slice(0, -1);
    Object.assign(this, { text, scheme, authority: host, path: pathname, query: '', fragment: '' });
  }
  static parse = (text) => new Uri(text);
  static file = (path) => new Uri(pathToFileURL(path).href);
  get fsPath() {
    return fileURLToPath(this.text);
  }
  toString() {
    return this.text;
  }
}

class Disposable {
  constructor(dispose) {
    this.dispose = dispose ?? (() => {});
  }
  static from = (...all) => new Disposable(() => all.forEach((one) => one.dispose()));
}

class EventEmitter {
  events = new Events({ captureRejections: false }).setMaxListeners(100);
  event = (listener, self, disposables) => {
    const call = (value) => listener.call(self, value);
    this.events.on('event', call);
    const disposable = new Disposable(() => this.events.off('event', call));
    disposables?.push(disposable);
    return disposable;
  };
  fire = (value) => this.events.emit('event', value);
  dispose = () => this.events.removeAllListeners();
}

class CancellationTokenSource {
  emitter = new EventEmitter();
  token = { isCancellationRequested: false, onCancellationRequested: this.emitter.event };
  cancel() {
    this.token.isCancellationRequested = true;
    this.emitter.fire();
  }
  dispose() {}
}

class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}

class CodeLens {
  constructor(range, command) {
    Object.assign(this, { range, command });
  }
}

class Hover {
  constructor(contents, range) {
    Object.assign(this, { contents, range });
  }
}

class MarkdownString {
  constructor(value) {
    this.value = value;
  }
  appendMarkdown(value) {
    this.value = (this.value ?? '') + value;
    return this;
  }
}

class CodeActionKind {
  constructor(value) {
    this.value = value;
  }
  append(part) {
    return new CodeActionKind([this.value, part].filter(Boolean).join('.'));
  }
  static Empty = new CodeActionKind('');
  static QuickFix = new CodeActionKind('quickfix');
}

class CodeAction {
  constructor(title, kind) {
    Object.assign(this, { title, kind });
  }
}

class TextEdit {
  constructor(range, newText) {
    Object.assign(this, { range, newText });
  }
}

class WorkspaceEdit {
  edits = new Map();
  set(uri, edits) {
    this.edits.set(uri.toString(), edits);
  }
  replace(uri, range, newText) {
    this.edits.set(uri.toString(), [...(this.edits.get(uri.toString()) ?? []), new TextEdit(range, newText)]);
  }
}

class TabInputText {
  constructor(uri) {
    this.uri = uri;
  }
}

/** What the client library makes nothing of here, but names. */
const unused = Object.fromEntries(
  ['CallHierarchyItem', 'CompletionItem', 'DocumentLink', 'InlayHint', 'SymbolInformation', 'TypeHierarchyItem']
    .concat(['CompletionItemKind', 'CompletionItemTag', 'CompletionTriggerKind', 'SymbolKind', 'SymbolTag', 'FileType'])
    .concat(['SignatureHelpTriggerKind', 'TextDocumentSaveReason', 'InlineCompletionTriggerKind', 'SnippetTextEdit'])
    .concat(['NotebookDocument', 'NotebookCellKind', 'TabInputNotebook', 'TabInputTextDiff', 'TabInputCustom'])
    .concat(['SnippetString', 'RelativePattern', 'Location', 'DiagnosticRelatedInformation', 'SelectionRange'])
    .map((name) => [name, class {}]),
);

/** A text in an editor. */
class TextDocument {
  version = 1;
  isClosed = false;
  constructor(uri, languageId, text) {
    Object.assign(this, { uri, languageId, text, fileName: uri.path });
  }
  getText() {
    return this.text;
  }
}

/** An editor with settings, in a folder. */
export function editor(folder, settings) {
  const emitters = {};
  const emitter = (name) => (emitters[name] ??= new EventEmitter());
  const state = {
    settings,
    commands: new Map(),
    providers: {},
    messages: [],
    log: [],
    status: undefined,
    answer: undefined,
    documents: [],
    active: undefined,
  };
  const provider = (kind) => (selector, one) => {
    const all = (state.providers[kind] ??= new Set());
    all.add(one);
    return new Disposable(() => all.delete(one));
  };
  const say = (level) => (message) => void state.log.push(`${level} ${message}`);
  const show = (kind) => async (message, ...items) => {
    state.messages.push({ kind, message, items });
    return state.answer;
  };
  const configuration = (section) => ({
    get: (key, otherwise) => state.settings[`${section}.${key}`] ?? otherwise,
    inspect: () => undefined,
  });
  const levels = ['trace', 'debug', 'info', 'warn', 'error', 'append', 'appendLine'];
  const channel = () => ({
    logLevel: 1,
    onDidChangeLogLevel: emitter('logLevel').event,
    ...Object.fromEntries(levels.map((one) => [one, say(one)])),
    show: () => void state.log.push('shown'),
    clear: () => {},
    dispose: () => {},
  });
  const matches = ({ language, scheme }, { languageId, uri }) =>
    (language ?? languageId) === languageId && (scheme ?? uri.scheme) === uri.scheme;
  const open = (known) =>
    new Proxy(known, {
      get: (_, name) => {
        if (name in known) return known[name];
        if (/^on[A-Z]/.test(String(name))) return emitter(String(name)).event;
        if (/^register\w+Provider$/.test(String(name))) return provider(String(name).slice(8, -8));
        return undefined;
      },
    });
  const vscode = {
    ...{ Position, Range, Uri, Disposable, EventEmitter, CancellationTokenSource, Diagnostic, CodeLens, Hover },
    ...{ MarkdownString, CodeActionKind, CodeAction, TextEdit, WorkspaceEdit, TabInputText },
    CancellationError: class extends Error {},
    version: '1.91.0',
    DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
    DiagnosticTag: { Unnecessary: 1, Deprecated: 2 },
    StatusBarAlignment: { Left: 1, Right: 2 },
    LogLevel: { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 },
    CodeActionTriggerKind: { Invoke: 1, Automatic: 2 },
    ...unused,
    env: open({ language: 'en', appName: 'test' }),
    extensions: open({ getExtension: () => undefined }),
    commands: open({
      registerCommand: (name, run, self) => {
        if (state.commands.has(name)) throw new Error(`command '${name}' already exists`);
        state.commands.set(name, run.bind(self));
        return new Disposable(() => state.commands.delete(name));
      },
      executeCommand: async (name, ...rest) => state.commands.get(name)?.(...rest),
    }),
    languages: open({
      match: (selector, document) => ([selector].flat().some((filter) => matches(filter, document)) ? 10 : 0),
      createDiagnosticCollection: () => {
        const all = (state.diagnostics = new Map());
        const set = (uri, found) => void all.set(uri.toString(), found);
        const gone = (uri) => void all.delete(uri.toString());
        const clear = () => all.clear();
        return { set, delete: gone, clear, dispose: clear, has: (uri) => all.has(uri.toString()) };
      },
    }),
    window: open({
      get activeTextEditor() {
        return state.active && { document: state.active };
      },
      get visibleTextEditors() {
        return state.active ? [{ document: state.active }] : [];
      },
      tabGroups: {
        get all() {
          return [{ tabs: state.documents.map((one) => ({ input: new TabInputText(one.uri) })) }];
        },
        onDidChangeTabs: emitter('tabs').event,
      },
      createOutputChannel: channel,
      createStatusBarItem: () => {
        const item = { show: () => (state.status = item), hide: () => (state.status = undefined) };
        return Object.assign(item, { dispose: item.hide });
      },
      showErrorMessage: show('error'),
      showWarningMessage: show('warning'),
      showInformationMessage: show('information'),
      withProgress: (_, what) => what({ report: () => {} }, new CancellationTokenSource().token),
    }),
    workspace: open({
      get textDocuments() {
        return state.documents;
      },
      notebookDocuments: [],
      workspaceFolders: [{ uri: Uri.file(folder), name: 'drafts', index: 0 }],
      getWorkspaceFolder: () => undefined,
      getConfiguration: configuration,
      isTrusted: true,
      fs: {},
      createFileSystemWatcher: () => open({ dispose: () => {} }),
      applyEdit: async () => true,
    }),
  };
  return Object.assign(state, {
    vscode,
    fire: (name, value) => emitter(name).fire(value),
    /** Opens a text, and shows it. */
    open(path, languageId, text) {
      const document = new TextDocument(Uri.file(path), languageId, text);
      state.documents.push(document);
      state.active = document;
      const tab = { input: new TabInputText(document.uri) };
      emitter('tabs').fire({ opened: [tab], closed: [], changed: [] });
      emitter('onDidOpenTextDocument').fire(document);
      emitter('onDidChangeActiveTextEditor').fire({ document });
      return document;
    },
    /** Puts an edit into a document. */
    edit(document, { range, newText }) {
      const lines = document.text.split('\n');
      const before = (line) => lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
      const at = ({ line, character }) => before(line) + character;
      const rangeOffset = at(range.start);
      const rangeLength = at(range.end) - rangeOffset;
      document.text = document.text.slice(0, rangeOffset) + newText + document.text.slice(rangeOffset + rangeLength);
      document.version += 1;
      const contentChanges = [{ range, rangeOffset, rangeLength, text: newText }];
      emitter('onDidChangeTextDocument').fire({ document, contentChanges });
    },
    /** Changes a setting. */
    set(name, value) {
      state.settings[name] = value;
      emitter('onDidChangeConfiguration').fire({ affectsConfiguration: (one) => name.startsWith(one) });
    },
  });
}
