/** The pages of `webview/`, each a script and a stylesheet under `dist/webview`. */
export type PageName = 'dashboard' | 'overview' | 'messages' | 'composer';

export interface PanelDocument {
  readonly page: PageName;
  /** Language of the words on the page, as in `en` or `pt-br`. */
  readonly language: string;
  /** Lets scripts in. Fresh for every document and not to be guessed, as is the next. */
  readonly scriptNonce: string;
  /** Lets in the one style element by which the toolkit finds out what the browser can do. */
  readonly styleNonce: string;
  /** Where styles and fonts may come from, as a CSP source. */
  readonly cspSource: string;
  /** What the page shows before its host answers, and when that was so (epoch milliseconds); plain data. */
  readonly outline?: DocumentOutline | undefined;
  /** The address of a file of `dist/webview`. */
  readonly addressOf: (file: string) => string;
}

export interface DocumentOutline {
  readonly event: unknown;
  readonly at: number;
}

/** The HTML of a page: nothing inline, nothing remote, scripts by nonce. */
export function panelDocument(document: PanelDocument): string {
  const { page, language, scriptNonce, styleNonce, cspSource, outline, addressOf } = document;
  const policy = [
    `default-src 'none'`,
    `style-src ${cspSource} 'nonce-${styleNonce}'`,
    `script-src 'nonce-${scriptNonce}'`,
    `font-src ${cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${styleNonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${outline ? `<meta name="queuescope-outline" content="${escapeAttribute(JSON.stringify(outline))}">` : ''}
<link rel="stylesheet" href="${addressOf(`${page}.css`)}">
<title>Queuescope</title>
</head>
<body>
<div id="page"></div>
<script type="module" nonce="${scriptNonce}" src="${addressOf(`${page}.js`)}"></script>
</body>
</html>`;
}

function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
