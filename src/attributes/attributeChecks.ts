import {
  type AttributeValueProblem,
  checkAttributeValue,
  type QueueAttribute,
  queueAttributes,
} from './queueAttributes';

export type Attributes = Readonly<Record<string, string>>;

/** What is wrong with attributes that are to be set, and with which. */
export type AttributeProblem =
  | { readonly attribute: string; readonly code: 'value'; readonly problem: AttributeValueProblem }
  | { readonly attribute: string; readonly code: 'unknown' | 'fifoOnly' | 'readOnly' }
  /** FifoThroughputLimit perMessageGroupId goes with DeduplicationScope messageGroup alone. */
  | { readonly attribute: string; readonly code: 'throughputNeedsScope' }
  /** A key of KMS and keys of SQS at the same time. */
  | { readonly attribute: string; readonly code: 'twoEncryptions' }
  | { readonly attribute: string; readonly code: 'notAnObject' }
  | { readonly attribute: string; readonly code: 'redriveArn' | 'redriveCount' | 'redriveType' }
  | { readonly attribute: string; readonly code: 'allowPermission' | 'allowSources' };

const ARN = /^arn:[\w-]+:sqs:[\w-]+:\d{12}:[\w-]+(\.fifo)?$/;
const MAX_RECEIVE_COUNT = 1_000;
/** As many sources as a RedriveAllowPolicy names. */
const MAX_ALLOWED_SOURCES = 10;

/** The attributes that SetQueueAttributes takes for a queue of this type. */
export function settableAttributes(isFifo: boolean): readonly QueueAttribute[] {
  return queueAttributes.filter(({ isSettable, isFifoOnly }) => isSettable && (isFifo || !isFifoOnly));
}

/** True for an attribute that an empty text takes away. */
export function isRemovable({ type }: QueueAttribute): boolean {
  return type === 'json' || type === 'text';
}

/**
 * Checks what is to be set as SQS does, before it is sent.
 * @param current what the queue has
 * @param changes what it is to get; an empty text removes a policy or a key
 */
export function checkAttributes(
  isFifo: boolean,
  current: Attributes,
  changes: Attributes,
): AttributeProblem[] {
  const problems = Object.entries(changes).flatMap(([name, value]) => checkOne(isFifo, name, value));
  if (problems.length > 0) return problems;
  return checkTogether({ ...current, ...changes }, changes);
}

function checkOne(isFifo: boolean, attribute: string, value: string): AttributeProblem[] {
  const known = queueAttributes.find(({ name }) => name === attribute);
  if (!known) return [{ attribute, code: 'unknown' }];
  if (!known.isSettable) return [{ attribute, code: 'readOnly' }];
  if (known.isFifoOnly && !isFifo) return [{ attribute, code: 'fifoOnly' }];
  if (value === '' && isRemovable(known)) return [];
  const problem = checkAttributeValue(known, value);
  if (problem) return [{ attribute, code: 'value', problem }];
  if (known.type !== 'json') return [];
  const policy: unknown = JSON.parse(value);
  if (!isObject(policy)) return [{ attribute, code: 'notAnObject' }];
  if (attribute === 'RedrivePolicy') return checkRedrive(isFifo, policy);
  return attribute === 'RedriveAllowPolicy' ? checkAllow(policy) : [];
}

function checkRedrive(isFifo: boolean, policy: Readonly<Record<string, unknown>>): AttributeProblem[] {
  const attribute = 'RedrivePolicy';
  const arn = policy['deadLetterTargetArn'];
  if (typeof arn !== 'string' || !ARN.test(arn)) return [{ attribute, code: 'redriveArn' }];
  if (arn.endsWith('.fifo') !== isFifo) return [{ attribute, code: 'redriveType' }];
  const count = Number(policy['maxReceiveCount']);
  const isCount = Number.isInteger(count) && count >= 1 && count <= MAX_RECEIVE_COUNT;
  return isCount ? [] : [{ attribute, code: 'redriveCount' }];
}

function checkAllow(policy: Readonly<Record<string, unknown>>): AttributeProblem[] {
  const attribute = 'RedriveAllowPolicy';
  const permission = policy['redrivePermission'];
  if (permission === 'allowAll' || permission === 'denyAll') return [];
  if (permission !== 'byQueue') return [{ attribute, code: 'allowPermission' }];
  const arns: unknown = policy['sourceQueueArns'];
  const isList =
    Array.isArray(arns) &&
    arns.length > 0 &&
    arns.length <= MAX_ALLOWED_SOURCES &&
    arns.every((arn) => typeof arn === 'string' && ARN.test(arn));
  return isList ? [] : [{ attribute, code: 'allowSources' }];
}

function checkTogether(after: Attributes, changes: Attributes): AttributeProblem[] {
  const problems: AttributeProblem[] = [];
  if (after['FifoThroughputLimit'] === 'perMessageGroupId' && after['DeduplicationScope'] !== 'messageGroup')
    problems.push({ attribute: 'FifoThroughputLimit', code: 'throughputNeedsScope' });
  // SQS switches its own keys off by itself when a key of KMS is set, unless the same request asks for both.
  if (changes['KmsMasterKeyId'] && changes['SqsManagedSseEnabled']?.toLowerCase() === 'true')
    problems.push({ attribute: 'SqsManagedSseEnabled', code: 'twoEncryptions' });
  return problems;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
