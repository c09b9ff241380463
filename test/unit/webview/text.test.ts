import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { format, formatBytes, formatDuration, visibleText } from '../../../webview/text';

describe('Texts of the pages', () => {
  it('placeholders take their values, and those without one stay', () => {
    assert.equal(format('{1} of {0}, {2}', 'a', 7), '7 of a, {2}');
  });

  const durations: readonly [milliseconds: number, text: string][] = [
    [0, '0 s'],
    [1, '1 s'],
    [30_000, '30 s'],
    [99_000, '99 s'],
    [100_000, '1:40 min'],
    [3_599_000, '59:59 min'],
    [3_600_000, '1:00:00 h'],
    [43_200_000, '12:00:00 h'],
  ];
  for (const [milliseconds, text] of durations) {
    it(`${milliseconds} ms are ${text}`, () => assert.equal(formatDuration(milliseconds), text));
  }

  it('bytes are shown in the unit that suits them', () => {
    assert.deepEqual([1023, 1024, 1_048_576].map(formatBytes), ['1023 B', '1 KiB', '1 MiB']);
  });

  it('control and direction characters are spelled out; tab, line feed and emoji stay', () => {
    assert.equal(visibleText('\u001b[31mred\u0000'), '␛[31mred␀');
    assert.equal(visibleText('a\u202Eb\u200Bc\uFEFF\u009b'), 'a⟨U+202E⟩b⟨U+200B⟩c⟨U+FEFF⟩⟨U+009B⟩');
    assert.equal(visibleText('a\tb\r\nc 👋'), 'a\tb\nc 👋');
  });
});
