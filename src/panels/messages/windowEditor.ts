import * as vscode from 'vscode';
import type { MessageDocuments } from '../../documents/messageDocuments';
import { type SaveFormat, savedMessages } from '../../messageFormats/savedMessages';
import type { MessagesEditor, TextDocument } from './messagesContext';

/** What the window of VS Code does for a messages page. */
export function windowEditor(documents: MessageDocuments): MessagesEditor {
  const toUri = ({ name, text }: TextDocument) => documents.add(name, text);
  return {
    copy: (text) => vscode.env.clipboard.writeText(text),
    open: async (document) => {
      const opened = await vscode.workspace.openTextDocument(await toUri(document));
      await vscode.window.showTextDocument(opened, { preview: false });
    },
    compare: async (left, right, title) => {
      await vscode.commands.executeCommand('vscode.diff', await toUri(left), await toUri(right), title);
    },
    confirm: async (question, detail, action) => {
      const options = { modal: true, detail };
      return (await vscode.window.showWarningMessage(question, options, action)) === action;
    },
    save: async (queueName, messages) => {
      const uri = await chooseFile(queueName);
      if (!uri) return undefined;
      const format: SaveFormat = /\.(ndjson|jsonl)$/i.test(uri.path) ? 'ndjson' : 'json';
      await vscode.workspace.fs.writeFile(uri, Buffer.from(savedMessages(messages, format)));
      return vscode.workspace.asRelativePath(uri);
    },
  };
}

function chooseFile(queueName: string): Thenable<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `${queueName}-messages.json`;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Messages'),
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: {
      [vscode.l10n.t('JSON array')]: ['json'],
      [vscode.l10n.t('NDJSON, one message to a line')]: ['ndjson', 'jsonl'],
    },
  });
}
