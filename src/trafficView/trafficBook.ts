import { randomInt, randomUUID } from 'node:crypto';
import { type Disposable, DisposableStore } from '../shared/disposable';
import { Emitter, type Event } from '../shared/event';
import type { QueueRef } from '../shared/queue';
import type { Memory } from '../sqs/memory';
import type { ClientTarget } from '../sqs/sqs';
import type { ServiceMarks } from '../sqs/standaloneService';
import type { TrafficDefinition } from '../traffic/trafficDefinition';
import type { TrafficHost, TrafficRun } from '../traffic/trafficHost';
import { PaceMeter } from './paceMeter';

/** A row of the Traffic view: the same object as long as there is one. */
export interface TrafficEntry {
  readonly definition: TrafficDefinition;
  /** It stands in a file of the workspace, and cannot be changed here. */
  readonly isShared: boolean;
  /** The last run, with its figures; undefined before the first. */
  readonly run: TrafficRun | undefined;
  /** Messages a second, sent or received, over the last seconds of a run. */
  readonly perSecond: number;
}

const MEMORY_KEY = 'traffic';
const MAX_SEED = 2 ** 32;

/** The producers and consumers of a workspace, and their runs. Nothing starts by itself. */
export class TrafficBook implements Disposable {
  readonly #memory: Memory;
  readonly #host: TrafficHost;
  readonly #disposables = new DisposableStore();
  readonly #onDidChange = this.#disposables.add(new Emitter<TrafficEntry | undefined>());
  readonly #meters = new Map<string, PaceMeter>();
  #entries: Entry[];

  /** Fires with the row that changed; with undefined when rows came or went. */
  readonly onDidChange: Event<TrafficEntry | undefined> = this.#onDidChange.event;

  constructor(memory: Memory, host: TrafficHost) {
    this.#memory = memory;
    this.#host = host;
    this.#entries = memory
      .get<readonly TrafficDefinition[]>(MEMORY_KEY, [])
      .map((definition) => newEntry(definition, false));
    this.#disposables.add(host.onDidChangeRun((run) => this.#didChangeRun(run)));
  }

  /** The user's own first, then those of files. */
  get entries(): readonly TrafficEntry[] {
    return this.#entries;
  }

  get isRunning(): boolean {
    return this.#entries.some(isRunning);
  }

  async add(definition: Omit<TrafficDefinition, 'id'>): Promise<TrafficEntry> {
    const entry = newEntry({ ...definition, id: randomUUID() }, false);
    this.#entries = [...this.#own, entry, ...this.#shared];
    this.#onDidChange.fire(undefined);
    await this.#save();
    return entry;
  }

  /** A run goes on as it was started. */
  async change(entry: TrafficEntry, definition: Omit<TrafficDefinition, 'id'>): Promise<void> {
    const own = this.#own.find((known) => known === entry);
    if (!own) return;
    own.definition = { ...definition, id: own.definition.id };
    this.#onDidChange.fire(own);
    await this.#save();
  }

  async remove(entry: TrafficEntry): Promise<void> {
    await this.stop(entry);
    this.#entries = this.#entries.filter((known) => known !== entry);
    this.#onDidChange.fire(undefined);
    await this.#save();
  }

  /** Replaces those of files. What runs goes on until it is stopped, even when its file does not have it any more. */
  setShared(definitions: readonly TrafficDefinition[]): void {
    const before = this.#shared;
    const now = definitions.map((definition) => {
      const known = before.find((entry) => entry.definition.id === definition.id);
      if (!known) return newEntry(definition, true);
      known.definition = definition;
      return known;
    });
    const orphans = before.filter((entry) => !now.includes(entry) && isRunning(entry));
    this.#entries = [...this.#own, ...now, ...orphans];
    this.#onDidChange.fire(undefined);
  }

  /** @throws Error for one that runs */
  start(entry: TrafficEntry, target: ClientTarget, queue: QueueRef, marks: ServiceMarks): void {
    const known = this.#entries.find((other) => other === entry);
    if (!known || isRunning(known)) throw new Error(`${entry.definition.name} runs already.`);
    const id = randomUUID();
    known.runId = id;
    this.#meters.set(id, new PaceMeter());
    const { isReadOnly, isProduction } = marks;
    this.#host.start({
      id,
      target,
      queue,
      marks: { isReadOnly, isProduction },
      spec: entry.definition.spec,
      seed: randomInt(MAX_SEED),
    });
  }

  /** Resolves when it has ended; at once for one that does not run. */
  async stop(entry: TrafficEntry): Promise<void> {
    const { run } = entry;
    if (run && run.state !== 'ended') await this.#host.stop(run.order.id);
  }

  stopAll(): Promise<void> {
    return this.#host.stopAll();
  }

  /** Stops what talks to a connection that is gone. */
  async stopConnection(connectionId: string): Promise<void> {
    const ofIt = this.#entries.filter((entry) => entry.run?.order.queue.connectionId === connectionId);
    await Promise.all(ofIt.map((entry) => this.stop(entry)));
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  get #own(): Entry[] {
    return this.#entries.filter(({ isShared }) => !isShared);
  }

  get #shared(): Entry[] {
    return this.#entries.filter(({ isShared }) => isShared);
  }

  #didChangeRun(run: TrafficRun): void {
    const entry = this.#entries.find(({ runId }) => runId === run.order.id);
    if (!entry) return;
    const meter = this.#meters.get(run.order.id);
    entry.run = run;
    entry.perSecond = meter?.read(run.figures, Date.now()) ?? 0;
    if (run.state === 'ended') {
      this.#meters.delete(run.order.id);
      entry.perSecond = 0;
    }
    this.#onDidChange.fire(entry);
  }

  async #save(): Promise<void> {
    const definitions = this.#own.map(({ definition }) => definition);
    await this.#memory.update(MEMORY_KEY, definitions);
  }
}

interface Entry extends TrafficEntry {
  definition: TrafficDefinition;
  run: TrafficRun | undefined;
  runId: string | undefined;
  perSecond: number;
}

function newEntry(definition: TrafficDefinition, isShared: boolean): Entry {
  return { definition, isShared, run: undefined, runId: undefined, perSecond: 0 };
}

function isRunning({ run }: TrafficEntry): boolean {
  return run !== undefined && run.state !== 'ended';
}
