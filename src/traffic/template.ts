import { type Random, randomUuid, randomWhole } from './random';

/** What placeholders are filled from. */
export interface TemplateValues {
  /** The number of the message in its run, from 0. */
  readonly index: number;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly random: Random;
}

export type Template = (values: TemplateValues) => string;

/** A text in `{{…}}` that is no placeholder. */
export class PlaceholderError extends Error {
  constructor(readonly placeholder: string) {
    super(`Unknown placeholder: ${placeholder}`);
  }
}

const placeholders = /\{\{([^{}]*)\}\}/g;

/**
 * Reads a text with placeholders.
 *
 * - `{{index}}`: the number of the message in its run, from 0
 * - `{{uuid}}`: a random UUID
 * - `{{timestamp}}`: now, as ISO 8601 in UTC with milliseconds
 * - `{{random 1 100}}`: a whole number between the two, both included
 *
 * @throws PlaceholderError for anything else in double braces
 */
export function compileTemplate(text: string): Template {
  const parts: (string | Template)[] = [];
  let end = 0;
  for (const match of text.matchAll(placeholders)) {
    parts.push(text.slice(end, match.index), compilePlaceholder(match[0], match[1] ?? ''));
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return (values) => parts.map((part) => (typeof part === 'string' ? part : part(values))).join('');
}

function compilePlaceholder(written: string, content: string): Template {
  const [name, ...args] = content.trim().split(/\s+/);
  if (name === 'random') return compileRandom(written, args);
  if (args.length > 0) throw new PlaceholderError(written);
  switch (name) {
    case 'index':
      return ({ index }) => String(index);
    case 'uuid':
      return ({ random }) => randomUuid(random);
    case 'timestamp':
      return ({ now }) => new Date(now).toISOString();
    default:
      throw new PlaceholderError(written);
  }
}

function compileRandom(written: string, args: readonly string[]): Template {
  const [least = Number.NaN, most = Number.NaN, ...rest] = args.map(Number);
  if (!Number.isSafeInteger(least) || !Number.isSafeInteger(most) || least > most || rest.length > 0) {
    throw new PlaceholderError(written);
  }
  return ({ random }) => String(randomWhole(random, least, most));
}
