import { invalidParameter } from './failures';

const maxPageSize = 1000;

/** One page of names and where the next one starts. */
export interface NamePage {
  readonly names: readonly string[];
  readonly nextToken: string | undefined;
}

/** What ListQueues and ListDeadLetterSourceQueues take. */
export interface PageInput {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/**
 * Reads one page. A token is given only to those who ask for pages (ListQueues, API reference).
 * @param list up to `limit` names in order, after `after`
 * @throws SqsError InvalidParameterValueException
 */
export function listPage(
  { MaxResults, NextToken }: PageInput,
  list: (after: string | undefined, limit: number) => string[],
): NamePage {
  if (MaxResults !== undefined && (MaxResults < 1 || MaxResults > maxPageSize)) {
    throw invalidParameter(
      `Value for parameter MaxResults is invalid. Reason: MaxResults must be an integer between 1 and ${maxPageSize}.`,
    );
  }
  if (NextToken && MaxResults === undefined) {
    throw invalidParameter('MaxResults is a mandatory parameter when you provide a value for NextToken.');
  }
  const after = NextToken ? readToken(NextToken) : undefined;
  if (MaxResults === undefined) return { names: list(after, maxPageSize), nextToken: undefined };
  const names = list(after, MaxResults + 1);
  if (names.length <= MaxResults) return { names, nextToken: undefined };
  names.pop();
  return { names, nextToken: toToken(names.at(-1) as string) };
}

function toToken(lastName: string): string {
  return Buffer.from(lastName).toString('base64');
}

function readToken(token: string): string {
  const name = Buffer.from(token, 'base64').toString();
  if (toToken(name) !== token || !/^[\w.-]{1,80}$/.test(name))
    throw invalidParameter('Invalid or expired next token.');
  return name;
}
