// @ts-check
// Whether a request costs the same with 10,000 queues as with one, and a page of ListQueues what is on it.
import { Connection } from './lib/connection.mjs';
import { queuescope, start } from './lib/contestants.mjs';
import { cpuSeconds } from './lib/cost.mjs';
import { LoadProcess } from './lib/loadProcess.mjs';
import { loadPin, serverPin } from './lib/pinning.mjs';
import { median } from './lib/statistics.mjs';

const phases = /** @type {const} */ (['send', 'attributes']);
const pages = /** @type {const} */ ([10, 100, 1_000]);

/** @typedef {{ queues: number, send: number, attributes: number }} QueuesRow server CPU per request in microseconds */
/** @typedef {{ names: number, micros: number }} PageRow server CPU of one page in microseconds */

/**
 * One server with one queue and one with many; they take turns.
 * @param {{ queues: number, rounds: number, milliseconds: number }} options
 * @returns {Promise<{ rows: QueuesRow[], pages: PageRow[] }>}
 */
export async function runQueues({ queues, rounds, milliseconds }) {
  const servers = [];
  for (const count of [1, queues]) servers.push(await fill(count));
  for (let round = 0; round < rounds; round++) {
    for (const phase of phases) {
      for (const { load, common, figures } of round % 2 === 0 ? servers : servers.toReversed()) {
        figures[phase].push((await load.run({ ...common, phase, milliseconds })).cpuMicros);
      }
    }
  }
  const rows = servers.map(({ count, figures }) => ({
    queues: count,
    send: median(figures.send),
    attributes: median(figures.attributes),
  }));
  const many = /** @type {typeof servers[number]} */ (servers.at(-1));
  const pageRows = await listPages(many.server, rounds);
  for (const { server, load } of servers) {
    load.close();
    await server.stop();
  }
  return { rows, pages: pageRows };
}

/** A server with so many queues, whose code is compiled. @param {number} count */
async function fill(count) {
  const server = await start(queuescope, serverPin);
  const load = new LoadProcess(server, loadPin);
  const { queueUrl } = await load.create('bench');
  const connection = new Connection(server.endpoint);
  for (let queue = 1; queue < count; queue++) {
    await connection.call('CreateQueue', JSON.stringify({ QueueName: `other-${queue}` }));
  }
  connection.close();
  const common = { queueUrl, bytes: 100, connections: 16 };
  for (const phase of phases) await load.run({ ...common, phase, milliseconds: 1_500 });
  /** @type {Record<typeof phases[number], number[]>} */
  const figures = { send: [], attributes: [] };
  return { count, server, load, common, figures };
}

/** Pages of each length in turn. @param {import('./lib/contestants.mjs').RunningContestant} server @param {number} rounds */
async function listPages(server, rounds) {
  const connection = new Connection(server.endpoint);
  /** @type {Record<number, number[]>} */
  const micros = { 10: [], 100: [], 1_000: [] };
  for (let round = 0; round < rounds + 2; round++) {
    for (const names of pages) micros[names]?.push(await timePages(server, connection, names));
  }
  connection.close();
  // The first rounds compile.
  return pages.map((names) => ({ names, micros: Math.min(...(micros[names]?.slice(2) ?? [])) }));
}

/** @param {import('./lib/contestants.mjs').RunningContestant} server @param {Connection} connection @param {number} names */
async function timePages(server, connection, names) {
  const count = 5_000 / names;
  const before = cpuSeconds(server.pid);
  let token;
  for (let page = 0; page < count; page++) {
    const { body } = await connection.call(
      'ListQueues',
      JSON.stringify({ MaxResults: names, NextToken: token }),
    );
    ({ NextToken: token } = JSON.parse(body));
  }
  return ((cpuSeconds(server.pid) - before) * 1e6) / count;
}
