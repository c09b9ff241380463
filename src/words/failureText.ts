import * as vscode from 'vscode';
import { EMULATOR_STOPPED, Failure, NO_CREDENTIALS, NO_MFA_CODE } from '../sqs/failure';
import { GuardFailure } from '../sqs/guardedService';
import { connectionLabel } from './connectionLabel';

/** A failed call as a sentence for people: what failed, then what the service or the network said. */
export function failureText(error: unknown): string {
  if (!(error instanceof Failure)) return error instanceof Error ? error.message : String(error);
  if (error instanceof GuardFailure) return guardText(error);
  const { kind, code, message, service } = error;
  if (code === EMULATOR_STOPPED) return vscode.l10n.t('The emulator is not running.');
  if (code === NO_MFA_CODE) return vscode.l10n.t('No MFA code was given.');
  if (code === NO_CREDENTIALS) return vscode.l10n.t('No credentials were found: {0}', message);
  switch (kind) {
    case 'notFound':
      return vscode.l10n.t('The queue does not exist any more.');
    case 'denied':
      if (error.iamAction) return vscode.l10n.t('{0} is not allowed: {1}', error.iamAction, message);
      return vscode.l10n.t('The credentials do not allow this: {0}', message);
    case 'expired':
      return vscode.l10n.t('The credentials have expired: {0}', message);
    case 'throttled':
      return vscode.l10n.t('{0} asks to wait: {1}', service, message);
    case 'unreachable':
      return vscode.l10n.t('{0} does not answer: {1}', service, message);
    case 'invalid':
    case 'refused':
      return vscode.l10n.t('{0} refused this: {1}', service, message);
  }
}

/** Why a call was not made, and what to do about it. */
function guardText({ rule, connection, queue }: GuardFailure): string {
  const label = connectionLabel(connection);
  switch (rule) {
    case 'readOnly':
      return vscode.l10n.t('{0} is read-only: nothing was sent.', label);
    case 'locked':
      return vscode.l10n.t('{0} is locked: unlock the queue to receive from it.', queue?.queueName ?? label);
    case 'continuous':
      return vscode.l10n.t(
        '{0} is production: receiving on and on would take messages from its consumers.',
        label,
      );
    case 'background':
      return vscode.l10n.t('{0} is only read in the background.', label);
    case 'budget':
      return vscode.l10n.t('The calls of this hour on {0} are spent: refreshing has stopped.', label);
  }
}
