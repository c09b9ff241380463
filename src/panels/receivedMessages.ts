import type { ReceivedMessage } from '../shared/message';
import { messageSize } from '../shared/messageChecks';
import type { MessageDetail, MessageRow } from '../shared/messagesPanelMessages';

/** Characters of a body that the list shows at most. */
const PREVIEW_LENGTH = 200;

/**
 * The messages that one panel has received, in the order of their last receive.
 *
 * Keeps the receipt handles; what leaves here for the page has none.
 */
export class ReceivedMessages {
  readonly #messages = new Map<string, ReceivedMessage>();

  /** Adds what was received; a message that was there before moves to the end with its new receipt. */
  add(messages: readonly ReceivedMessage[]): void {
    for (const message of messages) {
      this.#messages.delete(message.messageId);
      this.#messages.set(message.messageId, message);
    }
  }

  find(id: string): ReceivedMessage | undefined {
    return this.#messages.get(id);
  }

  /** Notes that the receipt of a message was made longer or shorter. */
  setVisibleAgainAt(id: string, visibleAgainAt: number): void {
    const message = this.#messages.get(id);
    if (message) this.#messages.set(id, { ...message, visibleAgainAt });
  }

  delete(id: string): boolean {
    return this.#messages.delete(id);
  }

  /** Forgets all messages and says which they were. */
  clear(): readonly string[] {
    const ids = [...this.#messages.keys()];
    this.#messages.clear();
    return ids;
  }

  rows(): readonly MessageRow[] {
    return [...this.#messages.values()].map(messageRow);
  }

  detail(id: string): MessageDetail | undefined {
    const message = this.#messages.get(id);
    if (!message) return undefined;
    const { body, md5OfBody, attributes, systemAttributes } = message;
    return { id, body, md5OfBody, attributes, systemAttributes };
  }
}

/** What the list shows of a message. */
export function messageRow(message: ReceivedMessage): MessageRow {
  const { messageId, body, attributes, systemAttributes, visibleAgainAt } = message;
  return {
    id: messageId,
    preview: body.slice(0, PREVIEW_LENGTH),
    messageGroupId: systemAttributes['MessageGroupId'],
    receiveCount: readInteger(systemAttributes['ApproximateReceiveCount']),
    sentAt: readInteger(systemAttributes['SentTimestamp']),
    visibleAgainAt,
    size: messageSize(body, attributes),
  };
}

function readInteger(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
