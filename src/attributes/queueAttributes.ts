/** How the value of an attribute is written. */
export type AttributeValueType = 'integer' | 'boolean' | 'choice' | 'json' | 'text';

/** One attribute of a queue that SetQueueAttributes knows. */
export interface QueueAttribute {
  /** As SQS names it. */
  readonly name: string;
  readonly type: AttributeValueType;
  readonly unit?: 'seconds' | 'bytes' | undefined;
  /** Both ends are allowed. */
  readonly range?: readonly [minimum: number, maximum: number] | undefined;
  readonly choices?: readonly string[] | undefined;
  /** What a new queue has; undefined where the attribute is absent then. */
  readonly default?: string | undefined;
  readonly isFifoOnly: boolean;
  /** False for what only CreateQueue takes. */
  readonly isSettable: boolean;
}

/** All attributes that can be given to a queue, with units, ranges and defaults of the SQS API reference. */
export const queueAttributes: readonly QueueAttribute[] = [
  integer('VisibilityTimeout', 'seconds', [0, 43_200], 30),
  integer('DelaySeconds', 'seconds', [0, 900], 0),
  integer('ReceiveMessageWaitTimeSeconds', 'seconds', [0, 20], 0),
  integer('MessageRetentionPeriod', 'seconds', [60, 1_209_600], 345_600),
  integer('MaximumMessageSize', 'bytes', [1_024, 1_048_576], 1_048_576),
  integer('KmsDataKeyReusePeriodSeconds', 'seconds', [60, 86_400], undefined),
  { name: 'SqsManagedSseEnabled', type: 'boolean', default: 'true', isFifoOnly: false, isSettable: true },
  { name: 'KmsMasterKeyId', type: 'text', isFifoOnly: false, isSettable: true },
  { name: 'Policy', type: 'json', isFifoOnly: false, isSettable: true },
  { name: 'RedrivePolicy', type: 'json', isFifoOnly: false, isSettable: true },
  { name: 'RedriveAllowPolicy', type: 'json', isFifoOnly: false, isSettable: true },
  { name: 'FifoQueue', type: 'boolean', default: 'true', isFifoOnly: true, isSettable: false },
  {
    name: 'ContentBasedDeduplication',
    type: 'boolean',
    default: 'false',
    isFifoOnly: true,
    isSettable: true,
  },
  choice('DeduplicationScope', ['queue', 'messageGroup']),
  choice('FifoThroughputLimit', ['perQueue', 'perMessageGroupId']),
];

function integer(
  name: string,
  unit: 'seconds' | 'bytes',
  range: readonly [number, number],
  value: number | undefined,
): QueueAttribute {
  return {
    name,
    type: 'integer',
    unit,
    range,
    default: value?.toString(),
    isFifoOnly: false,
    isSettable: true,
  };
}

/** The first choice is the default. */
function choice(name: string, choices: readonly string[]): QueueAttribute {
  return { name, type: 'choice', choices, default: choices[0], isFifoOnly: true, isSettable: true };
}

/** What is wrong with the value of an attribute. */
export type AttributeValueProblem =
  | { readonly code: 'notAnInteger' }
  | { readonly code: 'outOfRange'; readonly minimum: number; readonly maximum: number }
  | { readonly code: 'notAChoice'; readonly choices: readonly string[] }
  | { readonly code: 'notJson' };

/** Checks a value as SetQueueAttributes does, as far as one value alone tells. */
export function checkAttributeValue(
  attribute: QueueAttribute,
  value: string,
): AttributeValueProblem | undefined {
  switch (attribute.type) {
    case 'integer':
      return checkInteger(attribute, value);
    case 'boolean':
      return checkChoice(['true', 'false'], value.toLowerCase());
    case 'choice':
      return checkChoice(attribute.choices ?? [], value);
    case 'json':
      return value === '' || isJson(value) ? undefined : { code: 'notJson' };
    case 'text':
      return undefined;
  }
}

function checkInteger({ range }: QueueAttribute, value: string): AttributeValueProblem | undefined {
  if (!/^-?\d+$/.test(value)) return { code: 'notAnInteger' };
  const number = Number(value);
  if (!range || (number >= range[0] && number <= range[1])) return undefined;
  return { code: 'outOfRange', minimum: range[0], maximum: range[1] };
}

function checkChoice(choices: readonly string[], value: string): AttributeValueProblem | undefined {
  return choices.includes(value) ? undefined : { code: 'notAChoice', choices };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
