import { setMaxListeners } from 'node:events';
import type { Disposable } from '../shared/disposable';
import type { QueueRef } from '../shared/queue';
import type { Timers } from '../sqs/timers';
import { consume } from './consumer';
import { produce } from './producer';
import type { Random } from './random';
import type { TrafficContext, TrafficService } from './trafficContext';
import { FiguresRecorder, type TrafficFigures } from './trafficFigures';
import type { TrafficSpec } from './trafficSpec';

/** Calls that a stop finds on their way have this long to be answered. */
const SETTLE_MS = 10_000;

/** What a run needs from outside. */
export interface TrafficSources {
  readonly service: TrafficService;
  readonly timers: Timers;
  readonly random: Random;
}

/** A producer or consumer at work. */
export interface RunningTraffic {
  /**
   * Settles when the run has ended, by its limit or by `stop`, and its last call was answered.
   * Rejects only for a bug.
   */
  readonly ended: Promise<void>;
  /** The figures up to now, also after the end. */
  readFigures(): TrafficFigures;
  /** Begins nothing new, cuts long polls and waits short, and settles with `ended`. */
  stop(): Promise<void>;
}

/**
 * Starts a producer or consumer.
 * @param spec one in which `checkTraffic` found no problem
 * @throws PlaceholderError
 */
export function startTraffic(spec: TrafficSpec, queue: QueueRef, sources: TrafficSources): RunningTraffic {
  const { timers } = sources;
  const recorder = new FiguresRecorder();
  const stopping = newAbort();
  const cutting = newAbort();
  let cut: Disposable | undefined;
  const stop = () => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    cut = timers.after(SETTLE_MS, () => cutting.abort());
  };
  const context: TrafficContext = {
    ...sources,
    queue,
    recorder,
    stopping: stopping.signal,
    cutting: cutting.signal,
    stop,
  };
  const ended = run(spec, context).finally(() => cut?.dispose());
  return {
    ended,
    readFigures: () => recorder.read(),
    stop: () => {
      stop();
      return ended;
    },
  };
}

async function run(spec: TrafficSpec, context: TrafficContext): Promise<void> {
  const { limit } = spec;
  const timer = limit?.seconds ? context.timers.after(limit.seconds * 1000, context.stop) : undefined;
  try {
    await (spec.kind === 'producer' ? produce(spec, context) : consume(spec, context));
  } finally {
    timer?.dispose();
    // After a bug in one worker the others end too.
    context.stop();
  }
}

/** Every worker of a run listens to the same signal. */
function newAbort(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
