// toulmin in VS Code: starts the server for drafts and rule files, and says what it says.
import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';
import { find } from './program';
import { Status } from './status';

let client: LanguageClient | undefined;
let output: vscode.LogOutputChannel;
let status: Status;
/** Starts and stops follow each other, however fast they are asked for. */
let turn: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  output = vscode.window.createOutputChannel('toulmin', { log: true });
  status = new Status(() => client);
  const restart = () => inTurn(async () => {
    await stop();
    await start(context.extensionPath);
  });
  context.subscriptions.push(
    output,
    status,
    vscode.commands.registerCommand('toulmin.restartServer', restart),
    vscode.commands.registerCommand('toulmin.showOutput', () => output.show()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      const matters = ['toulmin.path', 'toulmin.arguments', 'toulmin.languages'];
      if (matters.some((setting) => event.affectsConfiguration(setting))) void restart();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void restart()),
  );
  await restart();
}

export function deactivate(): Promise<void> {
  return inTurn(stop);
}

function inTurn(what: () => Promise<void>): Promise<void> {
  turn = turn.then(what, what);
  return turn;
}

async function start(extension: string): Promise<void> {
  const settings = vscode.workspace.getConfiguration('toulmin');
  const found = await find({
    setting: settings.get<string>('path', ''),
    folder: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
    extension,
    search: process.env.PATH,
  });
  if ('missing' in found) {
    // Whoever answers is not waited for.
    void tellMissing(found.missing);
    return;
  }
  const server: ServerOptions = {
    command: found.program,
    args: ['lsp', ...settings.get<string[]>('arguments', [])],
  };
  output.info(`${found.program} ${server.args?.join(' ')}`);
  client = new LanguageClient('toulmin', 'toulmin', server, options(settings.get<string[]>('languages', [])));
  try {
    await client.start();
    status.renew(0);
  } catch (error) {
    output.error(String(error));
    status.fault(`toulmin did not start: ${String(error)}`, 'toulmin.showOutput');
  }
}

/** What the server is told about. The commands that it offers are registered by the client. */
function options(languages: string[]): LanguageClientOptions {
  return {
    documentSelector: languages.flatMap((language) => [
      { language, scheme: 'file' },
      { language, scheme: 'untitled' },
    ]),
    outputChannel: output,
    diagnosticCollectionName: 'toulmin',
    middleware: {
      // Diagnostics are asked for whenever a draft, its settings or its rules have changed: so has the count.
      provideDiagnostics: async (document, previous, token, next) => {
        const report = await next(document, previous, token);
        const uri = 'uri' in document ? document.uri : document;
        if (uri.toString() === vscode.window.activeTextEditor?.document.uri.toString()) status.renew();
        return report;
      },
    },
  };
}

async function stop(): Promise<void> {
  const old = client;
  client = undefined;
  // One that never started has nothing to stop, and says so as an error.
  await old?.dispose().catch((error: unknown) => output.warn(String(error)));
}

async function tellMissing(why: string): Promise<void> {
  output.error(why);
  status.fault(why, 'toulmin.restartServer');
  const [setting, again] = ['Name the program', 'Try again'];
  const next = 'Install it (in its repository, `cargo install --path .`), or name it in the settings.';
  const answer = await vscode.window.showErrorMessage(`${why} ${next}`, setting, again);
  if (answer === setting) await vscode.commands.executeCommand('workbench.action.openSettings', 'toulmin.path');
  if (answer === again) await vscode.commands.executeCommand('toulmin.restartServer');
}
