import * as vscode from 'vscode';
import type { Finding } from '../queueCheck/queueCheck';
import { durationText } from './durationText';

/** A finding as a row shows it: what it is, why it matters, what its fix does. */
export interface FindingWords {
  readonly title: string;
  readonly reason: string;
  readonly fix: string;
}

/** The words for a finding. */
export function findingWords({ code, is, better }: Finding): FindingWords {
  const seconds = (text: string) => durationText(Number(text));
  const bytes = (text: string) => vscode.l10n.t('{0} bytes', Number(text).toLocaleString());
  switch (code) {
    case 'noDeadLetterQueue':
      return {
        title: vscode.l10n.t('No dead-letter queue'),
        reason: vscode.l10n.t(
          'A message that no consumer can handle is received again and again until it expires.',
        ),
        fix: vscode.l10n.t('Choose or create one'),
      };
    case 'deadLetterQueueMissing':
      return {
        title: vscode.l10n.t('The dead-letter queue does not exist'),
        reason: vscode.l10n.t('The redrive policy names {0}, which was deleted.', is),
        fix: vscode.l10n.t('Choose or create another'),
      };
    case 'deadLetterRetention':
      return {
        title: vscode.l10n.t('The dead-letter queue keeps messages no longer: {0}', seconds(is)),
        reason: vscode.l10n.t(
          'A message keeps its age there on a standard queue, so it can expire before anybody looks.',
        ),
        fix: vscode.l10n.t('Keep them there for {0}', seconds(better)),
      };
    case 'lowReceiveCount':
      return {
        title: vscode.l10n.t('maxReceiveCount is {0}', is),
        reason: vscode.l10n.t(
          'A consumer that is restarted once, or a look at the messages, sends them to the dead-letter queue.',
        ),
        fix: vscode.l10n.t('Set it to {0}', better),
      };
    case 'shortPolling':
      return {
        title: vscode.l10n.t('Short polling'),
        reason: vscode.l10n.t(
          'A receive that does not ask to wait answers empty at once, and each is paid for.',
        ),
        fix: vscode.l10n.t('Wait up to {0}', seconds(better)),
      };
    case 'shortVisibility':
      return {
        title: vscode.l10n.t('Visibility timeout of {0}', seconds(is)),
        reason: vscode.l10n.t(
          'A message that is not deleted in time is received again while it is still being worked on.',
        ),
        fix: vscode.l10n.t('Set it to {0}', seconds(better)),
      };
    case 'openPolicy':
      return {
        title: vscode.l10n.t('The access policy is open to everybody'),
        reason: vscode.l10n.t('It allows the principal * without a condition: anybody with an AWS account.'),
        fix: vscode.l10n.t('Edit the access policy'),
      };
    case 'smallMessages':
      return {
        title: vscode.l10n.t('Messages of at most {0}', bytes(is)),
        reason: vscode.l10n.t('SQS takes up to 1 MiB since August 2025; older queues keep their limit.'),
        fix: vscode.l10n.t('Allow {0}', bytes(better)),
      };
    case 'bigMessagesOfSource':
      return {
        title: vscode.l10n.t('The dead-letter queue takes smaller messages: {0}', bytes(is)),
        reason: vscode.l10n.t('Nothing bigger can be sent to it, nor redriven to it.'),
        fix: vscode.l10n.t('Allow {0} there', bytes(better)),
      };
    case 'shortRetention':
      return {
        title: vscode.l10n.t('Messages expire after {0}', seconds(is)),
        reason: vscode.l10n.t('A consumer that stands still for a night loses them.'),
        fix: vscode.l10n.t('Keep them for {0}', seconds(better)),
      };
    case 'longDelay':
      return {
        title: vscode.l10n.t('Delivery delay of {0}', seconds(is)),
        reason: vscode.l10n.t('It takes most of the time that a message is kept.'),
        fix: vscode.l10n.t('Deliver at once'),
      };
    case 'notEncrypted':
      return {
        title: vscode.l10n.t('Messages are stored without encryption'),
        reason: vscode.l10n.t('Encryption with keys of SQS costs nothing and needs no permission.'),
        fix: vscode.l10n.t('Encrypt with keys of SQS'),
      };
  }
}
