import type { ChangeVisibility, Counts, Delete, Delivery, HistoryEntry, Receive, Send } from './history';

/** Clocks of emulator and programs are read in whole milliseconds, and may run a little apart. */
export const TOLERANCE_MS = 5;

/** One delivery of one message. */
export interface Receipt {
  readonly call: Receive;
  readonly message: Delivery;
}

/** What all programs saw of one queue, found by message. */
export class QueueHistory {
  readonly sends: readonly Send[];
  readonly receives: readonly Receive[];
  readonly deletes: readonly Delete[];
  readonly changes: readonly ChangeVisibility[];
  readonly counts: readonly Counts[];
  readonly sendsOf: ReadonlyMap<string, readonly Send[]>;
  /** In the order of their receive counts. */
  readonly receiptsOf: ReadonlyMap<string, readonly Receipt[]>;
  readonly #deletesOf: ReadonlyMap<string, readonly Delete[]>;
  readonly #changesOf: ReadonlyMap<string, readonly ChangeVisibility[]>;

  constructor(entries: readonly HistoryEntry[]) {
    this.sends = entries.filter((entry) => entry.op === 'send');
    this.receives = entries.filter((entry) => entry.op === 'receive');
    this.deletes = entries.filter((entry) => entry.op === 'delete');
    this.changes = entries.filter((entry) => entry.op === 'change');
    this.counts = entries.filter((entry) => entry.op === 'counts');
    this.sendsOf = groupBy(this.sends.filter(wasDone), ({ messageId = '' }) => messageId);
    const receipts = this.receives.flatMap((call) => call.messages.map((message) => ({ call, message })));
    receipts.sort((a, b) => a.message.receiveCount - b.message.receiveCount);
    this.receiptsOf = groupBy(receipts, ({ message }) => message.messageId);
    this.#deletesOf = groupBy(this.deletes.filter(wasDone), ({ messageId }) => messageId);
    this.#changesOf = groupBy(this.changes.filter(wasDone), ({ messageId }) => messageId);
  }

  get isFifo(): boolean {
    return this.sends.some(({ queue }) => queue.endsWith('.fifo'));
  }

  /** When the message may have been deleted at the earliest. */
  deleteStart(messageId: string): number {
    const starts = (this.#deletesOf.get(messageId) ?? []).map(({ start }) => start);
    return Math.min(Number.POSITIVE_INFINITY, ...starts);
  }

  /** When the message was deleted at the latest. */
  deleteEnd(messageId: string): number {
    const ends = (this.#deletesOf.get(messageId) ?? []).map(({ end }) => end);
    return Math.min(Number.POSITIVE_INFINITY, ...ends);
  }

  /** Until when a receipt hides its message for sure, as far as calls before `time` tell. */
  hiddenUntil(receipt: Receipt, time: number): number {
    const own = earliest(receipt, this) + receipt.call.visibilitySeconds * 1000;
    const changes = (this.#changesOf.get(receipt.message.messageId) ?? []).filter(
      ({ start, end }) => end >= receipt.call.start && start <= time,
    );
    if (changes.length === 0) return own;
    const until = changes.map(({ start, visibilitySeconds }) => start + visibilitySeconds * 1000);
    const isAllByThisReceipt = changes.every(
      ({ receiveCount }) => receiveCount === receipt.message.receiveCount,
    );
    // Whoever holds a receipt makes one call after the other, so the last one counts.
    return isAllByThisReceipt ? (until.at(-1) as number) : Math.min(own, ...until);
  }
}

/** When the delivery can have happened at the earliest: a long poll may begin before the message is sent. */
function earliest({ call, message }: Receipt, history: QueueHistory): number {
  const starts = (history.sendsOf.get(message.messageId) ?? []).map(({ start }) => start);
  return starts.length > 0 ? Math.max(call.start, Math.min(...starts)) : call.start;
}

export function wasDone({ error }: { readonly error?: string }): boolean {
  return error === undefined;
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
