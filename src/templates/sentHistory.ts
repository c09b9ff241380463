import type { MessageDraft, SentMessage } from '../shared/message';
import { messageSize } from '../shared/messageChecks';
import { type QueueRef, queueKey } from '../shared/queue';
import type { Memory } from './memory';

const STORAGE_KEY = 'composer.sent';
const MAX_MESSAGES = 50;
/** A larger message is not remembered. */
const MAX_MESSAGE_BYTES = 65_536;
/** Of all remembered messages together; the oldest go first. */
const MAX_BYTES = 1_048_576;
const MAX_IDS = 20;

/** A message that was sent from this workspace. */
export interface SentDraft extends SentMessage {
  /** `queueKey` of the queue. */
  readonly queue: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly draft: MessageDraft;
}

/** IDs that were used with a queue, newest first, each once. */
export interface RecentIds {
  readonly groupIds: readonly string[];
  readonly deduplicationIds: readonly string[];
}

/** What was sent from this workspace, newest first, over restarts of the editor. Bounded in count and bytes. */
export class SentHistory {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  async add(queue: QueueRef, draft: MessageDraft, sent: SentMessage, at: number): Promise<void> {
    if (sizeOf(draft) > MAX_MESSAGE_BYTES) return;
    const { messageId, md5OfBody, sequenceNumber } = sent;
    const record: SentDraft = { messageId, md5OfBody, sequenceNumber, queue: queueKey(queue), at, draft };
    await this.#memory.update(STORAGE_KEY, bounded([record, ...this.#all()]));
  }

  list(queue: QueueRef): readonly SentDraft[] {
    return this.#all().filter((record) => record.queue === queueKey(queue));
  }

  /** The message that was sent to the queue last. */
  last(queue: QueueRef): SentDraft | undefined {
    return this.list(queue)[0];
  }

  recentIds(queue: QueueRef): RecentIds {
    const drafts = this.list(queue).map(({ draft }) => draft);
    return {
      groupIds: distinct(drafts.map((draft) => draft.messageGroupId)),
      deduplicationIds: distinct(drafts.map((draft) => draft.messageDeduplicationId)),
    };
  }

  /** Forgets what was sent to a queue. */
  async clear(queue: QueueRef): Promise<void> {
    const others = this.#all().filter((record) => record.queue !== queueKey(queue));
    await this.#memory.update(STORAGE_KEY, others);
  }

  #all(): readonly SentDraft[] {
    return this.#memory.get<readonly SentDraft[]>(STORAGE_KEY, []);
  }
}

function bounded(records: readonly SentDraft[]): readonly SentDraft[] {
  let bytes = 0;
  return records.slice(0, MAX_MESSAGES).filter(({ draft }) => {
    bytes += sizeOf(draft);
    return bytes <= MAX_BYTES;
  });
}

function sizeOf({ body, attributes }: MessageDraft): number {
  return messageSize(body, attributes);
}

function distinct(ids: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(ids.filter((id) => id !== undefined))].slice(0, MAX_IDS);
}
