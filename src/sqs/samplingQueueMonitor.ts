import { setMaxListeners } from 'node:events';
import type { Disposable } from '../shared/disposable';
import { Emitter } from '../shared/event';
import { type CountSample, type QueueRef, queueKey } from '../shared/queue';
import { EMULATOR_STOPPED, type Failure, toFailure } from './failure';
import type { MonitorResult, QueueMonitor } from './queueMonitor';
import { Slowdowns } from './slowdowns';
import type { SqsServices } from './sqsService';
import type { Timers } from './timers';

/** After failures in a row the pause doubles up to this, so that a service in trouble is left in peace. */
const LONGEST_PAUSE_MS = 16_000;
/** No sample for so many intervals is a gap. */
const GAP_INTERVALS = 3;
/** Pauses differ by up to this share, so that queues which were opened together do not stay in step. */
const JITTER = 0.05;

interface Watched {
  readonly queue: QueueRef;
  watchers: number;
  failuresInARow: number;
  /** The code of the last failure, until a sample is taken. */
  lastFailure: string | undefined;
  /** When the last sample was answered, unless nothing is known of the time since. */
  joinsTo: number | undefined;
  timer: Disposable | undefined;
  isAsking: boolean;
}

export interface SamplingSources {
  readonly services: SqsServices;
  readonly timers: Timers;
  /** Milliseconds between two samples of a queue of that connection; asked before each pause. */
  readonly intervalOf: (connectionId: string) => number;
  /** 0 … 1 */
  readonly random: () => number;
  /** True where queues that are asked at the same moment cost one request together; by default they never do. */
  readonly isInStep?: (connectionId: string) => boolean;
  /** Takes every sample, whoever watches. */
  readonly keep: (queue: QueueRef, sample: CountSample, isAfterGap: boolean) => void;
}

/**
 * Samples by GetQueueAttributes, never two requests of a queue at a time.
 *
 * Where SQS throttles, all queues of that connection and region are asked more seldom for a while.
 * While the emulator is stopped nothing is asked and one failure is reported.
 */
export class SamplingQueueMonitor implements QueueMonitor, Disposable {
  readonly #onDidSample = new Emitter<MonitorResult>();
  readonly onDidSample = this.#onDidSample.event;
  readonly #sources: SamplingSources;
  readonly #slowdowns = new Slowdowns();
  readonly #watched = new Map<string, Watched>();
  readonly #abort = new AbortController();

  constructor(sources: SamplingSources) {
    // Every request under way listens.
    setMaxListeners(0, this.#abort.signal);
    this.#sources = sources;
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

  intervalOf(queue: QueueRef): number {
    return this.#sources.intervalOf(queue.connectionId) * this.#slowdowns.factorOf(queue);
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
      watchers: 0,
      failuresInARow: 0,
      lastFailure: undefined,
      joinsTo: undefined,
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
    const askedAt = this.#sources.timers.now();
    void this.#sample(watched, askedAt).finally(() => {
      watched.isAsking = false;
      this.#askAgain(watched, askedAt);
    });
  }

  #askAgain(watched: Watched, askedAt: number): void {
    if (watched.watchers === 0 || this.#abort.signal.aborted) return;
    const { timers } = this.#sources;
    const interval = this.intervalOf(watched.queue);
    const backOff = Math.min(interval * 2 ** watched.failuresInARow, Math.max(LONGEST_PAUSE_MS, interval));
    const passed = timers.now() - askedAt;
    const pause = this.#pauseFrom(askedAt, backOff, watched.queue);
    watched.timer = timers.after(Math.max(0, pause - passed), () => this.#ask(watched));
  }

  /** Where queues are in step, until the next whole multiple of the time; else a little more or less than it. */
  #pauseFrom(askedAt: number, ms: number, { connectionId }: QueueRef): number {
    const { isInStep, random } = this.#sources;
    if (!isInStep?.(connectionId)) return ms * (1 + JITTER * (2 * random() - 1));
    const pause = ms - (askedAt % ms);
    return pause < ms / 2 ? pause + ms : pause;
  }

  async #sample(watched: Watched, askedAt: number): Promise<void> {
    const { queue } = watched;
    try {
      const service = this.#sources.services.background(queue.connectionId, queue.region);
      const counts = await service.readCounts(queue, this.#abort.signal);
      this.#didSample(watched, { ...counts, askedAt, answeredAt: this.#sources.timers.now() });
    } catch (error) {
      const failure = toFailure(error);
      watched.joinsTo = undefined;
      if (!failure) watched.failuresInARow += 1;
      else this.#didFail(watched, failure);
    }
  }

  #didSample(watched: Watched, sample: CountSample): void {
    const { queue } = watched;
    const longest = this.intervalOf(queue) * GAP_INTERVALS;
    const isAfterGap = watched.joinsTo === undefined || sample.askedAt - watched.joinsTo > longest;
    this.#slowdowns.didAnswer(queue);
    watched.failuresInARow = 0;
    watched.lastFailure = undefined;
    watched.joinsTo = sample.answeredAt;
    this.#sources.keep(queue, sample, isAfterGap);
    if (watched.watchers > 0) this.#onDidSample.fire({ queue, sample, isAfterGap });
  }

  #didFail(watched: Watched, failure: Failure): void {
    // Nothing was asked, so nobody needs a longer pause.
    const isStopped = failure.code === EMULATOR_STOPPED || failure.kind === 'refused';
    const isThrottled = failure.kind === 'throttled';
    if (isThrottled) this.#slowdowns.didThrottle(watched.queue, this.#sources.timers.now());
    else watched.failuresInARow = isStopped ? 0 : watched.failuresInARow + 1;
    const isKnown = isStopped && watched.lastFailure === failure.code;
    watched.lastFailure = failure.code;
    if (!isKnown && watched.watchers > 0) this.#onDidSample.fire({ queue: watched.queue, failure });
  }
}
