import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { thinRows } from '../../../src/history/thinRows';

const first = [0];

function rowsOf(values: readonly number[]) {
  return { at: Float64Array.from(values.keys()), values: [Float64Array.from(values)] };
}

describe('rows that are thinned out', () => {
  it('are as they were where there are few', () => {
    const rows = rowsOf([1, 2, 3]);
    assert.equal(thinRows(rows, 3, first), rows);
  });

  it('keep every peak, every gap and all of the newest, at their own times', () => {
    const values = Array.from({ length: 86_400 }, (_, row) =>
      row === 40_000 ? 999 : row === 50_000 ? -1 : 10,
    );
    const { at, values: columns } = thinRows(rowsOf(values), 10_000, first);
    const [thin = new Float64Array()] = columns;
    assert.ok(at.length <= 10_001, `${at.length} rows`);
    assert.equal(at[thin.indexOf(999)], 40_000);
    assert.equal(at[thin.indexOf(-1)], 50_000);
    assert.deepEqual(
      [...at.slice(-900)],
      Array.from({ length: 900 }, (_, row) => 85_500 + row),
    );
    assert.ok(at.every((time, row) => row === 0 || time > (at[row - 1] ?? 0)));
  });

  it('are few even where not all of the newest fit', () => {
    const { at } = thinRows(rowsOf(Array.from({ length: 50_000 }, (_, row) => row % 9)), 1_000, first);
    assert.ok(at.length <= 1_003, `${at.length} rows`);
  });
});
