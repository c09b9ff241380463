import assert from 'node:assert/strict';
import type { MessageAttributeValue, SendMessageRequest } from '@aws-sdk/client-sqs';
import { describe, it } from 'mocha';
import type { SqsErrorName } from '../../../../src/emulator/core/sqsError';
import { DirectSqs } from '../../../support/directSqs';

const text = (value: string, type = 'String'): MessageAttributeValue => ({
  DataType: type,
  StringValue: value,
});

describe('MD5 of message attributes', () => {
  const digests: [Record<string, MessageAttributeValue>, string][] = [
    [{ Foo: text('Bar') }, 'ae7155c6026991b6d54b11589678bf9c'],
    [{ MyAttribute: text('foobar') }, 'adb59cd4678ea5a855436b949cd07ab6'],
    [{ color: text('blue') }, 'da1b33cc3cbfe8b1630921e78e6b9880'],
    [{ k: text('x') }, 'a45daa70926828a2f0a1db3418e6feb4'],
    [
      {
        color: text('blue'),
        blob: { DataType: 'Binary', BinaryValue: Uint8Array.of(1, 2, 3) },
        count: text('3', 'Number'),
      },
      'd838729972a4b70e2d2acd9d59ac847c',
    ],
    [
      { 'Help.Me': text('Me'), Hello: text('There'), General: text('Kenobi') },
      '4c360f3fdafd970e05fae2f149d997f5',
    ],
  ];
  for (const [MessageAttributes, digest] of digests) {
    it(`of ${Object.keys(MessageAttributes).join(', ')} is what AWS answers`, () => {
      const sqs = new DirectSqs();
      const sent = sqs.send(sqs.create('q'), 'body', { MessageAttributes });
      assert.equal(sent.MD5OfMessageAttributes, digest);
    });
  }

  it('of system attributes is given apart, and only for the parameter', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    const value = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';
    const sent = sqs.send(url, 'body', { MessageSystemAttributes: { AWSTraceHeader: text(value) } });
    assert.equal(sent.MD5OfMessageSystemAttributes, '5ae4d5d7636402d80f4eb6d213245a88');
    assert.equal(sent.MD5OfMessageAttributes, undefined);
    assert.equal(sqs.receiveOne(url).Attributes?.AWSTraceHeader, value);
    const input = { QueueUrl: url, MessageBody: 'b' };
    const traced = sqs.run('SendMessage', input, { traceId: 'Root=1' });
    assert.equal(traced.MD5OfMessageSystemAttributes, undefined);
    assert.equal(sqs.receiveOne(url).Attributes?.AWSTraceHeader, 'Root=1');
  });
});

describe('SendMessage', () => {
  const refusals: [what: string, input: Partial<SendMessageRequest>, SqsErrorName, RegExp | string][] = [
    [
      'no body',
      { MessageBody: undefined },
      'MissingRequiredParameterException',
      'The request must contain the parameter MessageBody.',
    ],
    ['an empty body', { MessageBody: '' }, 'MissingRequiredParameterException', /MessageBody/],
    ['a NUL', { MessageBody: 'a\0' }, 'InvalidMessageContents', /'#x0'/],
    ['a bell', { MessageBody: '\x07' }, 'InvalidMessageContents', /^Invalid binary character '#x7'/],
    ['#xFFFE', { MessageBody: '\ufffe' }, 'InvalidMessageContents', /'#xFFFE'/],
    ['a lone surrogate', { MessageBody: 'x\ud83d' }, 'InvalidMessageContents', /'#xD83D'/],
    ['a lone low surrogate', { MessageBody: '\ude00x' }, 'InvalidMessageContents', /'#xDE00'/],
    [
      'a negative delay',
      { DelaySeconds: -1 },
      'InvalidParameterValueException',
      'Value -1 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.',
    ],
    ['too long a delay', { DelaySeconds: 901 }, 'InvalidParameterValueException', /^Value 901/],
    [
      'a deduplication id',
      { MessageDeduplicationId: 'd' },
      'InvalidParameterValueException',
      'Value d for parameter MessageDeduplicationId is invalid. Reason: The request include parameter that is not valid for this queue type.',
    ],
    [
      'an empty group id',
      { MessageGroupId: '' },
      'InvalidParameterValueException',
      'Value  for parameter MessageGroupId is invalid. Reason: MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.',
    ],
    [
      'another system attribute',
      { MessageSystemAttributes: { Other: text('x') } as SendMessageRequest['MessageSystemAttributes'] },
      'InvalidParameterValueException',
      "Message system attribute name 'Other' is invalid.",
    ],
  ];
  for (const [what, input, error, message] of refusals) {
    it(`refuses ${what} on a standard queue`, () => {
      const sqs = new DirectSqs();
      const QueueUrl = sqs.create('q');
      sqs.refuses('SendMessage', { QueueUrl, MessageBody: 'x', ...input }, error, message);
      assert.deepEqual(sqs.counts(QueueUrl), [0, 0, 0]);
    });
  }

  it('takes tab, line feed, carriage return and emoji', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    sqs.send(url, '\t\n\r\u{1f600}\ufffd');
    assert.equal(sqs.receiveOne(url).Body, '\t\n\r\u{1f600}\ufffd');
  });

  it('counts bytes of body and attributes, up to the maximum and not one more', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q', { MaximumMessageSize: '1024' });
    assert.ok(sqs.send(url, 'ä'.repeat(512)).MessageId);
    const tooLong = 'One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.';
    const longer = { QueueUrl: url, MessageBody: `${'ä'.repeat(512)}x` };
    sqs.refuses('SendMessage', longer, 'InvalidParameterValueException', tooLong);
    const MessageAttributes = { ab: text('cde') };
    assert.ok(sqs.send(url, 'x'.repeat(1024 - 2 - 6 - 3), { MessageAttributes }).MessageId);
    const withAttributes = { QueueUrl: url, MessageBody: 'x'.repeat(1024 - 10), MessageAttributes };
    sqs.refuses('SendMessage', withAttributes, 'InvalidParameterValueException', tooLong);
  });

  it('answers MD5s only of what was sent, and a sequence number only on FIFO queues', () => {
    const sqs = new DirectSqs();
    const { MessageId, ...rest } = sqs.send(sqs.create('q'), 'x');
    assert.match(MessageId ?? '', /^[0-9a-f-]{36}$/);
    assert.deepEqual(rest, { MD5OfMessageBody: '9dd4e461268c8034f5c8564e155c67a6' });
    const sent = sqs.sendTo(sqs.create('q.fifo'), 'g', 'x');
    assert.match(sent.SequenceNumber ?? '', /^\d{20}$/);
  });
});

describe('Message attributes', () => {
  const refusals: [Record<string, MessageAttributeValue>, RegExp][] = [
    [
      Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`a${index}`, text('x')])),
      /^Number of message attributes \[11\] exceeds the allowed maximum \[10\]\.$/,
    ],
    [
      { a: text('x', 'Text') },
      /^The type of message \(user\) attribute 'a' is invalid\. You must use only the following supported type prefixes: Binary, Number, String\.$/,
    ],
    [{ a: text('x', 'string') }, /^The type of/],
    [{ a: text('x', 'String.') }, /^The type of/],
    [{ a: text('x', `String.${'y'.repeat(250)}`) }, /^The type of/],
    [{ a: text('') }, /^Message \(user\) attribute 'a' must contain a non-empty value of type 'String'\.$/],
    [{ a: { DataType: 'Binary' } }, /non-empty value of type 'Binary'/],
    [{ a: text('one', 'Number') }, /^Can't cast the value of message \(user\) attribute 'a' to a number\.$/],
    [{ a: text('1'.repeat(39), 'Number') }, /^Can't cast/],
    [{ a: text('1e127', 'Number') }, /^Can't cast/],
    [{ a: text('x\u0007') }, /not allowed/],
    [{ 'AWS.a': text('x') }, /^You can't use message attribute names beginning with/],
    [{ 'amazon.a': text('x') }, /^You can't use/],
    [{ '.a': text('x') }, /dot/],
    [{ 'a.': text('x') }, /dot/],
    [{ 'a..b': text('x') }, /dot/],
    [{ 'a!': text('x') }, /non-alphanumeric/],
    [{ ['a'.repeat(257)]: text('x') }, /256/],
  ];
  for (const [MessageAttributes, message] of refusals) {
    const [name, value] = Object.entries(MessageAttributes)[0] ?? [];
    it(`refuse ${name?.slice(0, 20)}: ${JSON.stringify(value).slice(0, 60)} (${String(message).slice(1, 30)})`, () => {
      const sqs = new DirectSqs();
      const QueueUrl = sqs.create('q');
      const input = { QueueUrl, MessageBody: 'x', MessageAttributes };
      sqs.refuses('SendMessage', input, 'InvalidParameterValueException', message);
    });
  }

  it('take letters of any script, custom types and numbers of 38 digits', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    const MessageAttributes = {
      'øßä_-.1': text('x', 'String.my type'),
      ['n'.repeat(256)]: text('-1.5e-12', 'Number.float'),
      n: text(`000${'9'.repeat(38)}.000`, 'Number'),
    };
    sqs.send(url, 'x', { MessageAttributes });
    assert.deepEqual(
      sqs.receiveOne(url, { MessageAttributeNames: ['All'] }).MessageAttributes,
      MessageAttributes,
    );
  });

  it('do not take lists', () => {
    const sqs = new DirectSqs();
    const MessageAttributes = { a: { DataType: 'String', StringListValues: ['x'] } };
    sqs.refuses(
      'SendMessage',
      { QueueUrl: sqs.create('q'), MessageBody: 'x', MessageAttributes },
      'UnsupportedOperation',
      'Message attribute list values in SendMessage operation are not supported.',
    );
  });

  const selections: [wanted: string[] | undefined, names: string[]][] = [
    [undefined, []],
    [['All'], ['General', 'Hello', 'Help.Me']],
    [['.*'], ['General', 'Hello', 'Help.Me']],
    [['*'], ['General', 'Hello', 'Help.Me']],
    [['Hel.*'], ['Hello', 'Help.Me']],
    [['Help.*'], ['Help.Me']],
    [['Hello', 'AWS.x', '..foo', 'none'], ['Hello']],
    [['none'], []],
  ];
  for (const [MessageAttributeNames, names] of selections) {
    it(`are selected by ${JSON.stringify(MessageAttributeNames)}`, () => {
      const sqs = new DirectSqs();
      const url = sqs.create('q');
      const MessageAttributes = { General: text('Kenobi'), Hello: text('There'), 'Help.Me': text('Me') };
      sqs.send(url, 'x', { MessageAttributes });
      const message = sqs.receiveOne(url, MessageAttributeNames ? { MessageAttributeNames } : {});
      assert.deepEqual(Object.keys(message.MessageAttributes ?? {}), names);
      assert.equal('MessageAttributes' in message, names.length > 0);
      assert.equal('MD5OfMessageAttributes' in message, names.length > 0);
    });
  }

  it('on receive have the MD5 of those that were selected', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    sqs.send(url, 'x', { MessageAttributes: { Foo: text('Bar'), Other: text('y') } });
    const message = sqs.receiveOne(url, { MessageAttributeNames: ['Foo'] });
    assert.equal(message.MD5OfMessageAttributes, 'ae7155c6026991b6d54b11589678bf9c');
  });
});
