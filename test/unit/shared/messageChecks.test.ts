import assert from 'node:assert/strict';
import type { MessageAttribute, MessageDraft } from '../../../src/shared/message';
import {
  type AttributeProblem,
  checkMessage,
  checkMessageAttribute,
  findForbiddenCharacter,
  type MessageProblem,
  type MessageRules,
  messageSize,
  utf8Length,
} from '../../../src/shared/messageChecks';

const standard: MessageRules = { queueName: 'orders' };
const fifo: MessageRules = { queueName: 'orders.fifo', contentBasedDeduplication: false };

describe('the size of a message', () => {
  it('is counted in UTF-8 bytes, as an encoder counts them', () => {
    for (const text of ['', 'abc', 'grüße', '日本', '😀', 'a\ud800b', '\udc00']) {
      assert.equal(utf8Length(text), new TextEncoder().encode(text).length, JSON.stringify(text));
    }
  });

  it('is body plus name, type and value of every attribute', () => {
    const attributes = [attribute('Job', 'String.x', 'ü'), attribute('b', 'Binary', 'AAECAw==')];
    assert.equal(messageSize('😀', attributes), 4 + (3 + 8 + 2) + (1 + 6 + 4));
  });

  it('takes a Binary value by its bytes, whatever the padding', () => {
    for (const bytes of [[1], [1, 2], [1, 2, 3], [1, 2, 3, 4]]) {
      const value = Buffer.from(bytes).toString('base64');
      assert.equal(messageSize('', [attribute('n', 'Binary', value)]), 7 + bytes.length);
    }
  });
});

describe('findForbiddenCharacter', () => {
  it('allows tab, line ends, all planes and the ends of each allowed range', () => {
    assert.equal(findForbiddenCharacter('\t\n\r \ud7ff\ue000\ufffd\u{10000}\u{10ffff}😀'), undefined);
  });

  for (const [text, index, codePoint] of [
    ['ab\u0007', 2, 0x7],
    ['\u0000', 0, 0],
    ['😀\ufffe', 2, 0xfffe],
    ['\uffff', 0, 0xffff],
    ['a\ud800b', 1, 0xd800],
  ] as const) {
    it(`finds #x${codePoint.toString(16)} at ${index}`, () => {
      assert.deepEqual(findForbiddenCharacter(text), { index, codePoint });
    });
  }
});

describe('checkMessageAttribute', () => {
  const cases: readonly [MessageAttribute, AttributeProblem | undefined][] = [
    [attribute('JobType', 'String', 'NewDonor'), undefined],
    [attribute('größe', 'String.färbe', 'x'), undefined],
    [attribute('a'.repeat(256), 'String', 'x'), undefined],
    [attribute('', 'String', 'x'), 'nameEmpty'],
    [attribute('a'.repeat(257), 'String', 'x'), 'nameTooLong'],
    [attribute('a b', 'String', 'x'), 'nameCharacters'],
    [attribute('a!', 'String', 'x'), 'nameCharacters'],
    [attribute('aWs.x', 'String', 'x'), 'nameReserved'],
    [attribute('AMAZON.x', 'String', 'x'), 'nameReserved'],
    [attribute('AWSx', 'String', 'x'), undefined],
    [attribute('.a', 'String', 'x'), 'namePeriods'],
    [attribute('a.', 'String', 'x'), 'namePeriods'],
    [attribute('a..b', 'String', 'x'), 'namePeriods'],
    [attribute('a.b', 'String', 'x'), undefined],
    [attribute('a', 'string', 'x'), 'typeUnknown'],
    [attribute('a', 'Strings', 'x'), 'typeUnknown'],
    [attribute('a', 'String.', 'x'), 'typeUnknown'],
    [attribute('a', '', 'x'), 'typeUnknown'],
    [attribute('a', `String.${'x'.repeat(250)}`, 'x'), 'typeTooLong'],
    [attribute('a', 'String', ''), 'valueEmpty'],
    [attribute('a', 'String', '\u0001'), 'valueCharacters'],
    [attribute('a', 'Binary', 'AAEC'), undefined],
    [attribute('a', 'Binary.png', 'AAE'), 'binaryNotBase64'],
    [attribute('a', 'Binary', 'A==='), 'binaryNotBase64'],
    [attribute('a', 'Binary', 'with space'), 'binaryNotBase64'],
    [attribute('a', 'Number', '12 000'), 'numberNotNumeric'],
    [attribute('a', 'Number', '0x10'), 'numberNotNumeric'],
    [attribute('a', 'Number', '.'), 'numberNotNumeric'],
    [attribute('a', 'Number', 'NaN'), 'numberNotNumeric'],
    [attribute('a', 'Number', '-1.5e3'), undefined],
    [attribute('a', 'Number', '.5'), undefined],
    [attribute('a', 'Number', '0'), undefined],
    [attribute('a', 'Number', '0.000'), undefined],
    [attribute('a', 'Number.int', 'x'), 'numberNotNumeric'],
    [attribute('a', 'Number', '1'.repeat(38)), undefined],
    [attribute('a', 'Number', '1'.repeat(39)), 'numberTooPrecise'],
    [attribute('a', 'Number', `000${'1'.repeat(38)}000`), undefined],
    [attribute('a', 'Number', '1e126'), undefined],
    [attribute('a', 'Number', `1${'0'.repeat(126)}`), undefined],
    [attribute('a', 'Number', '1.1e126'), 'numberOutOfRange'],
    [attribute('a', 'Number', '1e127'), 'numberOutOfRange'],
    [attribute('a', 'Number', '1e-128'), undefined],
    [attribute('a', 'Number', '9.9e-129'), 'numberOutOfRange'],
    [attribute('a', 'Number', `0.${'0'.repeat(127)}1`), undefined],
    [attribute('a', 'Number', `0.${'0'.repeat(128)}1`), 'numberOutOfRange'],
  ];
  for (const [given, problem] of cases) {
    const { name, dataType, value } = given;
    const label = [name, dataType, value].map((text) => text.slice(0, 20)).join(' · ');
    it(`says ${problem ?? 'nothing'} of ${JSON.stringify(label)}`, () => {
      assert.equal(checkMessageAttribute(given), problem);
    });
  }
});

describe('checkMessage', () => {
  const cases: readonly [string, Partial<MessageDraft>, MessageRules, MessageProblem[]][] = [
    ['a plain message', {}, standard, []],
    ['an empty body', { body: '' }, standard, [{ code: 'bodyEmpty' }]],
    [
      'a forbidden character',
      { body: 'a\u0007' },
      standard,
      [{ code: 'bodyCharacters', character: { index: 1, codePoint: 7 } }],
    ],
    ['exactly the maximum', { body: 'a'.repeat(1_048_576) }, standard, []],
    [
      'one byte too many',
      { body: 'a'.repeat(1_048_577) },
      standard,
      [{ code: 'tooLong', size: 1_048_577, maximum: 1_048_576 }],
    ],
    [
      "more than the queue's own maximum",
      { body: 'a'.repeat(1_025) },
      { ...standard, maximumMessageSize: 1_024 },
      [{ code: 'tooLong', size: 1_025, maximum: 1_024 }],
    ],
    [
      'eleven attributes',
      { attributes: Array.from({ length: 11 }, (_, index) => attribute(`a${index}`, 'String', 'x')) },
      standard,
      [{ code: 'tooManyAttributes', count: 11, maximum: 10 }],
    ],
    [
      'an attribute name used twice',
      { attributes: [attribute('a', 'String', 'x'), attribute('a', 'String', 'y')] },
      standard,
      [{ code: 'attributeNameTwice', index: 1, name: 'a' }],
    ],
    [
      'a bad attribute',
      { attributes: [attribute('a', 'String', 'x'), attribute('b', 'Number', 'y')] },
      standard,
      [{ code: 'attribute', index: 1, problem: 'numberNotNumeric' }],
    ],
    ['the longest delay', { delaySeconds: 900 }, standard, []],
    ['a delay too long', { delaySeconds: 901 }, standard, [{ code: 'delayOutOfRange', maximum: 900 }]],
    [
      'a delay of half a second',
      { delaySeconds: 0.5 },
      standard,
      [{ code: 'delayOutOfRange', maximum: 900 }],
    ],
    ['a tenant of a fair queue', { messageGroupId: 'tenant' }, standard, []],
    ['a group ID with a space', { messageGroupId: 'a b' }, standard, [{ code: 'groupIdInvalid' }]],
    [
      'a deduplication ID on a standard queue',
      { messageDeduplicationId: 'x' },
      standard,
      [{ code: 'deduplicationIdOnStandard' }],
    ],
    ['no IDs on FIFO', {}, fifo, [{ code: 'groupIdMissing' }, { code: 'deduplicationIdMissing' }]],
    [
      'no deduplication ID where the content is one',
      { messageGroupId: 'g' },
      { ...fifo, contentBasedDeduplication: true },
      [],
    ],
    [
      'IDs that are too long',
      { messageGroupId: 'g'.repeat(129), messageDeduplicationId: '' },
      fifo,
      [{ code: 'groupIdInvalid' }, { code: 'deduplicationIdInvalid' }],
    ],
    [
      'a delay on FIFO',
      { messageGroupId: 'g', messageDeduplicationId: 'd', delaySeconds: 1 },
      fifo,
      [{ code: 'delayOnFifo' }],
    ],
    ['no delay on FIFO', { messageGroupId: 'g', messageDeduplicationId: 'd', delaySeconds: 0 }, fifo, []],
  ];
  for (const [name, draft, rules, problems] of cases) {
    it(`says ${problems.map((problem) => problem.code).join(', ') || 'nothing'} of ${name}`, () => {
      assert.deepEqual(checkMessage({ body: 'x', attributes: [], ...draft }, rules), problems);
    });
  }
});

function attribute(name: string, dataType: string, value: string): MessageAttribute {
  return { name, dataType, value };
}
