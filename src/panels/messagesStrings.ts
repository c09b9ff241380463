import { l10n } from 'vscode';
import type { MessagesStrings } from '../shared/messagesPanelMessages';
import { headingStrings } from './queueHeading';

export function messagesStrings(): MessagesStrings {
  return { ...headingStrings(), ...receiveStrings(), ...listStrings(), ...detailStrings() };
}

function receiveStrings() {
  return {
    maxNumberOfMessages: l10n.t('Messages'),
    waitTimeSeconds: l10n.t('Wait (s)'),
    visibilityTimeout: l10n.t('Visibility timeout (s)'),
    queueDefault: l10n.t('queue default'),
    queueDefaultOf: l10n.t('queue default: {0}'),
    receive: l10n.t('Receive'),
    receiving: l10n.t('Receiving…'),
    cancel: l10n.t('Cancel'),
    clear: l10n.t('Clear List'),
    clearHint: l10n.t('Empties this list only; the messages stay in the queue.'),
    sendMessage: l10n.t('Send Message'),
    openDashboard: l10n.t('Dashboard'),
    receiveOptions: l10n.t('Receive options'),
    outOfRange: l10n.t('{0}: a whole number from {1} to {2} is needed.'),
    effect: l10n.t(
      'Receiving adds 1 to the receive count of each message and hides it from other consumers for {0}.',
    ),
    effectUnknown: l10n.t(
      'Receiving adds 1 to the receive count of each message and hides it from other consumers for the visibility timeout of the queue.',
    ),
    effectNotHidden: l10n.t(
      'Receiving adds 1 to the receive count of each message; with a visibility timeout of 0 it stays visible to other consumers.',
    ),
    effectDeadLetter: l10n.t('A message received {0} times without being deleted goes to {1}.'),
    effectFifo: l10n.t('Its message group is held until it is deleted or visible again.'),
    receivedOne: l10n.t('Received 1 message.'),
    receivedMany: l10n.t('Received {0} messages.'),
    receivedNone: l10n.t('No message came.'),
    receiveCancelled: l10n.t(
      'Cancelled: a message that was on its way stays hidden for its visibility timeout.',
    ),
  };
}

function listStrings() {
  return {
    emptyTitle: l10n.t('No messages received'),
    emptyHint: l10n.t('Opening this panel received nothing. Choose Receive to get messages from the queue.'),
    listLabel: l10n.t('Received messages'),
    messageId: l10n.t('ID'),
    body: l10n.t('Body'),
    messageGroupId: l10n.t('Group'),
    receiveCount: l10n.t('Receives'),
    sent: l10n.t('Sent'),
    timeLeft: l10n.t('Time left'),
    size: l10n.t('Size'),
    lapsed: l10n.t('lapsed'),
  };
}

function detailStrings() {
  return {
    selectHint: l10n.t('Select a message to see its body and attributes.'),
    detailLabel: l10n.t('Message {0}'),
    loading: l10n.t('Loading…'),
    delete: l10n.t('Delete'),
    release: l10n.t('Release Now'),
    releaseHint: l10n.t('Sets the visibility timeout to 0: other consumers can receive the message at once.'),
    extend: l10n.t('Extend'),
    extendSeconds: l10n.t('Seconds from now'),
    copyBody: l10n.t('Copy Body'),
    receiptLeft: l10n.t('The receipt is good for {0} more.'),
    receiptLapsedStandard: l10n.t(
      'The receipt has lapsed: the message may be with another consumer. Delete still deletes it.',
    ),
    receiptLapsedFifo: l10n.t(
      'The receipt has lapsed: a FIFO queue deletes only while it lasts. Receive the message once more to delete it.',
    ),
    pretty: l10n.t('Formatted JSON'),
    tooDeep: l10n.t('This JSON is nested too deeply to be formatted.'),
    shownPart: l10n.t('Showing the first {0} of {1} characters.'),
    showAll: l10n.t('Show All'),
    attributes: l10n.t('Message attributes'),
    noAttributes: l10n.t('The message has no attributes.'),
    systemAttributes: l10n.t('System attributes'),
    name: l10n.t('Name'),
    type: l10n.t('Type'),
    value: l10n.t('Value'),
    md5OfBody: l10n.t('MD5 of body'),
    messageGone: l10n.t('The message is not in the list any more.'),
  };
}
