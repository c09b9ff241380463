/**
 * Columns of what CloudWatch says of a queue: first the seconds of the period that a row is of and that begins at the
 * row's time; -1 where CloudWatch has no value. Counts are the highest of the period; what was sent, received and
 * deleted and the empty receives are its sums; the age of the oldest message (seconds) is its highest.
 */
export const CLOUD_WATCH_COLUMNS = [
  'periodSeconds',
  'visible',
  'inFlight',
  'delayed',
  'sent',
  'received',
  'deleted',
  'emptyReceives',
  'oldestAge',
] as const;

export type CloudWatchColumn = (typeof CLOUD_WATCH_COLUMNS)[number];

/** The position of a column. */
export function cloudWatchColumn(name: CloudWatchColumn): number {
  return CLOUD_WATCH_COLUMNS.indexOf(name);
}
