import * as vscode from 'vscode';
import { Cancelled } from './commandFailure';

/**
 * Asks for the code that an MFA device shows.
 * @throws Cancelled
 */
export async function askMfaCode(serial: string, profile: string): Promise<string> {
  const code = await vscode.window.showInputBox({
    title: vscode.l10n.t('MFA Code for AWS Profile {0}', profile),
    prompt: vscode.l10n.t('Six digits that {0} shows now', serial),
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^\d{6}$/.test(text.trim()) ? undefined : vscode.l10n.t('The code has six digits.'),
  });
  if (code === undefined) throw new Cancelled();
  return code.trim();
}
