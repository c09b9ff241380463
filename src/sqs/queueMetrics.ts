import { CLOUD_WATCH_COLUMNS, type CloudWatchColumn } from '../shared/cloudWatch';
import type { HistoryColumns } from '../shared/history';

// What is asked of CloudWatch about queues, and how its answers become rows. Pure.

/** How far back is asked, and how long a value's period is. CloudWatch keeps values of a minute for 15 days. */
export interface MetricWindow {
  readonly hours: number;
  readonly periodSeconds: 60 | 300;
}

export const METRIC_WINDOWS: readonly MetricWindow[] = [
  { hours: 3, periodSeconds: 60 },
  { hours: 24, periodSeconds: 60 },
  { hours: 168, periodSeconds: 300 },
];

/** A metric of the namespace `AWS/SQS`, the column that it becomes, and its statistic. */
interface QueueMetric {
  readonly column: Exclude<CloudWatchColumn, 'periodSeconds'>;
  readonly name: string;
  readonly statistic: 'Maximum' | 'Sum';
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
export const QUEUE_METRICS: readonly QueueMetric[] = [
  { column: 'visible', name: 'ApproximateNumberOfMessagesVisible', statistic: 'Maximum' },
  { column: 'inFlight', name: 'ApproximateNumberOfMessagesNotVisible', statistic: 'Maximum' },
  { column: 'delayed', name: 'ApproximateNumberOfMessagesDelayed', statistic: 'Maximum' },
  { column: 'sent', name: 'NumberOfMessagesSent', statistic: 'Sum' },
  { column: 'received', name: 'NumberOfMessagesReceived', statistic: 'Sum' },
  { column: 'deleted', name: 'NumberOfMessagesDeleted', statistic: 'Sum' },
  { column: 'emptyReceives', name: 'NumberOfEmptyReceives', statistic: 'Sum' },
  { column: 'oldestAge', name: 'ApproximateAgeOfOldestMessage', statistic: 'Maximum' },
];

/** Of GetMetricData: metrics and values of one call. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
const MOST_METRICS = 500;
const MOST_VALUES = 100_800;
/** https://aws.amazon.com/cloudwatch/pricing: $0.01 for 1,000 metrics requested, us-east-1; GetMetricData is never free. */
const DOLLARS_PER_METRIC = 0.01 / 1_000;

/** One call of GetMetricData; times in epoch milliseconds, `to` not included. */
export interface MetricRequest {
  readonly queueNames: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly periodSeconds: number;
}

/** What one metric of one queue of a request was; `at`: when each period began, epoch milliseconds. */
export interface MetricValues {
  /** Positions in the request's `queueNames` and in `QUEUE_METRICS`. */
  readonly queue: number;
  readonly metric: number;
  readonly at: readonly number[];
  readonly values: readonly number[];
}

/** What calls ask for and cost, at the public price. */
export interface MetricPrice {
  readonly calls: number;
  readonly metrics: number;
  /** US dollars. */
  readonly dollars: number;
}

/** The price of asking for all metrics of so many queues of one connection and region. */
export function metricPrice(queues: number, window: MetricWindow): MetricPrice {
  const metrics = queues * QUEUE_METRICS.length;
  return { calls: Math.ceil(queues / queuesPerCall(window)), metrics, dollars: metricDollars(metrics) };
}

export function metricDollars(metrics: number): number {
  return metrics * DOLLARS_PER_METRIC;
}

/** The calls for a window that ends with the last full period before `now` (epoch milliseconds). */
export function metricRequests(
  queueNames: readonly string[],
  window: MetricWindow,
  now: number,
): readonly MetricRequest[] {
  const periodMs = window.periodSeconds * 1_000;
  const to = Math.floor(now / periodMs) * periodMs;
  const from = to - window.hours * 3_600_000;
  const size = queuesPerCall(window);
  return Array.from({ length: Math.ceil(queueNames.length / size) }, (_, call) => ({
    queueNames: queueNames.slice(call * size, (call + 1) * size),
    from,
    to,
    periodSeconds: window.periodSeconds,
  }));
}

/** So many that one answer holds all their values. */
function queuesPerCall({ hours, periodSeconds }: MetricWindow): number {
  const values = (hours * 3_600) / periodSeconds;
  return Math.floor(Math.min(MOST_METRICS, MOST_VALUES / values) / QUEUE_METRICS.length);
}

/** What was answered about one queue, as rows in the order of time; where periods are missing there is a row of -1. */
export function toMetricRows(
  answers: readonly MetricValues[],
  queue: number,
  { periodSeconds }: MetricRequest,
): HistoryColumns {
  const rows = new Map<number, number[]>();
  for (const { metric, at, values } of answers.filter((answer) => answer.queue === queue)) {
    const column = CLOUD_WATCH_COLUMNS.indexOf(QUEUE_METRICS[metric]?.column ?? 'periodSeconds');
    for (const [index, time] of at.entries()) {
      const row = rows.get(time) ?? [periodSeconds, ...QUEUE_METRICS.map(() => -1)];
      row[column] = values[index] ?? -1;
      rows.set(time, row);
    }
  }
  return toColumns([...rows].map(([at, values]) => ({ at, values })).sort((a, b) => a.at - b.at));
}

/** Older rows, up to the first newer one, before the newer rows; what is older than `oldest` is left out. */
export function joinMetricRows(
  older: HistoryColumns,
  newer: HistoryColumns,
  newerFrom: number,
  oldest: number,
): HistoryColumns {
  const kept = toRows(older).filter(({ at }) => at < newerFrom && at >= oldest);
  return toColumns([...kept, ...toRows(newer)]);
}

interface Row {
  readonly at: number;
  readonly values: readonly number[];
}

/** Without the rows of gaps. */
function toRows({ at, values }: HistoryColumns): Row[] {
  return Array.from(at, (time, row) => ({
    at: time,
    values: values.map((column) => column[row] ?? -1),
  })).filter(({ values: [period = -1] }) => period > 0);
}

/** With a row of -1 where the one before ends sooner than the next begins. */
function toColumns(rows: readonly Row[]): HistoryColumns {
  const gap = CLOUD_WATCH_COLUMNS.map(() => -1);
  const all = rows.flatMap((row, index) => {
    const before = rows[index - 1];
    const end = before ? before.at + (before.values[0] ?? 0) * 1_000 : row.at;
    return end < row.at ? [{ at: end, values: gap }, row] : [row];
  });
  return {
    at: Float64Array.from(all, ({ at }) => at),
    values: gap.map((_, column) => Float64Array.from(all, ({ values }) => values[column] ?? -1)),
  };
}
