/** From where on a queue deserves a look. What is undefined is not looked at. */
export interface Thresholds {
  /** More messages than this are visible. */
  readonly depth?: number | undefined;
  /** For a dead-letter queue: any message at all. */
  readonly notEmpty?: boolean | undefined;
  /** Messages were visible for so many minutes, and in the end no fewer than in the beginning. */
  readonly notDrainingMinutes?: number | undefined;
}

/** Which threshold a queue is beyond, in the order in which they are told. */
export type Alarm = 'notEmpty' | 'depth' | 'notDraining';
