import type { MessageAttribute } from '../../shared/message';
import { md5OfBody } from '../actions/digest';
import type { Account } from '../core/account';
import { parseQueueArn } from '../core/arn';
import { FifoMessage, type Message } from '../core/message';
import type { Queue } from '../core/queue';
import { AdminError, invalid } from './adminError';
import type { GroupSummary, PeekedMessage, PeekPage, PeekState, QueueSummary } from './adminTypes';

/** Which messages of a queue to show. */
export interface PeekRequest {
  readonly state: PeekState | undefined;
  readonly groupId: string | undefined;
  /** From an earlier page. */
  readonly cursor: string | undefined;
  /** 1 … 1000 */
  readonly limit: number;
}

/**
 * Finds a queue by its name, its URL or its ARN.
 * @param region needed for a name that several regions have
 * @throws AdminError
 */
export function findQueue(account: Account, text: string | null, region: string | null): Queue {
  if (!text) throw invalid('Say which queue: its name, its URL or its ARN as "queue".');
  const isArn = parseQueueArn(text) !== undefined;
  const name = text.slice(text.lastIndexOf('/') + 1);
  const found = isArn ? [account.findQueueByArn(text)] : findByName(account, name, region);
  const [queue, other] = found.filter((candidate) => candidate !== undefined);
  if (queue && other) {
    throw invalid(`Several regions have a queue "${name}": say which with "region" (${queue.region}, …).`);
  }
  if (queue) return queue;
  throw new AdminError('notFound', `There is no queue "${text}"${region ? ` in ${region}` : ''}.`);
}

function findByName(account: Account, name: string, region: string | null): (Queue | undefined)[] {
  if (region) return [account.findRegion(region)?.findQueue(name)];
  return [...account.regions].map((each) => each.findQueue(name));
}

export function summarize(queue: Queue): QueueSummary {
  const { name, region, arn, isFifo } = queue;
  return { name, region, arn, isFifo, counts: queue.getCounts() };
}

/** One page of a queue's messages. O(n) in its backlog; nothing changes but what time alone has changed. */
export function peek(queue: Queue, request: PeekRequest): PeekPage {
  const now = queue.advance();
  const after = readCursor(request.cursor);
  const found: Message[] = [];
  for (const message of queue.getMessages()) {
    if (message.order > after && isWanted(queue, message, request)) found.push(message);
  }
  found.sort((a, b) => a.order - b.order);
  const page = found.slice(0, request.limit);
  const last = found.length > page.length ? page.at(-1) : undefined;
  return {
    queue: summarize(queue),
    now,
    messages: page.map((message) => describe(queue, message)),
    ...(last && { cursor: String(last.order) }),
  };
}

/** The message groups of a queue that have messages, by id. */
export function listGroups(queue: Queue): GroupSummary[] {
  queue.advance();
  const groups = new Map<
    string,
    { visible: number; inFlight: number; delayed: number; isBlocked: boolean }
  >();
  for (const message of queue.getMessages()) {
    if (message.groupId === undefined) continue;
    const group = groups.get(message.groupId) ?? { visible: 0, inFlight: 0, delayed: 0, isBlocked: false };
    group[queue.getState(message)]++;
    if (isBlocked(queue, message)) group.isBlocked = true;
    groups.set(message.groupId, group);
  }
  return [...groups]
    .map(([groupId, group]) => ({ groupId, ...group }))
    .sort((a, b) => (a.groupId < b.groupId ? -1 : 1));
}

function isWanted(queue: Queue, message: Message, { state, groupId }: PeekRequest): boolean {
  if (groupId !== undefined && message.groupId !== groupId) return false;
  return state === undefined || queue.getState(message) === state;
}

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw invalid('"cursor" must be one that an earlier page gave.');
}

/** All of one message. @internal for the LocalStack route as well */
export function describe(queue: Queue, message: Message): PeekedMessage {
  const { delivery } = message;
  const state = queue.getState(message);
  return {
    id: message.id,
    state,
    body: message.body,
    md5OfBody: md5OfBody(message),
    attributes: (message.details?.attributes ?? []).map(toAttribute),
    systemAttributes: toSystemAttributes(queue, message),
    sentAt: message.sentAt,
    expiresAt: message.sentAt + queue.settings.retentionMs,
    receiveCount: message.receiveCount,
    visibleAt:
      state === 'visible' ? undefined : (delivery?.visibleAt ?? message.sentAt + queue.settings.delayMs),
    receivedAt: delivery && message.receiveCount > 0 ? delivery.receivedAt : undefined,
    receivedBy: state === 'inFlight' ? delivery?.receivedBy : undefined,
    groupId: message.groupId,
    isBlocked: isBlocked(queue, message),
  };
}

/** Order holds a visible message of a FIFO queue back while the first of its group is not visible. */
function isBlocked(queue: Queue, message: Message): boolean {
  if (!(message instanceof FifoMessage) || queue.getState(message) !== 'visible') return false;
  for (let earlier = message.previousInGroup; earlier; earlier = earlier.previousInGroup) {
    if (queue.getState(earlier) !== 'visible') return true;
  }
  return false;
}

function toAttribute({
  name,
  dataType,
  value,
}: {
  readonly name: string;
  readonly dataType: string;
  readonly value: string | Uint8Array;
}): MessageAttribute {
  return { name, dataType, value: typeof value === 'string' ? value : Buffer.from(value).toString('base64') };
}

function toSystemAttributes(queue: Queue, message: Message): Record<string, string> {
  const { delivery } = message;
  const all: Record<string, string | undefined> = {
    SenderId: message.senderId,
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp:
      message.receiveCount > 0 ? String(delivery?.firstReceivedAt) : undefined,
    MessageGroupId: message.groupId,
    MessageDeduplicationId: queue.getDeduplicationId(message),
    SequenceNumber: message instanceof FifoMessage ? message.sequenceNumber : undefined,
    AWSTraceHeader: message.details?.traceHeader,
    DeadLetterQueueSourceArn: delivery?.deadLetterSourceArn,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
