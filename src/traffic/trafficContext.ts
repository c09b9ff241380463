import type { QueueRef } from '../shared/queue';
import { toFailure } from '../sqs/failure';
import type { SqsService } from '../sqs/sqsService';
import type { Timers } from '../sqs/timers';
import type { Random } from './random';
import type { FiguresRecorder } from './trafficFigures';

/** The part of `SqsService` that traffic uses. */
export type TrafficService = Pick<
  SqsService,
  'sendMessage' | 'sendMessageBatch' | 'receiveMessages' | 'deleteMessage' | 'deleteMessageBatch'
>;

/** What a run works with. */
export interface TrafficContext {
  readonly service: TrafficService;
  readonly queue: QueueRef;
  readonly timers: Timers;
  readonly random: Random;
  readonly recorder: FiguresRecorder;
  /** Aborted when the run is to end: nothing new begins, long polls and waits are cut short. */
  readonly stopping: AbortSignal;
  /** Aborted when what had begun before must not be waited for any longer. */
  readonly cutting: AbortSignal;
  /** Ends the run. */
  readonly stop: () => void;
}

/** Counts a failed call. @throws what is neither an answer of SQS nor a broken connection: a bug */
export function recordFailure({ recorder, stop }: TrafficContext, error: unknown, count: number): void {
  const failure = toFailure(error);
  if (!failure) throw error;
  recorder.didFail(count, failure);
  // The rules of the connection refuse the next call too.
  if (failure.kind === 'refused') stop();
}
