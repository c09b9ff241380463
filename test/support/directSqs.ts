import assert from 'node:assert/strict';
import type { Message, ReceiveMessageRequest, SendMessageRequest } from '@aws-sdk/client-sqs';
import { type ActionName, actions } from '../../src/emulator/actions';
import type { ActionCall } from '../../src/emulator/actions/actionCall';
import { Account } from '../../src/emulator/core/account';
import type { CoreListener } from '../../src/emulator/core/coreListener';
import type { Ids } from '../../src/emulator/core/ids';
import { SqsError, type SqsErrorName } from '../../src/emulator/core/sqsError';
import { ManualClock } from './manualClock';

type Input<Name extends ActionName> = Parameters<(typeof actions)[Name]>[0];
type Output<Name extends ActionName> = Awaited<ReturnType<(typeof actions)[Name]>>;

/** Ids that count up, so that a failing run repeats exactly. */
export class CountedIds implements Ids {
  #count = 0;

  uuid(): string {
    return `00000000-0000-4000-8000-${String(++this.#count).padStart(12, '0')}`;
  }

  nonce(): string {
    return `n${++this.#count}`;
  }
}

export interface DirectSqsOptions {
  readonly isRelaxed?: boolean;
  readonly listener?: CoreListener;
}

/** The actions of the emulator without a wire, on a clock of the test. */
export class DirectSqs {
  readonly clock = new ManualClock();
  readonly account: Account;
  readonly call: ActionCall;

  constructor({ isRelaxed, listener }: DirectSqsOptions = {}) {
    this.account = new Account({
      clock: this.clock,
      ids: new CountedIds(),
      accountId: '000000000000',
      isRelaxed,
      listener,
    });
    this.call = {
      account: this.account,
      region: 'us-east-1',
      baseUrl: 'http://localhost:9324',
      signal: new AbortController().signal,
    };
  }

  /** Runs an action that answers at once. */
  run<Name extends ActionName>(name: Name, input: Input<Name>, call: Partial<ActionCall> = {}): Output<Name> {
    const answer = this.start(name, input, call);
    assert.ok(!(answer instanceof Promise), `${name} did not answer at once`);
    return answer;
  }

  /** Runs an action that may have to wait. */
  start<Name extends ActionName>(
    name: Name,
    input: Input<Name>,
    call: Partial<ActionCall> = {},
  ): Output<Name> | Promise<Output<Name>> {
    const action = actions[name] as unknown as (
      input: Input<Name>,
      call: ActionCall,
    ) => Output<Name> | Promise<Output<Name>>;
    return action(input, { ...this.call, ...call });
  }

  /** Asserts that an action is refused with this error and text. */
  refuses<Name extends ActionName>(
    name: Name,
    input: Input<Name>,
    error: SqsErrorName,
    message?: string | RegExp,
  ): void {
    assert.throws(
      () => this.start(name, input),
      (thrown) => {
        assert.ok(thrown instanceof SqsError, String(thrown));
        assert.equal(thrown.name, error, thrown.message);
        if (typeof message === 'string') assert.equal(thrown.message, message);
        if (message instanceof RegExp) assert.match(thrown.message, message);
        return true;
      },
    );
  }

  /** Makes a queue and returns its URL. A name that ends in `.fifo` makes a FIFO queue. */
  create(name: string, attributes: Record<string, string> = {}): string {
    const fifo = name.endsWith('.fifo') ? { FifoQueue: 'true' } : {};
    const { QueueUrl } = this.run('CreateQueue', { QueueName: name, Attributes: { ...fifo, ...attributes } });
    return QueueUrl as string;
  }

  send(queueUrl: string, body: string, more: Partial<SendMessageRequest> = {}) {
    return this.run('SendMessage', { QueueUrl: queueUrl, MessageBody: body, ...more });
  }

  /** Sends to a FIFO queue, with the body for a deduplication id. */
  sendTo(queueUrl: string, group: string, body: string, more: Partial<SendMessageRequest> = {}) {
    return this.send(queueUrl, body, { MessageGroupId: group, MessageDeduplicationId: body, ...more });
  }

  receive(queueUrl: string, more: Partial<ReceiveMessageRequest> = {}): Message[] {
    const request = { QueueUrl: queueUrl, AttributeNames: ['All' as const], ...more };
    return this.run('ReceiveMessage', request).Messages ?? [];
  }

  /** Bodies of up to ten messages. */
  receiveBodies(queueUrl: string, more: Partial<ReceiveMessageRequest> = {}): (string | undefined)[] {
    return this.receive(queueUrl, { MaxNumberOfMessages: 10, ...more }).map(({ Body }) => Body);
  }

  receiveOne(queueUrl: string, more: Partial<ReceiveMessageRequest> = {}): Message {
    const [message] = this.receive(queueUrl, more);
    assert.ok(message, 'nothing was received');
    return message;
  }

  delete(queueUrl: string, message: Message): void {
    this.run('DeleteMessage', { QueueUrl: queueUrl, ReceiptHandle: message.ReceiptHandle });
  }

  changeVisibility(queueUrl: string, message: Message, seconds: number): void {
    this.run('ChangeMessageVisibility', {
      QueueUrl: queueUrl,
      ReceiptHandle: message.ReceiptHandle,
      VisibilityTimeout: seconds,
    });
  }

  attributes(queueUrl: string): Record<string, string> {
    return this.run('GetQueueAttributes', { QueueUrl: queueUrl, AttributeNames: ['All'] }).Attributes ?? {};
  }

  /** Visible, in flight and delayed, as GetQueueAttributes says. */
  counts(queueUrl: string): readonly [visible: number, inFlight: number, delayed: number] {
    const attributes = this.attributes(queueUrl);
    return [
      Number(attributes.ApproximateNumberOfMessages),
      Number(attributes.ApproximateNumberOfMessagesNotVisible),
      Number(attributes.ApproximateNumberOfMessagesDelayed),
    ];
  }

  set(queueUrl: string, attributes: Record<string, string>): void {
    this.run('SetQueueAttributes', { QueueUrl: queueUrl, Attributes: attributes });
  }

  arn(queueUrl: string): string {
    return this.attributes(queueUrl).QueueArn as string;
  }

  /** Makes a dead-letter queue for `queueUrl` and returns its URL. */
  createDeadLetterQueue(queueUrl: string, name: string, maxReceiveCount: number): string {
    const target = this.create(name);
    const policy = { deadLetterTargetArn: this.arn(target), maxReceiveCount };
    this.set(queueUrl, { RedrivePolicy: JSON.stringify(policy) });
    return target;
  }
}
