import { type Connection, isAws } from './connection';

/** How often queues are sampled, in milliseconds. */
export interface SamplingIntervals {
  /** Of the emulator, and of endpoints that are not AWS. */
  readonly local: number;
  readonly aws: number;
  /** By the id of a connection, where one has its own. */
  readonly byConnection: Readonly<Record<string, number>>;
}

/** A second on this machine; on AWS, where every request costs, five. */
export const defaultIntervals: SamplingIntervals = { local: 1_000, aws: 5_000, byConnection: {} };

/** Milliseconds between two samples of a queue of the connection; undefined: one that was taken away. */
export function intervalOf(connection: Connection | undefined, intervals: SamplingIntervals): number {
  if (!connection) return intervals.aws;
  return intervals.byConnection[connection.id] ?? (isAws(connection) ? intervals.aws : intervals.local);
}
