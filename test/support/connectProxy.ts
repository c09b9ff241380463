import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { after, before, beforeEach } from 'mocha';

/** A proxy that opens tunnels, with what it was asked. */
export interface ConnectProxy {
  /** `host:port` of each tunnel that was asked for since the test began. */
  readonly tunnels: string[];
  /** `http://127.0.0.1:port` */
  readonly url: string;
  /** `user:password` that it wants; undefined: it lets everybody through. */
  wants: string | undefined;
}

/** Runs one for a `describe` block. It knows one server, and leads every name there. */
export function useConnectProxy(serverPort: () => number): ConnectProxy {
  const open = new Set<Socket>();
  const proxy = { tunnels: [] as string[], url: '', wants: undefined as string | undefined };
  const server = createServer();
  server.on('connect', (incoming, client: Socket) => {
    proxy.tunnels.push(incoming.url ?? '');
    const given = incoming.headers['proxy-authorization']?.replace('Basic ', '') ?? '';
    if (proxy.wants !== undefined && Buffer.from(given, 'base64').toString() !== proxy.wants) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const upstream = connect(serverPort(), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket));
    }
  });
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    proxy.tunnels.length = 0;
    proxy.wants = undefined;
  });
  after(() => {
    for (const socket of open) socket.destroy();
    server.closeAllConnections();
    server.close();
  });
  return proxy;
}
