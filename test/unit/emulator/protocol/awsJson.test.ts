import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { SqsError } from '../../../../src/emulator/core/sqsError';
import { awsJson } from '../../../../src/emulator/protocol/awsJson';
import { isActionName } from '../../../../src/emulator/protocol/shapes';
import { jsonRequest, wireRequest } from '../../../support/wireRequest';

const decode = (action: string, input: unknown) => awsJson.decode(jsonRequest(action, input)).input;

describe('AWS JSON input', () => {
  it('passes members on as they are', () => {
    const input = { QueueUrl: 'u', MessageBody: 'b', DelaySeconds: 5, MessageAttributes: {} };
    assert.deepEqual(awsJson.decode(jsonRequest('SendMessage', input)), { action: 'SendMessage', input });
  });

  it('turns base64 into bytes', () => {
    const input = { MessageAttributes: { a: { DataType: 'Binary', BinaryValue: 'AP8=' } } };
    const { MessageAttributes } = decode('SendMessage', input) as {
      MessageAttributes: { a: { BinaryValue: Uint8Array } };
    };
    assert.deepEqual([...MessageAttributes.a.BinaryValue], [0, 255]);
  });

  it('takes null for absent and lets unknown members be', () => {
    assert.deepEqual(decode('SendMessage', { MessageBody: null, Extra: { deep: [1] } }), {
      Extra: { deep: [1] },
    });
  });

  it('takes an empty body for an empty structure', () => {
    assert.deepEqual(decode('ListQueues', ''), {});
  });

  it('is not led astray by names of Object.prototype', () => {
    const text = '{"constructor":1,"__proto__":{"QueueUrl":"x"},"toString":null,"MessageBody":"b"}';
    const input = decode('SendMessage', text) as { QueueUrl?: string; MessageBody: string };
    assert.equal(input.MessageBody, 'b');
    assert.equal(input.QueueUrl, undefined);
    assert.equal(isActionName('constructor'), false);
  });

  it('keeps a message attribute that is called __proto__', () => {
    const text = '{"MessageAttributes":{"__proto__":{"DataType":"String","StringValue":"v"}}}';
    const { MessageAttributes } = decode('SendMessage', text) as { MessageAttributes: object };
    assert.deepEqual(Object.keys(MessageAttributes), ['__proto__']);
  });

  it('takes the path of a queue for the QueueUrl of a call that names none', () => {
    const path = '/000000000000/q';
    const without = awsJson.decode(jsonRequest('SendMessage', { MessageBody: 'b' }, { path }));
    assert.deepEqual(without.input, { MessageBody: 'b', QueueUrl: `http://localhost:9324${path}` });
    const named = awsJson.decode(jsonRequest('SendMessage', { QueueUrl: 'other' }, { path }));
    assert.deepEqual(named.input, { QueueUrl: 'other' });
  });

  const wrong: [what: string, action: string, input: unknown, text: string][] = [
    [
      'an integer given as text',
      'ReceiveMessage',
      { VisibilityTimeout: '5' },
      'STRING_VALUE can not be converted to an Integer',
    ],
    [
      'a fraction',
      'ReceiveMessage',
      { VisibilityTimeout: 1.5 },
      'DECIMAL_VALUE can not be converted to an Integer',
    ],
    [
      'an integer beyond 32 bits',
      'ReceiveMessage',
      { VisibilityTimeout: 2 ** 31 },
      'NUMBER_VALUE can not be converted to an Integer',
    ],
    [
      'a number for a text',
      'SendMessage',
      { MessageBody: 5 },
      'NUMBER_VALUE can not be converted to a String',
    ],
    [
      'a boolean for a text',
      'SendMessage',
      { MessageBody: true },
      'TRUE_VALUE can not be converted to a String',
    ],
    [
      'a number as attribute value',
      'CreateQueue',
      { Attributes: { DelaySeconds: 5 } },
      'NUMBER_VALUE can not be converted to a String',
    ],
    [
      'a structure for a text',
      'SendMessage',
      { MessageBody: {} },
      'Start of structure or map found where not expected.',
    ],
    ['a list for a text', 'SendMessage', { MessageBody: [] }, 'Start of list found where not expected'],
    ['a list for a map', 'CreateQueue', { Attributes: [] }, 'Start of list found where not expected'],
    [
      'a structure for a list',
      'UntagQueue',
      { TagKeys: {} },
      'Start of structure or map found where not expected.',
    ],
    [
      'a text for a list',
      'UntagQueue',
      { TagKeys: 'k' },
      'Unrecognized collection type class java.lang.String',
    ],
    [
      'a text for a map',
      'CreateQueue',
      { Attributes: 'a' },
      'Unrecognized collection type class java.lang.String',
    ],
    [
      'a text for the whole input',
      'ListQueues',
      '"x"',
      'Unrecognized collection type class java.lang.String',
    ],
    ['a list for the whole input', 'ListQueues', '[]', 'Start of list found where not expected'],
    [
      'bytes that are no base64',
      'SendMessage',
      { MessageAttributes: { a: { BinaryValue: '*' } } },
      'STRING_VALUE can not be converted to a Blob',
    ],
    ['a body that is no JSON', 'ListQueues', '{"a"', 'The request body is not valid JSON.'],
    ['JSON nested without end', 'ListQueues', '['.repeat(1_000_000), 'The request body is not valid JSON.'],
  ];
  for (const [what, action, input, text] of wrong) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => decode(action, input),
        (error) =>
          error instanceof SqsError && error.name === 'SerializationException' && error.message === text,
      );
    });
  }

  for (const target of ['AmazonSQS.Nothing', 'AmazonSQS.constructor', 'SendMessage', '', undefined]) {
    it(`does not know the operation ${target}`, () => {
      const headers = { 'x-amz-target': target };
      assert.throws(
        () => awsJson.decode(wireRequest({ headers })),
        (error) => error instanceof SqsError && error.name === 'UnknownOperationException',
      );
    });
  }
});

describe('AWS JSON output', () => {
  it('has an empty body for an action without output and an empty structure for the others', () => {
    assert.equal(awsJson.encodeOutput('DeleteMessage', {}, 'id').body, '');
    assert.equal(awsJson.encodeOutput('ReceiveMessage', {}, 'id').body, '{}');
  });

  it('writes bytes as base64', () => {
    const output = {
      Messages: [
        { Body: 'a' },
        {
          Body: 'b',
          MessageAttributes: { x: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255]) } },
        },
      ],
    };
    assert.deepEqual(JSON.parse(awsJson.encodeOutput('ReceiveMessage', output, 'id').body), {
      Messages: [
        { Body: 'a' },
        { Body: 'b', MessageAttributes: { x: { DataType: 'Binary', BinaryValue: 'AP8=' } } },
      ],
    });
  });

  it('names an error by its full type and its query code', () => {
    const answer = awsJson.encodeError(
      new SqsError('QueueDoesNotExist', 'The specified queue does not exist.'),
      'id',
    );
    assert.deepEqual(answer, {
      status: 400,
      contentType: 'application/x-amz-json-1.0',
      queryError: 'AWS.SimpleQueueService.NonExistentQueue;Sender',
      body: '{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"The specified queue does not exist."}',
    });
  });

  it('blames the receiver for an internal failure', () => {
    const answer = awsJson.encodeError(new SqsError('InternalFailure', 'x'), 'id');
    assert.deepEqual([answer.status, answer.queryError], [500, 'InternalFailure;Receiver']);
  });
});
