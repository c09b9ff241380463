import { fail } from './filterProblem';
import type { Field } from './messageFields';
import type { Operator, Token } from './tokens';

type Test = (value: string | number) => boolean;

const DURATION_UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const SIZE_UNITS: Readonly<Record<string, number>> = {
  b: 1,
  k: 1024,
  kb: 1024,
  kib: 1024,
  m: 1_048_576,
  mb: 1_048_576,
  mib: 1_048_576,
};
/** Longer numbers lose digits as a double, and are compared as text. */
const EXACT_NUMBER = /^[-+]?(?=(?:\D*\d){1,15}\D*$)\d*\.?\d+(?:e[-+]?\d{1,3})?$/i;

/** How a value of a field is held against what was typed. @throws FilterSyntaxError for a value of another kind */
export function comparison(field: Field, operator: Operator, value: Token): Test {
  if (operator === '~' || operator === '!~') return contains(value.text);
  if (field.kind === 'any' || field.kind === 'text') return compareText(operator, value);
  const wanted = readQuantity(field, value);
  return (actual) => compare(operator, Number(actual), wanted);
}

/** The text that a value has to be, to the letter; undefined where others match as well. */
export function literalOf(operator: Operator, { kind, text }: Token): string | undefined {
  if (operator !== '=' && operator !== '!=') return undefined;
  const isPattern = kind === 'word' && text.includes('*');
  return isPattern || readNumber(text) !== undefined ? undefined : text;
}

function contains(text: string): Test {
  const wanted = text.toLowerCase();
  return (actual) => String(actual).toLowerCase().includes(wanted);
}

function compareText(operator: Operator, { kind, text }: Token): Test {
  if (kind === 'word' && text.includes('*')) {
    const parts = text.split('*');
    return (actual) => isLike(String(actual), parts);
  }
  const number = readNumber(text);
  return (actual) => {
    const other = number === undefined ? undefined : readNumber(String(actual));
    if (number === undefined || other === undefined) return compare(operator, String(actual), text);
    return compare(operator, other, number);
  };
}

/** `!=` is turned around by its caller, so that it also holds where there is no value. */
function compare<T extends string | number>(operator: Operator, actual: T, wanted: T): boolean {
  switch (operator) {
    case '>':
      return actual > wanted;
    case '<':
      return actual < wanted;
    case '>=':
      return actual >= wanted;
    case '<=':
      return actual <= wanted;
    default:
      return actual === wanted;
  }
}

/** True when the parts of a pattern stand in the text one after the other; linear, whatever the pattern. */
function isLike(text: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
    return false;
  const end = text.length - last.length;
  let position = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, position);
    if (found < 0 || found + part.length > end) return false;
    position = found + part.length;
  }
  return true;
}

function readNumber(text: string): number | undefined {
  return EXACT_NUMBER.test(text.trim()) ? Number(text) : undefined;
}

/** A number, bytes, or milliseconds. */
function readQuantity({ kind }: Field, { text, index }: Token): number {
  switch (kind) {
    case 'duration':
      return sumOfUnits(text, DURATION_UNITS, 's') ?? fail('durationExpected', index, text);
    case 'size':
      return sumOfUnits(text, SIZE_UNITS, 'b') ?? fail('sizeExpected', index, text);
    case 'time':
      return readTime(text) ?? fail('timeExpected', index, text);
    default:
      return readNumber(text) ?? fail('numberExpected', index, text);
  }
}

/** `1h30m`, `64KiB`; a number alone counts in the default unit. */
function sumOfUnits(
  text: string,
  units: Readonly<Record<string, number>>,
  defaultUnit: string,
): number | undefined {
  if (!/^(\d+(\.\d+)?[a-z]*)+$/i.test(text)) return undefined;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)([a-z]*)/gi)) {
    const factor = units[(unit || defaultUnit).toLowerCase()];
    if (factor === undefined) return undefined;
    sum += Number(amount) * factor;
  }
  return sum;
}

/** A date as ISO 8601 writes it, or epoch milliseconds. */
function readTime(text: string): number | undefined {
  if (/^\d{10,}$/.test(text)) return Number(text);
  const at = /^\d{4}-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}
