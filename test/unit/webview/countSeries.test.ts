import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CountSeries } from '../../../webview/dashboard/countSeries';

const EMPTY = { at: [], visible: [], inFlight: [], delayed: [] };

function counts(visible: number) {
  return { visible, inFlight: 0, delayed: 0 };
}

/** A series with samples at these seconds; what is visible counts up. */
function seriesAt(...seconds: readonly number[]): CountSeries {
  const series = new CountSeries(EMPTY);
  for (const [index, second] of seconds.entries()) series.push(second * 1000, counts(index));
  return series;
}

describe('The samples behind a chart', () => {
  it('history and new samples make one line', () => {
    const series = new CountSeries({ at: [1000, 2000], visible: [1, 2], inFlight: [3, 4], delayed: [5, 6] });
    series.push(3000, { visible: 7, inFlight: 8, delayed: 9 });
    assert.deepEqual(series.data, [
      [1000, 2000, 3000],
      [1, 2, 7],
      [3, 4, 8],
      [5, 6, 9],
    ]);
    assert.deepEqual(series.latest, { visible: 7, inFlight: 8, delayed: 9 });
    assert.equal(series.lastAt, 3000);
  });

  it('a pause of more than three usual intervals is a gap', () => {
    assert.deepEqual(seriesAt(1, 2, 3, 7).data[1], [0, 1, 2, null, 3]);
    assert.deepEqual(seriesAt(1, 2, 3, 6).data[1], [0, 1, 2, 3]);
    assert.deepEqual(seriesAt(5, 10, 15, 20).data[1], [0, 1, 2, 3]);
  });

  it('an outage breaks the line, however short it was', () => {
    const series = seriesAt(1, 2);
    series.break();
    series.push(3000, counts(2));
    assert.deepEqual(series.data[1], [0, 1, null, 2]);
  });

  it('a sample that is not newer than the last is dropped', () => {
    const series = seriesAt(1, 2);
    series.push(2000, counts(9));
    series.push(1500, counts(9));
    assert.deepEqual(series.data[1], [0, 1]);
  });

  it('lowest and highest are those of the window', () => {
    const series = new CountSeries(EMPTY);
    for (const [second, visible] of [9, 2, 5, 4].entries()) series.push(second * 1000, counts(visible));
    assert.deepEqual(series.extents(1000, 3000)?.visible, { now: 4, lowest: 2, highest: 5 });
    assert.equal(series.extents(10_000, 20_000), undefined);
  });

  it('an hour is kept, and not much more', () => {
    const series = seriesAt(...Array(8000).keys());
    assert.ok(series.data[0].length >= 3600 && series.data[0].length < 4200, `${series.data[0].length} rows`);
    assert.equal(series.data[0].length, series.data[3].length);
  });
});
