import type { CoreListener } from './coreListener';

/** Hears everything and does nothing. */
export const listenNowhere: CoreListener = {
  queueCreated: () => undefined,
  queueChanged: () => undefined,
  queueDeleted: () => undefined,
  queuePurged: () => undefined,
  messageSent: () => undefined,
  messageReceived: () => undefined,
  visibilityChanged: () => undefined,
  messageReleased: () => undefined,
  messageDeleted: () => undefined,
  messageExpired: () => undefined,
  deduplicationIdTaken: () => undefined,
  messageDeadLettered: () => undefined,
  messageRedriven: () => undefined,
  moveTaskChanged: () => undefined,
  accountReplaced: () => undefined,
};

/** One listener that tells several, in their order; undefined for none. */
export function combineListeners(listeners: readonly CoreListener[]): CoreListener | undefined {
  const [first, ...others] = listeners;
  return first && others.reduce(pair, first);
}

function pair(a: CoreListener, b: CoreListener): CoreListener {
  return {
    queueCreated: (queue) => {
      a.queueCreated(queue);
      b.queueCreated(queue);
    },
    queueChanged: (queue) => {
      a.queueChanged(queue);
      b.queueChanged(queue);
    },
    queueDeleted: (queue) => {
      a.queueDeleted(queue);
      b.queueDeleted(queue);
    },
    queuePurged: (queue, messageCount) => {
      a.queuePurged(queue, messageCount);
      b.queuePurged(queue, messageCount);
    },
    messageSent: (queue, message) => {
      a.messageSent(queue, message);
      b.messageSent(queue, message);
    },
    messageReceived: (queue, message) => {
      a.messageReceived(queue, message);
      b.messageReceived(queue, message);
    },
    visibilityChanged: (queue, message) => {
      a.visibilityChanged(queue, message);
      b.visibilityChanged(queue, message);
    },
    messageReleased: (queue, message) => {
      a.messageReleased(queue, message);
      b.messageReleased(queue, message);
    },
    messageDeleted: (queue, message) => {
      a.messageDeleted(queue, message);
      b.messageDeleted(queue, message);
    },
    messageExpired: (queue, message) => {
      a.messageExpired(queue, message);
      b.messageExpired(queue, message);
    },
    deduplicationIdTaken: (queue, firstSend) => {
      a.deduplicationIdTaken(queue, firstSend);
      b.deduplicationIdTaken(queue, firstSend);
    },
    messageDeadLettered: (source, message, target, moved) => {
      a.messageDeadLettered(source, message, target, moved);
      b.messageDeadLettered(source, message, target, moved);
    },
    messageRedriven: (source, message, target, moved) => {
      a.messageRedriven(source, message, target, moved);
      b.messageRedriven(source, message, target, moved);
    },
    moveTaskChanged: (task) => {
      a.moveTaskChanged(task);
      b.moveTaskChanged(task);
    },
    accountReplaced: (queues, moveTasks) => {
      a.accountReplaced(queues, moveTasks);
      b.accountReplaced(queues, moveTasks);
    },
  };
}
