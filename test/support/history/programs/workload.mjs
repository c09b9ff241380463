// @ts-check
// What a program does to the queues, and how it writes down what it saw. Which SDK it uses is the caller's.
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

/**
 * @typedef {object} Sqs an SDK; its calls reject with an error that has `code`
 * @property {(queueUrl: string, message: { body: string, delaySeconds?: number, group?: string,
 *   deduplicationId?: string }) => Promise<{ messageId?: string, sequence?: string }>} send
 * @property {(queueUrl: string, maximum: number, visibilitySeconds: number) => Promise<object[]>} receive
 *   waits a second; messages with receipt handle
 * @property {(queueUrl: string, receiptHandle: string) => Promise<unknown>} delete
 * @property {(queueUrl: string, receiptHandle: string, visibilitySeconds: number) => Promise<unknown>} change
 * @property {(queueUrl: string) => Promise<Record<string, string>>} attributes
 */

const { values } = parseArgs({
  options: {
    endpoint: { type: 'string', default: '' },
    account: { type: 'string', default: '000000000000' },
    queue: { type: 'string', multiple: true, default: [] },
    seconds: { type: 'string', default: '3' },
    // Receives and deletes until the queues are empty, instead.
    drain: { type: 'boolean', default: false },
  },
});
const VISIBILITY_SECONDS = 1;
const GROUPS = 4;

/** @param {string} program @param {(endpoint: string) => Sqs} connect */
export async function runProgram(program, connect) {
  const sqs = connect(values.endpoint);
  const seconds = Number(values.seconds);
  await Promise.all(
    values.queue.flatMap((queue) => {
      const on = { program, queue, url: `${values.endpoint}/${values.account}/${queue}`, sqs };
      if (values.drain) return [drain(on)];
      const end = now() + seconds * 1000;
      return [sendUntil(end, on), receiveUntil(end, on), receiveUntil(end, on)];
    }),
  );
}

/** @typedef {{ program: string, queue: string, url: string, sqs: Sqs }} On */

/** @param {number} end @param {On} on */
async function sendUntil(end, on) {
  for (let number = 0; now() < end; number++) {
    const message = { body: `${on.program} ${number} ü`, ...extras(on, number) };
    await record(on, { op: 'send', ...message }, () => on.sqs.send(on.url, message));
    // A send whose answer was lost is repeated like this.
    if ('deduplicationId' in message && chance(0.2))
      await record(on, { op: 'send', ...message }, () => on.sqs.send(on.url, message));
    await sleep(10 + Math.random() * 20);
  }
}

/** Every tenth FIFO message has a deduplication ID that all programs use. @param {On} on @param {number} number */
function extras({ program, queue }, number) {
  if (!queue.endsWith('.fifo')) return chance(0.1) ? { delaySeconds: 1 } : {};
  const isShared = number % 10 === 0;
  const group = isShared ? 'shared' : `group-${number % GROUPS}`;
  return { group, deduplicationId: isShared ? `shared-${number}` : `${program}-${number}` };
}

/** @param {number} end @param {On} on */
async function receiveUntil(end, on) {
  while (now() < end) {
    for (const message of await receive(on, 1 + Math.floor(Math.random() * 10))) {
      const choice = Math.random();
      if (choice < 0.05) continue;
      if (choice < 0.15) await change(on, message, 0);
      else if (choice < 0.25) await change(on, message, VISIBILITY_SECONDS + 1);
      if (choice < 0.15) continue;
      if (choice > 0.99) await sleep(VISIBILITY_SECONDS * 1200);
      await remove(on, message);
    }
  }
}

/** @param {On} on */
async function drain(on) {
  for (;;) {
    const { visible, inFlight, delayed } = await count(on);
    if (visible + inFlight + delayed === 0) return;
    const messages = await receive(on, 10);
    await Promise.all(messages.map((message) => remove(on, message)));
  }
}

/** @param {On} on @param {number} maximum */
async function receive(on, maximum) {
  const call = { op: 'receive', visibilitySeconds: VISIBILITY_SECONDS };
  const received = await record(on, call, async () => {
    const messages = await on.sqs.receive(on.url, maximum, VISIBILITY_SECONDS);
    return { messages };
  });
  return /** @type {any[]} */ (received?.messages ?? []);
}

/** @param {On} on @param {any} message */
function remove(on, { messageId, receiveCount, receiptHandle }) {
  const call = { op: 'delete', messageId, receiveCount };
  return record(on, call, async () => void (await on.sqs.delete(on.url, receiptHandle)));
}

/** @param {On} on @param {any} message @param {number} visibilitySeconds */
function change(on, { messageId, receiveCount, receiptHandle }, visibilitySeconds) {
  const call = { op: 'change', messageId, receiveCount, visibilitySeconds };
  return record(on, call, async () => void (await on.sqs.change(on.url, receiptHandle, visibilitySeconds)));
}

/** @param {On} on */
async function count(on) {
  const counts = await record(on, { op: 'counts' }, async () => {
    const attributes = await on.sqs.attributes(on.url);
    return {
      visible: Number(attributes['ApproximateNumberOfMessages']),
      inFlight: Number(attributes['ApproximateNumberOfMessagesNotVisible']),
      delayed: Number(attributes['ApproximateNumberOfMessagesDelayed']),
    };
  });
  if (!counts) throw new Error('The counts could not be read.');
  return counts;
}

/**
 * Makes a call and writes its line.
 * @template {object | void} T @param {On} on @param {object} call @param {() => Promise<T>} make
 * @returns {Promise<T | undefined>} undefined when it was refused
 */
async function record({ program, queue }, call, make) {
  const start = now();
  try {
    const result = await make();
    write({ program, queue, start, end: now(), ...call, ...result });
    return result;
  } catch (error) {
    const code = /** @type {any} */ (error).code ?? /** @type {any} */ (error).name;
    write({ program, queue, start, end: now(), messages: [], ...call, error: code });
    return undefined;
  }
}

/** @param {object} line */
function write(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Milliseconds of the machine's monotonic clock, the same in every program. */
function now() {
  return Number(process.hrtime.bigint() / 1000n) / 1000;
}

/** @param {number} probability */
function chance(probability) {
  return Math.random() < probability;
}
