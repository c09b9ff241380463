import type { Disposable } from '../shared/disposable';
import { Emitter } from '../shared/event';
import { type CountSample, type QueueRef, queueKey } from '../shared/queue';
import { EMULATOR_STOPPED, type Failure, toFailure } from './failure';
import type { MonitorResult, QueueMonitor } from './queueMonitor';
import { RingBuffer } from './ringBuffer';
import type { SqsServices } from './sqsService';
import type { Timers } from './timers';

const SAMPLE_EVERY_MS = 1_000;
/** After failures in a row the pause doubles up to this, so that a throttled account is left in peace. */
const LONGEST_PAUSE_MS = 16_000;
/** An hour of samples. */
const SAMPLES_KEPT = 3_600;

interface Watched {
  readonly queue: QueueRef;
  readonly samples: RingBuffer<CountSample>;
  watchers: number;
  failuresInARow: number;
  /** The code of the last failure, until a sample is taken. */
  lastFailure: string | undefined;
  timer: Disposable | undefined;
  isAsking: boolean;
}

/**
 * Samples by GetQueueAttributes, each watched queue once a second, never two requests of a queue at a time.
 *
 * While the emulator is stopped nothing is asked and one failure is reported. Samples of a queue that nobody
 * watches any more are kept for the next watcher.
 */
export class SamplingQueueMonitor implements QueueMonitor, Disposable {
  readonly #onDidSample = new Emitter<MonitorResult>();
  readonly onDidSample = this.#onDidSample.event;
  readonly #services: SqsServices;
  readonly #timers: Timers;
  readonly #watched = new Map<string, Watched>();
  readonly #abort = new AbortController();

  constructor(services: SqsServices, timers: Timers) {
    this.#services = services;
    this.#timers = timers;
  }

  watch(queue: QueueRef): Disposable {
    const watched = this.#find(queue);
    watched.watchers += 1;
    if (watched.watchers === 1) this.#ask(watched);
    let isWatching = true;
    return {
      dispose: () => {
        if (isWatching) this.#unwatch(watched);
        isWatching = false;
      },
    };
  }

  samples(queue: QueueRef): readonly CountSample[] {
    return this.#watched.get(queueKey(queue))?.samples.toArray() ?? [];
  }

  dispose(): void {
    this.#abort.abort();
    for (const watched of this.#watched.values()) watched.timer?.dispose();
    this.#watched.clear();
    this.#onDidSample.dispose();
  }

  #find(queue: QueueRef): Watched {
    const key = queueKey(queue);
    const known = this.#watched.get(key);
    if (known) return known;
    const watched: Watched = {
      queue,
      samples: new RingBuffer(SAMPLES_KEPT),
      watchers: 0,
      failuresInARow: 0,
      lastFailure: undefined,
      timer: undefined,
      isAsking: false,
    };
    this.#watched.set(key, watched);
    return watched;
  }

  #unwatch(watched: Watched): void {
    watched.watchers -= 1;
    if (watched.watchers > 0) return;
    watched.timer?.dispose();
    watched.timer = undefined;
    watched.failuresInARow = 0;
    watched.lastFailure = undefined;
  }

  #ask(watched: Watched): void {
    if (watched.isAsking) return;
    watched.isAsking = true;
    const askedAt = this.#timers.now();
    void this.#sample(watched, askedAt).finally(() => {
      watched.isAsking = false;
      this.#askAgain(watched, askedAt);
    });
  }

  #askAgain(watched: Watched, askedAt: number): void {
    if (watched.watchers === 0 || this.#abort.signal.aborted) return;
    const pause = Math.min(SAMPLE_EVERY_MS * 2 ** watched.failuresInARow, LONGEST_PAUSE_MS);
    const passed = this.#timers.now() - askedAt;
    watched.timer = this.#timers.after(Math.max(0, pause - passed), () => this.#ask(watched));
  }

  async #sample(watched: Watched, askedAt: number): Promise<void> {
    const { queue } = watched;
    try {
      const service = this.#services.get(queue.connectionId, queue.region);
      const counts = await service.readCounts(queue, this.#abort.signal);
      this.#didSample(watched, { ...counts, askedAt, answeredAt: this.#timers.now() });
    } catch (error) {
      const failure = toFailure(error);
      if (!failure) watched.failuresInARow += 1;
      else this.#didFail(watched, failure);
    }
  }

  #didSample(watched: Watched, sample: CountSample): void {
    watched.failuresInARow = 0;
    watched.lastFailure = undefined;
    watched.samples.push(sample);
    if (watched.watchers > 0) this.#onDidSample.fire({ queue: watched.queue, sample });
  }

  #didFail(watched: Watched, failure: Failure): void {
    const isStopped = failure.code === EMULATOR_STOPPED;
    watched.failuresInARow = isStopped ? 0 : watched.failuresInARow + 1;
    const isKnown = isStopped && watched.lastFailure === EMULATOR_STOPPED;
    watched.lastFailure = failure.code;
    if (!isKnown && watched.watchers > 0) this.#onDidSample.fire({ queue: watched.queue, failure });
  }
}
