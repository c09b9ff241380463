import { Worker } from 'node:worker_threads';
import type { Disposable } from '../shared/disposable';
import { Emitter, type Event } from '../shared/event';
import type { CallSum } from '../sqs/callSums';
import type { TrafficFigures } from './trafficFigures';
import type { FromTrafficWorker, ToTrafficWorker, TrafficOrder } from './trafficPort';

/** What became of an order. */
export interface TrafficRun {
  readonly order: TrafficOrder;
  /** `stopping`: calls under way are being waited for, at most ten seconds. */
  readonly state: 'running' | 'stopping' | 'ended';
  /** Absent until the first half second is over. */
  readonly figures?: TrafficFigures | undefined;
  /** Why a run ended that should not have: for the log. */
  readonly error?: string | undefined;
}

/** Calls of a run on its connection, as they were answered. */
export interface TrafficCalls {
  readonly connectionId: string;
  readonly calls: readonly CallSum[];
}

/** Heap of the worker. All isolates of a process share 4 GiB, and other extensions live there too. */
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };
/** Shorter than VS Code waits for `deactivate`. */
const DISPOSE_MS = 1_500;

/** Owns the worker thread in which traffic runs; the thread lives only while there is a run. */
export class TrafficHost implements Disposable {
  readonly #workerPath: string;
  readonly #onDidChangeRun = new Emitter<TrafficRun>();
  readonly #onDidCall = new Emitter<TrafficCalls>();
  readonly #runs = new Map<string, TrafficRun>();
  #worker: Worker | undefined;
  #isDisposed = false;

  /** Fires when a run starts, twice a second with new figures, and when it ends. */
  readonly onDidChangeRun: Event<TrafficRun> = this.#onDidChangeRun.event;

  /** Fires twice a second with the calls that a run has made since. */
  readonly onDidCall: Event<TrafficCalls> = this.#onDidCall.event;

  /** @param workerPath absolute path of the bundle of `worker.ts`, with `sqs.js` beside it */
  constructor(workerPath: string) {
    this.#workerPath = workerPath;
  }

  /** Runs that have not ended. */
  get runs(): readonly TrafficRun[] {
    return [...this.#runs.values()];
  }

  /**
   * Starts a producer or consumer in which `checkTraffic` found no problem.
   * @throws Error when the id is in use or the host was disposed
   */
  start(order: TrafficOrder): void {
    if (this.#isDisposed) throw new Error('Traffic cannot start: the editor is closing.');
    if (this.#runs.has(order.id))
      throw new Error(`There is a run of traffic with the id ${order.id} already.`);
    this.#worker ??= this.#launch();
    this.#change({ order, state: 'running' });
    this.#post({ type: 'start', order });
  }

  /** Resolves when the run has ended; at once for one that is not running. */
  stop(id: string): Promise<void> {
    const run = this.#runs.get(id);
    if (!run) return Promise.resolve();
    const ended = this.#ended(id);
    if (run.state === 'running') this.#change({ ...run, state: 'stopping' });
    this.#post({ type: 'stop', id });
    return ended;
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#runs.keys()].map((id) => this.stop(id)));
  }

  /** Stops all runs, and their thread too when they do not end within 1.5 seconds. */
  async dispose(): Promise<void> {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, DISPOSE_MS);
    });
    await Promise.race([this.stopAll(), timeout]);
    clearTimeout(timer);
    this.#endAll('The editor closed.');
    this.#onDidChangeRun.dispose();
    this.#onDidCall.dispose();
  }

  #launch(): Worker {
    const worker = new Worker(this.#workerPath, { name: 'queuescope-traffic', resourceLimits });
    const fail = (reason: string) => {
      if (this.#worker === worker) this.#endAll(reason);
    };
    worker.on('message', (message: FromTrafficWorker) => this.#receive(message));
    worker.on('error', (error) => fail(error.stack ?? error.message));
    worker.on('exit', (code) => fail(`The traffic worker ended by itself with code ${code}.`));
    return worker;
  }

  #receive(message: FromTrafficWorker): void {
    const run = this.#runs.get(message.id);
    if (!run) return;
    const { figures } = message;
    this.#onDidCall.fire({ connectionId: run.order.queue.connectionId, calls: message.calls });
    if (message.type === 'figures') this.#change({ ...run, figures });
    else this.#change({ ...run, figures, state: 'ended', error: message.error });
    if (this.#runs.size === 0) this.#endWorker();
  }

  #endAll(error: string): void {
    this.#endWorker();
    for (const run of this.runs) this.#change({ ...run, state: 'ended', error });
  }

  #endWorker(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
  }

  #ended(id: string): Promise<void> {
    return new Promise((resolve) => {
      const subscription = this.onDidChangeRun((run) => {
        if (run.order.id !== id || run.state !== 'ended') return;
        subscription.dispose();
        resolve();
      });
    });
  }

  #change(run: TrafficRun): void {
    if (run.state === 'ended') this.#runs.delete(run.order.id);
    else this.#runs.set(run.order.id, run);
    this.#onDidChangeRun.fire(run);
  }

  #post(message: ToTrafficWorker): void {
    this.#worker?.postMessage(message);
  }
}
