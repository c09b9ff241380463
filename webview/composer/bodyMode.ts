/** What a body is written in. */
export const BODY_MODES = ['json', 'xml', 'text'] as const;
export type BodyMode = (typeof BODY_MODES)[number];

/** As chosen; `auto` goes by how the body begins. */
export type ChosenMode = BodyMode | 'auto';

/** What a body seems to be written in, by its first character. */
export function guessMode(body: string): BodyMode {
  const first = /\S/.exec(body)?.[0];
  if (first === '{' || first === '[') return 'json';
  return first === '<' ? 'xml' : 'text';
}

/** The mode that holds for a body. */
export function modeOf(chosen: ChosenMode, body: string): BodyMode {
  return chosen === 'auto' ? guessMode(body) : chosen;
}

/**
 * The text with every placeholder made a number of the same length, so that a checker sees the JSON or XML
 * around it and finds everything where it stands.
 */
export function withoutPlaceholders(text: string): string {
  return text.replace(/\{\{[^{}]*\}\}/g, (placeholder) => '0'.padEnd(placeholder.length, ' '));
}
