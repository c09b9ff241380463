import { Emitter } from '../shared/event';
import { type CallSum, sumOf } from './callSums';
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
  /** US dollars at the public price of us-east-1, without the free million of a month, KMS and transfer. CloudWatch included. */
  readonly cost: number;
}

/** What a connection to AWS has used of what it may. */
export interface BudgetUse {
  readonly reading: MeterReading;
  /** Requests of an hour. */
  readonly budget: number;
}

/** https://aws.amazon.com/sqs/pricing: dollars of one request, us-east-1, up to 100 billion a month. */
const PRICE = 0.4e-6;
const FIFO_PRICE = 0.5e-6;
const MINUTE_MS = 60_000;
const MINUTES_KEPT = 60;

interface Account {
  calls: number;
  requests: number;
  fifoRequests: number;
  emptyReceives: number;
  /** Of `requests`, those of other services, and their price. */
  otherRequests: number;
  otherCost: number;
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
    this.add(call.connectionId, sumOf(call));
  }

  /** Counts calls that were made elsewhere, as made now. */
  add(connectionId: string, { action, isFifo, calls, requests, emptyReceives }: CallSum): void {
    const account = this.#account(connectionId);
    account.calls += calls;
    account.requests += requests;
    if (isFifo) account.fifoRequests += requests;
    account.emptyReceives += emptyReceives;
    increase(account.byAction, action, requests);
    increase(account.minutes, this.#minute(), requests);
    this.#onDidCount.fire(connectionId);
  }

  /** Counts a call of another service than SQS. @param cost US dollars */
  addOther(connectionId: string, action: string, cost: number): void {
    const account = this.#account(connectionId);
    account.otherRequests += 1;
    account.otherCost += cost;
    this.add(connectionId, { action, isFifo: false, calls: 1, requests: 1, emptyReceives: 0 });
  }

  read(connectionId: string): MeterReading {
    const account = this.#account(connectionId);
    const { calls, requests, fifoRequests, emptyReceives, byAction, otherRequests, otherCost } = account;
    return {
      calls,
      requests,
      fifoRequests,
      emptyReceives,
      lastHour: this.#lastHour(account),
      byAction: Object.fromEntries(byAction),
      cost: (requests - fifoRequests - otherRequests) * PRICE + fifoRequests * FIFO_PRICE + otherCost,
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
      otherRequests: 0,
      otherCost: 0,
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

function increase<Key>(sums: Map<Key, number>, key: Key, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value);
}
