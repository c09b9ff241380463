import { firstXmlError } from './xmlError';

/** A tag, comment, CDATA section, declaration, or the text between two of them. */
const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<![^>]*>|<(?:"[^"]*"|'[^']*'|[^'">])*>|[^<]+/g;

/**
 * Lays XML out over lines, two spaces to a level; undefined when it is not well-formed.
 *
 * Works on the text: attributes, entities and sections stay as they are. An element that holds text is left on one
 * line, since spaces in it may matter.
 */
export function formatXml(text: string): string | undefined {
  if (firstXmlError(text) !== undefined) return undefined;
  const tokens = (text.match(TOKEN) ?? []).filter((token) => token.trim() !== '');
  let depth = 0;
  let laidOut = '';
  for (const [index, token] of tokens.entries()) {
    const isClosing = token.startsWith('</');
    if (isClosing) depth -= 1;
    const hasTextBefore = index > 0 && isInline(tokens[index - 1]);
    const isEmptyElement = isClosing && isOpening(tokens[index - 1]);
    if (index > 0 && !isInline(token) && !hasTextBefore && !isEmptyElement)
      laidOut += `\n${'  '.repeat(depth)}`;
    laidOut += isInline(token) ? token.trim() : token;
    if (isOpening(token)) depth += 1;
  }
  return laidOut;
}

function isInline(token = ''): boolean {
  return !token.startsWith('<') || token.startsWith('<![CDATA[');
}

function isOpening(token = ''): boolean {
  return /^<[^!?/]/.test(token) && !token.endsWith('/>');
}
