import { Heap, type HeapOrder } from './heap';
import type { Delivery, Message } from './message';

/** From here on a group can be noisy, and this many times its share makes it so (approximate on AWS as well). */
const noisyInFlight = 30;
const noisyShare = 10;
const quietAfterMs = 300_000;

/** The visible messages of one message group of a standard queue. */
interface Lane {
  readonly id: string;
  readonly waiting: Heap<Message>;
  inFlight: number;
  lastSentAt: number;
  isNoisy: boolean;
  /** Among the quiet lanes; -1 when it is not there. */
  position: number;
}

/** By the order in which the queue took messages in. */
export const byOrder: HeapOrder<Message> = {
  isBefore: (a, b) => a.order < b.order,
  getPosition: (message) => (message.delivery as Delivery).returnPosition,
  setPosition: (message, position) => {
    (message.delivery as Delivery).returnPosition = position;
  },
};

const byFirstMessage: HeapOrder<Lane> = {
  isBefore: (a, b) => (a.waiting.top as Message).order < (b.waiting.top as Message).order,
  getPosition: (lane) => lane.position,
  setPosition: (lane, position) => {
    lane.position = position;
  },
};

/**
 * What makes a standard queue fair: groups that hold more than a tenth of what is in flight, and at least 30 messages
 * of it, wait while other groups have messages (SQS Developer Guide, "Amazon SQS fair queues").
 *
 * A group is quiet again when none of its messages waits or five minutes after its last send.
 */
export class FairLanes {
  readonly #lanes = new Map<string, Lane>();
  readonly #quiet = new Heap<Lane>(byFirstMessage);
  readonly #noisy = new Set<Lane>();

  noteSend(groupId: string, now: number): void {
    this.#getLane(groupId).lastSentAt = now;
  }

  /** A message with a group became visible. */
  add(message: Message): void {
    const lane = this.#getLane(message.groupId as string);
    lane.waiting.push(message);
    this.#place(lane);
  }

  /** A visible message goes in flight or leaves the queue. */
  remove(message: Message): void {
    const lane = this.#getLane(message.groupId as string);
    lane.waiting.remove(message);
    this.#place(lane);
  }

  /** @param inFlightCount messages of all groups that are in flight, this one included */
  beginFlight(groupId: string, inFlightCount: number): void {
    const lane = this.#getLane(groupId);
    lane.inFlight++;
    if (lane.inFlight < noisyInFlight || lane.inFlight * noisyShare <= inFlightCount) return;
    lane.isNoisy = true;
    this.#place(lane);
  }

  endFlight(groupId: string): void {
    const lane = this.#getLane(groupId);
    lane.inFlight--;
    this.#forgetIfIdle(lane);
  }

  /** The oldest visible message of a group that is not noisy. */
  findQuiet(now: number): Message | undefined {
    for (const lane of this.#noisy) {
      if (now < lane.lastSentAt + quietAfterMs) continue;
      lane.isNoisy = false;
      this.#place(lane);
    }
    return this.#quiet.top?.waiting.top;
  }

  /** The oldest visible message of the noisy group that has the fewest in flight. */
  findNoisy(): Message | undefined {
    let best: Lane | undefined;
    for (const lane of this.#noisy) {
      if (!best || lane.inFlight < best.inFlight) best = lane;
    }
    return best?.waiting.top;
  }

  #getLane(id: string): Lane {
    const known = this.#lanes.get(id);
    if (known) return known;
    const lane: Lane = {
      id,
      waiting: new Heap(byOrder),
      inFlight: 0,
      lastSentAt: 0,
      isNoisy: false,
      position: -1,
    };
    this.#lanes.set(id, lane);
    return lane;
  }

  /** Puts a lane among the quiet or the noisy ones, or nowhere when nothing waits in it. */
  #place(lane: Lane): void {
    if (lane.waiting.length === 0) lane.isNoisy = false;
    const isQuiet = lane.waiting.length > 0 && !lane.isNoisy;
    if (lane.isNoisy) this.#noisy.add(lane);
    else this.#noisy.delete(lane);
    if (lane.position >= 0) this.#replace(lane, isQuiet);
    else if (isQuiet) this.#quiet.push(lane);
    this.#forgetIfIdle(lane);
  }

  #replace(lane: Lane, isQuiet: boolean): void {
    if (isQuiet) {
      this.#quiet.update(lane);
      return;
    }
    this.#quiet.remove(lane);
    lane.position = -1;
  }

  #forgetIfIdle(lane: Lane): void {
    if (lane.inFlight === 0 && lane.waiting.length === 0) this.#lanes.delete(lane.id);
  }
}
