import { fail } from './filterProblem';

export const operators = ['!=', '>=', '<=', '!~', '=', '>', '<', '~'] as const;
export type Operator = (typeof operators)[number];

/** `text`: quoted, so that it is never a keyword, a field or a pattern. */
export type TokenKind = 'open' | 'close' | 'operator' | 'word' | 'text';

export interface Token {
  readonly kind: TokenKind;
  /** Without its quotes. */
  readonly text: string;
  /** In UTF-16 units from 0. */
  readonly index: number;
}

/** A word ends at white space, a parenthesis, a quote or an operator. */
const WORD = /(?:[^\s()"'=<>~!]|!(?![=~])|(?<=[^\s()"'=<>~!])')+/y;

/** Splits a filter into its parts. @throws FilterSyntaxError */
export function tokenize(filter: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let index = skipSpace(filter, 0); index < filter.length; index = skipSpace(filter, index)) {
    const { token, end } = readToken(filter, index);
    tokens.push(token);
    index = end;
  }
  return tokens;
}

function skipSpace(filter: string, from: number): number {
  let index = from;
  while (index < filter.length && /\s/.test(filter.charAt(index))) index++;
  return index;
}

function readToken(filter: string, index: number): { token: Token; end: number } {
  const character = filter.charAt(index);
  if (character === '(') return { token: { kind: 'open', text: '(', index }, end: index + 1 };
  if (character === ')') return { token: { kind: 'close', text: ')', index }, end: index + 1 };
  if (character === '"' || character === "'") return readQuoted(filter, index, character);
  const operator = operators.find((each) => filter.startsWith(each, index));
  if (operator) return { token: { kind: 'operator', text: operator, index }, end: index + operator.length };
  WORD.lastIndex = index;
  const [text = character] = WORD.exec(filter) ?? [];
  return { token: { kind: 'word', text, index }, end: index + text.length };
}

function readQuoted(filter: string, index: number, quote: string): { token: Token; end: number } {
  let text = '';
  for (let at = index + 1; at < filter.length; at++) {
    const character = filter.charAt(at);
    if (character === quote) return { token: { kind: 'text', text, index }, end: at + 1 };
    if (character !== '\\' || at + 1 === filter.length) text += character;
    else text += filter.charAt(++at);
  }
  return fail('unclosedQuote', index, filter.slice(index));
}
