import type { Queue } from './queue';
import { type QueueHeader, type QueueRecord, toMessageRecord } from './queueState';

/** What a queue is besides its messages, as plain data. */
export function exportHeader(queue: Queue): QueueHeader {
  const { region, name, isFifo, createdAt, lastModifiedAt, lastPurgedAt, lastOrder } = queue;
  const { deduplicationScope, settings } = queue;
  return {
    region,
    name,
    isFifo,
    createdAt,
    lastModifiedAt,
    lastPurgedAt,
    lastOrder,
    deduplicationScope,
    settings,
    tags: [...queue.tags],
  };
}

/** All of a queue as plain data, as it is now; nothing changes by it. */
export function exportQueue(queue: Queue): QueueRecord {
  return {
    ...exportHeader(queue),
    messages: Array.from(queue.getMessages(), (message) =>
      toMessageRecord(message, queue.getDeduplicationId(message), queue.hasReceipt(message)),
    ),
    firstSends: queue.exportFirstSends(),
  };
}
