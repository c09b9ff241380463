import {
  CreateQueueCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach } from 'mocha';
import type { RunningServer } from '../../src/emulator/server';
import { EmulatorClient } from '../../src/emulatorClient/emulatorClient';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
let queues = 0;

/** An SDK client and an admin client of one emulator, and what tests do with them all the time. */
export class AdminBench {
  readonly sqs: SQSClient;
  readonly admin: EmulatorClient;

  constructor(readonly endpoint: string) {
    this.sqs = new SQSClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 3 });
    this.admin = new EmulatorClient(endpoint);
  }

  async createQueue(attributes: Record<string, string> = {}): Promise<string> {
    const QueueName = `admin-${++queues}${attributes['FifoQueue'] ? '.fifo' : ''}`;
    const { QueueUrl } = await this.sqs.send(new CreateQueueCommand({ QueueName, Attributes: attributes }));
    return QueueUrl as string;
  }

  async send(QueueUrl: string, MessageBody: string, options: object = {}): Promise<string> {
    const { MessageId } = await this.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...options }));
    return MessageId as string;
  }

  async receive(QueueUrl: string, options: object = {}): Promise<Message[]> {
    const { Messages } = await this.sqs.send(new ReceiveMessageCommand({ QueueUrl, ...options }));
    return Messages ?? [];
  }
}

/** A bench for each test of a `describe` block; afterwards the emulator is as after a start. */
export function useAdminBench(emulator: { readonly server: RunningServer }): { readonly bench: AdminBench } {
  let current: AdminBench | undefined;
  beforeEach(() => {
    current = new AdminBench(emulator.server.endpoint);
  });
  afterEach(async () => {
    await current?.admin.reset();
    current?.sqs.destroy();
  });
  return {
    get bench() {
      if (!current) throw new Error('There is a bench only while a test runs.');
      return current;
    },
  };
}
