/** A body with the ID of its message. */
export interface IdentifiedBody {
  readonly messageId: string;
  readonly body: string;
}

const HEADER = '=== message ';

/** Bodies in one text, to be edited together: a line with the ID before each. */
export function writeBodies(bodies: readonly IdentifiedBody[]): string {
  return bodies.map(({ messageId, body }) => `${HEADER}${messageId}\n${body}\n`).join('');
}

/**
 * The bodies of an edited text that differ from what they were, by message ID. Line endings alone are no difference:
 * an editor may change them.
 * @throws EditedBodiesError when the line of a message is gone or stands twice
 */
export function readEditedBodies(
  text: string,
  originals: readonly IdentifiedBody[],
): ReadonlyMap<string, string> {
  const lines = text.replace(/\r\n/g, '\n').split('\n');
  const starts = originals.map(({ messageId }) => {
    const found = lines.flatMap((line, index) => (line === `${HEADER}${messageId}` ? [index] : []));
    const [start] = found;
    if (start === undefined || found.length > 1) throw new EditedBodiesError(messageId);
    return start;
  });
  const edited = new Map<string, string>();
  for (const [index, { messageId, body }] of originals.entries()) {
    const from = (starts[index] ?? 0) + 1;
    const next = starts.filter((start) => start >= from);
    const section = lines.slice(from, Math.min(...next, lines.length)).join('\n');
    // The line break before the next header, or at the end, is none of the body.
    const written = next.length > 0 ? section : section.replace(/\n$/, '');
    if (written !== body.replace(/\r\n/g, '\n')) edited.set(messageId, written);
  }
  return edited;
}

/** The line that names a message was changed. */
export class EditedBodiesError extends Error {
  constructor(readonly messageId: string) {
    super(`The line of message ${messageId} is missing or stands twice.`);
  }
}
