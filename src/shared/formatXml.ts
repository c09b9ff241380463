/** Levels that are worth reading. */
const MAX_DEPTH = 100;
/** A comment, CDATA section, processing instruction or declaration, a tag, or the text between. */
const TOKEN = /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<![^>]*>|<\/?[^<>]+>|[^<]+/g;

/**
 * Lays XML out over lines, two spaces to a level; text stays beside its tags. Undefined where it is no XML that can be
 * laid out: tags that do not match, or nested too deeply. Nothing is resolved, no entity is expanded.
 */
export function formatXml(text: string): string | undefined {
  const trimmed = text.trim();
  if (!/^<[?!a-z_]/i.test(trimmed)) return undefined;
  const open: string[] = [];
  const lines: string[] = [];
  let consumed = 0;
  let isAfterText = false;
  for (const [token] of trimmed.matchAll(TOKEN)) {
    consumed += token.length;
    if (!token.startsWith('<')) {
      isAfterText = token.trim() !== '';
      if (isAfterText) lines.push(`${lines.pop() ?? ''}${token.trim()}`);
      continue;
    }
    if (token.startsWith('</')) {
      const name = open.pop();
      if (name !== tagName(token)) return undefined;
      const isAlone = !isAfterText && lines.at(-1)?.trimStart().startsWith(`<${name}`) === true;
      if (isAfterText || isAlone) lines.push(`${lines.pop() ?? ''}${token}`);
      else lines.push(indent(open.length) + token);
      isAfterText = false;
      continue;
    }
    if (isAfterText) lines.push(`${lines.pop() ?? ''}${token}`);
    else lines.push(indent(open.length) + token);
    if (isElement(token)) open.push(tagName(token));
    isAfterText = isAfterText && !isElement(token);
    if (open.length > MAX_DEPTH) return undefined;
  }
  const isWhole = consumed === trimmed.length && open.length === 0 && lines.length > 0;
  return isWhole ? lines.join('\n') : undefined;
}

function isElement(token: string): boolean {
  return !/^<[?!]/.test(token) && !token.endsWith('/>');
}

function tagName(token: string): string {
  return /^<\/?([^\s/>]+)/.exec(token)?.[1] ?? '';
}

function indent(depth: number): string {
  return '  '.repeat(depth);
}
