import * as vscode from 'vscode';
import { emulatorEnvironment } from './emulatorEnvironment';

/** Opens a terminal whose programs talk to the emulator; other terminals are not touched. */
export function openEmulatorTerminal(endpoint: string, region: string): void {
  const terminal = vscode.window.createTerminal({
    name: vscode.l10n.t('SQS Emulator'),
    env: emulatorEnvironment(endpoint, region),
    iconPath: new vscode.ThemeIcon('server-environment'),
    message: vscode.l10n.t(
      'AWS SDKs and the AWS CLI in this terminal talk to the SQS emulator on {0}.',
      endpoint,
    ),
  });
  terminal.show();
}
