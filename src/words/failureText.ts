import * as vscode from 'vscode';
import { EMULATOR_STOPPED, Failure, NO_CREDENTIALS } from '../sqs/failure';

/** A failed call as a sentence for people: what failed, then what the service or the network said. */
export function failureText(error: unknown): string {
  if (!(error instanceof Failure)) return error instanceof Error ? error.message : String(error);
  const { kind, code, message } = error;
  if (code === EMULATOR_STOPPED) return vscode.l10n.t('The emulator is not running.');
  if (code === NO_CREDENTIALS) return vscode.l10n.t('No credentials were found: {0}', message);
  switch (kind) {
    case 'notFound':
      return vscode.l10n.t('The queue does not exist any more.');
    case 'denied':
      return vscode.l10n.t('The credentials do not allow this: {0}', message);
    case 'expired':
      return vscode.l10n.t('The credentials have expired: {0}', message);
    case 'throttled':
      return vscode.l10n.t('SQS asks to wait: {0}', message);
    case 'unreachable':
      return vscode.l10n.t('SQS does not answer: {0}', message);
    case 'invalid':
      return vscode.l10n.t('SQS refused this: {0}', message);
  }
}
