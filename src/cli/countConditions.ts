import type { QueueCounts } from '../shared/queue';
import { CommandError } from './commandError';

/** The options by which counts of a queue are compared. */
export const countOptions = {
  empty: { type: 'boolean', default: false },
  visible: { type: 'string' },
  'in-flight': { type: 'string' },
  delayed: { type: 'string' },
  total: { type: 'string' },
} as const;

export const countOptionsUsage = `Counts; a number is exact, 5.. at least, ..5 at most, 2..5 between:
  --empty              no visible, in-flight or delayed message: the same as --total 0
  --visible <range>    messages that can be received
  --in-flight <range>  messages that were received and not yet deleted
  --delayed <range>    messages that are not yet visible for the first time
  --total <range>      all three together
On AWS the counts are approximate and lag by up to a minute.
`;

export interface CountOptionValues {
  readonly empty: boolean;
  readonly visible?: string | undefined;
  readonly 'in-flight'?: string | undefined;
  readonly delayed?: string | undefined;
  readonly total?: string | undefined;
}

/** Something that is true of the counts of a queue or not. */
export interface CountCondition {
  /** As it was written, such as `visible 2..5`. */
  readonly text: string;
  readonly read: (counts: QueueCounts) => number;
  readonly least: number;
  readonly most: number;
}

const readers: Readonly<Record<Exclude<keyof CountOptionValues, 'empty'>, CountCondition['read']>> = {
  visible: ({ visible }) => visible,
  'in-flight': ({ inFlight }) => inFlight,
  delayed: ({ delayed }) => delayed,
  total: totalOf,
};

/** @throws CommandError with exit code 2 */
export function readCountConditions(values: CountOptionValues): readonly CountCondition[] {
  const names = ['visible', 'in-flight', 'delayed', 'total'] as const;
  const conditions = names.flatMap((name) => {
    const range = values[name];
    return range === undefined
      ? []
      : [{ text: `${name} ${range}`, read: readers[name], ...readRange(name, range) }];
  });
  return values.empty ? [{ text: 'empty', read: totalOf, least: 0, most: 0 }, ...conditions] : conditions;
}

export function isMet({ read, least, most }: CountCondition, counts: QueueCounts): boolean {
  const count = read(counts);
  return count >= least && count <= most;
}

/** The counts in words, for a sentence. */
export function countsText({ visible, inFlight, delayed }: QueueCounts): string {
  return `${visible} visible, ${inFlight} in flight, ${delayed} delayed`;
}

function totalOf({ visible, inFlight, delayed }: QueueCounts): number {
  return visible + inFlight + delayed;
}

function readRange(name: string, text: string): { least: number; most: number } {
  const match = /^(?:(\d{1,9})|(\d{1,9})?\.\.(\d{1,9})?)$/.exec(text);
  const [, exact, least, most] = match ?? [];
  const range =
    exact === undefined
      ? { least: Number(least ?? 0), most: most === undefined ? Number.POSITIVE_INFINITY : Number(most) }
      : { least: Number(exact), most: Number(exact) };
  if (match && text !== '..' && range.least <= range.most) return range;
  throw CommandError.usage(`--${name} takes a number or a range such as 5, 5.., ..5 or 2..5, not "${text}".`);
}
