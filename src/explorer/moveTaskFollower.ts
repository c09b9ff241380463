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

/** A look at the tasks of a queue that failed: nobody knows how far they are, and they are no longer followed. */
export interface MoveTaskFailure {
  readonly queue: QueueRef;
  readonly error: unknown;
}

export interface FollowerSources {
  readonly services: SqsServices;
  readonly timers: Timers;
  /** Between two looks at a task that runs. */
  readonly pauseMs: (queue: QueueRef) => number;
  /** Told of a look that failed. */
  readonly report: (error: unknown) => void;
}

/** Reads the message move tasks of dead-letter queues, again and again while one runs. */
export class MoveTaskFollower implements Disposable {
  readonly #onDidRead = new Emitter<MoveTaskReading>();
  readonly onDidRead = this.#onDidRead.event;
  readonly #onDidFail = new Emitter<MoveTaskFailure>();
  /** Fires when a queue is no longer followed although a task may run. */
  readonly onDidFail = this.#onDidFail.event;
  readonly #sources: FollowerSources;
  readonly #disposables = new DisposableStore();
  readonly #abort = new AbortController();
  /** By queue, whether it is to be read once more: what is being read now may be older than the wish. */
  readonly #following = new Map<string, { isWantedAgain: boolean }>();

  constructor(sources: FollowerSources) {
    this.#sources = sources;
    this.#disposables.add(this.#onDidRead);
    this.#disposables.add(this.#onDidFail);
  }

  /** Reads now, and goes on while a task runs. A queue is followed once, however often this is called. */
  follow(queue: QueueRef, arn: string): void {
    const key = queueKey(queue);
    const known = this.#following.get(key);
    if (known) {
      known.isWantedAgain = true;
      return;
    }
    this.#following.set(key, { isWantedAgain: false });
    this.#read(queue, arn).catch((error: unknown) => {
      if (this.#abort.signal.aborted) return;
      this.#following.delete(key);
      this.#sources.report(error);
      this.#onDidFail.fire({ queue, error });
    });
  }

  dispose(): void {
    this.#abort.abort();
    this.#disposables.dispose();
  }

  async #read(queue: QueueRef, arn: string): Promise<void> {
    const service = this.#sources.services.get(queue.connectionId, queue.region);
    const key = queueKey(queue);
    for (;;) {
      this.#following.set(key, { isWantedAgain: false });
      const tasks = await service.listMessageMoveTasks(arn, this.#abort.signal);
      const isUnsettled = tasks.some(isUnderWay) || this.#following.get(key)?.isWantedAgain;
      if (!isUnsettled) this.#following.delete(key);
      this.#onDidRead.fire({ queue, tasks });
      if (!isUnsettled) return;
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
