import type { Queue } from '../core/queue';
import { after, type Fault, type FaultableCall, type FaultContext } from './faultableCall';
import type { FaultRule } from './faultRules';
import { drawWhole, shuffle } from './seededRandom';

interface ReceiveInput {
  readonly MaxNumberOfMessages?: number;
  readonly WaitTimeSeconds?: number;
}

interface ReceiveOutput {
  readonly Messages?: readonly object[];
}

/** Farthest message that a reordered receive takes first. */
const farthest = 9;
/** Copies kept for one queue until a receive has room for them. */
const maxCopies = 1_000;

/**
 * Keeps a copy of messages that were handed out, and adds it to a later receive of the queue.
 *
 * The copy is what the client had before, receipt handle included: deleting with it works, and works again.
 * FIFO queues are left alone: AWS delivers them exactly once.
 */
export function duplicateDeliveryFault(_rule: FaultRule, { strikes }: FaultContext): Fault {
  const copies = new WeakMap<Queue, object[]>();
  return (call, execute) => {
    const { queue } = call;
    if (!queue || queue.isFifo) return execute(call);
    const due = copies.get(queue)?.splice(0, maxMessagesOf(call)) ?? [];
    const room = maxMessagesOf(call) - due.length;
    if (room === 0) return { Messages: due };
    const input = due.length === 0 ? call.input : withoutWaiting(call.input, room);
    return after(execute({ ...call, input }), (output) => {
      const fresh = (output as ReceiveOutput).Messages ?? [];
      const kept = copies.get(queue) ?? [];
      kept.push(...fresh.filter(() => strikes()));
      copies.set(queue, kept.slice(-maxCopies));
      return withMessages(output as ReceiveOutput, [...due, ...fresh]);
    });
  };
}

/** Other messages than the oldest come first, and those of one answer are mixed. Standard queues only. */
export function reorderFault(_rule: FaultRule, { strikes, random }: FaultContext): Fault {
  return (call, execute) => {
    if (!call.queue || call.queue.isFifo || !strikes()) return execute(call);
    const passOver = () => drawWhole(random, 0, farthest);
    return after(execute({ ...call, passOver }), (output) => {
      const messages = [...((output as ReceiveOutput).Messages ?? [])];
      shuffle(messages, random);
      return withMessages(output as ReceiveOutput, messages);
    });
  };
}

export function underFillFault(
  { isShortPollOnly = false }: FaultRule,
  { strikes, random }: FaultContext,
): Fault {
  return (call, execute) => {
    const wanted = maxMessagesOf(call);
    if (wanted < 2 || wanted > 10 || (isShortPollOnly && isLongPoll(call)) || !strikes())
      return execute(call);
    const MaxNumberOfMessages = drawWhole(random, 1, wanted - 1);
    return execute({ ...call, input: { ...call.input, MaxNumberOfMessages } });
  };
}

export function emptyReceiveFault({ isShortPollOnly = false }: FaultRule, { strikes }: FaultContext): Fault {
  return (call, execute) => {
    if (!call.queue || (isShortPollOnly && isLongPoll(call)) || !strikes()) return execute(call);
    return {};
  };
}

function maxMessagesOf({ input }: FaultableCall): number {
  return (input as ReceiveInput).MaxNumberOfMessages ?? 1;
}

function isLongPoll({ input, queue }: FaultableCall): boolean {
  const waitMs = ((input as ReceiveInput).WaitTimeSeconds ?? 0) * 1000;
  return (
    ((input as ReceiveInput).WaitTimeSeconds === undefined ? (queue?.settings.receiveWaitMs ?? 0) : waitMs) >
    0
  );
}

/** Who has a copy to hand out need not wait for more. */
function withoutWaiting(input: object, room: number): object {
  return { ...input, MaxNumberOfMessages: room, WaitTimeSeconds: 0 };
}

/** Without messages the member is left out. */
function withMessages(output: ReceiveOutput, messages: readonly object[]): ReceiveOutput {
  return messages.length === 0 ? output : { ...output, Messages: messages };
}
