import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';

const SCHEME = 'queuescope-report';
const documents = new Map<string, string>();

/** Serves the texts of `showReport`, which live as long as their document is open. */
export function registerReportDocuments(): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: ({ path }) => documents.get(path) ?? '',
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === SCHEME) documents.delete(uri.path);
    }),
  );
}

/** A text that can be read and copied, and is never asked to be saved. */
export function reportUri(name: string, extension: 'md' | 'txt', text: string): vscode.Uri {
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${randomUUID()}/${name}.${extension}` });
  documents.set(uri.path, text);
  return uri;
}

/** Opens a text in an editor tab. */
export async function showReport(name: string, markdown: string): Promise<void> {
  await vscode.window.showTextDocument(reportUri(name, 'md', markdown), { preview: false });
}
