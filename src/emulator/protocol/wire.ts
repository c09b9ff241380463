import type { SqsError } from '../core/sqsError';
import type { ActionName } from './shapes';

/** An HTTP request as the codecs see it: the whole body read, nothing interpreted. */
export interface WireRequest {
  readonly method: string;
  /** Path of the request target, still percent-encoded, without the query string. */
  readonly path: string;
  /** The query string without its question mark; empty when there is none. */
  readonly query: string;
  /** Scheme, host and port that the request came by, without a trailing slash. */
  readonly baseUrl: string;
  /** Header names in lower case, as `node:http` gives them. */
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  /** The body as UTF-8 text. */
  readonly body: string;
}

/** An answer ready to be written. */
export interface WireAnswer {
  readonly status: number;
  readonly contentType: string;
  /** Value of `x-amzn-query-error`, for errors in the JSON protocol. */
  readonly queryError?: string;
  readonly body: string;
}

/** A call of one action, its input type-checked against the service model and otherwise untouched. */
export interface WireCall {
  readonly action: ActionName;
  readonly input: object;
}

/** One of the two wire protocols, for one request. Its encoders never throw. */
export interface Codec {
  /** @throws SqsError what SQS answers to a request that it cannot read */
  decode(request: WireRequest): WireCall;
  encodeOutput(action: ActionName, output: object | undefined, requestId: string): WireAnswer;
  encodeError(error: SqsError, requestId: string): WireAnswer;
}
