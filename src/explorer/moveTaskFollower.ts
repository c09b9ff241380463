import { type Disposable, DisposableStore } from '../shared/disposable';
import { Emitter } from '../shared/event';
import { type QueueRef, queueKey } from '../shared/queue';
import { isUnderWay } from '../sqs/moveTasks';
import type { MoveTask, SqsServices } from '../sqs/sqsService';
import type { Timers } from '../sqs/timers';

export interface MoveTaskReading {
  readonly queue: QueueRef;
  /** Newest first. */
  readonly tasks: readonly MoveTask[];
}

export interface FollowerSources {
  readonly services: SqsServices;
  readonly timers: Timers;
  /** Between two looks at a task that runs. */
  readonly pauseMs: (queue: QueueRef) => number;
  /** Told of a look that failed; the task is no longer followed then. */
  readonly report: (error: unknown) => void;
}

/** Reads the message move tasks of dead-letter queues, again and again while one runs. */
export class MoveTaskFollower implements Disposable {
  readonly #onDidRead = new Emitter<MoveTaskReading>();
  readonly onDidRead = this.#onDidRead.event;
  readonly #sources: FollowerSources;
  readonly #disposables = new DisposableStore();
  readonly #abort = new AbortController();
  readonly #following = new Set<string>();

  constructor(sources: FollowerSources) {
    this.#sources = sources;
    this.#disposables.add(this.#onDidRead);
  }

  /** Reads now, and goes on while a task runs. A queue is followed once, however often this is called. */
  follow(queue: QueueRef, arn: string): void {
    const key = queueKey(queue);
    if (this.#following.has(key)) return;
    this.#following.add(key);
    this.#read(queue, arn)
      .catch((error: unknown) => {
        if (!this.#abort.signal.aborted) this.#sources.report(error);
      })
      .finally(() => this.#following.delete(key));
  }

  dispose(): void {
    this.#abort.abort();
    this.#disposables.dispose();
  }

  async #read(queue: QueueRef, arn: string): Promise<void> {
    const service = this.#sources.services.get(queue.connectionId, queue.region);
    for (;;) {
      const tasks = await service.listMessageMoveTasks(arn, this.#abort.signal);
      this.#onDidRead.fire({ queue, tasks });
      if (!tasks.some(isUnderWay)) return;
      await this.#pause(queue);
    }
  }

  #pause(queue: QueueRef): Promise<void> {
    const { timers, pauseMs } = this.#sources;
    return new Promise((resolve, reject) => {
      const timer = timers.after(pauseMs(queue), resolve);
      this.#abort.signal.addEventListener(
        'abort',
        () => {
          timer.dispose();
          reject(new Error('Nobody follows the task any more.'));
        },
        { once: true },
      );
    });
  }
}
