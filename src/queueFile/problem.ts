import type { AttributeValueProblem } from '../attributes/queueAttributes';
import type { QueueNameProblem } from '../attributes/queueName';
import type { MessageProblem } from '../shared/messageChecks';

/** What a value has to be. */
export type Expected =
  | 'object'
  | 'list'
  | 'text'
  | 'wholeNumber'
  | 'attributeValue'
  | 'tagValue'
  | 'messageAttribute';

/** What is wrong with a file of queues. The sentence for it is made by `problemText`. */
export type QueueFileProblem = {
  /** Where, such as `queues[0].attributes.DelaySeconds`; empty for the whole file. */
  readonly path: string;
} & (
  | { readonly code: 'notJson'; readonly detail: string; readonly line?: number; readonly column?: number }
  | { readonly code: 'wrongType'; readonly expected: Expected }
  | { readonly code: 'missing'; readonly key: string }
  | { readonly code: 'unknownKey'; readonly key: string; readonly allowed: readonly string[] }
  | { readonly code: 'outOfRange'; readonly minimum: number; readonly maximum: number }
  | { readonly code: 'region'; readonly region: string }
  | { readonly code: 'queueName'; readonly problem: QueueNameProblem }
  | { readonly code: 'queueTwice'; readonly name: string; readonly region: string }
  | { readonly code: 'attributeValue'; readonly problem: AttributeValueProblem }
  | { readonly code: 'fifoOnly' }
  | { readonly code: 'fifoByName' }
  | { readonly code: 'redriveTwice' }
  | { readonly code: 'deadLetterMissing'; readonly name: string; readonly region: string }
  | { readonly code: 'deadLetterItself' }
  | { readonly code: 'deadLetterType' }
  | { readonly code: 'tagKey' }
  | { readonly code: 'tagValue' }
  | { readonly code: 'tooManyTags'; readonly maximum: number }
  | { readonly code: 'message'; readonly problem: MessageProblem }
);

/** A problem without its place. */
export type ProblemDetail = QueueFileProblem extends infer Each
  ? Each extends { readonly path: string }
    ? Omit<Each, 'path'>
    : never
  : never;
