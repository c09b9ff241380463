import type { QueueHistory } from '../history/queueHistory';
import { newestKept, thinRows } from '../history/thinRows';
import type { FinerRows, WatchedQueue } from '../shared/dashboardMessages';
import type { HistoryColumns } from '../shared/history';
import type { QueueRef } from '../shared/queue';

/** Columns of counts and of rates by whose sum rows are thinned out; the first column of counts is the latency. */
const COUNTED = [1, 2, 3];
const RATED = [0, 1, 2, 3];

/** Rows of a queue that a page is sent at first: two for every pixel of a chart. It must open fast, and asks for finer ones. */
const FIRST_ROWS_OF_QUEUE = 3_000;
/** Rows of a queue in a span that the page asks for. */
const FINER_ROWS_OF_QUEUE = 6_000;
/** Of all queues together. */
const MOST_ROWS = 24_000;

type History = Pick<QueueHistory, 'read'>;

/** The rows of a queue that a page with so many queues is sent at first. @param oldest epoch milliseconds */
export function firstRows(
  history: History,
  queue: QueueRef,
  queueCount: number,
  oldest: number,
): Pick<WatchedQueue, 'counts' | 'rates' | 'wholeFrom'> {
  const most = mostRows(FIRST_ROWS_OF_QUEUE, queueCount);
  const counts = history.read('counts', queue, oldest);
  const rates = history.read('rates', queue, oldest);
  return {
    counts: thinRows(counts, most, COUNTED),
    rates: thinRows(rates, most, RATED),
    wholeFrom: Math.max(...[counts, rates].map((columns) => wholeFrom(columns, most))),
  };
}

/** The rows of a queue between two times (epoch milliseconds) for a page with so many queues. */
export function finerRows(
  history: History,
  queue: QueueRef,
  queueCount: number,
  from: number,
  to: number,
): Pick<FinerRows, 'counts' | 'rates'> {
  const most = mostRows(FINER_ROWS_OF_QUEUE, queueCount);
  return {
    counts: thinRows(history.read('counts', queue, from, to), most, COUNTED, 0),
    rates: thinRows(history.read('rates', queue, from, to), most, RATED, 0),
  };
}

function mostRows(ofQueue: number, queueCount: number): number {
  return Math.min(ofQueue, Math.floor(MOST_ROWS / Math.max(queueCount, 1)));
}

/** The time of the oldest row that is not thinned out; 0 when none is. */
function wholeFrom({ at }: HistoryColumns, mostRows: number): number {
  return at.length <= mostRows ? 0 : (at[at.length - newestKept(mostRows)] ?? 0);
}
