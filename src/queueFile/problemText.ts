import type { AttributeValueProblem } from '../attributes/queueAttributes';
import type { QueueNameProblem } from '../attributes/queueName';
import type { AttributeProblem, MessageProblem } from '../shared/messageChecks';
import type { Expected, QueueFileProblem } from './problem';

/** Translates a text and fills in its placeholders, as `vscode.l10n` does. */
export interface Translator {
  t(text: string, ...values: (string | number)[]): string;
}

/** For programs that speak English alone. */
export const english: Translator = {
  t: (text, ...values) =>
    text.replace(/\{(\d)\}/g, (hole, index: string) => String(values[Number(index)] ?? hole)),
};

/** The sentence for a problem: where, what is wrong, what is allowed. */
export function problemText(problem: QueueFileProblem, l10n: Translator = english): string {
  const sentence = sentenceOf(problem, l10n);
  return problem.path === '' ? sentence : l10n.t('{0}: {1}', problem.path, sentence);
}

function sentenceOf(problem: QueueFileProblem, l10n: Translator): string {
  switch (problem.code) {
    case 'notJson':
      return problem.line === undefined || problem.column === undefined
        ? l10n.t('This is not JSON: {0}', problem.detail)
        : l10n.t('Line {0}, column {1} is not JSON: {2}', problem.line, problem.column, problem.detail);
    case 'wrongType':
      return expectedText(problem.expected, l10n);
    case 'missing':
      return l10n.t('“{0}” is missing.', problem.key);
    case 'unknownKey':
      return l10n.t('“{0}” is not known here; allowed are: {1}.', problem.key, problem.allowed.join(', '));
    case 'outOfRange':
      return l10n.t('This must be from {0} to {1}.', problem.minimum, problem.maximum);
    case 'region':
      return l10n.t('“{0}” is no region; one is written like us-east-1.', problem.region);
    case 'queueName':
      return nameText(problem.problem, l10n);
    case 'queueTwice':
      return l10n.t(
        '{0} stands twice in {1}; a name is allowed once per region.',
        problem.name,
        problem.region,
      );
    case 'attributeValue':
      return valueText(problem.problem, l10n);
    case 'fifoOnly':
      return l10n.t('Only FIFO queues have this attribute; their names end in .fifo.');
    case 'fifoByName':
      return l10n.t('A queue is FIFO when its name ends in .fifo, and only then; leave this attribute out.');
    case 'redriveTwice':
      return l10n.t(
        'The dead-letter queue is given twice; leave out either this or the attribute RedrivePolicy.',
      );
    case 'deadLetterMissing':
      return l10n.t('The file has no queue {0} in {1}; define it there too.', problem.name, problem.region);
    case 'deadLetterItself':
      return l10n.t('A queue cannot be its own dead-letter queue.');
    case 'deadLetterType':
      return l10n.t('The dead-letter queue of a FIFO queue must be FIFO, that of a standard queue standard.');
    case 'tagKey':
      return l10n.t(
        'A tag’s key has 1 to 128 letters, digits, spaces or any of _ . : / = + - @, and does not begin with “aws:”.',
      );
    case 'tagValue':
      return l10n.t('A tag’s value has at most 256 letters, digits, spaces or any of _ . : / = + - @.');
    case 'tooManyTags':
      return l10n.t('At most {0} tags are allowed.', problem.maximum);
    case 'message':
      return messageText(problem.problem, l10n);
  }
}

function expectedText(expected: Expected, l10n: Translator): string {
  switch (expected) {
    case 'object':
      return l10n.t('This must be an object: { … }.');
    case 'list':
      return l10n.t('This must be a list: [ … ].');
    case 'text':
      return l10n.t('This must be text: "…".');
    case 'wholeNumber':
      return l10n.t('This must be a whole number.');
    case 'attributeValue':
      return l10n.t('This must be text, a number, true, false or an object.');
    case 'tagValue':
      return l10n.t('A tag’s value must be text: "…".');
    case 'messageAttribute':
      return l10n.t('This must be text, a number, or an object of “dataType” and “value”.');
  }
}

function nameText(problem: QueueNameProblem, l10n: Translator): string {
  switch (problem.code) {
    case 'empty':
      return l10n.t('A queue needs a name: letters, digits, hyphens and underscores, at most 80.');
    case 'tooLong':
      return l10n.t('{0} characters are too many: at most {1} are allowed.', problem.length, problem.maximum);
    case 'character':
      return l10n.t(
        '“{0}” is not allowed: only the letters A–Z and a–z, digits, hyphens and underscores are.',
        problem.character,
      );
    case 'suffixMissing':
    case 'suffixOnStandard':
      return l10n.t('The name of a FIFO queue, and only that, ends in .fifo.');
  }
}

function valueText(problem: AttributeValueProblem, l10n: Translator): string {
  switch (problem.code) {
    case 'notAnInteger':
      return l10n.t('This must be a whole number.');
    case 'outOfRange':
      return l10n.t('This must be from {0} to {1}.', problem.minimum, problem.maximum);
    case 'notAChoice':
      return l10n.t('This must be one of: {0}.', problem.choices.join(', '));
    case 'notJson':
      return l10n.t('This must be an object, or text that is JSON.');
  }
}

/** What SQS would refuse in a message. */
export function messageText(problem: MessageProblem, l10n: Translator): string {
  switch (problem.code) {
    case 'bodyEmpty':
      return l10n.t('The body is empty; SQS wants at least one character.');
    case 'bodyCharacters':
      return l10n.t(
        'The body has a character at {0} that SQS does not allow: U+{1}.',
        problem.character.index,
        problem.character.codePoint.toString(16).toUpperCase().padStart(4, '0'),
      );
    case 'tooLong':
      return l10n.t('The message has {0} bytes; at most {1} are allowed.', problem.size, problem.maximum);
    case 'tooManyAttributes':
      return l10n.t(
        '{0} message attributes are too many: at most {1} are allowed.',
        problem.count,
        problem.maximum,
      );
    case 'attribute':
      return l10n.t(
        'Message attribute {0}: {1}',
        problem.index + 1,
        messageAttributeText(problem.problem, l10n),
      );
    case 'attributeNameTwice':
      return l10n.t('The message attribute {0} stands twice.', problem.name);
    case 'delayOutOfRange':
      return l10n.t('delaySeconds must be a whole number from 0 to {0}.', problem.maximum);
    case 'delayOnFifo':
      return l10n.t(
        'A message of a FIFO queue has no delaySeconds; set the attribute DelaySeconds of the queue.',
      );
    case 'groupIdMissing':
      return l10n.t('A message of a FIFO queue needs “messageGroupId”.');
    case 'groupIdInvalid':
      return l10n.t('messageGroupId takes 1 to 128 visible ASCII characters.');
    case 'deduplicationIdMissing':
      return l10n.t(
        'Give “messageDeduplicationId”, or set the attribute ContentBasedDeduplication of the queue.',
      );
    case 'deduplicationIdInvalid':
      return l10n.t('messageDeduplicationId takes 1 to 128 visible ASCII characters.');
    case 'deduplicationIdOnStandard':
      return l10n.t('Only messages of FIFO queues have “messageDeduplicationId”.');
    case 'traceHeaderInvalid':
      return l10n.t('The trace header is none of AWS X-Ray.');
  }
}

function messageAttributeText(problem: AttributeProblem, l10n: Translator): string {
  switch (problem) {
    case 'nameEmpty':
    case 'nameTooLong':
    case 'nameCharacters':
    case 'namePeriods':
    case 'nameReserved':
      return l10n.t(
        'a name has 1 to 256 letters, digits, _, - and single periods inside, and does not begin with AWS. or Amazon.',
      );
    case 'typeUnknown':
    case 'typeTooLong':
      return l10n.t(
        'a type is String, Number or Binary, with or without a custom .suffix, at most 256 characters.',
      );
    case 'valueEmpty':
      return l10n.t('the value is empty.');
    case 'valueCharacters':
      return l10n.t('the value has a character that SQS does not allow.');
    case 'numberNotNumeric':
    case 'numberTooPrecise':
    case 'numberOutOfRange':
      return l10n.t('a Number has at most 38 digits and a size from 10^-128 to 10^126.');
    case 'binaryNotBase64':
      return l10n.t('a Binary value is written in base64.');
  }
}
