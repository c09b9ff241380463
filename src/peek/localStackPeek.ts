import type { MessageAttribute } from '../shared/message';
import type { QueueRef } from '../shared/queue';
import type { PeekedMessage, PeekSnapshot, PeekSource } from './peek';

const TIMEOUT_MS = 10_000;

type Json = Readonly<Record<string, unknown>>;

/**
 * Peeks by LocalStack's own route (LocalStack: "SQS developer endpoints"), which other emulators answer as well.
 *
 * It tells which messages are in flight or delayed, but not until when.
 */
export function localStackPeek(endpoint: string): PeekSource {
  return {
    read: async (queue, limit) => {
      const answer = await ask(endpoint, queue);
      if (!answer.ok)
        throw new Error(`${new URL(answer.url).host} does not show its messages (${answer.status}).`);
      return toSnapshot(await answer.json(), limit);
    },
  };
}

/** True when the server at an endpoint shows the messages of a queue. */
export async function canPeek(endpoint: string, queue: QueueRef): Promise<boolean> {
  try {
    const answer = await ask(endpoint, queue);
    return answer.ok && asRecord(await answer.json())?.['ReceiveMessageResponse'] !== undefined;
  } catch {
    return false;
  }
}

function ask(endpoint: string, { queueUrl, region, queueName }: QueueRef): Promise<Response> {
  const account = /\/(\d{12})\/[^/]+$/.exec(queueUrl)?.[1] ?? '000000000000';
  const path = [region, account, queueName].map(encodeURIComponent).join('/');
  const url = new URL(`/_aws/sqs/messages/${path}?ShowInvisible=true&ShowDelayed=true`, endpoint);
  return fetch(url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}

function toSnapshot(answer: unknown, limit: number): PeekSnapshot {
  const result = asRecord(asRecord(asRecord(answer)?.['ReceiveMessageResponse'])?.['ReceiveMessageResult']);
  const all = toList(result?.['Message']).flatMap((message) => toPeeked(asRecord(message)));
  return { now: Date.now(), messages: all.slice(0, limit), isWhole: all.length <= limit };
}

function toPeeked(message: Json | undefined): readonly PeekedMessage[] {
  if (!message) return [];
  const { IsVisible: isVisible, IsDelayed: isDelayed, ...systemAttributes } = toNamed(message['Attribute']);
  return [
    {
      messageId: toText(message['MessageId']),
      body: toText(message['Body']),
      md5OfBody: toText(message['MD5OfBody']),
      attributes: toList(message['MessageAttribute']).flatMap((attribute) =>
        toAttribute(asRecord(attribute)),
      ),
      systemAttributes: withoutZeros(systemAttributes),
      state: isDelayed === 'true' ? 'delayed' : isVisible === 'false' ? 'inFlight' : 'visible',
    },
  ];
}

function toAttribute(attribute: Json | undefined): readonly MessageAttribute[] {
  const value = asRecord(attribute?.['Value']);
  if (!value) return [];
  return [
    {
      name: toText(attribute?.['Name']),
      dataType: toText(value['DataType']),
      value: toText(value['StringValue'] ?? value['BinaryValue']),
    },
  ];
}

function toNamed(elements: unknown): Record<string, string> {
  return Object.fromEntries(
    toList(elements).map((element) => [
      toText(asRecord(element)?.['Name']),
      toText(asRecord(element)?.['Value']),
    ]),
  );
}

/** LocalStack writes 0 where a message has never been received. */
function withoutZeros(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { ApproximateFirstReceiveTimestamp: first, ...others } = attributes;
  return first === undefined || first === '0' ? others : attributes;
}

/** What occurs once is no list in this format. */
function toList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

function asRecord(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null ? (value as Json) : undefined;
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
