import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { formatJson } from '../../../src/shared/formatJson';

describe('JSON laid out for reading', () => {
  it('means the same as before', () => {
    const jsonObject = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));
    fc.assert(
      fc.property(jsonObject, (value) => {
        const formatted = formatJson(JSON.stringify(value));
        assert.ok(formatted.kind === 'formatted');
        assert.deepEqual(JSON.parse(formatted.text), JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('looks as JSON.stringify would lay it out', () => {
    const value = { a: [1, { b: '{"[,:' }, [], {}], c: 'x\\"y', d: null };
    assert.deepEqual(formatJson(JSON.stringify(value)), {
      kind: 'formatted',
      text: JSON.stringify(value, undefined, 2),
    });
  });

  it('keeps big numbers, double keys and escapes', () => {
    const formatted = formatJson('{"n":12345678901234567890,"n":1.0e5,"u":"\\u0041"}');
    assert.deepEqual(formatted, {
      kind: 'formatted',
      text: '{\n  "n": 12345678901234567890,\n  "n": 1.0e5,\n  "u": "\\u0041"\n}',
    });
  });

  for (const text of ['', 'text', '"string"', '42', '{', '{"a":1,}', '[1] [2]']) {
    it(`takes ${JSON.stringify(text)} for no JSON`, () => {
      assert.deepEqual(formatJson(text), { kind: 'notJson' });
    });
  }

  it('leaves alone what is nested too deeply, and what indentation would blow up', () => {
    assert.deepEqual(formatJson('['.repeat(100_000) + ']'.repeat(100_000)), { kind: 'tooDeep' });
    const wide = `${'['.repeat(90)}${'1,'.repeat(400_000)}1${']'.repeat(90)}`;
    assert.deepEqual(formatJson(wide), { kind: 'tooDeep' });
  });

  it('takes a mebibyte of escapes in one string', () => {
    assert.equal(formatJson(JSON.stringify(['"'.repeat(500_000)])).kind, 'formatted');
  });
});
