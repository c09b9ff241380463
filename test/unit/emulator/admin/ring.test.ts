import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Ring } from '../../../../src/emulator/admin/ring';

describe('a ring of records', () => {
  const newRing = (capacity: number) => new Ring(capacity, () => ({ sequence: 0, value: 0 }));
  const add = (ring: ReturnType<typeof newRing>, ...values: number[]) => {
    for (const value of values) ring.next().value = value;
  };
  const valuesAfter = (ring: ReturnType<typeof newRing>, sequence: number) =>
    Array.from(ring.after(sequence), ({ value }) => value);

  it('keeps the latest records and counts those that it overwrote', () => {
    const ring = newRing(3);
    assert.equal(ring.newest?.value, undefined);
    add(ring, 10, 20);
    assert.deepEqual(valuesAfter(ring, 0), [10, 20]);
    assert.equal(ring.countLost(0), 0);
    add(ring, 30, 40, 50);
    assert.deepEqual(valuesAfter(ring, 0), [30, 40, 50]);
    assert.equal(ring.countLost(0), 2);
    assert.equal(ring.countLost(2), 0);
    assert.deepEqual(valuesAfter(ring, 4), [50]);
    assert.deepEqual(valuesAfter(ring, 99), []);
    assert.equal(ring.newest?.value, 50);
  });

  it('is empty after a clear, and its numbers go on', () => {
    const ring = newRing(2);
    add(ring, 1, 2, 3);
    ring.clear();
    assert.deepEqual(valuesAfter(ring, 0), []);
    assert.equal(ring.newest, undefined);
    assert.equal(ring.countLost(0), 0, 'what was cleared is not lost');
    add(ring, 4);
    assert.deepEqual(valuesAfter(ring, 0), [4]);
    assert.equal(ring.latest, 4);
  });
});
