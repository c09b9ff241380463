/** Levels that are worth reading. */
const MAX_DEPTH = 100;
/**
 * A comment, CDATA section, processing instruction or declaration, a tag, or the text between. Each beginning fits one
 * of them alone, so that a hostile text is gone through once and no more.
 */
const TOKEN =
  /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<!(?!--|\[CDATA\[)[^>]*>|<(?![!?])[^'"<>]*(?:(?:"[^"]*"|'[^']*')[^'"<>]*)*>|[^<]+/y;

/** What is between the start tag and the end tag of an element. */
interface Element {
  /** Index of its end tag among the tokens. */
  end: number;
  hasText: boolean;
  hasChildren: boolean;
}

/**
 * Lays XML out over lines, two spaces to a level. Undefined where it cannot be: tags that do not match, no root or
 * more than one, text beside it, or nested too deeply.
 *
 * Works on the text: nothing is resolved, no entity is expanded. An element that holds text stays as it is, since each
 * space in it may matter.
 */
export function formatXml(text: string): string | undefined {
  const tokens = readTokens(text.trim());
  const elements = tokens && matchTags(tokens);
  if (!tokens || !elements) return undefined;
  const lines: string[] = [];
  let depth = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] ?? '';
    if (token.trim() === '') continue;
    const element = elements.get(index);
    if (element && (element.hasText || !element.hasChildren)) {
      lines.push(indent(depth) + tokens.slice(index, element.end + 1).join(''));
      index = element.end;
      continue;
    }
    if (token.startsWith('</')) depth -= 1;
    lines.push(indent(depth) + token);
    if (element) depth += 1;
  }
  return lines.join('\n');
}

function readTokens(text: string): readonly string[] | undefined {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const [token] = TOKEN.exec(text) ?? [];
    if (token === undefined) return undefined;
    tokens.push(token);
  }
  return tokens;
}

/** The elements by the index of their start tag. */
function matchTags(tokens: readonly string[]): ReadonlyMap<number, Element> | undefined {
  const elements = new Map<number, Element>();
  const open: { readonly name: string; readonly element: Element }[] = [];
  let roots = 0;
  for (const [index, token] of tokens.entries()) {
    const parent = open.at(-1);
    if (isText(token)) {
      if (token.trim() === '') continue;
      if (!parent) return undefined;
      parent.element.hasText = true;
      continue;
    }
    if (token.startsWith('</')) {
      if (parent?.name !== tagName(token)) return undefined;
      parent.element.end = index;
      open.pop();
      continue;
    }
    if (/^<[?!]/.test(token)) continue;
    if (parent) parent.element.hasChildren = true;
    else roots += 1;
    if (token.endsWith('/>')) continue;
    const element: Element = { end: index, hasText: false, hasChildren: false };
    elements.set(index, element);
    open.push({ name: tagName(token), element });
    if (open.length > MAX_DEPTH) return undefined;
  }
  return roots === 1 && open.length === 0 ? elements : undefined;
}

function isText(token: string): boolean {
  return !token.startsWith('<') || token.startsWith('<![CDATA[');
}

function tagName(token: string): string {
  return /^<\/?([^\s/>]+)/.exec(token)?.[1] ?? '';
}

function indent(depth: number): string {
  return '  '.repeat(depth);
}
