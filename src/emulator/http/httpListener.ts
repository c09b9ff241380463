import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answerClientError } from './clientError';
import { limits } from './limits';
import { listenAt } from './listenAt';
import { RequestHandler, type RequestHandlerOptions } from './requestHandler';

/** What the listener needs before there is anything to answer with. */
export interface HttpListenerOptions extends Pick<RequestHandlerOptions, 'newRequestId' | 'onInternalError'> {
  /** How long a client may take for its headers; see {@link limits}, which is the default. */
  readonly headersMs?: number;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * The HTTP side of the emulator: the same requests answered on one port of one or more addresses. Those that come
 * before {@link serve} wait for it.
 */
export class HttpListener {
  readonly #options: HttpListenerOptions;
  #handler: RequestHandler | undefined;
  #held: (() => void)[] = [];
  #servers: Server[] = [];

  constructor(options: HttpListenerOptions) {
    this.#options = options;
  }

  /** Answers requests from now on, those that wait first. To be called once, after {@link listen}. */
  serve(options: Omit<RequestHandlerOptions, keyof HttpListenerOptions>): void {
    const handler = new RequestHandler({ ...this.#options, ...options });
    this.#handler = handler;
    for (const server of this.#servers) {
      server.removeAllListeners('request').removeAllListeners('checkContinue');
      server.on('request', handler.handle);
      server.on('checkContinue', handler.handleExpectingContinue);
    }
    const held = this.#held;
    this.#held = [];
    for (const answer of held) answer();
  }

  /** For an emulator that cannot start after all: nobody who waits is answered. */
  abandon(): void {
    for (const server of this.#servers) {
      server.close();
      server.closeAllConnections();
    }
    this.#servers = [];
  }

  /**
   * Listens on all `hosts` or on none.
   * @param port 0 takes a free one
   * @returns the port
   * @throws Error of Node with a code: `EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL` (the first host only: a machine
   *   without IPv6 does without the others)
   */
  async listen(hosts: readonly string[], port: number): Promise<number> {
    let taken = port;
    try {
      for (const host of hosts) taken = (await this.#listenOn(host, taken)) ?? taken;
      return taken;
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async #listenOn(host: string, port: number): Promise<number | undefined> {
    const server = this.#createServer();
    try {
      await listenAt(server, host, port);
    } catch (error) {
      if (this.#servers.length > 0 && isAddressUnavailable(error)) return undefined;
      throw error;
    }
    server.on('error', (error) => this.#options.onInternalError(error, 'listen'));
    this.#servers.push(server);
    const address = server.address();
    return typeof address === 'object' ? address?.port : undefined;
  }

  #createServer(): Server {
    const server = createServer({
      maxHeaderSize: limits.headerBytes,
      headersTimeout: this.#options.headersMs ?? limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: 1_000,
      // Answered by the admission check, in the shape of an AWS error.
      requireHostHeader: false,
      noDelay: true,
    });
    server.maxConnections = limits.connections;
    server.timeout = limits.silenceMs;
    server.on(
      'request',
      this.#hold((handler) => handler.handle),
    );
    server.on(
      'checkContinue',
      this.#hold((handler) => handler.handleExpectingContinue),
    );
    server.on('clientError', (error, socket) => {
      answerClientError(error, socket, this.#options.newRequestId());
    });
    return server;
  }

  #hold(choose: (handler: RequestHandler) => Answer): Answer {
    return (request, response) => {
      this.#held.push(() => {
        if (this.#handler) choose(this.#handler)(request, response);
      });
    };
  }

  /** Takes no more connections, ends the long polls, waits a second for answers on their way, then cuts. */
  async close(): Promise<void> {
    const servers = this.#servers;
    this.#servers = [];
    const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
    this.#handler?.drain();
    for (const server of servers) server.closeIdleConnections();
    const cut = setTimeout(() => {
      for (const server of servers) server.closeAllConnections();
    }, limits.closeMs);
    await Promise.all(closed);
    clearTimeout(cut);
  }
}

function isAddressUnavailable(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' || code === 'EINVAL';
}
