/** A text as a text box has it: every line break is one line feed. */
export function normalized(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/**
 * The text after an edit in a text box, with the carriage returns that the edit did not touch.
 *
 * @param before what the box had, the text normalised
 * @param after what it has now
 */
export function withEdit(text: string, before: string, after: string): string {
  if (text === before) return after;
  const start = commonStart(before, after);
  const end = commonEnd(before, after, Math.min(before.length, after.length) - start);
  const from = placeIn(text, start);
  const to = placeIn(text, before.length - end);
  return joined(text.slice(0, from), after.slice(start, after.length - end) + text.slice(to));
}

/**
 * A carriage return before a line feed would be one line break with it: those at the seam become line feeds, all of
 * a run, as the one before would meet a line feed then.
 */
function joined(start: string, end: string): string {
  return (
    (end.startsWith('\n') ? start.replace(/\r+$/, (returns) => '\n'.repeat(returns.length)) : start) + end
  );
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

function commonEnd(a: string, b: string, most: number): number {
  let length = 0;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}

/** Where a place of the normalised text is in the text. */
function placeIn(text: string, place: number): number {
  let at = 0;
  for (let passed = 0; passed < place; passed++) at += text.startsWith('\r\n', at) ? 2 : 1;
  return at;
}

/** Line and column of a place in a text, both counted from 1. */
export function positionOf(text: string, index: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
