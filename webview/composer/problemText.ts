import type { ComposerStrings } from '../../src/shared/composerMessages';
import { format, formatCodePoint, formatInteger } from '../text';
import type { DraftProblem } from './draft';
import { positionOf } from './lineBreaks';

/** Where on the page a problem belongs; a number is the row of an attribute. */
export type ProblemPlace =
  | 'body'
  | 'attributes'
  | 'delay'
  | 'groupId'
  | 'deduplicationId'
  | 'traceHeader'
  | number;

/** Where the field stands that a problem is about. */
export function placeOf(problem: DraftProblem): ProblemPlace {
  switch (problem.code) {
    case 'bodyEmpty':
    case 'bodyCharacters':
    case 'tooLong':
    case 'placeholderUnknown':
      return 'body';
    case 'tooManyAttributes':
      return 'attributes';
    case 'attribute':
    case 'attributeNameTwice':
    case 'notHex':
      return problem.index;
    case 'delayOutOfRange':
    case 'delayOnFifo':
      return 'delay';
    case 'groupIdMissing':
    case 'groupIdInvalid':
      return 'groupId';
    case 'deduplicationIdMissing':
    case 'deduplicationIdInvalid':
    case 'deduplicationIdOnStandard':
      return 'deduplicationId';
    case 'traceHeaderInvalid':
      return 'traceHeader';
  }
}

/** The fields of an attribute's row. */
export type AttributeField = 'name' | 'type' | 'value';

/** Which field of the row the problem of an attribute is about. */
export function attributeFieldOf(problem: DraftProblem): AttributeField {
  if (problem.code === 'attributeNameTwice') return 'name';
  if (problem.code !== 'attribute') return 'value';
  if (problem.problem.startsWith('name')) return 'name';
  return problem.problem.startsWith('type') ? 'type' : 'value';
}

/** A problem as a sentence: what is wrong, and what is allowed. */
export function problemText(problem: DraftProblem, body: string, strings: ComposerStrings): string {
  switch (problem.code) {
    case 'bodyCharacters': {
      const { line, column } = positionOf(body, problem.character.index);
      return format(strings.bodyCharacters, formatCodePoint(problem.character.codePoint), line, column);
    }
    case 'tooLong':
      return format(strings.tooLong, formatInteger(problem.size), formatInteger(problem.maximum));
    case 'tooManyAttributes':
      return format(strings.tooManyAttributes, problem.maximum);
    case 'attribute':
      return strings.attributeProblems[problem.problem];
    case 'attributeNameTwice':
      return format(strings.attributeNameTwice, problem.name);
    case 'placeholderUnknown':
      return strings.placeholderUnknown.replace('{0}', problem.placeholder);
    case 'delayOutOfRange':
      return format(strings.delayOutOfRange, problem.maximum);
    case 'groupIdInvalid':
    case 'deduplicationIdInvalid':
      return strings.identifierInvalid;
    case 'bodyEmpty':
    case 'delayOnFifo':
    case 'groupIdMissing':
    case 'deduplicationIdMissing':
    case 'deduplicationIdOnStandard':
    case 'notHex':
    case 'traceHeaderInvalid':
      return strings[problem.code];
  }
}
