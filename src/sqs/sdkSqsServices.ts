import type { Disposable } from '../shared/disposable';
import { Emitter } from '../shared/event';
import { type ClientSources, SqsClient } from './clients';
import type { Connection } from './connection';
import { SdkSqsService } from './sdkSqsService';
import type { QueueChange, SqsService, SqsServices } from './sqsService';

/** Where the services learn what they need. */
export interface ServiceSources extends ClientSources {
  readonly findConnection: (connectionId: string) => Connection | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** `SqsServices` by the AWS SDK. Dispose closes every connection. */
export class SdkSqsServices implements SqsServices, Disposable {
  readonly #onDidChangeQueue = new Emitter<QueueChange>();
  readonly onDidChangeQueue = this.#onDidChangeQueue.event;
  readonly #sources: ServiceSources;
  readonly #services = new Map<string, { readonly service: SqsService; readonly client: SqsClient }>();

  constructor(sources: ServiceSources) {
    this.#sources = sources;
  }

  /** @throws Error for a connection that does not exist */
  get(connectionId: string, region: string): SqsService {
    const connection = this.#sources.findConnection(connectionId);
    if (!connection) throw new Error(`There is no connection named ${connectionId} any more.`);
    const key = `${connectionId}|${region}`;
    const known = this.#services.get(key);
    if (known) return known.service;
    const client = new SqsClient(this.#sources, connection, region);
    const service = new SdkSqsService({
      connection,
      region,
      client,
      now: this.#sources.now,
      didChange: (change) => this.#onDidChangeQueue.fire(change),
    });
    this.#services.set(key, { service, client });
    return service;
  }

  dispose(): void {
    this.#onDidChangeQueue.dispose();
    for (const { client } of this.#services.values()) client.dispose();
    this.#services.clear();
  }
}
