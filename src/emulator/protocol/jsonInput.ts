import { SqsError } from '../core/sqsError';
import { decodeBlob } from './blob';
import type { ListShape, MapShape, ScalarShape, Shape, StructureShape } from './shapes';

/**
 * Checks a parsed JSON value against its shape as strictly as SQS does: nothing is coerced, unknown members
 * are let be, `null` counts as absent. Works in place; base64 texts become `Uint8Array`.
 * @throws SqsError SerializationException
 */
export function checkStructure(value: unknown, shape: StructureShape): object {
  const members = expectObject(value);
  for (const name in members) {
    const member = shape.members[name];
    if (member === undefined) continue;
    const given = members[name];
    if (given === null) delete members[name];
    // A string that should be one, the common case, needs no more looking at.
    else if (typeof given !== member.shape.type) members[name] = checkValue(given, member.shape);
  }
  return members;
}

function checkValue(value: unknown, shape: Shape): unknown {
  switch (shape.type) {
    case 'structure':
      return checkStructure(value, shape);
    case 'list':
      return checkList(value, shape);
    case 'map':
      return checkMap(value, shape);
    default:
      return checkScalar(value, shape);
  }
}

function checkList(value: unknown, shape: ListShape): unknown[] {
  if (!Array.isArray(value)) throw notACollection(value);
  return value.filter((item) => item !== null).map((item) => checkValue(item, shape.member));
}

function checkMap(value: unknown, shape: MapShape): object {
  const entries = expectObject(value);
  for (const [key, item] of Object.entries(entries)) {
    if (item === null) delete entries[key];
    else setOwn(entries, key, checkValue(item, shape.value));
  }
  return entries;
}

function checkScalar(value: unknown, shape: ScalarShape): unknown {
  if (typeof value === 'object') {
    throw serializationError(
      Array.isArray(value)
        ? 'Start of list found where not expected'
        : 'Start of structure or map found where not expected.',
    );
  }
  switch (shape.type) {
    case 'string':
      if (typeof value === 'string') return value;
      break;
    case 'integer':
      if (isInt32(value)) return value;
      break;
    case 'boolean':
      if (typeof value === 'boolean') return value;
      break;
    case 'blob': {
      const bytes = typeof value === 'string' ? decodeBlob(value) : undefined;
      if (bytes) return bytes;
    }
  }
  throw serializationError(`${tokenOf(value)} can not be converted to ${typeNames[shape.type]}`);
}

function expectObject(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw Array.isArray(value)
    ? serializationError('Start of list found where not expected')
    : notACollection(value);
}

/** `__proto__` is a legal map key in JSON; plain assignment would take it for the prototype. */
export function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
  } else {
    target[key] = value;
  }
}

export function isInt32(value: unknown): value is number {
  return typeof value === 'number' && (value | 0) === value;
}

const typeNames = {
  string: 'a String',
  integer: 'an Integer',
  boolean: 'a Boolean',
  blob: 'a Blob',
} as const;

function tokenOf(value: unknown): string {
  if (typeof value === 'string') return 'STRING_VALUE';
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  return Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE';
}

function notACollection(value: unknown): SqsError {
  if (typeof value === 'object' && value !== null) {
    return serializationError('Start of structure or map found where not expected.');
  }
  return serializationError(`Unrecognized collection type class ${javaClassOf(value)}`);
}

function javaClassOf(value: unknown): string {
  if (typeof value === 'string') return 'java.lang.String';
  if (typeof value === 'boolean') return 'java.lang.Boolean';
  return Number.isInteger(value) ? 'java.lang.Integer' : 'java.lang.Double';
}

export function serializationError(text: string): SqsError {
  return new SqsError('SerializationException', text);
}
