// @ts-check
// The load generator, a process of its own: `node load.mjs <endpoint> <json|query>` takes one JSON command a line on
// standard input and answers each with one line.

import process from 'node:process';
import { createInterface } from 'node:readline';
import { Connection } from './lib/connection.mjs';
import { QueryConnection } from './lib/queryConnection.mjs';

const endpoint = process.argv[2] ?? '';
const ConnectionType = process.argv[3] === 'query' ? QueryConnection : Connection;

/**
 * @typedef {object} Command
 * @property {string} phase a key of `phases`
 * @property {string} queueUrl
 * @property {number} connections
 * @property {number} bytes of a message body
 * @property {number} milliseconds after which no further request is begun
 * @property {number} [count] requests at most, over all connections
 * @property {number | undefined} [groups] message groups, for a FIFO queue
 */

/** Receipt handles that `receive` left for `delete`. @type {string[]} */
let handles = [];
let sent = 0;

/** @typedef {(connection: Connection, command: Command) => Promise<number>} Step answers how many requests it made */
/** @type {Record<string, Step>} */
const phases = {
  send: async (connection, command) => {
    await expectOk(connection.call('SendMessage', sendBody(command)));
    return 1;
  },
  receive: async (connection, command) => {
    const got = await receive(connection, command, 1);
    handles.push(...got);
    return got.length === 0 ? 0 : 1;
  },
  delete: async (connection, { queueUrl }) => {
    const handle = handles.pop();
    if (handle === undefined) return 0;
    await expectOk(
      connection.call('DeleteMessage', `{"QueueUrl":"${queueUrl}","ReceiptHandle":"${handle}"}`),
    );
    return 1;
  },
  cycle: async (connection, command) => {
    await expectOk(connection.call('SendMessage', sendBody(command)));
    const [handle] = await receive(connection, command, 1);
    if (handle === undefined) return 2;
    await expectOk(
      connection.call('DeleteMessage', `{"QueueUrl":"${command.queueUrl}","ReceiptHandle":"${handle}"}`),
    );
    return 3;
  },
  sendBatch: async (connection, command) => {
    const entries = Array.from({ length: 10 }, (_, index) => `{"Id":"${index}",${message(command)}}`);
    await expectOk(
      connection.call('SendMessageBatch', `{"QueueUrl":"${command.queueUrl}","Entries":[${entries}]}`),
    );
    return 1;
  },
  receiveBatch: async (connection, command) => {
    const got = await receive(connection, command, 10);
    handles.push(...got);
    return got.length === 0 ? 0 : 1;
  },
  deleteBatch: async (connection, { queueUrl }) => {
    const batch = handles.splice(-10);
    if (batch.length === 0) return 0;
    const entries = batch.map((handle, index) => `{"Id":"${index}","ReceiptHandle":"${handle}"}`);
    await expectOk(
      connection.call('DeleteMessageBatch', `{"QueueUrl":"${queueUrl}","Entries":[${entries}]}`),
    );
    return 1;
  },
  /** A batch sent, received and deleted, so that the queue stays as long as it is. */
  batchCycle: async (connection, command) => {
    await phases['sendBatch']?.(connection, command);
    const got = await receive(connection, command, 10);
    if (got.length === 0) return 2;
    const entries = got.map((handle, index) => `{"Id":"${index}","ReceiptHandle":"${handle}"}`);
    await expectOk(
      connection.call('DeleteMessageBatch', `{"QueueUrl":"${command.queueUrl}","Entries":[${entries}]}`),
    );
    return 3;
  },
  attributes: async (connection, { queueUrl }) => {
    await expectOk(
      connection.call('GetQueueAttributes', `{"QueueUrl":"${queueUrl}","AttributeNames":["All"]}`),
    );
    return 1;
  },
};

/** @param {Connection} connection @param {Command} command @param {number} most */
async function receive(connection, { queueUrl }, most) {
  const answer = await expectOk(
    connection.call(
      'ReceiveMessage',
      `{"QueueUrl":"${queueUrl}","MaxNumberOfMessages":${most},"VisibilityTimeout":3600}`,
    ),
  );
  return handlesIn(answer.body);
}

/** @param {string} text */
function handlesIn(text) {
  return Array.from(text.matchAll(/ReceiptHandle"?[:>]"?([^"<]+)/g), ([, handle = '']) => handle.trim());
}

/** @type {Map<number, string>} */
const fillers = new Map();

/** Every message differs, so that FIFO queues need no other deduplication. @param {Command} command */
function message({ bytes, groups }) {
  const number = String(++sent).padStart(10, '0');
  let filler = fillers.get(bytes);
  if (filler === undefined) fillers.set(bytes, (filler = 'x'.repeat(bytes - number.length)));
  const body = `"MessageBody":"${number}${filler}"`;
  if (groups === undefined) return body;
  return `${body},"MessageGroupId":"g${sent % groups}","MessageDeduplicationId":"${process.pid}-${number}"`;
}

/** @param {Command} command */
function sendBody(command) {
  return `{"QueueUrl":"${command.queueUrl}",${message(command)}}`;
}

/** @param {Promise<import('./lib/connection.mjs').Answer>} call */
async function expectOk(call) {
  const answer = await call;
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.body.slice(0, 200)}`);
  return answer;
}

/** @param {Command} command */
async function run(command) {
  const step = phases[command.phase];
  if (!step) throw new Error(`No phase ${command.phase}`);
  if (command.phase === 'receive' || command.phase === 'receiveBatch') handles = [];
  const connections = Array.from({ length: command.connections }, () => new ConnectionType(endpoint));
  const start = performance.now();
  const end = start + command.milliseconds;
  let left = command.count ?? Number.POSITIVE_INFINITY;
  let requests = 0;
  /** @type {number[]} */
  const latencies = [];
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() < end && left-- > 0) {
        const before = performance.now();
        const made = await step(connection, command);
        if (made === 0) return;
        requests += made;
        latencies.push((performance.now() - before) / made);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  for (const connection of connections) connection.close();
  latencies.sort((a, b) => a - b);
  return { requests, seconds, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) };
}

/** @param {number[]} sorted @param {number} share */
function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Creates the queue for a run. @param {{ create: string, attributes?: Record<string, string> }} command */
async function create({ create: QueueName, attributes }) {
  const connection = new ConnectionType(endpoint);
  const answer = await connection.call(
    'CreateQueue',
    JSON.stringify({ QueueName, Attributes: attributes ?? {} }),
  );
  connection.close();
  const url = /QueueUrl"?[:>]"?([^"<]+)/.exec(answer.body)?.[1];
  if (answer.status !== 200 || !url) throw new Error(`${answer.status} ${answer.body}`);
  return { queueUrl: url };
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    const command = JSON.parse(line);
    console.log(JSON.stringify(await ('create' in command ? create(command) : run(command))));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}
