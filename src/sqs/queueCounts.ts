import type { QueueCounts } from '../shared/queue';

/** The attributes that hold the three counts. */
export const countAttributes = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** The counts among the attributes of a queue; one that is absent is 0. */
export function toCounts(attributes: Readonly<Record<string, string>>): QueueCounts {
  return {
    visible: Number(attributes['ApproximateNumberOfMessages'] ?? 0),
    inFlight: Number(attributes['ApproximateNumberOfMessagesNotVisible'] ?? 0),
    delayed: Number(attributes['ApproximateNumberOfMessagesDelayed'] ?? 0),
  };
}
