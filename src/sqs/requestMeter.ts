import { Emitter } from '../shared/event';
import type { ClientCall } from './meteredClient';

/** A call that SQS answered. */
export interface MeteredCall extends ClientCall {
  readonly connectionId: string;
}

/** What a connection was asked in this window. */
export interface MeterReading {
  /** Calls, each attempt for itself. */
  readonly calls: number;
  /** What AWS counts: a call for every 64 KB begun. */
  readonly requests: number;
  readonly fifoRequests: number;
  readonly emptyReceives: number;
  /** `requests` of the last hour. */
  readonly lastHour: number;
  readonly byAction: Readonly<Record<string, number>>;
  /** US dollars at the public price of us-east-1, without the free million of a month, KMS and transfer. */
  readonly cost: number;
}

/** https://aws.amazon.com/sqs/pricing: dollars of one request, us-east-1, up to 100 billion a month. */
const PRICE = 0.4e-6;
const FIFO_PRICE = 0.5e-6;
/** https://aws.amazon.com/sqs/pricing: each 64 KB chunk of a payload is billed as one request. */
const CHUNK_BYTES = 64 * 1024;
const MINUTE_MS = 60_000;
const MINUTES_KEPT = 60;

interface Account {
  calls: number;
  requests: number;
  fifoRequests: number;
  emptyReceives: number;
  readonly byAction: Map<string, number>;
  /** Requests by minute since the epoch, those of the last hour. */
  readonly minutes: Map<number, number>;
}

/** Counts the calls of every connection in this window. */
export class RequestMeter {
  readonly #now: () => number;
  readonly #accounts = new Map<string, Account>();
  readonly #onDidCount = new Emitter<string>();
  /** Fires with the id of the connection that a call was made on. */
  readonly onDidCount = this.#onDidCount.event;

  /** @param now epoch milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  count(call: MeteredCall): void {
    const account = this.#account(call.connectionId);
    const requests = requestsOf(call);
    account.calls += 1;
    account.requests += requests;
    if (call.isFifo) account.fifoRequests += requests;
    if (call.isEmptyReceive) account.emptyReceives += 1;
    add(account.byAction, call.action, requests);
    add(account.minutes, this.#minute(), requests);
    this.#onDidCount.fire(call.connectionId);
  }

  read(connectionId: string): MeterReading {
    const account = this.#account(connectionId);
    const { calls, requests, fifoRequests, emptyReceives, byAction } = account;
    return {
      calls,
      requests,
      fifoRequests,
      emptyReceives,
      lastHour: this.#lastHour(account),
      byAction: Object.fromEntries(byAction),
      cost: (requests - fifoRequests) * PRICE + fifoRequests * FIFO_PRICE,
    };
  }

  #account(connectionId: string): Account {
    const known = this.#accounts.get(connectionId);
    if (known) return known;
    const account: Account = {
      calls: 0,
      requests: 0,
      fifoRequests: 0,
      emptyReceives: 0,
      byAction: new Map(),
      minutes: new Map(),
    };
    this.#accounts.set(connectionId, account);
    return account;
  }

  #lastHour({ minutes }: Account): number {
    const oldest = this.#minute() - MINUTES_KEPT;
    for (const minute of minutes.keys()) if (minute <= oldest) minutes.delete(minute);
    return [...minutes.values()].reduce((sum, requests) => sum + requests, 0);
  }

  #minute(): number {
    return Math.floor(this.#now() / MINUTE_MS);
  }
}

/** The wire holds more than the payload that AWS measures: at the border of a chunk this counts one too many. */
function requestsOf({ bytesSent, bytesReceived }: MeteredCall): number {
  return Math.max(1, Math.ceil(Math.max(bytesSent, bytesReceived) / CHUNK_BYTES));
}

function add<Key>(sums: Map<Key, number>, key: Key, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value);
}
