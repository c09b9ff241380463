import * as vscode from 'vscode';
import { Failure } from '../sqs/failure';

/** A failed call as a sentence for people: what failed, then what the service or the network said. */
export function failureText(error: unknown): string {
  if (!(error instanceof Failure)) {
    return vscode.l10n.t('Something went wrong: {0}', error instanceof Error ? error.message : String(error));
  }
  switch (error.kind) {
    case 'notFound':
      return vscode.l10n.t('The queue does not exist any more: {0}', error.message);
    case 'denied':
      return vscode.l10n.t('The credentials do not allow this: {0}', error.message);
    case 'throttled':
      return vscode.l10n.t('SQS asks to slow down: {0}', error.message);
    case 'invalid':
      return vscode.l10n.t('SQS refused this: {0}', error.message);
    case 'unreachable':
      return vscode.l10n.t('The endpoint does not answer: {0}', error.message);
    case 'expired':
      return vscode.l10n.t('The credentials have expired: {0}', error.message);
  }
}
