/** When a call was made and when its answer was there: milliseconds of the machine's monotonic clock. */
export interface Call {
  readonly program: string;
  /** Its name. */
  readonly queue: string;
  readonly start: number;
  readonly end: number;
  /** The code of an error, of a call that was refused. */
  readonly error?: string;
}

export interface Send extends Call {
  readonly op: 'send';
  readonly body: string;
  readonly delaySeconds?: number;
  readonly group?: string;
  readonly deduplicationId?: string;
  readonly messageId?: string;
  readonly sequence?: string;
}

export interface Delivery {
  readonly messageId: string;
  readonly body: string;
  readonly receiveCount: number;
  readonly group?: string;
  readonly sequence?: string;
}

export interface Receive extends Call {
  readonly op: 'receive';
  readonly visibilitySeconds: number;
  readonly messages: readonly Delivery[];
}

/** By the receipt of the delivery with this receive count. */
export interface Delete extends Call {
  readonly op: 'delete';
  readonly messageId: string;
  readonly receiveCount: number;
}

export interface ChangeVisibility extends Call {
  readonly op: 'change';
  readonly messageId: string;
  readonly receiveCount: number;
  readonly visibilitySeconds: number;
}

/** Taken while no other call was under way. */
export interface Counts extends Call {
  readonly op: 'counts';
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/** One line of what a program saw. */
export type HistoryEntry = Send | Receive | Delete | ChangeVisibility | Counts;

/** Reads the lines of a program's NDJSON. */
export function parseHistory(text: string): HistoryEntry[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as HistoryEntry);
}
