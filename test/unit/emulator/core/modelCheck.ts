import assert from 'node:assert/strict';
import type { Message } from '@aws-sdk/client-sqs';
import type { CoreListener } from '../../../../src/emulator/core/coreListener';
import type { Queue } from '../../../../src/emulator/core/queue';
import { SqsError } from '../../../../src/emulator/core/sqsError';
import { DirectSqs } from '../../../support/directSqs';
import { QueueModel } from './queueModel';
import type { Step } from './queueProgram';

const retentionSeconds = 100;
const maxReceiveCount = 3;

interface Receipt {
  readonly message: Message;
  readonly id: string;
  /** Which receive of the message it is from. */
  readonly receives: number;
}

/** Breaks a queue in one respect, to prove that the check would see it. */
export type Breakage = (queue: Queue) => void;

/**
 * Runs a program on a queue and on the model and compares them after every step.
 * @throws AssertionError where they differ
 */
export function checkProgram(isFifo: boolean, steps: readonly Step[], breakage?: Breakage): void {
  const check = new ModelCheck(isFifo, breakage);
  for (const step of steps) check.run(step);
}

class ModelCheck {
  readonly #sqs: DirectSqs;
  readonly #url: string;
  readonly #deadLetterUrl: string;
  readonly #model: QueueModel;
  readonly #receipts: Receipt[] = [];
  /** Ids that the queue moved to its dead-letter queue in this step. */
  #moved: string[] = [];

  constructor(isFifo: boolean, breakage: Breakage | undefined) {
    const listener = { messageDeadLettered: (_: Queue, { id }: { id: string }) => this.#moved.push(id) };
    this.#sqs = new DirectSqs({ isRelaxed: true, listener: onlyThese(listener) });
    const name = isFifo ? 'q.fifo' : 'q';
    this.#url = this.#sqs.create(name, { MessageRetentionPeriod: String(retentionSeconds) });
    this.#deadLetterUrl = this.#sqs.createDeadLetterQueue(this.#url, `dead-${name}`, maxReceiveCount);
    this.#sqs.set(this.#deadLetterUrl, { MessageRetentionPeriod: '1209600' });
    this.#model = new QueueModel(isFifo, this.#sqs.clock.now(), retentionSeconds * 1000, maxReceiveCount);
    const queue = this.#sqs.account.getRegion('us-east-1').findQueue(name);
    assert.ok(queue);
    breakage?.(queue);
  }

  run(step: Step): void {
    this.#moved = [];
    this.#runStep(step);
    this.#compareCounts();
  }

  #runStep(step: Step): void {
    switch (step.type) {
      case 'send':
        return this.#send(step.group, step.deduplication, step.delay);
      case 'receive':
        return this.#receive(step.max, step.visibility);
      case 'delete':
        return this.#delete(step.pick);
      case 'change':
        return this.#change(step.pick, step.visibility);
      case 'wait':
        this.#sqs.clock.advanceSeconds(step.seconds);
        return this.#model.passTo(this.#sqs.clock.now());
      case 'purge':
        this.#sqs.run('PurgeQueue', { QueueUrl: this.#url });
        return this.#model.purge();
    }
  }

  #send(group: number, deduplication: number, delaySeconds: number): void {
    const id = `d${deduplication}`;
    const first = this.#model.findFirstSend(id);
    if (!this.#model.isFifo) {
      const sent = this.#sqs.send(this.#url, 'x', { DelaySeconds: delaySeconds });
      return this.#model.send(sent.MessageId as string, group, delaySeconds * 1000, id);
    }
    const sent = this.#sqs.sendTo(this.#url, `g${group}`, 'x', { MessageDeduplicationId: id });
    if (first !== undefined) return assert.equal(sent.MessageId, first, 'a duplicate was taken for new');
    assert.equal(
      this.#model.find(sent.MessageId as string),
      undefined,
      'a new message was taken for a duplicate',
    );
    this.#model.send(sent.MessageId as string, group, 0, id);
  }

  #receive(max: number, visibilitySeconds: number): void {
    const receivable = this.#model.receivable;
    const received = this.#sqs.receive(this.#url, {
      MaxNumberOfMessages: max,
      VisibilityTimeout: visibilitySeconds,
    });
    const ids = received.map(({ MessageId }) => MessageId as string);
    this.#checkReceived(
      ids,
      receivable.map(({ id }) => id),
      max,
    );
    for (const id of this.#moved) this.#model.remove(id);
    this.#model.deadLettered += this.#moved.length;
    for (const message of received) this.#note(message, visibilitySeconds);
  }

  #checkReceived(ids: readonly string[], receivable: readonly string[], max: number): void {
    const model = this.#model;
    assert.ok(ids.length <= max, 'more messages than asked for');
    assert.equal(new Set(ids).size, ids.length, 'a message twice in one receive');
    for (const id of [...ids, ...this.#moved]) {
      assert.ok(receivable.includes(id), 'a message that is hidden, locked, gone or was never sent');
    }
    for (const id of ids) assert.ok(!isExhausted(model, id), 'a message that was received too often');
    for (const id of this.#moved) assert.ok(isExhausted(model, id), 'a message was given up too early');
    if (ids.length < max) {
      assert.equal(ids.length + this.#moved.length, receivable.length, 'a visible message was not given');
    }
    if (model.isFifo) this.#checkGroups(ids, receivable);
  }

  /** Of each group the first ones have to come, in order. */
  #checkGroups(ids: readonly string[], receivable: readonly string[]): void {
    for (const group of [0, 1, 2]) {
      const isOfGroup = (id: string): boolean => this.#model.find(id)?.group === group;
      const expected = receivable.filter((id) => isOfGroup(id) && !this.#moved.includes(id));
      const given = ids.filter(isOfGroup);
      assert.deepEqual(given, expected.slice(0, given.length), 'a message group out of order');
    }
  }

  #note(message: Message, visibilitySeconds: number): void {
    const known = this.#model.find(message.MessageId as string);
    assert.ok(known);
    known.receives++;
    known.hiddenUntil = this.#model.now + visibilitySeconds * 1000;
    assert.equal(message.Attributes?.ApproximateReceiveCount, String(known.receives));
    this.#receipts.push({ message, id: known.id, receives: known.receives });
  }

  #delete(pick: number): void {
    const receipt = this.#receipts[pick % (this.#receipts.length || 1)];
    if (!receipt) return;
    const wasDone = succeeds(() => this.#sqs.delete(this.#url, receipt.message));
    const known = this.#model.find(receipt.id);
    assert.equal(
      wasDone,
      !known || this.#isValid(receipt),
      'a receipt handle was valid for too long or too short',
    );
    if (!known || !wasDone) return;
    this.#model.remove(receipt.id);
    this.#model.deleted++;
  }

  #change(pick: number, visibilitySeconds: number): void {
    const receipt = this.#receipts[pick % (this.#receipts.length || 1)];
    if (!receipt) return;
    const wasDone = succeeds(() => this.#sqs.changeVisibility(this.#url, receipt.message, visibilitySeconds));
    const known = this.#model.find(receipt.id);
    assert.equal(
      wasDone,
      known !== undefined && this.#isValid(receipt),
      'the visibility of the wrong message changed',
    );
    if (known && wasDone) known.hiddenUntil = this.#model.now + visibilitySeconds * 1000;
  }

  /** On FIFO queues only the latest receipt, and only while the message is in flight. */
  #isValid(receipt: Receipt): boolean {
    const known = this.#model.find(receipt.id);
    if (!known || !this.#model.isFifo) return true;
    return this.#model.isHidden(known) && known.receives === receipt.receives;
  }

  #compareCounts(): void {
    const model = this.#model;
    const counts = this.#sqs.counts(this.#url);
    assert.deepEqual(counts, model.counts, 'visible, in flight, delayed');
    const [visible, inFlight, delayed] = counts;
    const gone = model.deleted + model.deadLettered + model.expired + model.purged;
    assert.equal(model.sent, visible + inFlight + delayed + gone, 'the counts do not add up');
    assert.deepEqual(this.#sqs.counts(this.#deadLetterUrl), [model.deadLettered, 0, 0], 'dead-letter queue');
  }
}

function isExhausted(model: QueueModel, id: string): boolean {
  const message = model.find(id);
  return message !== undefined && model.isExhausted(message);
}

/** False when SQS would refuse; what else is thrown goes on. */
function succeeds(action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (error instanceof SqsError) return false;
    throw error;
  }
}

/** A listener that does nothing for the events it has no method for. */
function onlyThese(methods: Partial<CoreListener>): CoreListener {
  return new Proxy(methods, {
    get: (target, name): unknown => Reflect.get(target, name) ?? (() => undefined),
  }) as CoreListener;
}
