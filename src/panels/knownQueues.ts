import type * as vscode from 'vscode';
import { type QueueRef, queueKey } from '../shared/queue';

const STORAGE_KEY = 'panels.queues';
/** More panels than anybody opens; older entries go. */
const MAX_QUEUES = 50;

/**
 * Remembers over a window reload which queues had panels.
 *
 * A page keeps only the key of its queue, so that no URL that a page hands back is ever called.
 */
export class KnownQueues {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  async add(queue: QueueRef): Promise<void> {
    const others = this.#list().filter((known) => queueKey(known) !== queueKey(queue));
    await this.#memento.update(STORAGE_KEY, [queue, ...others].slice(0, MAX_QUEUES));
  }

  find(key: string): QueueRef | undefined {
    return this.#list().find((queue) => queueKey(queue) === key);
  }

  #list(): readonly QueueRef[] {
    return this.#memento.get<readonly QueueRef[]>(STORAGE_KEY, []);
  }
}
