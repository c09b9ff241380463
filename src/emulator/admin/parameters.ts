import { invalid } from './adminError';

/** A JSON object as it came in. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * @param what begins the sentence when `value` is no object
 * @throws AdminError
 */
export function readObject(value: unknown, what: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw invalid(`${what} must be a JSON object.`);
}

/** An absent body is an object without fields. */
export function readFields(value: unknown, what: string): Fields {
  return value === undefined ? {} : readObject(value, what);
}

/** @throws AdminError for a field that is not in `known`: a misspelt one must not pass for nothing */
export function refuseOthers(fields: Fields, known: readonly string[], what: string): void {
  const other = Object.keys(fields).find((name) => !known.includes(name));
  if (other !== undefined) throw invalid(`${what} can have ${known.join(', ')}; not "${other}".`);
}

export function readText(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  if (value === undefined || (typeof value === 'string' && value !== '')) return value;
  throw invalid(`"${name}" must be a text that is not empty.`);
}

export function readTexts(fields: Fields, name: string): readonly string[] | undefined {
  const value = fields[name];
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string'))
    return value;
  throw invalid(`"${name}" must be a list of texts that is not empty.`);
}

export function readBoolean(fields: Fields, name: string): boolean | undefined {
  const value = fields[name];
  if (value === undefined || typeof value === 'boolean') return value;
  throw invalid(`"${name}" must be true or false.`);
}

export function readNumber(fields: Fields, name: string, least: number, most: number): number | undefined {
  const value = fields[name];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && value >= least && value <= most) return value;
  throw invalid(`"${name}" must be a number from ${least} to ${most}.`);
}

export function readWhole(fields: Fields, name: string, least: number, most: number): number | undefined {
  const value = readNumber(fields, name, least, most);
  if (value === undefined || Number.isInteger(value)) return value;
  throw invalid(`"${name}" must be a whole number from ${least} to ${most}.`);
}

/** A whole number of the query string; `fallback` when it is not there. */
export function readQueryWhole(
  query: URLSearchParams,
  name: string,
  { least, most, fallback }: { readonly least: number; readonly most: number; readonly fallback: number },
): number {
  const text = query.get(name);
  if (text === null) return fallback;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw invalid(`"${name}" must be a whole number from ${least} to ${most}, not "${text}".`);
}

/** One of `allowed`; undefined when it is not there. */
export function readQueryChoice<T extends string>(
  query: URLSearchParams,
  name: string,
  allowed: readonly T[],
): T | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const found = allowed.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw invalid(`"${name}" must be one of ${allowed.join(', ')}, not "${text}".`);
}
