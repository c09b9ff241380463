/** An element of a parsed XML document; `text` joins what stands directly in it. */
export interface XmlElement {
  readonly name: string;
  readonly children: XmlElement[];
  text: string;
}

const token = /<\?[^>]*\?>|<(\/?)([A-Za-z][\w.-]*)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
const references: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads the XML that SQS answers with.
 * @throws Error when it is not well-formed or holds a character that XML 1.0 does not allow
 */
export function parseXml(xml: string): XmlElement {
  const root: XmlElement = { name: '', children: [], text: '' };
  const open = [root];
  token.lastIndex = 0;
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const match = token.exec(xml);
    if (!match) throw new Error(`Not well-formed at ${at}: ${xml.slice(at, at + 40)}`);
    const [, closing, name, , empty, text] = match;
    const parent = open.at(-1) as XmlElement;
    if (text !== undefined) parent.text += unescape(text);
    if (name === undefined) continue;
    if (closing) {
      if (parent.name !== name) throw new Error(`</${name}> ends <${parent.name}>`);
      open.pop();
      continue;
    }
    const child = { name, children: [], text: '' };
    parent.children.push(child);
    if (!empty) open.push(child);
  }
  const [document, ...others] = root.children;
  if (open.length > 1 || !document || others.length > 0) throw new Error('Not one whole document');
  return document;
}

function unescape(text: string): string {
  // What XML 1.0 forbids.
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(text) || /\p{Surrogate}/u.test(text)) {
    throw new Error(`Forbidden character in ${JSON.stringify(text.slice(0, 80))}`);
  }
  return text
    .replaceAll('\r', '\n')
    .replace(/&(?:#x([0-9A-Fa-f]+)|(\w+));|&/g, (_, hex?: string, name?: string) => {
      if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
      const character = references[name ?? ''];
      if (character === undefined) throw new Error(`Unknown reference &${name};`);
      return character;
    });
}

/** The text of the element that `path` (names joined by `/`) leads to. */
export function textAt(element: XmlElement, path: string): string | undefined {
  let found: XmlElement | undefined = element;
  for (const name of path.split('/')) found = found?.children.find((child) => child.name === name);
  return found?.text;
}
