import {
  type AgentOptions,
  type ClientRequest,
  type ClientRequestArgs,
  Agent as HttpAgent,
  request,
} from 'node:http';
import { Agent as HttpsAgent, request as secureRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import type { ConnectionOptions } from 'node:tls';
import { findProxy, type ProxiedHost, type ProxySettings } from './findProxy';

// Part of the bundle of the AWS SDK. An extension host puts its own agents in place of these, unless the user has
// turned that off; worker threads and the command line have no others.

/** A proxy that has not answered by then is not there. */
const TUNNEL_TIMEOUT_MS = 5_000;

/** A proxy could not be used. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
}

/**
 * Agents that connect to each host directly or by a tunnel (CONNECT) through the proxy that `findProxy` names. HTTP is
 * tunnelled too: a proxy that read it could change what was signed.
 */
export function proxyAgents(
  settings: ProxySettings,
  options: AgentOptions,
  tls: ConnectionOptions = {},
): { readonly httpAgent: HttpAgent; readonly httpsAgent: HttpsAgent } {
  const proxyOf = (host: ProxiedHost) => findProxy(host, settings, process.env);
  return {
    httpAgent: new TunnellingHttpAgent(proxyOf, options),
    httpsAgent: new TunnellingHttpsAgent(proxyOf, { ...options, ...tls }),
  };
}

type ProxyOf = (host: ProxiedHost) => string | undefined;
type Created = (error: Error | null, socket: Duplex) => void;

class TunnellingHttpAgent extends HttpAgent {
  readonly #proxyOf: ProxyOf;

  constructor(proxyOf: ProxyOf, options: AgentOptions) {
    super(options);
    this.#proxyOf = proxyOf;
  }

  override createConnection(options: ClientRequestArgs, created?: Created): Duplex | null | undefined {
    const host = hostOf('http:', options);
    const proxy = this.#proxyOf(host);
    if (proxy === undefined) return super.createConnection(options, created);
    tunnelTo(host, proxy, created, (socket) => socket);
    return undefined;
  }
}

class TunnellingHttpsAgent extends HttpsAgent {
  readonly #proxyOf: ProxyOf;

  constructor(proxyOf: ProxyOf, options: ConstructorParameters<typeof HttpsAgent>[0]) {
    super(options);
    this.#proxyOf = proxyOf;
  }

  override createConnection(options: ClientRequestArgs, created?: Created): Duplex | null | undefined {
    const host = hostOf('https:', options);
    const proxy = this.#proxyOf(host);
    if (proxy === undefined) return super.createConnection(options, created);
    tunnelTo(host, proxy, created, (socket) => {
      const tunnelled = { ...options, socket };
      return super.createConnection(tunnelled);
    });
    return undefined;
  }
}

function hostOf(protocol: ProxiedHost['protocol'], { host, port }: ClientRequestArgs): ProxiedHost {
  return { protocol, host: host ?? 'localhost', port: Number(port ?? (protocol === 'https:' ? 443 : 80)) };
}

/** @param upgrade makes of the tunnel what speaks with the host */
function tunnelTo(
  host: ProxiedHost,
  proxy: string,
  created: Created | undefined,
  upgrade: (tunnel: Duplex) => Duplex | null | undefined,
): void {
  openTunnel(host, proxy).then(
    (tunnel) => created?.(null, upgrade(tunnel) ?? tunnel),
    // Node looks at the socket only where there is no error.
    (error: Error) => created?.(error, undefined as unknown as Duplex),
  );
}

/** @throws ProxyError */
async function openTunnel({ host, port }: ProxiedHost, text: string): Promise<Duplex> {
  const proxy = toProxyUrl(text);
  const place = `The proxy ${proxy.protocol}//${proxy.host}`;
  const connecting = connect(proxy, `${host.includes(':') ? `[${host}]` : host}:${port}`);
  return new Promise((resolve, reject) => {
    connecting.on('connect', ({ statusCode, statusMessage }, socket) => {
      socket.setTimeout(0);
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(
        new ProxyError(`${place} refuses to connect to ${host}:${port}: ${statusCode} ${statusMessage}`),
      );
    });
    connecting.on('response', ({ statusCode, statusMessage }) => {
      connecting.destroy();
      reject(
        new ProxyError(`${place} refuses to connect to ${host}:${port}: ${statusCode} ${statusMessage}`),
      );
    });
    connecting.on('timeout', () => connecting.destroy(new Error('no answer within 5 seconds')));
    connecting.on('error', (cause) =>
      reject(new ProxyError(`${place} does not answer: ${cause.message}`, { cause })),
    );
    connecting.end();
  });
}

function connect(proxy: URL, authority: string): ClientRequest {
  const { hostname, port, protocol, username, password } = proxy;
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization = username
    ? { 'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}` }
    : {};
  const isSecure = protocol === 'https:';
  return (isSecure ? secureRequest : request)({
    method: 'CONNECT',
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port || (isSecure ? 443 : 80),
    path: authority,
    headers: { host: authority, ...authorization },
    agent: false,
    timeout: TUNNEL_TIMEOUT_MS,
  });
}

/** Variables often have no scheme. @throws ProxyError */
function toProxyUrl(text: string): URL {
  const url = text.includes('://') ? text : `http://${text}`;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol === 'http:' || parsed?.protocol === 'https:') return parsed;
  // Without what stands before an @.
  const shown = parsed ? `${parsed.protocol}//${parsed.host}` : 'whose address is no URL';
  throw new ProxyError(`The proxy ${shown} cannot be used: http://host:port and https://host:port can.`);
}
