const MAX_LENGTH = 80;
const FIFO_SUFFIX = '.fifo';

/** What is wrong with the name of a queue, with what its sentence needs. */
export type QueueNameProblem =
  | { readonly code: 'empty' }
  /** The suffix `.fifo` counts. */
  | { readonly code: 'tooLong'; readonly length: number; readonly maximum: number }
  /** Only letters, digits, hyphens and underscores of ASCII are allowed. */
  | { readonly code: 'character'; readonly character: string }
  | { readonly code: 'suffixMissing' }
  | { readonly code: 'suffixOnStandard' };

/** Checks a name as CreateQueue does: 1 … 80 of `[A-Za-z0-9_-]`, and `.fifo` on FIFO queues alone. */
export function checkQueueName(name: string, isFifo: boolean): QueueNameProblem | undefined {
  const hasSuffix = name.endsWith(FIFO_SUFFIX);
  const stem = hasSuffix ? name.slice(0, -FIFO_SUFFIX.length) : name;
  if (stem === '') return { code: 'empty' };
  const character = /[^A-Za-z0-9_-]/u.exec(stem)?.[0];
  if (character !== undefined) return { code: 'character', character };
  if (isFifo && !hasSuffix) return { code: 'suffixMissing' };
  if (!isFifo && hasSuffix) return { code: 'suffixOnStandard' };
  return name.length > MAX_LENGTH ? { code: 'tooLong', length: name.length, maximum: MAX_LENGTH } : undefined;
}

/** The name with the suffix that SQS wants on every FIFO queue. */
export function withFifoSuffix(name: string): string {
  return name.endsWith(FIFO_SUFFIX) ? name : name + FIFO_SUFFIX;
}
