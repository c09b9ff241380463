import type { Disposable } from '../../shared/disposable';
import type { Clock } from '../core/clock';
import type { Receiver } from '../core/receive';
import type { ActivitySettings, StreamedActivity } from './adminTypes';
import { MessageLife } from './messageLife';
import { type AnsweredRequest, RequestLog } from './requestLog';

const requestsKept = 1_000;
const eventsKept = 10_000;

/** Where a reader of the stream stands. */
export interface StreamPosition {
  request: number;
  event: number;
}

/** What goes on in the emulator: a small record that is always there, and readers that are told of more. */
export class Activity {
  readonly requests: RequestLog;
  readonly life: MessageLife;
  readonly #readers = new Set<() => void>();

  /** @param epochMs what to add to the times of requests for epoch milliseconds */
  constructor(clock: Clock, epochMs: number) {
    this.requests = new RequestLog(requestsKept, epochMs);
    this.life = new MessageLife(eventsKept, clock);
  }

  get settings(): ActivitySettings {
    return { bodyLimit: this.requests.bodyLimit, requestsKept, eventsKept };
  }

  /** From here to the end of this turn, changes are those of `client`. */
  begin(client: Receiver): void {
    this.life.client = client;
  }

  record(request: AnsweredRequest): void {
    this.requests.record(request);
    if (this.#readers.size > 0) this.#tellReaders();
  }

  /** Tells `onActivity` whenever something was recorded, until it is disposed. */
  subscribe(onActivity: () => void): Disposable {
    const reader = () => onActivity();
    this.#readers.add(reader);
    this.life.onDidRecord = () => this.#tellReaders();
    return {
      dispose: () => {
        this.#readers.delete(reader);
        if (this.#readers.size === 0) this.life.onDidRecord = undefined;
      },
    };
  }

  get position(): StreamPosition {
    return { request: this.requests.latest, event: this.life.latest };
  }

  /** What was recorded since `position`, which moves on: messages first, as they changed before the answer went out. */
  readSince(position: StreamPosition, limit: number): StreamedActivity[] {
    const life = this.life.read(position.event, limit, { messageId: undefined, queueArn: undefined });
    const log = this.requests.read(position.request, limit, { queue: undefined, action: undefined });
    position.event = life.cursor;
    position.request = log.cursor;
    const lost = life.lost + log.lost;
    return [
      ...(lost > 0 ? [{ type: 'lost' as const, count: lost }] : []),
      ...life.events.map((event) => ({ type: 'message' as const, event })),
      ...log.requests.map((request) => ({ type: 'request' as const, request })),
    ];
  }

  clear(): void {
    this.requests.clear();
    this.life.clear();
  }

  #tellReaders(): void {
    for (const tell of this.#readers) tell();
  }
}
