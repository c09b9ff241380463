import type * as vscode from 'vscode';

/** Posts to a page: what is posted in one turn of the event loop goes as one list, for each message costs. */
export function postTogether(panel: vscode.WebviewPanel): (event: unknown) => void {
  let waiting: unknown[] = [];
  let isDisposed = false;
  panel.onDidDispose(() => {
    isDisposed = true;
  });
  const send = () => {
    const events = waiting;
    waiting = [];
    if (!isDisposed) void panel.webview.postMessage(events);
  };
  return (event) => {
    if (waiting.length === 0) setImmediate(send);
    waiting.push(event);
  };
}
