import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { EmulatorClient } from '../../src/emulatorClient/emulatorClient';

/** All requests of a client share 500 retry tokens, a retry takes 10, a success brings back 1. */
const tokensOfRestart = 200;

/** Sends, receives and deletes until it is told to end, and what was acknowledged. */
export class SteadyWork {
  readonly #client: SQSClient;
  readonly #sent = new Set<string>();
  readonly #deleteAsked = new Set<string>();
  readonly #deleted = new Set<string>();
  #running: Promise<unknown> = Promise.resolve();
  #received = 0;
  #isEnding = false;
  readonly #queueName: string;
  readonly #pairs: number;
  #queueUrl = '';
  mostAttempts = 0;

  /** @param pairs how many send, and as many receive; few, since they share the retry tokens of the client */
  constructor(client: SQSClient, queueName: string, pairs = 2) {
    this.#client = client;
    this.#queueName = queueName;
    this.#pairs = pairs;
  }

  async begin(): Promise<void> {
    const { QueueUrl } = await this.#client.send(new CreateQueueCommand({ QueueName: this.#queueName }));
    this.#queueUrl = QueueUrl as string;
    this.#running = Promise.all([
      ...Array.from({ length: this.#pairs }, () => this.#repeat(() => this.#send())),
      ...Array.from({ length: this.#pairs }, () => this.#repeat(() => this.#receive())),
    ]);
    // Whoever waits for `end` or for progress sees it.
    this.#running.catch(() => undefined);
  }

  /** Until as many requests have succeeded as bring back the retry tokens of a restart. */
  async makeProgress(): Promise<void> {
    const sent = this.#sent.size + tokensOfRestart / 2;
    const deleted = this.#deleted.size + tokensOfRestart / 4;
    const progress = async () => {
      while (this.#sent.size < sent || this.#deleted.size < deleted) await pause(5);
    };
    await Promise.race([progress(), this.#running]);
  }

  /** @throws what a request has failed with in spite of its attempts */
  async end(): Promise<void> {
    this.#isEnding = true;
    await this.#running;
  }

  async verify(admin: EmulatorClient): Promise<void> {
    const found = new Set<string>();
    for await (const { id } of admin.peekAll({ queue: this.#queueUrl })) found.add(id);
    const lost = [...this.#sent].filter((id) => !found.has(id) && !this.#deleteAsked.has(id));
    const returned = [...this.#deleted].filter((id) => found.has(id));
    assert.deepEqual({ lost, returned }, { lost: [], returned: [] });
  }

  describe(): string {
    return `${this.#sent.size} sends and ${this.#deleted.size} deletes acknowledged, at most ${this.mostAttempts} attempts`;
  }

  async #repeat(step: () => Promise<void>): Promise<void> {
    while (!this.#isEnding) await step();
  }

  async #send(): Promise<void> {
    const command = new SendMessageCommand({ QueueUrl: this.#queueUrl, MessageBody: 'hello' });
    const { MessageId, $metadata } = await this.#client.send(command);
    this.#sent.add(MessageId as string);
    this.#count($metadata);
    // Receivers keep up, so that some of them wait when the emulator stops.
    await pause(10);
  }

  async #receive(): Promise<void> {
    const request = { QueueUrl: this.#queueUrl, VisibilityTimeout: 600, WaitTimeSeconds: 1 };
    const { Messages = [], $metadata } = await this.#client.send(new ReceiveMessageCommand(request));
    this.#count($metadata);
    for (const { MessageId, ReceiptHandle } of Messages) {
      this.#received++;
      // Every second one stays, in flight.
      if (this.#received % 2 === 0) continue;
      this.#deleteAsked.add(MessageId as string);
      const command = new DeleteMessageCommand({ QueueUrl: this.#queueUrl, ReceiptHandle });
      this.#count((await this.#client.send(command)).$metadata);
      this.#deleted.add(MessageId as string);
    }
  }

  #count({ attempts = 1 }: { readonly attempts?: number | undefined }): void {
    this.mostAttempts = Math.max(this.mostAttempts, attempts);
  }
}

/** @returns milliseconds from the first connection that is refused to the next that is not */
export async function measureOutage(port: number): Promise<number> {
  while (await isListening(port)) await pause(2);
  const start = performance.now();
  while (!(await isListening(port))) await pause(2);
  return performance.now() - start;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}
