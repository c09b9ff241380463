import * as vscode from 'vscode';
import type { Connection } from '../sqs/connection';

/** What a connection is called. */
export function connectionLabel(connection: Connection): string {
  switch (connection.kind) {
    case 'emulator':
      return vscode.l10n.t('Emulator');
    case 'profile':
      return vscode.l10n.t('AWS profile {0}', connection.profile);
    case 'keys':
    case 'endpoint':
      return connection.label;
  }
}

/** What a connection is marked as, in words; empty for one without marks. */
export function connectionMarksText({ isProduction, isReadOnly }: Connection): readonly string[] {
  return [
    ...(isProduction ? [vscode.l10n.t('production')] : []),
    ...(isReadOnly ? [vscode.l10n.t('read-only')] : []),
  ];
}
