import { CommandError } from './commandError';

/** The options by which bodies are compared. */
export const bodyOptions = {
  'body-equals': { type: 'string', multiple: true },
  'body-contains': { type: 'string', multiple: true },
  'body-matches': { type: 'string', multiple: true },
} as const;

export const bodyOptionsUsage = `Bodies; each may be repeated, and each must be true of at least one message:
  --body-equals <text>     the whole body
  --body-contains <text>   a part of it
  --body-matches <regex>   a JavaScript regular expression
`;

export interface BodyOptionValues {
  readonly 'body-equals'?: readonly string[] | undefined;
  readonly 'body-contains'?: readonly string[] | undefined;
  readonly 'body-matches'?: readonly string[] | undefined;
}

/** Something that is true of a body or not. */
export interface BodyCondition {
  readonly text: string;
  readonly isMet: (body: string) => boolean;
}

/** @throws CommandError with exit code 2 */
export function readBodyConditions(values: BodyOptionValues): readonly BodyCondition[] {
  return [
    ...(values['body-equals'] ?? []).map((text) => ({
      text: `body-equals ${text}`,
      isMet: (body: string) => body === text,
    })),
    ...(values['body-contains'] ?? []).map((text) => ({
      text: `body-contains ${text}`,
      isMet: (body: string) => body.includes(text),
    })),
    ...(values['body-matches'] ?? []).map((text) => {
      const pattern = readPattern(text);
      return { text: `body-matches ${text}`, isMet: (body: string) => pattern.test(body) };
    }),
  ];
}

function readPattern(text: string): RegExp {
  try {
    return new RegExp(text, 'u');
  } catch (error) {
    throw CommandError.usage(`--body-matches takes a regular expression: ${(error as Error).message}`);
  }
}
