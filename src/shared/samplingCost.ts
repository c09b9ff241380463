/** Dollars for a million requests, as AWS lists them for us-east-1, beyond the first million of a month, which is free. */
const DOLLARS_PER_MILLION = { standard: 0.4, fifo: 0.5 } as const;
const HOUR_MS = 3_600_000;

/** What sampling costs at AWS's list price. */
export interface SamplingCost {
  readonly requestsPerHour: number;
  readonly dollarsPerHour: number;
}

/** @param queues with the milliseconds from one sample to the next */
export function samplingCost(
  queues: readonly { readonly intervalMs: number; readonly isFifo: boolean }[],
): SamplingCost {
  let requestsPerHour = 0;
  let dollarsPerHour = 0;
  for (const { intervalMs, isFifo } of queues) {
    const requests = HOUR_MS / intervalMs;
    requestsPerHour += requests;
    dollarsPerHour += (requests * DOLLARS_PER_MILLION[isFifo ? 'fifo' : 'standard']) / 1_000_000;
  }
  return { requestsPerHour, dollarsPerHour };
}
