import { encodeBlob } from './blob';
import type { MapShape, Shape, StructureShape } from './shapes';

/** Also what no XML document may contain: other control characters, U+FFFE, U+FFFF, lone surrogates. */
const special =
  // The control characters are the ones to be replaced.
  /[&<>"\r\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

/**
 * Text for the inside of an XML element. CR and the double quote are escaped as SQS does: XML parsers would
 * turn a bare CR into LF. Characters that XML cannot carry become U+FFFD.
 */
export function escapeXml(text: string): string {
  return text.replace(special, (character) => entities[character] ?? '\ufffd');
}

export function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

/** The members of a structure as XML elements; lists and maps are flattened, absent members left out. */
export function structureToXml(value: object, shape: StructureShape): string {
  let xml = '';
  for (const name in shape.members) {
    const member = shape.members[name];
    const given = (value as Record<string, unknown>)[name];
    if (member && given !== undefined) xml += memberToXml(member.queryName, given, member.shape);
  }
  return xml;
}

function memberToXml(name: string, value: unknown, shape: Shape): string {
  switch (shape.type) {
    case 'list':
      return (value as unknown[]).map((item) => memberToXml(name, item, shape.member)).join('');
    case 'map':
      return mapToXml(name, value as object, shape);
    case 'structure':
      return element(name, structureToXml(value as object, shape));
    case 'blob':
      return element(name, encodeBlob(value as Uint8Array));
    default:
      return element(name, escapeXml(String(value)));
  }
}

function mapToXml(name: string, map: object, shape: MapShape): string {
  return Object.entries(map)
    .map(([key, value]) =>
      element(name, element(shape.keyName, escapeXml(key)) + memberToXml('Value', value, shape.value)),
    )
    .join('');
}
