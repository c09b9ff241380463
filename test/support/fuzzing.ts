import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Action } from '../../src/emulator/actions/actionCall';
import { actions } from '../../src/emulator/actions/index';
import type { Account } from '../../src/emulator/core/account';
import { SqsError } from '../../src/emulator/core/sqsError';
import { awsJson } from '../../src/emulator/protocol/awsJson';
import { chooseCodec } from '../../src/emulator/protocol/chooseCodec';
import type { Codec, WireAnswer, WireRequest } from '../../src/emulator/protocol/wire';
import { jsonRequest, queryRequest, wireRequest } from './wireRequest';
import { parseXml } from './xmlDocument';

const QueueUrl = 'http://localhost:9324/000000000000/fuzz';
const attribute = { DataType: 'Binary.x', BinaryValue: 'AP8=' };
const entries = [
  { Id: 'a', MessageBody: 'b', MessageAttributes: { n: attribute } },
  { Id: 'c', ReceiptHandle: 'h' },
];

/** A good call of every action, to be spoiled. */
const goodInputs: Record<string, object> = {
  AddPermission: { QueueUrl, Label: 'l', AWSAccountIds: ['123456789012'], Actions: ['SendMessage'] },
  CancelMessageMoveTask: { TaskHandle: 'h' },
  ChangeMessageVisibility: { QueueUrl, ReceiptHandle: 'h', VisibilityTimeout: 0 },
  ChangeMessageVisibilityBatch: { QueueUrl, Entries: entries },
  CreateQueue: {
    QueueName: 'fuzz',
    Attributes: { DelaySeconds: '0', RedrivePolicy: '{"maxReceiveCount":1}' },
    tags: { a: 'b' },
  },
  DeleteMessage: { QueueUrl, ReceiptHandle: 'h' },
  DeleteMessageBatch: { QueueUrl, Entries: entries },
  DeleteQueue: { QueueUrl: 'other' },
  GetQueueAttributes: { QueueUrl, AttributeNames: ['All'] },
  GetQueueUrl: { QueueName: 'fuzz', QueueOwnerAWSAccountId: '000000000000' },
  ListDeadLetterSourceQueues: { QueueUrl, NextToken: 't', MaxResults: 3 },
  ListMessageMoveTasks: { SourceArn: 'arn:aws:sqs:us-east-1:000000000000:fuzz', MaxResults: 1 },
  ListQueues: { QueueNamePrefix: 'f', MaxResults: 10 },
  ListQueueTags: { QueueUrl },
  PurgeQueue: { QueueUrl },
  ReceiveMessage: {
    QueueUrl,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: 1,
    VisibilityTimeout: 0,
    MessageAttributeNames: ['All'],
    AttributeNames: ['All'],
  },
  RemovePermission: { QueueUrl, Label: 'l' },
  SendMessage: {
    QueueUrl,
    MessageBody: 'b\r\n"',
    DelaySeconds: 0,
    MessageAttributes: { n: attribute, s: { DataType: 'String', StringValue: '<&>' } },
  },
  SendMessageBatch: { QueueUrl, Entries: entries },
  SetQueueAttributes: { QueueUrl, Attributes: { Policy: '{"Statement":[]}' } },
  StartMessageMoveTask: {
    SourceArn: 'arn:aws:sqs:us-east-1:000000000000:fuzz',
    MaxNumberOfMessagesPerSecond: 1,
  },
  TagQueue: { QueueUrl, Tags: { a: 'b' } },
  UntagQueue: { QueueUrl, TagKeys: ['a'] },
};

const goodForms = [
  `Action=SendMessage&QueueUrl=${QueueUrl}&MessageBody=a%0D%0Ab&MessageAttribute.1.Name=n&MessageAttribute.1.Value.DataType=Binary&MessageAttribute.1.Value.BinaryValue=AP8%3D`,
  `Action=SendMessageBatch&QueueUrl=${QueueUrl}&SendMessageBatchRequestEntry.1.Id=a&SendMessageBatchRequestEntry.1.MessageBody=b&SendMessageBatchRequestEntry.2.Id=c`,
  `Action=ReceiveMessage&QueueUrl=${QueueUrl}&MaxNumberOfMessages=10&VisibilityTimeout=0&AttributeName.1=All&MessageAttributeName.1=All`,
  'Action=CreateQueue&QueueName=fuzz2&Attribute.1.Name=DelaySeconds&Attribute.1.Value=0&Tag.1.Key=a&Tag.1.Value=b',
  `Action=GetQueueAttributes&QueueUrl=${QueueUrl}&AttributeName.1=All`,
  `Action=DeleteMessageBatch&QueueUrl=${QueueUrl}&DeleteMessageBatchRequestEntry.1.Id=a&DeleteMessageBatchRequestEntry.1.ReceiptHandle=h`,
  'Action=ListQueues&QueueNamePrefix=f&Version=2012-11-05',
];

/** Pieces that parsers have stumbled over before. */
const tokens = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    ':',
    ',',
    'null',
    'true',
    '1e999',
    '-0',
    '1.5',
    '99999999999',
    '""',
    '{}',
    '[]',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    '\\u0000',
    '\\ud800',
    '\u0000',
    '\r',
    '\ufeff',
    '😀',
    '&',
    '=',
    '%',
    '%zz',
  ],
  ...[
    '%00',
    '%ff',
    '+',
    '.1.',
    '.0.',
    '.999999.',
    '.Name',
    '.Value',
    '..',
    '.',
    '$',
    '<![CDATA[',
    '&amp;',
    '-1',
  ],
];

interface Edit {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    at: fc.nat(400),
    removed: fc.oneof(fc.constant(0), fc.nat(12)),
    inserted: fc.oneof(
      fc.constant(''),
      fc.constantFrom(...tokens),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
  }),
  { maxLength: 4 },
);

function spoil(text: string, changes: readonly Edit[]): string {
  let spoiled = text;
  for (const { at, removed, inserted } of changes) {
    const start = at % (spoiled.length + 1);
    spoiled = spoiled.slice(0, start) + inserted + spoiled.slice(start + removed);
  }
  return spoiled;
}

const anyBytes = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString());
const anyPath = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('/', '/000000000000/fuzz') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }).map((text) => `/${text}`) },
);

const jsonRequests = fc
  .record({
    action: fc.constantFrom(...Object.keys(goodInputs)),
    changes: edits,
    bytes: fc.option(anyBytes, { freq: 9, nil: undefined }),
    path: anyPath,
  })
  .map(({ action, changes, bytes, path }) =>
    jsonRequest(action, bytes ?? spoil(JSON.stringify(goodInputs[action]), changes), { path }),
  );

const anyTarget = edits.map((changes) =>
  wireRequest({ headers: { 'x-amz-target': spoil('AmazonSQS.SendMessage', changes) }, body: '{}' }),
);

const queryRequests = fc
  .record({
    form: fc.constantFrom(...goodForms),
    changes: edits,
    bytes: fc.option(anyBytes, { freq: 9, nil: undefined }),
    path: anyPath,
    method: fc.constantFrom('GET', 'POST', 'PUT'),
    accept: fc.constantFrom('*/*', 'application/json'),
  })
  .map(({ form, changes, bytes, path, method, accept }) => {
    const text = bytes ?? spoil(form, changes);
    const sent = method === 'GET' ? { query: text, body: '' } : { body: text };
    return queryRequest({}, { ...sent, method, path, headers: { accept } });
  });

/** Requests in both protocols, from nearly good to random bytes. */
export const anyRequest: fc.Arbitrary<WireRequest> = fc.oneof(
  { weight: 9, arbitrary: jsonRequests },
  { weight: 9, arbitrary: queryRequests },
  { weight: 1, arbitrary: anyTarget },
);

/**
 * Puts a request through codec, action and codec.
 * @throws whatever is no `SqsError`, and when the answer is none that AWS could give
 */
export async function checkAnswer(request: WireRequest, account: Account): Promise<void> {
  const codec = chooseCodec(request);
  const answer = await answerTo(request, codec, account);
  if (codec === awsJson) checkJson(answer);
  else if (answer.contentType === 'text/xml')
    assert.match(parseXml(answer.body).name, /Response$|^UnknownOperationException$/);
  else assert.equal(typeof JSON.parse(answer.body), 'object');
}

async function answerTo(request: WireRequest, codec: Codec, account: Account): Promise<WireAnswer> {
  try {
    const { action, input } = codec.decode(request);
    const perform = actions[action] as Action<object, object | undefined>;
    const output = await perform(input, {
      account,
      region: 'us-east-1',
      baseUrl: request.baseUrl,
      // A client that has gone: nobody waits for a long poll.
      signal: { aborted: true, addEventListener: () => undefined, removeEventListener: () => undefined },
    });
    return codec.encodeOutput(action, output, 'id');
  } catch (error) {
    if (!(error instanceof SqsError)) throw error;
    return codec.encodeError(error, 'id');
  }
}

function checkJson({ status, body, queryError }: WireAnswer): void {
  const parsed: unknown = body === '' ? {} : JSON.parse(body);
  assert.equal(typeof parsed, 'object');
  if (status === 200) return;
  const { __type, message } = parsed as { __type: string; message: string };
  assert.match(__type, /^com\.amazon(aws\.sqs|\.coral\.service)#\w+$/);
  assert.equal(typeof message, 'string');
  assert.match(queryError ?? '', /^[\w.]+;Sender$/);
}
