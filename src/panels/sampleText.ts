import type { QueueHistory } from '../history/queueHistory';
import type { QueueRef } from '../shared/queue';

/** A span of time in epoch milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

type History = Pick<QueueHistory, 'read'>;

const HEADER =
  'queue,region,connection,asked_at,answered_at,visible,in_flight,delayed,sent,received,deleted,dead_lettered';

/**
 * The samples of queues as CSV, oldest first, a line for each; times in ISO 8601, UTC.
 *
 * Lines of rates (what happened in the second that ends then) have no counts, and the other way round.
 */
export function samplesCsv(history: History, queues: readonly QueueRef[], { from, to }: Span): string {
  const lines = queues.flatMap((queue) => {
    const place = [queue.queueName, queue.region, queue.connectionId].map(csvField);
    return [...countLines(history, queue, from, to), ...rateLines(history, queue, from, to)]
      .sort((a, b) => a.at - b.at)
      .map(({ fields }) => [...place, ...fields].join(','));
  });
  return `${[HEADER, ...lines].join('\n')}\n`;
}

interface Line {
  readonly at: number;
  readonly fields: readonly (string | number)[];
}

function countLines(history: History, queue: QueueRef, from: number, to: number): Line[] {
  const { at, values } = history.read('counts', queue, from, to);
  return Array.from(at, (answeredAt, row): Line[] => {
    const [latency = 0, ...counts] = values.map((column) => column[row] ?? 0);
    if (latency < 0) return [];
    const fields = [isoTime(answeredAt - latency), isoTime(answeredAt), ...counts, '', '', '', ''];
    return [{ at: answeredAt, fields }];
  }).flat();
}

function rateLines(history: History, queue: QueueRef, from: number, to: number): Line[] {
  const { at, values } = history.read('rates', queue, from, to);
  return Array.from(at, (end, row): Line[] => {
    const rates = values.map((column) => column[row] ?? 0);
    if (rates.some((rate) => rate < 0)) return [];
    return [{ at: end, fields: ['', isoTime(end), '', '', '', ...rates] }];
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

export function summarizeSamples(history: History, queue: QueueRef, { from, to }: Span): QueueSummary {
  const { values } = history.read('counts', queue, from, to);
  const columns = values.slice(1).map((column) => Array.from(column).filter((count) => count >= 0));
  const counts = columns.map((column) => ({
    last: column.at(-1) ?? 0,
    lowest: column.reduce((least, count) => Math.min(least, count), Number.POSITIVE_INFINITY),
    highest: column.reduce((most, count) => Math.max(most, count), 0),
  }));
  return { queue, samples: columns[0]?.length ?? 0, counts };
}
