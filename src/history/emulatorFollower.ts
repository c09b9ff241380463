import type { Health, LifeEvent, StreamedActivity } from '../emulator/admin/adminTypes';
import type { Disposable } from '../shared/disposable';
import { Emitter, type Event } from '../shared/event';
import type { MarkKind } from '../shared/marks';
import type { QueueRef } from '../shared/queue';
import { type Rates, SecondBins } from './secondBins';

/** Rates are taken so long after the end of their second: what happened in it has arrived by then. */
const LAG_MS = 150;
const SECOND_MS = 1_000;
/** Between two looks at faults and clock. */
const LOOK_EVERY_MS = 1_000;
/** After an emulator that ended, or did not answer. */
const RETRY_MS = 1_000;
/** The emulator's clock runs with the machine's; what is ahead by more was advanced. */
const ADVANCED_MS = 500;

/** The parts of the admin client that are needed. */
export interface FollowedEmulator {
  streamActivity(signal: AbortSignal): AsyncIterable<StreamedActivity>;
  health(): Promise<Health>;
}

/** Time as the monitor has it. */
export interface FollowerTimers {
  now(): number;
  after(ms: number, callback: () => void): Disposable;
}

export interface FollowerSources {
  readonly timers: FollowerTimers;
  /** Undefined while the emulator does not run. */
  readonly client: () => FollowedEmulator | undefined;
  /** The connection whose queues are those of the emulator. */
  readonly connectionId: string;
}

/** What happened in one second. */
export interface RatesResult {
  readonly queue: QueueRef;
  /** End of the second, epoch milliseconds. */
  readonly at: number;
  readonly rates: Rates;
  /** Nothing is known of the time between this second and the one before. */
  readonly isAfterGap: boolean;
}

/** Something to mark. `detailMs`: by how much the clock was advanced. `target`: the dead-letter queue's name. */
export interface FollowerNews {
  readonly kind: MarkKind;
  readonly at: number;
  readonly queue?: QueueRef | undefined;
  readonly count?: number | undefined;
  readonly detailMs?: number | undefined;
  readonly target?: string | undefined;
}

/**
 * Follows the activity of the emulator while queues of it are watched: what was sent, received and deleted in each
 * second, exactly, and what else is worth a mark.
 */
export class EmulatorFollower implements Disposable {
  readonly #onDidCount = new Emitter<RatesResult>();
  readonly onDidCount: Event<RatesResult> = this.#onDidCount.event;
  readonly #onDidHappen = new Emitter<FollowerNews>();
  readonly onDidHappen: Event<FollowerNews> = this.#onDidHappen.event;
  readonly #sources: FollowerSources;
  readonly #bins = new SecondBins();
  readonly #watched = new Map<string, { readonly queue: QueueRef; watchers: number; isJoined: boolean }>();
  readonly #untold = new Map<string, FollowerNews>();
  #abort: AbortController | undefined;
  #health: Health | undefined;

  constructor(sources: FollowerSources) {
    this.#sources = sources;
  }

  /** Follows a queue of the emulator; any other one is none of its business. */
  watch(queue: QueueRef): Disposable {
    if (queue.connectionId !== this.#sources.connectionId) return { dispose: () => undefined };
    const key = placeOf(queue.region, queue.queueName);
    const watched = this.#watched.get(key) ?? { queue, watchers: 0, isJoined: false };
    this.#watched.set(key, watched);
    watched.watchers += 1;
    this.#start();
    let isWatching = true;
    return {
      dispose: () => {
        if (!isWatching) return;
        isWatching = false;
        watched.watchers -= 1;
        if (watched.watchers === 0) this.#watched.delete(key);
        if (this.#watched.size === 0) this.#stop();
      },
    };
  }

  dispose(): void {
    this.#stop();
    this.#watched.clear();
    this.#onDidCount.dispose();
    this.#onDidHappen.dispose();
  }

  #start(): void {
    if (this.#abort) return;
    const abort = new AbortController();
    this.#abort = abort;
    void this.#follow(abort.signal);
  }

  #stop(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    this.#health = undefined;
  }

  async #follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const client = this.#sources.client();
      if (client) await this.#followOnce(client, signal).catch(() => undefined);
      for (const watched of this.#watched.values()) watched.isJoined = false;
      if (!signal.aborted) await this.#pause(RETRY_MS, signal);
    }
  }

  /** Until the stream ends: the emulator has, or nobody watches any more. */
  async #followOnce(client: FollowedEmulator, outer: AbortSignal): Promise<void> {
    const { timers } = this.#sources;
    this.#health = await client.health();
    const ending = new AbortController();
    const signal = AbortSignal.any([outer, ending.signal]);
    this.#bins.restart(timers.now() + SECOND_MS);
    void this.#tick(signal);
    void this.#look(client, signal);
    try {
      for await (const line of client.streamActivity(signal)) {
        if (line.type === 'message') this.#onEvent(line.event);
      }
    } finally {
      ending.abort();
    }
  }

  async #tick(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const now = this.#sources.timers.now();
      await this.#pause(SECOND_MS - (now % SECOND_MS) + LAG_MS, signal);
      if (signal.aborted) return;
      this.#takeSeconds(this.#sources.timers.now() - LAG_MS);
      this.#tellAll();
    }
  }

  #takeSeconds(until: number): void {
    this.#bins.take(this.#watched.keys(), until, (place, at, rates) => {
      const watched = this.#watched.get(place);
      if (!watched) return;
      this.#onDidCount.fire({ queue: watched.queue, at, rates, isAfterGap: !watched.isJoined });
      watched.isJoined = true;
    });
  }

  #onEvent(event: LifeEvent): void {
    const place = placeOfArn(event.queueArn);
    const at = this.#machineTime(event.at);
    this.#bins.add(place, at, event.kind);
    if (event.kind === 'deadLettered') this.#onDeadLettered(event, place, at);
    if (event.kind === 'purged') this.#tell(place, { kind: 'purged', at });
    if (event.kind === 'redriven') this.#tell(place, { kind: 'redriven', at, count: 1 });
  }

  #onDeadLettered({ targetArn = '' }: LifeEvent, place: string, at: number): void {
    const target = targetArn.slice(targetArn.lastIndexOf(':') + 1);
    const news = { kind: 'deadLettered', at, count: 1, target } as const;
    this.#tell(place, news);
    this.#tell(placeOfArn(targetArn), news);
  }

  /** Told with the end of the second, so that thousands of messages are one piece of news. */
  #tell(place: string, news: FollowerNews): void {
    const queue = this.#watched.get(place)?.queue;
    if (!queue) return;
    const key = `${place}|${news.kind}|${news.target}`;
    const known = this.#untold.get(key);
    const count = news.count === undefined ? undefined : news.count + (known?.count ?? 0);
    this.#untold.set(key, { ...news, at: known?.at ?? news.at, queue, count });
  }

  #tellAll(): void {
    const untold = [...this.#untold.values()];
    this.#untold.clear();
    for (const news of untold) this.#onDidHappen.fire(news);
  }

  /** The emulator's clock may be ahead, or stand still; the charts know the machine's alone. */
  #machineTime(at: number): number {
    const now = this.#sources.timers.now();
    const time = at - (this.#health?.clock.aheadMs ?? 0);
    return Math.abs(now - time) < 2 * SECOND_MS ? Math.min(time, now) : now;
  }

  async #look(client: FollowedEmulator, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#pause(LOOK_EVERY_MS, signal);
      if (signal.aborted) return;
      const health = await client.health().catch(() => undefined);
      if (health && !signal.aborted) this.#compare(health);
    }
  }

  #compare(health: Health): void {
    const before = this.#health;
    this.#health = health;
    if (before?.instanceId !== health.instanceId) return;
    const at = this.#sources.timers.now();
    if (before.areFaultsOn !== health.areFaultsOn)
      this.#onDidHappen.fire({ kind: health.areFaultsOn ? 'faultOn' : 'faultOff', at });
    const detailMs = health.clock.aheadMs - before.clock.aheadMs;
    if (detailMs > ADVANCED_MS) this.#onDidHappen.fire({ kind: 'clockAdvanced', at, detailMs });
  }

  #pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        timer.dispose();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = this.#sources.timers.after(ms, end);
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
    });
  }
}

/** A queue within the emulator, of which there is one account. */
function placeOf(region: string, queueName: string): string {
  return `${region}|${queueName}`;
}

function placeOfArn(arn: string): string {
  const [, , , region = '', , queueName = ''] = arn.split(':');
  return placeOf(region, queueName);
}
