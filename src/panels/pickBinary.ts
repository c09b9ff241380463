import * as vscode from 'vscode';
import { MAX_MESSAGE_SIZE } from '../shared/messageChecks';

/** Lets the user pick a file for a Binary value: its bytes as base64, undefined when none is picked. @throws Error for a file that no message has room for */
export async function pickBinary(): Promise<string | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Binary Value from a File'),
      openLabel: vscode.l10n.t('Use as Value'),
    })) ?? [];
  if (!file) return undefined;
  const { size } = await vscode.workspace.fs.stat(file);
  if (size > MAX_MESSAGE_SIZE) {
    throw new Error(
      vscode.l10n.t('The file has {0} bytes; a message has room for {1}.', size, MAX_MESSAGE_SIZE),
    );
  }
  return Buffer.from(await vscode.workspace.fs.readFile(file)).toString('base64');
}
