import { defaultAccountId, startServer } from './emulator/server';
import { EmulatorClient } from './emulatorClient/emulatorClient';

export type * from './emulator/admin/adminTypes';
export type { Snapshot } from './emulator/admin/snapshot';
export { EmulatorClient } from './emulatorClient/emulatorClient';
export { EmulatorRequestError, UnreachableError } from './emulatorClient/errors';

/** How a program starts an emulator of its own. */
export interface StartEmulatorOptions {
  /** 0 (the default) takes a free one. */
  readonly port?: number | undefined;
  /** Twelve digits; 000000000000 by default. */
  readonly accountId?: string | undefined;
  /** Region of {@link Emulator.clientConfig}; us-east-1 by default. The emulator has all regions. */
  readonly region?: string | undefined;
  /** Drops the rules of 60 seconds between two purges, and between deleting and creating a queue. */
  readonly isRelaxed?: boolean | undefined;
  /** `manual`: time stands still until {@link Emulator.advance}. `system` (the default): it runs. */
  readonly clock?: 'system' | 'manual' | undefined;
}

/** What the constructor of `SQSClient` takes. */
export interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** A running emulator. */
export interface Emulator {
  readonly port: number;
  /** Such as `http://127.0.0.1:49152`. */
  readonly endpoint: string;
  /** For an SDK client that talks to this emulator. */
  readonly clientConfig: ClientConfig;
  /** Looks into queues, sets the clock, faults, and so on. */
  readonly admin: EmulatorClient;
  /** Lets time pass: delays, visibility timeouts, retention, deduplication, long polls and move tasks follow. */
  advance(milliseconds: number): Promise<void>;
  /** Makes it as it was after the start, between two tests. */
  reset(): Promise<void>;
  /** Within two seconds. */
  stop(): Promise<void>;
}

/**
 * Starts an Amazon SQS emulator in this process, on this machine's loopback addresses alone.
 * @throws Error of Node when it cannot listen, such as `EADDRINUSE`
 */
export async function startEmulator(options: StartEmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, accountId = defaultAccountId, region = 'us-east-1', isRelaxed = false } = options;
  if (!/^\d{12}$/.test(accountId)) throw new TypeError(`accountId takes twelve digits, not "${accountId}".`);
  const isClockPaused = options.clock === 'manual';
  const server = await startServer({ port, accountId, isRelaxed, isClockPaused });
  const admin = new EmulatorClient(server.endpoint);
  return {
    port: server.port,
    endpoint: server.endpoint,
    clientConfig: {
      endpoint: server.endpoint,
      region,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    },
    admin,
    advance: async (milliseconds) => {
      await admin.advanceClock({ milliseconds });
    },
    reset: async () => {
      await admin.reset();
      if (isClockPaused) await admin.pauseClock();
    },
    stop: () => server.stop(),
  };
}
