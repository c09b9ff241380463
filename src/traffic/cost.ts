import { isFifoQueueName } from '../shared/queue';
import { requestsPerHour } from './requestRate';
import type { TrafficSpec } from './trafficSpec';

/** What a million requests cost in US dollars (us-east-1, list price, without the free ones). */
const DOLLARS_PER_MILLION = { standard: 0.4, fifo: 0.5 };

/** What an hour of traffic costs on AWS, at most and about. */
export interface HourlyCost {
  readonly requests: number;
  /** US dollars at the list price. */
  readonly dollars: number;
}

/** @param spec one in which `checkTraffic` found no problem */
export function hourlyCost(spec: TrafficSpec, queueName: string): HourlyCost {
  const requests = requestsPerHour(spec);
  const price = isFifoQueueName(queueName) ? DOLLARS_PER_MILLION.fifo : DOLLARS_PER_MILLION.standard;
  return { requests, dollars: (requests * price) / 1_000_000 };
}
