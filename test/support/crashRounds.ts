import assert from 'node:assert/strict';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { EmulatorProcess } from './durableEmulator';

const senders = 12;
const receivers = 6;

/** What clients were told, and what they asked for. */
class Ledger {
  readonly asked = new Set<string>();
  readonly sent = new Set<string>();
  readonly deleteAsked = new Set<string>();
  readonly deleted = new Set<string>();
}

/**
 * Kills an emulator under the load of many connections and starts it again on what it left, again and again.
 * @returns a sentence with what was acknowledged, and how many answers a commit let go
 * @throws AssertionError when something acknowledged was lost, something deleted came back, or each answer had a
 *   commit of its own
 */
export async function crashInRounds(folder: string, rounds: number): Promise<string> {
  const batches: number[] = [];
  let sent = 0;
  let deleted = 0;
  const start = () => EmulatorProcess.start(['--data', folder], { NODE_DEBUG: 'queuescope-store' });
  let emulator = await start();
  try {
    for (let round = 0; round < rounds; round++) {
      const ledger = new Ledger();
      batches.push(...(await loadAndKill(emulator, round, ledger)));
      emulator = await start();
      await verify(emulator, ledger);
      sent += ledger.sent.size;
      deleted += ledger.deleted.size;
    }
  } finally {
    await emulator.stop();
  }
  assert.ok(sent + deleted > rounds * 10, `only ${sent + deleted} requests were acknowledged`);
  assert.ok(Math.max(...batches) > 1, 'no commit let go more than one answer');
  return `${rounds} rounds: ${sent} acknowledged sends, ${deleted} acknowledged deletes; ${describeBatches(batches)}`;
}

/** @returns how many answers each commit let go */
async function loadAndKill(emulator: EmulatorProcess, round: number, ledger: Ledger): Promise<number[]> {
  const earlier = emulator.errors().length;
  const client = emulator.client();
  const urls = await createQueues(client);
  const work = [
    ...Array.from({ length: senders }, (_, index) => send(client, urls, `${round}-${index}`, ledger)),
    ...Array.from({ length: receivers }, (_, index) => receive(client, urls[index % 2] as string, ledger)),
  ];
  // Not before it is busy, and then at any moment.
  while (ledger.deleted.size < 20) await pause(5);
  await pause(Math.random() * 300);
  await emulator.kill();
  await Promise.all(work);
  client.destroy();
  const errors = emulator.errors().slice(earlier);
  return [...errors.matchAll(/commit for (\d+) answers/g)].map(([, count]) => Number(count));
}

/** Sends until the emulator is gone. */
async function send(client: SQSClient, urls: readonly string[], name: string, ledger: Ledger): Promise<void> {
  for (let count = 0; ; count++) {
    const QueueUrl = urls[count % 2] as string;
    const body = `${name}-${count}`;
    const fifo = QueueUrl.endsWith('.fifo')
      ? { MessageGroupId: name, MessageDeduplicationId: body }
      : undefined;
    ledger.asked.add(body);
    try {
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody: body, ...fifo }));
    } catch (error) {
      assertGone(error);
      return;
    }
    ledger.sent.add(body);
  }
}

/** Receives until the emulator is gone, and deletes two of three. */
async function receive(client: SQSClient, QueueUrl: string, ledger: Ledger): Promise<void> {
  try {
    for (let count = 0; ; count++) {
      const request = { QueueUrl, MaxNumberOfMessages: 3, VisibilityTimeout: 1, WaitTimeSeconds: 1 };
      const { Messages = [] } = await client.send(new ReceiveMessageCommand(request));
      for (const { Body, ReceiptHandle } of Messages.slice(0, 2)) {
        const body = Body as string;
        ledger.deleteAsked.add(body);
        const isGone = await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })).then(
          () => true,
          // The visibility timeout may end before the delete on a busy machine.
          (error: Error) => {
            if (error.name === 'InvalidParameterValue' || /expired/.test(error.message)) return false;
            throw error;
          },
        );
        if (isGone) ledger.deleted.add(body);
      }
    }
  } catch (error) {
    assertGone(error);
  }
}

async function verify(emulator: EmulatorProcess, ledger: Ledger): Promise<void> {
  const client = emulator.client();
  try {
    const found = new Set<string>();
    const urls = await createQueues(client);
    await Promise.all(urls.map((url) => drain(client, url, found)));
    const lost = [...ledger.sent].filter((body) => !found.has(body) && !ledger.deleteAsked.has(body));
    const returned = [...ledger.deleted].filter((body) => found.has(body));
    const invented = [...found].filter((body) => !ledger.asked.has(body));
    assert.deepEqual({ lost, returned, invented }, { lost: [], returned: [], invented: [] });
  } finally {
    client.destroy();
  }
}

/** Takes everything out, also what is in flight once its visibility timeout has ended. */
async function drain(client: SQSClient, QueueUrl: string, found: Set<string>): Promise<void> {
  for (let WaitTimeSeconds = 0; ; WaitTimeSeconds = 1) {
    if ((await countMessages(client, QueueUrl)) === 0) return;
    const request = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600, WaitTimeSeconds };
    const { Messages = [] } = await client.send(new ReceiveMessageCommand(request));
    for (const { Body } of Messages) found.add(Body as string);
    if (Messages.length > 0) await deleteAll(client, QueueUrl, Messages);
  }
}

async function deleteAll(client: SQSClient, QueueUrl: string, messages: readonly Message[]): Promise<void> {
  const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  const { Failed = [] } = await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  assert.deepEqual(Failed, []);
}

async function countMessages(client: SQSClient, QueueUrl: string): Promise<number> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  return (
    Number(Attributes.ApproximateNumberOfMessages) +
    Number(Attributes.ApproximateNumberOfMessagesNotVisible) +
    Number(Attributes.ApproximateNumberOfMessagesDelayed)
  );
}

async function createQueues(client: SQSClient): Promise<string[]> {
  const names: [string, Record<string, string>][] = [
    ['crash', {}],
    ['crash.fifo', { FifoQueue: 'true' }],
  ];
  const answers = names.map(([QueueName, Attributes]) =>
    client.send(new CreateQueueCommand({ QueueName, Attributes })),
  );
  return (await Promise.all(answers)).map(({ QueueUrl }) => QueueUrl as string);
}

/** The only way a request may fail here. */
function assertGone(error: unknown): void {
  const { code, name } = error as NodeJS.ErrnoException;
  assert.ok(
    code === 'ECONNRESET' || code === 'ECONNREFUSED' || code === 'EPIPE' || name === 'TimeoutError',
    String(error),
  );
}

function describeBatches(batches: readonly number[]): string {
  const sorted = batches.filter((size) => size > 0).sort((a, b) => a - b);
  const mean = sorted.reduce((sum, size) => sum + size, 0) / sorted.length;
  const shared = sorted.filter((size) => size > 1).length / sorted.length;
  const median = sorted[Math.floor(sorted.length / 2)];
  return (
    `${sorted.length} commits of ${mean.toFixed(1)} answers on average, ${median} in the median, at most ` +
    `${sorted.at(-1)}; ${Math.round(shared * 100)} % let go more than one`
  );
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
