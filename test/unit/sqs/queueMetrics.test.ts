import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type CLOUD_WATCH_COLUMNS, cloudWatchColumn } from '../../../src/shared/cloudWatch';
import type { HistoryColumns } from '../../../src/shared/history';
import {
  joinMetricRows,
  METRIC_WINDOWS,
  type MetricWindow,
  metricPrice,
  metricRequests,
  QUEUE_METRICS,
  toMetricRows,
} from '../../../src/sqs/queueMetrics';

const [THREE_HOURS, DAY, WEEK] = METRIC_WINDOWS as [MetricWindow, MetricWindow, MetricWindow];
const START = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;

/** Rows a minute apart, all of whose values are the same. */
function minutes(from: number, values: readonly number[]): HistoryColumns {
  const at = values.map((_, index) => START + (from + index) * MINUTE_MS);
  const metrics = QUEUE_METRICS.map((_, metric) => ({ queue: 0, metric, at, values }));
  return toMetricRows(metrics, 0, { queueNames: ['a'], from: 0, to: 0, periodSeconds: 60 });
}

function rowsOf({ at, values }: HistoryColumns): (readonly [number, number])[] {
  return Array.from(at, (time, row) => [(time - START) / MINUTE_MS, values[1]?.[row] ?? Number.NaN]);
}

describe('the price of history from CloudWatch', () => {
  for (const [name, window, queues, calls, dollars] of [
    ['one queue is one call of eight metrics', THREE_HOURS, 1, 1, 0.00008],
    ['62 queues for three hours are one call, by the limit of metrics', THREE_HOURS, 62, 1, 0.00496],
    ['63 are two', THREE_HOURS, 63, 2, 0.00504],
    ['eight queues for a day are one call, by the limit of values', DAY, 8, 1, 0.00064],
    ['nine are two', DAY, 9, 2, 0.00072],
    ['six queues for a week are one call', WEEK, 6, 1, 0.00048],
    ['seven are two', WEEK, 7, 2, 0.00056],
  ] as const) {
    it(name, () => {
      const price = metricPrice(queues, window);
      assert.deepEqual([price.calls, price.metrics], [calls, queues * 8]);
      assert.equal(price.dollars.toFixed(6), dollars.toFixed(6));
    });
  }
});

describe('what is asked of CloudWatch', () => {
  it('ends with the last full period, and begins a window before', () => {
    const now = START + 7 * MINUTE_MS + 59_999;
    for (const [window, end] of [
      [THREE_HOURS, START + 7 * MINUTE_MS],
      [DAY, START + 7 * MINUTE_MS],
      [WEEK, START + 5 * MINUTE_MS],
    ] as const) {
      const [request] = metricRequests(['a'], window, now);
      assert.deepEqual([request?.to, request?.from], [end, end - window.hours * 3_600_000]);
    }
  });

  it('is put to as many calls as the price says, each queue once', () => {
    const names = Array.from({ length: 20 }, (_, index) => `queue-${index}`);
    for (const window of METRIC_WINDOWS) {
      const requests = metricRequests(names, window, START);
      assert.equal(requests.length, metricPrice(names.length, window).calls);
      assert.deepEqual(
        requests.flatMap(({ queueNames }) => queueNames),
        names,
      );
    }
  });

  it('has a period of a minute where CloudWatch still keeps minutes', () => {
    assert.deepEqual(
      METRIC_WINDOWS.map(({ hours, periodSeconds }) => [hours, periodSeconds]),
      [
        [3, 60],
        [24, 60],
        [168, 300],
      ],
    );
  });
});

describe('what CloudWatch answers', () => {
  const request = { queueNames: ['a', 'b'], from: START, to: START, periodSeconds: 60 };

  it('becomes a row for each period with a value of any metric, -1 where one has none', () => {
    const sent = { queue: 1, metric: 3, at: [START + MINUTE_MS, START], values: [4, 5] };
    const age = { queue: 1, metric: 7, at: [START + MINUTE_MS], values: [90] };
    const other = { queue: 0, metric: 3, at: [START], values: [1_000] };
    const rows = toMetricRows([sent, age, other], 1, request);
    assert.deepEqual([...rows.at], [START, START + MINUTE_MS]);
    const column = (name: (typeof CLOUD_WATCH_COLUMNS)[number]) => [
      ...(rows.values[cloudWatchColumn(name)] ?? []),
    ];
    assert.deepEqual(column('periodSeconds'), [60, 60]);
    assert.deepEqual(column('sent'), [5, 4]);
    assert.deepEqual(column('oldestAge'), [-1, 90]);
    assert.deepEqual(column('visible'), [-1, -1]);
  });

  it('comes in pages, which are put together', () => {
    const first = { queue: 0, metric: 0, at: [START], values: [1] };
    const second = { queue: 0, metric: 0, at: [START + MINUTE_MS], values: [2] };
    assert.deepEqual(rowsOf(toMetricRows([first, second], 0, request)), [
      [0, 1],
      [1, 2],
    ]);
  });

  it('has one row of -1 where periods are missing, when the last one before has ended', () => {
    const answer = { queue: 0, metric: 0, at: [START, START + 10 * MINUTE_MS], values: [1, 2] };
    const rows = toMetricRows([answer], 0, request);
    assert.deepEqual(rowsOf(rows), [
      [0, 1],
      [1, -1],
      [10, 2],
    ]);
    assert.ok(rows.values.every((column) => column[1] === -1));
  });

  it('is nothing when it has no values', () => {
    assert.equal(toMetricRows([{ queue: 0, metric: 0, at: [], values: [] }], 0, request).at.length, 0);
  });
});

describe('history that is read again', () => {
  it('keeps what is older, takes the new rows for what they cover, and has no gap where they meet', () => {
    const joined = joinMetricRows(minutes(0, [1, 1, 1, 1]), minutes(2, [2, 2, 2]), START + 2 * MINUTE_MS, 0);
    assert.deepEqual(rowsOf(joined), [
      [0, 1],
      [1, 1],
      [2, 2],
      [3, 2],
      [4, 2],
    ]);
  });

  it('has a gap where nothing was asked between, and forgets what is too old', () => {
    const joined = joinMetricRows(
      minutes(0, [1, 1, 1]),
      minutes(10, [2]),
      START + 10 * MINUTE_MS,
      START + MINUTE_MS,
    );
    assert.deepEqual(rowsOf(joined), [
      [1, 1],
      [2, 1],
      [3, -1],
      [10, 2],
    ]);
  });
});
