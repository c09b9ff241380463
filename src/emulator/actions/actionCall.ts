import type { Account } from '../core/account';
import type { Receiver } from '../core/receive';

/** What an action knows of the request besides its input. Made by `http` for each request. */
export interface ActionCall {
  /** All queues of all regions. */
  readonly account: Account;
  /** Region of the SigV4 credential scope, else the one that queue URL or host name, else `us-east-1`. */
  readonly region: string;
  /** Scheme, host and port that the request came by, without a trailing slash: QueueUrls lead back to it. */
  readonly baseUrl: string;
  /** The request's `X-Amzn-Trace-Id`, which becomes AWSTraceHeader of a sent message. */
  readonly traceId?: string | undefined;
  /** Access key id of the request's credential scope, if any; stands in for the sender. */
  readonly accessKeyId?: string | undefined;
  /** The client as a receiver of messages; the same object for the same client. */
  readonly receiver?: Receiver | undefined;
  /** Makes a receive pass over messages; see `ReceiveRequest`. */
  readonly passOver?: (() => number) | undefined;
  /** Aborted when the client hangs up or the server stops: ends a long poll without taking a message. */
  readonly signal: AbortSignalLike;
}

/** The part of `AbortSignal` that a long poll needs; the server makes one only when somebody waits. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * One SQS action: checks the input, calls the core, shapes the answer.
 *
 * `input` has the types of `@aws-sdk/client-sqs` (binary values are `Uint8Array`); the codec has checked the
 * types, the action checks presence and values. Answers at once unless it has to wait (long poll).
 * @throws SqsError what SQS would answer
 */
export type Action<Input, Output> = (input: Input, call: ActionCall) => Output | Promise<Output>;
