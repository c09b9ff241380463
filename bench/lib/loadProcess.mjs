// @ts-check
// Talks to the load generator, which runs in a process of its own.
import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { cpuSeconds } from './cost.mjs';

const file = path.resolve(import.meta.dirname, '../load.mjs');

/** @typedef {{ requests: number, seconds: number, p50: number, p99: number }} Load */
/** @typedef {Load & { cpuMicros: number, perSecond: number }} Measurement `cpuMicros` of the server, per request */

export class LoadProcess {
  #child;
  #lines;
  #server;

  /** @param {import('./contestants.mjs').RunningContestant} server @param {string[]} pin */
  constructor(server, pin) {
    this.#server = server;
    const [program = '', ...args] = [
      ...pin,
      process.execPath,
      file,
      server.endpoint,
      server.contestant.protocol,
    ];
    this.#child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    process.once('exit', () => this.#child.kill());
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** @param {string} name @param {Record<string, string>} [attributes] @returns {Promise<{ queueUrl: string }>} */
  create(name, attributes) {
    return this.#send({ create: name, attributes });
  }

  /** @param {object} command */
  async #send(command) {
    this.#child.stdin.write(`${JSON.stringify(command)}\n`);
    const { value } = await this.#lines.next();
    const answer = JSON.parse(value);
    if (answer.error) throw new Error(`${this.#server.contestant.name}: ${answer.error}`);
    return answer;
  }

  /** @param {import('../load.mjs').Command} command @returns {Promise<Measurement>} */
  async run(command) {
    const before = cpuSeconds(this.#server.pid);
    const load = await this.#send(command);
    const cpu = cpuSeconds(this.#server.pid) - before;
    return { ...load, cpuMicros: (cpu * 1e6) / load.requests, perSecond: load.requests / load.seconds };
  }

  close() {
    this.#child.kill();
  }
}
