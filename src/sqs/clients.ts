import type { AccessKeys } from './accessKeys';
import type { Connection } from './connection';
import { EMULATOR_STOPPED, Failure, NO_CREDENTIALS } from './failure';
import type { ProxySettings } from './findProxy';
import type { MeteredCall } from './requestMeter';
import type * as sqsModule from './sqs';
import type { ClientHooks, ClientTarget, SQS } from './sqs';

/** The bundle of the AWS SDK. */
export type SqsModule = typeof sqsModule;

/** Where clients come from: the SDK, loaded on first use, the emulator's address, and what the user typed in. */
export interface ClientSources extends Pick<ClientHooks, 'askMfaCode' | 'userAgent'> {
  readonly loadSqs: () => Promise<SqsModule>;
  /** `http://127.0.0.1:port`; undefined while the emulator does not run. */
  readonly emulatorEndpoint: () => string | undefined;
  /** The access key that was typed in for a connection. */
  readonly readKeys?: ((connectionId: string) => Promise<AccessKeys | undefined>) | undefined;
  /** Absent, and for the emulator: the variables of the process decide. */
  readonly proxy?: (() => ProxySettings | undefined) | undefined;
  /** Told of every call that was answered. */
  readonly didCall?: ((call: MeteredCall) => void) | undefined;
}

/**
 * Whose queues a client of the connection asks for.
 * @throws Failure `unreachable` with code EmulatorStopped when the emulator does not run; `denied` without keys
 */
export async function clientTarget(
  sources: ClientSources,
  connection: Connection,
  region: string,
): Promise<ClientTarget> {
  const proxy = sources.proxy?.();
  switch (connection.kind) {
    case 'profile':
      return { kind: 'profile', profile: connection.profile, region, proxy };
    case 'keys': {
      const keys = await sources.readKeys?.(connection.id);
      if (keys) return { kind: 'keys', keys, region, proxy };
      throw new Failure('denied', `${connection.label} has no access key on this machine.`, NO_CREDENTIALS);
    }
    case 'endpoint': {
      const { url: endpoint, caFile } = connection;
      const keys = await sources.readKeys?.(connection.id);
      return { kind: 'endpoint', endpoint, region, caFile, keys, proxy };
    }
    case 'emulator': {
      const endpoint = sources.emulatorEndpoint();
      if (endpoint) return { kind: 'emulator', endpoint, region };
      throw new Failure('unreachable', 'The emulator is not running.', EMULATOR_STOPPED);
    }
  }
}

/** The SDK client of one connection and region; made anew when the connection leads elsewhere than before. */
export class SqsClient {
  readonly #sources: ClientSources;
  readonly #connection: Connection;
  readonly #region: string;
  #client: { readonly sqs: Promise<SQS>; readonly key: string } | undefined;

  constructor(sources: ClientSources, connection: Connection, region: string) {
    this.#sources = sources;
    this.#connection = connection;
    this.#region = region;
  }

  /** @throws Failure as `clientTarget` does */
  async get(): Promise<SQS> {
    const { openSqs } = await this.#sources.loadSqs();
    const target = await clientTarget(this.#sources, this.#connection, this.#region);
    const key = JSON.stringify(target);
    if (this.#client?.key === key) return this.#client.sqs;
    this.dispose();
    const { askMfaCode, userAgent, didCall } = this.#sources;
    const connectionId = this.#connection.id;
    const onCall: ClientHooks['onCall'] = (call) => didCall?.({ ...call, connectionId });
    const sqs = openSqs(target, { askMfaCode, userAgent, onCall });
    const client = { sqs, key };
    this.#client = client;
    sqs.catch(() => {
      if (this.#client === client) this.#client = undefined;
    });
    return sqs;
  }

  /** Ends its connections; the next call makes a new client. */
  dispose(): void {
    void this.#client?.sqs.then(
      (sqs) => sqs.destroy(),
      () => undefined,
    );
    this.#client = undefined;
  }
}
