/** Levels that are worth reading. */
const MAX_DEPTH = 100;
/** A text that grows more than this by its indentation is nested too deeply, too. */
const MAX_GROWTH = 8;
/** Small texts may grow as they like, up to so many characters. */
const MIN_ALLOWANCE = 65_536;

/** JSON laid out for reading, or why not. */
export type FormattedJson =
  | { readonly kind: 'formatted'; readonly text: string }
  | { readonly kind: 'notJson' }
  | { readonly kind: 'tooDeep' };

/**
 * Lays a JSON object or array out over lines, two spaces to a level.
 *
 * Works on the text and not on what it stands for: big numbers, duplicate keys and escapes stay as they are.
 * A plain string or number counts as no JSON. Takes time linear in the text.
 */
export function formatJson(text: string): FormattedJson {
  if (!/^\s*[[{]/.test(text)) return { kind: 'notJson' };
  try {
    JSON.parse(text);
  } catch {
    return { kind: 'notJson' };
  }
  const formatted = layOut(text);
  return formatted === undefined ? { kind: 'tooDeep' } : { kind: 'formatted', text: formatted };
}

/** A string, a bracket pair with nothing between, a sign, or anything else that stands together. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|\{\s*\}|\[\s*\]|[[\]{},:]|[^\s"[\]{},:]+/g;

/** Undefined when the nesting is too deep. */
function layOut(text: string): string | undefined {
  const allowance = Math.max(text.length * MAX_GROWTH, MIN_ALLOWANCE);
  let depth = 0;
  let laidOut = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
    if (depth > MAX_DEPTH || laidOut.length > allowance) return undefined;
    laidOut += layOutToken(token, `\n${'  '.repeat(depth)}`);
  }
  return laidOut;
}

function layOutToken(token: string, newLine: string): string {
  switch (token) {
    case '{':
    case '[':
    case ',':
      return token + newLine;
    case '}':
    case ']':
      return newLine + token;
    case ':':
      return ': ';
    default:
      return /^[[{]/.test(token) ? token.replace(/\s+/, '') : token;
  }
}
