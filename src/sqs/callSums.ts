import type { ClientCall } from './meteredClient';

/** Calls of one action, put together: plain data, for what comes from another thread. */
export interface CallSum {
  /** As the API names it, such as `ReceiveMessage`. */
  readonly action: string;
  readonly isFifo: boolean;
  /** Each attempt for itself. */
  readonly calls: number;
  /** What AWS bills: a request for every 64 KB begun. */
  readonly requests: number;
  readonly emptyReceives: number;
}

/** https://aws.amazon.com/sqs/pricing: each 64 KB chunk of a payload is billed as one request. */
const CHUNK_BYTES = 64 * 1024;

export function sumOf({ action, isFifo, isEmptyReceive, ...sizes }: ClientCall): CallSum {
  return {
    action,
    isFifo,
    calls: 1,
    requests: requestsOf(sizes),
    emptyReceives: isEmptyReceive ? 1 : 0,
  };
}

/** Calls since they were last taken, by action and type of queue. */
export class CallSums {
  #sums = new Map<string, CallSum>();

  count(call: ClientCall): void {
    const sum = sumOf(call);
    const key = `${sum.action} ${sum.isFifo}`;
    const before = this.#sums.get(key);
    this.#sums.set(key, before ? plus(before, sum) : sum);
  }

  take(): readonly CallSum[] {
    const sums = [...this.#sums.values()];
    this.#sums = new Map();
    return sums;
  }
}

/** The wire holds more than the payload that AWS measures: at the border of a chunk this counts one too many. */
function requestsOf({ bytesSent, bytesReceived }: Pick<ClientCall, 'bytesSent' | 'bytesReceived'>): number {
  return Math.max(1, Math.ceil(Math.max(bytesSent, bytesReceived) / CHUNK_BYTES));
}

function plus(a: CallSum, b: CallSum): CallSum {
  return {
    ...a,
    calls: a.calls + b.calls,
    requests: a.requests + b.requests,
    emptyReceives: a.emptyReceives + b.emptyReceives,
  };
}
