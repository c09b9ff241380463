import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { groupDeadLetters, shapeOf } from '../../../src/moves/deadLetters';
import { EditedBodiesError, readEditedBodies, writeBodies } from '../../../src/moves/editedBodies';
import { isFieldPath, maskFields } from '../../../src/moves/maskFields';
import type { ReceivedMessage } from '../../../src/shared/message';

const DAY = 86_400_000;

function letter(
  body: string,
  more: { error?: string; source?: string; sentAt?: number } = {},
): ReceivedMessage {
  const { error, source, sentAt = 0 } = more;
  return {
    messageId: `${body}-${sentAt}`,
    receiptHandle: 'r',
    body,
    md5OfBody: '',
    attributes: error === undefined ? [] : [{ name: 'ErrorType', dataType: 'String', value: error }],
    systemAttributes: {
      SentTimestamp: String(sentAt),
      ...(source ? { DeadLetterQueueSourceArn: `arn:aws:sqs:eu-west-1:123456789012:${source}` } : {}),
    },
    receivedAt: 0,
    visibleAgainAt: 0,
  };
}

describe('The shape of a body', () => {
  const cases: readonly [body: string, shape: string][] = [
    ['{"b":1,"a":{"c":2}}', '{a, b}'],
    ['[{"x":1},{"y":2}]', '[{x}]'],
    ['[]', '[]'],
    ['{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1}', '{a, b, c, d, e, f, g, h, …}'],
    ['<?xml version="1.0"?><order id="1"/>', '<order>'],
    ['<order/>', '<order>'],
    ['{"a":', ''],
    ['plain', ''],
  ];
  for (const [body, shape] of cases) {
    it(`of ${body} is “${shape}”`, () => assert.equal(shapeOf(body), shape));
  }
});

describe('Dead letters', () => {
  it('are grouped by shape, error and source, the largest group first', () => {
    const messages = [
      letter('{"id":1}', { error: 'Timeout', source: 'orders' }),
      letter('{"id":2}', { error: 'Timeout', source: 'orders' }),
      letter('{"id":3}', { error: 'Timeout', source: 'payments' }),
      letter('{"id":4}', { error: 'Denied', source: 'orders' }),
      letter('text', { source: 'orders' }),
    ];
    const groups = groupDeadLetters(messages, DAY, 0);
    assert.deepEqual(
      groups.map(({ shape, error, source, messages: { length } }) => [shape, error, source, length]),
      [
        ['{id}', 'ErrorType=Timeout', 'orders', 2],
        ['{id}', 'ErrorType=Timeout', 'payments', 1],
        ['{id}', 'ErrorType=Denied', 'orders', 1],
        ['', '', 'orders', 1],
      ],
    );
  });

  it('say how old the oldest is and how many expire within a day', () => {
    const messages = [letter('a', { sentAt: 5 }), letter('b', { sentAt: 3 * DAY })];
    const [group] = groupDeadLetters(messages, 4 * DAY, 3 * DAY + 10);
    assert.equal(group?.oldestAt, 5);
    assert.equal(group.expiringSoon, 1);
  });
});

describe('Bodies that are edited together', () => {
  const bodies = [
    { messageId: 'm1', body: '{"a":1}\r\nsecond line' },
    { messageId: 'm2', body: '' },
    { messageId: 'm3', body: 'ends with a break\n' },
  ];

  it('come back as they were when nothing was changed, whatever the line endings are', () => {
    const text = writeBodies(bodies);
    assert.deepEqual([...readEditedBodies(text, bodies)], []);
    assert.deepEqual([...readEditedBodies(text.replace(/\r?\n/g, '\r\n'), bodies)], []);
  });

  it('are told from those that were left alone', () => {
    const text = writeBodies(bodies).replace('{"a":1}', '{"a":2}').replace('ends', 'ended');
    assert.deepEqual(
      [...readEditedBodies(text, bodies)],
      [
        ['m1', '{"a":2}\nsecond line'],
        ['m3', 'ended with a break\n'],
      ],
    );
  });

  it('need the line of each message exactly once', () => {
    const text = writeBodies(bodies);
    assert.throws(() => readEditedBodies(text.replace('=== message m2', ''), bodies), EditedBodiesError);
    assert.throws(() => readEditedBodies(`${text}=== message m1\n`, bodies), EditedBodiesError);
  });
});

describe('Masked fields', () => {
  const body = '{"customer":{"email":"a@b.c","id":1},"items":[{"card":"1"},{"card":"2","n":3}]}';

  it('are those at the paths, in every element of a list', () => {
    assert.equal(
      maskFields(body, ['customer.email', 'items[].card']),
      '{"customer":{"email":"***","id":1},"items":[{"card":"***"},{"card":"***","n":3}]}',
    );
  });

  it('leave a body alone in which there is nothing at the path, or that is no JSON', () => {
    const big = '{"id": 12345678901234567890}';
    assert.equal(maskFields(big, ['nothing.here', 'id[].x']), big);
    assert.equal(maskFields('text', ['a']), 'text');
    assert.equal(
      maskFields('{"id":12345678901234567891,"part":1.10,"of":"\\"12\\"","card":7}', ['card']),
      '{"id":12345678901234567891,"part":1.10,"of":"\\"12\\"","card":"***"}',
    );
  });

  it('have paths of names and brackets', () => {
    assert.deepEqual(['a', 'a.b', 'a[].b', '[].a', '', 'a..b', '.'].map(isFieldPath), [
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
