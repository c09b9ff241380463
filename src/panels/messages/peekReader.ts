import { l10n } from 'vscode';
import type { PeekSource } from '../../peek/peek';
import type { MessageRow } from '../../shared/messageList';
import type { ReceivePolicy } from '../../shared/messagesPanelMessages';
import type { QueueRef } from '../../shared/queue';
import type { MessageStore, ShownMessage, StoredMessage } from './messageStore';
import type { MessagesContext } from './messagesContext';
import { shownPeeked } from './shownMessages';

/** Messages of one queue that a peek shows at most. */
const MAX_PEEKED = 10_000;

export interface PeekReaderOptions {
  readonly context: MessagesContext;
  readonly source: PeekSource;
  readonly store: MessageStore;
  readonly policyOf: (queue: QueueRef) => ReceivePolicy;
  readonly rows: (messages: readonly StoredMessage[]) => readonly MessageRow[];
  readonly onDidChange: (ids: readonly string[]) => void;
  readonly onDidRemove: (ids: readonly string[]) => void;
}

/** Reads a queue again and again without effect, and tells the page what has changed since. */
export class PeekReader {
  readonly #options: PeekReaderOptions;
  #isReading = false;

  constructor(options: PeekReaderOptions) {
    this.#options = options;
  }

  /** @param queues whose messages are shown */
  async refresh(queues: readonly QueueRef[]): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    const { context } = this.#options;
    try {
      const snapshots = await Promise.all(queues.map((queue) => this.#read(queue)));
      this.#apply(snapshots.flatMap(({ messages }) => messages));
      context.post({ type: 'refreshed', isWhole: snapshots.every(({ isWhole }) => isWhole) });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const problem = l10n.t('The messages cannot be shown: {0}', reason);
      context.post({ type: 'refreshed', isWhole: false, problem });
    } finally {
      this.#isReading = false;
    }
  }

  /** Times by the queue's clock, which may be moved, become times of this machine's. */
  async #read(queue: QueueRef): Promise<{ messages: readonly ShownMessage[]; isWhole: boolean }> {
    const { source, context, policyOf } = this.#options;
    const { now, messages, isWhole } = await source.read(queue, MAX_PEEKED);
    const ahead = now - context.now();
    // A few milliseconds are the way here and back, and no reason to call a message changed.
    const offset = Math.abs(ahead) < 2_000 ? 0 : ahead;
    const policy = policyOf(queue);
    return { messages: messages.map((message) => shownPeeked(message, queue, policy, offset)), isWhole };
  }

  #apply(messages: readonly ShownMessage[]): void {
    const { store, context, rows: toRows, onDidChange, onDidRemove } = this.#options;
    const present = new Set(messages.map(({ id }) => id));
    const removed = [...store.values()].filter(({ id }) => !present.has(id)).map(({ id }) => id);
    for (const id of removed) store.delete(id);
    const changed: StoredMessage[] = [];
    const fresh: ShownMessage[] = [];
    for (const message of messages) {
      const known = store.find(message.id);
      if (!known) fresh.push(message);
      else if (hasChanged(known, message)) changed.push(store.replace(message, known));
    }
    const { stored, dropped } = store.add(fresh);
    const rows = toRows([...changed, ...stored]);
    if (rows.length > 0 || removed.length > 0 || dropped.length > 0) {
      context.post({
        type: 'rows',
        now: context.now(),
        rows,
        removed: [...removed, ...dropped],
        dropped: store.dropped,
      });
    }
    onDidRemove(removed);
    onDidChange(changed.map(({ id }) => id));
  }
}

/** Body and attributes of a message never change. A moved clock shifts all times by what its rounding allows. */
function hasChanged(known: StoredMessage, message: ShownMessage): boolean {
  const isSameTime = (a: number | undefined, b: number | undefined) =>
    a === b || (a !== undefined && b !== undefined && Math.abs(a - b) < 500);
  return (
    known.state !== message.state ||
    known.receivedBy !== message.receivedBy ||
    !isSameTime(known.visibleAgainAt, message.visibleAgainAt) ||
    !isSameTime(known.expiresAt, message.expiresAt) ||
    known.systemAttributes['ApproximateReceiveCount'] !== message.systemAttributes['ApproximateReceiveCount']
  );
}
