import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { FilterableMessage } from '../../../src/messageFilter/messageFields';
import { parseFilter } from '../../../src/messageFilter/messageFilter';

const NOW = Date.parse('2026-11-22T12:00:00Z');

const message: FilterableMessage = {
  messageId: '0f8a3c1e-1111-4222-8333-444455556666',
  body: JSON.stringify({
    order: { id: 42, name: 'Zwölf Äpfel', paid: false, note: null, lines: [{ sku: 'A-1' }, { sku: 'B-2' }] },
    tags: ['red', 'urgent'],
  }),
  attributes: [
    { name: 'JobType', dataType: 'String', value: 'NewDonor' },
    { name: 'Attempt', dataType: 'Number.int', value: '3.0' },
    { name: 'trace.id', dataType: 'String', value: 'abc' },
  ],
  systemAttributes: {
    ApproximateReceiveCount: '3',
    SentTimestamp: String(NOW - 600_000),
    ApproximateFirstReceiveTimestamp: String(NOW - 300_000),
    MessageGroupId: 'customer-7',
    SenderId: 'AIDA',
  },
  size: 70_000,
  state: 'inFlight',
  expiresAt: NOW + 3_600_000,
};

function isMatch(filter: string, of: FilterableMessage = message): boolean {
  const parsed = parseFilter(filter);
  assert.equal(parsed.kind, 'filter', JSON.stringify(parsed));
  return parsed.kind === 'filter' && parsed.matches(of, NOW);
}

function withBody(body: string): FilterableMessage {
  return { ...message, body };
}

describe('A filter for messages', () => {
  const matching = [
    'zwölf',
    '"zwölf äpfel"',
    '0f8a3c1e',
    'customer-7',
    'newdonor',
    'attr.JobType = NewDonor',
    'attr.JobType=NewDonor',
    'attr.JobType = "NewDonor"',
    'attr.JobType = New*',
    'attr.JobType ~ donor',
    'attr.JobType != Refund',
    'attr.Missing != anything',
    'attr.trace.id = abc',
    'attr.Attempt = 3',
    'attr.Attempt >= 2.5',
    'system.SenderId = AIDA',
    'body.order.id = 42',
    'body.order.id = 42.0',
    'body.order.id > 41 and body.order.id < 43',
    'body.order.paid = false',
    'body.order.note = null',
    'body.order.lines.sku = B-2',
    'body.order.lines[0].sku = A-1',
    'body.order.lines[*].sku = A-1',
    'body.tags = urgent',
    'body.tags[1] = urgent',
    'body.order ~ "A-1"',
    'body ~ zwölf',
    'has attr.JobType',
    'not has attr.Error',
    'has body.order.name',
    'receiveCount > 2',
    'RECEIVECOUNT = 3',
    'size > 64KiB',
    'size < 0.1MiB',
    'age > 5m',
    'age = 10m',
    'age < 10m30s',
    'expiresIn <= 1h',
    'sent > 2026-11-22',
    'sent < 2026-11-22T11:51:00Z',
    'state = inFlight',
    'group = customer-*',
    'zwölf newdonor',
    'zwölf and newdonor',
    'nothing or zwölf',
    'nothing and nothing or zwölf',
    'zwölf and (nothing or newdonor)',
    'not nothing',
    'not (nothing or attr.JobType = Refund)',
    'not not zwölf',
    "'zwölf äpfel'",
    '"and" or zwölf',
  ];
  for (const filter of matching) it(`lets the message through: ${filter}`, () => assert.ok(isMatch(filter)));

  const others = [
    'elf-mal',
    'attr.JobType = newdonor',
    'attr.JobType = "New*"',
    'attr.Missing = anything',
    'attr.JobType !~ donor',
    'body.order.id = 43',
    'body.order.id = 4*1',
    'body.order.missing = 42',
    'body.order.lines[2].sku = A-1',
    'body.constructor.name ~ a',
    'body.order.__proto__ ~ a',
    'receiveCount > 3',
    'size > 1MiB',
    'age > 1h',
    'expiresIn < 59m',
    'zwölf and nothing',
    'not zwölf',
    'not zwölf or nothing',
  ];
  for (const filter of others) it(`keeps the message out: ${filter}`, () => assert.ok(!isMatch(filter)));

  it('compares identifiers that are too long for a double digit by digit', () => {
    const body = withBody('{"id": 12345678901234567891}');
    assert.ok(isMatch('body.id = 12345678901234567891', body));
    assert.ok(!isMatch('body.id = 12345678901234567892', body));
  });

  it('looks into the message of an SNS envelope', () => {
    const envelope = { Type: 'Notification', TopicArn: 'arn:aws:sns:…', Message: '{"order":{"id":7}}' };
    assert.ok(isMatch('body.order.id = 7', withBody(JSON.stringify(envelope))));
    assert.ok(isMatch('body.Type = Notification', withBody(JSON.stringify(envelope))));
  });

  it('finds values that the body writes otherwise than the filter', () => {
    assert.ok(isMatch('body.name = "Zw\u00f6lf"', withBody('{"name":"Zw\\u00f6lf"}')));
    assert.ok(isMatch('body.path = a/b', withBody('{"path":"a\\/b"}')));
    assert.ok(isMatch(`body.order = '{"id":1}'`, withBody('{ "order": { "id": 1 } }')));
    assert.ok(!isMatch('body.name = elf', withBody('{"name":"Zwelf"}')));
    assert.ok(isMatch('body.name != elf', withBody('{"name":"Zwelf"}')));
  });

  it('finds nothing at a path of a body that is no JSON', () => {
    for (const body of ['', 'order.id = 42', '<order id="42"/>', '{"order":', '['.repeat(5000)]) {
      assert.ok(!isMatch('body.order.id = 42', withBody(body)), body.slice(0, 20));
    }
  });

  it('does not fall over a body that is nested a hundred thousand times', () => {
    const deep = (inner: string) => `${'['.repeat(100_000)}${inner}${']'.repeat(100_000)}`;
    for (const body of [deep('{"id":42}'), `{"id":${deep('42')}}`])
      assert.ok(!isMatch('body.id ~ 7', withBody(body)));
  });

  it('lets everything through when nothing is asked for', () => {
    assert.equal(parseFilter('  ').kind, 'empty');
  });

  const problems: readonly [filter: string, code: string, index: number, text: string][] = [
    ['"open', 'unclosedQuote', 0, '"open'],
    ['a and (b or c', 'unclosedParenthesis', 6, '('],
    ['a)', 'strayParenthesis', 1, ')'],
    ['a and', 'termMissing', 5, ''],
    ['or a', 'termMissing', 0, 'or'],
    ['not', 'termMissing', 3, ''],
    ['()', 'termMissing', 1, ''],
    ['= 3', 'fieldMissing', 0, '='],
    ['receiveCount >', 'valueMissing', 13, '>'],
    ['receiveCount > (', 'valueMissing', 13, '>'],
    ['colour = red', 'fieldUnknown', 0, 'colour'],
    ['a attr. = 3', 'fieldUnknown', 2, 'attr.'],
    ['receiveCount > many', 'numberExpected', 15, 'many'],
    ['age > 5w', 'durationExpected', 6, '5w'],
    ['size > big', 'sizeExpected', 7, 'big'],
    ['sent > yesterday', 'timeExpected', 7, 'yesterday'],
  ];
  for (const [filter, code, index, text] of problems) {
    it(`says what is wrong with: ${filter}`, () => {
      assert.deepEqual(parseFilter(filter), { kind: 'problem', problem: { code, index, text } });
    });
  }

  it('does not fall over a filter that is nested a hundred thousand times', () => {
    assert.equal(parseFilter('('.repeat(100_000)).kind, 'problem');
    assert.equal(parseFilter('not '.repeat(100_000)).kind, 'problem');
  });

  it('takes a pattern with many stars without ado', () => {
    assert.ok(!isMatch(`body = ${'*a'.repeat(8)}*b`, withBody('a'.repeat(200))));
  });
});
