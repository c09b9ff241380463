import { Worker } from 'node:worker_threads';
import type { Disposable } from '../shared/disposable';
import { Emitter, type Event } from '../shared/event';
import type { FromWorker, ToWorker, WorkerOptions } from './port';

export type EmulatorState =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'starting' }
  /** `wantedPort` differs from `port` when it was taken. */
  | {
      readonly kind: 'running';
      readonly port: number;
      readonly wantedPort: number;
      readonly endpoint: string;
      /** See `FromWorker`. */
      readonly adminToken?: string | undefined;
      readonly containerAccess?: string | undefined;
    }
  | { readonly kind: 'stopping' }
  /** `code` is one of Node's (`EADDRINUSE`, `ERR_WORKER_OUT_OF_MEMORY`, …) or `EXITED`. */
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

export type RunningState = Extract<EmulatorState, { kind: 'running' }>;

/** Heap of the worker. All isolates of a process share 4 GiB, and other extensions live there too. */
const resourceLimits = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 64 };

/** Longer than the server needs to close (one second), shorter than VS Code waits for `deactivate`. */
const stopTimeoutMs = 1_800;

/** Why `start` failed; the state says the same. */
export class EmulatorStartError extends Error {
  override readonly name = 'EmulatorStartError';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Owns the worker thread in which the emulator runs. A worker that dies becomes the state `failed`. */
export class EmulatorHost implements Disposable {
  readonly #workerPath: string;
  readonly #onDidChangeState = new Emitter<EmulatorState>();
  readonly #onDidReportError = new Emitter<string>();
  readonly #onDidNotice = new Emitter<string>();
  readonly #endedThreads: number[] = [];
  #state: EmulatorState = { kind: 'stopped' };
  #worker: Worker | undefined;
  #starting: Promise<RunningState> | undefined;
  #stopping: Promise<void> | undefined;
  /** A worker that failed may live a moment longer, and with it its hold on port and folder. */
  #terminating: Promise<unknown> | undefined;
  /** A worker that was stopped: it has let go of port and folder. */
  #ending: Promise<unknown> | undefined;
  #isDisposed = false;

  readonly onDidChangeState: Event<EmulatorState> = this.#onDidChangeState.event;
  /** A bug that the emulator survived, for the log. */
  readonly onDidReportError: Event<string> = this.#onDidReportError.event;
  /** What the user has to know of the stored queues, as a sentence. */
  readonly onDidNotice: Event<string> = this.#onDidNotice.event;

  /** @param workerPath absolute path of the bundle of `worker.ts` */
  constructor(workerPath: string) {
    this.#workerPath = workerPath;
  }

  get state(): EmulatorState {
    return this.#state;
  }

  /**
   * Starts the emulator unless it runs; calls at the same time share one start (with the options of the first).
   * @throws EmulatorStartError
   */
  async start(options: WorkerOptions): Promise<RunningState> {
    if (this.#stopping) await this.#stopping;
    await this.#terminating;
    if (this.#state.kind === 'running') return this.#state;
    this.#starting ??= this.#launch(options).finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  /** Stops the emulator, waiting for a start under way. Within two seconds. */
  async stop(): Promise<void> {
    if (this.#starting) await this.#starting.catch(() => undefined);
    if (this.#state.kind === 'failed') this.#setState({ kind: 'stopped' });
    if (!this.#worker) return;
    this.#stopping ??= this.#end(this.#worker).finally(() => {
      this.#stopping = undefined;
    });
    await this.#stopping;
  }

  /** Stops the emulator for good and ends all subscriptions. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    await this.stop();
    await this.#ending;
    this.#onDidChangeState.dispose();
    this.#onDidReportError.dispose();
    this.#onDidNotice.dispose();
  }

  #launch(options: WorkerOptions): Promise<RunningState> {
    if (this.#isDisposed) return Promise.reject(new EmulatorStartError('DISPOSED', 'The editor is closing.'));
    this.#setState({ kind: 'starting' });
    return new Promise((resolve, reject) => {
      const worker = new Worker(this.#workerPath, {
        name: 'queuescope-emulator',
        workerData: this.#withEndedThreads(options),
        resourceLimits,
      });
      this.#worker = worker;
      const { threadId } = worker;
      const fail = (code: string, message: string) => {
        this.#fail(worker, code, message);
        reject(new EmulatorStartError(code, message));
      };
      worker.on('message', (message: FromWorker) => {
        if (message.type === 'listening') resolve(this.#listening(message));
        else if (message.type === 'failed') fail(message.code, message.message);
        else if (message.type === 'internalError') this.#onDidReportError.fire(message.message);
        else if (message.type === 'notice') this.#onDidNotice.fire(message.message);
      });
      worker.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? 'UNCAUGHT', error.message));
      worker.on('exit', (code) => {
        this.#endedThreads.push(threadId);
        fail('EXITED', `The emulator ended by itself with code ${code}.`);
      });
    });
  }

  #withEndedThreads(options: WorkerOptions): WorkerOptions {
    if (!options.data) return options;
    return { ...options, data: { ...options.data, endedThreads: [...this.#endedThreads] } };
  }

  #listening(message: Extract<FromWorker, { type: 'listening' }>): RunningState {
    const { port, wantedPort, endpoint, adminToken, containerAccess } = message;
    const state = { kind: 'running', port, wantedPort, endpoint, adminToken, containerAccess } as const;
    this.#setState(state);
    return state;
  }

  /** The first reason of a worker counts; what an ended or replaced worker still says does not. */
  #fail(worker: Worker, code: string, message: string): void {
    if (this.#worker !== worker || this.#state.kind === 'stopping') return;
    this.#worker = undefined;
    this.#terminating = worker.terminate();
    this.#setState({ kind: 'failed', code, message });
  }

  async #end(worker: Worker): Promise<void> {
    this.#setState({ kind: 'stopping' });
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, stopTimeoutMs, false);
    });
    const hasLetGo = new Promise<boolean>((resolve) => {
      worker.once('exit', () => resolve(true));
      worker.on('message', ({ type }: FromWorker) => type === 'stopped' && resolve(true));
    });
    worker.postMessage({ type: 'stop' } satisfies ToWorker);
    const isFree = await Promise.race([hasLetGo, timeout]);
    clearTimeout(timer);
    // The end of a thread takes longer than all else of a restart, and the next one needs nothing that this one has.
    this.#ending = worker.terminate();
    if (!isFree) await this.#ending;
    this.#worker = undefined;
    this.#setState({ kind: 'stopped' });
  }

  #setState(state: EmulatorState): void {
    this.#state = state;
    this.#onDidChangeState.fire(state);
  }
}
