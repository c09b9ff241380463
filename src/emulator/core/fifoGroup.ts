import type { FifoMessage } from './message';

/** The messages of one message group in the order they were sent: visible, in flight and delayed ones. */
export class FifoGroup {
  readonly id: string;
  head: FifoMessage | undefined = undefined;
  tail: FifoMessage | undefined = undefined;
  /** Whether it stands in the rotation of groups that a receive can take from. */
  isReady = false;
  next: FifoGroup | undefined = undefined;
  previous: FifoGroup | undefined = undefined;

  constructor(id: string) {
    this.id = id;
  }

  append(message: FifoMessage): void {
    message.previousInGroup = this.tail;
    if (this.tail) this.tail.nextInGroup = message;
    else this.head = message;
    this.tail = message;
  }

  remove(message: FifoMessage): void {
    if (message.previousInGroup) message.previousInGroup.nextInGroup = message.nextInGroup;
    else this.head = message.nextInGroup;
    if (message.nextInGroup) message.nextInGroup.previousInGroup = message.previousInGroup;
    else this.tail = message.previousInGroup;
    message.nextInGroup = undefined;
    message.previousInGroup = undefined;
  }
}
