import * as vscode from 'vscode';
import { QUEUE_DOCUMENTS } from '../contributions';

/**
 * Why a document could not be saved, shown at the place that is wrong: VS Code wraps the sentence of a file system in
 * two of its own. Gone with the next change of the text.
 */
export class DocumentProblems implements vscode.Disposable {
  readonly #diagnostics = vscode.languages.createDiagnosticCollection(QUEUE_DOCUMENTS);
  readonly #subscriptions = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document: { uri }, contentChanges }) => {
      if (uri.scheme === QUEUE_DOCUMENTS && contentChanges.length > 0) this.clear(uri);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => this.clear(uri)),
  );

  /** @param key the property that is wrong; undefined for the whole document */
  show(uri: vscode.Uri, text: string, sentence: string, key: string | undefined): void {
    const diagnostic = new vscode.Diagnostic(placeOf(text, key), sentence, vscode.DiagnosticSeverity.Error);
    diagnostic.source = 'SQS';
    this.#diagnostics.set(uri, [diagnostic]);
  }

  clear(uri: vscode.Uri): void {
    this.#diagnostics.delete(uri);
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#diagnostics.dispose();
  }
}

/** The line with the property; the first one where the text does not have it. */
function placeOf(text: string, key: string | undefined): vscode.Range {
  const lines = text.split(/\r\n|\r|\n/);
  const quoted = key === undefined ? undefined : JSON.stringify(key);
  const found = quoted === undefined ? -1 : lines.findIndex((line) => line.includes(quoted));
  const line = Math.max(found, 0);
  const shown = lines[line] ?? '';
  return new vscode.Range(line, shown.length - shown.trimStart().length, line, shown.length);
}
