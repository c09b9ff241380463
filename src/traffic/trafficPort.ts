import type { QueueRef } from '../shared/queue';
import type { CallSum } from '../sqs/callSums';
import type { ClientTarget } from '../sqs/sqs';
import type { ServiceMarks } from '../sqs/standaloneService';
import type { TrafficFigures } from './trafficFigures';
import type { TrafficSpec } from './trafficSpec';

/** One producer or consumer to run: plain data that crosses the worker's port. */
export interface TrafficOrder {
  /** Names the run from now on; chosen by whoever orders it, never used twice. */
  readonly id: string;
  readonly target: ClientTarget;
  readonly queue: QueueRef;
  /** The rules that the connection was marked with hold in the worker, too. */
  readonly marks: ServiceMarks;
  readonly spec: TrafficSpec;
  /** A whole number from 0 to 4294967295. A seed used again repeats its UUIDs, and so its deduplication IDs. */
  readonly seed: number;
}

export type ToTrafficWorker =
  | { readonly type: 'start'; readonly order: TrafficOrder }
  | { readonly type: 'stop'; readonly id: string };

export type FromTrafficWorker =
  /** Twice a second while a run goes on. */
  | {
      readonly type: 'figures';
      readonly id: string;
      readonly figures: TrafficFigures;
      /** Since the message before. */
      readonly calls: readonly CallSum[];
    }
  /** The last word of a run; `error` is the stack of a bug. */
  | {
      readonly type: 'ended';
      readonly id: string;
      readonly figures: TrafficFigures;
      readonly calls: readonly CallSum[];
      readonly error?: string | undefined;
    };
