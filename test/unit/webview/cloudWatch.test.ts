import '../../support/l10n';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { dashboardStrings } from '../../../src/panels/dashboardStrings';
import { QUEUE_METRICS, toMetricRows } from '../../../src/sqs/queueMetrics';
import {
  cloudWatchReadings,
  describePeriod,
  periodAt,
  summarizeCloudWatch,
} from '../../../webview/dashboard/cloudWatchReading';
import { Detail } from '../../../webview/dashboard/detail';
import { durationText, spanText } from '../../../webview/dashboard/reading';
import { Series } from '../../../webview/dashboard/series';
import { nextStop, stops } from '../../../webview/dashboard/stops';
import { type ChartColumns, joinColumns } from '../../../webview/dashboard/thin';
import { TimeView } from '../../../webview/dashboard/view';

const START = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;
const strings = dashboardStrings();

/** Minutes, each with the same value of every metric; undefined: CloudWatch has none. */
function history(values: readonly (number | undefined)[]): Series {
  const known = values.flatMap((value, minute) => (value === undefined ? [] : [{ value, minute }]));
  const at = known.map(({ minute }) => START + minute * MINUTE_MS);
  const numbers = known.map(({ value }) => value);
  const metrics = QUEUE_METRICS.map((_, metric) => ({ queue: 0, metric, at, values: numbers }));
  return new Series(toMetricRows(metrics, 0, { queueNames: ['a'], from: 0, to: 0, periodSeconds: 60 }));
}

describe('what CloudWatch says, for reading', () => {
  it('puts periods together for the table: the highest counts and age, the sums of the rest', () => {
    const series = history(Array.from({ length: 90 }, (_, minute) => minute));
    const readings = cloudWatchReadings(series, [START, START + 90 * MINUTE_MS]);
    assert.equal(readings.length, 18);
    const [newest] = readings;
    assert.equal(newest?.at, START + 85 * MINUTE_MS);
    assert.equal(newest.periodSeconds, 300);
    const { visible, sent, emptyReceives, oldestAge } = newest.values;
    assert.deepEqual([visible, sent, emptyReceives, oldestAge], [89, 435, 435, 89]);
  });

  it('has no row in the table where there are no values', () => {
    const series = history(Array.from({ length: 90 }, (_, minute) => (minute < 30 ? 1 : undefined)));
    series.push(START + 80 * MINUTE_MS, [60, 9, 9, 9, 9, 9, 9, 9, 9], true);
    const readings = cloudWatchReadings(series, [START, START + 90 * MINUTE_MS]);
    assert.deepEqual(
      readings.map(({ at, values }) => [(at - START) / MINUTE_MS, values.sent]),
      [[80, 9], ...[25, 20, 15, 10, 5, 0].map((minute) => [minute, 5])],
    );
  });

  it('leaves out what CloudWatch has no value of', () => {
    const series = new Series(
      toMetricRows([{ queue: 0, metric: 3, at: [START], values: [5] }], 0, {
        ...{ queueNames: ['a'], from: 0, to: 0 },
        periodSeconds: 60,
      }),
    );
    const [reading] = cloudWatchReadings(series, [START, START]);
    assert.deepEqual([reading?.values.visible, reading?.values.sent], [undefined, 5]);
    assert.match(describePeriod(series, 0, strings), /^CloudWatch, from .*: Sent 5$/);
  });

  it('finds the period that a time is in, and none in a gap or after the last', () => {
    const series = history([1, undefined, 2]);
    assert.equal(periodAt(series, START + MINUTE_MS - 1), 0);
    assert.equal(periodAt(series, START + MINUTE_MS), undefined);
    assert.equal(periodAt(series, START + 2 * MINUTE_MS), 2);
    assert.equal(periodAt(series, START + 3 * MINUTE_MS), undefined);
    assert.equal(periodAt(series, START - 1), undefined);
  });

  it('is one sentence for who cannot see the chart', () => {
    const text = summarizeCloudWatch(
      history([3, 900, 60]),
      'orders',
      [START, START + 3 * MINUTE_MS],
      strings,
    );
    assert.equal(
      text,
      'CloudWatch of orders, 3 min: Visible lowest 3, highest 900; In flight lowest 3, highest 900; ' +
        'Delayed lowest 3, highest 900; Sent 963 in all; Received 963 in all; Deleted 963 in all; ' +
        'Empty receives 963 in all; Oldest message 15:00 min',
    );
    assert.equal(summarizeCloudWatch(history([]), 'orders', [START, START], strings), '');
  });

  it('has spans of days, and periods of seconds', () => {
    assert.equal(spanText(7 * 24 * 60 * MINUTE_MS, strings), '7 d');
    assert.equal(spanText(24 * 60 * MINUTE_MS, strings), '24 h');
    assert.equal(durationText(300, strings), '5 min');
    assert.equal(durationText(30, strings), '30 s');
  });
});

describe('the times that arrow keys stop at', () => {
  it('are those of samples and of CloudWatch, each once', () => {
    const live = new Series({
      at: Float64Array.of(START + MINUTE_MS, START + MINUTE_MS + 5_000),
      values: [Float64Array.of(1, 1)],
    });
    const all = stops([live, history([1, 2, undefined, 3])], [START, START + 3 * MINUTE_MS]);
    assert.deepEqual(
      all.map((at) => (at - START) / 1_000),
      [0, 60, 65, 180],
    );
    assert.equal(nextStop('ArrowLeft', all, undefined), all[3]);
    assert.equal(nextStop('ArrowLeft', all, START + 62_000), all[1]);
    assert.equal(nextStop('ArrowRight', all, START + 62_000), all[2]);
    assert.equal(nextStop('ArrowLeft', all, all[0]), all[0]);
    assert.equal(nextStop('ArrowRight', all, all[3]), undefined);
    assert.equal(nextStop('Home', all, all[3]), all[0]);
    assert.equal(nextStop('Escape', all, all[3]), undefined);
    assert.equal(nextStop('a', all, all[3]), null);
  });
});

describe('the columns of two series together', () => {
  it('say nothing at the times of the other, and break at gaps as far as the next value', () => {
    const first: ChartColumns = [
      [1, 3, 5, 7],
      [10, null, 50, 70],
    ];
    const second: ChartColumns = [
      [2, 4, 6],
      [20, 40, 60],
    ];
    assert.deepEqual(joinColumns(first, second), [
      [1, 2, 3, 4, 5, 6, 7],
      [10, null, null, null, 50, undefined, 70],
      [undefined, 20, undefined, 40, undefined, 60, undefined],
    ]);
  });

  it('share the times that both have', () => {
    assert.deepEqual(
      joinColumns(
        [
          [1, 2],
          [5, 6],
        ],
        [
          [2, 3],
          [7, 8],
        ],
      ),
      [
        [1, 2, 3],
        [5, 6, undefined],
        [undefined, 7, 8],
      ],
    );
  });
});

describe('the view in time with history from CloudWatch', () => {
  it('goes back seven days, and to a day again when the history is taken away', () => {
    const view = new TimeView(5);
    assert.ok(!view.windowsMinutes.includes(10_080));
    view.setHasCloudWatch(true);
    assert.ok(view.windowsMinutes.includes(10_080));
    view.choose(10_080);
    for (let times = 0; times < 9; times++) view.zoom('out', START);
    assert.equal(view.spanMs, 10_080 * MINUTE_MS);
    view.setHasCloudWatch(false);
    assert.equal(view.spanMs, 1_440 * MINUTE_MS);
    assert.ok(view.isAsChosen);
  });

  it('comes back to the seven days that were chosen when the history comes after the page', () => {
    const view = new TimeView(10_080);
    view.setHasCloudWatch(false);
    assert.deepEqual([view.spanMs, view.chosenMinutes], [1_440 * MINUTE_MS, 10_080]);
    view.setHasCloudWatch(true);
    assert.equal(view.spanMs, 10_080 * MINUTE_MS);
    view.choose(60);
    view.zoom('in', START);
    view.setHasCloudWatch(true);
    assert.equal(view.spanMs, 30 * MINUTE_MS);
    view.reset();
    assert.equal(view.spanMs, 60 * MINUTE_MS);
  });

  it('asks for no finer samples of what was never sampled', () => {
    const hour = 60 * MINUTE_MS;
    const now = START + 168 * hour;
    const detail = new Detail([now - 24 * hour, now], now - hour);
    assert.equal(detail.wanted([START, now]), undefined);
    assert.equal(detail.wanted([START, START + hour]), undefined);
  });
});
