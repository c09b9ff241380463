import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { ColumnHistory } from '../../../src/history/columnHistory';
import { collectRows } from '../../../src/history/rowCollector';

/** A step of more than nothing, a value, and whether nothing was known before. */
const samples = fc.array(fc.tuple(fc.integer({ min: 1, max: 3_000 }), fc.nat(70_000), fc.boolean()), {
  minLength: 1,
  maxLength: 2_500,
  size: 'max',
});

describe('rows that are read from chunks', () => {
  it('are those of the span as they were, with a row of -1 halfway into each gap', () => {
    fc.assert(
      fc.property(samples, fc.nat(100), fc.nat(100), (steps, fromShare, toShare) => {
        const history = new ColumnHistory(2);
        const rows: { at: number; value: number; isAfterBreak: boolean }[] = [];
        for (const [step, value, isAfterBreak] of steps) {
          const at = (rows.at(-1)?.at ?? 1_700_000_000_000) + step;
          history.push(at, [value, 7], isAfterBreak);
          rows.push({ at, value, isAfterBreak });
        }
        const [first, last] = [rows[0]?.at ?? 0, rows.at(-1)?.at ?? 0];
        const from = first + ((last - first) * fromShare) / 100;
        const to = first + ((last - first) * toShare) / 100;
        const { at, values } = collectRows(history.chunksBetween(from, to), 2, from, to);
        const wanted: (readonly [number, number, number])[] = [];
        for (const row of rows.filter((each) => each.at >= from && each.at <= to)) {
          const before = wanted.at(-1);
          if (row.isAfterBreak && before) wanted.push([(before[0] + row.at) / 2, -1, -1]);
          wanted.push([row.at, row.value, 7]);
        }
        const read = [...at].map((time, index) => [time, values[0]?.[index], values[1]?.[index]]);
        assert.deepEqual(read, wanted);
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});
