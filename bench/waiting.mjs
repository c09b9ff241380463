// @ts-check
// What waiting costs: how soon a long poll wakes, and what a thousand of them take while nothing happens.

import { Connection } from './lib/connection.mjs';
import { queuescope, start } from './lib/contestants.mjs';
import { cpuSeconds } from './lib/cost.mjs';
import { LoadProcess } from './lib/loadProcess.mjs';
import { loadPin, serverPin } from './lib/pinning.mjs';
import { quantile } from './lib/statistics.mjs';

/** @param {{ samples: number, idleSeconds: number }} options */
export async function runWaiting({ samples, idleSeconds }) {
  const server = await start(queuescope, serverPin);
  const load = new LoadProcess(server, loadPin);
  try {
    const { queueUrl } = await load.create('wake');
    const wakes = {
      send: await wakesBySend(server.endpoint, queueUrl, samples),
      visibility: await wakesByDeadline(server.endpoint, queueUrl, Math.ceil(samples / 10), false),
      delay: await wakesByDeadline(server.endpoint, queueUrl, Math.ceil(samples / 10), true),
    };
    const idle = await idlePolls(server, load, idleSeconds);
    return { wakes, idle };
  } finally {
    load.close();
    await server.stop();
  }
}

/** Milliseconds from the answer to the send, or its write if later, to the answer of the poll. */
async function wakesBySend(
  /** @type {string} */ endpoint,
  /** @type {string} */ queueUrl,
  /** @type {number} */ samples,
) {
  const [poller, sender] = [new Connection(endpoint), new Connection(endpoint)];
  const latencies = [];
  for (let sample = 0; sample < samples; sample++) {
    const poll = timed(
      poller.call('ReceiveMessage', JSON.stringify({ QueueUrl: queueUrl, WaitTimeSeconds: 20 })),
    );
    await sleep(10);
    const sentAt = performance.now();
    await sender.call('SendMessage', JSON.stringify({ QueueUrl: queueUrl, MessageBody: 'wake' }));
    const { at, body } = await poll;
    latencies.push(at - sentAt);
    await remove(sender, queueUrl, body);
  }
  poller.close();
  sender.close();
  return summary(latencies);
}

/** Milliseconds from the end of a delay or a visibility timeout of one second to the answer of the poll. */
async function wakesByDeadline(
  /** @type {string} */ endpoint,
  /** @type {string} */ queueUrl,
  /** @type {number} */ samples,
  /** @type {boolean} */ isDelay,
) {
  const connection = new Connection(endpoint);
  const latencies = [];
  for (let sample = 0; sample < samples; sample++) {
    const message = { QueueUrl: queueUrl, MessageBody: 'wake', ...(isDelay && { DelaySeconds: 1 }) };
    await connection.call('SendMessage', JSON.stringify(message));
    if (!isDelay) {
      const hide = { QueueUrl: queueUrl, VisibilityTimeout: 1 };
      await connection.call('ReceiveMessage', JSON.stringify(hide));
    }
    const hiddenAt = performance.now();
    const poll = { QueueUrl: queueUrl, WaitTimeSeconds: 20 };
    const { at, body } = await timed(connection.call('ReceiveMessage', JSON.stringify(poll)));
    latencies.push(at - hiddenAt - 1_000);
    await remove(connection, queueUrl, body);
  }
  connection.close();
  return summary(latencies);
}

/** @param {import('./lib/contestants.mjs').RunningContestant} server @param {LoadProcess} load @param {number} seconds */
async function idlePolls(server, load, seconds) {
  const { queueUrl } = await load.create('idle');
  const common = { queueUrl, bytes: 100, connections: 8, milliseconds: 600_000, count: 10_000 };
  await load.run({ ...common, phase: 'sendBatch' });
  await load.run({ ...common, phase: 'receiveBatch' });
  const polls = Array.from({ length: 1_000 }, () => new Connection(server.endpoint));
  const answers = polls.map((poll) =>
    poll.call('ReceiveMessage', JSON.stringify({ QueueUrl: queueUrl, WaitTimeSeconds: 20 })),
  );
  await sleep(3_000);
  const before = cpuSeconds(server.pid);
  await sleep(seconds * 1_000);
  const cpu = cpuSeconds(server.pid) - before;
  await Promise.all(answers);
  for (const poll of polls) poll.close();
  return { polls: polls.length, inFlight: 100_000, seconds, cpuSeconds: cpu };
}

/** @param {Promise<import('./lib/connection.mjs').Answer>} call */
async function timed(call) {
  const { body } = await call;
  return { at: performance.now(), body };
}

/** @param {Connection} connection @param {string} queueUrl @param {string} body of a receive */
async function remove(connection, queueUrl, body) {
  const handle = JSON.parse(body).Messages[0].ReceiptHandle;
  await connection.call('DeleteMessage', JSON.stringify({ QueueUrl: queueUrl, ReceiptHandle: handle }));
}

/** @param {number[]} latencies */
function summary(latencies) {
  return { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), samples: latencies.length };
}

/** @param {number} milliseconds */
function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
