import { EmulatorClient } from '../emulatorClient/emulatorClient';
import type { QueueRef } from '../shared/queue';
import type { PeekedMessage, PeekSnapshot, PeekSource } from './peek';

const PAGE_SIZE = 1_000;

type AdminMessage = Awaited<ReturnType<EmulatorClient['peek']>>['messages'][number];

/** Peeks by the admin API of Queuescope's emulator. @param endpoint undefined while it does not run */
export function emulatorPeek(endpoint: () => string | undefined): PeekSource {
  return { read: (queue, limit) => readAll(endpoint(), queue, limit) };
}

async function readAll(
  endpoint: string | undefined,
  { queueUrl, region }: QueueRef,
  limit: number,
): Promise<PeekSnapshot> {
  if (endpoint === undefined) throw new Error('The emulator is not running.');
  const client = new EmulatorClient(endpoint);
  const messages: PeekedMessage[] = [];
  let cursor: string | undefined;
  for (;;) {
    const wanted = Math.min(limit - messages.length, PAGE_SIZE);
    const page = await client.peek({ queue: queueUrl, region, limit: wanted, cursor });
    messages.push(...page.messages.map(toPeeked));
    cursor = page.cursor;
    if (cursor === undefined || messages.length >= limit) {
      return { now: page.now, messages, isWhole: cursor === undefined };
    }
  }
}

function toPeeked(message: AdminMessage): PeekedMessage {
  const { id, body, md5OfBody, attributes, systemAttributes, visibleAt, receivedBy, expiresAt } = message;
  return {
    messageId: id,
    body,
    md5OfBody,
    attributes,
    systemAttributes,
    state: message.isBlocked ? 'blocked' : message.state,
    visibleAt,
    receivedBy: receivedBy?.userAgent ?? receivedBy?.accessKeyId,
    expiresAt,
  };
}
