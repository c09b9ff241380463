import * as vscode from 'vscode';
import type { Connection } from '../sqs/connection';

/** What a connection is called. */
export function connectionLabel(connection: Connection): string {
  if (connection.kind === 'emulator') return vscode.l10n.t('Emulator');
  return vscode.l10n.t('AWS profile {0}', connection.profile);
}
