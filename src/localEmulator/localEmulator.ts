import { setTimeout as sleep } from 'node:timers/promises';
import type { AttachedClient, EmulatorOwner, Health, ResetResult } from '../emulator/admin/adminTypes';
import {
  type EmulatorHost,
  EmulatorStartError,
  type EmulatorState,
  type RunningState,
} from '../emulator/emulatorHost';
import type { WorkerOptions } from '../emulator/port';
import { EmulatorClient } from '../emulatorClient/emulatorClient';
import type { Disposable } from '../shared/disposable';
import { DisposableStore } from '../shared/disposable';
import { Emitter, type Event } from '../shared/event';
import { decideAttach, type Obstacle } from './attachDecision';
import { areSamePowers, type EmulatorPowers, powersOf } from './emulatorPowers';
import { OwnerNoteFile } from './ownerNote';
import { Presence } from './presence';

export type LocalEmulatorState = Exclude<EmulatorState, RunningState> | RunningEmulator;

export interface RunningEmulator extends RunningState {
  /** Who owns it; undefined when this window does. */
  readonly attachedTo?: EmulatorOwner | undefined;
  /** Why it is not on the wanted port. */
  readonly obstacle?: Obstacle | undefined;
  /** Its queues outlive it. */
  readonly isDurable?: boolean | undefined;
}

/** What the settings say of an emulator to start. */
export type StartOptions = Omit<WorkerOptions, 'usesNextFreePort' | 'adminToken' | 'owner'>;

export interface LocalEmulatorOptions {
  readonly host: EmulatorHost;
  /** Shared by all windows of the user, absolute; made when there is none. */
  readonly folder: string;
  /** By which people know this window; undefined for one without a folder. */
  readonly windowName: string | undefined;
  /** By which the other windows know this one among the clients of an emulator. */
  readonly clientName: string;
}

/** An emulator that this window was attached to has ended. */
export interface LostEmulator {
  readonly owner: EmulatorOwner;
  readonly endpoint: string;
}

/** While another window starts or stops, its hold on the data folder is waited for. */
const retryMs = 250;
const mostRetries = 40;

/**
 * The emulator of this machine, as this window has it: attached to the one that runs, or its own.
 *
 * It attaches or starts when it is asked to, and never by itself.
 */
export class LocalEmulator implements Disposable {
  readonly #host: EmulatorHost;
  readonly #note: OwnerNoteFile;
  readonly #options: LocalEmulatorOptions;
  readonly #disposables = new DisposableStore();
  readonly #onDidChangeState = this.#disposables.add(new Emitter<LocalEmulatorState>());
  readonly #onDidLose = this.#disposables.add(new Emitter<LostEmulator>());
  readonly #onDidChangePowers = this.#disposables.add(new Emitter<EmulatorPowers | undefined>());
  #state: LocalEmulatorState = { kind: 'stopped' };
  #powers: EmulatorPowers | undefined;
  #startedWith: StartOptions | undefined;
  #presence: Presence | undefined;
  #starting: Promise<RunningEmulator> | undefined;
  #isDisposed = false;

  readonly onDidChangeState: Event<LocalEmulatorState> = this.#onDidChangeState.event;
  /** By whomever it was changed; undefined when the emulator ends. */
  readonly onDidChangePowers: Event<EmulatorPowers | undefined> = this.#onDidChangePowers.event;
  readonly onDidLose: Event<LostEmulator> = this.#onDidLose.event;
  /** See `EmulatorHost`. */
  readonly onDidReportError: Event<string>;
  readonly onDidNotice: Event<string>;

  constructor(options: LocalEmulatorOptions) {
    this.#options = options;
    this.#host = options.host;
    this.#note = new OwnerNoteFile(options.folder);
    this.onDidReportError = this.#host.onDidReportError;
    this.onDidNotice = this.#host.onDidNotice;
    this.#disposables.add(this.#host.onDidChangeState((state) => this.#hostChanged(state)));
  }

  get state(): LocalEmulatorState {
    return this.#state;
  }

  /** Faults and clock of the emulator; undefined before it has told. */
  get powers(): EmulatorPowers | undefined {
    return this.#powers;
  }

  /** Reads faults and clock now, after they were changed here. @throws EmulatorRequestError, UnreachableError */
  async refreshPowers(): Promise<void> {
    this.#setPowers(powersOf(await (await this.readClient()).health()));
  }

  /** What the settings said when it was last started. */
  get startedWith(): StartOptions | undefined {
    return this.#startedWith;
  }

  /**
   * Attaches to the emulator of this machine, or starts it. Calls at the same time share one start.
   * @param port instead of the one of the settings
   * @throws EmulatorStartError
   */
  async start(options: StartOptions, port = options.port): Promise<RunningEmulator> {
    if (this.#state.kind === 'running') return this.#state;
    this.#starting ??= this.#start(options, port).finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  /** Stops the own emulator, within two seconds; leaves one that it is attached to alone. */
  async stop(): Promise<void> {
    await this.#starting?.catch(() => undefined);
    const presence = this.#presence;
    this.#presence = undefined;
    const isAttached = this.#state.kind === 'running' && this.#state.attachedTo !== undefined;
    if (!isAttached) {
      presence?.end();
      await this.#host.stop();
      if (this.#state.kind === 'failed') this.#setState({ kind: 'stopped' });
      return;
    }
    await presence?.leave();
    this.#setState({ kind: 'stopped' });
  }

  /** The other windows and programs that work with this emulator. */
  async listOthers(): Promise<readonly AttachedClient[]> {
    const clients = await (await this.readClient()).listClients();
    return clients.filter(({ id }) => id !== this.#presence?.id);
  }

  /** Deletes all queues and messages. @throws EmulatorRequestError, UnreachableError */
  async reset(): Promise<ResetResult> {
    return (await this.readClient()).reset();
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    await this.stop();
    await this.#host.dispose();
    this.#disposables.dispose();
  }

  async #start(options: StartOptions, port: number): Promise<RunningEmulator> {
    this.#startedWith = options;
    this.#setState({ kind: 'starting' });
    try {
      return await this.#attachOrLaunch({ ...options, port });
    } catch (error) {
      const code = error instanceof EmulatorStartError ? error.code : 'UNKNOWN';
      const message = error instanceof Error ? error.message : String(error);
      this.#setState({ kind: 'failed', code, message });
      throw error;
    }
  }

  async #attachOrLaunch(options: StartOptions): Promise<RunningEmulator> {
    const wanted = endpointOf(options);
    for (let retries = 0; ; retries++) {
      const decision = await decideAttach(wanted, (await this.#note.read())?.endpoint);
      if (decision.kind === 'attach') return this.#attach(decision.endpoint, decision.health);
      try {
        const state = await this.#launch(options);
        if (decision.obstacle || !(await this.#hasLostRace(state, wanted)))
          return this.#own(state, options, decision.obstacle);
        await this.#host.stop();
      } catch (error) {
        if (!isInUse(error) || retries === mostRetries || this.#isDisposed) throw error;
        await sleep(retryMs);
      }
    }
  }

  #launch(options: StartOptions): Promise<RunningState> {
    const owner = { kind: 'window', name: this.#options.windowName } as const;
    return this.#host.start({ ...options, usesNextFreePort: true, owner });
  }

  /** Without a data folder nothing but the port keeps two windows from starting at the same time. */
  async #hasLostRace({ port, wantedPort }: RunningState, wanted: string): Promise<boolean> {
    return port !== wantedPort && (await decideAttach(wanted, undefined)).kind === 'attach';
  }

  async #own(
    running: RunningState,
    options: StartOptions,
    obstacle: Obstacle | undefined,
  ): Promise<RunningEmulator> {
    const { endpoint, adminToken } = running;
    // Without it other windows find the emulator on the wanted port alone.
    await this.#note.write({ endpoint, adminToken }).catch(() => undefined);
    const state = { ...running, obstacle, isDurable: options.data !== undefined };
    this.#setState(state);
    this.#join(endpoint, { onJoin: () => undefined, onEnd: () => undefined });
    return state;
  }

  #attach(endpoint: string, health: Health): RunningEmulator {
    const state = attachedState(endpoint, health);
    this.#setState(state);
    this.#join(endpoint, {
      onJoin: (news) => this.#rejoined(endpoint, news),
      onEnd: () => this.#lost(endpoint),
    });
    return state;
  }

  #join(endpoint: string, listeners: { onJoin: (health: Health) => void; onEnd: () => void }): void {
    this.#presence = new Presence({
      readClient: () => this.#readClientOf(endpoint),
      name: this.#options.clientName,
      onBeat: (health) => this.#setPowers(powersOf(health)),
      ...listeners,
    });
  }

  /** Somebody has ended it and started it anew between two beats. */
  #rejoined(endpoint: string, health: Health): void {
    const state = attachedState(endpoint, health);
    if (JSON.stringify(state) !== JSON.stringify(this.#state)) this.#setState(state);
  }

  #lost(endpoint: string): void {
    this.#presence = undefined;
    const owner = (this.#state.kind === 'running' && this.#state.attachedTo) || { kind: 'program' };
    this.#setState({ kind: 'stopped' });
    this.#onDidLose.fire({ owner, endpoint });
  }

  /** What happens to the own emulator once it runs; its start is told by `#start`. */
  #hostChanged(state: EmulatorState): void {
    if (this.#starting || state.kind === 'running') return;
    if (state.kind === 'failed') {
      this.#presence?.end();
      this.#presence = undefined;
    }
    this.#setState(state);
  }

  /**
   * For its admin API, with the token that changes want.
   * @param timeoutMs for requests that may take long
   * @throws Error when it does not run
   */
  async readClient(timeoutMs?: number): Promise<EmulatorClient> {
    if (this.#state.kind !== 'running') throw new Error('The emulator does not run.');
    return this.#readClientOf(this.#state.endpoint, timeoutMs);
  }

  async #readClientOf(endpoint: string, timeoutMs = requestMs): Promise<EmulatorClient> {
    const note = await this.#note.read();
    return new EmulatorClient(endpoint, {
      token: note?.endpoint === endpoint ? note.adminToken : undefined,
      timeoutMs,
    });
  }

  #setPowers(powers: EmulatorPowers | undefined): void {
    if (areSamePowers(powers, this.#powers)) return;
    this.#powers = powers;
    this.#onDidChangePowers.fire(powers);
  }

  #setState(state: LocalEmulatorState): void {
    this.#state = state;
    if (state.kind !== 'running') this.#setPowers(undefined);
    this.#onDidChangeState.fire(state);
  }
}

/** Shorter than VS Code waits for `deactivate`. */
const requestMs = 3_000;

function attachedState(endpoint: string, health: Health): RunningEmulator {
  const { port, owner, dataFolder } = health;
  const isDurable = dataFolder !== null;
  return { kind: 'running', port, wantedPort: port, endpoint, attachedTo: owner, isDurable };
}

function isInUse(error: unknown): boolean {
  return error instanceof EmulatorStartError && error.code === 'DATA_IN_USE';
}

/** Where an emulator with these options answers on this machine. */
export function endpointOf({ host, port }: Pick<StartOptions, 'host' | 'port'>): string {
  if (['127.0.0.1', '::1', 'localhost', '0.0.0.0', '::'].includes(host)) return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
