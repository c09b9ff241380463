import { decodeBlob } from './blob';
import { isInt32, serializationError, setOwn } from './jsonInput';
import type { ParameterNode } from './queryParameters';
import type { ListShape, MapShape, ScalarShape, Shape, StructureShape } from './shapes';

/**
 * Builds the input of an action from Query parameters. Parameters that the shape does not know are let be.
 * @throws SqsError SerializationException
 */
export function readStructure(node: ParameterNode, shape: StructureShape): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const name in shape.members) {
    const member = shape.members[name];
    const given = member && node.children?.get(member.queryName);
    if (!member || !given) continue;
    const value = readValue(given, member.shape);
    if (value !== undefined) input[name] = value;
  }
  return input;
}

function readValue(node: ParameterNode, shape: Shape): unknown {
  switch (shape.type) {
    case 'structure':
      return readStructure(node, shape);
    case 'list':
      return readList(node, shape);
    case 'map':
      return readMap(node, shape);
    default:
      return node.value === undefined ? undefined : readScalar(node.value, shape);
  }
}

/** `Name.1=…`; also `Name=…` for one item, and `Name=` for the empty list, as SDKs write it. */
function readList(node: ParameterNode, shape: ListShape): unknown[] {
  const items = numberedChildren(node).map((child) => readValue(child, shape.member));
  if (items.length === 0 && node.value) items.push(readValue({ value: node.value }, shape.member));
  return items.filter((item) => item !== undefined);
}

/** `Name.1.<key>=…`; also `Name.<key>=…` for one entry, as in examples of the API reference. */
function readMap(node: ParameterNode, shape: MapShape): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  for (const entry of [node, ...numberedChildren(node)]) {
    const key = entry.children?.get(shape.keyName)?.value;
    const given = entry.children?.get('Value');
    const value = given && readValue(given, shape.value);
    if (key !== undefined && value !== undefined) setOwn(map, key, value);
  }
  return map;
}

/** Children called by a number, in numeric order; gaps do no harm. */
function numberedChildren(node: ParameterNode): ParameterNode[] {
  return [...(node.children ?? [])]
    .filter(([key]) => /^\d{1,6}$/.test(key))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, child]) => child);
}

function readScalar(text: string, shape: ScalarShape): unknown {
  switch (shape.type) {
    case 'string':
      return text;
    case 'integer':
      return readInteger(text);
    case 'boolean':
      return text === 'true';
    case 'blob': {
      const bytes = decodeBlob(text);
      if (bytes) return bytes;
      throw serializationError('STRING_VALUE can not be converted to a Blob');
    }
  }
}

function readInteger(text: string): number {
  const value = /^[+-]?\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
  if (isInt32(value)) return value;
  throw serializationError('STRING_VALUE can not be converted to an Integer');
}
