/**
 * Which queue a page is about, and where it lives.
 *
 * Shown on every page, so that nothing is sent, received or deleted without it in sight.
 */
export interface QueueHeading {
  /** What the page calls the queue when it speaks to the host. */
  readonly key: string;
  readonly queueName: string;
  /** The connection as people know it, such as `Emulator` or `AWS profile dev`. */
  readonly connection: string;
  /** The account of the queue's URL; empty when the URL names none. */
  readonly account: string;
  readonly region: string;
  /** True when calls go to AWS and may touch what others rely on. */
  readonly isAws: boolean;
  readonly isFifo: boolean;
}

/** Words that every page shows above its content. */
export interface HeadingStrings {
  readonly standard: string;
  readonly fifo: string;
  readonly aws: string;
  /** Read to screen readers before connection, account and region. */
  readonly location: string;
}

/** The first thing every page says; the host answers with the whole state. */
export interface ReadyRequest {
  readonly type: 'ready';
}
