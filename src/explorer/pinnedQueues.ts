import type { Disposable } from '../shared/disposable';
import { Emitter } from '../shared/event';
import type { QueueRef } from '../shared/queue';
import type { Memory } from '../sqs/memory';

const KEY = 'pinnedQueues';

/** The queues that stand first in their region. Remembered by name: the URLs of the emulator change with its port. */
export class PinnedQueues implements Disposable {
  readonly #memory: Memory;
  readonly #onDidChange = new Emitter<QueueRef>();
  readonly onDidChange = this.#onDidChange.event;
  #keys: Set<string> | undefined;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  has(queue: QueueRef): boolean {
    return this.#known.has(pinKey(queue));
  }

  /** How many are pinned in the region of a queue. */
  countLike(queue: QueueRef): number {
    const start = pinKey({ ...queue, queueName: '' });
    return [...this.#known].filter((key) => key.startsWith(start)).length;
  }

  async set(queue: QueueRef, isPinned: boolean): Promise<void> {
    const keys = this.#known;
    if (isPinned) keys.add(pinKey(queue));
    else keys.delete(pinKey(queue));
    this.#onDidChange.fire(queue);
    await this.#memory.update(KEY, [...keys]);
  }

  dispose(): void {
    this.#onDidChange.dispose();
  }

  get #known(): Set<string> {
    this.#keys ??= new Set(this.#memory.get<readonly string[]>(KEY, []));
    return this.#keys;
  }
}

function pinKey({ connectionId, region, queueName }: QueueRef): string {
  return `${connectionId}|${region}|${queueName}`;
}
