import { type Disposable, DisposableStore } from '../shared/disposable';
import { Emitter, type Event } from '../shared/event';
import { type QueueRef, queueKey } from '../shared/queue';
import type { Thresholds } from '../shared/thresholds';
import type { QueueMonitor } from '../sqs/queueMonitor';

const STORAGE_KEY = 'watchList';

/** A queue that the user wants to have an eye on. */
export interface WatchEntry {
  readonly queue: QueueRef;
  /** It is sampled even when nothing shows it. */
  readonly isKept: boolean;
  readonly thresholds: Thresholds;
  /** No notification tells that it is beyond a threshold. */
  readonly isSilenced: boolean;
}

/** Where the list is remembered: a `vscode.Memento`. */
export interface ListMemory {
  get<T>(key: string, defaultValue: T): T;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** The queues of the overview, remembered for the workspace; samples those that are to be kept watched. */
export class WatchList implements Disposable {
  readonly #memory: ListMemory;
  readonly #monitor: QueueMonitor;
  readonly #entries = new Map<string, WatchEntry>();
  readonly #watching = new Map<string, Disposable>();
  readonly #disposables = new DisposableStore();
  readonly #onDidChange = this.#disposables.add(new Emitter<QueueRef>());
  /** Fires with the queue whose entry is new, other or gone. */
  readonly onDidChange: Event<QueueRef> = this.#onDidChange.event;

  constructor(memory: ListMemory, monitor: QueueMonitor) {
    this.#memory = memory;
    this.#monitor = monitor;
    for (const entry of memory.get<readonly WatchEntry[]>(STORAGE_KEY, [])) this.#put(entry);
  }

  get entries(): readonly WatchEntry[] {
    return [...this.#entries.values()];
  }

  find(queue: QueueRef): WatchEntry | undefined {
    return this.#entries.get(queueKey(queue));
  }

  isKept(queue: QueueRef): boolean {
    return this.find(queue)?.isKept ?? false;
  }

  /** Adds the queue, or changes its entry. */
  async set(queue: QueueRef, change: Partial<Omit<WatchEntry, 'queue'>> = {}): Promise<void> {
    const known = this.find(queue) ?? { queue, isKept: false, thresholds: {}, isSilenced: false };
    this.#put({ ...known, ...change });
    await this.#changed(queue);
  }

  async remove(queue: QueueRef): Promise<void> {
    const key = queueKey(queue);
    this.#watching.get(key)?.dispose();
    this.#watching.delete(key);
    if (this.#entries.delete(key)) await this.#changed(queue);
  }

  dispose(): void {
    for (const watching of this.#watching.values()) watching.dispose();
    this.#watching.clear();
    this.#disposables.dispose();
  }

  #put(entry: WatchEntry): void {
    const key = queueKey(entry.queue);
    this.#entries.set(key, entry);
    if (entry.isKept === this.#watching.has(key)) return;
    if (entry.isKept) this.#watching.set(key, this.#monitor.watch(entry.queue));
    else {
      this.#watching.get(key)?.dispose();
      this.#watching.delete(key);
    }
  }

  async #changed(queue: QueueRef): Promise<void> {
    this.#onDidChange.fire(queue);
    await this.#memory.update(STORAGE_KEY, this.entries);
  }
}
