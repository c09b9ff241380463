// @ts-check
// Queues to look at, made in the emulator as any application would make them.
import {
  CreateQueueCommand,
  ListQueuesCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

const POLL_MS = 1000;

/**
 * Fills the emulator with three sample queues each time it comes up without them.
 * @param {string} endpoint for example `http://127.0.0.1:9324`
 * @param {() => void} onDidFill
 * @returns {() => void} ends it
 */
export function keepSampleQueues(endpoint, onDidFill) {
  const client = new SQSClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'sample', secretAccessKey: 'sample' },
    maxAttempts: 1,
  });
  let wasUp = false;
  const look = async () => {
    const names = await listQueues(client);
    const isNew = names !== undefined && !wasUp;
    wasUp = names !== undefined;
    if (!isNew || names.some((url) => url.endsWith('/orders'))) return;
    await fill(client);
    onDidFill();
  };
  // An emulator that goes away in between comes up again later.
  const timer = setInterval(() => look().catch(() => (wasUp = false)), POLL_MS);
  return () => {
    clearInterval(timer);
    client.destroy();
  };
}

/** @param {SQSClient} client */
async function listQueues(client) {
  try {
    return (await client.send(new ListQueuesCommand({}))).QueueUrls ?? [];
  } catch {
    return undefined;
  }
}

/** @param {SQSClient} client */
async function fill(client) {
  const deadLetters = await createQueue(client, 'orders-dlq', {});
  const deadLetterTargetArn = `arn:aws:sqs:us-east-1:${accountOf(deadLetters)}:orders-dlq`;
  const orders = await createQueue(client, 'orders', {
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 3 }),
  });
  const fifo = await createQueue(client, 'orders.fifo', {
    FifoQueue: 'true',
    ContentBasedDeduplication: 'true',
  });
  await send(client, orders, ['created', 'paid', 'shipped', 'returned', 'archived']);
  await send(client, deadLetters, ['unreadable']);
  await send(client, fifo, ['created', 'paid', 'shipped'], 'customer-1');
}

/** @param {string} queueUrl */
function accountOf(queueUrl) {
  return new URL(queueUrl).pathname.split('/')[1];
}

/** @param {SQSClient} client @param {string} name @param {Record<string, string>} attributes */
async function createQueue(client, name, attributes) {
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  if (!QueueUrl) throw new Error(`The emulator gave no URL for the queue ${name}.`);
  return QueueUrl;
}

/** @param {SQSClient} client @param {string} queueUrl @param {string[]} events @param {string} [groupId] */
async function send(client, queueUrl, events, groupId) {
  const entries = events.map((event, index) => ({
    Id: String(index),
    MessageBody: JSON.stringify({ orderId: 1001 + index, event, total: 19.9 * (index + 1) }, null, 2),
    MessageAttributes: {
      EventType: { DataType: 'String', StringValue: event },
      Attempt: { DataType: 'Number', StringValue: '1' },
    },
    ...(groupId ? { MessageGroupId: groupId } : {}),
  }));
  await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }));
}
