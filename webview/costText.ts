import { samplingCost } from '../src/shared/samplingCost';
import { format, formatInteger } from './text';

/** What a page asks of AWS and what that costs. @param words `{0}` requests an hour, `{1}` dollars */
export function costText(
  queues: readonly { readonly intervalMs: number; readonly isFifo: boolean }[],
  words: string,
): string {
  const { requestsPerHour, dollarsPerHour } = samplingCost(queues);
  const dollars = new Intl.NumberFormat(undefined, {
    style: 'currency',
    currency: 'USD',
    maximumSignificantDigits: 2,
  }).format(dollarsPerHour);
  return format(words, formatInteger(Math.round(requestsPerHour)), dollars);
}
