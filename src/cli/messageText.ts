import type { MessageAttribute } from '../shared/message';
import type { AttributeProblem, MessageProblem } from '../shared/messageChecks';
import { CommandError } from './commandError';

const attributeProblems: Readonly<Record<AttributeProblem, string>> = {
  nameEmpty: 'has no name',
  nameTooLong: 'has a name of more than 256 characters',
  nameCharacters: 'has a name with other characters than letters, digits, "_", "-" and "."',
  nameReserved: 'has a name that begins with "AWS." or "Amazon."',
  namePeriods: 'has a name that begins or ends with a period or has two in a row',
  typeUnknown: 'has another type than String, Number or Binary (with or without ".suffix")',
  typeTooLong: 'has a type of more than 256 characters',
  valueEmpty: 'has no value',
  valueCharacters: 'has a value with a character that SQS refuses',
  numberNotNumeric: 'is of type Number but its value is no number',
  numberTooPrecise: 'has a number of more than 38 digits',
  numberOutOfRange: 'has a number that is not between 10^-128 and 10^126',
  binaryNotBase64: 'is of type Binary but its value is not base64',
};

/** The sentence for something that SQS would refuse in a message. */
export function messageProblemText(problem: MessageProblem, attributes: readonly MessageAttribute[]): string {
  switch (problem.code) {
    case 'bodyEmpty':
      return 'The body is empty. SQS takes one character at least.';
    case 'bodyCharacters':
      return `The body has a character that SQS refuses: U+${hex(problem.character.codePoint)} at ${problem.character.index}.`;
    case 'tooLong':
      return `Body and attributes have ${problem.size} bytes. SQS takes ${problem.maximum} at most.`;
    case 'tooManyAttributes':
      return `There are ${problem.count} attributes. SQS takes ${problem.maximum} at most.`;
    case 'attribute':
      return `The attribute "${attributes[problem.index]?.name ?? ''}" ${attributeProblems[problem.problem]}.`;
    case 'attributeNameTwice':
      return `There are two attributes named "${problem.name}".`;
    case 'delayOutOfRange':
      return `--delay takes a whole number from 0 to ${problem.maximum} seconds.`;
    case 'delayOnFifo':
      return 'A FIFO queue takes no delay for a single message: set the delay of the queue.';
    case 'groupIdMissing':
      return 'A FIFO queue needs a message group: name it with --group.';
    case 'groupIdInvalid':
      return 'A message group ID has 1 to 128 letters, digits and punctuation marks, and no space.';
    case 'deduplicationIdMissing':
      return 'This queue needs a deduplication ID: give it with --deduplication-id.';
    case 'deduplicationIdInvalid':
      return 'A deduplication ID has 1 to 128 letters, digits and punctuation marks, and no space.';
    case 'deduplicationIdOnStandard':
      return 'Only FIFO queues take a deduplication ID.';
    case 'traceHeaderInvalid':
      return 'The trace header is none of AWS X-Ray.';
  }
}

/** Reads `Name=value` (a String) or `Name:Type=value`. @throws CommandError with exit code 2 */
export function readAttribute(text: string): MessageAttribute {
  const match = /^([^=:]*)(?::([^=]*))?=(.*)$/s.exec(text);
  if (!match) throw CommandError.usage(`--attribute takes Name=value or Name:Type=value, not "${text}".`);
  const [, name = '', dataType = 'String', value = ''] = match;
  return { name, dataType, value };
}

function hex(codePoint: number): string {
  return codePoint.toString(16).toUpperCase().padStart(4, '0');
}
