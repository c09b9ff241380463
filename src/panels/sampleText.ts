import type { CloudWatchHistory } from '../history/cloudWatchHistory';
import type { QueueHistory } from '../history/queueHistory';
import { CLOUD_WATCH_COLUMNS, type CloudWatchColumn, cloudWatchColumn } from '../shared/cloudWatch';
import type { HistoryColumns } from '../shared/history';
import type { QueueRef } from '../shared/queue';

/** A span of time in epoch milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a dashboard shows. */
export interface Histories {
  readonly samples: Pick<QueueHistory, 'read'>;
  readonly cloudWatch: Pick<CloudWatchHistory, 'read'>;
}

const HEADER = [
  ...['queue', 'region', 'connection', 'asked_at', 'answered_at', 'visible', 'in_flight', 'delayed'],
  ...['sent', 'received', 'deleted', 'dead_lettered'],
  ...['source', 'period_seconds', 'empty_receives', 'age_of_oldest_message'],
].join(',');

/**
 * The samples of queues as CSV, oldest first, a line for each; times in ISO 8601, UTC.
 *
 * Lines of rates (`source` activity: what happened in the second that ends then) have no counts, and the other way
 * round. Lines of CloudWatch are of the period that begins then: the highest counts, and sums.
 */
export function samplesCsv(histories: Histories, queues: readonly QueueRef[], { from, to }: Span): string {
  const lines = queues.flatMap((queue) => {
    const place = [queue.queueName, queue.region, queue.connectionId].map(csvField);
    const { samples, cloudWatch } = histories;
    const rows = cloudWatch.read(queue);
    return [
      ...countLines(samples, queue, from, to),
      ...rateLines(samples, queue, from, to),
      ...(rows ? cloudWatchLines(rows, from, to) : []),
    ]
      .sort((a, b) => a.at - b.at)
      .map(({ fields }) => [...place, ...fields].join(','));
  });
  return `${[HEADER, ...lines].join('\n')}\n`;
}

interface Line {
  readonly at: number;
  readonly fields: readonly (string | number)[];
}

function countLines(history: Histories['samples'], queue: QueueRef, from: number, to: number): Line[] {
  const { at, values } = history.read('counts', queue, from, to);
  return Array.from(at, (answeredAt, row): Line[] => {
    const [latency = 0, ...counts] = values.map((column) => column[row] ?? 0);
    if (latency < 0) return [];
    const fields = [
      isoTime(answeredAt - latency),
      isoTime(answeredAt),
      ...counts,
      '',
      '',
      '',
      '',
      'sample',
      '',
      '',
      '',
    ];
    return [{ at: answeredAt, fields }];
  }).flat();
}

function rateLines(history: Histories['samples'], queue: QueueRef, from: number, to: number): Line[] {
  const { at, values } = history.read('rates', queue, from, to);
  return Array.from(at, (end, row): Line[] => {
    const rates = values.map((column) => column[row] ?? 0);
    if (rates.some((rate) => rate < 0)) return [];
    return [{ at: end, fields: ['', isoTime(end), '', '', '', ...rates, 'activity', '', '', ''] }];
  }).flat();
}

function cloudWatchLines({ at, values }: HistoryColumns, from: number, to: number): Line[] {
  return Array.from(at, (begin, row): Line[] => {
    const value = (name: CloudWatchColumn) => {
      const number = values[cloudWatchColumn(name)]?.[row] ?? -1;
      return number < 0 ? '' : number;
    };
    if (begin < from || begin > to || value('periodSeconds') === '') return [];
    const counts = [value('visible'), value('inFlight'), value('delayed')];
    const sums = [value('sent'), value('received'), value('deleted'), ''];
    const others = ['CloudWatch', value('periodSeconds'), value('emptyReceives'), value('oldestAge')];
    return [{ at: begin, fields: ['', isoTime(begin), ...counts, ...sums, ...others] }];
  }).flat();
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}

/** What begins like a formula would be run by a spreadsheet; names of queues cannot, ids of connections might. */
function csvField(text: string): string {
  const safe = /^[=+@\t\r-]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What was seen of one queue. */
export interface QueueSummary {
  readonly queue: QueueRef;
  /** Samples that were taken. */
  readonly samples: number;
  /** Visible, in flight, delayed: last, lowest, highest. */
  readonly counts: readonly { readonly last: number; readonly lowest: number; readonly highest: number }[];
}

export function summarizeSamples(
  history: Histories['samples'],
  queue: QueueRef,
  { from, to }: Span,
): QueueSummary {
  const { values } = history.read('counts', queue, from, to);
  const columns = values.slice(1).map((column) => Array.from(column).filter((count) => count >= 0));
  const counts = columns.map((column) => ({
    last: column.at(-1) ?? 0,
    lowest: column.reduce((least, count) => Math.min(least, count), Number.POSITIVE_INFINITY),
    highest: column.reduce((most, count) => Math.max(most, count), 0),
  }));
  return { queue, samples: columns[0]?.length ?? 0, counts };
}

/** What CloudWatch said of one queue in a span: lowest and highest, or the sum, of each column that has a value. */
export interface CloudWatchSummary {
  readonly queue: QueueRef;
  readonly columns: Readonly<
    Record<
      CloudWatchColumn,
      { readonly lowest: number; readonly highest: number; readonly sum: number } | undefined
    >
  >;
}

/** @returns undefined when it said nothing of that span */
export function summarizeCloudWatch(
  history: Histories['cloudWatch'],
  queue: QueueRef,
  { from, to }: Span,
): CloudWatchSummary | undefined {
  const rows = history.read(queue);
  if (!rows) return undefined;
  const columns = CLOUD_WATCH_COLUMNS.map((name, column) => {
    const values = Array.from(rows.values[column] ?? []).filter((value, row) => {
      const at = rows.at[row] ?? 0;
      return value >= 0 && at >= from && at <= to;
    });
    return [name, values.length === 0 ? undefined : extentOf(values)] as const;
  });
  const summary = Object.fromEntries(columns) as CloudWatchSummary['columns'];
  return summary.periodSeconds && { queue, columns: summary };
}

function extentOf(values: readonly number[]) {
  return {
    lowest: values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
    highest: values.reduce((most, value) => Math.max(most, value), 0),
    sum: values.reduce((sum, value) => sum + value, 0),
  };
}
