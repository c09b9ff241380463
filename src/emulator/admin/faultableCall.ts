import type { Clock } from '../core/clock';
import type { Queue } from '../core/queue';
import type { Random } from './seededRandom';

/** One call of an SQS action on its way to being executed. */
export interface FaultableCall {
  readonly action: string;
  readonly input: object;
  /** The region that it was signed for, or else named. */
  readonly region: string;
  /** The queue it is about, where it exists. */
  readonly queue: Queue | undefined;
  /** Receives: how many waiting messages to pass over for the next one. */
  readonly passOver: (() => number) | undefined;
}

/** Executes a call; throws or rejects with what it fails with. */
export type Execute = (call: FaultableCall) => unknown;

/** One kind of misbehaviour. It may change the call, its result, or not execute it at all. */
export type Fault = (call: FaultableCall, execute: Execute) => unknown;

/** What a fault draws from and looks at. */
export interface FaultContext {
  /** Whether the next request, message or entry is struck. */
  readonly strikes: () => boolean;
  readonly random: Random;
  /** The emulator's clock. */
  readonly clock: Clock;
  /** The machine's clock, which latency goes by. */
  readonly wallClock: Clock;
}

/** Executed, but nobody shall know: the connection is cut instead of answered. */
export class LostAnswer extends Error {}

/** Changes a result that may come later. */
export function after(result: unknown, change: (output: unknown) => unknown): unknown {
  return result instanceof Promise ? result.then(change) : change(result);
}
