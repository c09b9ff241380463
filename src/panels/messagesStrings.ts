import { l10n } from 'vscode';
import type { MessagesStrings } from '../shared/messagesPanelStrings';
import { headingStrings } from './queueHeading';

export function messagesStrings(): MessagesStrings {
  return {
    ...headingStrings(),
    ...receiveStrings(),
    ...listStrings(),
    ...detailStrings(),
    ...modeStrings(),
    ...filterStrings(),
    ...columnStrings(),
    ...selectionStrings(),
    ...layerStrings(),
  };
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
    attributesShort: l10n.t('Attributes: {0}'),
    attributesAll: l10n.t('All'),
    attributesNone: l10n.t('None'),
    attributesNamed: l10n.t('These'),
    attributesSome: l10n.t('{0} and {1} of SQS'),
    attributeNames: l10n.t('Names of message attributes'),
    attributeNamesHint: l10n.t('JobType, trace.*'),
    attributeNameWrong: l10n.t(
      '{0} is no name of a message attribute. Letters, digits, _, - and . are allowed, and .* at the end for all that begin so; separate names by commas.',
    ),
    attributeNamesMissing: l10n.t(
      'Type the names of the message attributes to receive, or choose All or None.',
    ),
    attributesPartial: l10n.t(
      'Not all attributes were asked for when this message was received. It cannot be moved or sent on as it is; receive it again with all attributes for that.',
    ),
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
    formatted: l10n.t('Formatted'),
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

function modeStrings() {
  return {
    modes: l10n.t('How to look at the queue'),
    modePeek: l10n.t('Peek'),
    modeLook: l10n.t('Look'),
    modeReceive: l10n.t('Receive'),
    peekHint: l10n.t('Shows the messages without receiving them: nothing changes in the queue.'),
    peekPause: l10n.t('Pause'),
    peekResume: l10n.t('Resume'),
    peekCounts: l10n.t('{0} visible · {1} in flight · {2} delayed'),
    peekPart: l10n.t('There are more: these are the first {0}.'),
    peekEmpty: l10n.t('The queue is empty'),
    lookHint: l10n.t(
      'A look receives each message once, hides it for 30 s at most, and releases all of them at the end. That adds 1 to the receive count of each.',
    ),
    lookSafe: l10n.t('The queue has no dead-letter queue, so that no message is moved by that.'),
    lookUnknown: l10n.t('Whether the queue has a dead-letter queue is not known.'),
    lookDeadLetter: l10n.t('A message received {0} times without being deleted goes to {1}.'),
    lookThird: l10n.t(
      'From its third receive on, a message leaves the alarm on the age of the oldest message and goes to the back.',
    ),
    lookFifo: l10n.t('Message groups are held meanwhile, and at most ten messages of each are seen.'),
    lookLimit: l10n.t('Messages at most'),
    look: l10n.t('Look'),
    looking: l10n.t('Looking…'),
    lookEmptyTitle: l10n.t('Not looked at yet'),
    lookEmptyHint: l10n.t('Opening this panel received nothing.'),
    includeDeadLetters: l10n.t('With {0}'),
    times: l10n.t('Times'),
    timesHint: l10n.t(
      'How many times to receive: a number from 1 to 1000, or empty to go on until it is stopped.',
    ),
    untilStopped: l10n.t('until stopped'),
    stop: l10n.t('Stop'),
    droppedOldest: l10n.t('{0} older messages were dropped from this list to bound its memory.'),
  };
}

function filterStrings() {
  return {
    filter: l10n.t('Filter'),
    filterPlaceholder: l10n.t('Filter: text, attr.JobType = NewDonor, body.order.id = 42, receiveCount > 2'),
    filterHelp: l10n.t(
      'Text is looked for in ID, body, group and attributes. Fields: id, body, group, dedup, receiveCount, size, state, queue, sent, age, firstReceived, expires, expiresIn, attr.Name, system.Name, body.path. Operators: = != > < >= <= ~ (contains) !~, has, and, or, not, parentheses; * stands for any text.',
    ),
    saveFilter: l10n.t('Save Filter'),
    forgetFilter: l10n.t('Forget Filter'),
    savedFilters: l10n.t('Saved filters'),
    clearFilter: l10n.t('Clear Filter'),
    filteredCount: l10n.t('{0} of {1}'),
    filteredNone: l10n.t('No message passes the filter.'),
  };
}

function columnStrings() {
  return {
    columns: l10n.t('Columns'),
    addColumn: l10n.t('Add a column'),
    addColumnHint: l10n.t('attr.JobType, body.order.id, …'),
    resetColumns: l10n.t('Reset'),
    removeColumn: l10n.t('Remove the column {0}'),
    state: l10n.t('State'),
    queue: l10n.t('Queue'),
    firstReceived: l10n.t('First received'),
    expires: l10n.t('Expires in'),
    visible: l10n.t('visible'),
    inFlight: l10n.t('in flight'),
    delayed: l10n.t('delayed'),
    blocked: l10n.t('held by its group'),
    dueIn: l10n.t('in {0}'),
    groups: l10n.t('Message groups ({0})'),
    group: l10n.t('Group'),
  };
}

function selectionStrings() {
  return {
    selectedMany: l10n.t('{0} messages are selected'),
    selectedManyHint: l10n.t('Actions are done on each; those that fail are listed.'),
    noReceipt: l10n.t('Only a receive gives the receipt that deleting, releasing and extending need.'),
    withoutReceipt: l10n.t('{0} failed:'),
    fifoLapsed: l10n.t('The receipt has lapsed: a FIFO queue deletes only while it lasts.'),
    more: l10n.t('More'),
    move: l10n.t('Move to Queue…'),
    resend: l10n.t('Resend…'),
    editAndResend: l10n.t('Edit and Resend'),
    reproduceLocally: l10n.t('Reproduce Locally…'),
    copyAs: l10n.t('Copy as'),
    copyAsAwsCli: l10n.t('AWS CLI Command'),
    copyAsSdk: l10n.t('SDK Code'),
    copyAsLambdaEvent: l10n.t('Lambda Event'),
    save: l10n.t('Save as…'),
    compare: l10n.t('Compare'),
    openInEditor: l10n.t('Open in Editor'),
  };
}

function layerStrings() {
  return {
    layers: l10n.t('Layers of the body'),
    layerBody: l10n.t('Body'),
    layerSnsMessage: l10n.t('SNS message'),
    layerDetail: l10n.t('Event detail'),
    layerBase64: l10n.t('Decoded base64'),
    layerGzip: l10n.t('Inflated'),
    layerJsonText: l10n.t('JSON in the string'),
    badgeJson: l10n.t('JSON'),
    badgeXml: l10n.t('XML'),
    badgeBase64: l10n.t('base64'),
    badgeGzip: l10n.t('gzip'),
    badgeSns: l10n.t('SNS'),
    badgeS3Event: l10n.t('S3 event'),
    badgeEventBridge: l10n.t('EventBridge'),
    badgeS3Pointer: l10n.t('S3 pointer'),
    badgeBinary: l10n.t('binary'),
    pointerWarning: l10n.t(
      'The payload is the object s3://{0}/{1}. Copies and resent messages share it, and whoever deletes one of them with its payload takes it from the others.',
    ),
    raw: l10n.t('Raw message'),
    stateUntil: l10n.t('{0} for {1} more'),
    heldBy: l10n.t('Held by {0}'),
  };
}
