import type { MessageDraft } from '../shared/message';
import { MAX_MESSAGE_SIZE, messageSize } from '../shared/messageChecks';
import { isFifoQueueName } from '../shared/queue';
import { sleep } from '../sqs/timers';
import { type BatchCall, callInBatch } from './batch';
import { DraftSource } from './draftSource';
import { Gate } from './gate';
import { planSends } from './sendPlan';
import type { TrafficContext } from './trafficContext';
import type { ProducerSpec } from './trafficSpec';

/** Calls that may be on their way at a time. */
const MAX_CALLS = 32;
/** A producer that is later than this gives up catching up: its rate is a ceiling, not a debt. */
const MAX_LAG_MS = 1_000;

/** Sends until the limit or until it is stopped; resolves when the last call was answered. */
export async function produce(spec: ProducerSpec, context: TrafficContext): Promise<void> {
  const { queue, timers, stopping } = context;
  const drafts = new DraftSource(spec, context.random);
  // Calls side by side overtake each other, and the order of a message group would be lost.
  const gate = new Gate(isFifoQueueName(queue.queueName) ? 1 : MAX_CALLS);
  let start = timers.now();
  for (const { dueMs, count } of planSends(spec.pace, spec.limit)) {
    await sleep(timers, start + dueMs - timers.now(), stopping);
    await gate.enter();
    if (stopping.aborted) break;
    const now = timers.now();
    if (now - start - dueMs > MAX_LAG_MS) start = now - dueMs;
    const batch = Array.from({ length: count }, () => drafts.next(now));
    gate.run(() => send(spec, context, batch));
  }
  await gate.leave();
}

async function send(spec: ProducerSpec, context: TrafficContext, drafts: readonly MessageDraft[]) {
  const { service, queue, recorder, cutting } = context;
  const call: BatchCall<MessageDraft> = {
    one: (draft) => service.sendMessage(queue, draft, cutting),
    many: (batch) => service.sendMessageBatch(queue, batch, cutting),
    didSucceed: (count) => recorder.didSend(count),
  };
  for (const batch of splitBySize(drafts)) await callInBatch(context, batch, spec.failedEntries, call);
}

/** All messages of a batch together may be no larger than the largest single one. */
function splitBySize(drafts: readonly MessageDraft[]): readonly (readonly MessageDraft[])[] {
  const batches: MessageDraft[][] = [];
  let room = 0;
  for (const draft of drafts) {
    const size = messageSize(draft.body, draft.attributes);
    const batch = size <= room ? batches.at(-1) : undefined;
    if (batch) batch.push(draft);
    else batches.push([draft]);
    room = (batch ? room : MAX_MESSAGE_SIZE) - size;
  }
  return batches;
}
