import type { EmulatorOwner } from './admin/adminTypes';

/** What crosses the port of the emulator's worker thread. All else goes over HTTP. */
export type ToWorker = { readonly type: 'stop' };

export type FromWorker =
  /** It answers on this port from now on. `wantedPort` differs when that one was taken. */
  | {
      readonly type: 'listening';
      readonly port: number;
      readonly wantedPort: number;
      readonly endpoint: string;
      /** What changes over the admin API want; only when other machines can reach it. */
      readonly adminToken?: string | undefined;
      /** What was opened to containers, as a sentence in English. */
      readonly containerAccess?: string | undefined;
    }
  /** It could not start: `EADDRINUSE`, `EACCES` or another code of Node, with Node's message, or one of `StoreError`. */
  | { readonly type: 'failed'; readonly code: string; readonly message: string }
  /** A bug: an action threw what is no SQS error. It has answered `InternalFailure` and goes on. */
  | { readonly type: 'internalError'; readonly message: string }
  /** What the user has to know of the stored queues, as a sentence in English. */
  | { readonly type: 'notice'; readonly message: string }
  | { readonly type: 'stopped' };

/** Handed to the worker as `workerData`. */
export interface WorkerOptions {
  /** 127.0.0.1 unless the user opens it to others. */
  readonly host: string;
  /** See `ServerOptions` for these four. */
  readonly allowedHosts?: readonly string[];
  readonly allowsContainers?: boolean;
  readonly adminToken?: string;
  readonly owner?: EmulatorOwner;
  /** 0 takes a free one. */
  readonly port: number;
  /** When `port` is taken: take the next free one, or fail. */
  readonly usesNextFreePort: boolean;
  /** Twelve digits. */
  readonly accountId: string;
  /** Drops the rules of 60 seconds of PurgeQueue and CreateQueue. */
  readonly isRelaxed?: boolean;
  /** Keeps everything in this folder; without it all lives in memory. */
  readonly data?: {
    readonly folder: string;
    /** `normal` survives a killed process, `full` a power cut as well. */
    readonly synchronous: 'normal' | 'full';
    /** Ids of workers that have ended, and with them their hold on the folder. Filled in by the host. */
    readonly endedThreads?: readonly number[];
  };
  /** Most bytes for the messages of all queues together. */
  readonly memoryCapBytes?: number;
}
