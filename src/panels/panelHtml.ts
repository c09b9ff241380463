import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The pages of `webview/`, each a script and a stylesheet under `dist/webview`. */
export type PageName = 'dashboard' | 'messages' | 'composer';

/** The folder that pages may load from, and nothing else. */
export function pageFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

/** The document of a page: nothing inline, nothing remote, scripts by a fresh nonce. */
export function panelHtml(page: PageName, webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const asUri = (file: string) =>
    String(webview.asWebviewUri(vscode.Uri.joinPath(pageFolder(extensionUri), file)));
  const policy = [
    `default-src 'none'`,
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${asUri(`${page}.css`)}">
<title>Queuescope</title>
</head>
<body>
<div id="page"></div>
<script type="module" nonce="${nonce}" src="${asUri(`${page}.js`)}"></script>
</body>
</html>`;
}
