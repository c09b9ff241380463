import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { drainAt, growthSince, netRateAt, trendPerMinute } from '../../../webview/dashboard/derived';
import { Detail } from '../../../webview/dashboard/detail';
import { Series } from '../../../webview/dashboard/series';
import { chartColumns } from '../../../webview/dashboard/thin';
import { formatTimes } from '../../../webview/dashboard/timeAxis';
import { TimeView } from '../../../webview/dashboard/view';

const START = Date.UTC(2026, 0, 1);

function empty(columns: number): Series {
  return new Series({
    at: new Float64Array(),
    values: Array.from({ length: columns }, () => new Float64Array()),
  });
}

/** Counts once a second: latency 1, visible as given, none in flight or delayed. */
function counts(visible: readonly number[]): Series {
  const series = empty(4);
  for (const [second, count] of visible.entries())
    series.push(START + second * 1_000, [1, count, 0, 0], false);
  return series;
}

describe('a series', () => {
  it('finds rows by time', () => {
    const series = counts([5, 6, 7, 8]);
    assert.equal(series.rowFrom(START + 1_000), 1);
    assert.equal(series.rowFrom(START + 1_001), 2);
    assert.equal(series.rowFrom(START + 9_000), 4);
    assert.equal(series.nearestRow(START + 1_400), 1);
    assert.equal(series.nearestRow(START + 1_600), 2);
    assert.equal(series.lastRowTo(START + 2_500), 2);
    assert.equal(series.lastRowTo(START - 1), undefined);
    assert.equal(empty(4).nearestRow(START), undefined);
  });

  it('has nothing to say in a gap', () => {
    const series = counts([5]);
    series.push(START + 61_000, [1, 6, 0, 0], true);
    assert.equal(series.length, 3);
    assert.ok(series.isGap(1));
    assert.equal(series.nearestRow(START + 30_000), undefined);
    assert.equal(series.lastRowTo(START + 40_000), 0);
  });

  it('takes finer rows in the place of those between two times', () => {
    const series = counts([1, 2, 3, 4]);
    const at = Float64Array.of(START + 1_000, START + 1_500, START + 2_000);
    const visible = Float64Array.of(20, 25, 30);
    const zeros = new Float64Array(3);
    series.replace(START + 1_000, START + 2_000, { at, values: [zeros, visible, zeros, zeros] });
    series.push(START + 4_000, [1, 5, 0, 0], false);
    const rows = Array.from({ length: series.length }, (_, row) => row);
    assert.deepEqual(
      rows.map((row) => [series.at(row) - START, series.value(1, row)]),
      [
        [0, 1],
        [1_000, 20],
        [1_500, 25],
        [2_000, 30],
        [3_000, 4],
        [4_000, 5],
      ],
    );
  });

  it('forgets what is older than a day', () => {
    const series = empty(1);
    for (let second = 0; second < 100_000; second++) series.push(START + second * 1_000, [second], false);
    assert.ok(series.length < 95_000);
    assert.equal(series.value(0, series.length - 1), 99_999);
    assert.equal(series.at(0) - START, series.value(0, 0) * 1_000);
  });
});

describe('the detail of the past', () => {
  const HOUR = 3_600_000;
  const NOW = START + 24 * HOUR;
  const newDetail = () => new Detail([START, NOW], NOW - HOUR);

  it('is at hand for the newest, and for the whole day', () => {
    assert.equal(newDetail().wanted([NOW - HOUR, NOW]), undefined);
    assert.equal(newDetail().wanted([START, NOW]), undefined);
  });

  it('is asked for once where the window is a small part of the day, with room to move', () => {
    const detail = newDetail();
    const wanted = detail.wanted([START + 4 * HOUR, START + 6 * HOUR]);
    assert.deepEqual(wanted, [START + 3 * HOUR, START + 7 * HOUR]);
    if (wanted) detail.didAsk(wanted);
    assert.equal(detail.wanted([START + 4.5 * HOUR, START + 6.5 * HOUR]), undefined);
    assert.deepEqual(
      detail.wanted([START + 4.5 * HOUR, START + 5 * HOUR])?.map((at) => (at - START) / HOUR),
      [4.25, 5.25],
    );
  });

  it('ends where the rows are all there', () => {
    assert.deepEqual(newDetail().wanted([NOW - 2 * HOUR, NOW]), [NOW - 3 * HOUR, NOW - HOUR]);
  });
});

describe('the columns of a chart', () => {
  const visible = (series: Series) => (row: number) => [series.value(1, row)];

  it('are the samples of the window, and one more on either side', () => {
    const series = counts([0, 1, 2, 3, 4, 5]);
    const window = [START + 2_000, START + 3_000] as const;
    assert.deepEqual(chartColumns(series, 1, visible(series), window, 500), [
      [START + 1_000, START + 2_000, START + 3_000],
      [1, 2, 3],
    ]);
  });

  it('keep the lowest and the highest where there are more samples than pixels', () => {
    const series = counts(Array.from({ length: 86_400 }, (_, second) => (second === 40_000 ? 999 : 10)));
    const window = [START, START + 86_400_000] as const;
    const [at, values] = chartColumns(series, 1, visible(series), window, 300);
    assert.ok(at.length <= 604, `${at.length} rows`);
    assert.equal(values?.filter((value) => value === 999).length, 1);
    assert.ok(at.every((time, row) => row === 0 || time >= (at[row - 1] ?? 0)));
  });

  it('break the line at gaps, however many samples a pixel has', () => {
    const series = counts(Array.from({ length: 10_000 }, () => 1));
    series.push(START + 20_000_000, [1, 1, 0, 0], true);
    const [, values] = chartColumns(series, 1, visible(series), [START, START + 20_000_000], 100);
    assert.deepEqual(values?.slice(-2), [null, 1]);
    assert.equal(values?.filter((value) => value === null).length, 1);
  });
});

describe('derived series', () => {
  it('tell the net arrival rate of the last ten seconds', () => {
    const series = counts(Array.from({ length: 30 }, (_, second) => second * 4));
    assert.equal(netRateAt(series, 29), 4);
    assert.equal(netRateAt(series, 0), 0);
  });

  it('do not look across a gap', () => {
    const series = counts([100, 100, 100]);
    series.push(START + 60_000, [1, 0, 0, 0], true);
    assert.equal(netRateAt(series, 4), 0);
    assert.equal(trendPerMinute(series, 1, 4), undefined);
  });

  it('estimate when a backlog will be gone', () => {
    const draining = counts(Array.from({ length: 61 }, (_, second) => 1_000 - second * 5));
    assert.deepEqual(drainAt(draining, 60), { kind: 'draining', ms: 140_000 });
    assert.deepEqual(drainAt(counts(Array.from({ length: 61 }, () => 7)), 60), { kind: 'notDraining' });
    assert.deepEqual(drainAt(counts([0]), 0), { kind: 'empty' });
    assert.deepEqual(drainAt(counts([7]), 0), { kind: 'unknown' });
    assert.equal(trendPerMinute(draining, 1, 60), -300);
  });

  it('tell what a queue grew by', () => {
    const series = counts(Array.from({ length: 61 }, (_, second) => Math.floor(second / 20)));
    assert.deepEqual(growthSince(series, START, 60), { count: 3, ms: 60_000 });
    assert.equal(growthSince(series, START + 60_000, 60), undefined);
  });
});

describe('the view in time', () => {
  const latest = START + 1_000_000;

  it('follows the newest sample until it is paused, and again when it is resumed', () => {
    const view = new TimeView(5);
    assert.deepEqual(view.window(latest), [latest - 300_000, latest]);
    view.pauseAt(latest);
    assert.deepEqual(view.window(latest + 9_000), [latest - 300_000, latest]);
    view.resume();
    assert.deepEqual(view.window(latest + 9_000), [latest - 291_000, latest + 9_000]);
  });

  it('zooms around a time, and stays with the present where that is the edge', () => {
    const view = new TimeView(1);
    view.zoom('in', latest);
    assert.deepEqual(view.window(latest), [latest - 30_000, latest]);
    assert.equal(view.fixedTo, undefined);
    view.zoom('in', latest, latest - 15_000);
    assert.deepEqual(view.window(latest), [latest - 22_500, latest - 7_500]);
    view.reset();
    assert.deepEqual(view.window(latest), [latest - 60_000, latest]);
    assert.ok(view.isAsChosen);
  });

  it('moves into the past and comes back to the present', () => {
    const view = new TimeView(1);
    view.pan(-0.5, latest);
    assert.deepEqual(view.window(latest), [latest - 90_000, latest - 30_000]);
    view.pan(0.25, latest);
    assert.equal(view.fixedTo, latest - 15_000);
    view.pan(2, latest);
    assert.equal(view.fixedTo, undefined);
  });

  it('shows no less than five seconds and no more than a day', () => {
    const view = new TimeView(1);
    for (let times = 0; times < 20; times++) view.zoom('in', latest);
    assert.equal(view.spanMs, 5_000);
    for (let times = 0; times < 40; times++) view.zoom('out', latest);
    assert.equal(view.spanMs, 86_400_000);
    view.show(START, START + 1);
    assert.equal(view.spanMs, 5_000);
  });
});

describe('labels of the time axis', () => {
  it('name the day where it changes', () => {
    const midnight = new Date(2026, 0, 2).getTime();
    const labels = formatTimes([midnight - 3_600_000, midnight, midnight + 3_600_000], 3_600_000);
    assert.match(labels[0] ?? '', /11|23/);
    assert.match(labels[1] ?? '', /Jan|1\/2|2/);
    assert.notEqual(labels[1], labels[2]);
  });
});
