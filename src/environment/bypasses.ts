import path from 'node:path';
import * as vscode from 'vscode';
import { readSetting } from '../contributions';
import { DisposableStore } from '../shared/disposable';
import type { EnvironmentBridge } from './environmentBridge';
import { type EmulatorAddress, emulatorUrl, findingText } from './findingTexts';
import type { Finding } from './scan/finding';
import { type ScanResult, scanFile, scanFolder } from './scanWorkspace';

const SOURCE = 'Queuescope';

/** A finding as VS Code shows it: a row of the Problems view and a wave in the editor. */
class BypassDiagnostic extends vscode.Diagnostic {
  constructor(
    readonly finding: Finding,
    emulator: EmulatorAddress,
  ) {
    const { line, column, length } = finding;
    const range = new vscode.Range(line, column, line, column + length);
    super(range, findingText(finding, emulator), vscode.DiagnosticSeverity.Warning);
    this.source = SOURCE;
  }
}

/** What calls AWS past the switch: finds it, lists it among the problems, and offers what to write instead. */
export class Bypasses implements vscode.Disposable {
  readonly #bridge: EnvironmentBridge;
  readonly #disposables = new DisposableStore();
  readonly #diagnostics = this.#disposables.add(vscode.languages.createDiagnosticCollection('queuescope'));

  constructor(bridge: EnvironmentBridge) {
    this.#bridge = bridge;
    const kinds = [vscode.CodeActionKind.QuickFix];
    this.#disposables.add(
      vscode.languages.registerCodeActionsProvider(
        { scheme: '*' },
        { provideCodeActions: (document, _range, { diagnostics }) => this.#actions(document, diagnostics) },
        { providedCodeActionKinds: kinds },
      ),
    );
    this.#disposables.add(vscode.workspace.onDidSaveTextDocument((document) => void this.#rescan(document)));
  }

  /** Scans a folder, lists what it finds among the problems, and forgets what it listed of it before. */
  async scan(folder: vscode.WorkspaceFolder, signal: AbortSignal): Promise<ScanResult> {
    const result = await scanFolder(folder, signal);
    this.clear(folder);
    for (const file of new Set(result.findings.map((finding) => finding.path))) {
      const ofFile = result.findings.filter((finding) => finding.path === file);
      this.#show(vscode.Uri.joinPath(folder.uri, file), ofFile);
    }
    return result;
  }

  /** Takes the problems of a folder off the list. */
  clear(folder: vscode.WorkspaceFolder): void {
    const prefix = path.posix.join(folder.uri.path, '/');
    const uris: vscode.Uri[] = [];
    this.#diagnostics.forEach((uri) => uri.path.startsWith(prefix) && uris.push(uri));
    for (const uri of uris) this.#diagnostics.delete(uri);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  get #emulator(): EmulatorAddress {
    const accountId = readSetting(vscode.workspace, 'emulator.accountId');
    return { endpoint: this.#bridge.endpoint, accountId };
  }

  #show(uri: vscode.Uri, findings: readonly Finding[]): void {
    this.#diagnostics.set(
      uri,
      findings.map((finding) => new BypassDiagnostic(finding, this.#emulator)),
    );
  }

  /** A file that is saved while the switch is on is looked at again, as is one that is on the list. */
  async #rescan({ uri }: vscode.TextDocument): Promise<void> {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    const listed = this.#diagnostics.get(uri) ?? [];
    if (!folder || !(listed.length > 0 || this.#bridge.isOn(folder))) return;
    const kept = listed.flatMap((known) =>
      known instanceof BypassDiagnostic && known.finding.code === 'sdk' ? [known.finding] : [],
    );
    this.#show(uri, [...kept, ...(await scanFile(folder, uri))]);
  }

  #actions({ uri }: vscode.TextDocument, diagnostics: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
    const shown = this.#diagnostics.get(uri) ?? [];
    const own = shown.filter(
      (known): known is BypassDiagnostic =>
        known instanceof BypassDiagnostic && diagnostics.some((other) => other.range.isEqual(known.range)),
    );
    return own.flatMap((diagnostic) => this.#replace(uri, diagnostic));
  }

  #replace(uri: vscode.Uri, diagnostic: BypassDiagnostic): vscode.CodeAction[] {
    const { finding, range } = diagnostic;
    const url = finding.code === 'sdk' ? undefined : emulatorUrl(finding, this.#emulator);
    if (!url) return [];
    const title = vscode.l10n.t('Replace by {0}', url);
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = [diagnostic];
    action.edit = new vscode.WorkspaceEdit();
    action.edit.replace(uri, range, url);
    return [action];
  }
}
