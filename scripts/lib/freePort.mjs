// @ts-check
import { createServer } from 'node:net';

/**
 * A TCP port of 127.0.0.1 that nobody listens on now.
 * @param {number} [wanted] taken when it is free
 * @returns {Promise<number>}
 */
export async function freePort(wanted = 0) {
  try {
    return await listenOnce(wanted);
  } catch (error) {
    if (wanted === 0) throw error;
    return listenOnce(0);
  }
}

/** @param {number} port @returns {Promise<number>} */
async function listenOnce(port) {
  const server = createServer();
  await new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free TCP port was found.');
  return address.port;
}
