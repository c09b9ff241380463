import { checkDeduplication, checkOrder, checkSequences } from './fifoChecks';
import type { HistoryEntry } from './history';
import { groupBy, QueueHistory, TOLERANCE_MS, wasDone } from './queueHistory';

/**
 * Checks from the outside what programs saw of queues, from their creation until they were drained.
 *
 * Calls overlap, so only what no order of them can explain counts. Messages are taken to live for the whole run and
 * deduplication to span it.
 * @returns what must not be, a sentence each; empty for a good history
 */
export function checkHistory(entries: readonly HistoryEntry[]): readonly string[] {
  return [...groupBy(entries, ({ queue }) => queue)].flatMap(([queue, own]) => {
    const history = new QueueHistory(own);
    const checks = history.isFifo ? [...allQueues, ...fifoQueues] : allQueues;
    return checks.flatMap((check) => check(history)).map((sentence) => `${queue}: ${sentence}`);
  });
}

const allQueues = [
  checkSends,
  checkNothingLost,
  checkNothingInvented,
  checkReceiveCounts,
  checkVisibility,
  checkDelays,
  checkDeleted,
  checkRefusals,
  checkCounts,
];

const fifoQueues = [checkSequences, checkOrder, checkDeduplication];

function checkSends({ sends }: QueueHistory): string[] {
  return sends
    .filter((send) => !wasDone(send))
    .map(({ body, error }) => `the send of "${body}" was refused: ${error}`);
}

function checkNothingLost(history: QueueHistory): string[] {
  return [...history.sendsOf.keys()].flatMap((id) => {
    if (!history.receiptsOf.has(id)) return [`${id} was sent and never received`];
    return history.deleteEnd(id) === Number.POSITIVE_INFINITY ? [`${id} was received and then lost`] : [];
  });
}

function checkNothingInvented({ sendsOf, receiptsOf }: QueueHistory): string[] {
  return [...receiptsOf].flatMap(([id, receipts]) => {
    const sends = sendsOf.get(id);
    if (!sends) return [`${id} was received and never sent`];
    return receipts
      .filter(
        ({ message }) => !sends.some(({ body, group }) => body === message.body && group === message.group),
      )
      .map(({ message }) => `${id} was received with another body or group than sent: "${message.body}"`);
  });
}

/** A count that is missing is a delivery that nobody saw. */
function checkReceiveCounts({ receiptsOf }: QueueHistory): string[] {
  return [...receiptsOf].flatMap(([id, receipts]) => {
    const counts = receipts.map(({ message }) => message.receiveCount);
    const isWhole = counts.every((count, index) => count === index + 1);
    return isWhole ? [] : [`${id} was received with the receive counts ${counts.join(', ')}`];
  });
}

function checkVisibility(history: QueueHistory): string[] {
  return [...history.receiptsOf].flatMap(([id, receipts]) =>
    receipts.slice(1).flatMap((receipt, index) => {
      const before = receipts[index];
      if (!before) return [];
      const early = history.hiddenUntil(before, receipt.call.end) - receipt.call.end;
      if (early <= TOLERANCE_MS) return [];
      return [`${id} was received again ${Math.round(early)} ms before its visibility timeout was over`];
    }),
  );
}

function checkDelays({ sendsOf, receiptsOf }: QueueHistory): string[] {
  return [...sendsOf].flatMap(([id, sends]) => {
    const [first] = receiptsOf.get(id) ?? [];
    if (!first) return [];
    // Of sends that repeat each other any may be the one that counted.
    const dueAt = Math.min(...sends.map(({ start, delaySeconds = 0 }) => start + delaySeconds * 1000));
    const early = dueAt - first.call.end;
    return early > TOLERANCE_MS
      ? [`${id} was received ${Math.round(early)} ms before its delay was over`]
      : [];
  });
}

function checkDeleted(history: QueueHistory): string[] {
  return [...history.receiptsOf].flatMap(([id, receipts]) =>
    receipts
      .filter(({ call }) => call.start > history.deleteEnd(id))
      .map(({ call }) => `${id} was received by ${call.program} after it was deleted`),
  );
}

/** A receipt is good for its visibility timeout at least, if no other has deleted the message. */
function checkRefusals(history: QueueHistory): string[] {
  return [...history.deletes, ...history.changes]
    .filter((call) => !wasDone(call))
    .flatMap(({ op, messageId, receiveCount, end, error }) => {
      const receipts = history.receiptsOf.get(messageId) ?? [];
      const receipt = receipts.find(({ message }) => message.receiveCount === receiveCount);
      const isGone = op === 'change' && history.deleteStart(messageId) < end;
      const wasValid = !isGone && receipt && history.hiddenUntil(receipt, end) - end > TOLERANCE_MS;
      return wasValid ? [`the ${op} of ${messageId} was refused while it was in flight: ${error}`] : [];
    });
}

function checkCounts(history: QueueHistory): string[] {
  return history.counts.flatMap(({ start, visible, inFlight, delayed }) => {
    const sent = [...history.sendsOf.values()].filter((sends) => sends.some((send) => send.end <= start));
    const gone = [...history.sendsOf.keys()].filter((id) => history.deleteEnd(id) <= start);
    const found = visible + inFlight + delayed;
    if (found === sent.length - gone.length) return [];
    return [
      `${sent.length} sent and ${gone.length} deleted messages leave ${sent.length - gone.length}, but the counts ` +
        `are ${visible} visible, ${inFlight} in flight, ${delayed} delayed`,
    ];
  });
}
