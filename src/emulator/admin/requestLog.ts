import type { Receiver } from '../core/receive';
import type { RequestPage, RequestRecord } from './adminTypes';
import { Ring, type Slot } from './ring';

/** What the HTTP side knows of a request when it has been answered. */
export interface AnsweredRequest {
  readonly action: string;
  /** URL, name or ARN of the queue that it was about. */
  readonly target: string | undefined;
  readonly region: string;
  readonly client: Receiver;
  /** Milliseconds by a clock that starts anywhere. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** 0 when the connection was cut. */
  readonly status: number;
  readonly errorCode: string | undefined;
  readonly requestBody: string;
  readonly answerBody: string;
}

interface RequestSlot extends Slot {
  action: string;
  queueName: string | undefined;
  region: string;
  client: Receiver;
  startedAt: number;
  endedAt: number;
  status: number;
  errorCode: string | undefined;
  requestBody: string | undefined;
  answerBody: string | undefined;
}

export interface RequestFilter {
  readonly queue: string | undefined;
  readonly action: string | undefined;
}

const namesKept = 10_000;

/** The latest answered requests. Recording writes into an old slot and keeps nothing of a request alive. */
export class RequestLog {
  readonly #ring: Ring<RequestSlot>;
  /** Names by target: texts cut out of a request would keep all of it in memory. */
  readonly #names = new Map<string, string>();
  /** What to add to `startedAt` for epoch milliseconds. */
  readonly #epochMs: number;
  /** Characters kept of bodies. */
  bodyLimit = 0;

  constructor(capacity: number, epochMs: number) {
    this.#ring = new Ring(capacity, newSlot);
    this.#epochMs = epochMs;
  }

  get capacity(): number {
    return this.#ring.capacity;
  }

  get latest(): number {
    return this.#ring.latest;
  }

  record(request: AnsweredRequest): void {
    const slot = this.#ring.next();
    slot.action = request.action;
    slot.queueName = request.target === undefined ? undefined : this.#nameOf(request.target);
    slot.region = request.region;
    slot.client = request.client;
    slot.startedAt = request.startedAt;
    slot.endedAt = request.endedAt;
    slot.status = request.status;
    slot.errorCode = request.errorCode;
    slot.requestBody = this.bodyLimit > 0 ? copyStart(request.requestBody, this.bodyLimit) : undefined;
    slot.answerBody = this.bodyLimit > 0 ? copyStart(request.answerBody, this.bodyLimit) : undefined;
  }

  /** At most `limit` records after a sequence number, oldest first. */
  read(after: number, limit: number, filter: RequestFilter): RequestPage {
    const lost = this.#ring.countLost(after);
    const requests: RequestRecord[] = [];
    let cursor = Math.max(after, this.#ring.latest);
    for (const slot of this.#ring.after(after)) {
      if (filter.queue !== undefined && slot.queueName !== filter.queue) continue;
      if (filter.action !== undefined && slot.action !== filter.action) continue;
      requests.push(this.#toRecord(slot));
      if (requests.length < limit) continue;
      cursor = slot.sequence;
      break;
    }
    return { requests, cursor, lost };
  }

  clear(): void {
    this.#ring.clear();
  }

  #toRecord(slot: RequestSlot): RequestRecord {
    const { sequence, action, queueName, region, client, startedAt, endedAt, status } = slot;
    return {
      sequence,
      at: Math.round(this.#epochMs + startedAt),
      durationMs: Math.round((endedAt - startedAt) * 1000) / 1000,
      action,
      queueName,
      region,
      status,
      errorCode: slot.errorCode,
      userAgent: client.userAgent,
      accessKeyId: client.accessKeyId,
      requestBody: slot.requestBody,
      answerBody: slot.answerBody,
    };
  }

  #nameOf(target: string): string {
    const known = this.#names.get(target);
    if (known !== undefined) return known;
    const name = copyStart(target.slice(Math.max(target.lastIndexOf('/'), target.lastIndexOf(':')) + 1), 80);
    if (this.#names.size >= namesKept) this.#names.clear();
    if (target.length < 1_000) this.#names.set(copyStart(target, target.length), name);
    return name;
  }
}

/** A copy: a part of a string keeps the whole of it in memory. */
function copyStart(text: string, length: number): string {
  return Buffer.from(text.slice(0, length)).toString();
}

function newSlot(): RequestSlot {
  return {
    sequence: 0,
    action: '',
    queueName: undefined,
    region: '',
    client: { accessKeyId: undefined, userAgent: undefined },
    startedAt: 0,
    endedAt: 0,
    status: 0,
    errorCode: undefined,
    requestBody: undefined,
    answerBody: undefined,
  };
}
