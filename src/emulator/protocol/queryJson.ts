import { encodeBlob } from './blob';
import type { Member, Shape, StructureShape } from './shapes';

/**
 * A Query result as JSON, which SQS gives to callers that accept `application/json`: members keep their
 * names, but lists of messages and queue URLs are lower-case and `null` when absent, and maps are lists of
 * `Name` and `Value`.
 */
export function structureToQueryJson(value: object, shape: StructureShape): object {
  const members: Record<string, unknown> = {};
  for (const name in shape.members) {
    const member = shape.members[name];
    if (!member) continue;
    const given = (value as Record<string, unknown>)[name];
    members[jsonNameOf(name)] = given === undefined ? null : valueToQueryJson(given, member);
  }
  return members;
}

function jsonNameOf(name: string): string {
  if (name === 'Messages') return 'messages';
  return name === 'QueueUrls' ? 'queueUrls' : name;
}

function valueToQueryJson(value: unknown, { shape }: Pick<Member, 'shape'>): unknown {
  switch (shape.type) {
    case 'structure':
      return structureToQueryJson(value as object, shape);
    case 'list':
      return (value as unknown[]).map((item) => valueToQueryJson(item, { shape: shape.member }));
    case 'map':
      return mapToQueryJson(value as object, shape.keyName, shape.value);
    case 'blob':
      return encodeBlob(value as Uint8Array);
    default:
      return value;
  }
}

function mapToQueryJson(map: object, keyName: string, shape: Shape): object[] {
  return Object.entries(map).map(([key, value]) => ({
    [keyName]: key,
    Value: valueToQueryJson(value, { shape }),
  }));
}
