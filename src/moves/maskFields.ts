import { randomUUID } from 'node:crypto';

const MASKED = '***';

/**
 * A JSON body with some of its values masked; any other body stays as it is.
 * @param paths as in `customer.email` or `items[].card`: `[]` stands for every element of a list
 */
export function maskFields(body: string, paths: readonly string[]): string {
  if (paths.length === 0) return body;
  const sign = randomUUID();
  let value: unknown;
  try {
    JSON.parse(body);
    value = JSON.parse(body.replace(STRING_OR_NUMBER, (token) => asString(token, sign)));
  } catch {
    return body;
  }
  const masked = paths.reduce((current, path) => maskPath(current, stepsOf(path)), value);
  return masked === value ? body : JSON.stringify(masked).replace(new RegExp(`"${sign}([^"]*)"`, 'g'), '$1');
}

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** A number as a text that tells it, since a parsed one may be rounded. */
function asString(token: string, sign: string): string {
  return token.startsWith('"') ? token : `"${sign}${token}"`;
}

/** True for what `maskFields` takes as a path. */
export function isFieldPath(path: string): boolean {
  return path.trim() !== '' && stepsOf(path).every((step) => step !== '');
}

function stepsOf(path: string): readonly string[] {
  return path.trim().replaceAll('[]', '.[]').replace(/^\./, '').split('.');
}

/** The same object when there is nothing at the path. */
function maskPath(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined) return MASKED;
  if (step === '[]') {
    if (!Array.isArray(value)) return value;
    const elements = value.map((element) => maskPath(element, rest));
    return elements.some((element, index) => element !== value[index]) ? elements : value;
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return value;
  const field = (value as Readonly<Record<string, unknown>>)[step];
  const masked = maskPath(field, rest);
  return masked === field ? value : { ...value, [step]: masked };
}
