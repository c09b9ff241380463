import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { DirectSqs } from '../../../support/directSqs';

describe('CreateQueue', () => {
  it('answers the URL under which the queue can be reached', () => {
    const url = new DirectSqs().create('orders');
    assert.equal(url, 'http://localhost:9324/000000000000/orders');
  });

  for (const name of ['', 'a'.repeat(81), 'a.b', 'a/b', 'ö', 'orders.fifo', 'a b']) {
    it(`refuses the name ${JSON.stringify(name)} for a standard queue`, () => {
      new DirectSqs().refuses(
        'CreateQueue',
        { QueueName: name },
        'InvalidParameterValueException',
        'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
      );
    });
  }

  for (const name of ['orders', '.fifo', `${'a'.repeat(76)}.fifo`]) {
    it(`refuses the name ${JSON.stringify(name)} for a FIFO queue`, () => {
      new DirectSqs().refuses(
        'CreateQueue',
        { QueueName: name, Attributes: { FifoQueue: 'true' } },
        'InvalidParameterValueException',
        /^The name of a FIFO queue can only include/,
      );
    });
  }

  it('takes names of 80 characters, the FIFO suffix included', () => {
    const sqs = new DirectSqs();
    assert.ok(sqs.create('a'.repeat(80)));
    assert.ok(sqs.create(`${'a'.repeat(75)}.fifo`));
  });

  it('answers the same URL when no attribute of the request differs from its present value', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('orders', { VisibilityTimeout: '10', DelaySeconds: '5' });
    assert.equal(sqs.create('orders'), url);
    assert.equal(sqs.create('orders', { DelaySeconds: '5' }), url);
    sqs.set(url, { DelaySeconds: '7' });
    assert.equal(sqs.create('orders', { DelaySeconds: '7' }), url);
  });

  it('names the attribute that differs', () => {
    const sqs = new DirectSqs();
    sqs.create('orders', { DelaySeconds: '5' });
    sqs.refuses(
      'CreateQueue',
      { QueueName: 'orders', Attributes: { DelaySeconds: '6' } },
      'QueueNameExists',
      'A queue already exists with the same name and a different value for attribute DelaySeconds',
    );
  });

  it('refuses a name within 60 seconds of its deletion', () => {
    const sqs = new DirectSqs();
    sqs.run('DeleteQueue', { QueueUrl: sqs.create('orders') });
    sqs.clock.advance(59_999);
    sqs.refuses(
      'CreateQueue',
      { QueueName: 'orders' },
      'QueueDeletedRecently',
      'You must wait 60 seconds after deleting a queue before you can create another with the same name.',
    );
    sqs.clock.advance(1);
    assert.ok(sqs.create('orders'));
  });

  it('takes a name at once after its deletion when relaxed', () => {
    const sqs = new DirectSqs({ isRelaxed: true });
    sqs.run('DeleteQueue', { QueueUrl: sqs.create('orders') });
    assert.ok(sqs.create('orders'));
  });

  it('knows FifoQueue only as true', () => {
    const sqs = new DirectSqs();
    const input = { QueueName: 'orders', Attributes: { FifoQueue: 'false' } };
    sqs.refuses('CreateQueue', input, 'InvalidAttributeName', 'Unknown Attribute FifoQueue.');
  });

  it('keeps queues of the same name in two regions apart', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('orders');
    sqs.send(url, 'here');
    sqs.run('CreateQueue', { QueueName: 'orders' }, { region: 'eu-west-1' });
    const there = sqs.run('ReceiveMessage', { QueueUrl: url }, { region: 'eu-west-1' });
    assert.deepEqual(there, {});
  });
});

describe('The queue URL', () => {
  const urls = [
    'orders',
    'https://sqs.us-east-1.amazonaws.com/123456789012/orders',
    'https://queue.amazonaws.com/123456789012/orders',
    'https://sqs.us-east-1.amazonaws.com/123456789012/orders/',
    'http://localhost:4566/queue/us-east-1/000000000000/orders',
    'http://us-east-1.queue.localhost.localstack.cloud:4566/000000000000/orders',
  ];
  for (const url of urls) {
    it(`may be ${url}`, () => {
      const sqs = new DirectSqs();
      sqs.create('orders');
      assert.equal(sqs.send(url, 'x').MD5OfMessageBody, '9dd4e461268c8034f5c8564e155c67a6');
    });
  }

  it('leads to the region that it names when there is no such queue in the region of the call', () => {
    const sqs = new DirectSqs();
    sqs.run('CreateQueue', { QueueName: 'orders' }, { region: 'eu-west-1' });
    for (const url of [
      'https://sqs.eu-west-1.amazonaws.com/1/orders',
      'http://eu-west-1.queue.localhost:1/1/orders',
      'http://localhost/queue/eu-west-1/1/orders',
    ]) {
      assert.ok(sqs.send(url, 'x').MessageId);
    }
    sqs.refuses(
      'SendMessage',
      { QueueUrl: 'https://sqs.eu-west-2.amazonaws.com/1/orders', MessageBody: 'x' },
      'QueueDoesNotExist',
    );
  });

  it('must not be absent', () => {
    const sqs = new DirectSqs();
    const input = { QueueUrl: undefined, MessageBody: 'x' };
    sqs.refuses('SendMessage', input, 'QueueDoesNotExist', 'The specified queue does not exist.');
  });

  it('is found by name', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('orders');
    assert.deepEqual(sqs.run('GetQueueUrl', { QueueName: 'orders' }), { QueueUrl: url });
    sqs.refuses('GetQueueUrl', { QueueName: 'other' }, 'QueueDoesNotExist');
    sqs.refuses('GetQueueUrl', { QueueName: undefined }, 'InvalidParameterValueException');
  });
});

describe('Queue attributes', () => {
  it('are exactly these on a new standard queue', () => {
    const sqs = new DirectSqs();
    assert.deepEqual(sqs.attributes(sqs.create('orders')), {
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesDelayed: '0',
      ApproximateNumberOfMessagesNotVisible: '0',
      CreatedTimestamp: '1767225600',
      DelaySeconds: '0',
      LastModifiedTimestamp: '1767225600',
      MaximumMessageSize: '1048576',
      MessageRetentionPeriod: '345600',
      QueueArn: 'arn:aws:sqs:us-east-1:000000000000:orders',
      ReceiveMessageWaitTimeSeconds: '0',
      SqsManagedSseEnabled: 'true',
      VisibilityTimeout: '30',
    });
  });

  it('are four more on a FIFO queue', () => {
    const sqs = new DirectSqs();
    const { FifoQueue, ContentBasedDeduplication, DeduplicationScope, FifoThroughputLimit } = sqs.attributes(
      sqs.create('orders.fifo'),
    );
    assert.deepEqual(
      [FifoQueue, ContentBasedDeduplication, DeduplicationScope, FifoThroughputLimit],
      ['true', 'false', 'queue', 'perQueue'],
    );
  });

  it('are left out when none was asked for or none of them is set', () => {
    const sqs = new DirectSqs();
    const QueueUrl = sqs.create('orders');
    assert.deepEqual(sqs.run('GetQueueAttributes', { QueueUrl }), {});
    assert.deepEqual(
      sqs.run('GetQueueAttributes', { QueueUrl, AttributeNames: ['Policy', 'FifoQueue'] }),
      {},
    );
  });

  it('must be known', () => {
    const sqs = new DirectSqs();
    const QueueUrl = sqs.create('orders');
    const unknown = { QueueUrl, AttributeNames: ['Colour' as 'All'] };
    sqs.refuses('GetQueueAttributes', unknown, 'InvalidAttributeName', 'Unknown Attribute Colour.');
    for (const name of ['Colour', 'QueueArn', 'ApproximateNumberOfMessages', 'constructor']) {
      const input = { QueueUrl, Attributes: { [name]: '1' } };
      sqs.refuses('SetQueueAttributes', input, 'InvalidAttributeName', `Unknown Attribute ${name}.`);
    }
  });

  const ranges: readonly (readonly [name: string, minimum: number, maximum: number])[] = [
    ['DelaySeconds', 0, 900],
    ['MaximumMessageSize', 1024, 1_048_576],
    ['MessageRetentionPeriod', 60, 1_209_600],
    ['ReceiveMessageWaitTimeSeconds', 0, 20],
    ['VisibilityTimeout', 0, 43_200],
    ['KmsDataKeyReusePeriodSeconds', 60, 86_400],
  ];
  for (const [name, minimum, maximum] of ranges) {
    it(`take ${minimum} to ${maximum} for ${name} and nothing else`, () => {
      const sqs = new DirectSqs();
      const url = sqs.create('orders');
      for (const value of [minimum, maximum]) {
        sqs.set(url, { [name]: String(value) });
        assert.equal(sqs.attributes(url)[name], String(value));
      }
      for (const value of [String(minimum - 1), String(maximum + 1), 'x', '', '1.5', '-0']) {
        const input = { QueueUrl: url, Attributes: { [name]: value } };
        const text = `Invalid value for the parameter ${name}.`;
        sqs.refuses('SetQueueAttributes', input, 'InvalidAttributeValue', text);
      }
      assert.equal(sqs.attributes(url)[name], String(maximum));
    });
  }

  it('of a failed request are all as before', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('orders');
    const input = { QueueUrl: url, Attributes: { DelaySeconds: '1', VisibilityTimeout: 'x' } };
    sqs.refuses('SetQueueAttributes', input, 'InvalidAttributeValue');
    assert.equal(sqs.attributes(url).DelaySeconds, '0');
  });

  it('for FIFO queues are refused on standard queues, each with its own sentence', () => {
    const sqs = new DirectSqs();
    const QueueUrl = sqs.create('orders');
    for (const [name, value, text] of [
      ['ContentBasedDeduplication', 'true', 'Unknown Attribute ContentBasedDeduplication.'],
      [
        'DeduplicationScope',
        'queue',
        'You can specify the DeduplicationScope only when FifoQueue is set to true.',
      ],
      ['FifoQueue', 'true', 'Unknown Attribute FifoQueue.'],
    ] as const) {
      sqs.refuses(
        'SetQueueAttributes',
        { QueueUrl, Attributes: { [name]: value } },
        'InvalidAttributeName',
        text,
      );
    }
  });

  it('cannot change the type of a FIFO queue', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('orders.fifo');
    sqs.set(url, { FifoQueue: 'true' });
    sqs.refuses(
      'SetQueueAttributes',
      { QueueUrl: url, Attributes: { FifoQueue: 'false' } },
      'InvalidAttributeValue',
      'Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.',
    );
  });

  it('allow perMessageGroupId only with the scope messageGroup, and booleans in any case', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('orders.fifo', { ContentBasedDeduplication: 'True' });
    assert.equal(sqs.attributes(url).ContentBasedDeduplication, 'true');
    const limit = { FifoThroughputLimit: 'perMessageGroupId' };
    sqs.refuses('SetQueueAttributes', { QueueUrl: url, Attributes: limit }, 'InvalidAttributeValue');
    sqs.set(url, { ...limit, DeduplicationScope: 'messageGroup' });
    assert.equal(sqs.attributes(url).FifoThroughputLimit, 'perMessageGroupId');
  });

  it('know one kind of encryption at a time', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('orders');
    sqs.set(url, { KmsMasterKeyId: 'alias/aws/sqs' });
    assert.equal(sqs.attributes(url).SqsManagedSseEnabled, 'false');
    sqs.set(url, { KmsMasterKeyId: '' });
    assert.equal(sqs.attributes(url).SqsManagedSseEnabled, 'false');
    assert.equal(sqs.attributes(url).KmsMasterKeyId, undefined);
    sqs.refuses(
      'SetQueueAttributes',
      { QueueUrl: url, Attributes: { KmsMasterKeyId: 'k', SqsManagedSseEnabled: 'true' } },
      'InvalidAttributeName',
      'You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.',
    );
  });

  for (const removal of [{ KmsMasterKeyId: '' }, { SqsManagedSseEnabled: 'true' }]) {
    it(`lose the key's reuse period by ${JSON.stringify(removal)}, unless the request sets it, in any order`, () => {
      const sqs = new DirectSqs();
      const url = sqs.create('orders', { KmsMasterKeyId: 'k', KmsDataKeyReusePeriodSeconds: '60' });
      sqs.set(url, removal);
      assert.equal(sqs.attributes(url).KmsMasterKeyId, undefined);
      assert.equal(sqs.attributes(url).KmsDataKeyReusePeriodSeconds, undefined);
      const period = { KmsDataKeyReusePeriodSeconds: '90' };
      for (const attributes of [
        { ...removal, ...period },
        { ...period, ...removal },
      ]) {
        sqs.set(url, attributes);
        assert.equal(sqs.attributes(url).KmsDataKeyReusePeriodSeconds, '90');
      }
    });
  }

  it('show a default reuse period only with a key', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('orders', { KmsMasterKeyId: 'k', KmsDataKeyReusePeriodSeconds: '6000' });
    sqs.set(url, { KmsMasterKeyId: '', KmsDataKeyReusePeriodSeconds: '300' });
    const { KmsMasterKeyId, KmsDataKeyReusePeriodSeconds, SqsManagedSseEnabled } = sqs.attributes(url);
    assert.deepEqual(
      [KmsMasterKeyId, KmsDataKeyReusePeriodSeconds, SqsManagedSseEnabled],
      [undefined, undefined, 'false'],
    );
    sqs.set(url, { KmsMasterKeyId: 'k', KmsDataKeyReusePeriodSeconds: '300' });
    assert.equal(sqs.attributes(url).KmsDataKeyReusePeriodSeconds, '300');
  });

  it('note when they were changed', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('orders');
    sqs.clock.advanceSeconds(5);
    sqs.set(url, { DelaySeconds: '1' });
    assert.equal(sqs.attributes(url).CreatedTimestamp, '1767225600');
    assert.equal(sqs.attributes(url).LastModifiedTimestamp, '1767225605');
  });

  it('hold a policy that is a JSON object, until it is emptied', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('orders');
    const policy = '{"Version":"2012-10-17","Statement":[]}';
    sqs.set(url, { Policy: policy });
    assert.equal(sqs.attributes(url).Policy, policy);
    for (const bad of ['x', '[]', '{}', '"text"']) {
      sqs.refuses(
        'SetQueueAttributes',
        { QueueUrl: url, Attributes: { Policy: bad } },
        'InvalidAttributeValue',
        'Invalid value for the parameter Policy.',
      );
    }
    sqs.set(url, { Policy: '' });
    assert.equal(sqs.attributes(url).Policy, undefined);
  });
});

describe('ListQueues', () => {
  it('leaves the member out when there is none', () => {
    assert.deepEqual(new DirectSqs().run('ListQueues', {}), {});
  });

  it('gives pages to those who ask for pages', () => {
    const sqs = new DirectSqs();
    const urls = ['a1', 'b1', 'a3', 'a2'].map((name) => sqs.create(name));
    const first = sqs.run('ListQueues', { QueueNamePrefix: 'a', MaxResults: 2 });
    assert.deepEqual(first.QueueUrls, [urls[0], urls[3]]);
    assert.ok(first.NextToken);
    const last = sqs.run('ListQueues', { QueueNamePrefix: 'a', MaxResults: 2, NextToken: first.NextToken });
    assert.deepEqual(last, { QueueUrls: [urls[2]] });
    assert.equal(sqs.run('ListQueues', {}).NextToken, undefined);
  });

  it('gives at most 1,000 without a page size, and no token', () => {
    const sqs = new DirectSqs();
    for (let index = 0; index < 1001; index++) sqs.create(`q${index}`);
    const { QueueUrls, NextToken } = sqs.run('ListQueues', {});
    assert.equal(QueueUrls?.length, 1000);
    assert.equal(NextToken, undefined);
  });

  it('refuses page sizes and tokens that cannot be', () => {
    const sqs = new DirectSqs();
    for (const MaxResults of [0, 1001]) {
      sqs.refuses('ListQueues', { MaxResults }, 'InvalidParameterValueException');
    }
    sqs.refuses('ListQueues', { NextToken: 'YQ==' }, 'InvalidParameterValueException', /mandatory/);
    const foreign = Buffer.from('{"after":"orders"}').toString('base64');
    for (const NextToken of ['garbage!', 'garbage', foreign]) {
      sqs.refuses(
        'ListQueues',
        { MaxResults: 1, NextToken },
        'InvalidParameterValueException',
        'Invalid or expired next token.',
      );
    }
  });
});

describe('PurgeQueue and DeleteQueue', () => {
  it('remove visible, delayed and in-flight messages', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('orders');
    for (const body of ['a', 'b']) sqs.send(url, body);
    sqs.send(url, 'c', { DelaySeconds: 5 });
    const received = sqs.receiveOne(url);
    assert.deepEqual(sqs.counts(url), [1, 1, 1]);
    sqs.run('PurgeQueue', { QueueUrl: url });
    assert.deepEqual(sqs.counts(url), [0, 0, 0]);
    sqs.delete(url, received);
    sqs.clock.advanceSeconds(60);
    assert.deepEqual(sqs.receive(url), []);
  });

  it('allow one purge in 60 seconds unless relaxed', () => {
    const sqs = new DirectSqs();
    const QueueUrl = sqs.create('orders');
    sqs.run('PurgeQueue', { QueueUrl });
    sqs.clock.advance(59_999);
    sqs.refuses(
      'PurgeQueue',
      { QueueUrl },
      'PurgeQueueInProgress',
      'Only one PurgeQueue operation on orders is allowed every 60 seconds.',
    );
    sqs.clock.advance(1);
    sqs.run('PurgeQueue', { QueueUrl });
    const relaxed = new DirectSqs({ isRelaxed: true });
    relaxed.create('orders');
    relaxed.run('PurgeQueue', { QueueUrl });
    relaxed.run('PurgeQueue', { QueueUrl });
  });

  it('leave nothing of a deleted queue to one of the same name', () => {
    const sqs = new DirectSqs({ isRelaxed: true });
    const QueueUrl = sqs.create('orders');
    sqs.send(QueueUrl, 'a');
    sqs.run('DeleteQueue', { QueueUrl });
    sqs.refuses('DeleteQueue', { QueueUrl }, 'QueueDoesNotExist');
    sqs.create('orders');
    assert.deepEqual(sqs.receive(QueueUrl), []);
  });
});

describe('Tags', () => {
  it('are merged, overwritten and removed by key', () => {
    const sqs = new DirectSqs();
    const { QueueUrl } = sqs.run('CreateQueue', { QueueName: 'orders', tags: { team: 'blue' } });
    sqs.run('TagQueue', { QueueUrl, Tags: { team: 'red', empty: '' } });
    assert.deepEqual(sqs.run('ListQueueTags', { QueueUrl }), { Tags: { team: 'red', empty: '' } });
    sqs.run('UntagQueue', { QueueUrl, TagKeys: ['team', 'empty', 'unknown'] });
    assert.deepEqual(sqs.run('ListQueueTags', { QueueUrl }), {});
  });

  it('are refused when too many, too long, reserved or absent', () => {
    const sqs = new DirectSqs();
    const QueueUrl = sqs.create('orders');
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, 'v']));
    sqs.run('TagQueue', { QueueUrl, Tags: many });
    sqs.run('TagQueue', { QueueUrl, Tags: { k1: 'again' } });
    const bad: [Record<string, string>, RegExp][] = [
      [{ one: 'more' }, /^Too many tags added for queue orders\.$/],
      [{ '': 'v' }, /^Tag keys must be between 1 and 128 characters in length\.$/],
      [{ ['k'.repeat(129)]: 'v' }, /^Tag keys must be between 1 and 128 characters in length\.$/],
      [{ k: 'v'.repeat(257) }, /256/],
      [{ 'aws:k': 'v' }, /reserved/],
      [{ 'k!': 'v' }, /can only include/],
    ];
    for (const [Tags, text] of bad) {
      sqs.refuses('TagQueue', { QueueUrl, Tags }, 'InvalidParameterValueException', text);
    }
    sqs.refuses(
      'TagQueue',
      { QueueUrl, Tags: undefined },
      'MissingRequiredParameterException',
      'The request must contain the parameter Tags.',
    );
  });
});

describe('Permissions', () => {
  it('are written into the policy, one or many', () => {
    const sqs = new DirectSqs();
    const QueueUrl = sqs.create('orders');
    const one = { QueueUrl, Label: 'one', AWSAccountIds: ['111122223333'], Actions: ['SendMessage'] };
    sqs.run('AddPermission', one);
    sqs.run('AddPermission', {
      ...one,
      Label: 'two',
      AWSAccountIds: ['1', '2'],
      Actions: ['*', 'SendMessage'],
    });
    const Resource = 'arn:aws:sqs:us-east-1:000000000000:orders';
    assert.deepEqual(JSON.parse(sqs.attributes(QueueUrl).Policy ?? ''), {
      Version: '2008-10-17',
      Id: `${Resource}/SQSDefaultPolicy`,
      Statement: [
        {
          Sid: 'one',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          Action: 'SQS:SendMessage',
          Resource,
        },
        {
          Sid: 'two',
          Effect: 'Allow',
          Principal: { AWS: ['arn:aws:iam::1:root', 'arn:aws:iam::2:root'] },
          Action: ['SQS:*', 'SQS:SendMessage'],
          Resource,
        },
      ],
    });
    sqs.run('RemovePermission', { QueueUrl, Label: 'one' });
    sqs.run('RemovePermission', { QueueUrl, Label: 'two' });
    assert.equal(sqs.attributes(QueueUrl).Policy, undefined);
  });

  it('are refused with the texts of SQS', () => {
    const sqs = new DirectSqs();
    const QueueUrl = sqs.create('orders');
    const good = { QueueUrl, Label: 'one', AWSAccountIds: ['1'], Actions: ['SendMessage'] };
    sqs.run('AddPermission', good);
    const repeated = 'Value one for parameter Label is invalid. Reason: Already exists.';
    sqs.refuses('AddPermission', good, 'InvalidParameterValueException', repeated);
    const eight = { ...good, Label: 'two', Actions: Array.from({ length: 8 }, () => 'SendMessage') };
    sqs.refuses('AddPermission', eight, 'OverLimit', '8 Actions were found, maximum allowed is 7.');
    const owner = { ...good, Label: 'two', Actions: ['CreateQueue'] };
    sqs.refuses('AddPermission', owner, 'InvalidParameterValueException', /Only the queue owner/);
    const unknown = { ...good, Label: 'two', Actions: ['Sing'] };
    sqs.refuses('AddPermission', unknown, 'InvalidParameterValueException', /^Value SQS:Sing .* WSDL/);
    sqs.refuses('AddPermission', { ...good, Label: 'a b' }, 'InvalidParameterValueException');
    sqs.refuses('AddPermission', { ...good, AWSAccountIds: [] }, 'MissingRequiredParameterException');
    const label = { QueueUrl, Label: 'none' };
    const text = "Value none for parameter Label is invalid. Reason: can't find label.";
    sqs.refuses('RemovePermission', label, 'InvalidParameterValueException', text);
  });
});
