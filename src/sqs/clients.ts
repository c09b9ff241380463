import type { Connection } from './connection';
import { EMULATOR_STOPPED, Failure } from './failure';
import type * as sqsModule from './sqs';
import type { ClientTarget, SQS } from './sqs';

/** The bundle of the AWS SDK. */
export type SqsModule = typeof sqsModule;

/** Where clients come from: the SDK, loaded on first use, and the emulator's address. */
export interface ClientSources {
  readonly loadSqs: () => Promise<SqsModule>;
  /** `http://127.0.0.1:port`; undefined while the emulator does not run. */
  readonly emulatorEndpoint: () => string | undefined;
}

/** The SDK client of one connection and region; made anew when the emulator comes back on another port. */
export class SqsClient {
  readonly #sources: ClientSources;
  readonly #connection: Connection;
  readonly #region: string;
  #client: { readonly sqs: SQS; readonly endpoint: string | undefined } | undefined;

  constructor(sources: ClientSources, connection: Connection, region: string) {
    this.#sources = sources;
    this.#connection = connection;
    this.#region = region;
  }

  /** @throws Failure `unreachable` with code EmulatorStopped when the emulator does not run */
  async get(): Promise<SQS> {
    const { createSqs } = await this.#sources.loadSqs();
    const target = this.#target();
    const endpoint = target.kind === 'emulator' ? target.endpoint : undefined;
    if (this.#client && this.#client.endpoint === endpoint) return this.#client.sqs;
    this.dispose();
    this.#client = { sqs: createSqs(target), endpoint };
    return this.#client.sqs;
  }

  #target(): ClientTarget {
    const region = this.#region;
    if (this.#connection.kind === 'profile')
      return { kind: 'profile', profile: this.#connection.profile, region };
    const endpoint = this.#sources.emulatorEndpoint();
    if (!endpoint) throw new Failure('unreachable', 'The emulator is not running.', EMULATOR_STOPPED);
    return { kind: 'emulator', endpoint, region };
  }

  dispose(): void {
    this.#client?.sqs.destroy();
    this.#client = undefined;
  }
}
