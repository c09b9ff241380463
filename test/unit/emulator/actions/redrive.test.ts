import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { DirectSqs } from '../../../support/directSqs';

const account = '000000000000';
const arn = (name: string): string => `arn:aws:sqs:us-east-1:${account}:${name}`;

describe('A dead-letter queue', () => {
  it('gets a message at the receive after maxReceiveCount receives, not before', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q', { VisibilityTimeout: '1' });
    const dlq = sqs.createDeadLetterQueue(url, 'dlq', 2);
    sqs.send(url, 'x');
    for (let count = 1; count <= 2; count++) {
      assert.equal(sqs.receiveOne(url).Attributes?.ApproximateReceiveCount, String(count));
      sqs.clock.advanceSeconds(1);
    }
    assert.deepEqual(
      [sqs.counts(url), sqs.counts(dlq)],
      [
        [1, 0, 0],
        [0, 0, 0],
      ],
    );
    assert.deepEqual(sqs.receive(url), []);
    assert.deepEqual(
      [sqs.counts(url), sqs.counts(dlq)],
      [
        [0, 0, 0],
        [1, 0, 0],
      ],
    );
  });

  it('keeps id, body, attributes, trace header and time of sending, and counts on', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    const dlq = sqs.createDeadLetterQueue(url, 'dlq', 1);
    const sentAt = String(sqs.clock.now());
    const MessageAttributes = { a: { DataType: 'String', StringValue: 'b' } };
    const input = { QueueUrl: url, MessageBody: 'x', MessageAttributes };
    const { MessageId } = sqs.run('SendMessage', input, { traceId: 'Root=1' });
    sqs.receiveOne(url, { VisibilityTimeout: 0 });
    sqs.clock.advanceSeconds(5);
    sqs.receive(url);
    const moved = sqs.receiveOne(dlq, { MessageAttributeNames: ['All'] });
    assert.equal(moved.MessageId, MessageId);
    assert.deepEqual(moved.MessageAttributes, MessageAttributes);
    assert.equal(moved.Attributes?.ApproximateReceiveCount, '2');
    assert.equal(moved.Attributes?.SentTimestamp, sentAt);
    assert.equal(moved.Attributes?.AWSTraceHeader, 'Root=1');
    assert.equal(moved.Attributes?.DeadLetterQueueSourceArn, arn('q'));
  });

  it('drops what is older than its own retention, counted from the send', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    const dlq = sqs.createDeadLetterQueue(url, 'dlq', 1);
    sqs.set(dlq, { MessageRetentionPeriod: '60' });
    sqs.send(url, 'x');
    sqs.receiveOne(url, { VisibilityTimeout: 0 });
    sqs.clock.advanceSeconds(50);
    sqs.receive(url);
    assert.deepEqual(sqs.counts(dlq), [1, 0, 0]);
    sqs.clock.advanceSeconds(10);
    assert.deepEqual(sqs.counts(dlq), [0, 0, 0]);
  });

  it('of a FIFO queue starts the time of sending again', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q.fifo');
    const dlq = sqs.createDeadLetterQueue(url, 'dlq.fifo', 1);
    sqs.sendTo(url, 'g', 'x');
    sqs.receiveOne(url, { VisibilityTimeout: 0 });
    sqs.clock.advanceSeconds(50);
    sqs.receive(url);
    assert.equal(sqs.receiveOne(dlq).Attributes?.SentTimestamp, String(sqs.clock.now()));
  });

  it('may be the queue itself', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q', {
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn('q'), maxReceiveCount: 1 }),
    });
    sqs.send(url, 'x');
    sqs.receiveOne(url, { VisibilityTimeout: 0 });
    assert.deepEqual(sqs.receive(url), []);
    assert.equal(sqs.receiveOne(url).Attributes?.DeadLetterQueueSourceArn, arn('q'));
  });

  it('that was deleted gets nothing: messages stay and are received', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    const dlq = sqs.createDeadLetterQueue(url, 'dlq', 1);
    sqs.run('DeleteQueue', { QueueUrl: dlq });
    assert.match(sqs.attributes(url).RedrivePolicy ?? '', /dlq/);
    sqs.send(url, 'x');
    sqs.receiveOne(url, { VisibilityTimeout: 0 });
    assert.equal(sqs.receiveOne(url).Body, 'x');
  });
});

describe('RedrivePolicy', () => {
  const reason = (policy: object, text: string): string =>
    `Value ${JSON.stringify(policy)} for parameter RedrivePolicy is invalid. Reason: ${text}`;
  const target = arn('dlq');
  const refusals: [object, string][] = [
    [{ maxReceiveCount: 1 }, 'Redrive policy does not contain mandatory attribute: deadLetterTargetArn.'],
    [
      { deadLetterTargetArn: target },
      'Redrive policy does not contain mandatory attribute: maxReceiveCount.',
    ],
    ...[0, 1001, 'x', 1.5].map((maxReceiveCount): [object, string] => [
      { deadLetterTargetArn: target, maxReceiveCount },
      `Invalid value for maxReceiveCount: ${maxReceiveCount}, valid values are from 1 to 1000 both inclusive.`,
    ]),
    [{ deadLetterTargetArn: 'dummy', maxReceiveCount: 42 }, 'Invalid value for deadLetterTargetArn.'],
    [{ deadLetterTargetArn: 7, maxReceiveCount: 42 }, 'Invalid value for deadLetterTargetArn.'],
    [{ deadLetterTargetArn: arn('none'), maxReceiveCount: 1 }, 'Dead letter target does not exist.'],
    [
      { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:000000000000:dlq', maxReceiveCount: 1 },
      'Dead letter target does not exist.',
    ],
    [
      { deadLetterTargetArn: arn('dlq.fifo'), maxReceiveCount: 1 },
      'Dead-letter queue must be same type of queue as the source.',
    ],
    [
      { deadLetterTargetArn: 'arn:aws:sqs:us-east-1:111122223333:dlq', maxReceiveCount: 1 },
      'Dead-letter target owner should be same as the source.',
    ],
  ];
  for (const [policy, text] of refusals) {
    it(`is refused: ${JSON.stringify(policy)}`, () => {
      const sqs = new DirectSqs();
      sqs.create('dlq');
      sqs.create('dlq.fifo');
      const input = { QueueUrl: sqs.create('q'), Attributes: { RedrivePolicy: JSON.stringify(policy) } };
      sqs.refuses('SetQueueAttributes', input, 'InvalidParameterValueException', reason(policy, text));
    });
  }

  it('that is no JSON map is an invalid attribute value', () => {
    const sqs = new DirectSqs();
    const QueueUrl = sqs.create('q');
    for (const RedrivePolicy of ['x', '[]', 'null']) {
      sqs.refuses(
        'SetQueueAttributes',
        { QueueUrl, Attributes: { RedrivePolicy } },
        'InvalidAttributeValue',
        'Invalid value for the parameter RedrivePolicy. Reason: Redrive policy is not a valid JSON map.',
      );
    }
  });

  it('is stored compact with a number, and is removed by an empty text', () => {
    const sqs = new DirectSqs();
    sqs.create('dlq');
    const url = sqs.create('q', {
      RedrivePolicy: `{ "maxReceiveCount": "3", "deadLetterTargetArn": "${target}" }`,
    });
    assert.equal(
      sqs.attributes(url).RedrivePolicy,
      `{"deadLetterTargetArn":"${target}","maxReceiveCount":3}`,
    );
    sqs.set(url, { RedrivePolicy: '' });
    assert.equal(sqs.attributes(url).RedrivePolicy, undefined);
  });

  it('makes the target list its sources, in pages', () => {
    const sqs = new DirectSqs();
    const dlq = sqs.create('dlq');
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: target, maxReceiveCount: 1 });
    const urls = ['c', 'a', 'b'].map((name) => sqs.create(name, { RedrivePolicy }));
    const first = sqs.run('ListDeadLetterSourceQueues', { QueueUrl: dlq, MaxResults: 2 });
    assert.deepEqual(first.queueUrls, [urls[1], urls[2]]);
    const rest = { QueueUrl: dlq, MaxResults: 2, NextToken: first.NextToken };
    assert.deepEqual(sqs.run('ListDeadLetterSourceQueues', rest), { queueUrls: [urls[0]] });
    for (const url of urls) sqs.set(url, { RedrivePolicy: '' });
    assert.deepEqual(sqs.run('ListDeadLetterSourceQueues', { QueueUrl: dlq }), {});
  });
});

describe('RedriveAllowPolicy', () => {
  it('decides which queues may name this one', () => {
    const sqs = new DirectSqs();
    const dlq = sqs.create('dlq');
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn('dlq'), maxReceiveCount: 1 });
    const setOn = (name: string) => ({ QueueUrl: sqs.create(name), Attributes: { RedrivePolicy } });
    const byQueue = JSON.stringify({ redrivePermission: 'byQueue', sourceQueueArns: [arn('friend')] });
    sqs.set(dlq, { RedriveAllowPolicy: byQueue });
    assert.equal(sqs.attributes(dlq).RedriveAllowPolicy, byQueue);
    sqs.run('SetQueueAttributes', setOn('friend'));
    sqs.refuses('SetQueueAttributes', setOn('stranger'), 'InvalidParameterValueException');
    sqs.set(dlq, { RedriveAllowPolicy: '{"redrivePermission":"denyAll"}' });
    sqs.refuses('SetQueueAttributes', setOn('friend'), 'InvalidParameterValueException');
    sqs.set(dlq, { RedriveAllowPolicy: '{"redrivePermission":"allowAll"}' });
    sqs.run('SetQueueAttributes', setOn('stranger'));
  });

  for (const policy of [
    { redrivePermission: 'byQueue' },
    { redrivePermission: 'byQueue', sourceQueueArns: [] },
    { redrivePermission: 'byQueue', sourceQueueArns: ['x'] },
    {
      redrivePermission: 'byQueue',
      sourceQueueArns: Array.from({ length: 11 }, (_, index) => arn(`q${index}`)),
    },
    { redrivePermission: 'allowAll', sourceQueueArns: [arn('q')] },
    { redrivePermission: 'some' },
  ]) {
    it(`is refused: ${JSON.stringify(policy).slice(0, 90)}`, () => {
      const sqs = new DirectSqs();
      const input = { QueueUrl: sqs.create('q'), Attributes: { RedriveAllowPolicy: JSON.stringify(policy) } };
      sqs.refuses('SetQueueAttributes', input, 'InvalidParameterValueException', /RedriveAllowPolicy/);
    });
  }
});

describe('A message move task', () => {
  /** `count` messages in the dead-letter queue of `q`. */
  function withDeadLetters(count: number, suffix = ''): { sqs: DirectSqs; source: string; dlq: string } {
    const sqs = new DirectSqs();
    const source = sqs.create(`q${suffix}`);
    const dlq = sqs.createDeadLetterQueue(source, `dlq${suffix}`, 1);
    for (let index = 0; index < count; index++) {
      if (suffix) sqs.sendTo(source, 'g', `m${index}`);
      else sqs.send(source, `m${index}`);
    }
    for (let index = 0; index < count; index++) sqs.receive(source, { VisibilityTimeout: 0 });
    while (sqs.counts(source)[0] > 0) sqs.receive(source, { VisibilityTimeout: 0, MaxNumberOfMessages: 10 });
    assert.deepEqual(sqs.counts(dlq), [count, 0, 0]);
    return { sqs, source, dlq };
  }

  for (const suffix of ['', '.fifo']) {
    it(`moves all messages of dlq${suffix} back to where they came from, as new messages`, () => {
      const { sqs, source, dlq } = withDeadLetters(3, suffix);
      const old = sqs
        .receive(dlq, { VisibilityTimeout: 0, MaxNumberOfMessages: 10 })
        .map(({ MessageId }) => MessageId);
      const { TaskHandle } = sqs.run('StartMessageMoveTask', { SourceArn: sqs.arn(dlq) });
      const handle = JSON.parse(Buffer.from(TaskHandle ?? '', 'base64').toString()) as Record<string, string>;
      assert.deepEqual(Object.keys(handle).sort(), ['sourceArn', 'taskId']);
      sqs.clock.advanceSeconds(1);
      assert.deepEqual(sqs.counts(dlq), [0, 0, 0]);
      const moved = sqs.receive(source, { MaxNumberOfMessages: 10 });
      assert.deepEqual(
        moved.map(({ Body }) => Body),
        ['m0', 'm1', 'm2'],
      );
      for (const { MessageId, Attributes } of moved) {
        assert.ok(!old.includes(MessageId));
        assert.equal(Attributes?.ApproximateReceiveCount, '1');
        assert.equal(Attributes?.DeadLetterQueueSourceArn, undefined);
      }
      const startedAt = sqs.clock.now() - 1000;
      assert.deepEqual(sqs.run('ListMessageMoveTasks', { SourceArn: sqs.arn(dlq) }).Results, [
        {
          Status: 'COMPLETED',
          SourceArn: sqs.arn(dlq),
          ApproximateNumberOfMessagesMoved: 3,
          ApproximateNumberOfMessagesToMove: 3,
          StartedTimestamp: startedAt,
        },
      ]);
      assert.equal(sqs.clock.timerCount, 0);
    });
  }

  it('keeps to its rate, shows its progress and can be cancelled', () => {
    const { sqs, dlq } = withDeadLetters(20);
    const elsewhere = sqs.create('elsewhere');
    const { TaskHandle } = sqs.run('StartMessageMoveTask', {
      SourceArn: sqs.arn(dlq),
      DestinationArn: sqs.arn(elsewhere),
      MaxNumberOfMessagesPerSecond: 2,
    });
    sqs.clock.advanceSeconds(3);
    assert.deepEqual(sqs.counts(elsewhere), [7, 0, 0]);
    const [running] = sqs.run('ListMessageMoveTasks', { SourceArn: sqs.arn(dlq) }).Results ?? [];
    assert.equal(running?.Status, 'RUNNING');
    assert.equal(running.TaskHandle, TaskHandle);
    assert.equal(running.ApproximateNumberOfMessagesMoved, 7);
    assert.equal(running.ApproximateNumberOfMessagesToMove, 20);
    assert.equal(running.MaxNumberOfMessagesPerSecond, 2);
    assert.equal(running.DestinationArn, sqs.arn(elsewhere));
    sqs.refuses(
      'StartMessageMoveTask',
      { SourceArn: sqs.arn(dlq) },
      'InvalidParameterValueException',
      /already a task/,
    );
    const cancelled = sqs.run('CancelMessageMoveTask', { TaskHandle });
    assert.deepEqual(cancelled, { ApproximateNumberOfMessagesMoved: 7 });
    sqs.clock.advanceSeconds(10);
    assert.deepEqual(sqs.counts(elsewhere), [7, 0, 0]);
    const [ended] = sqs.run('ListMessageMoveTasks', { SourceArn: sqs.arn(dlq) }).Results ?? [];
    assert.equal(ended?.Status, 'CANCELLED');
    assert.equal(ended.TaskHandle, undefined);
    sqs.refuses('CancelMessageMoveTask', { TaskHandle }, 'ResourceNotFoundException', 'Task does not exist.');
  });

  it('fails when its destination is deleted on the way, and loses nothing', () => {
    const { sqs, dlq } = withDeadLetters(5);
    const elsewhere = sqs.create('elsewhere');
    sqs.run('StartMessageMoveTask', {
      SourceArn: sqs.arn(dlq),
      DestinationArn: sqs.arn(elsewhere),
      MaxNumberOfMessagesPerSecond: 1,
    });
    sqs.clock.advance(1500);
    sqs.run('DeleteQueue', { QueueUrl: elsewhere });
    sqs.clock.advanceSeconds(1);
    const [task] = sqs.run('ListMessageMoveTasks', { SourceArn: sqs.arn(dlq) }).Results ?? [];
    assert.equal(task?.Status, 'FAILED');
    assert.equal(task.FailureReason, 'AWS.SimpleQueueService.NonExistentQueue');
    assert.deepEqual(sqs.counts(dlq), [3, 0, 0]);
  });

  it('fails for a message that came to the dead-letter queue by itself', () => {
    const { sqs, dlq } = withDeadLetters(0);
    sqs.send(dlq, 'x');
    sqs.run('StartMessageMoveTask', { SourceArn: sqs.arn(dlq) });
    sqs.clock.advanceSeconds(1);
    const [task] = sqs.run('ListMessageMoveTasks', { SourceArn: sqs.arn(dlq) }).Results ?? [];
    assert.equal(task?.Status, 'FAILED');
    assert.deepEqual(sqs.counts(dlq), [1, 0, 0]);
  });

  it('is refused for what cannot be', () => {
    const { sqs, source, dlq } = withDeadLetters(1);
    const SourceArn = sqs.arn(dlq);
    const start = (input: object) => ({ SourceArn, ...input });
    sqs.refuses('StartMessageMoveTask', { SourceArn: undefined }, 'MissingRequiredParameterException');
    sqs.refuses(
      'StartMessageMoveTask',
      { SourceArn: 'x' },
      'InvalidParameterValueException',
      /^You must use this format to specify the SourceArn: arn:/,
    );
    sqs.refuses(
      'StartMessageMoveTask',
      { SourceArn: arn('none') },
      'ResourceNotFoundException',
      "The resource that you specified for the SourceArn parameter doesn't exist.",
    );
    sqs.refuses(
      'StartMessageMoveTask',
      start({ DestinationArn: arn('none') }),
      'ResourceNotFoundException',
      /DestinationArn/,
    );
    sqs.refuses(
      'StartMessageMoveTask',
      { SourceArn: sqs.arn(source) },
      'InvalidParameterValueException',
      'Source queue must be configured as a Dead Letter Queue.',
    );
    sqs.refuses(
      'StartMessageMoveTask',
      start({ DestinationArn: SourceArn }),
      'InvalidParameterValueException',
      /cannot be the same/,
    );
    sqs.create('other.fifo');
    sqs.refuses(
      'StartMessageMoveTask',
      start({ DestinationArn: arn('other.fifo') }),
      'InvalidParameterValueException',
      /same type/,
    );
    for (const MaxNumberOfMessagesPerSecond of [0, 501]) {
      sqs.refuses(
        'StartMessageMoveTask',
        start({ MaxNumberOfMessagesPerSecond }),
        'InvalidParameterValueException',
        /between 1 and 500\.$/,
      );
    }
    for (const MaxResults of [0, 11]) {
      sqs.refuses('ListMessageMoveTasks', { SourceArn, MaxResults }, 'InvalidParameterValueException');
    }
    sqs.refuses(
      'CancelMessageMoveTask',
      { TaskHandle: 'x' },
      'InvalidParameterValueException',
      'Value for parameter TaskHandle is invalid.',
    );
    const TaskHandle = Buffer.from(JSON.stringify({ taskId: 'x', sourceArn: SourceArn })).toString('base64');
    sqs.refuses('CancelMessageMoveTask', { TaskHandle }, 'ResourceNotFoundException', 'Task does not exist.');
  });

  it('is listed newest first, one unless more are asked for', () => {
    const { sqs, dlq } = withDeadLetters(1);
    const SourceArn = sqs.arn(dlq);
    for (let count = 0; count < 3; count++) {
      sqs.run('StartMessageMoveTask', { SourceArn });
      sqs.clock.advanceSeconds(1);
    }
    assert.equal(sqs.run('ListMessageMoveTasks', { SourceArn }).Results?.length, 1);
    const tasks = sqs.run('ListMessageMoveTasks', { SourceArn, MaxResults: 10 }).Results ?? [];
    const started = tasks.map(({ StartedTimestamp }) => StartedTimestamp ?? 0);
    assert.deepEqual(
      started,
      [...started].sort((a, b) => b - a),
    );
    assert.equal(started.length, 3);
  });
});
