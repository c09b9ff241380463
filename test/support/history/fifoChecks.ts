import type { Delivery, Receive, Send } from './history';
import { groupBy, type QueueHistory, type Receipt, wasDone } from './queueHistory';

/** What comes later in a message group has the higher sequence number, and is received with it. */
export function checkSequences({ sends, receiptsOf, sendsOf }: QueueHistory): string[] {
  const changed = [...receiptsOf.values()].flat().flatMap(({ message }) => {
    const [sent] = sendsOf.get(message.messageId) ?? [];
    return !sent || sent.sequence === message.sequence
      ? []
      : [`${message.messageId} was sent with sequence ${sent.sequence}, received with ${message.sequence}`];
  });
  const groups = groupBy(sends.filter(wasDone), ({ group = '' }) => group);
  return [...changed, ...[...groups].flatMap(([group, own]) => reversedSends(group, own))];
}

/** Sends that began after another one was answered, yet come before it. */
function reversedSends(group: string, sends: readonly Send[]): string[] {
  // Of a message that was sent twice the first send counts.
  const firsts = [...groupBy(sends, ({ messageId = '' }) => messageId).values()].map((same) =>
    same.reduce((a, b) => (a.end < b.end ? a : b)),
  );
  const answered = firsts.toSorted((a, b) => a.end - b.end);
  let last: Send | undefined;
  let count = 0;
  return firsts
    .toSorted((a, b) => a.start - b.start)
    .flatMap((send) => {
      for (let next = answered[count]; next && next.end < send.start; next = answered[++count]) {
        if (!last || isAfter(next.sequence, last.sequence)) last = next;
      }
      if (!last || !isAfter(last.sequence, send.sequence)) return [];
      return [`in group ${group} "${last.body}" was sent first but comes after "${send.body}"`];
    });
}

/**
 * All that comes before a message in its group was deleted, or stands before it in the same answer.
 *
 * So a message in flight locks what comes after it in its group. It does not lock what comes before: an early message
 * that was released can be received while later ones are in flight.
 */
export function checkOrder(history: QueueHistory): string[] {
  const groups = groupBy([...history.receiptsOf.values()].map(firstOf), groupOf);
  return [...groups].flatMap(([group, receipts]) => {
    const line = receipts.map(({ message }) => message).toSorted(bySequence);
    const places = new Map(line.map(({ messageId }, place) => [messageId, place]));
    /** When the last of the messages before a place may have been deleted at the earliest. */
    const clearedAt: number[] = [Number.NEGATIVE_INFINITY];
    for (const { messageId } of line)
      clearedAt.push(Math.max(clearedAt.at(-1) as number, history.deleteStart(messageId)));
    return history.receives.flatMap((call) => overtakers(call, group, line, places, clearedAt, history));
  });
}

function overtakers(
  call: Receive,
  group: string,
  line: readonly Delivery[],
  places: ReadonlyMap<string, number>,
  clearedAt: readonly number[],
  history: QueueHistory,
): string[] {
  const found: string[] = [];
  let next: number | undefined;
  for (const { messageId, group: own } of call.messages) {
    const place = places.get(messageId);
    if (own !== group || place === undefined) continue;
    const between = next === undefined ? [] : line.slice(next, place);
    const isFirst = next === undefined;
    const isFree = isFirst
      ? (clearedAt[place] as number) <= call.end
      : place >= (next as number) &&
        between.every((other) => history.deleteStart(other.messageId) <= call.end);
    if (!isFree)
      found.push(`${messageId} was received while something before it in group ${group} was not deleted`);
    next = Math.max(next ?? 0, place + 1);
  }
  return found;
}

export function checkDeduplication({ sends }: QueueHistory): string[] {
  const byId = groupBy(
    sends.filter((send) => wasDone(send) && send.deduplicationId !== undefined),
    ({ deduplicationId = '' }) => deduplicationId,
  );
  return [...byId].flatMap(([id, same]) => {
    const messages = new Set(same.map(({ messageId }) => messageId));
    return messages.size > 1 ? [`deduplication ID ${id} was taken for ${messages.size} messages`] : [];
  });
}

function firstOf(receipts: readonly Receipt[]): Receipt {
  return receipts[0] as Receipt;
}

function groupOf({ message }: Receipt): string {
  return message.group ?? '';
}

function bySequence(a: Delivery, b: Delivery): number {
  return isAfter(a.sequence, b.sequence) ? 1 : -1;
}

function isAfter(a = '0', b = '0'): boolean {
  return BigInt(a) > BigInt(b);
}
