import { settableAttributes } from '../attributes/attributeChecks';
import { isSameValue } from '../attributes/attributeValues';
import { isFifoQueueName } from '../shared/queue';

/** A queue as SQS tells of it. */
export interface ExistingQueue {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** A file of queues, and what of them it cannot say. */
export interface WrittenQueueFile {
  readonly text: string;
  /** Names of queues whose dead-letter queue is not among the queues. */
  readonly withoutLink: readonly string[];
}

/** What the emulator has no use for: keys of KMS, and policies that name accounts and queues elsewhere. */
const leftOut: readonly string[] = [
  'Policy',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'SqsManagedSseEnabled',
];

/** Writes queues as a file that `parseQueueFile` reads: what differs from a new queue, tags, dead-letter links. */
export function toQueueFile(region: string, queues: readonly ExistingQueue[]): WrittenQueueFile {
  const names = new Set(queues.map(({ name }) => name));
  const withoutLink: string[] = [];
  const written = queues.map(({ name, attributes, tags }) => {
    const given = attributesOf(name, attributes);
    const link = linkOf(attributes['RedrivePolicy']);
    const isKnown = link && names.has(link.name);
    if (link && !isKnown) withoutLink.push(name);
    return {
      name,
      ...(Object.keys(given).length > 0 && { attributes: given }),
      ...(Object.keys(tags).length > 0 && { tags }),
      ...(isKnown && { deadLetterQueue: link }),
    };
  });
  return { text: `${JSON.stringify({ region, queues: written }, undefined, 2)}\n`, withoutLink };
}

function attributesOf(
  queueName: string,
  attributes: Readonly<Record<string, string>>,
): Readonly<Record<string, string | number | boolean>> {
  const different = settableAttributes(isFifoQueueName(queueName)).filter(({ name, default: usual }) => {
    const value = attributes[name];
    return value !== undefined && !leftOut.includes(name) && !isSameValue(value, usual ?? '');
  });
  const given: Record<string, string | number | boolean> = {};
  for (const { name, type } of different) {
    const value = attributes[name] ?? '';
    if (type === 'integer') given[name] = Number(value);
    else given[name] = type === 'boolean' ? value === 'true' : value;
  }
  return given;
}

function linkOf(policy: string | undefined): { name: string; maxReceiveCount: number } | undefined {
  try {
    const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(policy ?? '{}') as Record<string, unknown>;
    if (typeof deadLetterTargetArn !== 'string') return undefined;
    return { name: deadLetterTargetArn.split(':').at(-1) ?? '', maxReceiveCount: Number(maxReceiveCount) };
  } catch {
    return undefined;
  }
}
