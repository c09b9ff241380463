import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { type PageName, panelDocument } from './panelDocument';

/** The webview type of a page's panels, as in `onWebviewPanel:…`. */
export function panelType(page: PageName): string {
  return `queuescope.${page}`;
}

/** Puts a page and its icon into a panel. @param outline what the page shows at once */
export function loadPage(
  panel: vscode.WebviewPanel,
  page: PageName,
  extensionUri: vscode.Uri,
  outline: unknown,
): void {
  const { webview } = panel;
  const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  const icon = (theme: string) =>
    vscode.Uri.joinPath(extensionUri, 'media', 'panels', `${page}-${theme}.svg`);
  panel.iconPath = { light: icon('light'), dark: icon('dark') };
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = panelDocument({
    page,
    language: vscode.env.language,
    scriptNonce: createNonce(),
    styleNonce: createNonce(),
    cspSource: webview.cspSource,
    outline: outline === undefined ? undefined : { event: outline, at: Date.now() },
    addressOf: (file) => String(webview.asWebviewUri(vscode.Uri.joinPath(folder, file))),
  });
}

function createNonce(): string {
  return randomBytes(16).toString('base64');
}
