import type { Disposable } from '../shared/disposable';
import { Emitter } from '../shared/event';
import { type ClientSources, clientTarget, SqsClient } from './clients';
import type { Connection } from './connection';
import { backgroundService, type GuardSources, guardService } from './guardedService';
import { LeanCounts } from './leanCounts';
import { SdkSqsService } from './sdkSqsService';
import type { ClientTarget } from './sqs';
import type { QueueChange, SqsService, SqsServices } from './sqsService';

/** Where the services learn what they need. */
export interface ServiceSources extends ClientSources {
  readonly findConnection: (connectionId: string) => Connection | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Absent: no queue is ever unlocked, and nobody is asked. */
  readonly guard?: GuardSources | undefined;
}

interface Opened {
  readonly guarded: SqsService;
  readonly background: SqsService;
  readonly client: SqsClient;
  readonly leanCounts: LeanCounts | undefined;
}

/** `SqsServices` by the AWS SDK, each behind the guard of its connection. Dispose closes every connection. */
export class SdkSqsServices implements SqsServices, Disposable {
  readonly #onDidChangeQueue = new Emitter<QueueChange>();
  readonly onDidChangeQueue = this.#onDidChangeQueue.event;
  readonly #onDidAnswer = new Emitter<{ readonly connection: Connection; readonly region: string }>();
  /** Fires after every call that SQS answered without an error. */
  readonly onDidAnswer = this.#onDidAnswer.event;
  readonly #sources: ServiceSources;
  readonly #opened = new Map<string, Opened>();

  constructor(sources: ServiceSources) {
    this.#sources = sources;
  }

  get(connectionId: string, region: string): SqsService {
    return this.#open(connectionId, region).guarded;
  }

  background(connectionId: string, region: string): SqsService {
    return this.#open(connectionId, region).background;
  }

  /**
   * Whose queues a client of the connection asks for: for what runs in another thread.
   * @throws Failure as `clientTarget` does
   */
  async target(connectionId: string, region: string): Promise<ClientTarget> {
    return clientTarget(this.#sources, this.#find(connectionId), region);
  }

  /** Ends the clients of a connection, or of all: the next call opens new ones with what holds then. */
  reopen(connectionId?: string): void {
    for (const [key, { client }] of this.#opened)
      if (connectionId === undefined || key.startsWith(`${connectionId}|`)) client.dispose();
  }

  dispose(): void {
    this.#onDidChangeQueue.dispose();
    this.#onDidAnswer.dispose();
    this.reopen();
    for (const { leanCounts } of this.#opened.values()) leanCounts?.dispose();
    this.#opened.clear();
  }

  /** @throws Error for a connection that does not exist */
  #find(connectionId: string): Connection {
    const connection = this.#sources.findConnection(connectionId);
    if (!connection) throw new Error(`There is no connection named ${connectionId} any more.`);
    return connection;
  }

  #open(connectionId: string, region: string): Opened {
    const connection = this.#find(connectionId);
    const key = `${connectionId}|${region}`;
    const known = this.#opened.get(key);
    if (known && known.guarded.connection === connection) return known;
    known?.client.dispose();
    const { guard = { isUnlocked: () => false } } = this.#sources;
    const client = new SqsClient(this.#sources, connection, region);
    const leanCounts =
      connection.kind === 'emulator' ? new LeanCounts(this.#sources.emulatorEndpoint, region) : undefined;
    const service = new SdkSqsService({
      leanCounts,
      connection,
      region,
      client,
      now: this.#sources.now,
      didChange: (change) => this.#onDidChangeQueue.fire(change),
      didAnswer: () => this.#onDidAnswer.fire({ connection, region }),
    });
    const opened = {
      guarded: guardService(service, guard),
      background: backgroundService(service, guard),
      client,
      leanCounts,
    };
    this.#opened.set(key, opened);
    return opened;
  }
}
