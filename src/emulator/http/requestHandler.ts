import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Action } from '../actions/actionCall';
import { actions } from '../actions/index';
import type { Account } from '../core/account';
import { SqsError } from '../core/sqsError';
import { chooseCodec } from '../protocol/chooseCodec';
import type { Codec, WireCall, WireRequest } from '../protocol/wire';
import { type AdmissionRules, findRefusal } from './admission';
import { writeAnswer } from './answer';
import { findCredentialScope, regionOfQueueUrl } from './credentialScope';
import { limits } from './limits';
import { readBody } from './requestBody';
import { RequestSignal } from './requestSignal';

export interface RequestHandlerOptions {
  readonly account: Account;
  readonly admission: AdmissionRules;
  readonly newRequestId: () => string;
  /** Told of everything thrown that is no `SqsError`: a bug in the emulator. */
  readonly onInternalError: (error: unknown, action: string) => void;
}

const defaultRegion = 'us-east-1';

/** Answers HTTP requests: admission, codec, action, codec. */
export class RequestHandler {
  readonly #options: RequestHandlerOptions;
  readonly #waiting = new Set<RequestSignal>();
  #isDraining = false;

  constructor(options: RequestHandlerOptions) {
    this.#options = options;
  }

  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    if (this.#refuses(request, response)) return;
    readBody(request, (body) => this.#answer(request, response, body));
  };

  /** For `Expect: 100-continue`: a client that will be refused need not send its body. */
  readonly handleExpectingContinue = (request: IncomingMessage, response: ServerResponse): void => {
    if (this.#refuses(request, response)) return;
    response.writeContinue();
    readBody(request, (body) => this.#answer(request, response, body));
  };

  /** Ends all long polls, which answer that nothing came, and from now on every connection with its answer. */
  drain(): void {
    this.#isDraining = true;
    for (const signal of [...this.#waiting]) signal.abort();
  }

  #refuses(request: IncomingMessage, response: ServerResponse): boolean {
    const refusal = findRefusal(request.headers, this.#options.admission);
    const length = Number(request.headers['content-length'] ?? 0);
    if (refusal === undefined && length <= limits.droppedBodyBytes) return false;
    const error = refusal === undefined ? tooLong() : new SqsError('AccessDeniedException', refusal);
    const codec = chooseCodec({ method: request.method ?? '', headers: request.headers });
    const requestId = this.#options.newRequestId();
    writeAnswer(response, codec.encodeError(error, requestId), requestId, true);
    return true;
  }

  #answer(request: IncomingMessage, response: ServerResponse, body: string | undefined): void {
    const wire = toWireRequest(request, body ?? '');
    const codec = chooseCodec(wire);
    let action = '';
    try {
      if (body === undefined) throw tooLong();
      const call = codec.decode(wire);
      action = call.action;
      const signal = new RequestSignal();
      const output = this.#perform(call, wire, signal);
      if (output instanceof Promise) this.#wait(output, call, codec, response, signal);
      else this.#succeed(call, codec, response, output);
    } catch (error) {
      this.#fail(error, action, codec, response);
    }
  }

  #perform({ action, input }: WireCall, wire: WireRequest, signal: RequestSignal): unknown {
    const { authorization } = wire.headers;
    const scope = findCredentialScope(authorization as string | undefined, wire.query);
    const perform = actions[action] as Action<object, unknown>;
    return perform(input, {
      account: this.#options.account,
      region: scope?.region ?? regionOfQueueUrl((input as { QueueUrl?: unknown }).QueueUrl) ?? defaultRegion,
      baseUrl: wire.baseUrl,
      traceId: wire.headers['x-amzn-trace-id'] as string | undefined,
      accessKeyId: scope?.accessKeyId,
      signal,
    });
  }

  #wait(
    output: Promise<unknown>,
    call: WireCall,
    codec: Codec,
    response: ServerResponse,
    signal: RequestSignal,
  ): void {
    const hangUp = () => signal.abort();
    const socket = response.req.socket;
    this.#waiting.add(signal);
    socket.once('close', hangUp);
    output
      .then(
        (value) => this.#succeed(call, codec, response, value),
        (error: unknown) => this.#fail(error, call.action, codec, response),
      )
      .finally(() => {
        this.#waiting.delete(signal);
        socket.off('close', hangUp);
      })
      .catch((error: unknown) => this.#options.onInternalError(error, call.action));
  }

  #succeed({ action }: WireCall, codec: Codec, response: ServerResponse, output: unknown): void {
    const requestId = this.#options.newRequestId();
    const answer = codec.encodeOutput(action, output as object | undefined, requestId);
    writeAnswer(response, answer, requestId, this.#isDraining);
  }

  #fail(error: unknown, action: string, codec: Codec, response: ServerResponse): void {
    const requestId = this.#options.newRequestId();
    const answer = codec.encodeError(this.#toSqsError(error, action), requestId);
    writeAnswer(response, answer, requestId, this.#isDraining);
  }

  #toSqsError(error: unknown, action: string): SqsError {
    if (error instanceof SqsError) return error;
    this.#options.onInternalError(error, action);
    return new SqsError(
      'InternalFailure',
      'The request processing has failed because of an unknown error, exception or failure.',
    );
  }
}

/** What SQS says to a message over the limit, which is the only way to a body this long. */
function tooLong(): SqsError {
  return new SqsError(
    'InvalidParameterValueException',
    'One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.',
  );
}

function toWireRequest(request: IncomingMessage, body: string): WireRequest {
  const target = request.url ?? '/';
  const mark = target.indexOf('?');
  return {
    method: request.method ?? '',
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
    baseUrl: `http://${request.headers.host ?? ''}`,
    headers: request.headers,
    body,
  };
}
