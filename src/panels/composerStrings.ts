import { l10n } from 'vscode';
import type { ComposerStrings } from '../shared/composerMessages';
import { headingStrings } from './queueHeading';

export function composerStrings(): ComposerStrings {
  return {
    ...headingStrings(),
    ...bodyStrings(),
    ...attributeStrings(),
    ...optionStrings(),
    ...sendStrings(),
  };
}

function bodyStrings() {
  return {
    body: l10n.t('Body'),
    bodyMode: l10n.t('Body is'),
    modeAuto: l10n.t('Auto ({0})'),
    modeText: l10n.t('Text'),
    format: l10n.t('Format'),
    formatHint: l10n.t('Lays the body out over lines; numbers and texts in it stay as they are.'),
    find: l10n.t('Find'),
    validXml: l10n.t('Valid XML'),
    notXml: l10n.t('Not valid XML; it is sent as it is.'),
    notXmlHere: l10n.t('Not well-formed XML here.'),
    notJsonHere: l10n.t('Not valid JSON from here on.'),
    forbiddenHere: l10n.t('SQS does not allow this character.'),
    editorKeys: l10n.t('Tab leaves the editor, Ctrl+F or Cmd+F finds in it.'),
    editorPhrases: editorPhrases(),
    size: l10n.t('{0} of {1} bytes'),
    validJson: l10n.t('Valid JSON'),
    notJson: l10n.t('Not valid JSON; it is sent as it is.'),
    jsonTooDeep: l10n.t('This JSON is nested too deeply to be formatted.'),
    goTo: l10n.t('Go To'),
    openInTab: l10n.t('Open in Editor Tab'),
    openInTabHint: l10n.t('Edits the body in a full editor; each save brings it back here.'),
    showTab: l10n.t('Show Tab'),
    bodyInTab: l10n.t(
      'The body is open in an editor tab. Each save brings it here; close the tab to edit it here.',
    ),
    templates: l10n.t('Templates'),
    templatesHint: l10n.t('Saved messages, messages sent before, and envelopes of SNS, S3 and EventBridge.'),
    undo: l10n.t('Undo'),
    placeholders: l10n.t('Fill in placeholders'),
    placeholdersHint: l10n.t(
      'In body, IDs and attribute values: {{index}}, {{uuid}}, {{timestamp}} and {{random 1 100}}.',
    ),
    placeholderUnknown: l10n.t(
      '{0} is no placeholder. There are {{index}}, {{uuid}}, {{timestamp}} and {{random 1 100}}.',
      '{0}',
    ),
    bodyEmpty: l10n.t('The body is empty: SQS wants at least one character.'),
    bodyCharacters: l10n.t(
      'The body has the character {0} in line {1}, column {2}, which SQS does not allow. Allowed are tab, line feed, carriage return and all visible Unicode characters.',
    ),
    tooLong: l10n.t('Body and attributes have {0} bytes; the queue takes at most {1}.'),
  };
}

/** The English phrases of the editor's search, folding and marks. */
function editorPhrases(): Readonly<Record<string, string>> {
  return {
    Find: l10n.t('Find'),
    Replace: l10n.t('Replace'),
    next: l10n.t('Next'),
    previous: l10n.t('Previous'),
    all: l10n.t('All'),
    'match case': l10n.t('Match case'),
    'by word': l10n.t('Whole word'),
    regexp: l10n.t('Regular expression'),
    replace: l10n.t('Replace'),
    'replace all': l10n.t('Replace All'),
    close: l10n.t('Close'),
    'Fold line': l10n.t('Fold'),
    'Unfold line': l10n.t('Unfold'),
    'No diagnostics': l10n.t('No problems'),
  };
}

function attributeStrings() {
  return {
    attributes: l10n.t('Message attributes'),
    attributesHint: l10n.t('At most 10; they count towards the size.'),
    addAttribute: l10n.t('Add Attribute'),
    removeAttribute: l10n.t('Remove attribute {0}'),
    name: l10n.t('Name'),
    type: l10n.t('Type'),
    attributeRow: l10n.t('Attribute {0}'),
    customType: l10n.t('Custom type'),
    value: l10n.t('Value'),
    valueAs: l10n.t('Value as'),
    asText: l10n.t('Text'),
    asBase64: l10n.t('Base64'),
    asHex: l10n.t('Hex'),
    notHex: l10n.t('The value is not hexadecimal: two digits from 0 to f for each byte.'),
    tooManyAttributes: l10n.t('A message can have at most {0} attributes.'),
    attributeNameTwice: l10n.t('Another attribute has the name {0} as well.'),
    attributeProblems: {
      nameEmpty: l10n.t('The attribute needs a name.'),
      nameTooLong: l10n.t('The name is longer than 256 characters.'),
      nameCharacters: l10n.t('The name can have letters, digits, hyphens, underscores and periods only.'),
      nameReserved: l10n.t('Names that begin with AWS. or Amazon. are reserved.'),
      namePeriods: l10n.t('The name cannot begin or end with a period, nor have two in a row.'),
      typeUnknown: l10n.t('The type must be String, Number or Binary, with or without a custom type.'),
      typeTooLong: l10n.t('The type is longer than 256 characters.'),
      valueEmpty: l10n.t('The attribute needs a value.'),
      valueCharacters: l10n.t('The value has a character that SQS does not allow.'),
      numberNotNumeric: l10n.t('The value is not a number.'),
      numberTooPrecise: l10n.t('The number has more than 38 significant digits.'),
      numberOutOfRange: l10n.t('The number is not between 10^-128 and 10^126.'),
      binaryNotBase64: l10n.t('The value is not base64.'),
    },
  };
}

function optionStrings() {
  return {
    options: l10n.t('Delay, IDs and trace header'),
    delay: l10n.t('Delay (s)'),
    delayHint: l10n.t('0 to 900. Left empty, the delay of the queue holds: {0} s.'),
    messageGroupId: l10n.t('Message group ID'),
    groupHintFifo: l10n.t('Messages of one group are received in order.'),
    groupHintStandard: l10n.t('Optional: the tenant of a fair queue.'),
    deduplicationId: l10n.t('Deduplication ID'),
    deduplicationHintOptional: l10n.t('Optional: the queue takes the SHA-256 of the body.'),
    deduplicationHintRequired: l10n.t('SQS drops a second message with this ID for 5 minutes.'),
    newDeduplicationId: l10n.t('New ID'),
    newIdAfterSend: l10n.t('New ID after each send'),
    traceHeader: l10n.t('Trace header'),
    traceHeaderHint: l10n.t('Optional: AWSTraceHeader, by which X-Ray follows the message.'),
    newTraceHeader: l10n.t('New Trace'),
    traceHeaderInvalid: l10n.t(
      'This is no X-Ray trace header. It looks like Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1.',
    ),
    fromFile: l10n.t('From File…'),
    delayOutOfRange: l10n.t('The delay must be a whole number of seconds from 0 to {0}.'),
    delayOnFifo: l10n.t('A FIFO queue takes no delay for a single message.'),
    groupIdMissing: l10n.t('A FIFO queue needs a message group ID.'),
    deduplicationIdMissing: l10n.t(
      'This queue needs a deduplication ID: content-based deduplication is off.',
    ),
    deduplicationIdOnStandard: l10n.t('A standard queue takes no deduplication ID.'),
    identifierInvalid: l10n.t('1 to 128 letters, digits and punctuation characters are allowed, no spaces.'),
  };
}

function sendStrings() {
  return {
    openMessages: l10n.t('Receive Messages'),
    openDashboard: l10n.t('Dashboard'),
    send: l10n.t('Send'),
    sendAndKeep: l10n.t('Send and Keep'),
    sendAndKeepHint: l10n.t('Sends and keeps what was typed.'),
    sending: l10n.t('Sending…'),
    sendKeys: l10n.t('{0} sends'),
    sent: l10n.t('Sent message {0}'),
    duplicate: l10n.t(
      'Nothing was added: SQS had taken message {0} with this deduplication ID within the last 5 minutes.',
    ),
    fixFirst: l10n.t('Nothing was sent: the message has problems that are marked above.'),
    clear: l10n.t('Clear'),
    sendMany: l10n.t('Send many'),
    sendManyHint: l10n.t(
      'Sends this message many times, in batches of ten. With placeholders each one differs.',
    ),
    sendManyHintFifo: l10n.t(
      'Sends this message many times, in batches of ten, each with a new deduplication ID unless the ID has a placeholder.',
    ),
    count: l10n.t('Messages'),
    rate: l10n.t('Per second'),
    rateHint: l10n.t('as fast as it goes'),
    sendCount: l10n.t('Send {0}'),
    cancel: l10n.t('Cancel'),
    outOfRange: l10n.t('{0}: a whole number from {1} to {2} is needed.'),
    bulkSent: l10n.t('Sent {0} of {1} messages.'),
    bulkCancelled: l10n.t('Cancelled: sent {0} of {1} messages.'),
    bulkFailed: l10n.t('{0} failed.'),
    retryFailed: l10n.t('Retry {0} Failed'),
    retryMayDouble: l10n.t(
      'The answer to some was lost: they may have been sent, and a retry may send them a second time.',
    ),
    number: l10n.t('Number'),
    problem: l10n.t('Problem'),
    firstOf: l10n.t('The first {0} of {1}.'),
    history: l10n.t('Sent from this panel'),
    time: l10n.t('Time'),
    messageId: l10n.t('Message ID'),
    md5OfBody: l10n.t('MD5 of body'),
    sequenceNumber: l10n.t('Sequence number'),
  };
}
