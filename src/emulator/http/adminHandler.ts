import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { adminPath, adminTokenHeader } from '../../shared/emulatorAdmin';
import type { Admin } from '../admin/admin';
import { AdminError } from '../admin/adminError';
import { answerAdminRequest } from '../admin/adminRoutes';
import { readQueryWhole } from '../admin/parameters';
import { streamActivity } from './activityStream';
import { type CommitGate, toCommitError } from './commitGate';
import { limits } from './limits';
import { answerLocalStackRequest, localStackPath } from './localStackMessages';

/** Routes beside those of SQS begin with an underscore, which no account id does. */
export function isAdminTarget(target: string | undefined): boolean {
  return (
    target?.startsWith('/_') === true && (target.startsWith(adminPath) || target.startsWith(localStackPath))
  );
}

/** Answers the admin API over HTTP: JSON in, JSON out. Host and origin were checked before. */
export class AdminHandler {
  readonly #admin: Admin;
  readonly #commitGate: CommitGate | undefined;
  readonly #onInternalError: (error: unknown, action: string) => void;

  constructor(
    admin: Admin,
    commitGate: CommitGate | undefined,
    onInternalError: (error: unknown, action: string) => void,
  ) {
    this.#admin = admin;
    this.#commitGate = commitGate;
    this.#onInternalError = onInternalError;
  }

  /** @param body undefined when it was too long */
  handle(
    request: IncomingMessage,
    response: ServerResponse,
    body: string | undefined,
    requestId: string,
  ): void {
    if (request.url?.startsWith(localStackPath)) {
      answerLocalStackRequest(this.#admin, request, response, body ?? '', requestId);
      return;
    }
    try {
      this.#answer(request, response, body);
    } catch (error) {
      writeFailure(response, this.#toAdminError(error, `${request.method ?? ''} ${request.url ?? ''}`));
    }
  }

  #answer(request: IncomingMessage, response: ServerResponse, body: string | undefined): void {
    const method = request.method ?? '';
    this.#checkToken(method, request);
    if (body === undefined) {
      throw new AdminError('tooLarge', `A request can have at most ${limits.adminBodyBytes} bytes.`);
    }
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = readPath(url.pathname);
    if (method === 'GET' && path.join('/') === 'activity/stream') {
      const range = { least: 0, most: Number.MAX_SAFE_INTEGER, fallback: Number.NaN };
      streamActivity(
        this.#admin.activity,
        request,
        response,
        readQueryWhole(url.searchParams, 'after', range),
      );
      return;
    }
    const answer = answerAdminRequest(this.#admin, {
      method,
      path,
      query: url.searchParams,
      body: parseBody(body),
    });
    this.#afterCommit(`${method} ${path.join('/')}`, response, () =>
      writeJson(response, answer === undefined ? 204 : 200, answer),
    );
  }

  /** What a reset or a restore promises is on disk before it is answered. */
  #afterCommit(what: string, response: ServerResponse, write: () => void): void {
    if (!this.#commitGate?.isPending) {
      write();
      return;
    }
    this.#commitGate.afterCommit(what, (failure) => {
      if (failure) writeFailure(response, new AdminError('internal', toCommitError(failure).message));
      else write();
    });
  }

  /** Reading is as open as SQS itself is here; changing is not, once others can reach it. */
  #checkToken(method: string, request: IncomingMessage): void {
    const { token } = this.#admin;
    if (token === undefined || method === 'GET' || method === 'HEAD') return;
    if (isSame(request.headers[adminTokenHeader], token)) return;
    throw new AdminError(
      'tokenRequired',
      `This emulator can be reached from other machines, so changes want its admin token in the header ${adminTokenHeader}. The emulator printed it when it started.`,
    );
  }

  #toAdminError(error: unknown, what: string): AdminError {
    if (error instanceof AdminError) return error;
    this.#onInternalError(error, what);
    return new AdminError('internal', 'The emulator failed to answer; its log says why.');
  }
}

function readPath(pathname: string): string[] {
  try {
    return pathname.slice(adminPath.length).split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    throw new AdminError('invalid', 'The path is not properly percent-encoded.');
  }
}

function parseBody(body: string): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    throw new AdminError('invalid', 'The body is not valid JSON.');
  }
}

function isSame(given: string | string[] | undefined, token: string): boolean {
  const a = Buffer.from(typeof given === 'string' ? given : '');
  const b = Buffer.from(token);
  return a.length === b.length && timingSafeEqual(a, b);
}

function writeFailure(response: ServerResponse, { code, message, status }: AdminError): void {
  writeJson(response, status, { error: { code, message } });
}

function writeJson(response: ServerResponse, status: number, value: unknown): void {
  if (response.destroyed) return;
  const body = value === undefined ? '' : JSON.stringify(value);
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(body);
}
