import assert from 'node:assert/strict';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  ListQueuesCommand,
} from '@aws-sdk/client-sqs';
import { describe, it } from 'mocha';
import type { StreamedActivity } from '../../src/emulator/admin/adminTypes';
import { editorAgent, isEditorLook } from '../../src/shared/editorAgent';
import { openSqs } from '../../src/sqs/sqs';
import { useAdminBench } from '../support/admin';
import { useEmulator } from '../support/emulator';

describe('activity', () => {
  const emulator = useEmulator();
  const on = useAdminBench(emulator);

  it("tells the editor's looks at queues from the calls of programs", async () => {
    const { bench } = on;
    const { cursor } = await bench.admin.listRequests();
    const target = { kind: 'emulator', endpoint: bench.endpoint, region: 'us-east-1' } as const;
    const editor = await openSqs(target, { userAgent: editorAgent });
    await editor.listQueues({});
    editor.destroy();
    await bench.sqs.send(new ListQueuesCommand({}));
    const { requests } = await bench.admin.listRequests({ after: cursor });
    assert.deepEqual(requests.map(isEditorLook), [true, false]);
  });

  it('lists the latest requests with action, queue, status, duration and client', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    await bench.send(QueueUrl, 'secret text');
    await bench.sqs
      .send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'wrong' }))
      .catch(() => undefined);
    const { requests, cursor, lost } = await bench.admin.listRequests();
    const name = QueueUrl.split('/').at(-1);
    assert.deepEqual(
      requests.map(({ action, queueName, status, errorCode }) => [action, queueName, status, errorCode]),
      [
        ['CreateQueue', name, 200, undefined],
        ['SendMessage', name, 200, undefined],
        ['DeleteMessage', name, 404, 'ReceiptHandleIsInvalid'],
      ],
    );
    assert.equal(lost, 0);
    for (const request of requests) {
      assert.ok(request.durationMs >= 0 && request.durationMs < 60_000);
      assert.ok(Math.abs(request.at - Date.now()) < 60_000, 'it is the time of the machine');
      assert.equal(request.accessKeyId, 'AKIDEXAMPLE');
      assert.match(request.userAgent ?? '', /aws-sdk-js/);
      assert.equal(request.requestBody, undefined);
    }
    await bench.sqs.send(new ListQueuesCommand({}));
    const next = await bench.admin.listRequests({ after: cursor });
    assert.deepEqual(
      next.requests.map(({ action }) => action),
      ['ListQueues'],
    );
  });

  it('knows the queue of a URL with a slash at the end', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    await bench.send(`${QueueUrl}/`, 'x');
    const { requests } = await bench.admin.listRequests({ action: 'SendMessage' });
    assert.deepEqual(
      requests.map(({ queueName }) => queueName),
      [QueueUrl.split('/').at(-1)],
    );
  });

  it('pages and filters requests', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    for (let count = 0; count < 5; count++) await bench.send(QueueUrl, 'x');
    const page = await bench.admin.listRequests({ action: 'SendMessage', limit: 3 });
    assert.equal(page.requests.length, 3);
    const rest = await bench.admin.listRequests({ action: 'SendMessage', limit: 3, after: page.cursor });
    assert.equal(rest.requests.length, 2);
    assert.deepEqual((await bench.admin.listRequests({ queue: 'none' })).requests, []);
  });

  it('keeps bodies only when asked to, and only so much of them', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    await bench.admin.recordBodies(20);
    await bench.send(QueueUrl, 'a long message body, longer than that');
    await bench.admin.recordBodies(0);
    await bench.send(QueueUrl, 'not kept');
    const [kept, other] = (await bench.admin.listRequests({ action: 'SendMessage' })).requests;
    assert.equal(kept?.requestBody?.length, 20);
    assert.equal(kept.answerBody?.length, 20);
    assert.equal(other?.requestBody, undefined);
  });

  it('tells the life of a message: by whom it was sent, received, released, deleted', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    await bench.admin.pauseClock();
    const messageId = await bench.send(QueueUrl, 'a life', { DelaySeconds: 1 });
    await bench.send(QueueUrl, 'another');
    await bench.admin.advanceClock({ milliseconds: 1_000 });
    const receiveIt = async () => {
      const all = await bench.receive(QueueUrl, { MaxNumberOfMessages: 10, VisibilityTimeout: 30 });
      return all.find((message) => message.MessageId === messageId)?.ReceiptHandle;
    };
    let ReceiptHandle = await receiveIt();
    await bench.sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 60 }),
    );
    await bench.sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }),
    );
    await receiveIt();
    await bench.admin.advanceClock({ milliseconds: 30_000 });
    ReceiptHandle = await receiveIt();
    await bench.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));

    const { events } = await bench.admin.listMessageEvents({ messageId });
    assert.deepEqual(
      events.map(({ kind, receiveCount }) => [kind, receiveCount]),
      [
        ['sent', 0],
        ['delayEnded', 0],
        ['received', 1],
        ['extended', 1],
        ['released', 1],
        ['received', 2],
        ['timedOut', 2],
        ['received', 3],
        ['deleted', 3],
      ],
    );
    const byClients = events.filter(({ by }) => by !== undefined).map(({ kind }) => kind);
    assert.deepEqual(byClients, [
      'sent',
      'received',
      'extended',
      'released',
      'received',
      'received',
      'deleted',
    ]);
    assert.ok(events.every(({ by }) => by === undefined || by.accessKeyId === 'AKIDEXAMPLE'));
  });

  it('follows a message into the dead-letter queue', async () => {
    const { bench } = on;
    const deadLetterQueue = await bench.createQueue();
    const { arn } = (await bench.admin.peek({ queue: deadLetterQueue })).queue;
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 1 });
    const { QueueUrl = '' } = await bench.sqs.send(
      new CreateQueueCommand({ QueueName: 'gives-up', Attributes: { RedrivePolicy } }),
    );
    const messageId = await bench.send(QueueUrl, 'poison');
    await bench.receive(QueueUrl, { VisibilityTimeout: 0 });
    await bench.receive(QueueUrl);
    const { events } = await bench.admin.listMessageEvents({ messageId });
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['sent', 'received', 'timedOut', 'deadLettered'],
    );
    assert.equal(events.at(-1)?.targetArn, arn);
    const ofQueue = await bench.admin.listMessageEvents({ queue: deadLetterQueue });
    assert.deepEqual(
      ofQueue.events.map(({ kind }) => kind),
      ['deadLettered'],
    );
  });

  it('streams what happens from now on', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    const abort = new AbortController();
    const seen: StreamedActivity[] = [];
    const reading = (async () => {
      for await (const item of bench.admin.streamActivity(abort.signal)) {
        seen.push(item);
        if (item.type === 'request' && item.request.action === 'ReceiveMessage') return;
      }
    })();
    // The stream stands as soon as its first request is seen in it.
    while (seen.length === 0) {
      await bench.sqs.send(new ListQueuesCommand({}));
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await bench.send(QueueUrl, 'live');
    await bench.receive(QueueUrl);
    await reading;
    abort.abort();
    const told = seen
      .map((item) =>
        item.type === 'message' ? item.event.kind : item.type === 'request' && item.request.action,
      )
      .filter((text) => text !== 'ListQueues');
    assert.deepEqual(told, ['sent', 'SendMessage', 'received', 'ReceiveMessage']);
  });

  it('streams server-sent events to who accepts them', async () => {
    const { bench } = on;
    const abort = new AbortController();
    const response = await fetch(`${bench.endpoint}/_queuescope/activity/stream`, {
      headers: { accept: 'text/event-stream' },
      signal: abort.signal,
    });
    assert.equal(response.headers.get('content-type'), 'text/event-stream');
    await bench.sqs.send(new ListQueuesCommand({}));
    const reader = response.body?.getReader();
    const { value } = (await reader?.read()) ?? {};
    assert.match(
      new TextDecoder().decode(value),
      /^event: request\ndata: \{"type":"request".*"ListQueues".*\}\n\n$/,
    );
    abort.abort();
  });
});
