import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import { eachWithLimit } from '../../../src/shared/eachWithLimit';
import type { MessageDraft } from '../../../src/shared/message';
import { Failure, type FailureKind } from '../../../src/sqs/failure';
import type { QueueChange } from '../../../src/sqs/sqsService';
import { useEmulator } from '../../support/emulator';
import { sqsSideOn } from '../../support/sqsSide';

const plain: MessageDraft = { body: 'hello', attributes: [] };

describe('the SQS service', () => {
  const emulator = useEmulator();
  let isStopped = false;
  const side = sqsSideOn(() => (isStopped ? undefined : emulator.server.endpoint));
  after(() => side.dispose());
  const service = (region = 'us-east-1') => side.services.get('emulator', region);

  it('sends and receives a message with attributes of all types', async () => {
    const queue = await service().createQueue('attributes', {});
    const attributes = [
      { name: 'Text', dataType: 'String.note', value: 'grüße 😀' },
      { name: 'Count', dataType: 'Number', value: '-12.50' },
      { name: 'Bytes', dataType: 'Binary.raw', value: Buffer.from([0, 255, 7]).toString('base64') },
    ];
    const sent = await service().sendMessage(queue, { body: '{"id": 1}\r\n', attributes });
    const [received, ...others] = await service().receiveMessages(queue, { maxNumberOfMessages: 10 });
    assert.ok(received);
    assert.equal(others.length, 0);
    assert.equal(received.messageId, sent.messageId);
    assert.equal(received.body, '{"id": 1}\r\n');
    assert.equal(received.md5OfBody, sent.md5OfBody);
    assert.deepEqual([...received.attributes].sort(byName), [...attributes].sort(byName));
    assert.equal(received.systemAttributes['ApproximateReceiveCount'], '1');
  });

  it('sends group and deduplication IDs and answers the sequence number of a FIFO queue', async () => {
    const queue = await service().createQueue('orders.fifo', { FifoQueue: 'true' });
    const sent = await service().sendMessage(queue, {
      ...plain,
      messageGroupId: 'g1',
      messageDeduplicationId: 'd1',
    });
    const [received] = await service().receiveMessages(queue, { maxNumberOfMessages: 1 });
    assert.match(sent.sequenceNumber ?? '', /^\d{20}$/);
    assert.equal(received?.systemAttributes['MessageGroupId'], 'g1');
    assert.equal(received?.systemAttributes['MessageDeduplicationId'], 'd1');
    assert.equal(received?.systemAttributes['SequenceNumber'], sent.sequenceNumber);
  });

  it("knows when a receipt lapses, from the request and from the queue's own visibility timeout", async () => {
    const queue = await service().createQueue('lapse', { VisibilityTimeout: '7' });
    await service().sendMessage(queue, plain);
    await service().sendMessage(queue, plain);
    const [asked] = await service().receiveMessages(queue, { maxNumberOfMessages: 1, visibilityTimeout: 90 });
    const [own] = await service().receiveMessages(queue, { maxNumberOfMessages: 1 });
    assert.equal((asked?.visibleAgainAt ?? 0) - (asked?.receivedAt ?? 0), 90_000);
    assert.equal((own?.visibleAgainAt ?? 0) - (own?.receivedAt ?? 0), 7_000);
  });

  it('counts visible, in-flight and delayed messages through release and delete', async () => {
    const queue = await service().createQueue('counts', {});
    await service().sendMessage(queue, plain);
    await service().sendMessage(queue, plain);
    await service().sendMessage(queue, { ...plain, delaySeconds: 900 });
    const [message] = await service().receiveMessages(queue, { maxNumberOfMessages: 1 });
    assert.deepEqual(await service().readCounts(queue), { visible: 1, inFlight: 1, delayed: 1 });
    await service().changeVisibility(queue, message?.receiptHandle ?? '', 0);
    assert.deepEqual(await service().readCounts(queue), { visible: 2, inFlight: 0, delayed: 1 });
    const [again] = await service().receiveMessages(queue, { maxNumberOfMessages: 1 });
    await service().deleteMessage(queue, again?.receiptHandle ?? '');
    await service().purgeQueue(queue);
    assert.deepEqual(await service().readCounts(queue), { visible: 0, inFlight: 0, delayed: 0 });
  });

  it('reads attributes as SQS writes them', async () => {
    const queue = await service('eu-central-1').createQueue('read', { DelaySeconds: '5' });
    const attributes = await service('eu-central-1').readAttributes(queue);
    assert.equal(attributes['DelaySeconds'], '5');
    assert.equal(attributes['QueueArn'], 'arn:aws:sqs:eu-central-1:000000000000:read');
  });

  it('lists all pages, and each region by itself', async () => {
    const west = service('us-west-2');
    const names = Array.from({ length: 1_005 }, (_, index) => `many-${index}`);
    await eachWithLimit(names, 40, async (name) => void (await west.createQueue(name, {})));
    const pages = [];
    for await (const page of west.listQueues({ prefix: 'many-' })) pages.push(page.length);
    assert.deepEqual(pages, [1_000, 5]);
    for await (const page of service('sa-east-1').listQueues()) assert.deepEqual(page, []);
  }).timeout(60_000);

  it('keeps queues of the same name in two regions apart', async () => {
    const east = await service('us-east-1').createQueue('twin', {});
    const north = await service('eu-north-1').createQueue('twin', {});
    await service('us-east-1').sendMessage(east, plain);
    assert.equal((await service('us-east-1').readCounts(east)).visible, 1);
    assert.equal((await service('eu-north-1').readCounts(north)).visible, 0);
  });

  it('tells what it did to queues', async () => {
    const changes: QueueChange['kind'][] = [];
    const listener = side.services.onDidChangeQueue(({ kind }) => changes.push(kind));
    const queue = await service().createQueue('told', {});
    await service().sendMessage(queue, plain);
    await service().receiveMessages(queue, { maxNumberOfMessages: 1 });
    await service().receiveMessages(queue, { maxNumberOfMessages: 1 });
    await service().purgeQueue(queue);
    await service().deleteQueue(queue);
    listener.dispose();
    assert.deepEqual(changes, ['created', 'counts', 'counts', 'purged', 'deleted']);
  });

  it('takes tags away again', async () => {
    const queue = await service().createQueue('untagged', {});
    await service().tagQueue(queue, { team: 'shop', stage: 'test' });
    await service().untagQueue(queue, ['team', 'unknown']);
    assert.deepEqual(await service().readTags(queue), { stage: 'test' });
  });

  it('moves messages of a dead-letter queue, tells how far it is, and cancels', async () => {
    const dead = await service().createQueue('move-dlq', {});
    const { QueueArn: sourceArn = '' } = await service().readAttributes(dead);
    const policy = JSON.stringify({ deadLetterTargetArn: sourceArn, maxReceiveCount: 1 });
    const source = await service().createQueue('move-source', { RedrivePolicy: policy });
    assert.deepEqual(await service().listDeadLetterSourceQueues(dead), [source]);
    assert.deepEqual(await service().listMessageMoveTasks(sourceArn), []);
    await service().sendMessageBatch(dead, [plain, plain, plain]);
    const { QueueArn: destinationArn } = await service().readAttributes(source);
    const task = { sourceArn, destinationArn, maxMessagesPerSecond: 1 };
    const handle = await service().startMessageMoveTask(task);
    const [running] = await service().listMessageMoveTasks(sourceArn);
    assert.deepEqual([running?.status, running?.handle, running?.toMove], ['RUNNING', handle, 3]);
    assert.deepEqual([running?.destinationArn, running?.maxMessagesPerSecond], [destinationArn, 1]);
    assert.ok((await service().cancelMessageMoveTask(handle)) < 3);
    const [ended] = await service().listMessageMoveTasks(sourceArn);
    assert.match(ended?.status ?? '', /^CANCELL(ED|ING)$/);
    await assert.rejects(
      service().cancelMessageMoveTask('garbage'),
      isFailure('invalid', 'InvalidParameterValue'),
    );
  });

  it('ends a long poll when it is cancelled, with the reason of the signal', async () => {
    const queue = await service().createQueue('cancelled', {});
    const abort = new AbortController();
    const reason = new Error('closed');
    const polling = service().receiveMessages(
      queue,
      { maxNumberOfMessages: 1, waitTimeSeconds: 20 },
      abort.signal,
    );
    setTimeout(() => abort.abort(reason), 50);
    await assert.rejects(polling, reason);
    // A call on another connection could overtake the end of this one; its answer cannot.
    await service().readCounts(queue);
    await service().sendMessage(queue, plain);
    assert.equal((await service().readCounts(queue)).visible, 1, 'the cancelled poll took the message');
  });

  it('answers while more long polls wait than the SDK has sockets by default', async () => {
    const queue = await service().createQueue('polled', {});
    const abort = new AbortController();
    const options = { maxNumberOfMessages: 1, waitTimeSeconds: 20 };
    const polls = Array.from({ length: 60 }, () => service().receiveMessages(queue, options, abort.signal));
    const ended = Promise.allSettled(polls);
    assert.equal((await service().readCounts(queue)).visible, 0);
    abort.abort();
    assert.ok((await ended).every(({ status }) => status === 'rejected'));
  });

  it('asks nothing when the signal has aborted before', async () => {
    await assert.rejects(service().createQueue('never', {}, AbortSignal.abort()), { name: 'AbortError' });
    await assert.rejects(service().getQueueUrl('never'), isFailure('notFound', 'QueueDoesNotExist'));
  });

  it('tells failures apart by name', async () => {
    const queue = await service().createQueue('failures', {});
    const fifo = await service().createQueue('failures.fifo', { FifoQueue: 'true' });
    await assert.rejects(
      service().readCounts({ ...queue, queueUrl: `${queue.queueUrl}-gone` }),
      isFailure('notFound', 'QueueDoesNotExist'),
    );
    await assert.rejects(
      service().createQueue('failures', { DelaySeconds: '9' }),
      isFailure('invalid', 'QueueNameExists'),
    );
    await assert.rejects(
      service().deleteMessage(queue, 'no handle'),
      isFailure('invalid', 'ReceiptHandleIsInvalid'),
    );
    await assert.rejects(service().sendMessage(fifo, plain), isFailure('invalid', 'MissingParameter'));
    await service().purgeQueue(queue);
    await assert.rejects(service().purgeQueue(queue), isFailure('throttled', 'PurgeQueueInProgress'));
    await service().deleteQueue(queue);
    await assert.rejects(
      service().createQueue('failures', {}),
      isFailure('throttled', 'QueueDeletedRecently'),
    );
  });

  it('says that the emulator is stopped, and goes on when it is back', async () => {
    isStopped = true;
    await assert.rejects(service().createQueue('back', {}), isFailure('unreachable', 'EmulatorStopped'));
    isStopped = false;
    assert.equal((await service().createQueue('back', {})).queueName, 'back');
  });

  it('says that an endpoint does not answer', async () => {
    const nobody = sqsSideOn(() => 'http://127.0.0.1:1');
    const failed = nobody.services.get('emulator', 'us-east-1').createQueue('orders', {});
    await assert.rejects(failed, isFailure('unreachable', 'ECONNREFUSED'));
    nobody.dispose();
  });

  it('knows no service of a connection that is gone', () => {
    assert.throws(() => side.services.get('profile:gone', 'us-east-1'), /no connection named profile:gone/);
  });
});

function isFailure(kind: FailureKind, code: string): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof Failure, String(error));
    assert.deepEqual([error.kind, error.code], [kind, code], error.message);
    return true;
  };
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name.localeCompare(b.name);
}
