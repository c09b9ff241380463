import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { findForbiddenCharacter } from '../../../../src/emulator/actions/messageBody';

/** The rule as the API reference writes it. */
function findPlainly(text: string): string | undefined {
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    const isAllowed =
      code === 9 ||
      code === 10 ||
      code === 13 ||
      (code >= 0x20 && code <= 0xd7ff) ||
      (code >= 0xe000 && code <= 0xfffd) ||
      code >= 0x10000;
    if (!isAllowed) return character;
  }
  return undefined;
}

describe('Forbidden characters', () => {
  const unit = fc.oneof(
    {
      weight: 20,
      arbitrary: fc.constantFrom('a', ' ', '\n', '\t', '\r', '\u00e9', '\u0080', '\u4e2d', '\u{1f600}'),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('\0', '\b', '\x1f', '\ufffd', '\ufffe', '\uffff', '\ud83d', '\ude00'),
    },
  );

  it('are found in texts of any length, wherever they stand', () => {
    const texts = [0, 250, 300].map((length) => fc.tuple(fc.constant('x'.repeat(length)), fc.array(unit)));
    fc.assert(
      fc.property(fc.oneof(...texts), ([start, units]) => {
        const text = start + units.join('');
        assert.equal(findForbiddenCharacter(text), findPlainly(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('are found at every place of a word of bytes, and in the longest texts', () => {
    for (let length = 300; length < 309; length++) {
      for (let at = length - 9; at <= length; at++) {
        const text = 'x'.repeat(length);
        assert.equal(findForbiddenCharacter(`${text.slice(0, at)}\0${text.slice(at)}`), '\0');
      }
    }
    assert.equal(findForbiddenCharacter('\u4e2d'.repeat(65_536)), undefined);
    assert.equal(findForbiddenCharacter(`${'\u4e2d'.repeat(65_535)}\x01`), '\x01');
    assert.equal(findForbiddenCharacter(`${'x'.repeat(1_048_575)}\x01`), '\x01');
  });
});
