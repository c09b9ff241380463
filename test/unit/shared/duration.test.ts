import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { formatDuration, parseDuration } from '../../../src/shared/duration';

describe('A duration', () => {
  for (const [text, ms] of [
    ['90', 90_000],
    ['1.5', 1_500],
    [' 30 s ', 30_000],
    ['500ms', 500],
    ['5m', 300_000],
    ['5 MIN', 300_000],
    ['1h30min', 5_400_000],
    ['1 h 30 min', 5_400_000],
    ['2 d', 172_800_000],
    ['0.5h', 1_800_000],
    ['0', 0],
  ] as const) {
    it(`typed as “${text}” is ${ms} ms`, () => assert.equal(parseDuration(text), ms));
  }

  for (const text of ['', 's', '-5', '5 x', '5 years', 'soon', '1h 30', '1..5s', '5s later']) {
    it(`is not “${text}”`, () => assert.equal(parseDuration(text), undefined));
  }

  for (const [ms, text] of [
    [0, '0 s'],
    [250, '250 ms'],
    [30_000, '30 s'],
    [90_000, '1 min 30 s'],
    [3_600_000, '1 h'],
    [5_400_999, '1 h 30 min'],
    [172_800_000, '2 d'],
    [90_061_000, '1 d 1 h'],
  ] as const) {
    it(`of ${ms} ms is shown as “${text}”`, () => assert.equal(formatDuration(ms), text));
  }
});
