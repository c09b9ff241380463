import { Emitter, type Event } from '../shared/event';
import { type EventMark, MARK_KINDS, type MarkKind } from '../shared/marks';
import type { QueueRef } from '../shared/queue';

/** Marks of the same kind, queue and text within so long of the first are one. */
const MERGE_MS = 1_000;
/** What goes on by itself, second after second, would soon push out all other marks: it is one for so long. */
const MERGE_STREAM_MS = 10_000;
const STREAMS: ReadonlySet<MarkKind> = new Set(['deadLettered', 'redriven']);
/** The oldest go when there are more. */
const MOST_MARKS = 5_000;

export type NewMark = Omit<EventMark, 'id'>;

/** What happened to queues, for the time axis of charts. Any feature may add to it. */
export class Marks {
  readonly #onDidChange = new Emitter<EventMark>();
  /** Fires for a mark that was added, and again, with the same id, when another one was merged into it. */
  readonly onDidChange: Event<EventMark> = this.#onDidChange.event;
  #marks: EventMark[] = [];
  #lastId = 0;

  add(mark: NewMark): EventMark {
    const index = this.#marks.findLastIndex((known) => isSame(known, mark));
    const last = this.#marks[index];
    const isMerged = last !== undefined && mark.at - last.at <= mergeMs(mark.kind);
    const added = isMerged ? merge(last, mark) : { ...mark, id: ++this.#lastId };
    if (isMerged) this.#marks[index] = added;
    else this.#append(added);
    this.#onDidChange.fire(added);
    return added;
  }

  find(id: number): EventMark | undefined {
    return this.#marks.find((mark) => mark.id === id);
  }

  /** Marks since `from` (epoch milliseconds), in the order they came. */
  read(from: number): readonly EventMark[] {
    return this.#marks.filter(({ at }) => at >= from);
  }

  /** All marks, to be stored. */
  get all(): readonly EventMark[] {
    return this.#marks;
  }

  /** Puts back what was stored, before the marks that there are. What is no mark is left out. */
  restore(stored: unknown, oldest: number): void {
    const marks = (Array.isArray(stored) ? stored : []).filter(
      (mark: unknown): mark is EventMark => isMark(mark) && mark.at >= oldest,
    );
    const own = this.#marks;
    this.#marks = [];
    for (const mark of [...marks, ...own]) this.#append({ ...mark, id: ++this.#lastId });
  }

  #append(mark: EventMark): void {
    this.#marks.push(mark);
    if (this.#marks.length > MOST_MARKS) this.#marks.splice(0, this.#marks.length - MOST_MARKS);
  }
}

function mergeMs(kind: MarkKind): number {
  return STREAMS.has(kind) ? MERGE_STREAM_MS : MERGE_MS;
}

function isSame(known: EventMark, mark: NewMark): boolean {
  return known.kind === mark.kind && known.text === mark.text && isOfQueue(known, mark.queue);
}

/** True when the mark concerns that queue alone; undefined: all queues. The URL may be written in several ways. */
export function isOfQueue({ queue }: NewMark, other: QueueRef | undefined): boolean {
  if (!queue || !other) return queue === other;
  return (
    queue.connectionId === other.connectionId &&
    queue.region === other.region &&
    queue.queueName === other.queueName
  );
}

function merge(known: EventMark, mark: NewMark): EventMark {
  const count =
    known.count === undefined && mark.count === undefined
      ? undefined
      : (known.count ?? 0) + (mark.count ?? 0);
  return { ...known, count };
}

function isMark(value: unknown): value is EventMark {
  const mark = value as Partial<EventMark> | null;
  return (
    typeof mark === 'object' && typeof mark?.at === 'number' && MARK_KINDS.some((kind) => kind === mark.kind)
  );
}
