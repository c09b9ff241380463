import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { ExpiringMap } from '../../../../src/emulator/core/expiringMap';
import { type FirstSend, FirstSends } from '../../../../src/emulator/core/firstSends';
import { Heap } from '../../../../src/emulator/core/heap';
import {
  formatReceiptHandle,
  parseReceiptHandle,
  toQueueKey,
} from '../../../../src/emulator/core/receiptHandle';
import { SortedNames } from '../../../../src/emulator/core/sortedNames';

interface Item {
  key: number;
  position: number;
}

const newHeap = (): Heap<Item> =>
  new Heap<Item>({
    isBefore: (a, b) => a.key < b.key,
    getPosition: ({ position }) => position,
    setPosition: (item, position) => {
      item.position = position;
    },
  });

describe('A heap', () => {
  it('gives its items in order after any pushes, removals and changes', () => {
    const steps = fc.array(fc.record({ kind: fc.nat({ max: 3 }), key: fc.nat({ max: 50 }), pick: fc.nat() }));
    fc.assert(
      fc.property(steps, (list) => {
        const heap = newHeap();
        const items: Item[] = [];
        for (const { kind, key, pick } of list) {
          const item = items[pick % (items.length || 1)];
          if (kind < 2 || !item) {
            items.push({ key, position: -1 });
            heap.push(items.at(-1) as Item);
          } else if (kind === 2) {
            heap.remove(item);
            items.splice(items.indexOf(item), 1);
          } else {
            item.key = key;
            heap.update(item);
          }
          assert.equal(heap.length, items.length);
          assert.equal(
            heap.top?.key,
            items.length > 0 ? Math.min(...items.map((each) => each.key)) : undefined,
          );
        }
      }),
    );
  });

  it('is in order again after a rebuild', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (keys) => {
        const heap = newHeap();
        keys.forEach(() => heap.push({ key: 0, position: -1 }));
        for (const [index, item] of heap.items.entries()) item.key = keys[index] as number;
        heap.rebuild();
        const drained: number[] = [];
        for (let top = heap.top; top; top = heap.top) {
          drained.push(top.key);
          heap.remove(top);
        }
        assert.deepEqual(
          drained,
          [...keys].sort((a, b) => a - b),
        );
      }),
    );
  });
});

describe('An expiring map', () => {
  it('forgets an entry when its time is over, also when it was replaced or deleted', () => {
    const map = new ExpiringMap<string>(10);
    map.set('a', 'first', 0);
    map.set('a', 'second', 5);
    map.set('b', 'gone', 6);
    map.delete('b');
    assert.equal(map.get('b', 7), undefined);
    assert.equal(map.get('a', 14), 'second');
    assert.equal(map.get('a', 15), undefined);
    map.set('c', 'later', 100);
    assert.equal(map.get('c', 109), 'later');
    map.clear();
    assert.equal(map.get('c', 109), undefined);
  });
});

describe('The first sends of deduplication IDs', () => {
  const lifetimeMs = 300_000;

  it('are those of the last five minutes, in their order, whatever is sent and leaves the queue', () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd');
    const pause = fc.constantFrom(0, 1, 10_000, 150_000, 300_000);
    const step = fc.record({ key, pause, leaves: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const sends = new FirstSends();
        const model: { key: string; first: FirstSend }[] = [];
        let now = 0;
        for (const [order, { key, pause, leaves }] of steps.entries()) {
          now += pause;
          const live = model.filter(({ first }) => now < first.sentAt + lifetimeMs);
          const known = live.find((send) => send.key === key)?.first;
          assert.deepEqual(sends.find(key, now), known);
          assert.deepEqual(
            [...sends.list(now)],
            live.map((send) => [send.key, send.first]),
          );
          if (known) continue;
          const first = { id: `m${order}`, order, sentAt: now };
          sends.add(key, first, now);
          if (leaves) sends.release(key, first);
          model.push({ key, first });
        }
      }),
    );
  });

  it('hold no message that has left the queue', () => {
    const sends = new FirstSends();
    const message = { id: 'm', order: 1, sentAt: 0, body: 'long' };
    sends.add('a', message, 0);
    assert.equal(sends.find('a', 1), message);
    sends.release('a', message);
    assert.deepEqual(sends.find('a', 1), { id: 'm', order: 1, sentAt: 0 });
  });

  it('keep a later send of the same ID when an earlier message leaves', () => {
    const sends = new FirstSends();
    const [early, late] = [0, lifetimeMs].map((sentAt) => ({ id: `m${sentAt}`, order: sentAt, sentAt }));
    assert.ok(early && late);
    sends.add('a', early, early.sentAt);
    sends.add('a', late, late.sentAt);
    sends.release('a', early);
    assert.equal(sends.find('a', late.sentAt), late);
  });
});

describe('Sorted names', () => {
  it('list what a filtered and sorted array would, page by page', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(name),
        name,
        fc.integer({ min: 1, max: 4 }),
        fc.array(name),
        (names, prefix, limit, gone) => {
          const sorted = new SortedNames();
          for (const each of names) sorted.add(each);
          for (const each of gone) sorted.delete(each);
          const kept = [...new Set(names)].filter((each) => !gone.includes(each));
          const expected = kept.filter((each) => each.startsWith(prefix)).sort();
          const listed: string[] = [];
          let page = sorted.list(prefix, undefined, limit);
          while (page.length > 0) {
            listed.push(...page);
            page = sorted.list(prefix, page.at(-1), limit);
          }
          assert.deepEqual(listed, expected);
          assert.equal(sorted.length, kept.length);
        },
      ),
    );
  });
});

describe('A receipt handle', () => {
  const key = toQueueKey('arn:aws:sqs:us-east-1:000000000000:q');
  const id = '00000000-0000-4000-8000-000000000001';

  it('says which receive of which message it is from', () => {
    const handle = formatReceiptHandle(key, id, 1234, 'nonce');
    assert.deepEqual(parseReceiptHandle(handle, key), { messageId: id, receiveCount: 1234 });
  });

  it('is none for another queue, in part or with other text', () => {
    const handle = formatReceiptHandle(key, id, 1, 'n');
    const other = toQueueKey('arn:aws:sqs:us-east-1:000000000000:p');
    assert.notEqual(other, key);
    assert.equal(parseReceiptHandle(handle, other), undefined);
    for (let length = 0; length < handle.length; length++) {
      assert.equal(parseReceiptHandle(handle.slice(0, length), key), undefined);
    }
    assert.equal(parseReceiptHandle(`X${handle}`, key), undefined);
    assert.equal(parseReceiptHandle(`${handle}X`, key), undefined);
    for (let index = 0; index < handle.length; index++) {
      const changed = `${handle.slice(0, index)}~${handle.slice(index + 1)}`;
      assert.equal(parseReceiptHandle(changed, key), undefined, changed);
    }
    assert.equal(parseReceiptHandle(formatReceiptHandle(key, id, 0, 'n'), key), undefined);
  });
});
