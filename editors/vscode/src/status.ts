// The line in the status bar: what the server says above the draft about its claims and their grounds.
import * as vscode from 'vscode';
import { CodeLensRequest, type LanguageClient } from 'vscode-languageclient/node';

/** How long the text has to rest before the server is asked. */
const QUIET = 300;

export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('toulmin.evidence', vscode.StatusBarAlignment.Right, 100);
  private timer: NodeJS.Timeout | undefined;
  private readonly active: vscode.Disposable;

  constructor(private readonly client: () => LanguageClient | undefined) {
    this.item.name = 'toulmin: claims and grounds';
    this.item.command = 'workbench.actions.view.problems';
    this.active = vscode.window.onDidChangeActiveTextEditor(() => this.renew(0));
  }

  /** Asks anew, once nothing has changed for a moment. */
  renew(after = QUIET): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), after);
  }

  /** Says in the place of the count that there is no server, and what leads on. */
  fault(text: string, command: string): void {
    clearTimeout(this.timer);
    this.item.text = '$(warning) toulmin';
    this.item.tooltip = text;
    this.item.command = command;
    this.item.show();
  }

  private async ask(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const client = this.client();
    if (!client?.isRunning()) return;
    const line = document && (await this.line(client, document));
    // Meanwhile another draft may be looked at, for which another question is on its way.
    if (vscode.window.activeTextEditor?.document !== document) return;
    if (line === undefined) {
      this.item.hide();
      return;
    }
    this.item.text = `$(checklist) ${line}`;
    this.item.tooltip = `toulmin: ${line}`;
    this.item.command = 'workbench.actions.view.problems';
    this.item.show();
  }

  private async line(client: LanguageClient, document: vscode.TextDocument): Promise<string | undefined> {
    const { documentSelector } = client.clientOptions;
    if (document.languageId === 'toulmin' || !documentSelector) return undefined;
    if (vscode.languages.match(documentSelector as vscode.DocumentSelector, document) === 0) return undefined;
    const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(document);
    try {
      const lenses = await client.sendRequest(CodeLensRequest.type, { textDocument });
      // The lens of a draft is a line, and no button.
      return lenses?.find((lens) => lens.command && lens.command.command === '')?.command?.title;
    } catch {
      return undefined;
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.active.dispose();
    this.item.dispose();
  }
}
