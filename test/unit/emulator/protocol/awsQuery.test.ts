import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { SqsError } from '../../../../src/emulator/core/sqsError';
import { awsQuery, awsQueryJson } from '../../../../src/emulator/protocol/awsQuery';
import { chooseCodec } from '../../../../src/emulator/protocol/chooseCodec';
import { queryRequest, wireRequest } from '../../../support/wireRequest';
import { parseXml, textAt } from '../../../support/xmlDocument';

const decode = (parameters: Record<string, string>) => awsQuery.decode(queryRequest(parameters)).input;

describe('Query input', () => {
  it('reads flattened lists, maps and structures', () => {
    const input = decode({
      Action: 'SendMessageBatch',
      Version: '2012-11-05',
      QueueUrl: 'u',
      'SendMessageBatchRequestEntry.1.Id': 'a',
      'SendMessageBatchRequestEntry.1.MessageBody': 'ä\r\n&=',
      'SendMessageBatchRequestEntry.1.DelaySeconds': '7',
      'SendMessageBatchRequestEntry.1.MessageAttribute.1.Name': 'n',
      'SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.DataType': 'Binary',
      'SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.BinaryValue': 'AP8=',
      'SendMessageBatchRequestEntry.2.Id': 'b',
    });
    assert.deepEqual(input, {
      QueueUrl: 'u',
      Entries: [
        {
          Id: 'a',
          MessageBody: 'ä\r\n&=',
          DelaySeconds: 7,
          MessageAttributes: { n: { DataType: 'Binary', BinaryValue: Buffer.from([0, 255]) } },
        },
        { Id: 'b' },
      ],
    });
  });

  it('sorts list items by number, not by text, and passes over gaps', () => {
    const input = decode({ Action: 'UntagQueue', 'TagKey.10': 'ten', 'TagKey.2': 'two', 'TagKey.x': 'no' });
    assert.deepEqual(input, { TagKeys: ['two', 'ten'] });
  });

  it('reads a list without number as one item, an empty one as the empty list', () => {
    assert.deepEqual(decode({ Action: 'GetQueueAttributes', AttributeName: 'All' }), {
      AttributeNames: ['All'],
    });
    assert.deepEqual(decode({ Action: 'GetQueueAttributes', AttributeName: '' }), { AttributeNames: [] });
  });

  it('calls the tags of CreateQueue Tag.N.Key and the attributes Attribute.N.Name', () => {
    const input = decode({
      Action: 'CreateQueue',
      QueueName: 'q',
      'Tag.1.Key': '__proto__',
      'Tag.1.Value': 'v',
      'Attribute.1.Name': 'DelaySeconds',
      'Attribute.1.Value': '5',
    }) as { tags: object };
    assert.deepEqual(Object.entries(input.tags), [['__proto__', 'v']]);
    assert.deepEqual(
      { ...input, tags: undefined },
      {
        QueueName: 'q',
        Attributes: { DelaySeconds: '5' },
        tags: undefined,
      },
    );
  });

  it('reads a map without number as one entry', () => {
    const input = decode({
      Action: 'SetQueueAttributes',
      'Attribute.Name': 'VisibilityTimeout',
      'Attribute.Value': '35',
    });
    assert.deepEqual(input, { Attributes: { VisibilityTimeout: '35' } });
  });

  it('leaves out entries of a map that have no key, no value, or a value that is no text', () => {
    const input = decode({
      Action: 'CreateQueue',
      'Tag.1.Key': 'a',
      'Tag.1.Value.x': 'nested',
      'Tag.2.Key': 'b',
      'Tag.3.Value': 'c',
      'Tag.4.Key': 'd',
      'Tag.4.Value': 'e',
    });
    assert.deepEqual(input, { tags: { d: 'e' } });
  });

  for (const path of ['/000000000000/q', '/000000000000/q/']) {
    it(`reads GET requests on the path of a queue, ${path}`, () => {
      const query = 'Action=SendMessage&MessageBody=a+b%20c';
      const { action, input } = awsQuery.decode(wireRequest({ method: 'GET', path, query }));
      assert.equal(action, 'SendMessage');
      assert.deepEqual(input, { MessageBody: 'a b c', QueueUrl: 'http://localhost:9324/000000000000/q' });
    });
  }

  it('refuses integers that are none', () => {
    for (const WaitTimeSeconds of ['', 'x', '1.5', '0x1', '99999999999', ' 1']) {
      assert.throws(
        () => decode({ Action: 'ReceiveMessage', WaitTimeSeconds }),
        (error) => error instanceof SqsError && error.queryCode === 'MalformedInput',
        WaitTimeSeconds,
      );
    }
  });

  it('refuses requests with absurdly many parameters, and does not nest without end', () => {
    assert.throws(
      () => awsQuery.decode(wireRequest({ body: `Action=ListQueues${'&a=b'.repeat(10_000)}` })),
      (error) => error instanceof SqsError && error.queryCode === 'MalformedInput',
    );
    const deep = wireRequest({ body: `Action=ListQueues&${'a.'.repeat(500_000)}=1` });
    assert.deepEqual(awsQuery.decode(deep), { action: 'ListQueues', input: {} });
  });

  const invalid: [what: string, path: string, action: string, code: string, text: string][] = [
    [
      'an unknown action',
      '/',
      'Nothing',
      'InvalidAction',
      'The action Nothing is not valid for this endpoint.',
    ],
    [
      'an action in other letter case',
      '/',
      'listqueues',
      'InvalidAction',
      'The action listqueues is not valid for this endpoint.',
    ],
    [
      'ListQueues on a queue',
      '/000000000000/q',
      'ListQueues',
      'InvalidAction',
      'The action ListQueues is not valid for this endpoint.',
    ],
    [
      'CreateQueue on a queue',
      '/000000000000/q',
      'CreateQueue',
      'InvalidAction',
      'The action CreateQueue is not valid for this endpoint.',
    ],
    [
      'a path that is no queue',
      '/nowhere',
      'ListQueues',
      'InvalidAddress',
      'The address /nowhere is not valid for this endpoint.',
    ],
  ];
  for (const [what, path, action, code, text] of invalid) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => awsQuery.decode(queryRequest({ Action: action }, { path })),
        (error) => error instanceof SqsError && error.queryCode === code && error.message === text,
      );
    });
  }

  it('answers a request without action by a bare 404, in XML to those who accept JSON as well', () => {
    for (const request of [
      wireRequest({ method: 'GET', path: '/000000000000/q' }),
      wireRequest({ method: 'PUT', query: 'Action=ListQueues' }),
    ]) {
      assert.throws(
        () => awsQuery.decode(request),
        (error) => {
          return [awsQuery, awsQueryJson].every((codec) => {
            const { status, body } = codec.encodeError(error as SqsError, 'id');
            return status === 404 && parseXml(body).name === 'UnknownOperationException';
          });
        },
      );
    }
  });
});

describe('Query output', () => {
  it('repeats elements for lists and maps and escapes what XML parsers would change', () => {
    const output = {
      Messages: [
        {
          MessageId: 'm',
          Body: '<a b="c">\r\n&\u0001',
          Attributes: { SenderId: 's' },
          MessageAttributes: { n: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255]) } },
        },
        { MessageId: 'n' },
      ],
    };
    const { body } = awsQuery.encodeOutput('ReceiveMessage', output, 'id');
    assert.ok(body.includes('&lt;a b=&quot;c&quot;&gt;&#xD;\n&amp;\ufffd'));
    const document = parseXml(body);
    const [first, second] = document.children[0]?.children ?? [];
    assert.ok(first && second);
    assert.equal(textAt(first, 'Body'), '<a b="c">\r\n&\ufffd');
    assert.equal(textAt(first, 'Attribute/Name'), 'SenderId');
    assert.equal(textAt(first, 'MessageAttribute/Value/BinaryValue'), 'AP8=');
    assert.equal(textAt(second, 'MessageId'), 'n');
    assert.equal(textAt(document, 'ResponseMetadata/RequestId'), 'id');
  });

  it('has no result element for an action without output, and an empty one where nothing came', () => {
    const namespace = 'xmlns="http://queue.amazonaws.com/doc/2012-11-05/"';
    const metadata = '<ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>';
    assert.equal(
      awsQuery.encodeOutput('PurgeQueue', undefined, 'id').body,
      `<?xml version="1.0"?><PurgeQueueResponse ${namespace}>${metadata}</PurgeQueueResponse>`,
    );
    assert.equal(
      awsQuery.encodeOutput('ReceiveMessage', {}, 'id').body,
      `<?xml version="1.0"?><ReceiveMessageResponse ${namespace}><ReceiveMessageResult></ReceiveMessageResult>${metadata}</ReceiveMessageResponse>`,
    );
  });

  it('says of a missing queue what this protocol says', () => {
    const answer = awsQuery.encodeError(
      new SqsError('QueueDoesNotExist', 'The specified queue does not exist.'),
      'id',
    );
    const document = parseXml(answer.body);
    assert.equal(answer.status, 400);
    assert.equal(answer.queryError, undefined);
    assert.equal(textAt(document, 'Error/Type'), 'Sender');
    assert.equal(textAt(document, 'Error/Code'), 'AWS.SimpleQueueService.NonExistentQueue');
    assert.equal(
      textAt(document, 'Error/Message'),
      'The specified queue does not exist for this wsdl version.',
    );
    assert.equal(textAt(document, 'RequestId'), 'id');
  });

  it('is wrapped as JSON for a caller that accepts JSON', () => {
    const codec = chooseCodec({ method: 'GET', headers: { accept: 'application/json' } });
    assert.equal(codec, awsQueryJson);
    const answer = codec.encodeOutput(
      'ReceiveMessage',
      { Messages: [{ Attributes: { SenderId: 's' } }] },
      'id',
    );
    const { ReceiveMessageResponse } = JSON.parse(answer.body) as {
      ReceiveMessageResponse: { ReceiveMessageResult: { messages: [{ Attributes: unknown }] } };
    };
    assert.deepEqual(ReceiveMessageResponse.ReceiveMessageResult.messages[0].Attributes, [
      { Name: 'SenderId', Value: 's' },
    ]);
    assert.deepEqual(JSON.parse(codec.encodeOutput('ReceiveMessage', {}, 'id').body), {
      ReceiveMessageResponse: {
        ReceiveMessageResult: { messages: null },
        ResponseMetadata: { RequestId: 'id' },
      },
    });
  });
});
