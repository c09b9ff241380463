import type { MessageRow } from '../../src/shared/messageList';

/** Less than this is worth a warning. */
const SOON_MS = 10_000;

/** The life of a receipt: how long the message stays hidden from other consumers. */
export interface Receipt {
  readonly state: 'good' | 'soon' | 'lapsed';
  /** Milliseconds; 0 once it has lapsed. */
  readonly left: number;
}

/** The receipt of a message at a time (epoch milliseconds of the host's clock). */
export function receiptOf({ visibleAgainAt = 0 }: MessageRow, now: number): Receipt {
  const left = Math.max(visibleAgainAt - now, 0);
  if (left === 0) return { state: 'lapsed', left };
  return { state: left < SOON_MS ? 'soon' : 'good', left };
}
