import type { FifoMessage, Message, NewMessage } from '../../../../src/emulator/core/message';
import type { MessageCounts, SendReceipt } from '../../../../src/emulator/core/queueHost';
import type { ReceivedMessage, ReceiveRequest } from '../../../../src/emulator/core/receive';
import type { Breakage } from './modelCheck';

/** The parts of a queue that are broken here; most of them are nobody else's business. */
interface Parts {
  send(message: NewMessage): SendReceipt;
  take(limit: number, now: number, request: ReceiveRequest, taken: ReceivedMessage[]): void;
  deliver(message: Message, now: number, request: ReceiveRequest): ReceivedMessage;
  setDeadline(message: Message): void;
  onVisible(message: Message): void;
  remove(message: Message): void;
  findDeadLetterQueue(message: Message): unknown;
  getCounts(): MessageCounts;
  advance(): number;
  clear(): void;
  checkDelete(...args: unknown[]): void;
}

/** Replaces one part of one queue. */
function replace<Name extends keyof Parts>(
  name: Name,
  make: (original: Parts[Name], queue: Parts) => Parts[Name],
): Breakage {
  return (queue) => {
    const parts = queue as unknown as Parts;
    const original = (parts[name] as (...args: unknown[]) => unknown).bind(parts) as Parts[Name];
    parts[name] = make(original, parts);
  };
}

/** One broken queue for every property: which type of queue shows it, and what is wrong with it. */
export const brokenQueues: readonly (readonly [what: string, isFifo: boolean, Breakage])[] = [
  [
    'keeps messages beyond their retention period',
    false,
    (queue) => queue.changeSettings({ ...queue.settings, retentionMs: queue.settings.retentionMs * 2 }),
  ],
  [
    'loses a message that comes back for the second time',
    false,
    replace('onVisible', (original) => (message) => {
      if (message.receiveCount !== 2) original(message);
    }),
  ],
  [
    'gives a message again before its visibility timeout has ended',
    false,
    replace('deliver', (original, queue) => (message, now, request) => {
      const received = original(message, now, request);
      const { delivery } = message;
      if (delivery) {
        delivery.visibleAt = now + (delivery.visibleAt - now) / 2;
        queue.setDeadline(message);
      }
      return received;
    }),
  ],
  [
    'turns the order of a receive around',
    true,
    replace('take', (original) => (limit, now, request, taken) => {
      original(limit, now, request, taken);
      taken.reverse();
    }),
  ],
  [
    'does not lock a message group',
    true,
    replace('take', (original, queue) => (limit, now, request, taken) => {
      original(limit, now, request, taken);
      for (const { message } of taken) {
        const { group } = message as FifoMessage;
        group.remove(message as FifoMessage);
        if (group.head) queue.onVisible(message);
      }
    }),
  ],
  [
    'takes every duplicate for new',
    true,
    replace('send', (original) => {
      let count = 0;
      return (message) => original({ ...message, deduplicationId: `unique${++count}` });
    }),
  ],
  ['lets lapsed receipts of a FIFO queue delete', true, replace('checkDelete', () => () => undefined)],
  [
    'counts delayed messages as visible',
    false,
    replace('getCounts', (original) => () => {
      const { visible, inFlight, delayed } = original();
      return { visible: visible + delayed, inFlight, delayed: 0 };
    }),
  ],
  [
    'gives a message up one receive too late',
    false,
    replace('findDeadLetterQueue', (original) => (message) => {
      return message.receiveCount > 3 ? original(message) : undefined;
    }),
  ],
  [
    'gives a message up one receive too early',
    true,
    replace('findDeadLetterQueue', (original) => (message) => {
      const { delivery } = message;
      if (!delivery || delivery.receiveCount < 2) return undefined;
      delivery.receivedBefore -= 1;
      const target = original(message);
      delivery.receivedBefore += 1;
      return target;
    }),
  ],
  [
    'purges only when nothing is in flight',
    false,
    replace('clear', (original, queue) => () => {
      if (queue.getCounts().inFlight === 0) original();
    }),
  ],
];
