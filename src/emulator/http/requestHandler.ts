import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Action } from '../actions/actionCall';
import { actions } from '../actions/index';
import { findRegionInUrl } from '../actions/queueLookup';
import type { Admin } from '../admin/admin';
import { LostAnswer } from '../admin/faultableCall';
import type { Account } from '../core/account';
import type { Receiver } from '../core/receive';
import { SqsError } from '../core/sqsError';
import { chooseCodec } from '../protocol/chooseCodec';
import type { Codec, WireAnswer, WireCall, WireRequest } from '../protocol/wire';
import { AdminHandler, isAdminTarget } from './adminHandler';
import { Admission, type AdmissionRules } from './admission';
import { writeAnswer } from './answer';
import { type CommitGate, toCommitError } from './commitGate';
import { findCredentialScope } from './credentialScope';
import { limits } from './limits';
import { monotonicMs } from './monotonicTime';
import { readBody } from './requestBody';
import { RequestSignal } from './requestSignal';
import { findTargetQueue, findTargetText } from './target';

export interface RequestHandlerOptions {
  readonly account: Account;
  readonly admin: Admin;
  readonly admission: AdmissionRules;
  /** Only with a store. */
  readonly commitGate?: CommitGate | undefined;
  readonly newRequestId: () => string;
  /** Told of everything thrown that is no `SqsError`: a bug in the emulator. */
  readonly onInternalError: (error: unknown, action: string) => void;
}

const defaultRegion = 'us-east-1';
const unknownClient: Receiver = { accessKeyId: undefined, userAgent: undefined };

/** One request of the SQS API on its way to its answer. */
interface Exchange {
  readonly wire: WireRequest;
  readonly codec: Codec;
  readonly response: ServerResponse;
  readonly signal: RequestSignal;
  readonly startedAt: number;
  action: string;
  input: object;
  region: string;
  client: Receiver;
}

/** Answers HTTP requests: admission, codec, action, codec. */
export class RequestHandler {
  readonly #options: RequestHandlerOptions;
  readonly #admin: Admin;
  readonly #admission: Admission;
  readonly #adminHandler: AdminHandler;
  readonly #waiting = new Set<RequestSignal>();
  #isDraining = false;

  constructor(options: RequestHandlerOptions) {
    this.#options = options;
    this.#admin = options.admin;
    this.#admission = new Admission(options.admission);
    this.#adminHandler = new AdminHandler(options.admin, options.commitGate, options.onInternalError);
  }

  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    if (this.#refuses(request, response)) return;
    this.#read(request, response);
  };

  /** For `Expect: 100-continue`: a client that will be refused need not send its body. */
  readonly handleExpectingContinue = (request: IncomingMessage, response: ServerResponse): void => {
    if (this.#refuses(request, response)) return;
    response.writeContinue();
    this.#read(request, response);
  };

  /** Ends all long polls, which answer that nothing came, and from now on every connection with its answer. */
  drain(): void {
    this.#isDraining = true;
    for (const signal of [...this.#waiting]) signal.abort();
  }

  #refuses(request: IncomingMessage, response: ServerResponse): boolean {
    const refusal = this.#admission.findRefusal(request.headers);
    const length = Number(request.headers['content-length'] ?? 0);
    if (refusal === undefined && length <= limits.droppedBodyBytes) return false;
    const error = refusal === undefined ? tooLong() : new SqsError('AccessDeniedException', refusal);
    const codec = chooseCodec({ method: request.method ?? '', headers: request.headers });
    const requestId = this.#options.newRequestId();
    writeAnswer(response, codec.encodeError(error, requestId), requestId, true);
    return true;
  }

  #read(request: IncomingMessage, response: ServerResponse): void {
    if (!isAdminTarget(request.url)) {
      readBody(request, (body) => this.#answer(request, response, body));
      return;
    }
    const requestId = this.#options.newRequestId();
    const answer = (body: string | undefined) =>
      this.#adminHandler.handle(request, response, body, requestId);
    readBody(request, answer, limits.adminBodyBytes);
  }

  #answer(request: IncomingMessage, response: ServerResponse, body: string | undefined): void {
    const wire = toWireRequest(request, body ?? '');
    const exchange: Exchange = {
      wire,
      codec: chooseCodec(wire),
      response,
      signal: new RequestSignal(),
      startedAt: monotonicMs(),
      action: '',
      input: {},
      region: defaultRegion,
      client: unknownClient,
    };
    try {
      if (body === undefined) throw tooLong();
      const output = this.#perform(exchange.codec.decode(wire), exchange);
      if (output instanceof Promise) this.#wait(output, exchange);
      else this.#succeed(exchange, output);
    } catch (error) {
      this.#fail(error, exchange);
    }
  }

  #perform({ action, input }: WireCall, exchange: Exchange): unknown {
    const { wire } = exchange;
    const { authorization } = wire.headers;
    const scope = findCredentialScope(authorization as string | undefined, wire.query);
    exchange.action = action;
    exchange.input = input;
    exchange.region = scope?.region ?? findNamedRegion(input, wire.baseUrl) ?? defaultRegion;
    exchange.client = this.#admin.receivers.find(scope?.accessKeyId, wire.headers['user-agent'] as string);
    this.#admin.activity.begin(exchange.client);
    if (this.#admin.faults.isOn) return this.#performWithFaults(exchange);
    return this.#execute(exchange, input, undefined);
  }

  #performWithFaults(exchange: Exchange): unknown {
    const { action, input, region } = exchange;
    const queue = findTargetQueue(this.#options.account, input, region);
    return this.#admin.faults.run({ action, input, region, queue, passOver: undefined }, (call) => {
      // It may be a while since the request came in.
      this.#admin.activity.begin(exchange.client);
      return this.#execute(exchange, call.input, call.passOver);
    });
  }

  #execute(exchange: Exchange, input: object, passOver: (() => number) | undefined): unknown {
    const { wire, region, client } = exchange;
    const perform = actions[exchange.action as keyof typeof actions] as Action<object, unknown>;
    return perform(input, {
      account: this.#options.account,
      region,
      baseUrl: wire.baseUrl,
      traceId: wire.headers['x-amzn-trace-id'] as string | undefined,
      accessKeyId: client.accessKeyId,
      receiver: client,
      passOver,
      signal: exchange.signal,
    });
  }

  #wait(output: Promise<unknown>, exchange: Exchange): void {
    const { signal } = exchange;
    const hangUp = () => signal.abort();
    const { socket } = exchange.response.req;
    this.#waiting.add(signal);
    socket.once('close', hangUp);
    output
      .then(
        (value) => this.#succeed(exchange, value),
        (error: unknown) => this.#fail(error, exchange),
      )
      .finally(() => {
        this.#waiting.delete(signal);
        socket.off('close', hangUp);
      })
      .catch((error: unknown) => this.#options.onInternalError(error, exchange.action));
  }

  #succeed(exchange: Exchange, output: unknown): void {
    const requestId = this.#options.newRequestId();
    const answer = exchange.codec.encodeOutput(
      exchange.action as keyof typeof actions,
      output as object | undefined,
      requestId,
    );
    const { commitGate } = this.#options;
    if (!commitGate?.isPending) {
      this.#write(exchange, answer, requestId, undefined);
      return;
    }
    commitGate.afterCommit(exchange.action, (failure) => {
      if (failure) this.#fail(toCommitError(failure), exchange);
      else this.#write(exchange, answer, requestId, undefined);
    });
  }

  #fail(error: unknown, exchange: Exchange): void {
    if (error instanceof LostAnswer) {
      this.#cut(exchange);
      return;
    }
    const requestId = this.#options.newRequestId();
    const sqsError = this.#toSqsError(error, exchange.action);
    this.#write(exchange, exchange.codec.encodeError(sqsError, requestId), requestId, sqsError.queryCode);
  }

  #write(exchange: Exchange, answer: WireAnswer, requestId: string, errorCode: string | undefined): void {
    writeAnswer(exchange.response, answer, requestId, this.#isDraining);
    this.#record(exchange, answer.status, errorCode, answer.body);
  }

  #cut(exchange: Exchange): void {
    exchange.response.destroy();
    this.#record(exchange, 0, undefined, '');
  }

  #record(exchange: Exchange, status: number, errorCode: string | undefined, answerBody: string): void {
    const { action, input, region, client, startedAt, wire } = exchange;
    this.#admin.activity.record({
      action,
      target: findTargetText(input),
      region,
      client,
      startedAt,
      endedAt: monotonicMs(),
      status,
      errorCode,
      requestBody: wire.body,
      answerBody,
    });
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

/** The region that an unsigned request names by its queue URL, else by the host it came to. */
function findNamedRegion({ QueueUrl }: { QueueUrl?: unknown }, baseUrl: string): string | undefined {
  const named = typeof QueueUrl === 'string' ? findRegionInUrl(QueueUrl) : undefined;
  return named ?? findRegionInUrl(`${baseUrl}/`);
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
