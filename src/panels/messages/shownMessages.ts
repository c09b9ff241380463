import type { PeekedMessage } from '../../peek/peek';
import type { ReceivedMessage } from '../../shared/message';
import type { ReceivePolicy } from '../../shared/messagesPanelMessages';
import type { QueueRef } from '../../shared/queue';
import type { ShownMessage } from './messageStore';

/** A message that was received, with its receipt. */
export function shownReceived(
  message: ReceivedMessage,
  queue: QueueRef,
  policy: ReceivePolicy,
): ShownMessage {
  return {
    id: rowId(queue, message),
    queue,
    messageId: message.messageId,
    body: message.body,
    md5OfBody: message.md5OfBody,
    attributes: message.attributes,
    systemAttributes: message.systemAttributes,
    receiptHandle: message.receiptHandle,
    visibleAgainAt: message.visibleAgainAt,
    expiresAt: expiryOf(message, policy),
    isPartial: message.isPartial,
  };
}

/** A message of a look: it has been released, so that its receipt is no good any more. */
export function shownLook(message: ReceivedMessage, queue: QueueRef, policy: ReceivePolicy): ShownMessage {
  const received = shownReceived(message, queue, policy);
  return { ...received, receiptHandle: undefined, visibleAgainAt: undefined };
}

/** A message of a peek. @param offset milliseconds that the queue's clock is ahead of this machine's */
export function shownPeeked(
  message: PeekedMessage,
  queue: QueueRef,
  policy: ReceivePolicy,
  offset = 0,
): ShownMessage {
  // Member by member: what is left of a destructured object is an object that is slow to read.
  return {
    id: rowId(queue, message),
    queue,
    messageId: message.messageId,
    body: message.body,
    md5OfBody: message.md5OfBody,
    attributes: message.attributes,
    systemAttributes: message.systemAttributes,
    visibleAgainAt: minus(message.visibleAt, offset),
    expiresAt: minus(message.expiresAt ?? expiryOf(message, policy), offset),
    state: message.state,
    receivedBy: message.receivedBy,
  };
}

function minus(at: number | undefined, offset: number): number | undefined {
  return at === undefined ? undefined : Math.round(at - offset);
}

/** The same message has the same id in its queue and in the dead-letter queue, where it may be at the same time. */
function rowId({ queueUrl }: QueueRef, { messageId }: { readonly messageId: string }): string {
  return `${queueUrl} ${messageId}`;
}

/**
 * When a message expires: its retention counts from its first send, in a standard dead-letter queue too. A FIFO
 * dead-letter queue sets the send time anew, so that it counts from the move (SQS Developer Guide, "Dead-letter queues").
 */
function expiryOf(
  { systemAttributes }: { readonly systemAttributes: Readonly<Record<string, string>> },
  { messageRetentionPeriod }: ReceivePolicy,
): number | undefined {
  const sentAt = Number(systemAttributes['SentTimestamp'] ?? Number.NaN);
  if (messageRetentionPeriod === undefined || Number.isNaN(sentAt)) return undefined;
  return sentAt + messageRetentionPeriod * 1000;
}
