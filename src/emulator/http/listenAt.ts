import * as net from 'node:net';

/** What makes a bound socket from an address, as `listen` does. In `node:net` since long ago, but no part of its API. */
interface HandleMaker {
  _createServerHandle?: (address: string, port: number, family: 4 | 6) => object | number;
}

const families: Readonly<Record<string, 4 | 6>> = { '127.0.0.1': 4, '::1': 6 };

/**
 * Listens on one address.
 * @throws Error of Node with a code: `EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`
 */
export async function listenAt(server: net.Server, host: string, port: number): Promise<void> {
  const handle = bindLoopback(host, port);
  if (handle && (await listen(server, () => server.listen(handle))) === undefined) return;
  const error = await listen(server, () => server.listen(port, host));
  if (error) throw error;
}

/** What came in the way of it, if anything did. */
function listen(server: net.Server, begin: () => void): Promise<Error | undefined> {
  return new Promise((resolve) => {
    const onListening = () => {
      server.off('error', onError);
      resolve(undefined);
    };
    const onError = (error: Error) => {
      server.off('listening', onListening);
      resolve(error);
    };
    server.once('listening', onListening).once('error', onError);
    begin();
  });
}

/**
 * `listen` finds out what kind of address a text is by a regular expression that takes 10 ms and more to compile, a
 * tenth of the start of the emulator. Of the two usual addresses it is known.
 * @returns undefined for other addresses, and when it cannot be had: `listen` says why
 */
function bindLoopback(host: string, port: number): object | undefined {
  const family = families[host];
  const { _createServerHandle: create } = net as HandleMaker;
  if (family === undefined || typeof create !== 'function') return undefined;
  const handle = create(host, port, family);
  return typeof handle === 'object' ? handle : undefined;
}
