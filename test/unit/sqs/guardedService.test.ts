import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'mocha';
import type { QueueRef } from '../../../src/shared/queue';
import type { ConnectionMarks } from '../../../src/sqs/connectionStore';
import {
  backgroundService,
  GuardFailure,
  type GuardRule,
  guardService,
} from '../../../src/sqs/guardedService';
import type { SqsService } from '../../../src/sqs/sqsService';
import { Unlocks } from '../../../src/sqs/unlocks';
import { changingActions, useCallCounter } from '../../support/callCounter';
import { useEmulator } from '../../support/emulator';
import { sqsSideOn } from '../../support/sqsSide';

const REGION = 'us-east-1';
const draft = { body: 'hello', attributes: [] };
const receive = { maxNumberOfMessages: 1 };
const ARN = 'arn:aws:sqs:us-east-1:000000000000:guarded';

/** Every call that changes something, by its name in `SqsService`. */
const changingCalls: Readonly<Record<string, (service: SqsService, queue: QueueRef) => Promise<unknown>>> = {
  createQueue: (service) => service.createQueue('another', {}),
  setAttributes: (service, queue) => service.setAttributes(queue, { DelaySeconds: '1' }),
  tagQueue: (service, queue) => service.tagQueue(queue, { a: 'b' }),
  untagQueue: (service, queue) => service.untagQueue(queue, ['a']),
  deleteQueue: (service, queue) => service.deleteQueue(queue),
  purgeQueue: (service, queue) => service.purgeQueue(queue),
  startMessageMoveTask: (service) => service.startMessageMoveTask({ sourceArn: ARN }),
  cancelMessageMoveTask: (service) => service.cancelMessageMoveTask('handle'),
  sendMessage: (service, queue) => service.sendMessage(queue, draft),
  sendMessageBatch: (service, queue) => service.sendMessageBatch(queue, [draft]),
  deleteMessage: (service, queue) => service.deleteMessage(queue, 'handle'),
  deleteMessageBatch: (service, queue) => service.deleteMessageBatch(queue, ['handle']),
};
const receivingCalls: typeof changingCalls = {
  receiveMessages: (service, queue) => service.receiveMessages(queue, receive),
  changeVisibility: (service, queue) => service.changeVisibility(queue, 'handle', 0),
  changeVisibilityBatch: (service, queue) => service.changeVisibilityBatch(queue, ['handle'], 0),
};

describe('the guard of a connection', () => {
  const emulator = useEmulator();
  const proxy = useCallCounter(() => emulator.server.endpoint);
  let answer = false;
  let asked = 0;
  const side = sqsSideOn(() => proxy.endpoint, {
    askUnlock: () => {
      asked += 1;
      return Promise.resolve(answer);
    },
  });
  after(() => side.dispose());
  const service = () => side.services.get('emulator', REGION);
  let queue: QueueRef;

  beforeEach(async () => {
    answer = false;
    asked = 0;
    await mark({ isReadOnly: false, isProduction: false });
    queue = await service().createQueue('guarded', {});
    side.unlocks.lock(queue);
    proxy.actions.length = 0;
  });

  const mark = (marks: ConnectionMarks) => side.connections.mark('emulator', marks);
  const sent = () => proxy.actions.filter((action) => changingActions.has(action));

  async function refuses(rule: GuardRule, call: () => Promise<unknown>): Promise<void> {
    await assert.rejects(call, (error) => {
      assert.ok(error instanceof GuardFailure, String(error));
      assert.deepEqual([error.rule, error.kind, error.connection.id], [rule, 'refused', 'emulator']);
      return true;
    });
  }

  it('names every operation of the service', () => {
    const known = Object.getOwnPropertyNames(Object.getPrototypeOf(service())).filter(
      (name) => name !== 'constructor',
    );
    const reads = [
      'listQueues',
      'getQueueUrl',
      'readTags',
      'readAttributes',
      'readCounts',
      'listDeadLetterSourceQueues',
      'listMessageMoveTasks',
    ];
    const named = [...reads, ...Object.keys(changingCalls), ...Object.keys(receivingCalls)];
    assert.deepEqual(known.sort(), named.sort());
  });

  for (const [name, call] of Object.entries(changingCalls)) {
    it(`refuses ${name} on a read-only connection before anything leaves`, async () => {
      await mark({ isReadOnly: true });
      side.unlocks.unlock(queue);
      await refuses('readOnly', () => call(service(), queue));
      assert.deepEqual(proxy.actions, []);
    });
  }

  for (const [name, call] of Object.entries(receivingCalls)) {
    for (const marks of [{ isReadOnly: true }, { isProduction: true }]) {
      it(`refuses ${name} on a locked queue with ${JSON.stringify(marks)}`, async () => {
        await mark(marks);
        await refuses('locked', () => call(service(), queue));
        assert.deepEqual(proxy.actions, []);
        assert.equal(asked, 1);
      });
    }

    it(`refuses ${name} in the background, however the connection is marked`, async () => {
      await refuses('background', () => call(side.services.background('emulator', REGION), queue));
      assert.deepEqual(proxy.actions, []);
    });
  }

  it('stops what runs by itself when the calls of the hour are spent, and nothing that the user does', async () => {
    let isSpent = true;
    const sources = { isUnlocked: () => false, isOverBudget: () => isSpent };
    const background = backgroundService(service(), sources);
    await refuses('budget', () => background.readAttributes(queue));
    assert.deepEqual(proxy.actions, []);
    await guardService(service(), sources).sendMessage(queue, draft);
    assert.deepEqual(proxy.actions, ['SendMessage']);
    isSpent = false;
    await background.readAttributes(queue);
    assert.deepEqual(proxy.actions, ['SendMessage', 'GetQueueAttributes']);
  });

  it('has a budget for AWS alone, of the requests of the last hour', async () => {
    const other = sqsSideOn(() => proxy.endpoint, { callBudget: () => 3 });
    await other.connections.put({ kind: 'keys', id: 'keys:1', name: 'AWS', region: REGION });
    const call = { action: 'ListQueues', isFifo: false, calls: 1, emptyReceives: 0 };
    const isOver = (id: string) => {
      const connection = other.connections.find(id);
      assert.ok(connection);
      return other.isOverBudget(connection);
    };
    for (const id of ['keys:1', 'emulator']) other.meter.add(id, { ...call, requests: 2 });
    assert.deepEqual([isOver('keys:1'), isOver('emulator')], [false, false]);
    for (const id of ['keys:1', 'emulator']) other.meter.add(id, { ...call, requests: 1 });
    assert.deepEqual([isOver('keys:1'), isOver('emulator')], [true, false]);
    other.dispose();
  });

  it('lets through what only reads', async () => {
    await mark({ isReadOnly: true, isProduction: true });
    for await (const page of service().listQueues()) assert.ok(page.length > 0);
    await service().readCounts(queue);
    await service().readAttributes(queue);
    await service().readTags(queue);
    assert.deepEqual(sent(), []);
    // The counts of the emulator's queues come by its admin API.
    assert.equal(proxy.actions.length, 3);
  });

  it('asks once for receives that wait for the same queue, and receives after a yes', async () => {
    await mark({ isReadOnly: true });
    answer = true;
    const received = [1, 2].map(() => service().receiveMessages(queue, receive));
    await Promise.all(received);
    await service().receiveMessages(queue, receive);
    assert.equal(asked, 1);
    assert.deepEqual(sent(), ['ReceiveMessage', 'ReceiveMessage', 'ReceiveMessage']);
  });

  it('refuses receiving on and on, on production, though the queue is unlocked', async () => {
    await mark({ isProduction: true });
    side.unlocks.unlock(queue);
    const options = { ...receive, isContinuous: true };
    await refuses('continuous', () => service().receiveMessages(queue, options));
    assert.deepEqual(proxy.actions, []);
  });

  it('holds from the next call on, for services that were there before', async () => {
    const before = service();
    await before.sendMessage(queue, draft);
    await mark({ isReadOnly: true });
    await refuses('readOnly', () => before.sendMessage(queue, draft));
    await mark({ isReadOnly: false });
    await before.sendMessage(queue, draft);
    assert.deepEqual(sent(), ['SendMessage', 'SendMessage']);
  });
});

describe('the unlock of a queue', () => {
  const queue: QueueRef = { connectionId: 'a', region: REGION, queueUrl: 'http://x/1/q', queueName: 'q' };
  let now = 0;
  const unlocks = new Unlocks(() => now);

  it('lasts ten minutes on production, and until it is locked elsewhere', () => {
    unlocks.unlock(queue);
    now = 10 * 60_000 - 1;
    assert.ok(unlocks.isUnlocked(queue, { isProduction: true }));
    now += 1;
    assert.ok(!unlocks.isUnlocked(queue, { isProduction: true }));
    assert.ok(unlocks.isUnlocked(queue, { isProduction: false }));
    unlocks.lock(queue);
    assert.ok(!unlocks.isUnlocked(queue, { isProduction: false }));
  });

  it('is of one queue in one region of one connection', () => {
    unlocks.unlock(queue);
    for (const other of [{ region: 'eu-west-1' }, { connectionId: 'b' }, { queueUrl: 'http://x/1/r' }])
      assert.ok(!unlocks.isUnlocked({ ...queue, ...other }, { isProduction: false }));
  });
});
