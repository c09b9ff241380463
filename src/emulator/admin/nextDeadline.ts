import type { Account } from '../core/account';
import type { Queue } from '../core/queue';
import type { AdjustableClock } from './adjustableClock';
import type { NextDeadline } from './adminTypes';

/**
 * The next moment at which something happens by itself: a delay or a visibility timeout ends, a message is too old,
 * a long poll ends, a move task goes on. The end of the five minutes of deduplication is none: nobody sees it.
 */
export function findNextDeadline(account: Account, clock: AdjustableClock): NextDeadline | undefined {
  const timerAt = clock.nextTimerAt;
  let next: NextDeadline | undefined = timerAt === undefined ? undefined : { at: timerAt, reason: 'timer' };
  for (const region of account.regions) {
    for (const queue of region.queues) next = earlier(next, findDeadlineOf(queue));
  }
  return next;
}

function findDeadlineOf(queue: Queue): NextDeadline | undefined {
  queue.advance();
  let next: NextDeadline | undefined;
  for (const message of queue.getMessages()) {
    next = earlier(next, { at: message.sentAt + queue.settings.retentionMs, reason: 'retention' });
    const state = queue.getState(message);
    if (state === 'visible') continue;
    const at = message.delivery?.visibleAt ?? message.sentAt + queue.settings.delayMs;
    next = earlier(next, { at, reason: state === 'delayed' ? 'delay' : 'visibility' });
  }
  return next;
}

/** Of two at the same time the later argument wins: it tells more than a timer does. */
function earlier(a: NextDeadline | undefined, b: NextDeadline | undefined): NextDeadline | undefined {
  if (!a || !b) return a ?? b;
  return a.at < b.at ? a : b;
}
