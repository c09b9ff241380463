import type { OverviewRequest } from '../shared/overviewMessages';
import type { Thresholds } from '../shared/thresholds';
import { asRecord, isIntegerBetween, isText } from './untrusted';

/** More minutes than the history has. */
const MOST_MINUTES = 24 * 60 - 1;
const MOST_MESSAGES = 1_000_000_000;

/** A message of the overview page, checked; undefined when it is not one. */
export function parseOverviewRequest(value: unknown): OverviewRequest | undefined {
  const message = asRecord(value);
  const type = message?.['type'];
  if (!message) return undefined;
  if (type === 'ready' || type === 'addQueues') return { type };
  const key = message['key'];
  if (!isText(key)) return undefined;
  const { isKept, isSilenced } = message;
  switch (type) {
    case 'open':
    case 'remove':
      return { type, key };
    case 'keep':
      return typeof isKept === 'boolean' ? { type, key, isKept } : undefined;
    case 'silence':
      return typeof isSilenced === 'boolean' ? { type, key, isSilenced } : undefined;
    case 'setThresholds': {
      const thresholds = parseThresholds(message['thresholds']);
      return thresholds && { type, key, thresholds };
    }
    default:
      return undefined;
  }
}

function parseThresholds(value: unknown): Thresholds | undefined {
  const record = asRecord(value);
  if (!record) return undefined;
  const { depth, notEmpty, notDrainingMinutes } = record;
  const isDepth = depth === undefined || isIntegerBetween(depth, 0, MOST_MESSAGES);
  const isMinutes = notDrainingMinutes === undefined || isIntegerBetween(notDrainingMinutes, 1, MOST_MINUTES);
  if (!isDepth || !isMinutes) return undefined;
  return {
    ...(depth !== undefined && { depth }),
    ...(notEmpty === true && { notEmpty }),
    ...(notDrainingMinutes !== undefined && { notDrainingMinutes }),
  };
}
