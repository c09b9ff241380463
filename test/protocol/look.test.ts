import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { EmulatorClient } from '../../src/emulatorClient/emulatorClient';
import type { MessageDraft } from '../../src/shared/message';
import { isFifoQueueName, type QueueRef } from '../../src/shared/queue';
import { EMULATOR_ID, emulatorConnection } from '../../src/sqs/connection';
import { look } from '../../src/sqs/look';
import { SdkSqsServices } from '../../src/sqs/sdkSqsServices';
import type { SqsService } from '../../src/sqs/sqsService';
import { CountingProxy } from '../support/countingProxy';
import { useEmulator } from '../support/emulator';

describe('A look at a queue that cannot be peeked at', () => {
  const emulator = useEmulator();
  let proxy: CountingProxy;
  let endpoint = '';
  const services = new SdkSqsServices({
    findConnection: () => emulatorConnection,
    now: () => Date.now(),
    emulatorEndpoint: () => endpoint,
    loadSqs: () => import('../../src/sqs/sqs'),
  });
  const service = () => services.get(EMULATOR_ID, 'us-east-1');

  before(async () => {
    proxy = new CountingProxy(emulator.server.endpoint);
    endpoint = await proxy.start();
  });
  after(async () => {
    services.dispose();
    await proxy.stop();
  });

  /** A queue with so many messages; those of a FIFO queue are of three groups in turn. */
  async function createFilledQueue(
    name: string,
    count: number,
    attributes: Record<string, string> = {},
  ): Promise<QueueRef> {
    const isFifo = isFifoQueueName(name);
    const queue = await service().createQueue(name, {
      ...attributes,
      ...(isFifo ? { FifoQueue: 'true' } : {}),
    });
    for (let start = 0; start < count; start += 10) {
      const drafts = Array.from({ length: Math.min(10, count - start) }, (_, index): MessageDraft => {
        const body = `body ${start + index}`;
        if (!isFifo) return { body, attributes: [] };
        return {
          body,
          attributes: [],
          messageGroupId: `group-${(start + index) % 3}`,
          messageDeduplicationId: String(start + index),
        };
      });
      assert.deepEqual(await service().sendMessageBatch(queue, drafts), []);
    }
    proxy.counts.clear();
    return queue;
  }

  /** The real service, but for what a test puts in its way. */
  function serviceWith(changes: Partial<Pick<SqsService, 'receiveMessages' | 'changeVisibilityBatch'>>) {
    const real = service();
    return {
      receiveMessages: real.receiveMessages.bind(real),
      changeVisibilityBatch: real.changeVisibilityBatch.bind(real),
      ...changes,
    };
  }

  async function peekAll({ queueName }: QueueRef) {
    const peeked = [];
    const client = new EmulatorClient(emulator.server.endpoint);
    for await (const message of client.peekAll({ queue: queueName, limit: 1000 })) peeked.push(message);
    return peeked;
  }

  const options = { now: Date.now };
  const never = new AbortController().signal;

  it('receives each of 300 messages once, and leaves all of them visible', async () => {
    const queue = await createFilledQueue('look-300', 300, { VisibilityTimeout: '600' });
    const seen: string[] = [];
    const result = await look(
      service(),
      queue,
      { ...options, limit: 1000, onMessages: (messages) => seen.push(...messages.map(({ body }) => body)) },
      never,
    );
    assert.equal(result.end, 'empty');
    assert.deepEqual(result.notReleased, []);
    assert.equal(new Set(seen).size, 300);
    assert.equal(result.messages.length, 300);
    const after = await peekAll(queue);
    assert.equal(after.length, 300);
    assert.ok(after.every(({ receiveCount, state }) => receiveCount === 1 && state === 'visible'));
    // 30 receives of ten and the one that finds nothing more; one release for each ten.
    assert.deepEqual(Object.fromEntries(proxy.counts), {
      ReceiveMessage: 31,
      ChangeMessageVisibilityBatch: 30,
    });
  });

  it('stops at its limit, and touches no message beyond it', async () => {
    const queue = await createFilledQueue('look-limit', 30);
    const result = await look(service(), queue, { ...options, limit: 13 }, never);
    assert.equal(result.end, 'limit');
    assert.equal(result.messages.length, 13);
    const receives = (await peekAll(queue)).map(({ receiveCount }) => receiveCount);
    assert.equal(receives.filter((count) => count === 1).length, 13);
    assert.equal(receives.filter((count) => count === 0).length, 17);
  });

  it('stops at the first message that comes twice, and releases it by its newest receipt', async () => {
    const queue = await createFilledQueue('look-repeated', 3);
    const admin = new EmulatorClient(emulator.server.endpoint);
    // The lease ends before the next receive: time leaps where it is not looked at.
    let receives = 0;
    const slow = serviceWith({
      receiveMessages: async (...args) => {
        if (receives++ === 1) await admin.advanceClock({ milliseconds: 31_000 });
        return service().receiveMessages(...args);
      },
    });
    const result = await look(slow, queue, { ...options, limit: 10 }, never);
    assert.equal(result.end, 'repeated');
    assert.equal(result.messages.length, 3);
    const after = await peekAll(queue);
    assert.ok(after.every(({ state }) => state === 'visible'));
  });

  it('makes the later messages of a FIFO group visible first, and keeps their order', async () => {
    const queue = await createFilledQueue('look-order.fifo', 9);
    const released: string[] = [];
    const receipts = new Map<string, string>();
    const observed = serviceWith({
      changeVisibilityBatch: (...args) => {
        released.push(...args[1].map((handle) => receipts.get(handle) ?? handle));
        return service().changeVisibilityBatch(...args);
      },
    });
    const result = await look(
      observed,
      queue,
      {
        ...options,
        limit: 10,
        onMessages: (messages) => {
          for (const { receiptHandle, body } of messages) receipts.set(receiptHandle, body);
        },
      },
      never,
    );
    assert.deepEqual(released, result.messages.map(({ body }) => body).reverse());
    assert.ok((await peekAll(queue)).every(({ state, isBlocked }) => state === 'visible' && !isBlocked));
    const again = await service().receiveMessages(queue, { maxNumberOfMessages: 10 });
    for (const group of ['group-0', 'group-1', 'group-2']) {
      const ofGroup = again.filter(({ systemAttributes }) => systemAttributes['MessageGroupId'] === group);
      const bodies = ofGroup.map(({ body }) => body);
      assert.deepEqual(bodies, [...bodies].sort());
    }
  });

  it('releases what it holds when it is ended in the middle', async () => {
    const queue = await createFilledQueue('look-cancelled', 40);
    const ending = new AbortController();
    const result = await look(
      service(),
      queue,
      { ...options, limit: 40, onMessages: () => ending.abort() },
      ending.signal,
    );
    assert.equal(result.end, 'cancelled');
    assert.equal(result.messages.length, 10);
    assert.ok((await peekAll(queue)).every(({ state }) => state === 'visible'));
  });

  it('renews its lease where it takes longer than that', async () => {
    const queue = await createFilledQueue('look-long', 25);
    let now = Date.now();
    const result = await look(
      service(),
      queue,
      {
        limit: 25,
        now: () => now,
        onMessages: () => {
          now += 20_000;
        },
      },
      never,
    );
    assert.equal(result.messages.length, 25);
    // Two renewals before the second and third receive, of 10 and 20 messages; then the release of 25.
    assert.equal(proxy.counts.get('ChangeMessageVisibilityBatch'), 1 + 2 + 3);
  });

  it('says why it failed, and releases what it holds all the same', async () => {
    const queue = await createFilledQueue('look-failed', 20);
    let receives = 0;
    const failing = serviceWith({
      receiveMessages: (...args) => {
        if (receives++ === 1) return Promise.reject(new Error('The network is down.'));
        return service().receiveMessages(...args);
      },
    });
    const result = await look(failing, queue, { ...options, limit: 20 }, never);
    assert.equal(result.end, 'failed');
    assert.equal((result.error as Error).message, 'The network is down.');
    assert.equal(result.messages.length, 10);
    assert.ok((await peekAll(queue)).every(({ state }) => state === 'visible'));
  });
});
