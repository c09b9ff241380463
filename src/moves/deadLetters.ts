import type { ReceivedMessage } from '../shared/message';

/** Messages of a dead-letter queue that look alike. */
export interface DeadLetterGroup {
  /** The keys of a JSON body, the root of an XML one, else empty: `{customer, items, orderId}`, `<order>`. */
  readonly shape: string;
  /** The attribute that tells of an error, as `name=value`; empty when there is none. */
  readonly error: string;
  /** Name of the queue that a message comes from; empty when SQS does not say. */
  readonly source: string;
  readonly messages: readonly ReceivedMessage[];
  /** When the oldest was sent, epoch milliseconds. */
  readonly oldestAt: number;
  /** How many expire within a day. */
  readonly expiringSoon: number;
}

const DAY_MS = 86_400_000;
const MAX_KEYS = 8;
const MAX_ERROR_LENGTH = 120;

/**
 * Groups dead letters by shape of the body, error attribute and source queue, the largest group first.
 * @param retentionMs of the dead-letter queue. A standard message keeps the clock of its first send there;
 *   of a FIFO message, whose clock begins anew, it is the earliest that it can expire
 */
export function groupDeadLetters(
  messages: readonly ReceivedMessage[],
  retentionMs: number,
  now: number,
): readonly DeadLetterGroup[] {
  const groups = new Map<string, ReceivedMessage[]>();
  for (const message of messages) {
    const key = JSON.stringify([shapeOf(message.body), errorOf(message), sourceNameOf(message)]);
    groups.set(key, [...(groups.get(key) ?? []), message]);
  }
  return [...groups.values()]
    .map((group) => describeGroup(group, retentionMs, now))
    .sort((a, b) => b.messages.length - a.messages.length);
}

function describeGroup(
  messages: readonly ReceivedMessage[],
  retentionMs: number,
  now: number,
): DeadLetterGroup {
  const [first] = messages;
  const sentTimes = messages.map(sentAt);
  return {
    shape: first ? shapeOf(first.body) : '',
    error: first ? errorOf(first) : '',
    source: first ? sourceNameOf(first) : '',
    messages,
    oldestAt: Math.min(...sentTimes),
    expiringSoon: sentTimes.filter((at) => at + retentionMs - now < DAY_MS).length,
  };
}

/** What a body looks like, without its values. */
export function shapeOf(body: string): string {
  const text = body.trimStart();
  if (text.startsWith('<'))
    return /^<(?:\?[^>]*\?>\s*<)?([^\s/>!?]+)/.exec(text)?.[1]?.replace(/^(.*)$/, '<$1>') ?? '';
  if (!/^[[{]/.test(text)) return '';
  try {
    return shapeOfValue(JSON.parse(text));
  } catch {
    return '';
  }
}

function shapeOfValue(value: unknown): string {
  if (Array.isArray(value)) return value.length > 0 ? `[${shapeOfValue(value[0])}]` : '[]';
  if (typeof value !== 'object' || value === null) return typeof value;
  const keys = Object.keys(value).sort();
  const shown = keys.slice(0, MAX_KEYS).join(', ');
  return keys.length > MAX_KEYS ? `{${shown}, …}` : `{${shown}}`;
}

/** The first attribute whose name speaks of an error. */
export function errorOf({ attributes }: ReceivedMessage): string {
  const attribute = attributes.find(({ name }) => /error|exception|fault|failure|reason|cause/i.test(name));
  return attribute ? `${attribute.name}=${attribute.value.slice(0, MAX_ERROR_LENGTH)}` : '';
}

/** The queue that the message comes from, by the ARN that SQS gives it in a dead-letter queue. */
export function sourceNameOf({ systemAttributes }: ReceivedMessage): string {
  return systemAttributes['DeadLetterQueueSourceArn']?.split(':').at(-1) ?? '';
}

function sentAt({ systemAttributes, receivedAt }: ReceivedMessage): number {
  return Number(systemAttributes['SentTimestamp'] ?? receivedAt);
}
