import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkHistory } from '../../support/history/checkHistory';
import type {
  ChangeVisibility,
  Counts,
  Delete,
  HistoryEntry,
  Receive,
  Send,
} from '../../support/history/history';

const standard = 'jobs';
const fifo = 'jobs.fifo';

describe('The history checker', () => {
  it('finds nothing in good histories, whatever overlaps', () => {
    const good = [
      ...[send('a', 0), counts(20, 1), receive('a', 30), remove('a', 50), counts(70, 0)],
      // The second delivery is just after the timeout of the first, and the delete is by the first.
      ...[send('b', 100), receive('b', 110), receive('b', 1112, 2), remove('b', 1115, 1)],
      // Two calls at the same time can have happened in either order.
      ...[send('c', 100), receive('c', 110, 1, { end: 130 }), change('c', 115, 1, 0)],
      ...[receive('c', 120, 2, { end: 140 }), remove('c', 150, 2)],
      // A receipt that had lapsed deleted what another held.
      ...[send('d', 200), receive('d', 210), receive('d', 1300, 2), remove('d', 1310, 1)],
      refused(change('d', 1320, 2, 0), 'InvalidParameterValue'),
    ];
    const ordered = [
      ...[sendFifo('a', 0, 1), sendFifo('b', 10, 2), sendFifo('x', 10, 3, { group: 'other' })],
      ...[
        receiveFifo(
          [
            ['a', 1],
            ['b', 2],
          ],
          20,
        ),
        receiveFifo([['x', 3]], 30, { group: 'other' }),
      ],
      ...[remove('a', 40, 1, fifo), remove('b', 50, 1, fifo), remove('x', 50, 1, fifo)],
      // The second of two sends with one deduplication ID was written down first.
      ...[sendFifo('c', 500, 4, { body: 'sent again' }), sendFifo('c', 60, 4)],
      ...[
        receiveFifo([['c', 4]], 80),
        change('c', 90, 1, 0, fifo),
        receiveFifo([['c', 4]], 100, { receiveCount: 2 }),
      ],
      // Its receipt had ended by the release.
      ...[refused(remove('c', 105, 1, fifo), 'InvalidParameterValue'), remove('c', 110, 2, fifo)],
      // An early message that was released, while a later one is in flight.
      ...[sendFifo('d', 600, 5), sendFifo('e', 610, 6)],
      receiveFifo(
        [
          ['d', 5],
          ['e', 6],
        ],
        620,
      ),
      ...[change('d', 630, 1, 0, fifo), receiveFifo([['d', 5]], 640, { receiveCount: 2 })],
      ...[remove('d', 650, 2, fifo), remove('e', 660, 1, fifo)],
    ];
    assert.deepEqual(checkHistory([...good, ...ordered]), []);
  });

  const broken: [what: string, history: HistoryEntry[], found: RegExp][] = [
    [
      'a refused send',
      [refused(send('a', 0), 'InternalFailure')],
      /the send of "a" was refused: InternalFailure/,
    ],
    ['a message that nobody got', [send('a', 0)], /a was sent and never received/],
    ['a message that was not deleted', [send('a', 0), receive('a', 10)], /a was received and then lost/],
    ['a message that nobody sent', [receive('a', 10), remove('a', 20)], /a was received and never sent/],
    [
      'another body',
      [send('a', 0, { body: 'sent' }), receive('a', 10), remove('a', 20)],
      /a was received with another body or group than sent: "a"/,
    ],
    [
      'a delivery that nobody saw',
      [send('a', 0), receive('a', 10, 2), remove('a', 20, 2)],
      /a was received with the receive counts 2$/,
    ],
    [
      'a delivery that counts as the one before',
      [send('a', 0), receive('a', 10), receive('a', 1100), remove('a', 1200)],
      /a was received with the receive counts 1, 1$/,
    ],
    [
      'a delivery within the visibility timeout',
      [send('a', 0), receive('a', 10), receive('a', 900, 2), remove('a', 950, 2)],
      /a was received again 105 ms before its visibility timeout was over/,
    ],
    [
      'a delivery within a longer visibility timeout',
      [send('a', 0), receive('a', 10), change('a', 500, 1, 5), receive('a', 1100, 2), remove('a', 1200, 2)],
      /a was received again 4395 ms before/,
    ],
    [
      'a delivery before the delay is over',
      [send('a', 0, { delaySeconds: 1 }), receive('a', 100), remove('a', 200)],
      /a was received 895 ms before its delay was over/,
    ],
    [
      'a delivery after the delete',
      [send('a', 0), receive('a', 10), remove('a', 20), receive('a', 1100, 2)],
      /a was received by p after it was deleted/,
    ],
    [
      'a good receipt handle that is refused',
      [send('a', 0), receive('a', 10), refused(remove('a', 20), 'ReceiptHandleIsInvalid'), remove('a', 30)],
      /the delete of a was refused while it was in flight: ReceiptHandleIsInvalid/,
    ],
    [
      'a change that is refused before the message is deleted',
      [
        ...[send('a', 0), receive('a', 10), refused(change('a', 20, 1, 0), 'InvalidParameterValue')],
        remove('a', 30),
      ],
      /the change of a was refused while it was in flight: InvalidParameterValue/,
    ],
    [
      'counts that do not add up',
      [send('a', 0), counts(10, 2), receive('a', 20), remove('a', 30)],
      /1 sent and 0 deleted messages leave 1, but the counts are 2 visible, 0 in flight, 0 delayed/,
    ],
    [
      'a sequence number that changed',
      [sendFifo('a', 0, 1), receiveFifo([['a', 2]], 10), remove('a', 20, 1, fifo)],
      /a was sent with sequence 1, received with 2/,
    ],
    [
      'sequence numbers against the order of the sends',
      [
        ...[sendFifo('a', 0, 2), sendFifo('b', 10, 1)],
        ...[
          receiveFifo(
            [
              ['b', 1],
              ['a', 2],
            ],
            20,
          ),
          remove('a', 30, 1, fifo),
          remove('b', 30, 1, fifo),
        ],
      ],
      /in group g "a" was sent first but comes after "b"/,
    ],
    [
      'a message that overtakes another in a call of its own',
      [
        ...[sendFifo('a', 0, 1), sendFifo('b', 10, 2), receiveFifo([['b', 2]], 20), remove('b', 30, 1, fifo)],
        ...[receiveFifo([['a', 1]], 40), remove('a', 50, 1, fifo)],
      ],
      /b was received while something before it in group g was not deleted/,
    ],
    [
      'a message that overtakes another in the same answer',
      [
        ...[
          sendFifo('a', 0, 1),
          sendFifo('b', 10, 2),
          receiveFifo(
            [
              ['b', 2],
              ['a', 1],
            ],
            20,
          ),
        ],
        ...[remove('a', 30, 1, fifo), remove('b', 30, 1, fifo)],
      ],
      /a was received while something before it in group g was not deleted/,
    ],
    [
      'a message that was left out of an answer',
      [
        ...[
          sendFifo('a', 0, 1),
          sendFifo('b', 5, 2),
          sendFifo('c', 10, 3),
          receiveFifo(
            [
              ['a', 1],
              ['c', 3],
            ],
            20,
          ),
        ],
        ...[
          remove('a', 30, 1, fifo),
          remove('c', 30, 1, fifo),
          receiveFifo([['b', 2]], 40),
          remove('b', 50, 1, fifo),
        ],
      ],
      /c was received while something before it in group g was not deleted/,
    ],
    [
      'a group that is not locked',
      [
        ...[
          sendFifo('a', 0, 1),
          sendFifo('b', 5, 2),
          receiveFifo([['a', 1]], 20),
          receiveFifo([['b', 2]], 30),
        ],
        ...[remove('a', 40, 1, fifo), remove('b', 40, 1, fifo)],
      ],
      /b was received while something before it in group g was not deleted/,
    ],
    [
      'a message that was taken twice',
      [
        ...[
          sendFifo('a', 0, 1, { deduplicationId: 'same' }),
          sendFifo('b', 5, 2, { deduplicationId: 'same' }),
        ],
        ...[
          receiveFifo(
            [
              ['a', 1],
              ['b', 2],
            ],
            20,
          ),
          remove('a', 40, 1, fifo),
          remove('b', 40, 1, fifo),
        ],
      ],
      /deduplication ID same was taken for 2 messages/,
    ],
  ];
  for (const [what, history, found] of broken) {
    it(`finds ${what}`, () => {
      const sentences = checkHistory(history);
      assert.ok(
        sentences.some((sentence) => found.test(sentence)),
        sentences.join('\n') || 'it found nothing',
      );
    });
  }
});

/** Every call takes five milliseconds. */
function at(start: number, queue = standard) {
  return { program: 'p', queue, start, end: start + 5 };
}

function send(messageId: string, start: number, more: Partial<Send> = {}): Send {
  return { op: 'send', ...at(start), body: messageId, messageId, ...more };
}

function sendFifo(messageId: string, start: number, sequence: number, more: Partial<Send> = {}): Send {
  const fifoParts = { queue: fifo, group: 'g', deduplicationId: messageId, sequence: String(sequence) };
  return send(messageId, start, { ...fifoParts, ...more });
}

function receive(messageId: string, start: number, receiveCount = 1, more: Partial<Receive> = {}): Receive {
  const messages = [{ messageId, body: messageId, receiveCount }];
  return { op: 'receive', ...at(start), visibilitySeconds: 1, messages, ...more };
}

function receiveFifo(
  messages: readonly [messageId: string, sequence: number][],
  start: number,
  { group = 'g', receiveCount = 1 } = {},
): Receive {
  return {
    ...{ op: 'receive', ...at(start, fifo), visibilitySeconds: 1 },
    messages: messages.map(([messageId, sequence]) => ({
      ...{ messageId, body: messageId, receiveCount, group, sequence: String(sequence) },
    })),
  };
}

function remove(messageId: string, start: number, receiveCount = 1, queue = standard): Delete {
  return { op: 'delete', ...at(start, queue), messageId, receiveCount };
}

function change(
  messageId: string,
  start: number,
  receiveCount: number,
  visibilitySeconds: number,
  queue = standard,
): ChangeVisibility {
  return { op: 'change', ...at(start, queue), messageId, receiveCount, visibilitySeconds };
}

function counts(start: number, visible: number): Counts {
  return { op: 'counts', ...at(start), visible, inFlight: 0, delayed: 0 };
}

function refused<T extends HistoryEntry>(call: T, error: string): T {
  return { ...call, error };
}
