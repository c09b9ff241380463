import { encodeBlob } from '../protocol/blob';
import { findActionShape, type Shape, type StructureShape } from '../protocol/shapes';

/**
 * The answer of ReceiveMessage as LocalStack writes it for `Accept: application/json`: the XML document, element by
 * element. What occurs once is no list there, and what is empty is null.
 */
export function toLocalStackJson(output: object, requestId: string): string {
  const shape = findActionShape('ReceiveMessage').output as StructureShape;
  return JSON.stringify({
    ReceiveMessageResponse: {
      ReceiveMessageResult: structureToElements(output, shape),
      ResponseMetadata: { RequestId: requestId },
    },
  });
}

type Elements = Record<string, unknown>;

function structureToElements(value: object, shape: StructureShape): Elements | null {
  const elements: Elements = {};
  for (const name in shape.members) {
    const member = shape.members[name];
    const given = (value as Elements)[name];
    if (!member || given === undefined) continue;
    const element = toElement(given, member.shape);
    if (element !== undefined) elements[member.queryName] = element;
  }
  return Object.keys(elements).length === 0 ? null : elements;
}

function toElement(value: unknown, shape: Shape): unknown {
  switch (shape.type) {
    case 'structure':
      return structureToElements(value as object, shape);
    case 'list':
      return oneOrMany((value as unknown[]).map((item) => toElement(item, shape.member)));
    case 'map':
      return oneOrMany(
        Object.entries(value as object).map(([key, item]) => ({
          [shape.keyName]: key,
          Value: toElement(item, shape.value),
        })),
      );
    case 'blob':
      return encodeBlob(value as Uint8Array);
    default:
      return String(value);
  }
}

function oneOrMany(items: readonly unknown[]): unknown {
  return items.length > 1 ? items : items[0];
}
