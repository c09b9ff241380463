import { comparison, literalOf } from './comparisons';
import { type FilterProblem, FilterSyntaxError, fail } from './filterProblem';
import { type FilterableMessage, findField } from './messageFields';
import { type Operator, type Token, tokenize } from './tokens';

/** True for a message that the filter lets through; `now` is epoch milliseconds. */
export type MessageFilter = (message: FilterableMessage, now: number) => boolean;

/** A filter that can be used, or what is wrong with it. */
export type ParsedFilter =
  | { readonly kind: 'filter'; readonly matches: MessageFilter }
  /** Nothing was asked for: everything is let through. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'problem'; readonly problem: FilterProblem };

/**
 * Reads a filter for messages.
 *
 * - `invoice`, `"two words"`: text in message ID, body, group, or a name or value of an attribute, in any letter case
 * - `attr.JobType = NewDonor`, `body.order.id = 42`, `receiveCount > 2`, `age > 5m`, `size >= 64KiB`: a field, one of
 *   `= != > < >= <= ~ !~` (`~` contains), and a value; `*` in a value that is not quoted stands for any text
 * - `has attr.Error`: the field is there
 * - `and`, `or`, `not`, parentheses; terms beside each other are joined by `and`
 */
export function parseFilter(filter: string): ParsedFilter {
  try {
    const tokens = tokenize(filter);
    if (tokens.length === 0) return { kind: 'empty' };
    return { kind: 'filter', matches: new Parser(tokens, filter.length).parse() };
  } catch (error) {
    if (error instanceof FilterSyntaxError) return { kind: 'problem', problem: error.problem };
    throw error;
  }
}

/** Parentheses and `not` within each other; more is no question that somebody asks. */
const MAX_DEPTH = 100;

class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #position = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens;
    this.#end = end;
  }

  parse(): MessageFilter {
    const filter = this.#readOr();
    const stray = this.#peek();
    if (stray) fail('strayParenthesis', stray.index, stray.text);
    return filter;
  }

  #readOr(): MessageFilter {
    const terms = [this.#readAnd()];
    while (this.#takeKeyword('or')) terms.push(this.#readAnd());
    return (message, now) => terms.some((matches) => matches(message, now));
  }

  #readAnd(): MessageFilter {
    const terms = [this.#readTerm()];
    while (this.#takeKeyword('and') || this.#isAtTerm()) terms.push(this.#readTerm());
    return (message, now) => terms.every((matches) => matches(message, now));
  }

  #isAtTerm(): boolean {
    const token = this.#peek();
    return token !== undefined && token.kind !== 'close' && !isKeyword(token, 'or');
  }

  #readTerm(): MessageFilter {
    const token = this.#peek();
    if (!token || token.kind === 'close') return fail('termMissing', token?.index ?? this.#end);
    if (++this.#depth > MAX_DEPTH) return fail('termMissing', token.index);
    try {
      return this.#readTermAt(token);
    } finally {
      this.#depth--;
    }
  }

  #readTermAt(token: Token): MessageFilter {
    this.#position++;
    if (token.kind === 'open') return this.#readGroup(token);
    if (token.kind === 'operator') return fail('fieldMissing', token.index, token.text);
    if (isKeyword(token, 'not')) return negate(this.#readTerm());
    if (isKeyword(token, 'and') || isKeyword(token, 'or'))
      return fail('termMissing', token.index, token.text);
    const next = this.#peek();
    if (next?.kind === 'operator') return this.#readComparison(token, next);
    if (isKeyword(token, 'has') && next?.kind === 'word') return this.#readExistence(next);
    return containsText(token.text);
  }

  #readGroup({ index }: Token): MessageFilter {
    const inner = this.#readOr();
    if (this.#peek()?.kind !== 'close') fail('unclosedParenthesis', index, '(');
    this.#position++;
    return inner;
  }

  #readComparison(name: Token, operatorToken: Token): MessageFilter {
    const field = findField(name.text) ?? fail('fieldUnknown', name.index, name.text);
    this.#position++;
    const value = this.#peek();
    if (!value || (value.kind !== 'word' && value.kind !== 'text')) {
      return fail('valueMissing', operatorToken.index, operatorToken.text);
    }
    this.#position++;
    const operator = operatorToken.text as Operator;
    const test = comparison(field, operator, value);
    const literal = literalOf(operator, value);
    const mayMatch = (message: FilterableMessage) =>
      literal === undefined || (field.mayBe?.(message, literal) ?? true);
    const matches: MessageFilter = (message, now) => mayMatch(message) && field.read(message, now).some(test);
    return operator.startsWith('!') ? negate(matches) : matches;
  }

  #readExistence(name: Token): MessageFilter {
    const field = findField(name.text) ?? fail('fieldUnknown', name.index, name.text);
    this.#position++;
    return (message, now) => field.read(message, now).length > 0;
  }

  #takeKeyword(word: string): boolean {
    const token = this.#peek();
    if (!token || !isKeyword(token, word)) return false;
    this.#position++;
    return true;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#position];
  }
}

function isKeyword({ kind, text }: Token, word: string): boolean {
  return kind === 'word' && text.toLowerCase() === word;
}

function negate(matches: MessageFilter): MessageFilter {
  return (message, now) => !matches(message, now);
}

function containsText(text: string): MessageFilter {
  const wanted = text.toLowerCase();
  const has = (value: string) => value.toLowerCase().includes(wanted);
  return ({ messageId, body, attributes, systemAttributes }) =>
    has(body) ||
    has(messageId) ||
    has(systemAttributes['MessageGroupId'] ?? '') ||
    attributes.some(({ name, value }) => has(name) || has(value));
}
