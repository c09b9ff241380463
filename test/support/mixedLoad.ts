import assert from 'node:assert/strict';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { EmulatorClient } from '../../src/emulatorClient/emulatorClient';
import type { EmulatorProcess } from './durableEmulator';

/** Messages of a queue beyond which its senders wait for the receivers. */
const backlogLimit = 300;
const workersPerQueue = 4;

/** Everything that clients do to an emulator, by many at once, with a ledger of what was acknowledged. */
export class MixedLoad {
  readonly #client: SQSClient;
  readonly #admin: EmulatorClient;
  readonly #queues: readonly string[];
  /** The URL of a queue to which nobody sends. */
  readonly emptyQueue: string;
  /** Ids of the messages that were sent and not deleted, by queue. */
  readonly present = new Map<string, Set<string>>();
  readonly counts = {
    sent: 0,
    received: 0,
    deleted: 0,
    released: 0,
    abortedPolls: 0,
    streams: 0,
    streamed: 0,
  };
  #sequence = 0;

  private constructor(
    client: SQSClient,
    admin: EmulatorClient,
    queues: readonly string[],
    emptyQueue: string,
  ) {
    this.#client = client;
    this.#admin = admin;
    this.#queues = queues;
    this.emptyQueue = emptyQueue;
    for (const queue of queues) this.present.set(queue, new Set());
  }

  /** Makes three queues. */
  static async create(emulator: EmulatorProcess): Promise<MixedLoad> {
    const client = emulator.client();
    const create = async (QueueName: string, Attributes?: Record<string, string>) =>
      (await client.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl as string;
    const queues = [await create('soak'), await create('soak.fifo', { FifoQueue: 'true' })];
    return new MixedLoad(client, new EmulatorClient(emulator.endpoint), queues, await create('soak-empty'));
  }

  /** Goes on for so long and ends when every request that was begun has ended. */
  async run(milliseconds: number): Promise<void> {
    const end = performance.now() + milliseconds;
    const repeat = async (step: () => Promise<void>) => {
      while (performance.now() < end) await step();
    };
    const perQueue = this.#queues.flatMap((queue) =>
      Array.from({ length: workersPerQueue }, () => repeat(() => this.#work(queue))),
    );
    await Promise.all([
      ...perQueue,
      ...[...this.#queues, this.emptyQueue].flatMap((queue) => [
        repeat(() => this.#abortPoll(queue)),
        repeat(() => this.#abortPoll(queue)),
      ]),
      repeat(() => this.#readStream()),
      repeat(() => this.#readStream()),
    ]);
  }

  end(): void {
    this.#client.destroy();
  }

  async #work(queue: string): Promise<void> {
    if (this.#presentIn(queue).size < backlogLimit) await this.#sendBatch(queue);
    const messages = await this.#receive({ QueueUrl: queue, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 });
    const [first, second, ...others] = messages;
    if (first) await this.#release(queue, first);
    if (second) await this.#delete(queue, second);
    if (others.length > 0) await this.#deleteBatch(queue, others);
  }

  async #sendBatch(QueueUrl: string): Promise<void> {
    const Entries = Array.from({ length: 5 }, () => {
      const id = String(++this.#sequence);
      const MessageBody = `${id} ${'x'.repeat(200 + randomBelow(2000))}`;
      if (!QueueUrl.endsWith('.fifo')) return { Id: id, MessageBody };
      return {
        Id: id,
        MessageBody,
        MessageGroupId: `group-${this.#sequence % 50}`,
        MessageDeduplicationId: id,
      };
    });
    const answer = await this.#client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    assert.deepEqual(answer.Failed ?? [], []);
    for (const { MessageId } of answer.Successful ?? []) this.#presentIn(QueueUrl).add(MessageId as string);
    this.counts.sent += Entries.length;
  }

  async #receive(input: ReceiveMessageCommandInput, abortSignal?: AbortSignal): Promise<Message[]> {
    const command = new ReceiveMessageCommand({ VisibilityTimeout: 300, ...input });
    const { Messages = [] } = await this.#client.send(command, { ...(abortSignal && { abortSignal }) });
    this.counts.received += Messages.length;
    return Messages;
  }

  async #release(QueueUrl: string, { ReceiptHandle }: Message): Promise<void> {
    const request = { QueueUrl, ReceiptHandle, VisibilityTimeout: 0 };
    await this.#client.send(new ChangeMessageVisibilityCommand(request));
    this.counts.released++;
  }

  async #delete(QueueUrl: string, { MessageId, ReceiptHandle }: Message): Promise<void> {
    await this.#client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    this.#forget(QueueUrl, MessageId);
  }

  async #deleteBatch(QueueUrl: string, messages: readonly Message[]): Promise<void> {
    const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    const { Failed = [] } = await this.#client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    assert.deepEqual(Failed, []);
    for (const { MessageId } of messages) this.#forget(QueueUrl, MessageId);
  }

  #forget(queue: string, messageId: string | undefined): void {
    assert.ok(
      this.#presentIn(queue).delete(messageId as string),
      `${messageId} was received after its delete`,
    );
    this.counts.deleted++;
  }

  /** A client that gives up while it waits; what it was about to get is in flight afterwards. */
  async #abortPoll(QueueUrl: string): Promise<void> {
    const signal = AbortSignal.timeout(randomBelow(300));
    try {
      const input = { QueueUrl, WaitTimeSeconds: 20 };
      const [message] = await this.#receive(input, signal);
      if (message) await this.#delete(QueueUrl, message);
    } catch (error) {
      if (!signal.aborted || (error as Error).name !== 'AbortError') throw error;
      this.counts.abortedPolls++;
    }
  }

  /** Looks on for a while, and hangs up in the middle. */
  async #readStream(): Promise<void> {
    const signal = AbortSignal.timeout(500 + randomBelow(2000));
    this.counts.streams++;
    try {
      for await (const { type } of this.#admin.streamActivity(signal)) {
        if (type !== 'lost') this.counts.streamed++;
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  #presentIn(queue: string): Set<string> {
    return this.present.get(queue) as Set<string>;
  }
}

function randomBelow(end: number): number {
  return Math.floor(Math.random() * end);
}
