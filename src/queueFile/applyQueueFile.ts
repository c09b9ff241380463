import { isSameValue } from '../attributes/attributeValues';
import type { QueueRef } from '../shared/queue';
import { Failure, toFailure } from '../sqs/failure';
import type { SqsService } from '../sqs/sqsService';
import type { QueueDefinition, QueueFile } from './queueFile';

/** What became of one queue. */
export interface AppliedQueue {
  readonly name: string;
  readonly region: string;
  readonly outcome: 'created' | 'updated' | 'unchanged';
  /** Attributes and tags that got another value; none of a queue that was created. */
  readonly changes: readonly string[];
  readonly sentMessages: number;
}

/** A queue that could not be made as the file wants it. Those before it were. */
export class QueueFileError extends Error {
  override readonly name = 'QueueFileError';

  constructor(
    readonly queue: QueueDefinition,
    readonly failure: Failure,
  ) {
    super(failure.message, { cause: failure });
  }
}

/** A queue that is there, and what has been done to it so far. */
interface Present {
  readonly definition: QueueDefinition;
  readonly service: SqsService;
  readonly queue: QueueRef;
  readonly isNew: boolean;
  readonly changes: string[];
}

/**
 * Makes queues as a file defines them. Queues that are there get what differs, and keep everything that the file does
 * not name; applied a second time it changes nothing.
 * @throws QueueFileError; what is no answer of SQS as it is
 */
export async function applyQueueFile(
  { queues }: QueueFile,
  getService: (region: string) => SqsService,
): Promise<readonly AppliedQueue[]> {
  const present: Present[] = [];
  for (const definition of queues)
    present.push(await naming(definition, () => makeQueue(definition, getService(definition.region))));
  // Links come after all queues are there, messages after the links.
  for (const each of present) await naming(each.definition, () => linkQueue(each, present));
  for (const each of present) await naming(each.definition, () => sendMessages(each));
  return present.map(toApplied);
}

async function naming<T>(definition: QueueDefinition, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failure = toFailure(error);
    throw failure ? new QueueFileError(definition, failure) : error;
  }
}

async function makeQueue(definition: QueueDefinition, service: SqsService): Promise<Present> {
  const { name, attributes, tags } = definition;
  const existing = await findQueue(service, name);
  if (existing) {
    const changes = [
      ...(await updateAttributes(service, existing, attributes)),
      ...(await updateTags(service, existing, tags)),
    ];
    return { definition, service, queue: existing, isNew: false, changes };
  }
  const queue = await service.createQueue(name, attributes);
  if (Object.keys(tags).length > 0) await service.tagQueue(queue, tags);
  return { definition, service, queue, isNew: true, changes: [] };
}

async function findQueue(service: SqsService, name: string): Promise<QueueRef | undefined> {
  try {
    return await service.getQueueUrl(name);
  } catch (error) {
    if (error instanceof Failure && error.kind === 'notFound') return undefined;
    throw error;
  }
}

/** @returns the names of the attributes that were different */
async function updateAttributes(
  service: SqsService,
  queue: QueueRef,
  attributes: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  // The type of a queue follows from its name, so it cannot be different.
  const wanted = Object.entries(attributes).filter(([name]) => name !== 'FifoQueue');
  if (wanted.length === 0) return [];
  const current = await service.readAttributes(queue);
  const different = wanted.filter(([name, value]) => !isSameValue(value, current[name] ?? ''));
  if (different.length > 0) await service.setAttributes(queue, Object.fromEntries(different));
  return different.map(([name]) => name);
}

async function updateTags(
  service: SqsService,
  queue: QueueRef,
  wanted: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  if (Object.keys(wanted).length === 0) return [];
  const current = await service.readTags(queue);
  const different = Object.entries(wanted).filter(([key, value]) => current[key] !== value);
  if (different.length > 0) await service.tagQueue(queue, Object.fromEntries(different));
  return different.map(([key]) => `tag ${key}`);
}

async function linkQueue(each: Present, present: readonly Present[]): Promise<void> {
  const { deadLetterQueue: link, region } = each.definition;
  if (!link) return;
  const target = present.find(({ queue }) => queue.queueName === link.name && queue.region === region);
  if (!target) throw new Error(`There is no queue ${link.name} in ${region}.`);
  const { QueueArn: deadLetterTargetArn } = await target.service.readAttributes(target.queue);
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: link.maxReceiveCount });
  each.changes.push(...(await updateAttributes(each.service, each.queue, { RedrivePolicy })));
}

async function sendMessages({ isNew, service, queue, definition }: Present): Promise<void> {
  if (!isNew) return;
  for (const draft of definition.messages) await service.sendMessage(queue, draft);
}

function toApplied({ definition, isNew, changes }: Present): AppliedQueue {
  const { name, region, messages } = definition;
  if (isNew) return { name, region, outcome: 'created', changes: [], sentMessages: messages.length };
  return { name, region, outcome: changes.length > 0 ? 'updated' : 'unchanged', changes, sentMessages: 0 };
}
