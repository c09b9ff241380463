/** Digits that a double holds exactly. */
const SAFE_DIGITS = 15;

/**
 * The values at a path of a JSON body, such as `order.lines.sku` or `order.lines[0].sku`.
 *
 * An array on the way, or at the end, stands for each of its elements. Where the body is an SNS envelope without such
 * a member, its message is looked at. Objects come as JSON; no values where the body is no JSON, or is nested more
 * deeply than the stack allows.
 */
export function readBodyPath(body: string, path: string): readonly string[] {
  try {
    return readKeys(body, splitPath(path));
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function readKeys(body: string, keys: readonly string[]): readonly string[] {
  const last = keys.at(-1);
  if (last === undefined || !mayHave(body, last)) return [];
  const json = parseObject(body);
  if (json === undefined) return [];
  const found = valuesAt(json, keys);
  return (found.length > 0 ? found : valuesInEnvelope(json, keys)).map((value) => toText(value, body, last));
}

function splitPath(path: string): readonly string[] {
  return path
    .replace(/\[(\d+|\*)\]/g, '.$1')
    .split('.')
    .filter((key) => key !== '' && key !== '*');
}

/** Most bodies without the member are told by their text alone. A key with an escape in it is written otherwise. */
function mayHave(body: string, key: string): boolean {
  return /^\d+$/.test(key) || body.includes(key) || body.includes('\\u');
}

/** False for a JSON body none of whose values is this text. What is written with escapes has to be parsed; objects are written anew. */
export function mayHaveText(body: string, text: string): boolean {
  return body.includes(text) || body.includes('\\') || /^[[{]/.test(text);
}

function parseObject(body: string): unknown {
  if (!/^\s*[[{]/.test(body)) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function valuesAt(value: unknown, keys: readonly string[]): readonly unknown[] {
  const [key, ...rest] = keys;
  if (Array.isArray(value)) {
    if (key !== undefined && /^\d+$/.test(key)) {
      const index = Number(key);
      return index < value.length ? valuesAt(value[index], rest) : [];
    }
    return value.flatMap((element: unknown) => valuesAt(element, keys));
  }
  if (key === undefined) return [value];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return [];
  return valuesAt((value as Readonly<Record<string, unknown>>)[key], rest);
}

function valuesInEnvelope(json: unknown, keys: readonly string[]): readonly unknown[] {
  if (typeof json !== 'object' || json === null || !('TopicArn' in json) || !('Message' in json)) return [];
  const inner = typeof json.Message === 'string' ? parseObject(json.Message) : undefined;
  return inner === undefined ? [] : valuesAt(inner, keys);
}

function toText(value: unknown, body: string, key: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return exactNumber(value, body, key);
  return JSON.stringify(value);
}

/** A long number as the body writes it, since parsing has rounded it. */
function exactNumber(value: number, body: string, key: string): string {
  const text = String(value);
  if (Number.isSafeInteger(value) || text.length <= SAFE_DIGITS) return text;
  for (const [, written = ''] of body.matchAll(/:\s*(-?\d[\d.eE+-]*)/g)) {
    if (Number(written) === value && body.includes(key)) return written;
  }
  return text;
}
