import type { FaultPreset, FaultRule } from './faultRules';

/** What the presets stand for. */
export const faultPresets: Readonly<Record<FaultPreset, readonly FaultRule[]>> = {
  /** What AWS does on a good day, only more often than one would wait for. */
  'like-aws': [
    { kind: 'emptyReceive', rate: 0.05, isShortPollOnly: true },
    { kind: 'underFill', rate: 0.3, isShortPollOnly: true },
    { kind: 'reorder', rate: 0.2 },
    { kind: 'duplicateDelivery', rate: 0.01 },
    { kind: 'laggingCounts', lagMs: 5_000 },
  ],
  /** Every message of a standard queue comes twice: shows whether a consumer is idempotent. */
  'at-least-once-strictly': [{ kind: 'duplicateDelivery', rate: 1 }],
  'bad-network': [
    { kind: 'latency', rate: 0.5, minMs: 50, maxMs: 500 },
    { kind: 'lostAnswer', rate: 0.05 },
    { kind: 'error', code: 'ServiceUnavailable', rate: 0.05 },
    { kind: 'throttle', rate: 0.02 },
  ],
};
