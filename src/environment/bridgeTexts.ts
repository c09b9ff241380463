import * as vscode from 'vscode';
import type { BridgeVariables } from './bridgeVariables';

/** What was set, in sentences: where programs are led, with which region and whose credentials. */
export function bridgeSentences({ region, credentials, queueUrls }: BridgeVariables): readonly string[] {
  return [
    vscode.l10n.t('Region: {0}.', region),
    credentialsSentence(credentials),
    ...(queueUrls.length > 0
      ? [vscode.l10n.t('The emulator’s QueueUrl is set instead of that of AWS: {0}.', queueUrls.join(', '))]
      : []),
  ];
}

/** What VS Code shows beside the variables of a terminal. */
export function bridgeDescription(endpoint: string, bridged: BridgeVariables): string {
  return [vscode.l10n.t('SQS calls go to the emulator on {0}.', endpoint), ...bridgeSentences(bridged)].join(
    ' ',
  );
}

function credentialsSentence(credentials: BridgeVariables['credentials']): string {
  switch (credentials) {
    case 'dummy':
      return vscode.l10n.t('Dummy credentials are set, as there are none.');
    case 'replaced':
      return vscode.l10n.t('Dummy credentials hide yours: calls to other AWS services fail.');
    case 'kept':
      return vscode.l10n.t('Your credentials stay: what gets past the variables reaches AWS.');
  }
}
